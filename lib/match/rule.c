/* SPDX-License-Identifier: MIT */
/* rule.c - judges one rule on one message: facts, what was before, the phrase.
 */
#include <string.h>

#include "match/guard.h"
#include "match/session.h"

static const char *string_at(const hvl_session *session, uint32_t at) {
  return session->ruleset->image.strings + at;
}

static const char *fact_value(const hvl_session *session, uint32_t fact) {
  const char *stated = session->facts[fact];
  const struct image *image = &session->ruleset->image;
  return stated ? stated : string_at(session, image->facts[fact].fallback);
}

static bool condition_holds(const hvl_session *session,
                            const struct image_condition *condition) {
  const struct image *image = &session->ruleset->image;
  const char *value = fact_value(session, condition->fact);
  for (uint32_t i = 0; i < condition->values; i++)
    if (!strcmp(value, string_at(session, image->values[condition->value + i])))
      return !condition->negated;
  return condition->negated;
}

/* Has a rule that reports once done so since the step at `first`, or waits to?
 */
static bool is_resting(const hvl_session *session, uint32_t rule,
                       size_t first) {
  size_t before = session->past.before, rested = session->rested[rule];
  rested = rested > before ? rested - before : 0;
  size_t waits = hvl__waits_since(session, rule);
  if (waits > rested) rested = waits;
  if (session->ruleset->image.rules[rule].afters == 0) return rested > 0;
  return first < rested;
}

/* Whether nobody asked yet is asked, or taken for "perhaps". */
enum asking { ASK, ASK_NOT };

/* Does the chain of steps lead up to the message being judged? What is open in
 * the messages before is judged now, unless `asking` says not to. False if
 * memory runs out. */
static bool look_back(hvl_session *session, uint32_t step, uint32_t count,
                      enum asking asking, size_t at[CHAIN_MAX],
                      enum lead *lead) {
  const struct image_step *steps = session->ruleset->image.steps + step;
  struct past *past = &session->past;
  struct question question;
  for (;;) {
    *lead = hvl__past_chain(past, steps, count, past->count, at, &question);
    if (*lead != LEADS_PERHAPS || asking == ASK_NOT) return true;
    if (!hvl__settle(session, &question)) return false;
  }
}

/* A rule on the message being judged. */
struct attempt {
  hvl_session *session;
  uint32_t rule;
  bool admitted; /* by what comes before its own event, as far as was asked */
  const char *missing;  /* what does not hold, if it is not */
  size_t at[CHAIN_MAX]; /* messages of the steps before, once all was asked */
};

static const struct image_rule *record_of(const struct attempt *attempt) {
  return &attempt->session->ruleset->image.rules[attempt->rule];
}

static void ask_facts(struct attempt *attempt) {
  const hvl_session *session = attempt->session;
  const struct image *image = &session->ruleset->image;
  const struct image_rule *record = record_of(attempt);
  attempt->admitted = true;
  for (uint32_t i = 0; i < record->conditions && attempt->admitted; i++) {
    const struct image_condition *condition =
        &image->conditions[record->condition + i];
    attempt->missing = string_at(session, image->facts[condition->fact].name);
    attempt->admitted = condition_holds(session, condition);
  }
}

/* The conversation so far: does it admit the rule, or may it? False if memory
 * runs out. */
static bool ask_past(struct attempt *attempt, enum asking asking) {
  hvl_session *session = attempt->session;
  const struct image *image = &session->ruleset->image;
  const struct image_rule *record = record_of(attempt);
  enum lead lead = LEADS;
  if (!attempt->admitted) return true;
  attempt->admitted = false;
  for (uint32_t i = 0; i < record->unless_afters; i++) {
    uint32_t step = record->unless_after + i;
    size_t ignored[CHAIN_MAX];
    attempt->missing = string_at(session, image->steps[step].source);
    if (!look_back(session, step, 1, asking, ignored, &lead)) return false;
    if (lead == LEADS) return true;
  }
  if (record->afters > 0) {
    uint32_t last = record->after + record->afters - 1;
    attempt->missing = string_at(session, image->steps[last].source);
    if (!look_back(session, record->after, record->afters, asking, attempt->at,
                   &lead))
      return false;
    if (lead == LEADS_NOT) return true;
  }
  attempt->missing = "repeat: once";
  attempt->admitted = !(record->flags & RULE_ONCE) || lead == LEADS_PERHAPS ||
                      !is_resting(session, attempt->rule, attempt->at[0]);
  return true;
}

