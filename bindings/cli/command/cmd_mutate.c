/* SPDX-License-Identifier: MIT */
/* cmd_mutate.c - `hvline rules mutate`: what do the examples not need? */
#include <stdlib.h>
#include <string.h>

#include "base/width.h"
#include "command/commands.h"
#include "report/json_out.h"
#include "rules/mutation.h"

struct sums {
  size_t fates[MUTANT_KINDS][MUTANT_FATES];
};

struct mutation_report {
  const struct mutants *mutants;
  const struct options *options;
  struct sums sums;
  size_t *words; /* by definition: of the list */
  bool *told;    /* by definition: of this long list */
  bool json;
};

static const char *const kind_names[MUTANT_KINDS] = {"word", "phrase",
                                                     "exception", "step"};
static const enum message kind_texts[MUTANT_KINDS] = {
    MUTANT_WORD_TEXT, MUTANT_PHRASE_TEXT, MUTANT_EXCEPTION_TEXT,
    MUTANT_STEP_TEXT};

static size_t sum_noticed(const struct sums *sums, int kind) {
  return sums->fates[kind][MUTANT_NOTICED] + sums->fates[kind][MUTANT_BROKEN];
}

static size_t sum_all(const struct sums *sums, int kind) {
  size_t all = 0;
  for (int fate = 0; fate < MUTANT_FATES; fate++)
    all += sums->fates[kind][fate];
  return all;
}

/* ---- Text ---------------------------------------------------------------- */

static void print_line(const struct buffer *line) {
  struct buffer shown = {0};
  show_text(&shown, buffer_text(line));
  printf("%s\n", buffer_text(&shown).data);
  buffer_free(&shown);
}

static bool is_long_list(const struct mutation_report *report,
                         const struct mutant *mutant) {
  return mutant->kind == MUTANT_WORD &&
         report->words[mutant->owner] > MUTATION_SHORT_LIST;
}

/* A mutant that no example needs: all of its list, if that is long, and why it
 * is kept, if the rules say so. */
static void mutant_text(const struct mutation_report *report,
                        const struct mutant *mutant) {
  const struct mutants *mutants = report->mutants;
  enum lang lang = report->options->lang;
  const char *owner = mutants->definitions[mutant->owner].name;
  hvl_text kept = mutants_kept(mutants, mutant);
  struct buffer line = {0};
  buffer_format(&line, "%s:%u:%u: ", mutants->files.items[mutant->file].path,
                (unsigned)mutant->line, (unsigned)mutant->column);
  if (is_long_list(report, mutant))
    buffer_format(&line, message_text(lang, MUTANT_LIST_UNNEEDED), owner,
                  report->words[mutant->owner]);
  else
    buffer_format(&line, message_text(lang, MUTANT_UNNEEDED),
                  message_text(lang, kind_texts[mutant->kind]), mutant->text,
                  owner);
  if (kept.len) {
    buffer_print(&line, message_text(lang, MUTANT_KEPT_BECAUSE));
    buffer_add(&line, kept.data, kept.len);
  }
  print_line(&line);
  buffer_free(&line);
}

static void sums_text(const struct sums *sums, enum lang lang) {
  for (int kind = 0; kind < MUTANT_KINDS; kind++) {
    const size_t *fates = sums->fates[kind];
    printf(message_text(lang, SUM_MUTANTS),
           message_text(lang, kind_texts[kind]), sum_all(sums, kind),
           sum_noticed(sums, kind), fates[MUTANT_BROKEN],
           fates[MUTANT_UNNOTICED]);
    if (fates[MUTANT_CARRIED])
      printf(message_text(lang, SUM_CARRIED), fates[MUTANT_CARRIED]);
    if (fates[MUTANT_KEPT])
      printf(message_text(lang, SUM_KEPT), fates[MUTANT_KEPT]);
    putchar('\n');
  }
}

/* ---- JSON ---------------------------------------------------------------- */

