/* SPDX-License-Identifier: MIT */
/* report_text.c - findings for people: the place in the conversation, why it is
 * wrong and what to say instead, and at the end how many of which line. */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/width.h"
#include "base/wrap.h"
#include "chats/chat_mask.h"
#include "report/cluster.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "report/style.h"
#include "report/tally.h"

/* Messages shown before and after the one that is found. */
enum { BEFORE = 2, AFTER = 1, MOST_PIECES = 4, MOST_EVIDENCE = 32 };

struct text_state {
  struct tally tally;
  struct cluster cluster; /* that is shown now */
  struct buffer out;
  struct excerpt excerpt;
};

static void *text_begin(const struct report *report) {
  (void)report;
  return mem_zeroed(1, sizeof(struct text_state));
}

/* "  >  12 卖家  ": who speaks; returns the columns. */
static size_t show_speaker(const struct report *report,
                           struct text_state *state,
                           const struct judged *judged, size_t index) {
  struct buffer label = {0};
  bool found = index == state->cluster.findings[0]->message;
  if (report->options->command == COMMAND_AUDIT)
    buffer_format(
        &label, "  %s %3zu %s  ", found ? ">" : " ", index + 1,
        role_text(report->options->lang, judged->chat->messages[index].role));
  else
    buffer_print(&label, "  > ");
  size_t columns = text_width(buffer_text(&label));
  style_print(&state->out, report->color, found ? STYLE_BOLD : STYLE_DIM,
              label.data);
  buffer_free(&label);
  return columns;
}

static void show_excerpt(const struct report *report, struct text_state *state,
                         size_t columns) {
  hvl_severity severity = state->cluster.findings[0]->severity;
  struct buffer *out = &state->out;
  buffer_add(out, state->excerpt.text.data, state->excerpt.text.len);
  buffer_put(out, '\n');
  if (!state->excerpt.marks.len) return;
  buffer_fill(out, ' ', columns);
  style_print(out, report->color, severity_style(severity),
              state->excerpt.marks.data);
  buffer_put(out, '\n');
}

static void show_message(const struct report *report, struct text_state *state,
                         const struct judged *judged, size_t index) {
  hvl_text text = judged->chat->messages[index].text;
  struct byte_range ranges[MOST_EVIDENCE], pieces[MOST_PIECES];
  struct evidence evidence = {
      ranges, cluster_evidence(&state->cluster, index, ranges, MOST_EVIDENCE)};
  size_t used = excerpt_pieces(text, evidence, pieces, MOST_PIECES);
  size_t columns = show_speaker(report, state, judged, index);
  struct mask mask = {0};
  for (size_t i = 0; i < used; i++) {
    if (i) buffer_fill(&state->out, ' ', columns);
    if (!report->options->no_mask)
      chat_mask(&mask, judged->chat, index, pieces[i].start, pieces[i].end);
    excerpt_fill(&state->excerpt, text, pieces[i], &mask, evidence);
    show_excerpt(report, state, columns);
  }
  mask_free(&mask);
}

/* Is message `index` near the finding or a part of its evidence? */
static bool is_shown(const struct cluster *cluster, size_t index) {
  size_t message = cluster->findings[0]->message;
  struct byte_range range;
  if (index + BEFORE >= message && index <= message + AFTER) return true;
  return cluster_evidence(cluster, index, &range, 1) > 0;
}

static void show_messages(const struct report *report, struct text_state *state,
                          const struct judged *judged) {
  size_t message = state->cluster.findings[0]->message;
  size_t first = cluster_first_message(&state->cluster);
  if (message - first < BEFORE) first = message > BEFORE ? message - BEFORE : 0;
  bool skipped = false;
  for (size_t i = first; i <= message + AFTER && i < judged->chat->count; i++) {
    if (!is_shown(&state->cluster, i)) {
      skipped = true;
      continue;
    }
    if (skipped) buffer_print(&state->out, "      ...\n");
    skipped = false;
    show_message(report, state, judged, i);
  }
}

