/* SPDX-License-Identifier: MIT */
/* trial.c - an example of a rule, ready to be disguised and judged again. */
#include "trial.h"

#include <string.h>

/* ---- Judging ------------------------------------------------------------- */

static bool start(hvl_session *session, const hvl_example *example) {
  hvl_session_reset(session);
  for (size_t i = 0; i < example->fact_count; i++)
    if (hvl_session_set_fact(session, example->facts[2 * i],
                             example->facts[2 * i + 1]) != HVL_OK)
      return false;
  return true;
}

/* The chat with the messages of `line` in the place of the trial's. */
static size_t lay_out(const struct trial *trial, const struct line *line,
                      hvl_message chat[CHAT_MAX]) {
  static struct pieces pieces;
  const hvl_example *example = trial->example;
  size_t count = 0;
  line_encode(line, &pieces);
  if (example->message_count + pieces.count > CHAT_MAX) return 0;
  for (size_t i = 0; i < example->message_count; i++) {
    if (i < trial->first || i > trial->last)
      chat[count++] = example->messages[i];
    for (size_t k = 0; i == trial->last && k < pieces.count; k++) {
      chat[count] = example->messages[i];
      chat[count++].text = pieces.texts[k];
    }
  }
  return count;
}

static enum verdict verdict_of(const struct trial *trial,
                               const hvl_finding *finding) {
  const hvl_rule *rule = trial->example->rule;
  if (finding->message < trial->first) return FOUND_NOT;
  if (finding->rule == rule) return FOUND_BY_RULE;
  return strcmp(finding->rule->line, rule->line) ? FOUND_NOT : FOUND_BY_LINE;
}

static void drain(const struct trial *trial, hvl_session *session,
                  enum verdict *best) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session))) {
    enum verdict verdict = verdict_of(trial, finding);
    if (verdict > *best) *best = verdict;
  }
}

enum verdict trial_judge(const struct trial *trial, struct judge *judge,
                         const struct line *line) {
  hvl_message chat[CHAT_MAX];
  hvl_session *session = judge->session;
  enum verdict best = FOUND_NOT;
  size_t count = lay_out(trial, line, chat);
  if (!count || !start(session, trial->example) ||
      hvl_session_feed(session, chat, count) != HVL_OK)
    return JUDGED_NOT;
  drain(trial, session, &best);
  if (hvl_session_finish(session) != HVL_OK) return JUDGED_NOT;
  drain(trial, session, &best);
  return best;
}

/* ---- Making -------------------------------------------------------------- */

static bool find_last(const hvl_example *example, size_t *last) {
  for (size_t i = example->message_count; i-- > 0;)
    if (example->messages[i].role == HVL_SELLER) {
      *last = i;
      return true;
    }
  return false;
}

/* Does the reason tell what the example's rule hit? */
static bool matters(const hvl_reason *reason, const hvl_example *example) {
  if (reason->rule != example->rule) return false;
  return !example->violates || reason->kind == HVL_REASON_FOUND ||
         reason->kind == HVL_REASON_WAITING;
}

static bool is_before(const hvl_span *a, const hvl_span *b) {
  if (a->message != b->message) return a->message < b->message;
  return a->start != b->start ? a->start < b->start : a->end > b->end;
}

/* The leftmost, longest hit of the last message; false if there was none. */
static bool find_hit(const struct judge *judge, const hvl_example *example,
                     hvl_span *hit) {
  const hvl_reason *reason;
  bool any = false;
  for (size_t i = 0; (reason = hvl_session_reason(judge->session, i)); i++) {
    if (!matters(reason, example)) continue;
    if (!any || is_before(&reason->hit, hit)) *hit = reason->hit;
    any = true;
  }
  return any;
}

/* Does a message's end, or a gap that stays in one, hold the phrase together?
 */
static bool holds(const char *phrase) {
  return strpbrk(phrase, "^$") || strstr(phrase, ":message") ||
         strstr(phrase, ":phrase");
}

/* The words of the phrases that hit there; may they be spread over messages? */
static bool take_words(struct judge *judge, const hvl_example *example,
                       const hvl_span *hit) {
  const hvl_reason *reason;
  bool held = false;
  for (size_t i = 0; (reason = hvl_session_reason(judge->session, i)); i++) {
    if (!matters(reason, example) || is_before(&reason->hit, hit) ||
        is_before(hit, &reason->hit))
      continue;
    if (holds(reason->phrase)) held = true;
    vocabulary_add_phrase(&judge->words, reason->phrase);
  }
  return !held;
}