static void print_json(json_object *object) {
  json_write(stdout, object);
  putchar('\n');
}

static void mutant_json(const struct mutants *mutants,
                        const struct mutant *mutant) {
  json_object *object = json_new_object();
  json_set_string(object, "file", mutants->files.items[mutant->file].path);
  json_set_number(object, "line", mutant->line);
  json_set_number(object, "column", mutant->column);
  json_set_string(object, "kind", kind_names[mutant->kind]);
  json_set_string(object, "text", mutant->text);
  json_set_string(object, "in", mutants->definitions[mutant->owner].name);
  hvl_text kept = mutants_kept(mutants, mutant);
  if (kept.len) json_set_text(object, "kept", kept);
  print_json(object);
}

static void sums_json(const struct sums *sums) {
  for (int kind = 0; kind < MUTANT_KINDS; kind++) {
    json_object *object = json_new_object();
    json_set_string(object, "summary", kind_names[kind]);
    json_set_number(object, "total", sum_all(sums, kind));
    json_set_number(object, "noticed", sum_noticed(sums, kind));
    json_set_number(object, "does_not_compile",
                    sums->fates[kind][MUTANT_BROKEN]);
    json_set_number(object, "unnoticed", sums->fates[kind][MUTANT_UNNOTICED]);
    json_set_number(object, "by_list", sums->fates[kind][MUTANT_CARRIED]);
    json_set_number(object, "kept", sums->fates[kind][MUTANT_KEPT]);
    print_json(object);
  }
}

/* ---- The command --------------------------------------------------------- */

static enum mutant_fate fate_of(const struct mutation_report *report,
                                const struct mutant *mutant) {
  bool kept = mutant->fate == MUTANT_UNNOTICED &&
              mutants_kept(report->mutants, mutant).len;
  return kept ? MUTANT_KEPT : mutant->fate;
}

static void tell(struct mutation_report *report, const struct mutant *mutant) {
  enum mutant_fate fate = fate_of(report, mutant);
  report->sums.fates[mutant->kind][fate]++;
  if (fate != MUTANT_UNNOTICED && fate != MUTANT_KEPT) return;
  if (report->json) {
    mutant_json(report->mutants, mutant);
    return;
  }
  bool list = is_long_list(report, mutant);
  if (!list || !report->told[mutant->owner]) mutant_text(report, mutant);
  report->told[mutant->owner] |= list;
}

/* True if any mutant was unnoticed. */
static bool report(const struct mutants *mutants,
                   const struct options *options) {
  struct mutation_report report = {.mutants = mutants, .options = options};
  bool found = false;
  report.json = options->format && strcmp(options->format, "jsonl") == 0;
  report.words = mem_zeroed(mutants->definition_count, sizeof *report.words);
  report.told = mem_zeroed(mutants->definition_count, sizeof *report.told);
  for (size_t i = 0; i < mutants->count; i++)
    report.words[mutants->items[i].owner] +=
        mutants->items[i].kind == MUTANT_WORD;
  for (size_t i = 0; i < mutants->count; i++) tell(&report, &mutants->items[i]);
  for (int kind = 0; kind < MUTANT_KINDS; kind++)
    found |= report.sums.fates[kind][MUTANT_UNNOTICED] > 0;
  if (report.json)
    sums_json(&report.sums);
  else
    sums_text(&report.sums, options->lang);
  free(report.words);
  free(report.told);
  return found;
}

int command_mutate(const struct options *options, struct log *log) {
  struct mutants mutants;
  bool found = false;
  if (!format_check(options, log)) return STATUS_WRONG;
  struct options all = options_with_files(options);
  if (mutation_load(&mutants, &all, (1u << MUTANT_KINDS) - 1, log) &&
      mutation_run(&mutants, &all, log))
    found = report(&mutants, &all);
  mutants_free(&mutants);
  free(all.rules.items);
  return status_of(log, found);
}
