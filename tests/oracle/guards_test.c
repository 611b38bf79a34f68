/* SPDX-License-Identifier: MIT */
/* guards_test.c - random rules with guards on random texts: what a session
 * finds against hits, stretches and guards worked out the slow way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "random.h"
#include "subject.h"

enum { SEED = 20260618, RULES = 150, TEXTS = 40, SHOWN_MAX = 5, FAR = 64 };

/* ---- The model ----------------------------------------------------------- */

/* Units around `hit` that no mark of the scope, nor FAR units, part from it. */
static struct stretch stretch_of(const struct text *text, const struct hit *hit,
                                 enum scope scope) {
  struct stretch stretch = {hit->start, hit->end};
  while (stretch.from > 0 && hit->start - stretch.from < FAR &&
         !hvl__divides_at(text, stretch.from - 1, scope))
    stretch.from--;
  while (stretch.to < text->count && stretch.to - hit->end < FAR &&
         !hvl__divides_at(text, stretch.to, scope))
    stretch.to++;
  return stretch;
}

/* Does a hit of `tree`, from some unit on, share a unit with `hit`? */
static bool lies_over(struct subject *subject, const struct phrase *tree,
                      const struct hit *hit) {
  for (uint32_t from = 0; from < hit->end; from++) {
    struct search search = {.text = &subject->text,
                            .from = from,
                            .to = subject->text.count,
                            .anchor = hit};
    struct hit other;
    if (naive_find(&subject->naive, tree, &search, &other) &&
        other.start < hit->end && hit->start < other.end)
      return true;
  }
  return false;
}

static bool guard_hits(struct subject *subject, const struct phrase *tree,
                       enum scope scope, const struct hit *hit) {
  struct hit ignored;
  if (scope == SCOPE_OVERLAP) return lies_over(subject, tree, hit);
  struct stretch stretch = stretch_of(&subject->text, hit, scope);
  struct search search = {.text = &subject->text,
                          .from = stretch.from,
                          .to = stretch.to,
                          .anchor = hit};
  return naive_find(&subject->naive, tree, &search, &ignored);
}

static bool any_hits(struct subject *subject,
                     const struct parsed_phrases *phrases, enum scope scope,
                     const struct hit *hit) {
  for (uint32_t i = 0; i < phrases->len; i++)
    if (guard_hits(subject, phrases->data[i].tree, scope, hit)) return true;
  return false;
}

static bool passes(struct subject *subject, const struct parsed_event *event,
                   const struct hit *hit) {
  for (int i = 0; i < SCOPE_COUNT; i++) {
    enum scope scope = (enum scope)i;
    if (any_hits(subject, &event->unless.scopes[i], scope, hit)) return false;
    if (event->with.scopes[i].len &&
        !any_hits(subject, &event->with.scopes[i], scope, hit))
      return false;
  }
  return true;
}

/* The first hit of a phrase that passes; behind one that does not the search
 * goes on. */
static bool first_passing(struct subject *subject,
                          const struct parsed_event *event,
                          const struct phrase *tree, struct hit *hit) {
  struct search search = {.text = &subject->text, .to = subject->text.count};
  while (naive_find(&subject->naive, tree, &search, hit)) {
    if (passes(subject, event, hit)) return true;
    search.from = hit->end;
  }
  return false;
}

static bool model(struct subject *subject, struct hit *best) {
  const struct parsed_event *event =
      &subject->pack.files.data[0].rules.data[0].event;
  const struct parsed_phrases *phrases = &event->phrases[HVL_SELLER];
  bool found = false;
  for (uint32_t i = 0; i < phrases->len; i++) {
    struct hit hit;
    if (!first_passing(subject, event, phrases->data[i].tree, &hit)) continue;
    if (!found || hit.start < best->start ||
        (hit.start == best->start && hit.end > best->end))
      *best = hit;
    found = true;
  }
  return found;
}

