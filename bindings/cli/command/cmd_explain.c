/* SPDX-License-Identifier: MIT */
/* cmd_explain.c - `hvline rules explain`: why rules find a text or do not, or
 * what a rule says. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/width.h"
#include "chats/chat_mask.h"
#include "command/commands.h"
#include "command/explain_input.h"
#include "judge/facts.h"
#include "judge/judging.h"
#include "judge/load.h"
#include "judge/reasoning.h"
#include "mask/mask.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "report/style.h"

enum { COLUMNS = 80 };

struct explainer {
  const struct options *options;
  struct log *log;
  const hvl_ruleset *ruleset;
  hvl_session *session;
  struct buffer out;
  struct excerpt excerpt;
  bool color;
  bool found;
};

static const char *text(const struct explainer *explainer,
                        enum message message) {
  return message_text(explainer->options->lang, message);
}

static void show_message(struct explainer *explainer, const struct chat *chat,
                         size_t index) {
  const struct message_row *row = &chat->messages[index];
  struct byte_range pieces[1];
  struct evidence none = {NULL, 0};
  struct mask mask = {0};
  struct buffer *out = &explainer->out;
  excerpt_pieces(row->text, none, pieces, 1);
  if (!explainer->options->no_mask)
    chat_mask(&mask, chat, index, pieces[0].start, pieces[0].end);
  excerpt_fill(&explainer->excerpt, row->text, pieces[0], &mask, none);
  buffer_format(out, "%3zu %s  ", index + 1,
                role_text(explainer->options->lang, row->role));
  buffer_format(out, "%s\n", buffer_text(&explainer->excerpt.text).data);
  mask_free(&mask);
}

/* `current` is the message just fed; that of the finding may lie before. */
static void show_finding(struct explainer *explainer,
                         const hvl_finding *finding, size_t current) {
  struct buffer *out = &explainer->out;
  struct buffer label = {0};
  buffer_format(&label, text(explainer, EXPLAIN_FINDING), finding->rule->id,
                severity_text(explainer->options->lang, finding->severity),
                (unsigned)finding->level);
  if (finding->message != current)
    buffer_format(&label, text(explainer, EXPLAIN_MESSAGE),
                  finding->message + 1);
  const char *title =
      message_pick(explainer->options->lang, finding->rule->title);
  size_t width = text_width(buffer_text(&label)) +
                 text_width((hvl_text){title, strlen(title)});
  buffer_print(out, "    ");
  style_print(out, explainer->color, severity_style(finding->severity),
              label.data);
  buffer_print(out, width + 6 > COLUMNS ? "\n      " : "  ");
  show_string(out, title);
  buffer_put(out, '\n');
  buffer_free(&label);
}

static bool is_wanted(const struct explainer *explainer, const hvl_rule *rule) {
  return filter_wants(explainer->options, rule);
}

static void show_findings(struct explainer *explainer, size_t current) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(explainer->session))) {
    if (!is_wanted(explainer, finding->rule)) continue;
    show_finding(explainer, finding, current);
    explainer->found = true;
  }
}

static void check_status(struct explainer *explainer, hvl_status status) {
  tell_failure(explainer->log, explainer->session, status, (struct where){0});
}

static void flush(struct explainer *explainer) {
  fwrite(buffer_text(&explainer->out).data, 1, explainer->out.len, stdout);
  buffer_clear(&explainer->out);
}

/* The conversations of a file are told apart by it; what was typed has none. */
static void show_heading(struct explainer *explainer, hvl_text id) {
  struct buffer heading = {0}, label = {0};
  mask_label(&label, id, !explainer->options->no_mask);
  buffer_print(&heading, text(explainer, HEAD_CONVERSATION));
  show_text(&heading, buffer_text(&label));
  style_print(&explainer->out, explainer->color, STYLE_BOLD, heading.data);
  buffer_put(&explainer->out, '\n');
  buffer_free(&heading);
  buffer_free(&label);
}

/* What the chat states itself goes before --fact; no rule may know it, or its
 * value. */
static void set_facts(struct explainer *explainer, const struct chat *chat) {
  session_set_facts(explainer->session, explainer->ruleset, explainer->options,
                    explainer->log);
  for (size_t i = 0; i < chat->fact_count; i++)
    fact_state(explainer->session, explainer->ruleset, explainer->options,
               &chat->facts[i]);
}

static void end(struct explainer *explainer, size_t count) {
  size_t before = explainer->out.len;
  buffer_format(&explainer->out, "%s\n", text(explainer, EXPLAIN_END));
  size_t after = explainer->out.len;
  check_status(explainer, hvl_session_finish(explainer->session));
  show_findings(explainer, count);
  if (explainer->out.len == after) explainer->out.len = before;
}

