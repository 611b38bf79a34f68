/* SPDX-License-Identifier: MIT */
/* metamorphic.c - the examples of the built-in rules, disguised: what violates
 * must still be found, what complies must still not be.
 *
 *   metamorphic [--all] [--failures FILE] RULES
 *
 * RULES is the folder of the built-in rules: it tells which words may be
 * disguised how. Every disguise is tried alone and in pairs; of the pairs a
 * sample unless --all. FILE gets each failure: rule, disguises, text.
 * HVL_RULESET of the environment may name a compiled ruleset to measure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operators.h"
#include "record.h"
#include "trial.h"

enum { OPERATORS_MAX = 40, SAMPLE = 4 };
static const double FLOOR = 0.98;

/* The figures of a disguise, or of all pairs. */
struct count {
  size_t violates, found, by_line;
  size_t complies, alarms;
};

struct run {
  hvl_ruleset *ruleset;
  struct pack pack;
  struct judge judge;
  struct craft craft;
  struct han *han;
  struct count singles[OPERATORS_MAX], pairs;
  size_t examples, unusable, undecided;
  bool all;
  FILE *failures; /* or NULL */
};

static void write_failure(const struct run *run, const struct trial *trial,
                          const struct operator* first,
                          const struct operator* second,
                          const struct line *line, enum verdict verdict) {
  static struct pieces pieces;
  const hvl_example *example = trial->example;
  if (!run->failures) return;
  line_encode(line, &pieces);
  fprintf(run->failures, "%s %s | %s%s%s |",
          !example->violates         ? "FALSE"
          : verdict == FOUND_BY_LINE ? "LINE"
                                     : "MISSED",
          example->rule->id, first->name, second ? " + " : "",
          second ? second->name : "");
  for (size_t i = 0; i < pieces.count; i++)
    fprintf(run->failures, "%s %.*s", i ? " //" : "", (int)pieces.texts[i].len,
            pieces.texts[i].data);
  fprintf(run->failures, " | %s:%u\n", example->file, (unsigned)example->line);
}

static void attempt(struct run *run, const struct trial *trial,
                    const struct operator* first, const struct operator* second,
                    struct count *count) {
  static struct line line;
  if (!operators_run(&run->craft, first, second, &trial->line, &line)) return;
  enum verdict verdict = trial_judge(trial, &run->judge, &line);
  if (verdict == JUDGED_NOT) {
    run->undecided++;
    return;
  }
  bool found = verdict == FOUND_BY_RULE;
  if (trial->example->violates) {
    count->violates++;
    count->found += found;
    count->by_line += verdict >= FOUND_BY_LINE;
  } else {
    count->complies++;
    count->alarms += found;
  }
  if (found != (trial->example->violates != 0))
    write_failure(run, trial, first, second, &line, verdict);
}

/* One pair in SAMPLE, other ones for each example. */
static bool is_chosen(size_t example, size_t first, size_t second) {
  uint32_t hash = (uint32_t)(example * 2654435761u + first * 40503u + second);
  hash ^= hash >> 15;
  hash *= 2246822519u;
  hash ^= hash >> 13;
  return hash % SAMPLE == 0;
}

static void try_example(struct run *run, const hvl_example *example,
                        size_t index) {
  static struct trial trial;
  if (!trial_make(&trial, &run->judge, example)) {
    run->unusable++;
    return;
  }
  run->examples++;
  for (size_t i = 0; i < operator_count; i++)
    attempt(run, &trial, &operators[i], NULL, &run->singles[i]);
  for (size_t i = 0; i < operator_count; i++)
    for (size_t k = i + 1; k < operator_count; k++)
      if (run->all || is_chosen(index, i, k))
        attempt(run, &trial, &operators[i], &operators[k], &run->pairs);
}

static double rate(size_t part, size_t whole) {
  return whole ? (double)part / (double)whole : 1;
}

static void print_count(const char *name, const struct count *count) {
  printf("%-26s %8zu %7zu %6.3f %9.3f %8zu %6zu\n", name, count->violates,
         count->found, rate(count->found, count->violates),
         rate(count->by_line, count->violates), count->complies, count->alarms);
}

static bool report(const char *what, bool ok) {
  printf("%s metamorphic: %s\n", ok ? "ok" : "not ok", what);
  return ok;
}

static void add(struct count *sum, const struct count *count) {
  sum->violates += count->violates;
  sum->found += count->found;
  sum->by_line += count->by_line;
  sum->complies += count->complies;
  sum->alarms += count->alarms;
}

static void print_table(const struct run *run, struct count *sum) {
  printf("%-26s %8s %7s %6s %9s %8s %6s\n", "disguise", "violates", "found",
         "rate", "same line", "complies", "false");
  for (size_t i = 0; i < operator_count; i++) {
    print_count(operators[i].name, &run->singles[i]);
    add(sum, &run->singles[i]);
  }
  print_count("all of them", sum);
  print_count("pairs", &run->pairs);
  printf("%zu examples, %zu unusable, %zu undecided\n", run->examples,
         run->unusable, run->undecided);
}

static bool report_count(const char *how, const struct count *count) {
  char what[128];
  snprintf(what, sizeof what, "98 in 100 violations, %s, are found", how);
  bool ok = report(what, count->violates &&
                             rate(count->found, count->violates) >= FLOOR);
  snprintf(what, sizeof what, "no false alarm, %s", how);
  return report(what, !count->alarms) && ok;
}

static bool print_all(const struct run *run) {
  struct count sum = {0};
  print_table(run, &sum);
  bool ok = report("every example can be judged",
                   run->examples && !run->unusable && !run->undecided);
  ok &= report_count("disguised once", &sum);
  ok &= report_count("disguised twice", &run->pairs);
  return ok;
}

static bool read_arguments(struct run *run, int argc, char **argv) {
  int at = 1;
  for (; at < argc - 1; at++) {
    if (!strcmp(argv[at], "--all")) {
      run->all = true;
    } else if (!strcmp(argv[at], "--failures") && at + 1 < argc - 1) {
      run->failures = fopen(argv[++at], "w");
      if (!run->failures) return false;
    } else {
      return false;
    }
  }
  return at == argc - 1 && pack_load(&run->pack, argv[at]);
}

static bool prepare(struct run *run) {
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = 3;
  run->ruleset = record_rules();
  run->han = han_new();
  run->craft = craft_make(run->han, &run->pack);
  run->judge.pack = &run->pack;
  if (!run->ruleset || !run->han || operator_count > OPERATORS_MAX ||
      hvl_session_new(&run->judge.session, run->ruleset, &options) != HVL_OK)
    return false;
  return true;
}

int main(int argc, char **argv) {
  static struct run run;
  const hvl_example *example;
  if (!read_arguments(&run, argc, argv)) {
    fputs("usage: metamorphic [--all] [--failures FILE] RULES\n", stderr);
    return 2;
  }
  if (!prepare(&run)) return 2;
  for (size_t i = 0; (example = hvl_ruleset_example(run.ruleset, i)); i++)
    try_example(&run, example, i);
  bool ok = print_all(&run);
  if (run.failures) fclose(run.failures);
  hvl_session_free(run.judge.session);
  vocabulary_free(&run.judge.words);
  hvl_ruleset_free(run.ruleset);
  han_free(run.han);
  pack_free(&run.pack);
  return !ok;
}
