/* SPDX-License-Identifier: MIT */
/* explaining.c - one finding, and why its rule found it. */
#include "verdicts/explaining.h"

#include <stdlib.h>
#include <string.h>

#include "judge/facts.h"
#include "judge/judging.h"
#include "judge/load.h"
#include "judge/reasoning.h"
#include "judge/template_judging.h"
#include "verdicts/kept.h"

struct explaining {
  hvl_ruleset *ruleset;
  const struct options *options;
  struct log *log;
  struct kept kept;
  struct buffer out;
  size_t found;
};

struct explaining *explaining_new(hvl_ruleset *ruleset,
                                  const struct options *options,
                                  struct log *log) {
  struct explaining *explaining = mem_zeroed(1, sizeof *explaining);
  explaining->ruleset = ruleset;
  explaining->options = options;
  explaining->log = log;
  return explaining;
}

void explaining_free(struct explaining *explaining) {
  if (!explaining) return;
  kept_free(&explaining->kept);
  buffer_free(&explaining->out);
  free(explaining);
}

static const char *text(const struct explaining *explaining,
                        enum message message) {
  return message_text(explaining->options->lang, message);
}

/* Feed up to the message of the finding; the last call keeps the reasons. */
static void feed(const struct explaining *explaining, hvl_session *session,
                 const struct chat *chat, size_t last) {
  for (size_t i = 0; i < chat->fact_count; i++)
    fact_state(session, explaining->ruleset, explaining->options,
               &chat->facts[i]);
  for (size_t i = 0; i <= last; i++) {
    hvl_message message = row_message(&chat->messages[i]);
    if (i == last) hvl_session_explain(session, 1);
    hvl_session_feed(session, &message, 1);
  }
}

/* The reasons of the finding's own rule. */
static void add_reasons(struct explaining *explaining, const struct chat *chat,
                        const hvl_finding *finding) {
  hvl_options settings = HVL_OPTIONS_INIT;
  hvl_session *session;
  struct options options = *explaining->options;
  const char *rule = finding->rule->id;
  options.lines = (struct words){0};
  options.rule_ids = (struct words){&rule, 1, 1};
  settings.level = options.level;
  hvl_status status = hvl_session_new(&session, explaining->ruleset, &settings);
  if (status != HVL_OK) {
    complain_status(explaining->log, status);
    return;
  }
  if (session_set_facts(session, explaining->ruleset, &options,
                        explaining->log)) {
    feed(explaining, session, chat, finding->message);
    reasoning_show(&explaining->out, session, chat, &options);
  }
  hvl_session_free(session);
}

/* A template as it was judged. */
static void add_template_reasons(struct explaining *explaining,
                                 const struct chat *chat,
                                 const hvl_finding *finding) {
  struct buffer question = {0}, text = {0};
  struct message_row rows[2];
  struct chat plain = *chat;
  hvl_finding answer = *finding;
  template_plain(&question, chat->question);
  template_plain(&text, chat->messages[0].text);
  plain.messages = rows;
  plain.count =
      template_rows(rows, chat, buffer_text(&question), buffer_text(&text));
  answer.message = plain.count - 1;
  add_reasons(explaining, &plain, &answer);
  buffer_free(&question);
  buffer_free(&text);
}

static void add_finding(struct explaining *explaining,
                        const struct judged *judged, size_t index,
                        struct suppressing *suppressing) {
  const hvl_finding *finding = &judged->findings[index];
  const struct suppression *by = suppressing_find(suppressing, judged, index);
  struct buffer *out = &explaining->out;
  buffer_format(out, "%s  %s  %s:%zu\n", judged->fingerprints[index].text,
                finding->rule->id, judged->source,
                judged->chat->messages[finding->message].line);
  if (by && by->where.line)
    buffer_format(out, text(explaining, EXPLAIN_SUPPRESSED_LINE),
                  by->where.file, by->where.line, by->reason);
  else if (by)
    buffer_format(out, text(explaining, EXPLAIN_SUPPRESSED), by->where.file,
                  by->reason);
  if (by) buffer_put(out, '\n');
  if (explaining->options->command == COMMAND_CHECK)
    add_template_reasons(explaining, judged->chat, finding);
  else
    add_reasons(explaining, judged->chat, finding);
  kept_add(&explaining->kept, judged, index);
  explaining->found++;
}

bool explaining_take(struct explaining *explaining, struct judged *judged,
                     struct suppressing *suppressing) {
  const char *wanted = explaining->options->explain;
  explaining->kept.count = 0;
  for (size_t i = 0; i < judged->count; i++)
    if (strncmp(judged->fingerprints[i].text, wanted, strlen(wanted)) == 0)
      add_finding(explaining, judged, i, suppressing);
  kept_give(&explaining->kept, judged);
  return judged->count > 0;
}

/* What programs read is left to the report alone. */
static FILE *reader_of(const struct options *options) {
  bool text = !options->format || !strcmp(options->format, "text");
  return text || options->output ? stdout : stderr;
}

void explaining_tell(struct explaining *explaining) {
  if (!explaining->found)
    log_error(explaining->log, (struct where){0}, EXPLAIN_NONE,
              explaining->options->explain);
  fwrite(buffer_text(&explaining->out).data, 1, explaining->out.len,
         reader_of(explaining->options));
}
