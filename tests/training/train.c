/* SPDX-License-Identifier: MIT */
/* train.c - learns from labelled sets what grams weigh; prints a file of
 * weights.
 *
 *   train [-u FOLDER | -e FOLDER] SET... > weights.csv
 *
 * SET is a folder (see sets/README.md). The built-in rules' own examples are
 * learned from as well. FOLDER holds unlabelled chats (*.jsonl.xz) of which
 * every conversation (-u) or every other (-e: the rest tells what that is
 * worth) is taken to comply, but where a rule finds something; they add no gram
 * of their own. What is told by each gram for itself is learnt by liblinear,
 * one logistic regression a line; what they tell together by layer.c: the
 * weights are their mean, in log-odds, UNIT of them to one. Grams that weigh
 * little are left out, and the others rounded to few values, so that an image
 * is small (coding.c). Sets that are left out tell what the weights are worth.
 */
#define _POSIX_C_SOURCE 200809L
#include <linear.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "coding.h"
#include "grams.h"
#include "layer.h"
#include "match/weigh.h"
#include "ruleset/gram.h"
#include "ruleset/ruleset.h"
#include "ruleset/units.h"

enum {
  UNIT = 64,          /* of a weight of 1 */
  FEATURE_UNIT = 256, /* of a feature of 1 */
  MET_LEAST = 5,      /* samples that a gram is in */
  WEIGHT_LEAST = 6,   /* of a gram that is kept, for some line .. */
  FEATURE_LEAST = 34, /* .. or feature */
  EXAMPLE_COUNTS = 3, /* of a sample */
  BIAS = 8,           /* so that the bias is free of the regularisation */
};
static const double COST = 1, COST_OF_MISS = 3;
static const double SHARE = 0.5; /* of what each gram tells for itself */

/* What a finding of a rule adds, by level, and the least sum of a finding of
 * each level: chosen on sets that were left out (sets/README.md). */
static const int rule_weights[3] = {272, 192, 64};
static const int level_weights[3] = {224, 72, -64};
static const int own_least = 16, turn_least = 64;

struct training {
  hvl_ruleset *ruleset;
  struct lines lines;
  struct samples samples;
  size_t labelled; /* samples; those behind come from unlabelled chats */
  hvl_session *session;
  size_t walked;  /* unlabelled conversations */
  size_t every;   /* of them is taken */
  uint64_t *keys; /* of the grams that count, rising */
  size_t key_count;
  struct feature_node **rows; /* a sample each: sums of key's place + 1 */
  struct feature_node *nodes;
  double *weights[WEIGHED_MAX]; /* by line: key_count and the bias */
  struct features features;
  double (*rounded)[COLUMNS_MAX]; /* by key: what is written, .. */
  bool *left_out;                 /* .. but for these, .. */
  double biases[COLUMNS_MAX];     /* .. and by column what makes up for it */
};

static void *allocate(size_t count, size_t size) {
  void *block = calloc(count ? count : 1, size);
  if (block) return block;
  fputs("out of memory\n", stderr);
  exit(2);
}

/* ---- Reading ------------------------------------------------------------- */

static void find_lines(struct training *training) {
  struct lines *lines = &training->lines;
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(training->ruleset, i)); i++)
    if (lines_find(lines, rule->line) == lines->count &&
        lines->count < WEIGHED_MAX)
      lines->names[lines->count++] = rule->line;
}

static bool take_record(void *ctx, const struct record *record) {
  struct training *training = ctx;
  samples_add(&training->samples, &training->ruleset->image, &training->lines,
              record, false);
  return true;
}

/* An example says of its last message whether it crosses the rule's line. */
static void add_example(struct training *training, const hvl_example *example) {
  struct label label = {example->message_count - 1, ""};
  struct record record = {.messages = (hvl_message *)example->messages,
                          .message_count = example->message_count,
                          .fact_count = example->fact_count,
                          .labels = &label,
                          .label_count = example->violates ? 1 : 0};
  snprintf(label.name, sizeof label.name, "%s", example->rule->line);
  if (record.fact_count > FACTS_MAX) record.fact_count = FACTS_MAX;
  for (size_t i = 0; i < 2 * record.fact_count; i++)
    record.facts[i] = example->facts[i];
  samples_add(&training->samples, &training->ruleset->image, &training->lines,
              &record, true);
}

