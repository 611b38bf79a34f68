/* SPDX-License-Identifier: MIT */
/* session.h - the object behind hvl_session: what is known of a conversation.
 */
#ifndef HVL_MATCH_SESSION_H
#define HVL_MATCH_SESSION_H

#include "base/diag.h"
#include "match/agenda.h"
#include "match/event.h"
#include "match/finding.h"
#include "match/reading.h"
#include "match/reasons.h"
#include "match/recall.h"
#include "match/weigh.h"

/* A finding that a later message decides on. */
struct waiting {
  struct finding finding;
  size_t turn;   /* of the message found */
  uint32_t done; /* a bit for each `later` step that has happened */
};
HVL_ARRAY(struct waiting, waitings);

/* What a new message means for one that waits. */
struct decision {
  enum { KEEP_WAITING, DROP_FINDING, EMIT_FINDING } action;
  uint32_t done;
};
HVL_ARRAY(struct decision, decisions);

/* What judging a message yields; nothing of it is in the session yet. */
struct outcome {
  struct findings found;
  struct findings to_wait;
  struct decisions decisions; /* one for each of session->waiting */
  HVL_ARRAY(uint32_t, undecided) undecided; /* rules: a regex hit match_limit */
};

struct hvl_session {
  hvl_ruleset *ruleset; /* held */
  hvl_allocator mem;
  uint32_t level;
  bool finished;
  bool explain;
  struct matcher matcher;

  /* The conversation so far. */
  char **facts; /* by fact: the value stated, or NULL */
  struct past past;
  struct recall recall;
  struct reader reader;
  struct turn turn;   /* the end of the latest turn */
  hvl_role turn_role; /* its side; 0 before the first message */
  size_t turn_number;
  struct known known;
  uint64_t owner;   /* hash of the first buyer account; 0: none yet */
  uint64_t talking; /* hash of the latest buyer account */
  size_t *rested;   /* by rule: past.before + 1 + the last message found; no
                       more than past.before: never */
  struct waitings waiting;
  struct weighing weighing;
  int64_t least[WEIGHED_MAX]; /* by line: a message that weighs less, no rule of
                                 its finds, disguises aside */
  bool unweighed;             /* there are rules whose line is not weighed */

  /* The message being judged. */
  struct scene scene;
  struct agenda agenda;
  struct turn next_turn;
  struct outcome outcome;

  /* For the caller. */
  struct finding_queue queue;
  struct finding_queue drafts;
  struct reasons reasons;
  hvl_diag diag; /* its texts are in `diag_texts` */
  bool has_diag;
  struct diag_texts diag_texts;
};

/* A number that stands for a buyer account, never 0; `account` is not empty. */
uint64_t hvl__account_hash(hvl_text account);

/* Judge `message` into session->scene and session->outcome, or leave it unread.
 * Nothing by which later messages are judged otherwise is kept until it is
 * committed: what is left behind is for that or will be overwritten, and what
 * was open about earlier messages may have been settled. HVL_OK, HVL_ERR_LIMIT
 * (outcome.undecided tells) or HVL_ERR_MEMORY. */
enum purpose { TO_FEED, TO_CHECK };
hvl_status hvl__judge_message(hvl_session *session, const hvl_message *message,
                              enum purpose purpose);

/* To judge events of `scene`, the session's or its reader's; `watch` may be
 * NULL. */
struct setting hvl__setting(hvl_session *session, struct scene *scene,
                            const struct event_watch *watch);

/* Judge what later messages may ask of `message`, that in `scene`, by the
 * events of `agenda`, or leave it open. False if memory runs out. */
bool hvl__judge_steps(hvl_session *session, struct scene *scene,
                      const struct agenda *agenda, struct past_message *message,
                      enum purpose purpose);

/* Settle what `question` asks, which is open, and note the rules that it leaves
 * undecided. False if memory runs out: it stays open. */
bool hvl__settle(hvl_session *session, const struct question *question);

/* Can what later messages may ask of the one being judged wait until they do?
 */
bool hvl__may_wait(hvl_session *session);

/* May one of which that can wait be passed over, unread: can no rule find it?
 */
bool hvl__may_pass(hvl_session *session);

/* Read message `index`, of which that could wait, and those before it in its
 * turn. False if memory runs out. */
bool hvl__read_late(hvl_session *session, size_t index);

/* Note, for every rule that `event` matters to, that it could not decide; false
 * if memory runs out. */
bool hvl__note_undecided(hvl_session *session, uint32_t event);

/* Judge one rule on session->scene, into session->outcome. The same results. */
hvl_status hvl__judge_rule(hvl_session *session, uint32_t rule);

/* The level of a finding of `rule` in the message being judged, disguises
 * aside: where the rule's line is weighed, its own, doubted by one level or,
 * if it weighs too little for any, down to 3; or what the weight alone finds if
 * that is better. 4: the rule finds by weight, and there is too little. */
uint32_t hvl__rule_weighed_level(const hvl_session *session,
                                 const struct image_rule *rule);

/* The same of a finding that is spread over this message and those before it in
 * its turn: what it weighs with the last of them counts as well. */
uint32_t hvl__rule_spread_level(const hvl_session *session,
                                const struct image_rule *rule);

/* The same of one of which words are disguised: what these would weigh is not
 * known, so that it keeps its level but where all else speaks against it. */
uint32_t hvl__rule_disguised_level(const hvl_session *session,
                                   const struct image_rule *rule);

/* Set session->least by its level. */
void hvl__weights_set_least(hvl_session *session);

/* Does the message being judged, alone and with the shop's right before it,
 * weigh too little for every rule, disguises aside? */
bool hvl__weights_rule_out(const hvl_session *session);

/* Let through the events whose rules weigh enough in the message being judged:
 * of the others a finding would not have a level that is asked for. */
void hvl__weights_let(hvl_session *session);

/* What the message being judged, or that part of it which weighs more, weighs
 * for the line of the rule at index `rule`; 0 if that is not weighed. */
int64_t hvl__rule_weight(const hvl_session *session, uint32_t rule);

/* Could a finding of `rule` in this message have a level that is asked for?
 * What is disguised has no weight, and keeps its level. */
bool hvl__rule_weighs_enough(const hvl_session *session,
                             const struct image_rule *rule);

/* Judge a rule by weight, guards aside: it happens if the message weighs
 * enough. Its evidence is `most`, the units that weigh most, and the buyer's
 * message that adds most. */
void hvl__rule_weigh(const hvl_session *session, uint32_t rule,
                     struct event_result *result, struct stretch *most);

/* Decide on what waits, given the message being judged, into
 * outcome->decisions. False if memory runs out. */
bool hvl__waiting_decide(hvl_session *session);

/* 1 + the last message of which a finding of `rule` waits, which the message
 * being judged does not drop; 0: there is none. */
size_t hvl__waits_since(const hvl_session *session, uint32_t rule);

/* Whether a finding of `rule` waits that nothing but the end, or what drops all
 * others with it, can decide any more. */
bool hvl__waits_surely(const hvl_session *session, uint32_t rule);

/* Whether `rule` decides only at the end of the chat. */
bool hvl__waits_for_end(const struct image *image,
                        const struct image_rule *rule);

/* Whether a finding that still waits stands when the chat ends. */
bool hvl__waiting_stands(const hvl_session *session,
                         const struct waiting *waiting);

#endif
