/* SPDX-License-Identifier: MIT */
/* session.c - the public session: feed, check, finish, next. */
#include "match/session.h"

#include <assert.h>
#include <string.h>

#include "base/abi.h"
#include "base/hash.h"

enum { DEFAULT_LEVEL = 2, DEFAULT_MATCH_LIMIT = 100000 };

uint64_t hvl__account_hash(hvl_text account) {
  uint64_t hash = hvl__hash_bytes(account.data, account.len);
  return hash ? hash : 1;
}

/* ---- Life ---------------------------------------------------------------- */

static uint32_t option(uint32_t given, uint32_t otherwise) {
  return given ? given : otherwise;
}

static hvl_status set_up(hvl_session *session, uint32_t match_limit) {
  const struct image *image = &session->ruleset->image;
  hvl_status status =
      hvl__scene_init(&session->scene, session->ruleset, &session->mem);
  if (status != HVL_OK) return status;
  session->facts = hvl__mem_zeroed(&session->mem, image->facts_count + 1u,
                                   sizeof *session->facts);
  session->rested = hvl__mem_zeroed(&session->mem, image->rules_count + 1u,
                                    sizeof *session->rested);
  if (!session->facts || !session->rested ||
      !hvl__past_init(&session->past, image->events_count, &session->mem) ||
      !hvl__recall_init(&session->recall, session->ruleset, &session->mem) ||
      !hvl__agenda_init(&session->agenda, image, &session->mem))
    return HVL_ERR_MEMORY;
  status = hvl__reader_init(&session->reader, session->ruleset, &session->mem);
  if (status != HVL_OK) return status;
  status = hvl__matcher_init(&session->matcher, session->ruleset, &session->mem,
                             match_limit);
  hvl__weights_set_least(session);
  hvl__known_init(&session->known, image);
  session->matcher.known = &session->known;
  return status;
}

hvl_status hvl_session_new(hvl_session **out, hvl_ruleset *ruleset,
                           const hvl_options *options) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!ruleset || !hvl__options_valid(options)) return HVL_ERR_ARGUMENT;
  hvl_allocator mem = hvl__mem_pick(options, &ruleset->mem);
  hvl_session *session = hvl__mem_zeroed(&mem, 1, sizeof *session);
  if (!session) return HVL_ERR_MEMORY;
  session->mem = mem;
  session->ruleset = hvl_ruleset_ref(ruleset);
  session->level = option(options ? options->level : 0, DEFAULT_LEVEL);
  hvl_status status = set_up(
      session, option(options ? options->match_limit : 0, DEFAULT_MATCH_LIMIT));
  if (status != HVL_OK) {
    hvl_session_free(session);
    return status;
  }
  *out = session;
  return HVL_OK;
}

static void free_facts(hvl_session *session) {
  if (!session->facts) return;
  for (uint32_t i = 0; i < session->ruleset->image.facts_count; i++) {
    hvl__mem_free(&session->mem, session->facts[i]);
    session->facts[i] = NULL;
  }
}

void hvl_session_free(hvl_session *session) {
  if (!session) return;
  hvl_allocator mem = session->mem;
  free_facts(session);
  hvl__mem_free(&mem, session->facts);
  hvl__mem_free(&mem, session->rested);
  hvl__matcher_free(&session->matcher);
  hvl__scene_free(&session->scene, &mem);
  hvl__turn_free(&session->turn, &mem);
  hvl__turn_free(&session->next_turn, &mem);
  hvl__past_free(&session->past, &mem);
  hvl__recall_free(&session->recall, &mem);
  hvl__reader_free(&session->reader, &mem);
  hvl__agenda_free(&session->agenda, &mem);
  HVL_ARRAY_FREE(&mem, &session->waiting);
  HVL_ARRAY_FREE(&mem, &session->outcome.found);
  HVL_ARRAY_FREE(&mem, &session->outcome.to_wait);
  HVL_ARRAY_FREE(&mem, &session->outcome.decisions);
  HVL_ARRAY_FREE(&mem, &session->outcome.undecided);
  HVL_ARRAY_FREE(&mem, &session->queue.waiting);
  HVL_ARRAY_FREE(&mem, &session->drafts.waiting);
  HVL_ARRAY_FREE(&mem, &session->reasons.items);
  hvl_ruleset_free(session->ruleset);
  hvl__mem_free(&mem, session);
}

