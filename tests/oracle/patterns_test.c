/* SPDX-License-Identifier: MIT */
/* patterns_test.c - the engine against the naive reading, and with its
 * prefilter against without it: every pattern of the built-in rules on the
 * texts of its examples, and random rules on random texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "random.h"
#include "subject.h"

enum { SEED = 20260618, SHOWN_MAX = 20 };

/* What was compared so far. */
static struct { size_t searches, hits, wrong; } tally;

/* ---- Comparing ----------------------------------------------------------- */

static void show(struct subject *subject, uint32_t pattern, hvl_text source,
                 const struct hit hits[2], const bool found[2]) {
  const struct image *image = &subject->ruleset->image;
  if (++tally.wrong > SHOWN_MAX) return;
  fprintf(stderr, "  %s\n    on %.*s\n",
          image->strings + image->patterns[pattern].source, (int)source.len,
          source.data);
  for (int i = 0; i < 2; i++)
    fprintf(stderr, "    %s: %s [%u,%u) evasion %u level %u\n",
            i ? "oracle" : "engine", found[i] ? "hit" : "none", hits[i].start,
            hits[i].end, hits[i].evasion, hits[i].level);
}

static bool same(const struct hit *a, const struct hit *b) {
  return a->start == b->start && a->end == b->end && a->evasion == b->evasion &&
         a->level == b->level;
}

/* The engine's hit, the same with the words of the text listed before and with
 * looking for them on the way. */
static void find_both_ways(struct subject *subject, struct search *search,
                           bool *found, struct hit *hit) {
  struct matcher *matcher = &subject->naive.matcher;
  struct hit other = {0, 0, 0, 0};
  bool there;
  search->presence = &subject->presence;
  assert_int_equal(hvl__pattern_find(matcher, search, found, hit), HVL_OK);
  search->presence = NULL;
  assert_int_equal(hvl__pattern_find(matcher, search, &there, &other), HVL_OK);
  if (there == *found && (!there || same(hit, &other))) return;
  fputs("  listed words give another hit than looking for them\n", stderr);
  tally.wrong++;
}

