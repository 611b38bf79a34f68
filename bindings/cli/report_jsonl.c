/* SPDX-License-Identifier: MIT */
/* report_jsonl.c - findings as JSON, one a line, for programs. */
#include <json.h>

#include "alloc.h"
#include "log.h"
#include "report.h"

static void set_text(json_object *object, const char *key, const char *text) {
  json_object_object_add(object, key, mem_must(json_object_new_string(text)));
}

static void set_bytes(json_object *object, const char *key, hvl_text text) {
  json_object_object_add(
      object, key,
      mem_must(json_object_new_string_len(text.data, (int)text.len)));
}

static void set_number(json_object *object, const char *key, size_t number) {
  json_object_object_add(object, key,
                         mem_must(json_object_new_int64((int64_t)number)));
}

static void set_spans(json_object *object, const hvl_finding *finding) {
  json_object *spans = mem_must(json_object_new_array());
  for (size_t i = 0; i < finding->span_count; i++) {
    json_object *span = mem_must(json_object_new_object());
    set_number(span, "message", finding->spans[i].message);
    set_number(span, "start", finding->spans[i].start);
    set_number(span, "end", finding->spans[i].end);
    json_object_array_add(spans, span);
  }
  json_object_object_add(object, "spans", spans);
}

static void set_evasion(json_object *object, uint32_t evasion) {
  static const char *const names[] = {"filler", "spaced", "sound", "split",
                                      "turn"};
  json_object *array = mem_must(json_object_new_array());
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (evasion >> i & 1)
      json_object_array_add(array, mem_must(json_object_new_string(names[i])));
  json_object_object_add(object, "evasion", array);
}

static void set_evidence(const struct report *report, json_object *object,
                         const struct judged *judged,
                         const hvl_finding *finding) {
  struct buffer evidence = {0};
  report_evidence(report, &evidence, judged, finding);
  set_bytes(object, "evidence", buffer_text(&evidence));
  buffer_free(&evidence);
}

static json_object *finding_object(const struct report *report,
                                   const struct judged *judged,
                                   const hvl_finding *finding) {
  const hvl_rule *rule = finding->rule;
  json_object *object = mem_must(json_object_new_object());
  bool chats = report->options->command == COMMAND_AUDIT;
  set_bytes(object, chats ? "conversation" : "template", judged->chat->id);
  set_number(object, "message", finding->message);
  set_text(object, "line", rule->line);
  set_text(object, "rule", rule->id);
  set_text(object, "severity", severity_name(finding->severity));
  set_number(object, "level", finding->level);
  set_spans(object, finding);
  set_evasion(object, finding->evasion);
  set_evidence(report, object, judged, finding);
  set_text(object, "title", report_pick(report, rule->title));
  set_text(object, "why", report_pick(report, rule->why));
  set_text(object, "say", report_pick(report, rule->say));
  set_text(object, "source", judged->source);
  set_number(object, "source_line",
             judged->chat->messages[finding->message].line);
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
    json_object *object = finding_object(report, judged, &judged->findings[i]);
    size_t len;
    const char *written = json_object_to_json_string_length(
        object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &len);
    mem_must((void *)written);
    fwrite(written, 1, len, report->out);
    fputc('\n', report->out);
    json_object_put(object);
  }
}

static void jsonl_end(const struct report *report, void *state) {
  (void)report;
  (void)state;
}

const struct report_type jsonl_report = {"jsonl", jsonl_begin, jsonl_add,
                                         jsonl_end};
