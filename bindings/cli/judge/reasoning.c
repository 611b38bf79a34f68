/* SPDX-License-Identifier: MIT */
/* reasoning.c - why rules find the message just fed or do not, for people. */
#include "judge/reasoning.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/messages.h"
#include "base/width.h"
#include "chats/chat_mask.h"
#include "judge/load.h"

enum {
  COLUMNS = 80,
  HIT_COLUMNS = 24,
  NEAR_MOST = 3 /* of what was not found, unless the user asks for more */
};

/* How near a rule came; the smaller, the nearer. */
enum nearness { NEAR_FOUND, NEAR_WAITS, NEAR_STOPPED, NEAR_MISSING, NEAR_NOT };

struct thought {
  const hvl_reason *reason;
  enum nearness nearness;
  size_t order;
};

struct reasoning {
  const struct chat *chat;
  const struct options *options;
  struct thought *thoughts;
  size_t count, cap;
  bool asked; /* --line or --rule: all is shown */
};

/* ---- How near ------------------------------------------------------------ */

static hvl_text message_of(const struct reasoning *reasoning,
                           const hvl_span *hit) {
  if (hit->message >= reasoning->chat->count) return (hvl_text){"", 0};
  return reasoning->chat->messages[hit->message].text;
}

/* Bytes of `hit` that are in its message. */
static hvl_text hit_text(const struct reasoning *reasoning,
                         const hvl_span *hit) {
  hvl_text whole = message_of(reasoning, hit);
  if (hit->start >= hit->end || hit->end > whole.len) return (hvl_text){"", 0};
  return (hvl_text){whole.data + hit->start, hit->end - hit->start};
}

/* A name and nothing else, as {short-answer}. */
static bool is_name(const char *phrase) {
  return *phrase == '{' && strcspn(phrase, "}") + 1 == strlen(phrase);
}

/* One character, or a message of whatever words: that says nothing. */
static bool hits_anything(const struct reasoning *reasoning,
                          const hvl_reason *reason) {
  hvl_text hit = hit_text(reasoning, &reason->hit);
  bool whole = hit.len == message_of(reasoning, &reason->hit).len;
  size_t behind = 0;
  if (hit.len) next_char(hit, &behind);
  return behind >= hit.len || strncmp(reason->phrase, "^ ~", 3) == 0 ||
         (whole && is_name(reason->phrase));
}

static enum nearness nearness_of(const struct reasoning *reasoning,
                                 const hvl_reason *reason) {
  if (reason->kind == HVL_REASON_FOUND) return NEAR_FOUND;
  if (reason->kind == HVL_REASON_WAITING || reason->kind == HVL_REASON_LEVEL)
    return NEAR_WAITS;
  if (hits_anything(reasoning, reason)) return NEAR_NOT;
  return reason->kind == HVL_REASON_STOPPED ? NEAR_STOPPED : NEAR_MISSING;
}

