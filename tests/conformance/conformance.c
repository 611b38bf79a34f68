/* SPDX-License-Identifier: MIT */
/* conformance.c - runs the suites given as arguments: each group is a test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case.h"
#include "suite.h"

enum { KEPT_MAX = 32, TESTS_MAX = 512 };

/* A finding that outlives the session's next call. */
struct kept {
  const hvl_rule *rule;
  hvl_severity severity;
  uint32_t level, evasion;
  size_t message, at;
  hvl_span spans[CASE_SPANS_MAX];
  size_t span_count;
};

struct kept_list {
  struct kept items[KEPT_MAX];
  size_t count;
};

/* ---- Saying what happened ------------------------------------------------ */

static void print_span(const struct chat_case *chat, const hvl_span *span) {
  size_t message = span->message;
  for (size_t i = 0; i < chat->step_count; i++) {
    const struct case_step *step = &chat->steps[i];
    if (step->fact || message--) continue;
    bool inside = span->start <= span->end && span->end <= step->len;
    fprintf(stderr, " %zu[%zu,%zu)\"%.*s\"", span->message, span->start,
            span->end, inside ? (int)(span->end - span->start) : 0,
            inside ? step->text + span->start : "");
  }
}

static void print_found(const struct chat_case *chat,
                        const struct kept_list *found) {
  for (size_t i = 0; i < found->count; i++) {
    const struct kept *kept = &found->items[i];
    fprintf(stderr, "    got %s@%zu at=%zu level=%u severity=%d evasion=%u",
            kept->rule->id, kept->message, kept->at, (unsigned)kept->level,
            (int)kept->severity, (unsigned)kept->evasion);
    for (size_t k = 0; k < kept->span_count; k++)
      print_span(chat, &kept->spans[k]);
    fputc('\n', stderr);
  }
  if (!found->count) fputs("    got nothing\n", stderr);
}

static void print_diags(const hvl_compiler *compiler) {
  const hvl_diag *diag;
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    fprintf(stderr, "    %s:%u:%u: %s: %s\n", diag->file, (unsigned)diag->line,
            (unsigned)diag->column,
            diag->severity == HVL_ERROR ? "error" : "warning", diag->message);
}

/* ---- Feeding ------------------------------------------------------------- */

static void take(struct kept_list *list, hvl_session *session, size_t at) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session))) {
    if (list->count == KEPT_MAX) return;
    struct kept *kept = &list->items[list->count++];
    memset(kept, 0, sizeof *kept);
    kept->rule = finding->rule;
    kept->severity = finding->severity;
    kept->level = finding->level;
    kept->evasion = finding->evasion;
    kept->message = finding->message;
    kept->at = at;
    for (size_t i = 0; i < finding->span_count && i < CASE_SPANS_MAX; i++)
      kept->spans[kept->span_count++] = finding->spans[i];
  }
}

/* Feed one message; its draft check must have found the same. */
static bool feed(hvl_session *session, const struct case_step *step, size_t at,
                 struct kept_list *found) {
  hvl_message message = HVL_MESSAGE_INIT;
  struct kept_list draft = {.count = 0}, fed = {.count = 0};
  message.role = step->role;
  message.text = (hvl_text){step->text, step->len};
  message.account = (hvl_text){step->name, strlen(step->name)};
  if (hvl_session_check(session, &message) != HVL_OK) return false;
  take(&draft, session, at);
  if (hvl_session_feed(session, &message, 1) != HVL_OK) return false;
  take(&fed, session, at);
  if (draft.count != fed.count ||
      memcmp(draft.items, fed.items, fed.count * sizeof *fed.items)) {
    fprintf(stderr, "    check and feed differ on message %zu\n", at);
    return false;
  }
  for (size_t i = 0; i < fed.count && found->count < KEPT_MAX; i++)
    found->items[found->count++] = fed.items[i];
  return true;
}