/* Compare all hits of one pattern from left to right. */
static void compare_pattern(struct subject *subject, uint32_t pattern,
                            const struct phrase *tree, hvl_text source,
                            const struct hit *anchor) {
  struct search search = {.pattern = pattern,
                          .text = &subject->text,
                          .to = subject->text.count,
                          .anchor = anchor};
  const struct image_pattern *record =
      &subject->ruleset->image.patterns[pattern];
  bool admitted = hvl__presence_admits(&subject->presence, record);
  for (;;) {
    struct hit hits[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    bool found[2] = {false, false};
    find_both_ways(subject, &search, &found[0], &hits[0]);
    found[1] = naive_find(&subject->naive, tree, &search, &hits[1]);
    tally.searches++;
    if (found[0] != found[1] || (found[0] && !same(&hits[0], &hits[1])))
      show(subject, pattern, source, hits, found);
    if (found[0] &&
        !(admitted && hvl__presence_admits_in(&subject->presence, record,
                                              hits[0].start, hits[0].end))) {
      fputs("  the prefilter would have kept it from being found:\n", stderr);
      show(subject, pattern, source, hits, found);
    }
    if (!found[0] || !found[1]) return;
    tally.hits++;
    search.from = hits[1].start + 1;
  }
}

/* Compare every pattern on one text; patterns with `@` on a few anchors. */
static void compare_text(struct subject *subject, hvl_text source,
                         uint64_t *dice) {
  const struct image *image = &subject->ruleset->image;
  subject_read(subject, source);
  for (uint32_t i = 0; i < subject->text.count; i++)
    if (subject->text.units[i] == '\n' && roll(dice, 2))
      subject->text.units[i] = UNIT_BREAK; /* as if spread over messages */
  hvl__lexicon_scan(image, &subject->text, &subject->presence);
  for (uint32_t i = 0; i < image->patterns_count; i++) {
    const struct image_pattern *pattern = &image->patterns[i];
    const struct phrase *tree =
        naive_tree(&subject->naive, image->strings + pattern->source);
    if (!tree) fail_msg("no phrase %s", image->strings + pattern->source);
    struct hit anchor = {0, 0, 0, 0};
    if (pattern->flags & PATTERN_HAS_HIT && subject->text.count > 0) {
      anchor.start = roll(dice, subject->text.count);
      anchor.end = anchor.start + 1 + roll(dice, 4);
      if (anchor.end > subject->text.count) anchor.end = subject->text.count;
    }
    compare_pattern(subject, i, tree, source,
                    pattern->flags & PATTERN_HAS_HIT ? &anchor : NULL);
  }
}

/* ---- The built-in rules -------------------------------------------------- */

/* Every so many examples, so that the whole takes seconds; all by ORACLE=all.
 */
static size_t step_of(size_t examples) {
  const char *wanted = getenv("ORACLE");
  if (wanted && !strcmp(wanted, "all")) return 1;
  return examples / 120 + 1;
}

static void compare_example(struct subject *subject, const hvl_example *example,
                            uint64_t *dice) {
  for (size_t i = 0; i < example->message_count; i++)
    compare_text(subject, example->messages[i].text, dice);
}

/* An example's text with noise inside it, and bytes cut off now and then. */
static void compare_noisy(struct subject *subject, const hvl_example *example,
                          uint64_t *dice) {
  static const char *const noise[] = {"❤",  " ", "，", "-",  "。", "吗",
                                      "的", "1", "v",  "信", "\n", "\xFF"};
  char buffer[600];
  hvl_text text =
      example->messages[roll(dice, (uint32_t)example->message_count)].text;
  if (text.len == 0 || text.len > 500) return;
  size_t at = roll(dice, (uint32_t)text.len), len;
  const char *add = noise[roll(dice, sizeof noise / sizeof *noise)];
  while (at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80 &&
         roll(dice, 50))
    at++;
  len = strlen(add);
  memcpy(buffer, text.data, at);
  memcpy(buffer + at, add, len);
  memcpy(buffer + at + len, text.data + at, text.len - at);
  compare_text(subject, (hvl_text){buffer, text.len + len}, dice);
}

static void test_builtin_patterns_hit_what_the_oracle_hits(void **state) {
  (void)state;
  static struct subject subject;
  hvl_ruleset *ruleset;
  uint64_t dice = SEED;
  size_t count = 0;
  subject_begin(&subject);
  for (const struct builtin_source *source = hvl__builtin_sources; source->name;
       source++)
    subject_parse(&subject, source->name,
                  (hvl_text){(const char *)source->text, source->len});
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  subject_start(&subject, ruleset);
  while (hvl_ruleset_example(ruleset, count)) count++;
  for (size_t i = 0; i < count; i += step_of(count)) {
    const hvl_example *example = hvl_ruleset_example(ruleset, i);
    compare_example(&subject, example, &dice);
    compare_noisy(&subject, example, &dice);
  }
  print_message("%zu searches, %zu hits\n", tally.searches, tally.hits);
  subject_end(&subject);
  assert_int_equal(tally.wrong, 0);
}

/* ---- Random rules -------------------------------------------------------- */

static void test_random_rules_hit_what_the_oracle_hits(void **state) {
  (void)state;
  enum { RULES = 250, TEXTS = 50 };
  static struct subject subject;
  static struct rules_text text;
  static char message[TEXT_SIZE];
  uint64_t dice = SEED;
  memset(&tally, 0, sizeof tally);
  for (int i = 0; i < RULES; i++) {
    put_head(&text);
    put(&text, "    seller: ['");
    put_phrase(&text, &dice);
    put(&text, "']\n    unless: ['");
    put_guard(&text, &dice);
    put(&text, "']\n");
    if (!subject_make(&subject, (hvl_text){text.data, text.len}))
      fail_msg("%s", text.data);
    for (int k = 0; k < TEXTS; k++) {
      size_t len = roll_text(message, &dice);
      compare_text(&subject, (hvl_text){message, len}, &dice);
    }
    subject_end(&subject);
  }
  print_message("%zu searches, %zu hits\n", tally.searches, tally.hits);
  assert_int_equal(tally.wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_builtin_patterns_hit_what_the_oracle_hits),
      cmocka_unit_test(test_random_rules_hit_what_the_oracle_hits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
