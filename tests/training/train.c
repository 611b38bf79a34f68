/* SPDX-License-Identifier: MIT */
/* train.c - learns from labelled sets what grams weigh; prints a file of
 * weights.
 *
 *   train [-u FOLDER | -e FOLDER] SET... > weights.csv
 *
 * SET is a folder (see sets/README.md). The built-in rules' own examples are
 * learned from as well. FOLDER holds unlabelled chats (*.jsonl.xz) of which
 * every conversation (-u) or every other (-e: the rest tells what that is
 * worth) is taken to comply, but with the line of a rule that finds something;
 * they add no gram of their own. What grams tell is learnt by layer.c, in
 * log-odds, UNIT of them to one. Grams that weigh little are left out, and the
 * others rounded to few values, so that an image is small (coding.c). Sets that
 * are left out tell what the weights are worth.
 */
#define _POSIX_C_SOURCE 200809L
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
  HEAVY_LEAST = 78,   /* weight of a gram that is kept, for some feature, times
                         the root of those samples */
  EXAMPLE_COUNTS = 3, /* of a sample */
};

/* What a finding of a rule adds, by level, and the least sum of a finding of
 * each level: chosen on sets that were left out (sets/README.md). */
static const int rule_weights[3] = {340, 200, 64};
static const int level_weights[3] = {340, 140, -90};
static const int own_least = 0, turn_least = 100, disguised_least = -400;

/* What level 2 asks for by line: where a point of precision buys more recall,
 * less. */
static const struct {
  const char *line;
  int least;
} by_line[] = {{"authenticity", 110}, {"authorization", 100}, {"card_fee", 145},
               {"cod", 110},          {"contact", 160},       {"gift", 40},
               {"info_leak", 95},     {"invoice", 90},        {"ip", 125},
               {"order_close", 85},   {"payment", 85},        {"shipping", 65}};

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
  uint32_t *met;    /* by key: labelled samples that it is in */
  size_t own_count; /* of them, which come first: the message's own */
  struct row *rows; /* a sample each */
  struct place_term *own_terms;
  struct term *terms;
  struct features features;
  double (*rounded)[COLUMNS_MAX]; /* by key: what is written, .. */
  bool *left_out;                 /* .. but for these, .. */
  struct coding_biases biases;    /* .. and by column what makes up for it */
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

/* Where a rule finds something, the whole conversation is no example of how a
 * line is kept. */