static void show_rule(const struct report *report, struct buffer *out,
                      const struct judged *judged, const hvl_finding *finding) {
  const hvl_rule *rule = finding->rule;
  struct buffer label = {0};
  buffer_format(&label, report_text(report, RULE_LABEL),
                severity_text(report->options->lang, finding->severity),
                (unsigned)finding->level);
  style_print(out, report->color, severity_style(finding->severity),
              label.data);
  buffer_clear(&label);
  show_string(&label, report_pick(report, rule->line_title));
  buffer_print(&label, " - ");
  show_string(&label, report_pick(report, rule->title));
  buffer_put(out, ' ');
  style_print(out, report->color, STYLE_BOLD, label.data);
  buffer_print(out, "  ");
  show_string(out, rule->id);
  buffer_print(out, "  ");
  show_string(out, judged->source);
  buffer_format(out, ":%zu\n", judged->chat->messages[finding->message].line);
  buffer_free(&label);
}

static void show_evasion(const struct report *report, struct buffer *out,
                         uint32_t evasion) {
  static const enum message names[] = {EVASION_FILLER, EVASION_SPACED,
                                       EVASION_SOUND, EVASION_SPLIT,
                                       EVASION_TURN};
  if (!evasion) return;
  buffer_format(out, "  %s", report_text(report, LABEL_EVASION));
  bool first = true;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(evasion >> i & 1)) continue;
    buffer_format(out, "%s%s", first ? "" : ", ",
                  report_text(report, names[i]));
    first = false;
  }
  buffer_put(out, '\n');
}

static void show_advice(const struct report *report, struct buffer *out,
                        enum message label, hvl_bilingual text) {
  const char *advice = report_pick(report, text);
  if (!*advice) return;
  const char *name = report_text(report, label);
  struct buffer shown = {0};
  show_string(&shown, advice);
  buffer_format(out, "  %s", name);
  wrap_text(out, buffer_text(&shown),
            2 + text_width((hvl_text){name, strlen(name)}));
  buffer_free(&shown);
}

/* Did a finding before the one at `index` say the same? */
static bool is_repeated(const struct report *report,
                        const struct cluster *cluster, size_t index) {
  const char *why = report_pick(report, cluster->findings[index]->rule->why);
  for (size_t i = 0; i < index; i++)
    if (!strcmp(report_pick(report, cluster->findings[i]->rule->why), why))
      return true;
  return false;
}

/* Each reason once, but one thing to say instead: that of the first rule. */
static void show_reasons(const struct report *report, struct buffer *out,
                         const struct cluster *cluster) {
  for (size_t i = 0; i < cluster->count; i++)
    if (!is_repeated(report, cluster, i))
      show_advice(report, out, LABEL_WHY, cluster->findings[i]->rule->why);
  size_t at = 0;
  while (at + 1 < cluster->count &&
         !*report_pick(report, cluster->findings[at]->rule->say))
    at++;
  show_advice(report, out, LABEL_SAY, cluster->findings[at]->rule->say);
}

/* What a template answers, unless its heading says so. */
static void show_question(const struct report *report, struct buffer *out,
                          const struct chat *chat) {
  hvl_text question = chat->question;
  bool is_id = question.len == chat->id.len &&
               (!question.len ||
                memcmp(question.data, chat->id.data, question.len) == 0);
  if (!question.len || is_id) return;
  struct buffer label = {0};
  report_label(report, &label, question);
  buffer_format(out, "    %s  ", role_text(report->options->lang, HVL_BUYER));
  show_text(out, buffer_text(&label));
  buffer_put(out, '\n');
  buffer_free(&label);
}