static hvl_severity severity_of(const hvl_session *session,
                                const struct image_rule *rule) {
  const struct image *image = &session->ruleset->image;
  for (uint32_t i = 0; i < rule->by_facts; i++) {
    const struct image_severity *by = &image->severities[rule->by_fact + i];
    if (!strcmp(fact_value(session, by->fact), string_at(session, by->value)))
      return (hvl_severity)by->severity;
  }
  return (hvl_severity)rule->severity;
}

/* What stands for the phrase of a rule that finds by weight. */
static const char by_weight[] = "by-weight";

/* Note that `guard` stopped the hit of `phrase`, or that it is missing. */
static bool note_guard(hvl_session *session, uint32_t rule, const char *phrase,
                       hvl_span hit, const struct image_scoped *guard,
                       bool missing) {
  const struct image *image = &session->ruleset->image;
  uint32_t text = guard->name != NONE ? guard->name
                                      : image->patterns[guard->pattern].source;
  hvl_reason reason = {missing ? HVL_REASON_MISSING : HVL_REASON_STOPPED,
                       &session->ruleset->rules[rule],
                       hit,
                       phrase,
                       string_at(session, text),
                       hvl__rule_weight(session, rule)};
  return hvl__reasons_add(&session->reasons, &reason, &session->mem);
}

/* A watch that records what guards stopped. */
struct watcher {
  hvl_session *session;
  uint32_t rule;
};

static bool note_stopped(void *ctx, uint32_t pattern, hvl_span hit,
                         const struct image_scoped *guard, bool missing) {
  const struct watcher *watcher = ctx;
  const struct image *image = &watcher->session->ruleset->image;
  return note_guard(
      watcher->session, watcher->rule,
      string_at(watcher->session, image->patterns[pattern].source), hit, guard,
      missing);
}

static bool note(hvl_session *session, uint32_t rule,
                 const struct event_result *result, hvl_reason_kind kind,
                 const char *text) {
  if (!session->explain) return true;
  const struct image *image = &session->ruleset->image;
  const struct happening *happening = &result->happening;
  hvl_reason reason = {
      kind,
      &session->ruleset->rules[rule],
      happening->spans[happening->span_count - 1],
      result->pattern == NONE
          ? by_weight
          : string_at(session, image->patterns[result->pattern].source),
      text,
      hvl__rule_weight(session, rule)};
  return hvl__reasons_add(&session->reasons, &reason, &session->mem);
}

/* ---- The rule's own event --------------------------------------------------
 */

/* Was it judged as a step, or need not be, as its words are not there? */
static bool is_settled(const hvl_session *session, uint32_t event) {
  const struct past *past = &session->past;
  const struct past_message *now = hvl__past_at(past, past->count);
  bool recorded =
      session->ruleset->index.recorded[event / 64] >> event % 64 & 1;
  return recorded && !(now->open[event / 64] >> event % 64 & 1);
}

/* Judge a rule by weight: guards may stop what weighs most. */
static hvl_status judge_weight(hvl_session *session, uint32_t rule,
                               struct event_result *result) {
  const struct image *image = &session->ruleset->image;
  struct candidate_hit candidate = {.in_joined = false};
  struct stretch most;
  struct verdict verdict;
  hvl__rule_weigh(session, rule, result, &most);
  if (!result->happened) return HVL_OK;
  candidate.hit.start = most.from;
  candidate.hit.end = most.to;
  hvl__matcher_refill(&session->matcher);
  hvl_status status = hvl__guards_ask(&session->matcher, &session->scene,
                                      &image->events[image->rules[rule].event],
                                      &candidate, &verdict);
  result->happened = status == HVL_OK && !verdict.guard;
  if (status != HVL_OK || !verdict.guard) return status;
  const struct happening *happening = &result->happening;
  if (!session->explain ||
      note_guard(session, rule, by_weight,
                 happening->spans[happening->span_count - 1], verdict.guard,
                 verdict.missing))
    return HVL_OK;
  return HVL_ERR_MEMORY;
}

/* Judge the rule's own event, or look up that it has happened. One that is
 * undecided stays open, whatever was hit, for those who ask. */
static hvl_status judge_trigger(hvl_session *session, uint32_t rule,
                                struct event_result *result) {
  uint32_t event = session->ruleset->image.rules[rule].event;
  if (session->ruleset->image.rules[rule].flags & RULE_BY_WEIGHT)
    return judge_weight(session, rule, result);
  struct watcher watcher = {session, rule};
  struct event_watch watch = {note_stopped, &watcher};
  struct setting setting =
      hvl__setting(session, &session->scene, session->explain ? &watch : NULL);
  struct past_message *now = hvl__past_next(&session->past);
  const struct happening *happening = hvl__past_find(now, event);
  if (happening && !session->explain) {
    *result = (struct event_result){true, 0, *happening};
    return HVL_OK;
  }
  if (is_settled(session, event) && !session->explain) {
    result->happened = false;
    return HVL_OK;
  }
  hvl_status status = hvl__event_judge(&setting, event, result);
  if (status != HVL_OK) return status;
  if (result->happened && !happening &&
      !hvl__past_add(&session->past, session->past.count, &result->happening,
                     &session->mem))
    return HVL_ERR_MEMORY;
  hvl__past_settle(&session->past, session->past.count, event);
  return HVL_OK;
}