static void play(void *ctx, const struct chat *chat) {
  struct explainer *explainer = ctx;
  hvl_session_reset(explainer->session);
  set_facts(explainer, chat);
  if (chat->id.len) show_heading(explainer, chat->id);
  for (size_t i = 0; i < chat->count; i++) {
    hvl_message message = row_message(&chat->messages[i]);
    show_message(explainer, chat, i);
    check_status(explainer, hvl_session_feed(explainer->session, &message, 1));
    show_findings(explainer, i);
    reasoning_show(&explainer->out, explainer->session, chat,
                   explainer->options);
  }
  end(explainer, chat->count);
  flush(explainer);
}

static void show_field(struct explainer *explainer, enum message label,
                       hvl_bilingual value) {
  const char *picked = message_pick(explainer->options->lang, value);
  if (!*picked) return;
  buffer_format(&explainer->out, "  %s", text(explainer, label));
  show_string(&explainer->out, picked);
  buffer_put(&explainer->out, '\n');
}

static void show_example(struct explainer *explainer,
                         const hvl_example *example) {
  struct buffer *out = &explainer->out;
  buffer_format(
      out, "  %s  %s:%u\n",
      text(explainer, example->violates ? EXAMPLE_VIOLATES : EXAMPLE_COMPLIES),
      example->file, (unsigned)example->line);
  for (size_t i = 0; i < example->message_count; i++) {
    const hvl_message *message = &example->messages[i];
    buffer_format(out, "    %s: ",
                  message->role == HVL_SELLER  ? "s"
                  : message->role == HVL_BUYER ? "b"
                                               : "y");
    show_text(out, message->text);
    buffer_put(out, '\n');
  }
}

static void show_rule(struct explainer *explainer, const hvl_ruleset *ruleset,
                      const hvl_rule *rule) {
  struct buffer *out = &explainer->out;
  style_print(out, explainer->color, STYLE_BOLD, rule->id);
  buffer_format(out, "  %s (%s)  ",
                message_pick(explainer->options->lang, rule->line_title),
                rule->line);
  buffer_format(out, text(explainer, RULE_LABEL),
                severity_text(explainer->options->lang, rule->severity),
                (unsigned)rule->level);
  buffer_put(out, '\n');
  show_field(explainer, LABEL_TITLE, rule->title);
  show_field(explainer, LABEL_WHY, rule->why);
  show_field(explainer, LABEL_SAY, rule->say);
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++)
    if (strcmp(example->rule->id, rule->id) == 0)
      show_example(explainer, example);
}

/* The rule called `name`, or NULL. */
static const hvl_rule *rule_called(const hvl_ruleset *ruleset,
                                   const char *name) {
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++)
    if (strcmp(rule->id, name) == 0) break;
  return rule;
}

/* A rule's id, though mistyped: it is of ids' letters only, and near one. */
static const char *mistyped(const hvl_ruleset *ruleset, const char *word) {
  if (word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789._-")])
    return NULL;
  return strchr(word, '.') ? nearest(word, rule_id_at, ruleset) : NULL;
}

static void explain_texts(struct explainer *explainer, hvl_ruleset *ruleset) {
  hvl_options settings = HVL_OPTIONS_INIT;
  explainer->ruleset = ruleset;
  settings.level = explainer->options->level;
  hvl_status status = hvl_session_new(&explainer->session, ruleset, &settings);
  if (status != HVL_OK) {
    complain_status(explainer->log, status);
    return;
  }
  hvl_session_explain(explainer->session, 1);
  if (session_set_facts(explainer->session, ruleset, explainer->options,
                        explainer->log))
    explain_read(explainer->options, explainer->log,
                 (struct explain_taker){play, explainer});
  hvl_session_free(explainer->session);
}

static void explain(struct explainer *explainer, hvl_ruleset *ruleset) {
  const char *word = explainer->options->files.items[0];
  bool single =
      explainer->options->files.count == 1 && !explain_names_file(word);
  const hvl_rule *rule = single ? rule_called(ruleset, word) : NULL;
  const char *near = single && !rule ? mistyped(ruleset, word) : NULL;
  if (rule)
    show_rule(explainer, ruleset, rule);
  else if (near)
    log_error(explainer->log, (struct where){0}, UNKNOWN_RULE, word, near);
  else
    explain_texts(explainer, ruleset);
}

int command_explain(const struct options *options, struct log *log) {
  struct explainer explainer = {.options = options, .log = log};
  if (!options->files.count) {
    log_error(log, (struct where){0}, NO_TEXT);
    return STATUS_WRONG;
  }
  explainer.color = style_wanted(options->color, stdout);
  hvl_ruleset *ruleset = load_ruleset(options, log);
  if (ruleset && filter_check(options, ruleset, log))
    explain(&explainer, ruleset);
  hvl_ruleset_free(ruleset);
  flush(&explainer);
  buffer_free(&explainer.out);
  excerpt_free(&explainer.excerpt);
  return status_of(log, explainer.found);
}
