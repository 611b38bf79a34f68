/* SPDX-License-Identifier: MIT */
/* oracle_test.c - the engine against the naive reading, and with its prefilter
 * against without it: every pattern of the built-in rules on the texts of its
 * examples, and random rules on random texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "naive.h"

enum { SEED = 20260618, SHOWN_MAX = 20, LONG_TEXT = 200, ROOM = 4000 };

/* Rules both compiled and parsed. */
struct subject {
  struct parsed_pack pack;
  struct diag_list diags;
  hvl_ruleset *ruleset;
  struct naive naive;
  struct text text;
  struct presence presence;
  size_t compared, hits, wrong;
};

static uint32_t roll(uint64_t *dice, uint32_t bound) {
  *dice ^= *dice << 13;
  *dice ^= *dice >> 7;
  *dice ^= *dice << 17;
  return (uint32_t)(*dice >> 33) % bound;
}

/* ---- Comparing
 * ------------------------------------------------------------------ */

static void show(struct subject *subject, uint32_t pattern, hvl_text source,
                 const struct hit hits[2], const bool found[2]) {
  const struct image *image = &subject->ruleset->image;
  if (++subject->wrong > SHOWN_MAX) return;
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
  subject->wrong++;
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
  bool admitted = hvl__presence_admits(&subject->presence,
                                       &subject->ruleset->image, record);
  for (;;) {
    struct hit hits[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    bool found[2] = {false, false};
    find_both_ways(subject, &search, &found[0], &hits[0]);
    found[1] = naive_find(&subject->naive, tree, &search, &hits[1]);
    subject->compared++;
    if (found[0] != found[1] || (found[0] && !same(&hits[0], &hits[1])))
      show(subject, pattern, source, hits, found);
    if (found[0] && !admitted) {
      fputs("  the prefilter would have kept it from being found:\n", stderr);
      show(subject, pattern, source, hits, found);
    }
    if (!found[0] || !found[1]) return;
    subject->hits++;
    search.from = hits[1].start + 1;
  }
}

/* Compare every pattern on one text; patterns with `@` on a few anchors. */
static void compare_text(struct subject *subject, hvl_text source,
                         uint64_t *dice) {
  const struct image *image = &subject->ruleset->image;
  const hvl_allocator *mem = &subject->naive.matcher.mem;
  assert_true(hvl__fold(&subject->text, image, source, mem));
  for (uint32_t i = 0; i < subject->text.count; i++)
    if (subject->text.units[i] == '\n' && roll(dice, 2))
      subject->text.units[i] = UNIT_BREAK; /* as if spread over messages */
  naive_next_text(&subject->naive);
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

/* ---- Subjects
 * ---------------------------------------------------------------------- */

static void begin(struct subject *subject) {
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  memset(subject, 0, sizeof *subject);
  hvl__diag_init(&subject->diags, &mem);
  hvl__pack_init(&subject->pack, &mem);
}

static void parse(struct subject *subject, const char *name, hvl_text text) {
  size_t len = strlen(name);
  bool csv = len > 4 && !strcmp(name + len - 4, ".csv");
  assert_true((csv ? hvl__words_parse : hvl__rules_parse)(
      &subject->pack, name, text, &subject->diags));
}

static void start(struct subject *subject, hvl_ruleset *ruleset) {
  subject->ruleset = ruleset;
  naive_init(&subject->naive, &subject->pack, ruleset);
  assert_true(hvl__presence_init(&subject->presence, &ruleset->image,
                                 &subject->naive.matcher.mem));
}

static void end(struct subject *subject) {
  hvl__text_free(&subject->text, &subject->naive.matcher.mem);
  hvl__presence_free(&subject->presence, &subject->naive.matcher.mem);
  naive_free(&subject->naive);
  hvl_ruleset_free(subject->ruleset);
  hvl__pack_free(&subject->pack);
  hvl__diag_free(&subject->diags);
}

/* ---- The built-in rules
 * ------------------------------------------------------------- */

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
  begin(&subject);
  for (const struct builtin_source *source = hvl__builtin_sources; source->name;
       source++)
    parse(&subject, source->name,
          (hvl_text){(const char *)source->text, source->len});
  assert_int_equal(hvl_ruleset_builtin(&ruleset, NULL), HVL_OK);
  start(&subject, ruleset);
  while (hvl_ruleset_example(ruleset, count)) count++;
  for (size_t i = 0; i < count; i += step_of(count)) {
    const hvl_example *example = hvl_ruleset_example(ruleset, i);
    compare_example(&subject, example, &dice);
    compare_noisy(&subject, example, &dice);
  }
  print_message("%zu searches, %zu hits\n", subject.compared, subject.hits);
  size_t wrong = subject.wrong;
  end(&subject);
  assert_int_equal(wrong, 0);
}

/* ---- Random rules
 * --------------------------------------------------------------------- */

struct rules_text {
  char data[4096];
  size_t len;
};

static void put(struct rules_text *text, const char *more) {
  size_t len = strlen(more);
  assert_true(text->len + len < sizeof text->data);
  memcpy(text->data + text->len, more, len + 1);
  text->len += len;
}

static void put_element(struct rules_text *text, uint64_t *dice, int depth);

static void put_choice(struct rules_text *text, uint64_t *dice, int depth) {
  put(text, "(");
  for (uint32_t n = 1 + roll(dice, 3); n > 0; n--) {
    put_element(text, dice, depth + 1);
    if (roll(dice, 2)) {
      put(text, " ");
      put_element(text, dice, depth + 1);
    }
    if (n > 1) put(text, "|");
  }
  put(text, ")");
}

static void put_element(struct rules_text *text, uint64_t *dice, int depth) {
  static const char *const texts[] = {"甲", "乙", "甲乙",          "微",
                                      "a",  "b1", "/[ab]\\d{0,2}/"};
  static const char *const names[] = {"{plain}", "{loose}", "{sound}",
                                      "{inner}", "{exact}", "{named}",
                                      "<number>"};
  if (roll(dice, 3) == 0) {
    put(text, texts[roll(dice, sizeof texts / sizeof *texts)]);
    return;
  }
  if (depth < 2 && roll(dice, 3) == 0)
    put_choice(text, dice, depth);
  else
    put(text, names[roll(dice, sizeof names / sizeof *names)]);
  if (roll(dice, 4) == 0)
    put(text, "?");
  else if (depth == 0 && roll(dice, 6) == 0)
    put(text, "*");
}

static void put_gap(struct rules_text *text, uint64_t *dice) {
  static const char *const scopes[] = {"", ":phrase", ":clause", ":sentence",
                                       ":message"};
  char gap[32];
  snprintf(gap, sizeof gap, " ~%u%s", roll(dice, 5), scopes[roll(dice, 5)]);
  put(text, gap);
}

/* It begins with a literal, so that it can be found. */
static void put_phrase(struct rules_text *text, uint64_t *dice) {
  if (roll(dice, 8) == 0) put(text, "^ ");
  put(text, roll(dice, 2) ? "甲" : "{sound}");
  for (uint32_t n = roll(dice, 4); n > 0; n--) {
    if (roll(dice, 2)) put_gap(text, dice);
    put(text, " ");
    put_element(text, dice, 0);
  }
  if (roll(dice, 8) == 0) put(text, " $");
}

/* A guard with what the phrase hit somewhere in it. */
static void put_guard(struct rules_text *text, uint64_t *dice) {
  if (roll(dice, 2)) {
    put_element(text, dice, 1);
    put_gap(text, dice);
    put(text, " ");
  }
  put(text, "@");
  if (roll(dice, 2)) {
    put_gap(text, dice);
    put(text, " ");
    put_element(text, dice, 1);
  }
  put(text, " 乙");
}

static void put_rules(struct rules_text *text, uint64_t *dice) {
  text->len = 0;
  put(text,
      "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\nwords:\n"
      "  plain: [甲, 乙丙, 甲乙丙, ab]\n"
      "  loose: {words: [甲乙, 微信, a1], evasion: {spaced: 2}}\n"
      "  sound: {words: [微信, 甲丙], evasion: {sound: 2, split: 3}}\n"
      "  inner: {words: [ab, b1], inside: yes}\n"
      "  exact: {words: [甲乙, 微信], exact: yes}\n"
      "  split-characters: [信=亻言, 甲=丙丙]\n"
      "phrases:\n  named: ['甲 ~1 {plain}', 乙, '{loose}']\n"
      "rules:\n  - {id: t, severity: error, level: 1, title: {zh: 规, en: R}, "
      "why: {zh: 因, en: W}, violates: [甲], complies: [口], seller: ['");
  put_phrase(text, dice);
  put(text, "'], unless: ['");
  put_guard(text, dice);
  put(text, "']}\n");
}

static size_t put_piece(char *text, size_t len, const char *piece) {
  size_t size = strlen(piece);
  memcpy(text + len, piece, size);
  return len + size;
}

/* Words and their parts, now and then many times over, with fillers and marks
 * between them. A text has few different pieces, so that phrases hit. */
static size_t roll_text(char *text, uint64_t *dice) {
  static const char *const pieces[] = {
      "甲", "甲", "乙", "乙",   "丙",   "微",  "信",  "葳",   "芯",   "亻",
      "言", "a",  "b",  "1",    "2",    "口",  "的",  "甲乙", "微信", "乙丙",
      "ab", "b1", "a1", "甲乙", "微信", "wei", "xin", "吗",   "甲丙", "\n"};
  static const char *const marks[] = {"-", "❤", " ", "，", "。",
                                      "~", ".", ":", "\n", "-"};
  enum { PIECES = sizeof pieces / sizeof *pieces, MARKS = 10, CHOSEN = 5 };
  const char *chosen[CHOSEN];
  size_t len = 0;
  uint32_t most = roll(dice, 20) ? 20 : LONG_TEXT;
  for (int i = 0; i < CHOSEN; i++) chosen[i] = pieces[roll(dice, PIECES)];
  for (uint32_t n = roll(dice, most); n > 0; n--) {
    const char *piece = chosen[roll(dice, CHOSEN)];
    uint32_t times = roll(dice, 16) ? 1 : 7 + roll(dice, 4);
    while (times-- > 0 && len < ROOM) len = put_piece(text, len, piece);
    uint32_t parted = roll(dice, 3) ? 0 : 1 + roll(dice, 4);
    const char *mark = marks[roll(dice, MARKS)];
    while (parted-- > 0 && len < ROOM)
      len = put_piece(text, len, roll(dice, 3) ? mark : "-");
  }
  return len;
}

static hvl_ruleset *compile(const struct rules_text *text) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  const hvl_diag *diag;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  hvl_compiler_add(compiler, "t.yaml", (hvl_text){text->data, text->len});
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  for (size_t i = 0;
       status != HVL_OK && (diag = hvl_compiler_diag(compiler, i)); i++)
    if (diag->severity == HVL_ERROR)
      print_message("%u:%u: %s\n%s", (unsigned)diag->line,
                    (unsigned)diag->column, diag->message, text->data);
  assert_int_equal(status, HVL_OK);
  hvl_compiler_free(compiler);
  return ruleset;
}

static void test_random_rules_hit_what_the_oracle_hits(void **state) {
  (void)state;
  enum { RULES = 250, TEXTS = 50 };
  static struct subject subject;
  uint64_t dice = SEED;
  size_t compared = 0, hits = 0, wrong = 0;
  char message[ROOM + 16];
  for (int i = 0; i < RULES; i++) {
    struct rules_text text;
    put_rules(&text, &dice);
    begin(&subject);
    parse(&subject, "t.yaml", (hvl_text){text.data, text.len});
    start(&subject, compile(&text));
    for (int k = 0; k < TEXTS; k++) {
      size_t len = roll_text(message, &dice);
      compare_text(&subject, (hvl_text){message, len}, &dice);
    }
    compared += subject.compared;
    hits += subject.hits;
    wrong += subject.wrong;
    end(&subject);
  }
  print_message("%zu searches, %zu hits\n", compared, hits);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_builtin_patterns_hit_what_the_oracle_hits),
      cmocka_unit_test(test_random_rules_hit_what_the_oracle_hits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
