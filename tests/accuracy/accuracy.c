/* SPDX-License-Identifier: MIT */
/* accuracy.c - precision and recall of the built-in rules on labelled sets.
 *
 *   accuracy [--errors LEVEL | --by-rule] FLOORS SET...
 *   accuracy --review FILE...
 *
 * SET is a folder (see sets/README.md). FLOORS holds lines "set level precision
 * recall" (percent, by the last part of the folder's name), below which the run
 * fails. --errors lists what is wrong and missing at that level; --by-rule
 * counts over all sets how often each rule was right and wrong; --review counts
 * that by the marks of an inspector (see review.h).
 * HVL_RULESET of the environment may name a compiled ruleset to measure. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "review.h"
#include "score.h"

enum { LEVELS = 3 };

struct run {
  hvl_ruleset *ruleset;
  FILE *floors;
  unsigned errors_level; /* 0: none */
  bool by_rule;
  struct rule_tally rules[RULES_MAX];
  bool failed;
};

/* One set at one level. */
struct pass {
  struct run *run;
  struct score *score;
  hvl_session *session;
};

/* Every set is run at each level: the last, which finds all, is counted. */
static bool add_record(void *ctx, const struct record *record) {
  const struct pass *pass = ctx;
  struct found found = {.count = 0};
  if (record_run(record, pass->session, score_collect, &found) != HVL_OK)
    return false;
  score_add(pass->score, record, &found);
  if (pass->run->by_rule && pass->score->level == LEVELS)
    score_add_rules(pass->run->rules, record, &found);
  return true;
}

static bool score_set(struct run *run, const char *folder, unsigned level,
                      struct score *score) {
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_session *session;
  options.level = level;
  memset(score, 0, sizeof *score);
  strcpy(score->all.name, "all");
  score->level = level;
  if (run->errors_level == level) score->errors = stdout;
  if (hvl_session_new(&session, run->ruleset, &options) != HVL_OK) return false;
  struct pass pass = {run, score, session};
  bool ok = record_read(folder, "conversations.jsonl", add_record, &pass) &&
            record_read(folder, "templates.jsonl", add_record, &pass);
  hvl_session_free(session);
  return ok;
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static const struct tally *find(const struct score *score, const char *name) {
  static const struct tally none;
  for (size_t i = 0; i < score->line_count; i++)
    if (!strcmp(score->lines[i].name, name)) return &score->lines[i];
  return &none;
}

static void print_cell(const struct tally *tally) {
  printf(" | %5.1f %5.1f %4zu %4zu %4zu", 100 * score_precision(tally),
         100 * score_recall(tally), tally->right, tally->wrong, tally->missed);
}

/* The last level finds most, so its lines are all lines. */
static void print_table(const char *set, const struct score scores[LEVELS]) {
  const struct score *most = &scores[LEVELS - 1];
  printf("\n%-14s", set);
  for (int level = 1; level <= LEVELS; level++)
    printf(" | level %d: P, R, +, wrong, -", level);
  putchar('\n');
  for (size_t i = 0; i < most->line_count; i++) {
    printf("%-14s", most->lines[i].name);
    for (int k = 0; k < LEVELS; k++)
      print_cell(find(&scores[k], most->lines[i].name));
    putchar('\n');
  }
  printf("%-14s", "all");
  for (int k = 0; k < LEVELS; k++) print_cell(&scores[k].all);
  putchar('\n');
}

static void check_floors(struct run *run, const char *set,
                         const struct score scores[LEVELS]) {
  char line[256], name[64];
  unsigned level;
  double precision, recall;
  rewind(run->floors);
  while (fgets(line, sizeof line, run->floors)) {
    if (line[0] == '#') continue;
    if (sscanf(line, "%63s %u %lf %lf", name, &level, &precision, &recall) != 4)
      continue;
    if (strcmp(name, set) || level < 1 || level > LEVELS) continue;
    const struct tally *all = &scores[level - 1].all;
    bool ok = 100 * score_precision(all) >= precision &&
              100 * score_recall(all) >= recall;
    printf("%s accuracy %s at level %u: precision >= %.0f, recall >= %.0f\n",
           ok ? "ok" : "not ok", set, level, precision, recall);
    if (!ok) run->failed = true;
  }
}

static void run_set(struct run *run, const char *folder) {
  static struct score scores[LEVELS];
  for (unsigned level = 1; level <= LEVELS; level++)
    if (!score_set(run, folder, level, &scores[level - 1])) {
      printf("not ok accuracy %s\n", base_name(folder));
      run->failed = true;
      return;
    }
  print_table(base_name(folder), scores);
  check_floors(run, base_name(folder), scores);
}

static void print_rules(const struct rule_tally *tallies) {
  for (size_t i = 0; i < RULES_MAX && tallies[i].rule; i++)
    printf("%-36s level %u  right %4zu  wrong %4zu\n", tallies[i].rule->id,
           (unsigned)tallies[i].rule->level, tallies[i].right,
           tallies[i].wrong);
}

static int count_reviews(char **files, int count) {
  hvl_ruleset *ruleset = record_rules();
  bool ok = ruleset && review_print(ruleset, files, count);
  hvl_ruleset_free(ruleset);
  return ok ? 0 : 2;
}

int main(int argc, char **argv) {
  static struct run run;
  int at = 1;
  if (argc > 2 && !strcmp(argv[1], "--review"))
    return count_reviews(argv + 2, argc - 2);
  if (argc > 2 && !strcmp(argv[1], "--errors")) {
    run.errors_level = (unsigned)strtoul(argv[2], NULL, 10);
    at = 3;
  } else if (argc > 1 && !strcmp(argv[1], "--by-rule")) {
    run.by_rule = true;
    at = 2;
  }
  run.floors = at < argc ? fopen(argv[at], "r") : NULL;
  if (!run.floors || at + 1 == argc) {
    fputs("usage: accuracy [--errors LEVEL | --by-rule] FLOORS SET...\n"
          "       accuracy --review FILE...\n",
          stderr);
    return 2;
  }
  run.ruleset = record_rules();
  if (!run.ruleset) return 2;
  while (++at < argc) run_set(&run, argv[at]);
  if (run.by_rule) print_rules(run.rules);
  hvl_ruleset_free(run.ruleset);
  fclose(run.floors);
  return run.failed;
}