static bool run_chat(const struct chat_case *chat, hvl_ruleset *ruleset,
                     unsigned level, struct kept_list *found) {
  hvl_options options = HVL_OPTIONS_INIT;
  hvl_session *session;
  size_t message = 0;
  bool ok = true;
  options.level = level;
  found->count = 0;
  if (hvl_session_new(&session, ruleset, &options) != HVL_OK) return false;
  for (size_t i = 0; ok && i < chat->step_count; i++) {
    const struct case_step *step = &chat->steps[i];
    ok = step->fact
             ? hvl_session_set_fact(session, step->name, step->value) == HVL_OK
             : feed(session, step, message++, found);
  }
  if (ok) ok = hvl_session_finish(session) == HVL_OK;
  if (ok) take(found, session, SIZE_MAX);
  hvl_session_free(session);
  return ok;
}

/* ---- Comparing ----------------------------------------------------------- */

static bool as_wanted(const struct kept *kept, const struct wanted *wanted) {
  if (*wanted->rule && strcmp(kept->rule->id, wanted->rule)) return false;
  if (kept->message != wanted->message || kept->at != wanted->at) return false;
  if (wanted->level && kept->level != wanted->level) return false;
  if (wanted->severity && (unsigned)kept->severity != wanted->severity)
    return false;
  if (wanted->evasion >= 0 && (long)kept->evasion != wanted->evasion)
    return false;
  if (kept->span_count != wanted->span_count) return false;
  for (size_t i = 0; i < kept->span_count; i++) {
    const hvl_span *a = &kept->spans[i], *b = &wanted->spans[i];
    if (a->message != b->message || a->start != b->start || a->end != b->end)
      return false;
  }
  return true;
}

static bool all_as_wanted(const struct chat_case *chat,
                          const struct kept_list *found) {
  if (found->count != chat->wanted_count) return false;
  for (size_t i = 0; i < found->count; i++)
    if (!as_wanted(&found->items[i], &chat->wanted[i])) return false;
  return true;
}

/* ---- Groups -------------------------------------------------------------- */

/* A rule of just this phrase, in single quotes as YAML has them. */
static void wrap_phrase(struct bytes *out, const char *phrase) {
  struct bytes body = {0};
  bytes_text(&body, "seller: ['");
  for (; *phrase; phrase++) {
    bytes_add(&body, phrase, 1);
    if (*phrase == '\'') bytes_text(&body, "'");
  }
  bytes_text(&body, "']\n");
  suite_wrap_rule(out, "phrase", body.data);
  free(body.data);
}

/* All sources of the group, and a rule of `phrase` if there is one. */
static hvl_status compile(hvl_compiler *compiler, const struct group *group,
                          const char *phrase, hvl_ruleset **out) {
  struct bytes extra = {0};
  if (phrase) wrap_phrase(&extra, phrase);
  for (size_t i = 0; i < group->source_count; i++) {
    const struct source *source = &group->sources[i];
    hvl_text text = {source->text.data, source->text.len};
    assert_int_equal(hvl_compiler_add(compiler, source->name, text), HVL_OK);
  }
  if (phrase)
    assert_int_equal(hvl_compiler_add(compiler, "phrase.yaml",
                                      (hvl_text){extra.data, extra.len}),
                     HVL_OK);
  free(extra.data);
  return hvl_compiler_build(compiler, out);
}

static bool run_case(const struct group *group, const struct case_line *line,
                     hvl_ruleset *ruleset) {
  static struct chat_case chat;
  static struct kept_list found;
  const char *fault = case_parse(&chat, line->text);
  if (!fault && run_chat(&chat, ruleset, group->level, &found) &&
      all_as_wanted(&chat, &found))
    return true;
  fprintf(stderr, "  %s:%u: %s%s%s%s%s\n", group->path, line->line,
          line->phrase ? line->phrase : "", line->phrase ? " :: " : "",
          line->text, fault ? ": " : "", fault ? fault : "");
  if (!fault) print_found(&chat, &found);
  return false;
}

