/* SPDX-License-Identifier: MIT */
/* waiting.c - findings that a later message, or the end of the chat, decides.
 */
#include "match/session.h"

/* Did `step` happen in the message being judged, in time for `waiting`? */
static bool happens_now(const hvl_session *session,
                        const struct waiting *waiting,
                        const struct image_step *step) {
  const struct past *past = &session->past;
  const struct past_message *now = hvl__past_at(past, past->count);
  if (step->within != NONE &&
      past->count - waiting->finding.message > step->within)
    return false;
  if (step->turns != NONE && now->turn - waiting->turn > step->turns)
    return false;
  return hvl__past_find(now, step->event) != NULL;
}

/* Is there, after the message being judged, no more time for `step`? */
static bool is_over(const hvl_session *session, const struct waiting *waiting,
                    const struct image_step *step) {
  return step->within != NONE &&
         session->past.count - waiting->finding.message >= step->within;
}

static struct decision decide(const hvl_session *session,
                              const struct waiting *waiting) {
  const struct image *image = &session->ruleset->image;
  const struct image_rule *rule = &image->rules[waiting->finding.rule];
  struct decision decision = {EMIT_FINDING, waiting->done};
  for (uint32_t i = 0; i < rule->unless_laters; i++) {
    const struct image_step *step = &image->steps[rule->unless_later + i];
    if (happens_now(session, waiting, step)) {
      decision.action = DROP_FINDING;
      return decision;
    }
    if (!is_over(session, waiting, step)) decision.action = KEEP_WAITING;
  }
  for (uint32_t i = 0; i < rule->laters; i++) {
    const struct image_step *step = &image->steps[rule->later + i];
    if (happens_now(session, waiting, step)) decision.done |= (uint32_t)1 << i;
    if (decision.done & (uint32_t)1 << i) continue;
    decision.action =
        is_over(session, waiting, step) ? DROP_FINDING : KEEP_WAITING;
    if (decision.action == DROP_FINDING) return decision;
  }
  return decision;
}

bool hvl__waiting_decide(hvl_session *session) {
  struct decisions *decisions = &session->outcome.decisions;
  decisions->len = 0;
  if (!HVL_RESERVE(&session->mem, decisions, session->waiting.len))
    return false;
  for (uint32_t i = 0; i < session->waiting.len; i++)
    decisions->data[decisions->len++] =
        decide(session, &session->waiting.data[i]);
  return true;
}

size_t hvl__waits_since(const hvl_session *session, uint32_t rule) {
  const struct decisions *decisions = &session->outcome.decisions;
  size_t last = 0;
  for (uint32_t i = 0; i < session->waiting.len; i++) {
    const struct finding *finding = &session->waiting.data[i].finding;
    if (finding->rule == rule && finding->message >= last &&
        decisions->data[i].action != DROP_FINDING)
      last = finding->message + 1;
  }
  return last;
}

/* The steps of `rule` that must come later, and in time. */
static uint32_t bounded_laters(const struct image *image,
                               const struct image_rule *rule) {
  uint32_t bounded = 0;
  for (uint32_t i = 0; i < rule->laters; i++)
    if (image->steps[rule->later + i].within != NONE)
      bounded |= (uint32_t)1 << i;
  return bounded;
}

bool hvl__waits_surely(const hvl_session *session, uint32_t rule) {
  const struct image *image = &session->ruleset->image;
  const struct decision *decisions = session->outcome.decisions.data;
  uint32_t bounded = bounded_laters(image, &image->rules[rule]);
  for (uint32_t i = 0; i < session->waiting.len; i++)
    if (session->waiting.data[i].finding.rule == rule &&
        decisions[i].action != DROP_FINDING &&
        (decisions[i].done & bounded) == bounded)
      return true;
  return false;
}

bool hvl__waits_for_end(const struct image *image,
                        const struct image_rule *rule) {
  for (uint32_t i = 0; i < rule->laters; i++)
    if (image->steps[rule->later + i].within == NONE) return true;
  for (uint32_t i = 0; i < rule->unless_laters; i++)
    if (image->steps[rule->unless_later + i].within == NONE) return true;
  return false;
}

bool hvl__waiting_stands(const hvl_session *session,
                         const struct waiting *waiting) {
  const struct image *image = &session->ruleset->image;
  uint32_t laters = image->rules[waiting->finding.rule].laters;
  return waiting->done == ((uint32_t)1 << laters) - 1;
}