void hvl_session_reset(hvl_session *session) {
  if (!session) return;
  free_facts(session);
  hvl__past_clear(&session->past);
  hvl__recall_clear(&session->recall);
  hvl__turn_clear(&session->turn);
  hvl__weighing_clear(&session->weighing);
  hvl__queue_clear(&session->queue);
  hvl__queue_clear(&session->drafts);
  session->waiting.len = 0;
  session->reasons.items.len = 0;
  hvl__known_clear(&session->known);
  session->owner = session->talking = 0;
  session->turn_number = 0;
  session->turn_role = (hvl_role)0;
  session->finished = session->has_diag = false;
}

/* ---- Facts --------------------------------------------------------------- */

hvl_status hvl_session_set_fact(hvl_session *session, const char *name,
                                const char *value) {
  if (session) session->has_diag = false;
  if (!session || !name || !value) return HVL_ERR_ARGUMENT;
  const struct image *image = &session->ruleset->image;
  for (uint32_t i = 0; i < image->facts_count; i++) {
    if (strcmp(image->strings + image->facts[i].name, name)) continue;
    size_t size = strlen(value) + 1;
    char *copy = hvl__mem_resize(&session->mem, NULL, size, 1);
    if (!copy) return HVL_ERR_MEMORY;
    memcpy(copy, value, size);
    hvl__mem_free(&session->mem, session->facts[i]);
    session->facts[i] = copy;
    return HVL_OK;
  }
  return HVL_ERR_ARGUMENT;
}

/* ---- Messages ------------------------------------------------------------ */

static bool is_valid(const hvl_message *message) {
  return hvl__message_size_valid(message->size) &&
         message->role >= HVL_SELLER && message->role <= HVL_SYSTEM &&
         (message->text.data || message->text.len == 0) &&
         (message->account.data || message->account.len == 0) &&
         message->text.len < UINT32_MAX;
}

static uint32_t emitted(const struct decisions *decisions) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < decisions->len; i++)
    count += decisions->data[i].action == EMIT_FINDING;
  return count;
}

/* Append what the outcome found to `queue`, which has room for it. */
static void deliver(const hvl_session *session, struct finding_queue *queue) {
  const struct outcome *outcome = &session->outcome;
  struct findings *out = &queue->waiting;
  for (uint32_t i = 0; i < outcome->decisions.len; i++)
    if (outcome->decisions.data[i].action == EMIT_FINDING)
      out->data[out->len++] = session->waiting.data[i].finding;
  for (uint32_t i = 0; i < outcome->found.len; i++)
    out->data[out->len++] = outcome->found.data[i];
}

/* Carry out the decisions; what came to wait joins the end. */
static void settle_waiting(hvl_session *session) {
  struct waitings *waiting = &session->waiting;
  const struct outcome *outcome = &session->outcome;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < outcome->decisions.len; i++) {
    if (outcome->decisions.data[i].action != KEEP_WAITING) continue;
    waiting->data[kept] = waiting->data[i];
    waiting->data[kept++].done = outcome->decisions.data[i].done;
  }
  waiting->len = kept;
  size_t turn = hvl__past_next(&session->past)->turn;
  for (uint32_t i = 0; i < outcome->to_wait.len; i++)
    waiting->data[waiting->len++] =
        (struct waiting){outcome->to_wait.data[i], turn, 0};
}

/* Note, for rules that report once, what was found. */
static void rest(hvl_session *session) {
  const struct outcome *outcome = &session->outcome;
  for (uint32_t i = 0; i < outcome->found.len; i++)
    session->rested[outcome->found.data[i].rule] =
        session->past.before + session->past.count + 1;
  for (uint32_t i = 0; i < outcome->decisions.len; i++) {
    const struct finding *finding = &session->waiting.data[i].finding;
    if (outcome->decisions.data[i].action == EMIT_FINDING)
      session->rested[finding->rule] =
          session->past.before + finding->message + 1;
  }
}

