/* SPDX-License-Identifier: MIT */
/* compile_fixture.h - compile a text of rules in a test, and look at what it
 * became. */
#ifndef HVL_TESTS_COMPILE_FIXTURE_H
#define HVL_TESTS_COMPILE_FIXTURE_H

#include "unit_test.h"

#include <stdio.h>
#include <string.h>

#include "ruleset/ruleset.h"

/* A rule file with one rule; what is behind its id and titles follows. */
#define RULE_FILE(top, rule)                                                   \
  "hvline: 1\nline: test\ntitle: {zh: 测试, en: Test}\n" top "rules:\n"        \
  "  - id: test.rule\n"                                                        \
  "    severity: error\n"                                                      \
  "    level: 1\n"                                                             \
  "    title: {zh: 标题, en: Title}\n"                                       \
  "    why: {zh: 原因, en: Reason}\n"                                        \
  "    violates: [发票开不了]\n"                                          \
  "    complies: [可以开]\n" rule

/* A fault that a text should have: where, and a part of what it says. */
struct fault {
  uint32_t line;
  const char *part;
};

static inline hvl_compiler *new_compiler(void) {
  hvl_compiler *compiler;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  return compiler;
}

static inline void add_text(hvl_compiler *compiler, const char *name,
                            const char *text) {
  hvl_text whole = {text, strlen(text)};
  assert_int_equal(hvl_compiler_add(compiler, name, whole), HVL_OK);
}

static inline void print_diags(const hvl_compiler *compiler) {
  const hvl_diag *diag;
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    print_message("%s:%u:%u: %s\n", diag->file, (unsigned)diag->line,
                  (unsigned)diag->column, diag->message);
}

/* Compile texts that have no faults, not even warnings; the caller frees. */
static inline hvl_ruleset *compile_texts(const char *const *texts) {
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  for (int i = 0; texts[i]; i++) {
    const char *name[] = {"a.yaml", "b.yaml", "c.yaml"};
    add_text(compiler, name[i], texts[i]);
  }
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  if (status != HVL_OK || hvl_compiler_diag(compiler, 0)) {
    print_diags(compiler);
    fail_msg("status %d", (int)status);
  }
  hvl_compiler_free(compiler);
  return ruleset;
}

static inline hvl_ruleset *compile_text(const char *text) {
  return compile_texts((const char *const[]){text, NULL});
}

/* Compile `texts` and assert that the faults are these, in this order. */
static inline void expect_faults(const char *const *texts, hvl_status expected,
                                 size_t count, const struct fault *faults) {
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  const hvl_diag *diag;
  for (int i = 0; texts[i]; i++) {
    const char *name[] = {"a.yaml", "b.yaml", "c.yaml"};
    add_text(compiler, name[i], texts[i]);
  }
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  size_t i = 0;
  for (; (diag = hvl_compiler_diag(compiler, i)); i++) {
    if (i >= count || diag->line != faults[i].line ||
        !strstr(diag->message, faults[i].part) ||
        strcmp(diag->message, diag->message_zh) == 0) {
      print_diags(compiler);
      fail_msg("fault %u is another", (unsigned)i);
    }
  }
  assert_int_equal(i, count);
  assert_int_equal(status, expected);
  hvl_ruleset_free(ruleset);
  hvl_compiler_free(compiler);
}

#define EXPECT_FAULTS_OF(status, texts, ...)                                   \
  expect_faults((texts), (status),                                             \
                sizeof((struct fault[]){__VA_ARGS__}) / sizeof(struct fault),  \
                (struct fault[]){__VA_ARGS__})
#define EXPECT_ERRORS(text, ...)                                               \
  EXPECT_FAULTS_OF(HVL_ERR_RULES, ((const char *const[]){(text), NULL}),       \
                   __VA_ARGS__)
#define EXPECT_WARNINGS(text, ...)                                             \
  EXPECT_FAULTS_OF(HVL_OK, ((const char *const[]){(text), NULL}), __VA_ARGS__)

static inline const char *string_of(const hvl_ruleset *ruleset, uint32_t at) {
  return ruleset->image.strings + at;
}

#endif