/* ---- Findings ------------------------------------------------------------ */

/* What is spread over messages is weighed with them. */
static uint32_t level_of(const hvl_session *session,
                         const struct image_rule *rule, uint32_t evasion) {
  if (evasion & HVL_EVASION_TURN) return hvl__rule_spread_level(session, rule);
  return evasion ? hvl__rule_disguised_level(session, rule)
                 : hvl__rule_weighed_level(session, rule);
}

static struct finding make_finding(const hvl_session *session, uint32_t rule,
                                   const struct event_result *result,
                                   const size_t at[CHAIN_MAX]) {
  const struct image *image = &session->ruleset->image;
  const struct image_rule *record = &image->rules[rule];
  struct finding finding = {
      .rule = rule,
      .severity = severity_of(session, record),
      .level = level_of(session, record, result->happening.evasion),
      .message = session->past.count};
  hvl__finding_add(&finding, &result->happening);
  for (uint32_t i = 0; i < record->afters; i++)
    hvl__finding_add(&finding,
                     hvl__past_find(hvl__past_at(&session->past, at[i]),
                                    image->steps[record->after + i].event));
  return finding;
}

/* Put a hit that nothing stopped where it belongs. */
static bool conclude(hvl_session *session, uint32_t rule,
                     const struct event_result *result,
                     const size_t at[CHAIN_MAX]) {
  const struct image *image = &session->ruleset->image;
  const struct image_rule *record = &image->rules[rule];
  struct outcome *outcome = &session->outcome;
  struct finding finding = make_finding(session, rule, result, at);
  if (finding.level > session->level || record->level > session->level)
    return note(session, rule, result, HVL_REASON_LEVEL, "level");
  if (record->laters + record->unless_laters == 0)
    return HVL_PUSH(&session->mem, &outcome->found, finding) &&
           note(session, rule, result, HVL_REASON_FOUND, NULL);
  /* Of several messages that wait for the end, the first does, unless it may
   * come to nothing before. */
  if (hvl__waits_for_end(image, record) && hvl__waits_surely(session, rule))
    return note(session, rule, result, HVL_REASON_WAITING, NULL);
  return HVL_PUSH(&session->mem, &outcome->to_wait, finding) &&
         note(session, rule, result, HVL_REASON_WAITING, NULL);
}

/* Is the rule's own event dearer to judge than those of its steps, as no word
 * tells where to look? */
static bool is_vague(const hvl_session *session, uint32_t event) {
  const struct event_index *index = &session->ruleset->index;
  return index->roles[HVL_SELLER].always[event / 64] >> event % 64 & 1;
}

/* Its own event was judged: put what it hit where it belongs. */
static bool settle_hit(const struct attempt *attempt,
                       const struct event_result *result) {
  hvl_session *session = attempt->session;
  if (!result->happened) return true;
  return attempt->admitted
             ? conclude(session, attempt->rule, result, attempt->at)
             : note(session, attempt->rule, result, HVL_REASON_MISSING,
                    attempt->missing);
}

/* What is cheap is asked first: facts, what is known of the steps before, then
 * the dearer of what is not and the rule's own event last. To explain, the
 * event is judged in any case. */
hvl_status hvl__judge_rule(hvl_session *session, uint32_t rule) {
  struct attempt attempt = {.session = session, .rule = rule};
  struct event_result result;
  const struct image_rule *record = record_of(&attempt);
  if (!session->explain && (record->level > session->level ||
                            !hvl__rule_weighs_enough(session, record)))
    return HVL_OK;
  bool vague = is_vague(session, record->event);
  ask_facts(&attempt);
  if (!ask_past(&attempt, ASK_NOT) || (vague && !ask_past(&attempt, ASK)))
    return HVL_ERR_MEMORY;
  if (!attempt.admitted && !session->explain) return HVL_OK;
  hvl_status status = judge_trigger(session, rule, &result);
  if (status == HVL_ERR_MEMORY || (status == HVL_OK && !result.happened))
    return status;
  if (!vague && !ask_past(&attempt, ASK)) return HVL_ERR_MEMORY;
  if (!attempt.admitted && !session->explain) return HVL_OK;
  return settle_hit(&attempt, &result) ? status : HVL_ERR_MEMORY;
}