/* The same phrase as the line before needs no new ruleset. */
static size_t run_cases(const struct group *group, hvl_compiler *compiler) {
  hvl_ruleset *ruleset = NULL;
  size_t failed = 0;
  for (size_t i = 0; i < group->case_count; i++) {
    const struct case_line *line = &group->cases[i];
    bool fresh = !i || (line->phrase &&
                        strcmp(line->phrase, group->cases[i - 1].phrase));
    if (fresh) {
      hvl_ruleset_free(ruleset);
      compile(compiler, group, line->phrase, &ruleset);
      if (!ruleset) {
        fprintf(stderr, "  %s:%u: %s\n", group->path, line->line,
                line->phrase ? line->phrase : group->title);
        print_diags(compiler);
      }
    }
    if (!ruleset || !run_case(group, line, ruleset)) failed++;
  }
  hvl_ruleset_free(ruleset);
  return failed;
}

static bool is_expected(const struct group *group, const hvl_diag *diag,
                        const struct fault *fault) {
  return !strcmp(diag->file, group->sources[fault->source].name) &&
         diag->line == fault->line && diag->column == fault->column &&
         diag->severity == (fault->error ? HVL_ERROR : HVL_WARNING) &&
         strstr(diag->message, fault->words);
}

/* Every marker has its diagnostic, and every diagnostic its marker. */
static size_t compare_faults(const struct group *group,
                             const hvl_compiler *compiler) {
  const hvl_diag *diag;
  size_t count = 0, failed = 0;
  for (; (diag = hvl_compiler_diag(compiler, count)); count++) {
    bool expected = false;
    for (size_t i = 0; i < group->fault_count && !expected; i++)
      expected = is_expected(group, diag, &group->faults[i]);
    failed += !expected;
  }
  for (size_t i = 0; i < group->fault_count; i++) {
    const struct fault *fault = &group->faults[i];
    bool there = false;
    for (size_t k = 0; k < count && !there; k++)
      there = is_expected(group, hvl_compiler_diag(compiler, k), fault);
    if (there) continue;
    failed++;
    fprintf(stderr, "  %s:%u: no %s at %s:%u:%u: %s\n", group->path,
            group->line, fault->error ? "error" : "warning",
            group->sources[fault->source].name, fault->line, fault->column,
            fault->words);
  }
  if (failed) print_diags(compiler);
  return failed;
}

static size_t run_faults(const struct group *group, hvl_compiler *compiler) {
  hvl_ruleset *ruleset = NULL;
  hvl_status wanted = HVL_OK;
  for (size_t i = 0; i < group->fault_count; i++)
    if (group->faults[i].error) wanted = HVL_ERR_RULES;
  hvl_status status = compile(compiler, group, NULL, &ruleset);
  size_t failed = compare_faults(group, compiler);
  hvl_ruleset_free(ruleset);
  if (status == wanted) return failed;
  fprintf(stderr, "  %s:%u: %s\n", group->path, group->line,
          hvl_status_text(status));
  return failed + 1;
}

static void run_group(void **state) {
  const struct group *group = *state;
  hvl_compiler *compiler;
  assert_int_equal(hvl_compiler_new(&compiler, NULL), HVL_OK);
  size_t failed = 0;
  if (group->expects_faults) failed += run_faults(group, compiler);
  failed += run_cases(group, compiler);
  hvl_compiler_free(compiler);
  assert_int_equal(failed, 0);
}

static int run_suite(struct suite *suite, const char *path) {
  static struct CMUnitTest tests[TESTS_MAX];
  const char *slash = strrchr(path, '/');
  for (size_t i = 0; i < suite->group_count && i < TESTS_MAX; i++) {
    tests[i] = (struct CMUnitTest){suite->groups[i].title, run_group, NULL,
                                   NULL, &suite->groups[i]};
  }
  return _cmocka_run_group_tests(slash ? slash + 1 : path, tests,
                                 suite->group_count, NULL, NULL);
}

int main(int argc, char **argv) {
  int failed = 0;
  for (int i = 1; i < argc; i++) {
    struct suite suite;
    suite_read(&suite, argv[i]);
    failed += run_suite(&suite, argv[i]);
    suite_free(&suite);
  }
  return failed != 0;
}