static void show_cluster(const struct report *report, struct text_state *state,
                         const struct judged *judged) {
  const struct cluster *cluster = &state->cluster;
  for (size_t i = 0; i < cluster->count; i++)
    show_rule(report, &state->out, judged, cluster->findings[i]);
  show_question(report, &state->out, judged->chat);
  show_messages(report, state, judged);
  show_evasion(report, &state->out, cluster_evasion(cluster));
  show_reasons(report, &state->out, cluster);
  buffer_put(&state->out, '\n');
}

static void show_heading(const struct report *report, struct buffer *out,
                         const struct judged *judged) {
  struct buffer heading = {0}, label = {0};
  bool chats = report->options->command == COMMAND_AUDIT;
  buffer_print(&heading,
               report_text(report, chats ? HEAD_CONVERSATION : HEAD_TEMPLATE));
  report_label(report, &label, judged->chat->id);
  if (judged->chat->group.len) {
    buffer_print(&label, " [");
    report_label(report, &label, judged->chat->group);
    buffer_print(&label, "]");
  }
  show_text(&heading, buffer_text(&label));
  style_print(out, report->color, STYLE_BOLD, heading.data);
  buffer_put(out, '\n');
  buffer_free(&label);
  buffer_free(&heading);
}

static void text_add(const struct report *report, void *opaque,
                     const struct judged *judged) {
  struct text_state *state = opaque;
  tally_add(&state->tally, judged);
  if (!judged->count) return;
  buffer_clear(&state->out);
  show_heading(report, &state->out, judged);
  for (size_t i = 0; i < judged->count; i++)
    if (cluster_fill(&state->cluster, judged, i))
      show_cluster(report, state, judged);
  fwrite(state->out.data, 1, state->out.len, report->out);
}

/* "  发票 (invoice)"; returns the columns. */
static size_t show_name(const struct report *report, struct buffer *out,
                        const struct tally_line *line) {
  buffer_print(out, "  ");
  size_t columns = 2 + show_string(out, report_pick(report, line->title));
  buffer_print(out, " (");
  columns += 3 + show_string(out, line->name);
  buffer_put(out, ')');
  return columns;
}

static size_t widest_name(const struct report *report,
                          const struct tally *tally) {
  struct buffer name = {0};
  size_t widest = 0;
  for (size_t i = 0; i < tally->line_count; i++) {
    size_t columns = show_name(report, &name, &tally->lines[i]);
    if (columns > widest) widest = columns;
  }
  buffer_free(&name);
  return widest;
}

static void show_line(const struct report *report, struct buffer *out,
                      const struct tally_line *line, size_t widest) {
  enum lang lang = report->options->lang;
  size_t columns = show_name(report, out, line);
  buffer_fill(out, ' ', widest - columns);
  buffer_format(out, "%7zu", line->count);
  for (int severity = HVL_ERROR; severity >= HVL_NOTE; severity--)
    if (line->severities[severity])
      buffer_format(out, "  %s %zu",
                    severity_text(lang, (hvl_severity)severity),
                    line->severities[severity]);
  buffer_put(out, '\n');
}

static void text_end(const struct report *report, void *opaque) {
  struct text_state *state = opaque;
  struct tally *tally = &state->tally;
  buffer_clear(&state->out);
  report_sum(report, &state->out, tally->findings, tally->chats_found,
             tally->chats);
  buffer_put(&state->out, '\n');
  size_t widest = widest_name(report, tally);
  for (size_t i = 0; i < tally->line_count; i++)
    show_line(report, &state->out, &tally->lines[i], widest);
  if (report->options->quiet) buffer_clear(&state->out);
  if (report_incomplete(report, &state->out)) buffer_put(&state->out, '\n');
  fwrite(buffer_text(&state->out).data, 1, state->out.len, report->out);
  tally_free(tally);
  free(state->cluster.findings);
  buffer_free(&state->out);
  excerpt_free(&state->excerpt);
  free(state);
}

const struct report_type text_report = {"text", text_begin, text_add, text_end,
                                        true};
