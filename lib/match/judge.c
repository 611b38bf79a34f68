/* SPDX-License-Identifier: MIT */
/* judge.c - one message through every stage: fold, events, waiting, rules. */
#include <string.h>

#include "base/bits.h"
#include "match/session.h"

static bool steps_ask(const struct image *image, uint32_t first, uint32_t count,
                      uint32_t event) {
  for (uint32_t i = first; i < first + count; i++)
    if (image->steps[i].event == event || image->steps[i].until == event)
      return true;
  return false;
}

static bool matters_to(const struct image *image, uint32_t event,
                       const struct image_rule *rule) {
  return rule->event == event ||
         steps_ask(image, rule->after, rule->afters, event) ||
         steps_ask(image, rule->unless_after, rule->unless_afters, event) ||
         steps_ask(image, rule->later, rule->laters, event) ||
         steps_ask(image, rule->unless_later, rule->unless_laters, event);
}

/* Note that `rule` could not decide; false if memory runs out. */
static bool note_undecided(hvl_session *session, uint32_t rule) {
  struct undecided *undecided = &session->outcome.undecided;
  for (uint32_t i = 0; i < undecided->len; i++)
    if (undecided->data[i] == rule) return true;
  return HVL_PUSH(&session->mem, undecided, rule);
}

bool hvl__note_undecided(hvl_session *session, uint32_t event) {
  const struct image *image = &session->ruleset->image;
  for (uint32_t r = 0; r < image->rules_count; r++)
    if (matters_to(image, event, &image->rules[r]) &&
        !note_undecided(session, r))
      return false;
  return true;
}

static bool settle_open(hvl_session *session, const struct question *question) {
  struct past *past = &session->past;
  const struct past_message *message = hvl__past_at(past, question->message);
  if (message->unread && !hvl__read_late(session, question->message))
    return false;
  if (!hvl__past_is_open(message, question->event)) return true;
  hvl_status status =
      hvl__recall_answer(&session->recall, &session->matcher, past, question);
  return status == HVL_OK || (status == HVL_ERR_LIMIT &&
                              hvl__note_undecided(session, question->event));
}

bool hvl__settle(hvl_session *session, const struct question *question) {
  uint32_t before = hvl__matcher_set_aside(&session->matcher);
  bool settled = settle_open(session, question);
  hvl__matcher_resume(&session->matcher, before);
  return settled;
}

static bool settle(void *ctx, size_t message, uint32_t event) {
  struct question question = {message, event};
  return hvl__settle(ctx, &question);
}

struct setting hvl__setting(hvl_session *session, struct scene *scene,
                            const struct event_watch *watch) {
  return (struct setting){.matcher = &session->matcher,
                          .scene = scene,
                          .past = &session->past,
                          .watch = watch,
                          .settler = {settle, session}};
}

/* Judge `event` of the message in `scene`, for later ones to ask about. */
static bool judge_step(hvl_session *session, struct scene *scene,
                       uint32_t event) {
  struct setting setting = hvl__setting(session, scene, NULL);
  struct event_result result;
  hvl_status status = hvl__event_judge(&setting, event, &result);
  if (status == HVL_ERR_MEMORY ||
      (status == HVL_ERR_LIMIT && !hvl__note_undecided(session, event)))
    return false;
  return !result.happened || hvl__past_add(&session->past, scene->message,
                                           &result.happening, &session->mem);
}

/* What of `events`, those of a word that the message in `scene` may bring
 * about, is left open. What waits asks at once; nobody will ask a draft. */
static uint64_t leave_open(const hvl_session *session,
                           const struct scene *scene, enum purpose purpose,
                           uint32_t word, uint64_t events) {
  const struct event_index *index = &session->ruleset->index;
  if (session->waiting.len > 0) events &= ~index->awaited[word];
  if (purpose == TO_CHECK) return events;
  if (scene->text.count > RECALL_UNITS) return 0;
  return events &
         (scene->shift > 0 ? index->deferred[word] : index->alone[word]);
}

/* Among what later messages may ask are events of which the next may complete a
 * hit: that they happened here tells that it is no half. */
bool hvl__judge_steps(hvl_session *session, struct scene *scene,
                      const struct agenda *agenda, struct past_message *message,
                      enum purpose purpose) {
  const uint64_t *recorded = session->ruleset->index.recorded;
  message->closed = agenda->empty;
  if (agenda->empty) {
    memset(message->open, 0, agenda->event_words * sizeof *message->open);
    return true;
  }
  for (uint32_t i = 0; i < agenda->event_words; i++) {
    uint64_t events = agenda->events[i] & recorded[i];
    message->open[i] = leave_open(session, scene, purpose, i, events);
    for (events &= ~message->open[i]; events != 0; events &= events - 1)
      if (!judge_step(session, scene, i * 64 + hvl__lowest_bit(events)))
        return false;
  }
  return true;
}

/* Leave open whatever `message`, the one being judged, may have brought about,
 * also with others of its turn: who asks has to read it again with these. */
static void postpone_steps(hvl_session *session, struct past_message *message) {
  const struct agenda *agenda = &session->agenda;
  for (uint32_t i = 0; i < agenda->event_words; i++)
    message->open[i] = agenda->events[i] & session->ruleset->index.recorded[i];
  message->unread = message->open;
  message->closed = agenda->empty;
}

/* Judge `rule`; false if memory runs out. */
static bool judge_rule(hvl_session *session, uint32_t rule) {
  hvl_status status = hvl__judge_rule(session, rule);
  if (status == HVL_ERR_LIMIT) return note_undecided(session, rule);
  return status == HVL_OK;
}

