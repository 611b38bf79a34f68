/* SPDX-License-Identifier: MIT */
/* real.c - how often each built-in rule hits in real, unlabelled chats.
 *
 *   real [FOLDER [HITS]]
 *
 * FOLDER (else HVL_REAL of the environment; skipped without) holds *.jsonl.xz
 * with a conversation a line. Prints the hits of each
 * rule by 5,000 seller messages; HITS, a file, gets every hit to be read.
 * HVL_RULESET of the environment may name a compiled ruleset to measure. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

enum { RULES_MAX = 1024, SHOWN_BEFORE = 3, SKIPPED = 77 };
static const double PER = 5000;

struct rates {
  hvl_ruleset *ruleset;
  hvl_session *session;
  size_t hits[RULES_MAX]; /* by place of the rule in the ruleset */
  size_t levels[4];       /* by level of the finding */
  size_t records, sellers, failed;
  FILE *out; /* or NULL */
};

static size_t index_of(const struct rates *rates, const hvl_rule *rule) {
  size_t index = 0;
  while (hvl_ruleset_rule(rates->ruleset, index) != rule) index++;
  return index;
}

static void put_line(FILE *out, const char *mark, hvl_text text) {
  fputs(mark, out);
  for (size_t i = 0; i < text.len; i++)
    putc(text.data[i] == '\n' ? ' ' : text.data[i], out);
  putc('\n', out);
}

static void write_hit(struct rates *rates, const struct record *record,
                      const hvl_finding *finding) {
  static const char *const marks[] = {"? ", "s ", "b ", "y "};
  size_t at = finding->message;
  fprintf(rates->out, "# %s level %u %s:%zu\n", finding->rule->id,
          (unsigned)finding->level, record->id, at);
  for (size_t i = at < SHOWN_BEFORE ? 0 : at - SHOWN_BEFORE; i <= at; i++)
    put_line(rates->out, marks[record->messages[i].role & 3],
             record->messages[i].text);
  for (size_t i = 0; i < finding->span_count; i++) {
    const hvl_span *span = &finding->spans[i];
    const char *text = record->messages[span->message].text.data;
    hvl_text hit = {text + span->start, span->end - span->start};
    put_line(rates->out, "  > ", hit);
  }
}

static void count_hit(void *ctx, const struct record *record,
                      const hvl_finding *finding) {
  struct rates *rates = ctx;
  size_t index = index_of(rates, finding->rule);
  if (index < RULES_MAX) rates->hits[index]++;
  rates->levels[finding->level & 3]++;
  if (rates->out) write_hit(rates, record, finding);
}

static bool count_record(void *ctx, const char *line) {
  struct rates *rates = ctx;
  struct record record;
  if (!record_parse(&record, line)) {
    rates->failed++;
    return true;
  }
  rates->records++;
  for (size_t i = 0; i < record.message_count; i++)
    if (record.messages[i].role == HVL_SELLER) rates->sellers++;
  if (record_run(&record, rates->session, count_hit, rates) != HVL_OK)
    rates->failed++;
  record_free(&record);
  return true;
}

static void print_rates(const struct rates *rates) {
  const hvl_rule *rule;
  double unit = rates->sellers ? PER / (double)rates->sellers : 0;
  for (size_t i = 0; (rule = hvl_ruleset_rule(rates->ruleset, i)); i++)
    if (i < RULES_MAX && rates->hits[i])
      printf("%-40s level %u %6zu %8.2f\n", rule->id, (unsigned)rule->level,
             rates->hits[i], unit * (double)rates->hits[i]);
  printf("%zu conversations, %zu seller messages, %zu failed\n", rates->records,
         rates->sellers, rates->failed);
  size_t sum = 0;
  for (int level = 1; level <= 3; level++) {
    sum += rates->levels[level];
    printf("up to level %d: %zu hits, %.2f by 5,000 seller messages\n", level,
           sum, unit * (double)sum);
  }
}

int main(int argc, char **argv) {
  static struct rates rates;
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = 3;
  const char *folder = argc > 1 ? argv[1] : getenv("HVL_REAL");
  if (!folder || argc > 3) {
    fputs("usage: real FOLDER [HITS], or set HVL_REAL\n", stderr);
    return folder ? 2 : SKIPPED;
  }
  rates.ruleset = record_rules();
  if (!rates.ruleset ||
      hvl_session_new(&rates.session, rates.ruleset, &options) != HVL_OK)
    return 2;
  rates.out = argc == 3 ? fopen(argv[2], "w") : NULL;
  record_walk(folder, count_record, &rates);
  print_rates(&rates);
  if (rates.out) fclose(rates.out);
  hvl_session_free(rates.session);
  hvl_ruleset_free(rates.ruleset);
  return rates.failed || !rates.records;
}
