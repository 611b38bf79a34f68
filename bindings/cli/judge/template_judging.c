/* SPDX-License-Identifier: MIT */
/* template_judging.c - templates in, findings out.
 *
 * A template with placeholders is judged twice. Once each of them is a mark
 * that parts nothing, as if nothing stood there: what is around it is found as
 * in any text. Once it is still a placeholder, but one that says nothing: for
 * rules that ask for one, as "my WeChat is {id}".
 *
 * A template that answers a question is judged behind it, as in a chat: whoever
 * is told "no, sorry" asked for something. */
#include "judge/template_judging.h"

#include <stdlib.h>
#include <string.h>

#include "judge/findings.h"
#include "judge/placeholders.h"

/* Folds to a character that is nobody's word and parts neither words, phrases
 * nor clauses. */
static const char anything[] = "\xC2\xB7";
static const char silent[] = "{\xC2\xB7}";

struct template_judge {
  struct judge *judge;
  struct placeholders placeholders;
  struct buffer text, question;
  struct findings findings;
};

struct template_judge *template_judge_new(struct judge *judge) {
  struct template_judge *templates = mem_zeroed(1, sizeof *templates);
  templates->judge = judge;
  return templates;
}

void template_judge_free(struct template_judge *templates) {
  if (!templates) return;
  free(templates->placeholders.ranges);
  buffer_free(&templates->text);
  buffer_free(&templates->question);
  findings_free(&templates->findings);
  free(templates);
}

static bool is_known(const struct template_judge *templates,
                     const hvl_finding *finding) {
  for (size_t i = 0; i < templates->findings.count; i++)
    if (templates->findings.items[i].rule == finding->rule) return true;
  return false;
}

/* Add the spans of `finding` in the answer, which is message `answer`, as they
 * are in the template; true if a placeholder is part of them. */
static bool add_spans(struct template_judge *templates,
                      const hvl_finding *finding, size_t answer,
                      size_t stand_in) {
  bool any = false;
  for (size_t i = 0; i < finding->span_count; i++) {
    bool whole;
    hvl_span span = finding->spans[i];
    if (span.message != answer) continue;
    struct byte_range back =
        placeholders_back(&templates->placeholders, stand_in,
                          (struct byte_range){span.start, span.end}, &whole);
    findings_span(&templates->findings, (hvl_span){0, back.start, back.end});
    any = any || whole;
  }
  return any;
}

/* Add `found`, of message `answer`, as a finding of the template; unless `all`,
 * only if it has a placeholder in its evidence. */
static void add_finding(struct template_judge *templates,
                        const hvl_finding *found, size_t answer,
                        size_t stand_in, bool all) {
  size_t spans = templates->findings.span_count;
  hvl_finding finding = *found;
  bool wanted = add_spans(templates, found, answer, stand_in) || all;
  finding.message = 0;
  finding.span_count = templates->findings.span_count - spans;
  if (wanted)
    findings_close(&templates->findings, &finding);
  else
    templates->findings.span_count = spans;
}

size_t template_rows(struct message_row rows[2], const struct chat *chat,
                     hvl_text question, hvl_text text) {
  size_t count = 0;
  if (question.len)
    rows[count++] = (struct message_row){
        .role = HVL_BUYER, .text = question, .line = chat->messages[0].line};
  rows[count] = chat->messages[0];
  rows[count++].text = text;
  return count;
}

/* Judge with `stand_in` for placeholders; `all`, or only what has one in its
 * evidence. */
static void judge_with(struct template_judge *templates,
                       const struct chat *chat, const char *file,
                       const char *stand_in, bool all) {
  struct message_row rows[2];
  struct chat changed = *chat;
  placeholders_replace(&templates->placeholders, &templates->text,
                       chat->messages[0].text, stand_in);
  changed.messages = rows;
  changed.count = template_rows(rows, chat, buffer_text(&templates->question),
                                buffer_text(&templates->text));
  size_t count, answer = changed.count - 1;
  const hvl_finding *found =
      judge_chat(templates->judge, &changed, file, &count);
  for (size_t i = 0; i < count; i++)
    if (found[i].message == answer && !is_known(templates, &found[i]))
      add_finding(templates, &found[i], answer, strlen(stand_in), all);
}

static int by_rule(const void *left, const void *right) {
  const hvl_finding *a = left, *b = right;
  return strcmp(a->rule->id, b->rule->id);
}

const hvl_finding *template_judge_one(struct template_judge *templates,
                                      const struct chat *chat, const char *file,
                                      size_t *count) {
  placeholders_find(&templates->placeholders, chat->messages[0].text);
  bool has_any = templates->placeholders.count > 0;
  if (!has_any && !chat->question.len)
    return judge_chat(templates->judge, chat, file, count);
  struct findings *findings = &templates->findings;
  findings_clear(findings);
  template_plain(&templates->question, chat->question);
  judge_with(templates, chat, file, anything, true);
  if (has_any) judge_with(templates, chat, file, silent, false);
  findings_place(findings);
  if (findings->count > 1)
    qsort(findings->items, findings->count, sizeof *findings->items, by_rule);
  *count = findings->count;
  return findings->items;
}

void template_plain(struct buffer *out, hvl_text text) {
  struct placeholders placeholders = {0};
  placeholders_find(&placeholders, text);
  placeholders_replace(&placeholders, out, text, anything);
  free(placeholders.ranges);
}
