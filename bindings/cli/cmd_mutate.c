/* SPDX-License-Identifier: MIT */
/* cmd_mutate.c - `hvline rules mutate`: what do the examples not need? */
#include <stdlib.h>
#include <string.h>

#include <json.h>

#include "commands.h"
#include "mutation.h"
#include "nearest.h"
#include "width.h"

struct sums {
  size_t fates[MUTANT_KINDS][MUTANT_FATES];
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
  return sum_noticed(sums, kind) + sums->fates[kind][MUTANT_UNNOTICED];
}

/* ---- Text ---------------------------------------------------------------- */

static void print_line(const struct buffer *line) {
  struct buffer shown = {0};
  show_text(&shown, buffer_text(line));
  printf("%s\n", buffer_text(&shown).data);
  buffer_free(&shown);
}

static void mutant_text(const struct mutants *mutants, enum lang lang,
                        const struct mutant *mutant) {
  struct buffer line = {0};
  buffer_format(&line, "%s:%u:%u: ", mutants->files.items[mutant->file].path,
                (unsigned)mutant->line, (unsigned)mutant->column);
  buffer_format(&line, message_text(lang, MUTANT_UNNEEDED),
                message_text(lang, kind_texts[mutant->kind]), mutant->text,
                mutants->definitions[mutant->owner].name);
  print_line(&line);
  buffer_free(&line);
}

static void sums_text(const struct sums *sums, enum lang lang) {
  for (int kind = 0; kind < MUTANT_KINDS; kind++) {
    printf(message_text(lang, SUM_MUTANTS),
           message_text(lang, kind_texts[kind]), sum_all(sums, kind),
           sum_noticed(sums, kind), sums->fates[kind][MUTANT_BROKEN],
           sums->fates[kind][MUTANT_UNNOTICED]);
    putchar('\n');
  }
}

/* ---- JSON ---------------------------------------------------------------- */

static void add_text(json_object *object, const char *key, const char *text) {
  json_object_object_add(object, key, mem_must(json_object_new_string(text)));
}

static void add_number(json_object *object, const char *key, size_t number) {
  json_object_object_add(object, key,
                         mem_must(json_object_new_int64((int64_t)number)));
}

static void print_json(json_object *object) {
  puts(json_object_to_json_string_ext(
      object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put(object);
}

static void mutant_json(const struct mutants *mutants,
                        const struct mutant *mutant) {
  json_object *object = mem_must(json_object_new_object());
  add_text(object, "file", mutants->files.items[mutant->file].path);
  add_number(object, "line", mutant->line);
  add_number(object, "column", mutant->column);
  add_text(object, "kind", kind_names[mutant->kind]);
  add_text(object, "text", mutant->text);
  add_text(object, "in", mutants->definitions[mutant->owner].name);
  print_json(object);
}

static void sums_json(const struct sums *sums) {
  for (int kind = 0; kind < MUTANT_KINDS; kind++) {
    json_object *object = mem_must(json_object_new_object());
    add_text(object, "summary", kind_names[kind]);
    add_number(object, "total", sum_all(sums, kind));
    add_number(object, "noticed", sum_noticed(sums, kind));
    add_number(object, "does_not_compile", sums->fates[kind][MUTANT_BROKEN]);
    add_number(object, "unnoticed", sums->fates[kind][MUTANT_UNNOTICED]);
    print_json(object);
  }
}

/* ---- The command --------------------------------------------------------- */

/* True if any mutant was unnoticed. */
static bool report(const struct mutants *mutants,
                   const struct options *options) {
  struct sums sums = {0};
  bool json = options->format && strcmp(options->format, "jsonl") == 0;
  bool found = false;
  for (size_t i = 0; i < mutants->count; i++) {
    const struct mutant *mutant = &mutants->items[i];
    sums.fates[mutant->kind][mutant->fate]++;
    if (mutant->fate != MUTANT_UNNOTICED) continue;
    found = true;
    if (json)
      mutant_json(mutants, mutant);
    else
      mutant_text(mutants, options->lang, mutant);
  }
  if (json)
    sums_json(&sums);
  else
    sums_text(&sums, options->lang);
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
