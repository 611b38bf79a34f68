/* SPDX-License-Identifier: MIT */
/* score.c - findings against labels, counted by line. */
#include "score.h"

#include <string.h>

static bool same(const struct label *a, const struct label *b) {
  return a->message == b->message && !strcmp(a->name, b->name);
}

static bool contains(const struct label *labels, size_t count,
                     const struct label *label) {
  for (size_t i = 0; i < count; i++)
    if (same(&labels[i], label)) return true;
  return false;
}

void score_collect(void *ctx, const struct record *record,
                   const hvl_finding *finding) {
  struct found *found = ctx;
  struct label label = {finding->message, ""};
  (void)record;
  snprintf(label.name, LINE_NAME_MAX, "%s", finding->rule->line);
  if (found->count == FOUND_MAX) return;
  found->rules[found->count] = finding->rule;
  found->labels[found->count++] = label;
}

/* The tally of a line; one for all that are too many. */
static struct tally *tally_of(struct score *score, const char *name) {
  for (size_t i = 0; i < score->line_count; i++)
    if (!strcmp(score->lines[i].name, name)) return &score->lines[i];
  if (score->line_count == LINES_MAX) return &score->lines[LINES_MAX - 1];
  struct tally *tally = &score->lines[score->line_count++];
  snprintf(tally->name, LINE_NAME_MAX, "%s", name);
  return tally;
}

/* A wrong or missed finding with the two messages before it. */
static void report(const struct score *score, const struct record *record,
                   const struct label *label, const char *what) {
  static const char roles[] = "?sby";
  if (!score->errors) return;
  fprintf(score->errors, "%s %s %s:%zu\n", what, label->name, record->id,
          label->message);
  size_t from = label->message < 3 ? 0 : label->message - 3;
  for (size_t i = from; i <= label->message && i < record->message_count; i++)
    fprintf(score->errors, "    %c %.*s\n", roles[record->messages[i].role & 3],
            (int)record->messages[i].text.len, record->messages[i].text.data);
}

void score_add(struct score *score, const struct record *record,
               const struct found *found) {
  for (size_t i = 0; i < found->count; i++) {
    const struct label *label = &found->labels[i];
    if (contains(found->labels, i, label)) continue; /* another rule's too */
    struct tally *tally = tally_of(score, label->name);
    if (contains(record->labels, record->label_count, label)) {
      tally->right++, score->all.right++;
      continue;
    }
    tally->wrong++, score->all.wrong++;
    report(score, record, label, found->rules[i]->id);
  }
  for (size_t i = 0; i < record->label_count; i++) {
    const struct label *label = &record->labels[i];
    if (contains(found->labels, found->count, label)) continue;
    tally_of(score, label->name)->missed++, score->all.missed++;
    report(score, record, label, "missed");
  }
}

void score_add_rules(struct rule_tally *tallies, const struct record *record,
                     const struct found *found) {
  for (size_t i = 0; i < found->count; i++) {
    size_t at = 0;
    while (at + 1 < RULES_MAX && tallies[at].rule &&
           tallies[at].rule != found->rules[i])
      at++;
    tallies[at].rule = found->rules[i];
    if (contains(record->labels, record->label_count, &found->labels[i]))
      tallies[at].right++;
    else
      tallies[at].wrong++;
  }
}

double score_precision(const struct tally *tally) {
  size_t found = tally->right + tally->wrong;
  return found ? (double)tally->right / (double)found : 1;
}

double score_recall(const struct tally *tally) {
  size_t labelled = tally->right + tally->missed;
  return labelled ? (double)tally->right / (double)labelled : 1;
}
