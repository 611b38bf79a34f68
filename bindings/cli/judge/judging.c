/* SPDX-License-Identifier: MIT */
/* judging.c - conversations in, findings out. */
#include "judge/judging.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "chats/selection.h"
#include "judge/facts.h"
#include "judge/findings.h"
#include "judge/load.h"

enum { SLICE = 256 }; /* messages in one call */

struct judge {
  const struct options *options;
  struct log *log;
  const hvl_ruleset *ruleset;
  hvl_session *session;
  struct findings findings;
};

void tell_failure(struct log *log, const hvl_session *session,
                  hvl_status status, struct where where) {
  if (status == HVL_OK) return;
  const hvl_diag *diag = hvl_session_diag(session);
  log_error(log, where, JUDGING_FAILED, status_text(log->lang, status),
            diag ? diag_text(log->lang, diag) : "");
}

hvl_message row_message(const struct message_row *row) {
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = row->role;
  message.text = row->text;
  if (row->role == HVL_BUYER) message.account = row->account;
  return message;
}

bool session_set_facts(hvl_session *session, const hvl_ruleset *ruleset,
                       const struct options *options, struct log *log) {
  for (size_t i = 0; i < options->facts.count; i++) {
    const char *pair = options->facts.items[i], *value = value_of(pair);
    struct buffer name = {0};
    buffer_add(&name, pair, (size_t)(value - pair) - 1);
    struct fact fact = {buffer_text(&name), {value, strlen(value)}};
    bool good = fact_state(session, ruleset, options, &fact);
    struct where where = options_where(options, "fact", pair);
    if (!good)
      log_error(log, where, UNKNOWN_FACT, option_dashes(where), name.data,
                value);
    buffer_free(&name);
    if (!good) return false;
  }
  return true;
}

static void set_facts(struct judge *judge, const struct chat *chat,
                      const char *file) {
  session_set_facts(judge->session, judge->ruleset, judge->options, judge->log);
  struct where where = {file, chat->count ? chat->messages[0].line : 0};
  for (size_t i = 0; i < chat->fact_count; i++)
    if (!fact_state(judge->session, judge->ruleset, judge->options,
                    &chat->facts[i]))
      fact_unstated(judge->log, where, judge->ruleset, &chat->facts[i]);
}

struct judge *judge_new(hvl_ruleset *ruleset, const struct options *options,
                        struct log *log) {
  struct judge *judge = mem_zeroed(1, sizeof *judge);
  hvl_options settings = HVL_OPTIONS_INIT;
  settings.level = options->level;
  judge->options = options;
  judge->log = log;
  judge->ruleset = ruleset;
  hvl_status status = hvl_session_new(&judge->session, ruleset, &settings);
  if (status != HVL_OK) complain_status(log, status);
  if (status == HVL_OK &&
      session_set_facts(judge->session, ruleset, options, log))
    return judge;
  judge_free(judge);
  return NULL;
}

void judge_free(struct judge *judge) {
  if (!judge) return;
  hvl_session_free(judge->session);
  findings_free(&judge->findings);
  free(judge);
}

static void take_findings(struct judge *judge) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(judge->session)))
    if (filter_wants(judge->options, finding->rule))
      findings_add(&judge->findings, finding);
}

static void feed(struct judge *judge, const struct message_row *rows,
                 size_t count, const char *file) {
  hvl_message messages[SLICE];
  for (size_t i = 0; i < count; i++) messages[i] = row_message(&rows[i]);
  hvl_status status = hvl_session_feed(judge->session, messages, count);
  tell_failure(judge->log, judge->session, status,
               (struct where){file, rows[0].line});
  take_findings(judge);
}

static int by_message(const void *left, const void *right) {
  const hvl_finding *a = left, *b = right;
  if (a->message != b->message) return a->message < b->message ? -1 : 1;
  return strcmp(a->rule->id, b->rule->id);
}

static void drop_unselected(struct judge *judge, const struct chat *chat) {
  struct findings *findings = &judge->findings;
  size_t kept = 0;
  for (size_t i = 0; i < findings->count; i++) {
    size_t message = findings->items[i].message;
    if (message < chat->count &&
        selection_keeps(judge->options, &chat->messages[message]))
      findings->items[kept++] = findings->items[i];
  }
  findings->count = kept;
}

const hvl_finding *judge_chat(struct judge *judge, const struct chat *chat,
                              const char *file, size_t *count) {
  struct findings *findings = &judge->findings;
  findings_clear(findings);
  hvl_session_reset(judge->session);
  set_facts(judge, chat, file);
  for (size_t at = 0; at < chat->count; at += SLICE) {
    size_t left = chat->count - at;
    feed(judge, chat->messages + at, left < SLICE ? left : SLICE, file);
  }
  hvl_status status = hvl_session_finish(judge->session);
  tell_failure(judge->log, judge->session, status, (struct where){file, 0});
  take_findings(judge);
  findings_place(findings);
  drop_unselected(judge, chat);
  if (findings->count > 1)
    qsort(findings->items, findings->count, sizeof *findings->items,
          by_message);
  *count = findings->count;
  return findings->items;
}
