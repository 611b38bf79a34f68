/* SPDX-License-Identifier: MIT */
/* rules_fixture.h - parse a text of rules in a test, and look at its faults. */
#ifndef HVL_TESTS_RULES_FIXTURE_H
#define HVL_TESTS_RULES_FIXTURE_H

#include "unit_test.h"

#include <stdio.h>
#include <string.h>

#include "failing_mem.h"
#include "rules/parsed.h"

struct fixture {
  struct failing_mem mem;
  struct parsed_pack pack;
  struct diag_list diags;
};

/* A fault that a text should have: where, and a part of what it says. */
struct fault {
  uint32_t line, column;
  const char *part;
};

static void open_fixture(struct fixture *fixture, size_t fail_at) {
  fixture->mem = (struct failing_mem){.fail_at = fail_at};
  hvl_allocator mem = failing_allocator(&fixture->mem);
  hvl__pack_init(&fixture->pack, &mem);
  hvl__diag_init(&fixture->diags, &mem);
}

static void close_fixture(struct fixture *fixture) {
  hvl__pack_free(&fixture->pack);
  hvl__diag_free(&fixture->diags);
  assert_int_equal(fixture->mem.live, 0);
}

static inline bool parse_rules(struct fixture *fixture, const char *text) {
  hvl_text rules = {text, strlen(text)};
  return hvl__rules_parse(&fixture->pack, "a.yaml", rules, &fixture->diags);
}

static inline bool parse_words(struct fixture *fixture, const char *text) {
  hvl_text words = {text, strlen(text)};
  return hvl__words_parse(&fixture->pack, "a.csv", words, &fixture->diags);
}

/* Assert that the faults are these, in this order, and no others. */
static inline void expect_faults(struct fixture *fixture, size_t count,
                                 const struct fault *faults) {
  struct diag_list *diags = &fixture->diags;
  hvl__diag_sort(diags);
  for (uint32_t i = 0; i < diags->items.len; i++) {
    const hvl_diag *diag = &diags->items.data[i];
    if (i >= count || diag->line != faults[i].line ||
        diag->column != faults[i].column ||
        !strstr(diag->message, faults[i].part) ||
        strcmp(diag->message, diag->message_zh) == 0)
      fail_msg("fault %u: %u:%u: %s", (unsigned)i, (unsigned)diag->line,
               (unsigned)diag->column, diag->message);
  }
  assert_int_equal(diags->items.len, count);
}

#define EXPECT_FAULTS(fixture, ...)                                            \
  expect_faults((fixture),                                                     \
                sizeof((struct fault[]){__VA_ARGS__}) / sizeof(struct fault),  \
                (struct fault[]){__VA_ARGS__})

/* Assert that `text` parses without any fault; the caller closes. */
static inline void expect_clean(struct fixture *fixture, const char *text) {
  open_fixture(fixture, 0);
  assert_true(parse_rules(fixture, text));
  expect_faults(fixture, 0, NULL);
}

/* A file with one rule, of `severity` (line 5) and with more `lines` (from line
 * 6 on, each indented by four and with its line end). Valid until the next. */
static inline const char *rule_with(const char *severity, const char *lines) {
  static char text[4096];
  snprintf(text, sizeof text,
           "hvline: 1\nline: a\nrules:\n  - id: a.b\n    severity: %s\n%s"
           "    level: 1\n    title: {zh: x, en: x}\n"
           "    why: {zh: x, en: x}\n    seller: [x]\n"
           "    violates: [x]\n    complies: [x]\n",
           severity, lines);
  return text;
}

static inline const struct parsed_rule *
only_rule(const struct fixture *fixture) {
  return &fixture->pack.files.data[0].rules.data[0];
}

#endif