/* All that can fail before a judged message becomes part of the session. */
static bool prepare_commit(hvl_session *session, const hvl_message *message) {
  const struct outcome *outcome = &session->outcome;
  bool was_read = hvl__past_was_read(hvl__past_next(&session->past));
  struct turn empty = {.segment_count = 0};
  const struct turn *turn =
      session->turn_role == message->role ? &session->turn : &empty;
  return hvl__turn_extend(&session->next_turn, turn, &session->scene.text,
                          session->past.count,
                          was_read ? session->scene.here.tail : UINT32_MAX,
                          &session->mem) &&
         hvl__queue_reserve(&session->queue,
                            outcome->found.len + emitted(&outcome->decisions),
                            &session->mem) &&
         HVL_RESERVE(&session->mem, &session->waiting, outcome->to_wait.len);
}

/* Keep the text of the message, and learn what a buyer's introduces: later, or
 * now if the text is not kept. */
static void keep_text(hvl_session *session) {
  const struct scene *scene = &session->scene;
  struct known *known = &session->known;
  bool is_kept = scene->text.count <= RECALL_UNITS;
  /* It takes the room of one that is forgotten. */
  if (scene->message > KEPT) hvl__known_catch_up(known, scene->message - KEPT);
  if (is_kept) hvl__recall_keep(&session->recall, scene);
  if (scene->role != HVL_BUYER) return;
  if (is_kept)
    hvl__known_defer(known, hvl__recall_text(&session->recall, scene->message),
                     scene->account, scene->message);
  else
    hvl__known_learn(known, &scene->text, scene->account);
}

/* Keep what was said; of a message that was read, the words as well. */
static void keep(hvl_session *session) {
  struct scene *scene = &session->scene;
  bool was_read = hvl__past_was_read(hvl__past_next(&session->past));
  if (was_read)
    hvl__scene_commit(scene);
  else
    hvl__scene_pass(scene);
  keep_text(session);
  if (was_read && hvl__recall_has(&session->recall, scene->message))
    hvl__recall_take(&session->recall, scene);
}

static void commit(hvl_session *session, const hvl_message *message) {
  struct scene *scene = &session->scene;
  deliver(session, &session->queue);
  rest(session);
  settle_waiting(session);
  struct turn turn = session->turn;
  session->turn = session->next_turn;
  session->next_turn = turn;
  session->turn_number = hvl__past_next(&session->past)->turn;
  session->turn_role = message->role;
  session->talking = scene->account;
  if (session->owner == 0) session->owner = scene->account;
  hvl__weigh_commit(&session->weighing);
  keep(session);
  hvl__past_commit(&session->past);
}

/* Say which rules could not decide on the message just judged. */
static void report_limit(hvl_session *session) {
  const struct undecided *rules = &session->outcome.undecided;
  const char *first = session->ruleset->rules[rules->data[0]].id;
  struct diag_texts *texts = &session->diag_texts;
  if (rules->len == 1)
    hvl__diag_print(texts, DIAG(UNDECIDED), first, session->past.count);
  else
    hvl__diag_print(texts, DIAG(UNDECIDED_MORE), first,
                    (unsigned)rules->len - 1, session->past.count);
  session->diag = (hvl_diag){HVL_ERROR, "", 0, 0, texts->en, texts->zh};
  session->has_diag = true;
}

static const hvl_message *message_at(const hvl_message *messages,
                                     size_t index) {
  const char *bytes = (const char *)messages;
  return (const hvl_message *)(const void *)(bytes + index * messages->size);
}