static void mask_found(void *ctx, const struct record *record,
                       const hvl_finding *finding) {
  const struct training *training = ctx;
  const hvl_ruleset *ruleset = training->ruleset;
  const struct image_rule *rule =
      &ruleset->image.rules[finding->rule - ruleset->rules];
  if (rule->level == 3 || rule->flags & RULE_BY_WEIGHT) return;
  uint32_t line = lines_find(&training->lines, finding->rule->line);
  size_t at = training->samples.count;
  for (size_t i = 0; i < record->message_count; i++)
    if (record->messages[i].role == HVL_SELLER)
      training->samples.data[--at].unasked |= (uint32_t)1 << line;
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

static int compare_places(const void *a, const void *b) {
  const struct placed *x = a, *y = b;
  return x->key < y->key ? -1 : x->key > y->key;
}

static size_t count_own(const struct samples *samples, size_t count) {
  size_t all = 0;
  for (size_t i = 0; i < count; i++) all += samples->data[i].own_count;
  return all;
}

static size_t count_before(const struct samples *samples, size_t count) {
  size_t all = 0;
  for (size_t i = 0; i < count; i++) all += samples->data[i].before_count;
  return all;
}

/* Write the keys of `sample` to `keys`, each once; their number. */
static size_t list_keys(const struct sample *sample, uint64_t *keys) {
  size_t count = 0;
  struct placed *own = allocate(sample->own_count, sizeof *own);
  memcpy(own, sample->own, sample->own_count * sizeof *own);
  qsort(own, sample->own_count, sizeof *own, compare_places);
  for (uint32_t i = 0; i < sample->own_count; i++)
    if (i == 0 || own[i].key != own[i - 1].key) keys[count++] = own[i].key;
  for (uint32_t i = 0; i < sample->before_count; i++)
    keys[count++] = sample->before[i].key;
  free(own);
  return count;
}

/* Keep the keys that stand in MET_LEAST labelled samples. */
static void choose_keys(struct training *training) {
  const struct samples *samples = &training->samples;
  size_t all = count_own(samples, training->labelled) +
               count_before(samples, training->labelled);
  size_t kept = 0;
  training->keys = allocate(all, sizeof *training->keys);
  training->met = allocate(all, sizeof *training->met);
  all = 0;
  for (size_t i = 0; i < training->labelled; i++)
    all += list_keys(&samples->data[i], training->keys + all);
  qsort(training->keys, all, sizeof *training->keys, compare);
  for (size_t from = 0, to; from < all; from = to) {
    for (to = from; to < all && training->keys[to] == training->keys[from];)
      to++;
    if (to - from < MET_LEAST) continue;
    training->own_count +=
        training->keys[from] >> GRAM_SIDE_SHIFT == (uint64_t)GRAM_OWN;
    training->met[kept] = (uint32_t)(to - from);
    training->keys[kept++] = training->keys[from];
  }
  training->key_count = kept;
}

/* The index of `key` among those that count; their number if it does not. */
static uint32_t index_of(const struct training *training, uint64_t key) {
  const uint64_t *found = bsearch(&key, training->keys, training->key_count,
                                  sizeof *found, compare);
  return (uint32_t)(found ? (size_t)(found - training->keys)
                          : training->key_count);
}

static void make_row(const struct training *training,
                     const struct sample *sample, struct row *row) {
  row->places = sample->places;
  for (uint32_t k = 0; k < sample->own_count; k++) {
    uint32_t key = index_of(training, sample->own[k].key);
    if (key < training->key_count)
      row->own[row->own_count++] =
          (struct place_term){key, sample->own[k].place};
  }
  for (uint32_t k = 0; k < sample->before_count; k++) {
    uint32_t key = index_of(training, sample->before[k].key);
    if (key < training->key_count)
      row->before[row->before_count++] =
          (struct term){key, (float)sample->before[k].count / SHARE_PARTS};
  }
}

static void make_rows(struct training *training) {
  const struct samples *samples = &training->samples;
  struct place_term *own = training->own_terms =
      allocate(count_own(samples, samples->count), sizeof *own);
  struct term *term = training->terms =
      allocate(count_before(samples, samples->count), sizeof *term);
  training->rows = allocate(samples->count, sizeof *training->rows);
  for (size_t i = 0; i < samples->count; i++) {
    struct row *row = &training->rows[i];
    row->own = own;
    row->before = term;
    make_row(training, &samples->data[i], row);
    own += row->own_count;
    term += row->before_count;
  }
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
  double *weights = training->rounded[at], root = sqrt(training->met[at]);
  bool heavy = false;
  for (int f = 0; f < FEATURES; f++) {
    weights[f] = (double)training->features.grams[at][f] * FEATURE_UNIT;
    heavy = heavy || fabs(weights[f]) * root >= HEAVY_LEAST;
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
                          .own_count = training->own_count,
                          .rows = training->rows,
                          .row_count = training->labelled};
  coding_round(&coding, &training->biases);
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

/* A row that says nothing of features. */
static void print_lines(const struct training *training, const char *kind,
                        const float *numbers, double unit) {
  printf("%s", kind);
  for (uint32_t i = 0; i < training->lines.count; i++)
    print_number(whole((double)numbers[i] * unit));
  for (int f = 0; f < FEATURES; f++) putchar(',');
  putchar('\n');
}

static void print_same(const struct training *training, const char *kind,
                       int number) {
  float numbers[WEIGHED_MAX];
  for (int i = 0; i < WEIGHED_MAX; i++) numbers[i] = (float)number;
  print_lines(training, kind, numbers, 1);
}

static void print_bias(const struct training *training) {
  const struct features *features = &training->features;
  printf("bias,");
  for (uint32_t i = 0; i < training->lines.count; i++)
    print_number(whole((double)features->line_bias[i] * UNIT));
  for (int f = 0; f < FEATURES; f++)
    print_number(whole((double)features->bias[f] * FEATURE_UNIT +
                       training->biases.own[f]));
  putchar('\n');
}

/* Of an open gate a feature has all, of a shut one nothing: see layer.h. */
static void print_gates(const struct training *training) {
  printf("gate,");
  for (uint32_t i = 0; i < training->lines.count; i++) putchar(',');
  for (int f = 0; f < FEATURES; f++)
    print_number(whole(GATE_OPEN / 2.0 +
                       (double)training->features.gate[f] * FEATURE_UNIT +
                       training->biases.before[f]));
  putchar('\n');
}

/* The first ones are local: see layer.h. */
static void print_locals(const struct training *training) {
  printf("local,");
  for (uint32_t i = 0; i < training->lines.count; i++) putchar(',');
  for (int f = 0; f < FEATURES; f++) print_number(f < LOCALS ? 1 : 0);
  putchar('\n');
}

static void print_features(const struct training *training) {
  const double unit = (double)UNIT * FEATURE_PARTS / FEATURE_UNIT;
  const struct features *features = &training->features;
  char kind[16];
  for (int f = 0; f < FEATURES; f++) {
    snprintf(kind, sizeof kind, "feature,f%d", f + 1);
    print_lines(training, kind, features->weights[f], unit);
  }
  for (int b = 0; b < BLENDS; b++) {
    printf("blend,b%d", b + 1);
    for (uint32_t i = 0; i < training->lines.count; i++)
      print_number(whole((double)features->blend_weights[b][i] * unit));
    for (int f = 0; f < FEATURES; f++)
      print_number(whole((double)features->blends[f][b] * FEATURE_PARTS));
    putchar('\n');
  }
}

/* The least sum of a finding of `line` at `level`. */
static int level_weight(const char *line, int level) {
  for (size_t i = 0; level == 2 && i < sizeof by_line / sizeof *by_line; i++)
    if (!strcmp(by_line[i].line, line)) return by_line[i].least;
  return level_weights[level - 1];
}

static void print_level(const struct training *training, int level) {
  float numbers[WEIGHED_MAX] = {0};
  char kind[16];
  snprintf(kind, sizeof kind, "level-%d,", level);
  for (uint32_t i = 0; i < training->lines.count; i++)
    numbers[i] = (float)level_weight(training->lines.names[i], level);
  print_lines(training, kind, numbers, 1);
}

static void print_head(const struct training *training) {
  printf("side,gram");
  for (uint32_t i = 0; i < training->lines.count; i++)
    printf(",%s", training->lines.names[i]);
  for (int f = 0; f < FEATURES; f++) printf(",f%d", f + 1);
  putchar('\n');
  print_bias(training);
  print_gates(training);
  print_locals(training);
  for (int level = 1; level <= 3; level++) {
    char kind[16];
    snprintf(kind, sizeof kind, "rule-%d,", level);
    print_same(training, kind, rule_weights[level - 1]);
    print_level(training, level);
  }
  print_same(training, "own-least,", own_least);
  print_same(training, "turn-least,", turn_least);
  print_same(training, "disguised-least,", disguised_least);
  print_features(training);
}

static void print_gram(const struct training *training, size_t at) {
  char text[4 * GRAM_MAX + 1];
  if (training->left_out[at] || !spell(training->keys[at], text)) return;
  printf("%s,\"", hvl__gram_sides[training->keys[at] >> 48]);
  for (const char *c = text; *c; c++) printf(*c == '"' ? "\"\"" : "%c", *c);
  putchar('"');
  for (uint32_t i = 0; i < training->lines.count; i++) putchar(',');
  for (int f = 0; f < FEATURES; f++)
    print_number(whole(training->rounded[at][f]));
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
  features_learn(&training.features, &training.samples, training.rows,
                 training.own_count, training.key_count, training.lines.count);
  round_weights(&training);
  print_head(&training);
  for (size_t i = 0; i < training.key_count; i++) print_gram(&training, i);
  features_free(&training.features);
  free(training.rounded);
  free(training.left_out);
  free(training.own_terms);
  free(training.terms);
  free(training.rows);
  free(training.keys);
  free(training.met);
  samples_free(&training.samples);
  hvl_session_free(training.session);
  hvl_ruleset_free(training.ruleset);
  return 0;
}
