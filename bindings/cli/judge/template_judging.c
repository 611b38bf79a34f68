/* SPDX-License-Identifier: MIT */
/* template_judging.c - templates in, findings out.
 *
 * A template with placeholders is judged twice. Once each of them is a mark
 * that parts nothing, as if nothing stood there: what is around it is found as
 * in any text. Once it is still a placeholder, but one that says nothing: for
 * rules that ask for one, as "my WeChat is {id}". */
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
  struct buffer text;
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
  findings_free(&templates->findings);
  free(templates);
}

static bool is_known(const struct template_judge *templates,
                     const hvl_finding *finding) {
  for (size_t i = 0; i < templates->findings.count; i++)
    if (templates->findings.items[i].rule == finding->rule) return true;
  return false;
}

/* Add the spans of `finding`, as they are in the template; true if a
 * placeholder is part of them. */
static bool add_spans(struct template_judge *templates,
                      const hvl_finding *finding, size_t stand_in) {
  bool any = false;
  for (size_t i = 0; i < finding->span_count; i++) {
    bool whole;
    hvl_span span = finding->spans[i];
    struct byte_range back =
        placeholders_back(&templates->placeholders, stand_in,
                          (struct byte_range){span.start, span.end}, &whole);
    findings_span(&templates->findings,
                  (hvl_span){span.message, back.start, back.end});
    any = any || whole;
  }
  return any;
}

/* Judge with `stand_in` for placeholders; `all`, or only what has one in its
 * evidence. */
static void judge_with(struct template_judge *templates,
                       const struct chat *chat, const char *file,
                       const char *stand_in, bool all) {
  struct message_row message = chat->messages[0];
  struct chat changed = *chat;
  placeholders_replace(&templates->placeholders, &templates->text, message.text,
                       stand_in);
  message.text = buffer_text(&templates->text);
  changed.messages = &message;
  size_t count;
  const hvl_finding *found =
      judge_chat(templates->judge, &changed, file, &count);
  for (size_t i = 0; i < count; i++) {
    size_t spans = templates->findings.span_count;
    if (is_known(templates, &found[i])) continue;
    if (add_spans(templates, &found[i], strlen(stand_in)) || all)
      findings_close(&templates->findings, &found[i]);
    else
      templates->findings.span_count = spans;
  }
}

static int by_rule(const void *left, const void *right) {
  const hvl_finding *a = left, *b = right;
  return strcmp(a->rule->id, b->rule->id);
}

const hvl_finding *template_judge_one(struct template_judge *templates,
                                      const struct chat *chat, const char *file,
                                      size_t *count) {
  placeholders_find(&templates->placeholders, chat->messages[0].text);
  if (!templates->placeholders.count)
    return judge_chat(templates->judge, chat, file, count);
  struct findings *findings = &templates->findings;
  findings_clear(findings);
  judge_with(templates, chat, file, anything, true);
  judge_with(templates, chat, file, silent, false);
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
