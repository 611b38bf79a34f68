/* SPDX-License-Identifier: MIT */
/* start.c - a ruleset's way from nothing to ready, and from text to ready. */
#include <stdio.h>
#include <stdlib.h>

#include "hs_build.h"
#include "pack.h"
#include "parts.h"
#include "probe.h"

enum { RUNS = 15, PATTERNS = 3000, WORDS = 30000 };

/* What `probe builtin`, `probe saved` and `probe mapped` print. */
enum { READY, FIRST_CHECK, PRIVATE_KB, PROGRAM_KB, NUMBERS };

/* Medians of the numbers of some runs. */
static void probe_often(const char *self, const char *what,
                        const char *argument, double out[NUMBERS]) {
  double runs[NUMBERS][RUNS], numbers[NUMBERS];
  for (int run = 0; run < RUNS; run++) {
    if (probe_run(self, what, argument, numbers, NUMBERS) != NUMBERS)
      die("a probe failed");
    for (int i = 0; i < NUMBERS; i++) runs[i][run] = numbers[i];
  }
  for (int i = 0; i < NUMBERS; i++) out[i] = median(runs[i], RUNS);
}

static void save(const hvl_ruleset *ruleset, const char *path) {
  size_t size = 0;
  hvl_ruleset_save(ruleset, NULL, &size);
  char *bytes = must(malloc(size + 1));
  FILE *file = fopen(path, "wb");
  if (hvl_ruleset_save(ruleset, bytes, &size) != HVL_OK || !file ||
      fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
    die("the rules cannot be saved");
  free(bytes);
}

static void report_start_of(struct report *report, const char *where,
                            const double numbers[NUMBERS]) {
  report_line(report, (struct line){.what = "ready to match",
                                    .where = where,
                                    .value = numbers[READY] * 1e3,
                                    .unit = "ms",
                                    .must = 5,
                                    .aim = NO_BOUND,
                                    .most = true});
  report_line(report, (struct line){.what = "private memory when ready",
                                    .where = where,
                                    .value = numbers[PRIVATE_KB] / 1024,
                                    .unit = "MB",
                                    .must = 4,
                                    .aim = NO_BOUND,
                                    .most = true});
  printf("%s: first check %.3f ms; resident, the program's pages among it: "
         "%.1f MB\n",
         where, numbers[FIRST_CHECK] * 1e3, numbers[PROGRAM_KB] / 1024);
}

static void probe_starts(struct bench *bench) {
  const char *self = bench->settings.self;
  char path[4096];
  double numbers[NUMBERS];
  snprintf(path, sizeof path, "%s/saved-rules", bench->settings.cache);
  probe_often(self, "builtin", NULL, numbers);
  report_start_of(&bench->report, "built-in rules", numbers);
  save(bench->ruleset, path);
  probe_often(self, "saved", path, numbers);
  report_start_of(&bench->report, "saved rules", numbers);
  probe_often(self, "mapped", path, numbers);
  report_start_of(&bench->report, "saved rules, mapped", numbers);
}

/* Seconds that Vectorscan takes for the patterns of `pack`; below 0 without. */
static double peer_seconds(const struct bench *bench, const hvl_ruleset *pack) {
  struct expressions all = expressions_of(pack, bench->settings.cache);
  struct hs_builder builder = {.name = "Vectorscan",
                               .flags = HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH,
                               .all = &all};
  double seconds = -1;
  if (bench->settings.vectorscan &&
      hs_open(&builder.hs, bench->settings.vectorscan))
    seconds = hs_compile_seconds(&builder, HVL_SELLER);
  expressions_free(&all);
  return seconds;
}

void part_start(struct bench *bench) {
  double runs[3], peer;
  probe_starts(bench);
  char *text = pack_make(bench->ruleset, PATTERNS, WORDS);
  for (int i = 0; i < 3; i++)
    hvl_ruleset_free(pack_compile(text, false, &runs[i]));
  hvl_ruleset *pack = pack_compile(text, false, NULL);
  double ours = median(runs, 3);
  report_note(&bench->report, "3,000 patterns, seconds to compile", ours);
  peer = peer_seconds(bench, pack);
  if (peer >= 0) {
    report_note(&bench->report, "the same, Vectorscan", peer);
    report_line(&bench->report,
                (struct line){.what = "Vectorscan / ours, to compile",
                              .where = "3,000 patterns",
                              .value = peer / ours,
                              .unit = "x",
                              .must = 10,
                              .aim = NO_BOUND});
  }
  free(text);
  hvl_ruleset_free(pack);
}