/* The longest hits first, of the same nearness. */
static int compare_thoughts(const void *left, const void *right) {
  const struct thought *a = left, *b = right;
  size_t a_len = a->reason->hit.end - a->reason->hit.start;
  size_t b_len = b->reason->hit.end - b->reason->hit.start;
  if (a->nearness != b->nearness) return a->nearness < b->nearness ? -1 : 1;
  if (a_len != b_len) return a_len > b_len ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

/* ---- Which --------------------------------------------------------------- */

static void collect(struct reasoning *reasoning, const hvl_session *session) {
  const hvl_reason *reason;
  for (size_t i = 0; (reason = hvl_session_reason(session, i)); i++) {
    if (!filter_wants(reasoning->options, reason->rule)) continue;
    MEM_GROW(reasoning->thoughts, reasoning->count, reasoning->cap);
    reasoning->thoughts[reasoning->count++] =
        (struct thought){reason, nearness_of(reasoning, reason), i};
  }
  if (reasoning->count)
    qsort(reasoning->thoughts, reasoning->count, sizeof *reasoning->thoughts,
          compare_thoughts);
}

/* Two that differ in the place of the hit only or, unless the user asks for
 * more, in the phrase only. */
static bool says_the_same(const struct reasoning *reasoning,
                          const hvl_reason *a, const hvl_reason *b) {
  return a->rule == b->rule && a->kind == b->kind &&
         strcmp(a->text, b->text) == 0 &&
         (!reasoning->asked || strcmp(a->phrase, b->phrase) == 0);
}

/* Keep the first of those that say the same. */
static void drop_repeats(struct reasoning *reasoning) {
  size_t kept = 0;
  for (size_t i = 0; i < reasoning->count; i++) {
    size_t k = 0;
    while (k < kept && !says_the_same(reasoning, reasoning->thoughts[k].reason,
                                      reasoning->thoughts[i].reason))
      k++;
    if (k == kept) reasoning->thoughts[kept++] = reasoning->thoughts[i];
  }
  reasoning->count = kept;
}

/* ---- Text ---------------------------------------------------------------- */

/* Append `text` in `columns` at most, cut where it is longer. */
static void show_within(struct buffer *out, hvl_text text, size_t columns) {
  size_t width = 0;
  int32_t before = 0;
  bool fits = text_width(text) <= columns;
  for (size_t at = 0; at < text.len;) {
    int32_t code = next_char(text, &at);
    if (!fits && width + char_width(code) + 1 > columns) break;
    width += show_char(out, code, before);
    before = code;
  }
  if (!fits) buffer_print(out, "…");
}

static enum message kind_message(hvl_reason_kind kind) {
  switch (kind) {
  case HVL_REASON_FOUND: return REASON_FOUND;
  case HVL_REASON_STOPPED: return REASON_STOPPED;
  case HVL_REASON_MISSING: return REASON_MISSING;
  case HVL_REASON_WAITING: return REASON_WAITING;
  default: return REASON_LEVEL;
  }
}

static void put_hit(const struct reasoning *reasoning, struct buffer *out,
                    const hvl_span *hit) {
  hvl_text whole = message_of(reasoning, hit);
  struct buffer text = {0};
  struct mask mask = {0};
  if (!hit_text(reasoning, hit).len) return;
  if (!reasoning->options->no_mask)
    chat_mask(&mask, reasoning->chat, hit->message, hit->start, hit->end);
  mask_write(&mask, &text, whole, hit->start, hit->end);
  buffer_print(out, "\"");
  show_within(out, buffer_text(&text), HIT_COLUMNS);
  buffer_print(out, "\"");
  buffer_free(&text);
  mask_free(&mask);
}

static void put_outcome(const struct reasoning *reasoning, struct buffer *out,
                        const hvl_reason *reason) {
  buffer_print(
      out, message_text(reasoning->options->lang, kind_message(reason->kind)));
  if (!*reason->text || reason->kind == HVL_REASON_LEVEL) return;
  buffer_print(out, ": ");
  buffer_print(out, reason->text);
}

static void put_phrase(const struct reasoning *reasoning, struct buffer *out,
                       const hvl_reason *reason) {
  enum lang lang = reasoning->options->lang;
  if (strcmp(reason->phrase, "by-weight") == 0) {
    buffer_format(out, message_text(lang, REASON_WEIGHT),
                  (long long)reason->weight);
    return;
  }
  buffer_print(out, message_text(lang, REASON_PHRASE));
  buffer_print(out, reason->phrase);
}

static void print_within(struct buffer *out, const char *indent,
                         const struct buffer *line) {
  buffer_print(out, indent);
  show_within(out, buffer_text(line), COLUMNS - strlen(indent));
  buffer_put(out, '\n');
}

/* In one line if it fits, else the phrase in one of its own. */
static void show_reason(const struct reasoning *reasoning, struct buffer *out,
                        const hvl_reason *reason) {
  static const char indent[] = "      ", deeper[] = "        ";
  struct buffer head = {0}, phrase = {0}, outcome = {0}, line = {0};
  buffer_format(&head, "%s: ", reason->rule->id);
  put_hit(reasoning, &head, &reason->hit);
  put_phrase(reasoning, &phrase, reason);
  put_outcome(reasoning, &outcome, reason);
  buffer_format(&line, "%s %s; %s", head.data, phrase.data, outcome.data);
  if (text_width(buffer_text(&line)) + strlen(indent) <= COLUMNS) {
    print_within(out, indent, &line);
  } else {
    buffer_clear(&line);
    buffer_format(&line, "%s; %s", head.data, outcome.data);
    print_within(out, indent, &line);
    print_within(out, deeper, &phrase);
  }
  buffer_free(&head);
  buffer_free(&phrase);
  buffer_free(&outcome);
  buffer_free(&line);
}

/* How many rules `thoughts` are of that none before is of. */
static size_t count_rules(const struct reasoning *reasoning, size_t from) {
  size_t rules = 0;
  for (size_t i = from; i < reasoning->count; i++) {
    size_t k = 0;
    while (k < i && reasoning->thoughts[k].reason->rule !=
                        reasoning->thoughts[i].reason->rule)
      k++;
    rules += k == i;
  }
  return rules;
}

static size_t shown_count(const struct reasoning *reasoning) {
  size_t shown = 0, near = 0;
  if (reasoning->asked) return reasoning->count;
  while (shown < reasoning->count) {
    enum nearness nearness = reasoning->thoughts[shown].nearness;
    if (nearness == NEAR_NOT) break;
    if (nearness > NEAR_WAITS && near++ == NEAR_MOST) break;
    shown++;
  }
  return shown;
}

void reasoning_show(struct buffer *out, const hvl_session *session,
                    const struct chat *chat, const struct options *options) {
  struct reasoning reasoning = {.chat = chat, .options = options};
  reasoning.asked = options->lines.count || options->rule_ids.count;
  collect(&reasoning, session);
  drop_repeats(&reasoning);
  size_t shown = shown_count(&reasoning);
  for (size_t i = 0; i < shown; i++)
    show_reason(&reasoning, out, reasoning.thoughts[i].reason);
  size_t others = count_rules(&reasoning, shown);
  if (others) {
    buffer_print(out, "      ");
    buffer_format(out, message_text(options->lang, REASON_OTHERS), others);
    buffer_put(out, '\n');
  }
  free(reasoning.thoughts);
}