hvl_status hvl_session_feed(hvl_session *session, const hvl_message *messages,
                            size_t count) {
  if (session) session->has_diag = false;
  if (!session || (!messages && count > 0)) return HVL_ERR_ARGUMENT;
  for (size_t i = 0; i < count; i++)
    if (!is_valid(messages) ||
        message_at(messages, i)->size != messages->size ||
        !is_valid(message_at(messages, i)))
      return HVL_ERR_ARGUMENT;
  if (session->finished) return HVL_ERR_STATE;
  hvl__queue_clear(&session->drafts);
  if (!hvl__queue_reserve(&session->queue, 0, &session->mem))
    return HVL_ERR_MEMORY;
  uint32_t first = session->queue.waiting.len;
  hvl_status worst = HVL_OK;
  for (size_t i = 0; i < count && worst != HVL_ERR_MEMORY; i++) {
    const hvl_message *message = message_at(messages, i);
    hvl_status status = hvl__judge_message(session, message, TO_FEED);
    if (status != HVL_ERR_MEMORY && !prepare_commit(session, message))
      status = HVL_ERR_MEMORY;
    if (status == HVL_ERR_LIMIT) report_limit(session);
    if (status != HVL_ERR_MEMORY) commit(session, message);
    hvl__scene_trim(&session->scene, &session->mem);
    if (status != HVL_OK) worst = status;
  }
  hvl__queue_sort(&session->queue, first);
  if (worst == HVL_ERR_MEMORY) session->has_diag = false;
  return worst;
}

hvl_status hvl_session_check(hvl_session *session, const hvl_message *draft) {
  if (session) session->has_diag = false;
  if (!session || !draft || !is_valid(draft)) return HVL_ERR_ARGUMENT;
  if (session->finished) return HVL_ERR_STATE;
  hvl__queue_clear(&session->drafts);
  const struct outcome *outcome = &session->outcome;
  hvl_status status = hvl__judge_message(session, draft, TO_CHECK);
  hvl__scene_trim(&session->scene, &session->mem);
  if (status == HVL_ERR_MEMORY ||
      !hvl__queue_reserve(&session->drafts,
                          outcome->found.len + emitted(&outcome->decisions),
                          &session->mem))
    return HVL_ERR_MEMORY;
  if (status == HVL_ERR_LIMIT) report_limit(session);
  deliver(session, &session->drafts);
  hvl__queue_sort(&session->drafts, 0);
  return status;
}

hvl_status hvl_session_finish(hvl_session *session) {
  if (!session) return HVL_ERR_ARGUMENT;
  session->has_diag = false;
  if (session->finished) return HVL_ERR_STATE;
  hvl__queue_clear(&session->drafts);
  struct waitings *waiting = &session->waiting;
  if (!hvl__queue_reserve(&session->queue, waiting->len, &session->mem))
    return HVL_ERR_MEMORY;
  struct findings *out = &session->queue.waiting;
  uint32_t first = out->len;
  for (uint32_t i = 0; i < waiting->len; i++)
    if (hvl__waiting_stands(session, &waiting->data[i]))
      out->data[out->len++] = waiting->data[i].finding;
  hvl__queue_sort(&session->queue, first);
  waiting->len = 0;
  session->finished = true;
  return HVL_OK;
}

/* ---- Results ------------------------------------------------------------- */

const hvl_finding *hvl_session_next(hvl_session *session) {
  if (!session) return NULL;
  struct finding *finding = hvl__queue_take(&session->drafts);
  if (!finding) finding = hvl__queue_take(&session->queue);
  if (!finding) return NULL;
  finding->view = (hvl_finding){&session->ruleset->rules[finding->rule],
                                finding->severity,
                                finding->level,
                                finding->evasion,
                                finding->message,
                                finding->spans,
                                finding->span_count};
  return &finding->view;
}

size_t hvl_session_message_count(const hvl_session *session) {
  return session ? session->past.count : 0;
}

const hvl_diag *hvl_session_diag(const hvl_session *session) {
  return session && session->has_diag ? &session->diag : NULL;
}

void hvl_session_explain(hvl_session *session, int on) {
  if (session) session->explain = on != 0;
}

const hvl_reason *hvl_session_reason(const hvl_session *session, size_t index) {
  if (!session || index >= session->reasons.items.len) return NULL;
  return &session->reasons.items.data[index];
}
