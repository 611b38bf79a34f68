/* SPDX-License-Identifier: MIT */
/* judging.c - conversations in, findings out. */
#include "judging.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "buffer.h"
#include "load.h"
#include "selection.h"

enum { SLICE = 256 }; /* messages in one call */

struct judge {
  const struct options *options;
  struct log *log;
  hvl_session *session;
  hvl_finding *findings;
  size_t count, cap;
  hvl_span *spans; /* of all findings, one behind the other */
  size_t span_count, span_cap;
  struct pool names; /* of facts that no rule knows, said once each */
  struct words strange;
};

bool session_set_facts(hvl_session *session, const struct options *options,
                       struct log *log) {
  for (size_t i = 0; i < options->facts.count; i++) {
    const char *pair = options->facts.items[i], *value = value_of(pair);
    struct buffer name = {0};
    buffer_add(&name, pair, (size_t)(value - pair) - 1);
    hvl_status status = hvl_session_set_fact(session, name.data, value);
    if (status != HVL_OK)
      log_error(log, (struct where){0}, UNKNOWN_FACT, name.data, value);
    buffer_free(&name);
    if (status != HVL_OK) return false;
  }
  return true;
}

static void complain_fact(struct judge *judge, const struct fact *fact,
                          struct where where) {
  for (size_t i = 0; i < judge->strange.count; i++)
    if (strcmp(judge->strange.items[i], fact->name.data) == 0) return;
  words_add(&judge->strange, pool_copy(&judge->names, fact->name).data);
  log_warning(judge->log, where, FACT_IGNORED, fact->name.data,
              fact->value.data);
}

static void set_facts(struct judge *judge, const struct chat *chat,
                      const char *file) {
  session_set_facts(judge->session, judge->options, judge->log);
  struct where where = {file, chat->count ? chat->messages[0].line : 0};
  for (size_t i = 0; i < chat->fact_count; i++)
    if (hvl_session_set_fact(judge->session, chat->facts[i].name.data,
                             chat->facts[i].value.data) != HVL_OK)
      complain_fact(judge, &chat->facts[i], where);
}

struct judge *judge_new(hvl_ruleset *ruleset, const struct options *options,
                        struct log *log) {
  struct judge *judge = mem_zeroed(1, sizeof *judge);
  hvl_options settings = HVL_OPTIONS_INIT;
  settings.level = options->level;
  judge->options = options;
  judge->log = log;
  hvl_status status = hvl_session_new(&judge->session, ruleset, &settings);
  if (status != HVL_OK) complain_status(log, status);
  if (status == HVL_OK &&
      session_set_facts(judge->session, judge->options, judge->log))
    return judge;
  judge_free(judge);
  return NULL;
}

void judge_free(struct judge *judge) {
  if (!judge) return;
  hvl_session_free(judge->session);
  free(judge->findings);
  free(judge->spans);
  free(judge->strange.items);
  pool_free(&judge->names);
  free(judge);
}

static void keep(struct judge *judge, const hvl_finding *finding) {
  if (!filter_wants(judge->options, finding->rule)) return;
  MEM_GROW(judge->findings, judge->count, judge->cap);
  judge->findings[judge->count++] = *finding;
  for (size_t i = 0; i < finding->span_count; i++) {
    MEM_GROW(judge->spans, judge->span_count, judge->span_cap);
    judge->spans[judge->span_count++] = finding->spans[i];
  }
}

static void take_findings(struct judge *judge) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(judge->session))) keep(judge, finding);
}

/* Too little memory or a limit: said, and what was found all the same is
 * reported. */
static void complain(struct judge *judge, hvl_status status,
                     struct where where) {
  const hvl_diag *diag = hvl_session_diag(judge->session);
  log_error(judge->log, where, JUDGING_FAILED, hvl_status_text(status),
            diag ? diag->message : "");
}

static void feed(struct judge *judge, const struct message_row *rows,
                 size_t count, const char *file) {
  hvl_message messages[SLICE];
  for (size_t i = 0; i < count; i++) {
    messages[i] = (hvl_message)HVL_MESSAGE_INIT;
    messages[i].role = rows[i].role;
    messages[i].text = rows[i].text;
    if (rows[i].role == HVL_BUYER) messages[i].account = rows[i].account;
  }
  hvl_status status = hvl_session_feed(judge->session, messages, count);
  if (status != HVL_OK)
    complain(judge, status, (struct where){file, rows[0].line});
  take_findings(judge);
}

static int by_message(const void *left, const void *right) {
  const hvl_finding *a = left, *b = right;
  if (a->message != b->message) return a->message < b->message ? -1 : 1;
  return strcmp(a->rule->id, b->rule->id);
}

/* The spans have stopped moving: point to them. */
static void place_spans(struct judge *judge) {
  size_t at = 0;
  for (size_t i = 0; i < judge->count; i++) {
    judge->findings[i].spans = judge->spans + at;
    at += judge->findings[i].span_count;
  }
}

static void drop_unselected(struct judge *judge, const struct chat *chat) {
  size_t kept = 0;
  for (size_t i = 0; i < judge->count; i++) {
    size_t message = (size_t)judge->findings[i].message;
    if (message < chat->count &&
        selection_keeps(judge->options, &chat->messages[message]))
      judge->findings[kept++] = judge->findings[i];
  }
  judge->count = kept;
}

const hvl_finding *judge_chat(struct judge *judge, const struct chat *chat,
                              const char *file, size_t *count) {
  judge->count = judge->span_count = 0;
  hvl_session_reset(judge->session);
  set_facts(judge, chat, file);
  for (size_t at = 0; at < chat->count; at += SLICE) {
    size_t left = chat->count - at;
    feed(judge, chat->messages + at, left < SLICE ? left : SLICE, file);
  }
  hvl_status status = hvl_session_finish(judge->session);
  if (status != HVL_OK) complain(judge, status, (struct where){file, 0});
  take_findings(judge);
  place_spans(judge);
  drop_unselected(judge, chat);
  if (judge->count > 1)
    qsort(judge->findings, judge->count, sizeof *judge->findings, by_message);
  *count = judge->count;
  return judge->findings;
}