/* What stops the rule: a word that is harmless as it stands may be no more once
 * it is disguised. */
static void take_safe_words(struct judge *judge, const char *id) {
  const struct pack *pack = judge->pack;
  const struct entry *safe = pack_find(pack, ENTRY_SAFE, id, strlen(id));
  for (size_t i = 0; safe && i < safe->count; i++) {
    const char *text = safe->texts[i];
    const struct entry *guard =
        pack_find(pack, ENTRY_GUARD, text, strlen(text));
    if (!guard) vocabulary_add_phrase(&judge->words, text);
    for (size_t k = 0; guard && k < guard->count; k++)
      vocabulary_add_phrase(&judge->words, guard->texts[k]);
  }
}

static void take_all_words(struct judge *judge, const struct entry *rule) {
  for (size_t i = 0; rule && i < rule->count; i++)
    vocabulary_add_phrase(&judge->words, rule->texts[i]);
}

/* The first finding of the rule on message `last`. */
static const hvl_finding *own_finding(hvl_session *session,
                                      const hvl_rule *rule, size_t last) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session)))
    if (finding->rule == rule && finding->message == last) return finding;
  return NULL;
}

static bool span_of(const hvl_finding *finding, size_t message, hvl_span *out) {
  for (size_t i = 0; finding && i < finding->span_count; i++)
    if (finding->spans[i].message == message) {
      *out = finding->spans[i];
      return true;
    }
  return false;
}

/* Messages in front of the last that hold a piece of the same hit. */
static void take_pieces(struct trial *trial, const hvl_finding *finding) {
  const hvl_message *messages = trial->example->messages;
  hvl_span span;
  if (!finding || !(finding->evasion & HVL_EVASION_TURN)) return;
  while (trial->first > 0 && messages[trial->first - 1].role == HVL_SELLER &&
         span_of(finding, trial->first - 1, &span))
    trial->first--;
}

static void decode(struct trial *trial, const hvl_finding *finding,
                   const hvl_span *hit) {
  for (size_t i = trial->first; i <= trial->last; i++) {
    hvl_text text = trial->example->messages[i].text;
    hvl_span span = {i, 0, text.len};
    if (!span_of(finding, i, &span) && hit && hit->message == i) span = *hit;
    if (i > trial->first)
      line_put(&trial->line,
               (struct letter){.code = LETTER_BREAK, .evidence = true});
    line_decode(&trial->line, text, span.start, span.end);
  }
}

static void allow_break(struct line *line) {
  for (size_t i = 0; i < line->count; i++)
    line->letters[i].evasion |= HVL_EVASION_TURN;
}

/* Mark what may be disguised: of the phrases that hit the words in the hit; if
 * none did, all words of the rule. What complies is not broken in two: each
 * message then stands without what made the other harmless. */
static void mark(struct trial *trial, struct judge *judge) {
  const hvl_example *example = trial->example;
  const char *id = example->rule->id;
  const struct entry *rule = pack_find(judge->pack, ENTRY_RULE, id, strlen(id));
  const hvl_finding *finding =
      own_finding(judge->session, example->rule, trial->last);
  hvl_span hit;
  bool any = find_hit(judge, example, &hit), breaks = false;
  take_pieces(trial, finding);
  decode(trial, finding, any ? &hit : NULL);
  vocabulary_start(&judge->words, judge->pack);
  if (any)
    breaks = take_words(judge, example, &hit);
  else
    take_all_words(judge, rule);
  vocabulary_mark(&judge->words, &trial->line);
  vocabulary_start(&judge->words, judge->pack);
  take_safe_words(judge, id);
  vocabulary_note_safe(&judge->words, &trial->line, !example->violates);
  if (example->violates && breaks && rule && rule->evasion &&
      trial->first == trial->last)
    allow_break(&trial->line);
}

bool trial_make(struct trial *trial, struct judge *judge,
                const hvl_example *example) {
  trial->example = example;
  trial->line.count = 0;
  trial->line.full = false;
  if (!find_last(example, &trial->last) || !start(judge->session, example))
    return false;
  trial->first = trial->last;
  hvl_session_explain(judge->session, 1);
  for (size_t i = 0; i <= trial->last; i++)
    if (hvl_session_feed(judge->session, &example->messages[i], 1) != HVL_OK)
      return false;
  mark(trial, judge);
  hvl_session_explain(judge->session, 0);
  return !trial->line.full;
}