static bool read_all(struct training *training, char **folders, int count) {
  const hvl_example *example;
  for (int i = 0; i < count; i++)
    if (!record_read(folders[i], "conversations.jsonl", take_record,
                     training) ||
        !record_read(folders[i], "templates.jsonl", take_record, training))
      return false;
  for (size_t i = 0; (example = hvl_ruleset_example(training->ruleset, i)); i++)
    for (int k = 0; k < EXAMPLE_COUNTS; k++) add_example(training, example);
  return true;
}

static void mask_found(void *ctx, const struct record *record,
                       const hvl_finding *finding) {
  const struct training *training = ctx;
  const hvl_ruleset *ruleset = training->ruleset;
  const struct image_rule *rule =
      &ruleset->image.rules[finding->rule - ruleset->rules];
  if (rule->level == 3 || rule->flags & RULE_BY_WEIGHT) return;
  size_t at = training->samples.count;
  for (size_t i = finding->message; i < record->message_count; i++)
    at -= record->messages[i].role == HVL_SELLER;
  uint32_t line = lines_find(&training->lines, finding->rule->line);
  training->samples.data[at].unasked |= (uint32_t)1 << line;
}

static bool take_unlabelled(void *ctx, const char *line) {
  struct training *training = ctx;
  struct record record;
  if (training->walked++ % training->every != 0) return true;
  if (!record_parse(&record, line)) return false;
  samples_add(&training->samples, &training->ruleset->image, &training->lines,
              &record, false);
  record_run(&record, training->session, mask_found, training);
  record_free(&record);
  return true;
}

/* ---- Learning ------------------------------------------------------------ */