/* Has another rule of `line` found the message, at no higher level, or will it
 * if nothing later stops that? */
static bool is_found(const hvl_session *session, uint32_t line,
                     uint32_t level) {
  const struct image_rule *rules = session->ruleset->image.rules;
  const struct findings *all[] = {&session->outcome.found,
                                  &session->outcome.to_wait};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++)
    for (uint32_t i = 0; i < all[k]->len; i++)
      if (all[k]->data[i].level <= level &&
          rules[all[k]->data[i].rule].weighed == line)
        return true;
  return false;
}

/* Is `rule`, which finds by weight, to be judged: does the message weigh enough
 * for its line, and is not found for that already? */
static bool may_find(const hvl_session *session, uint32_t rule) {
  const struct image_rule *record = &session->ruleset->image.rules[rule];
  uint32_t level = hvl__rule_weighed_level(session, record);
  if (level > session->level && !session->explain) return false;
  return !is_found(session, record->weighed, level);
}

/* Judge the rules that find by weight, after the others: what these found needs
 * no second finding. False if memory runs out. */
static bool judge_by_weight(hvl_session *session) {
  const struct image *image = &session->ruleset->image;
  if (session->scene.role != HVL_SELLER) return true;
  for (uint32_t i = 0; i < image->weighed_count; i++)
    if (image->weighed[i].rule != NONE &&
        may_find(session, image->weighed[i].rule) &&
        !judge_rule(session, image->weighed[i].rule))
      return false;
  return true;
}

/* Whether judge_rules() is to leave `rule` out. */
static bool finds_by_weight(const hvl_session *session, uint32_t rule) {
  return session->ruleset->image.rules[rule].flags & RULE_BY_WEIGHT;
}

/* Judge all rules that may find the message, in their order; to explain it, all
 * there are. False if memory runs out. */
static bool judge_rules(hvl_session *session) {
  const struct agenda *agenda = &session->agenda;
  if (session->scene.role != HVL_SELLER) return true;
  if (agenda->empty && !session->explain) return true;
  hvl__agenda_set_disguised(&session->agenda, &session->ruleset->index,
                            &session->scene);
  hvl__weights_let(session);
  hvl__agenda_set_rules(&session->agenda, &session->ruleset->index,
                        &session->past);
  for (uint32_t i = 0; i < agenda->rule_words; i++) {
    uint64_t rules = session->explain ? UINT64_MAX : agenda->rules[i];
    for (; rules != 0; rules &= rules - 1) {
      uint32_t rule = i * 64 + hvl__lowest_bit(rules);
      if (rule == session->ruleset->image.rules_count) return true;
      if (!finds_by_weight(session, rule) && !judge_rule(session, rule))
        return false;
    }
  }
  return true;
}

/* The buyer account that talks when `message` has been written. */
static uint64_t talking_account(const hvl_session *session,
                                const hvl_message *message) {
  if (message->role != HVL_BUYER || message->account.len == 0)
    return session->talking;
  return hvl__account_hash(message->account);
}

static bool goes_on(const hvl_session *session, hvl_role role) {
  return session->turn_role == role;
}

/* Fill session->scene, but for its words, and the past's next slot. */
static bool set_scene(hvl_session *session, const hvl_message *message) {
  struct scene *scene = &session->scene;
  scene->role = message->role;
  scene->message = session->past.count;
  scene->account = talking_account(session, message);
  scene->side = session->owner == 0 || scene->account == session->owner
                    ? ACCOUNT_OWNER
                    : ACCOUNT_OTHER;
  session->matcher.account = scene->account;
  struct past_message *slot = hvl__past_next(&session->past);
  slot->role = message->role;
  slot->turn = session->turn_number + !goes_on(session, message->role);
  slot->happenings.len = 0;
  slot->unread = NULL;
  return hvl__scene_set(scene, &session->ruleset->image, message->text,
                        &session->mem);
}

static bool read_scene(hvl_session *session) {
  struct scene *scene = &session->scene;
  return hvl__scene_read(scene, &session->ruleset->image,
                         goes_on(session, scene->role) ? &session->turn : NULL,
                         &session->mem);
}

hvl_status hvl__judge_message(hvl_session *session, const hvl_message *message,
                              enum purpose purpose) {
  struct outcome *outcome = &session->outcome;
  outcome->found.len = outcome->to_wait.len = 0;
  outcome->undecided.len = outcome->decisions.len = 0;
  session->reasons.items.len = 0;
  if (!set_scene(session, message)) return HVL_ERR_MEMORY;
  hvl__weigh(&session->weighing, &session->ruleset->image, &session->scene.text,
             message->text.len, message->role);
  struct past_message *now = hvl__past_next(&session->past);
  bool may_wait = hvl__may_wait(session);
  if (may_wait && hvl__may_pass(session)) {
    now->unread = session->ruleset->index.roles[message->role].kept;
    return HVL_OK;
  }
  if (!read_scene(session)) return HVL_ERR_MEMORY;
  hvl__agenda_set_events(&session->agenda, &session->ruleset->index,
                         &session->ruleset->image, &session->scene);
  if (may_wait && purpose == TO_FEED && session->scene.shift > 0)
    postpone_steps(session, now);
  else if (!hvl__judge_steps(session, &session->scene, &session->agenda, now,
                             purpose))
    return HVL_ERR_MEMORY;
  if (!hvl__waiting_decide(session) || !judge_rules(session) ||
      !judge_by_weight(session))
    return HVL_ERR_MEMORY;
  return outcome->undecided.len == 0 ? HVL_OK : HVL_ERR_LIMIT;
}
