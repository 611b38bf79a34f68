/* SPDX-License-Identifier: MIT */
/* judge.c - one message through every stage: fold, events, waiting, rules. */
#include "match/session.h"

/* The first rule that `event` matters to. */
static uint32_t rule_of_event(const struct image *image, uint32_t event) {
  for (uint32_t r = 0; r < image->rules_count; r++) {
    const struct image_rule *rule = &image->rules[r];
    const uint32_t ranges[][2] = {{rule->after, rule->afters},
                                  {rule->unless_after, rule->unless_afters},
                                  {rule->later, rule->laters},
                                  {rule->unless_later, rule->unless_laters}};
    if (rule->event == event) return r;
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++)
      for (uint32_t i = 0; i < ranges[k][1]; i++) {
        const struct image_step *step = &image->steps[ranges[k][0] + i];
        if (step->event == event || step->until == event) return r;
      }
  }
  return 0;
}

/* Record every event that some step may ask for. */
static hvl_status judge_steps(hvl_session *session) {
  const struct image *image = &session->ruleset->image;
  struct past_message *now = hvl__past_next(&session->past);
  struct setting setting = {&session->matcher, &session->scene, &session->past,
                            NULL};
  for (uint32_t e = 0; e < image->events_count; e++) {
    const struct image_event *event = &image->events[e];
    struct event_result result;
    if (!(event->flags & EVENT_STEP) || event->patterns[now->role] == 0)
      continue;
    hvl_status status = hvl__event_judge(&setting, e, &result);
    if (status == HVL_ERR_LIMIT)
      session->outcome.undecided = rule_of_event(image, e);
    else if (status != HVL_OK)
      return status;
    else if (result.happened &&
             !HVL_PUSH(&session->mem, &now->happenings, result.happening))
      return HVL_ERR_MEMORY;
  }
  return HVL_OK;
}

static hvl_status judge_rules(hvl_session *session) {
  const struct image *image = &session->ruleset->image;
  if (session->scene.role != HVL_SELLER) return HVL_OK;
  for (uint32_t r = 0; r < image->rules_count; r++) {
    hvl_status status = hvl__judge_rule(session, r);
    if (status == HVL_ERR_LIMIT)
      session->outcome.undecided = r;
    else if (status != HVL_OK)
      return status;
  }
  return HVL_OK;
}

/* The buyer account that talks when `message` has been written. */
static uint64_t talking_account(const hvl_session *session,
                                const hvl_message *message) {
  if (message->role != HVL_BUYER || message->account.len == 0)
    return session->talking;
  return hvl__account_hash(message->account);
}

/* Fill session->scene and the past's next slot. */
static bool set_scene(hvl_session *session, const hvl_message *message) {
  const struct image *image = &session->ruleset->image;
  struct scene *scene = &session->scene;
  bool same_turn = session->turn_role == message->role;
  scene->role = message->role;
  scene->message = session->past.count;
  scene->account = talking_account(session, message);
  scene->side = session->owner == 0 || scene->account == session->owner
                    ? ACCOUNT_OWNER
                    : ACCOUNT_OTHER;
  session->matcher.account = scene->account;
  struct past_message *slot = hvl__past_next(&session->past);
  slot->role = message->role;
  slot->turn = session->turn_number + (same_turn ? 0 : 1);
  slot->happenings.len = 0;
  return hvl__scene_set(scene, image, message->text,
                        same_turn ? &session->turn : NULL, &session->mem);
}

hvl_status hvl__judge_message(hvl_session *session,
                              const hvl_message *message) {
  struct outcome *outcome = &session->outcome;
  outcome->found.len = outcome->to_wait.len = 0;
  outcome->undecided = NONE;
  session->reasons.items.len = 0;
  if (!set_scene(session, message)) return HVL_ERR_MEMORY;
  hvl_status status = judge_steps(session);
  if (status == HVL_OK && !hvl__waiting_decide(session))
    status = HVL_ERR_MEMORY;
  if (status == HVL_OK) status = judge_rules(session);
  if (status != HVL_OK) return status;
  return outcome->undecided == NONE ? HVL_OK : HVL_ERR_LIMIT;
}
