/* SPDX-License-Identifier: MIT */
/* report_sarif.c - findings as SARIF 2.1.0, as services that scan code accept
 * it: one run, results first, the rules that were broken behind them. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/width.h"
#include "report/json_out.h"
#include "report/region.h"
#include "report/report.h"
#include "verdicts/source_path.h"

/* Results of a run; services refuse a file with more. */
enum { MOST_RESULTS = 25000 };

struct sarif_state {
  const hvl_rule **rules; /* that were broken, in order of the first time */
  size_t rule_count, rule_cap;
  size_t results, left_out;
};

static void *sarif_begin(const struct report *report) {
  fputs("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
        "errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
        "\"version\":\"2.1.0\",\n"
        "\"runs\":[{\"columnKind\":\"unicodeCodePoints\",\n"
        "\"results\":[",
        report->out);
  return mem_zeroed(1, sizeof(struct sarif_state));
}

static size_t index_of(struct sarif_state *state, const hvl_rule *rule) {
  for (size_t i = 0; i < state->rule_count; i++)
    if (state->rules[i] == rule) return i;
  MEM_GROW(state->rules, state->rule_count, state->rule_cap);
  state->rules[state->rule_count] = rule;
  return state->rule_count++;
}

/* {"text": ...}, unless the text is empty, which no reader expects. */
static void set_message(json_object *object, const char *key, hvl_text text) {
  struct buffer shown = {0};
  show_text(&shown, text);
  if (shown.len) {
    json_object *message = json_new_object();
    json_set_text(message, "text", buffer_text(&shown));
    json_set(object, key, message);
  }
  buffer_free(&shown);
}

static void set_string(json_object *object, const char *key, const char *text) {
  set_message(object, key, (hvl_text){text, strlen(text)});
}

static json_object *new_region(const struct judged *judged,
                               const hvl_finding *finding) {
  json_object *object = json_new_object();
  struct region region = region_of(judged, finding);
  json_set_number(object, "startLine", region.start.line);
  if (region.start.column)
    json_set_number(object, "startColumn", region.start.column);
  json_set_number(object, "endLine", region.end.line);
  if (region.end.column)
    json_set_number(object, "endColumn", region.end.column);
  return object;
}

static json_object *new_location(const struct judged *judged,
                                 const hvl_finding *finding) {
  json_object *location = json_new_object(), *physical = json_new_object();
  json_object *artifact = json_new_object();
  struct buffer uri = {0};
  source_uri(&uri, judged->file);
  json_set_text(artifact, "uri", buffer_text(&uri));
  json_set(physical, "artifactLocation", artifact);
  json_set(physical, "region", new_region(judged, finding));
  json_set(location, "physicalLocation", physical);
  buffer_free(&uri);
  return location;
}

static void set_place(json_object *result, const struct judged *judged,
                      const hvl_finding *finding) {
  json_object *locations = json_new_array();
  json_add(locations, new_location(judged, finding));
  json_set(result, "locations", locations);
}

/* As those who invented it write it: a hash, and the how manieth of it, which
 * here is always the first. */
static void set_fingerprint(json_object *result, const struct judged *judged,
                            const hvl_finding *finding) {
  struct buffer text = {0};
  json_object *prints = json_new_object();
  buffer_format(&text, "%s:1", found_fingerprint(judged, finding));
  json_set_text(prints, "primaryLocationLineHash", buffer_text(&text));
  json_set(result, "partialFingerprints", prints);
  buffer_free(&text);
}

/* Unless it is empty, too. */
static void set_label(const struct report *report, json_object *object,
                      const char *key, hvl_text label) {
  if (label.len) json_set_label(object, key, report, label);
}

static void set_properties(const struct report *report, json_object *result,
                           const struct judged *judged,
                           const hvl_finding *finding) {
  bool chats = report->options->command == COMMAND_AUDIT;
  const struct message_row *row = found_row(judged, finding);
  json_object *properties = json_new_object();
  struct buffer time = {0};
  set_label(report, properties, chats ? "conversation" : "template",
            judged->chat->id);
  set_label(report, properties, "group", judged->chat->group);
  json_set_number(properties, "message", finding->message);
  json_set_number(properties, "level", finding->level);
  json_set_evasion(properties, finding->evasion);
  set_label(report, properties, "agent", row->account);
  if (row->has_time) clock_format(&time, row->time);
  if (time.len) json_set_text(properties, "time", buffer_text(&time));
  json_set(result, "properties", properties);
  buffer_free(&time);
}

static void write_result(const struct report *report, struct sarif_state *state,
                         const struct judged *judged,
                         const hvl_finding *finding) {
  json_object *result = json_new_object();
  struct buffer text = {0};
  report_explain(report, &text, judged, finding, " ");
  json_set_string(result, "ruleId", finding->rule->id);
  json_set_number(result, "ruleIndex", index_of(state, finding->rule));
  json_set_string(result, "level", severity_name(finding->severity));
  set_message(result, "message", buffer_text(&text));
  set_place(result, judged, finding);
  set_fingerprint(result, judged, finding);
  set_properties(report, result, judged, finding);
  fputs(state->results++ ? ",\n" : "\n", report->out);
  json_write(report->out, result);
  buffer_free(&text);
}