static int compare(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

static size_t count_grams(const struct samples *samples, size_t count) {
  size_t all = 0;
  for (size_t i = 0; i < count; i++) all += samples->data[i].gram_count;
  return all;
}

/* Keep the keys that stand in MET_LEAST labelled samples. */
static void choose_keys(struct training *training) {
  const struct samples *samples = &training->samples;
  size_t all = count_grams(samples, training->labelled), at = 0, kept = 0;
  training->keys = allocate(all, sizeof *training->keys);
  for (size_t i = 0; i < training->labelled; i++)
    for (uint32_t k = 0; k < samples->data[i].gram_count; k++)
      training->keys[at++] = samples->data[i].grams[k].key;
  qsort(training->keys, all, sizeof *training->keys, compare);
  for (size_t from = 0, to; from < all; from = to) {
    for (to = from; to < all && training->keys[to] == training->keys[from];)
      to++;
    if (to - from >= MET_LEAST) training->keys[kept++] = training->keys[from];
  }
  training->key_count = kept;
}

/* The samples as liblinear takes them: rising index from 1 on, value; the bias
 * behind all, -1 at the end. */
static void make_rows(struct training *training) {
  const struct samples *samples = &training->samples;
  size_t all = count_grams(samples, samples->count) + 2 * samples->count;
  struct feature_node *node = allocate(all, sizeof *node);
  training->nodes = node;
  training->rows = allocate(samples->count, sizeof *training->rows);
  for (size_t i = 0; i < samples->count; i++) {
    const struct sample *sample = &samples->data[i];
    training->rows[i] = node;
    for (uint32_t k = 0; k < sample->gram_count; k++) {
      const uint64_t *key = bsearch(&sample->grams[k].key, training->keys,
                                    training->key_count, sizeof *key, compare);
      if (key)
        *node++ = (struct feature_node){(int)(key - training->keys) + 1,
                                        sample->grams[k].count};
    }
    *node++ = (struct feature_node){(int)training->key_count + 1, BIAS};
    *node++ = (struct feature_node){-1, 0};
  }
}

static void be_silent(const char *text) {
  (void)text;
}

static void learn_line(struct training *training, uint32_t line) {
  const struct samples *samples = &training->samples;
  int dimensions = (int)training->key_count + 1, positive = 1;
  double cost_of_miss = COST_OF_MISS;
  struct problem problem = {
      .n = dimensions,
      .y = allocate(samples->count, sizeof(double)),
      .x = allocate(samples->count, sizeof(struct feature_node *)),
      .bias = -1};
  struct parameter parameter = {.solver_type = L2R_LR,
                                .eps = 0.001,
                                .C = COST,
                                .nr_weight = 1,
                                .weight_label = &positive,
                                .weight = &cost_of_miss};
  for (size_t i = 0; i < samples->count; i++) {
    if (samples->data[i].unasked >> line & 1) continue;
    problem.y[problem.l] = samples->data[i].crossed >> line & 1 ? 1 : -1;
    problem.x[problem.l++] = training->rows[i];
  }
  struct model *model = train(&problem, &parameter);
  training->weights[line] = allocate((size_t)dimensions, sizeof(double));
  /* liblinear's weights are for the label that it met first. */
  for (int i = 0; i < dimensions; i++)
    training->weights[line][i] =
        model->label[0] == 1 ? model->w[i] : -model->w[i];
  free_and_destroy_model(&model);
  free(problem.y);
  free(problem.x);
}

/* ---- Rounding ------------------------------------------------------------ */

/* Write the units of `key` as UTF-8; false if a text cannot have them. */
static bool spell(uint64_t key, char text[4 * GRAM_MAX + 1]) {
  size_t len = 0;
  for (int i = 0; i < GRAM_MAX; i++) {
    uint16_t unit = (uint16_t)(key >> 16 * i);
    if (unit == 0) break;
    uint32_t code = hvl__unit_code(unit);
    if (code < 0x20 || code == UTF8_BAD || hvl__unit_unfolded(code) != unit)
      return false;
    len += hvl__utf8_encode(code, text + len);
  }
  text[len] = '\0';
  return true;
}

/* Set what the gram of key `at` weighs; whether it is worth being written. */
static bool weigh_key(struct training *training, size_t at) {
  char text[4 * GRAM_MAX + 1];
  double *weights = training->rounded[at];
  uint32_t count = training->lines.count;
  bool heavy = false;
  for (uint32_t i = 0; i < count; i++) {
    weights[i] = training->weights[i][at] * SHARE * UNIT;
    heavy = heavy || fabs(weights[i]) >= WEIGHT_LEAST;
  }
  for (int f = 0; f < FEATURES; f++, count++) {
    weights[count] = (double)training->features.grams[at][f] * FEATURE_UNIT;
    heavy = heavy || fabs(weights[count]) >= FEATURE_LEAST;
  }
  return heavy && spell(training->keys[at], text);
}

static void round_weights(struct training *training) {
  size_t keys = training->key_count;
  training->rounded = allocate(keys, sizeof *training->rounded);
  training->left_out = allocate(keys, sizeof *training->left_out);
  for (size_t i = 0; i < keys; i++)
    training->left_out[i] = !weigh_key(training, i);
  struct coding coding = {.weights = training->rounded,
                          .left_out = training->left_out,
                          .key_count = keys,
                          .line_count = training->lines.count,
                          .column_count = training->lines.count + FEATURES,
                          .rows = training->rows,
                          .row_count = training->labelled};
  coding_round(&coding, training->biases);
}

/* ---- Writing ------------------------------------------------------------- */

static int whole(double number) {
  const double most = 1 << 20;
  return (int)round(fmin(fmax(number, -most), most));
}

static void print_number(int number) {
  if (number != 0)
    printf(",%d", number);
  else
    putchar(',');
}

static void print_same(const struct training *training, const char *kind,
                       int number) {
  printf("%s,", kind);
  for (uint32_t i = 0; i < training->lines.count; i++) print_number(number);
  for (int f = 0; f < FEATURES; f++) putchar(',');
  putchar('\n');
}

static void print_bias(const struct training *training) {
  const struct features *features = &training->features;
  printf("bias,");
  for (uint32_t i = 0; i < training->lines.count; i++) {
    double bias = BIAS * training->weights[i][training->key_count] * SHARE +
                  (double)features->line_bias[i] * (1 - SHARE);
    print_number(whole(bias * UNIT + training->biases[i]));
  }
  for (int f = 0; f < FEATURES; f++)
    print_number(whole((double)features->bias[f] * FEATURE_UNIT +
                       training->biases[training->lines.count + (uint32_t)f]));
  putchar('\n');
}

static void print_features(const struct training *training) {
  const double unit = (1 - SHARE) * UNIT * FEATURE_PARTS / FEATURE_UNIT;
  for (int f = 0; f < FEATURES; f++) {
    printf("feature,f%d", f + 1);
    for (uint32_t i = 0; i < training->lines.count; i++)
      print_number(whole((double)training->features.weights[f][i] * unit));
    for (int k = 0; k < FEATURES; k++) putchar(',');
    putchar('\n');
  }
}

static void print_head(const struct training *training) {
  printf("side,gram");
  for (uint32_t i = 0; i < training->lines.count; i++)
    printf(",%s", training->lines.names[i]);
  for (int f = 0; f < FEATURES; f++) printf(",f%d", f + 1);
  putchar('\n');
  print_bias(training);
  for (int level = 0; level < 3; level++) {
    char kind[16];
    snprintf(kind, sizeof kind, "rule-%d", level + 1);
    print_same(training, kind, rule_weights[level]);
    snprintf(kind, sizeof kind, "level-%d", level + 1);
    print_same(training, kind, level_weights[level]);
  }
  print_same(training, "own-least", own_least);
  print_same(training, "turn-least", turn_least);
  print_features(training);
}

static void print_gram(const struct training *training, size_t at) {
  char text[4 * GRAM_MAX + 1];
  if (training->left_out[at] || !spell(training->keys[at], text)) return;
  printf("%s,\"", hvl__gram_sides[training->keys[at] >> 48]);
  for (const char *c = text; *c; c++) printf(*c == '"' ? "\"\"" : "%c", *c);
  putchar('"');
  for (uint32_t i = 0; i < training->lines.count + FEATURES; i++)
    print_number(whole(training->rounded[at][i]));
  putchar('\n');
}

int main(int argc, char **argv) {
  static struct training training;
  bool all = argc > 2 && !strcmp(argv[1], "-u");
  bool even = argc > 2 && !strcmp(argv[1], "-e");
  int first = all || even ? 3 : 1;
  training.every = even ? 2 : 1;
  if (argc <= first) {
    fputs("usage: train [-u FOLDER | -e FOLDER] SET... > weights.csv\n",
          stderr);
    return 2;
  }
  training.ruleset = record_rules();
  if (!training.ruleset) return 2;
  find_lines(&training);
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = 3;
  if (hvl_session_new(&training.session, training.ruleset, &options) !=
          HVL_OK ||
      !read_all(&training, argv + first, argc - first))
    return 2;
  training.labelled = training.samples.count;
  if (first > 1) record_walk(argv[2], take_unlabelled, &training);
  choose_keys(&training);
  make_rows(&training);
  set_print_string_function(be_silent);
  for (uint32_t i = 0; i < training.lines.count; i++) learn_line(&training, i);
  features_learn(&training.features, &training.samples, training.rows,
                 training.key_count, training.lines.count);
  round_weights(&training);
  print_head(&training);
  for (size_t i = 0; i < training.key_count; i++) print_gram(&training, i);
  for (uint32_t i = 0; i < training.lines.count; i++) free(training.weights[i]);
  features_free(&training.features);
  free(training.rounded);
  free(training.left_out);
  free(training.nodes);
  free(training.rows);
  free(training.keys);
  samples_free(&training.samples);
  hvl_session_free(training.session);
  hvl_ruleset_free(training.ruleset);
  return 0;
}