/* ---- Comparing ----------------------------------------------------------- */

static bool agrees(const struct text *text, const hvl_finding *finding,
                   bool found, const struct hit *hit) {
  if (!finding || !found) return !finding && !found;
  size_t end = text->offsets[hit->end - 1] + text->sizes[hit->end - 1];
  return finding->span_count == 1 && finding->spans[0].end == end &&
         finding->spans[0].start == text->offsets[hit->start];
}

static bool compare(struct subject *subject, hvl_session *session,
                    hvl_text source, size_t *findings) {
  hvl_message message = HVL_MESSAGE_INIT;
  struct hit hit = {0, 0, 0, 0};
  message.text = source;
  hvl_session_reset(session);
  assert_int_equal(hvl_session_feed(session, &message, 1), HVL_OK);
  const hvl_finding *finding = hvl_session_next(session);
  subject_read(subject, source);
  bool found = model(subject, &hit);
  *findings += found;
  if (agrees(&subject->text, finding, found, &hit)) return true;
  print_message("on: %.*s\nengine: %zu-%zu, model: %u-%u (units)\n",
                (int)source.len, source.data,
                finding ? finding->spans[0].start : 0,
                finding ? finding->spans[0].end : 0, hit.start, hit.end);
  return false;
}

/* ---- Random rules -------------------------------------------------------- */

static void put_block(struct rules_text *text, uint64_t *dice,
                      const char *key) {
  static const char *const scopes[SCOPE_COUNT] = {
      "overlap", "phrase", "clause", "sentence", "message", "turn"};
  uint32_t first = roll(dice, SCOPE_COUNT);
  uint32_t count = 1 + (first + 1 < SCOPE_COUNT ? roll(dice, 2) : 0);
  put(text, "    ");
  put(text, key);
  put(text, ": {");
  for (uint32_t i = 0; i < count; i++) {
    if (i) put(text, ", ");
    put(text, scopes[first + i]);
    put(text, ": ['");
    (roll(dice, 2) ? put_phrase : put_guard)(text, dice);
    put(text, "', '");
    (roll(dice, 2) ? put_phrase : put_guard)(text, dice);
    put(text, "']");
  }
  put(text, "}\n");
}

static void put_rule(struct rules_text *text, uint64_t *dice) {
  put_head(text);
  put(text, "    seller: ['");
  put_phrase(text, dice);
  if (roll(dice, 2)) {
    put(text, "', '(");
    put_phrase(text, dice);
    put(text, ")");
  }
  put(text, "']\n");
  if (roll(dice, 4)) put_block(text, dice, "unless");
  if (roll(dice, 3) == 0) put_block(text, dice, "with");
}

static void test_random_guards_stop_what_the_model_stops(void **state) {
  (void)state;
  static struct subject subject;
  static struct rules_text text;
  static char message[TEXT_SIZE];
  hvl_options options = HVL_OPTIONS_INIT;
  uint64_t dice = SEED;
  options.level = 3;
  size_t wrong = 0, findings = 0, skipped = 0;
  for (int i = 0; i < RULES; i++) {
    hvl_session *session;
    put_rule(&text, &dice);
    if (!subject_make(&subject, (hvl_text){text.data, text.len})) {
      skipped++;
      continue;
    }
    assert_int_equal(hvl_session_new(&session, subject.ruleset, &options),
                     HVL_OK);
    for (int k = 0; k < TEXTS; k++) {
      size_t len = roll_text(message, &dice);
      if (!compare(&subject, session, (hvl_text){message, len}, &findings) &&
          ++wrong <= SHOWN_MAX)
        print_message("%s\n", strstr(text.data, "    seller"));
    }
    hvl_session_free(session);
    subject_end(&subject);
  }
  print_message("%d rules, %zu skipped, %zu findings\n", RULES, skipped,
                findings);
  assert_true(skipped < RULES / 4);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_guards_stop_what_the_model_stops),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