static void sarif_add(const struct report *report, void *opaque,
                      const struct judged *judged) {
  struct sarif_state *state = opaque;
  for (size_t i = 0; i < judged->count; i++) {
    if (state->results < MOST_RESULTS)
      write_result(report, state, judged, &judged->findings[i]);
    else
      state->left_out++;
  }
}

static void set_rule_properties(json_object *object, const hvl_rule *rule) {
  static const char *const precisions[] = {"", "very-high", "high", "medium"};
  static const char *const problems[] = {[HVL_NOTE] = "recommendation",
                                         [HVL_WARNING] = "warning",
                                         [HVL_ERROR] = "error"};
  json_object *properties = json_new_object(), *tags = json_new_array();
  json_add_string(tags, rule->line);
  json_set(properties, "tags", tags);
  json_set_string(properties, "precision", precisions[rule->level & 3]);
  json_set_string(properties, "problem.severity", problems[rule->severity]);
  json_set(object, "properties", properties);
}

static json_object *new_rule(const struct report *report,
                             const hvl_rule *rule) {
  json_object *object = json_new_object(), *settings = json_new_object();
  const char *title = report_pick(report, rule->title);
  const char *why = report_pick(report, rule->why);
  const char *say = report_pick(report, rule->say);
  if (!*title) title = rule->id;
  if (!*why) why = title;
  json_set_string(object, "id", rule->id);
  set_string(object, "shortDescription", title);
  set_string(object, "fullDescription", why);
  set_string(object, "help", *say ? say : why);
  json_set_string(settings, "level", severity_name(rule->severity));
  json_set(object, "defaultConfiguration", settings);
  set_rule_properties(object, rule);
  return object;
}

static json_object *new_tool(const struct report *report,
                             const struct sarif_state *state) {
  json_object *tool = json_new_object(), *driver = json_new_object();
  json_object *rules = json_new_array();
  struct buffer version = {0};
  uint32_t number = hvl_version();
  buffer_format(&version, "%u.%u.%u", (unsigned)(number >> 16),
                (unsigned)(number >> 8 & 255), (unsigned)(number & 255));
  for (size_t i = 0; i < state->rule_count; i++)
    json_add(rules, new_rule(report, state->rules[i]));
  json_set_string(driver, "name", "hvline");
  json_set_text(driver, "semanticVersion", buffer_text(&version));
  json_set_string(driver, "language",
                  report->options->lang == LANG_ZH ? "zh-CN" : "en");
  json_set(driver, "rules", rules);
  json_set(tool, "driver", driver);
  buffer_free(&version);
  return tool;
}

static void add_notice(json_object *notices, const char *level, hvl_text text) {
  json_object *notice = json_new_object();
  set_message(notice, "message", text);
  json_set_string(notice, "level", level);
  json_add(notices, notice);
}

/* What was left out is said to the user, and in the report. */
static void add_left_out(const struct report *report, json_object *notices,
                         size_t left_out) {
  struct buffer text = {0};
  buffer_format(&text, report_text(report, REPORT_FULL), (size_t)MOST_RESULTS,
                left_out);
  add_notice(notices, "warning", buffer_text(&text));
  log_warning(report->log, (struct where){0}, REPORT_FULL, (size_t)MOST_RESULTS,
              left_out);
  buffer_free(&text);
}

static void add_unread(const struct report *report, json_object *notices) {
  struct buffer text = {0};
  if (report_incomplete(report, &text))
    add_notice(notices, "error", buffer_text(&text));
  buffer_free(&text);
}

static json_object *new_notices(const struct report *report, size_t left_out) {
  json_object *notices = json_new_array();
  add_unread(report, notices);
  if (left_out) add_left_out(report, notices, left_out);
  return notices;
}

static json_object *new_invocations(const struct report *report,
                                    const struct sarif_state *state) {
  json_object *invocations = json_new_array(), *invocation = json_new_object();
  bool good = report->log->errors == 0;
  json_set_bool(invocation, "executionSuccessful", good);
  if (!good || state->left_out)
    json_set(invocation, "toolExecutionNotifications",
             new_notices(report, state->left_out));
  json_add(invocations, invocation);
  return invocations;
}

static void sarif_end(const struct report *report, void *opaque) {
  struct sarif_state *state = opaque;
  bool chats = report->options->command == COMMAND_AUDIT;
  fputs(state->results ? "\n],\n\"tool\":" : "],\n\"tool\":", report->out);
  json_write(report->out, new_tool(report, state));
  fputs(",\n\"invocations\":", report->out);
  json_write(report->out, new_invocations(report, state));
  fprintf(report->out, ",\n\"automationDetails\":{\"id\":\"hvline/%s/\"}}]}\n",
          chats ? "audit" : "check");
  free(state->rules);
  free(state);
}

const struct report_type sarif_report = {"sarif", sarif_begin, sarif_add,
                                         sarif_end, true};
