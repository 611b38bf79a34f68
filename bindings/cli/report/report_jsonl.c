/* SPDX-License-Identifier: MIT */
/* report_jsonl.c - findings as JSON, one a line, for programs. */
#include "base/clock.h"
#include "report/json_out.h"
#include "report/report.h"

static void set_spans(json_object *object, const hvl_finding *finding) {
  json_object *spans = json_new_array();
  for (size_t i = 0; i < finding->span_count; i++) {
    json_object *span = json_new_object();
    json_set_number(span, "message", finding->spans[i].message);
    json_set_number(span, "start", finding->spans[i].start);
    json_set_number(span, "end", finding->spans[i].end);
    json_add(spans, span);
  }
  json_set(object, "spans", spans);
}

static void set_evidence(const struct report *report, json_object *object,
                         const struct judged *judged,
                         const hvl_finding *finding) {
  struct buffer evidence = {0};
  report_evidence(report, &evidence, judged, finding);
  json_set_text(object, "evidence", buffer_text(&evidence));
  buffer_free(&evidence);
}

/* Who of the shop wrote it, and when; null where the file does not tell. */
static void set_sender(const struct report *report, json_object *object,
                       const struct message_row *row) {
  struct buffer time = {0};
  if (row->has_time) clock_format(&time, row->time);
  json_set(object, "agent", NULL);
  json_set(object, "time", NULL);
  if (row->account.len) json_set_label(object, "agent", report, row->account);
  if (time.len) json_set_text(object, "time", buffer_text(&time));
  buffer_free(&time);
}

static json_object *finding_object(const struct report *report,
                                   const struct judged *judged,
                                   const hvl_finding *finding) {
  const hvl_rule *rule = finding->rule;
  json_object *object = json_new_object();
  bool chats = report->options->command == COMMAND_AUDIT;
  json_set_label(object, chats ? "conversation" : "template", report,
                 judged->chat->id);
  if (judged->chat->question.len)
    json_set_label(object, "question", report, judged->chat->question);
  json_set_number(object, "message", finding->message);
  json_set_string(object, "line", rule->line);
  json_set_string(object, "rule", rule->id);
  json_set_string(object, "severity", severity_name(finding->severity));
  json_set_number(object, "level", finding->level);
  set_spans(object, finding);
  json_set_evasion(object, finding->evasion);
  set_evidence(report, object, judged, finding);
  json_set_string(object, "title", report_pick(report, rule->title));
  json_set_string(object, "why", report_pick(report, rule->why));
  json_set_string(object, "say", report_pick(report, rule->say));
  json_set_string(object, "source", judged->source);
  json_set_number(object, "source_line", found_row(judged, finding)->line);
  if (chats) set_sender(report, object, found_row(judged, finding));
  json_set_string(object, "fingerprint", found_fingerprint(judged, finding));
  return object;
}

static void *jsonl_begin(const struct report *report) {
  (void)report;
  return NULL;
}

static void jsonl_add(const struct report *report, void *state,
                      const struct judged *judged) {
  (void)state;
  for (size_t i = 0; i < judged->count; i++) {
    json_write(report->out,
               finding_object(report, judged, &judged->findings[i]));
    fputc('\n', report->out);
  }
}

static void jsonl_end(const struct report *report, void *state) {
  (void)report;
  (void)state;
}

const struct report_type jsonl_report = {"jsonl", jsonl_begin, jsonl_add,
                                         jsonl_end, false};
