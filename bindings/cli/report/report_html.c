/* SPDX-License-Identifier: MIT */
/* report_html.c - findings as one page to work in. The page is html/; this
 * writes its data, in the form that html/data.js tells. */
#include <stdlib.h>
#include <string.h>

#include "chats/chat_mask.h"
#include "chats/selection.h"
#include "report/cluster.h"
#include "report/html_json.h"
#include "report/html_page.h"
#include "report/report.h"
#include "report/roster.h"

/* Messages shown before and after one that is found or holds evidence. */
enum { AROUND = 100, HOURS = 24, HOUR = 3600 * 1000 };

struct html_state {
  struct roster sources, rules;
  struct roster agents, days; /* with what they wrote, found or not */
  size_t hours[HOURS];
  size_t chats, messages, findings;
  size_t written; /* conversations with findings */
  struct cluster cluster;
  struct buffer out; /* one conversation */
  struct mask mask;
  bool *kept; /* of the messages of one conversation */
  size_t kept_cap;
};

static void *html_begin(const struct report *report) {
  fwrite(html_page_head, 1, html_page_head_size, report->out);
  return mem_zeroed(1, sizeof(struct html_state));
}

/* ---- What was looked at -------------------------------------------------- */

static int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0);
}

static void count_time(struct html_state *state, int64_t time) {
  char name[24];
  int64_t hour = floor_div(time, HOUR);
  int64_t day = floor_div(hour, HOURS);
  int len = snprintf(name, sizeof name, "%lld", (long long)day);
  hvl_text text = {name, (size_t)len};
  roster_count(&state->days, text);
  state->hours[hour - day * HOURS]++;
}

static void count_chat(struct html_state *state, const struct judged *judged,
                       const struct options *options) {
  const struct chat *chat = judged->chat;
  state->chats++;
  state->messages += chat->count;
  state->findings += judged->count;
  for (size_t i = 0; i < chat->count; i++) {
    const struct message_row *row = &chat->messages[i];
    if (row->role != HVL_SELLER || !selection_keeps(options, row)) continue;
    roster_count(&state->agents, row->account);
    if (row->has_time) count_time(state, row->time);
  }
}

/* ---- A conversation ------------------------------------------------------ */

static void keep_around(struct html_state *state, size_t count, size_t index) {
  size_t from = index > AROUND ? index - AROUND : 0;
  size_t last = count - index > AROUND ? index + AROUND : count - 1;
  memset(state->kept + from, true, last - from + 1);
}

static void choose_messages(struct html_state *state,
                            const struct judged *judged) {
  size_t count = judged->chat->count;
  if (count > state->kept_cap) {
    state->kept = mem_resize(state->kept, count, sizeof *state->kept);
    state->kept_cap = count;
  }
  memset(state->kept, false, count);
  for (size_t i = 0; i < judged->count; i++) {
    const hvl_finding *finding = &judged->findings[i];
    keep_around(state, count, finding->message);
    for (size_t j = 0; j < finding->span_count; j++)
      keep_around(state, count, finding->spans[j].message);
  }
}

/* [index, role, agent or -1, seconds or null, line, text] */
static void add_message(const struct report *report, struct html_state *state,
                        const struct chat *chat, size_t index) {
  const struct message_row *row = &chat->messages[index];
  bool masked = !report->options->no_mask;
  struct buffer *out = &state->out;
  bool seller = row->role == HVL_SELLER;
  buffer_format(out, "[%zu,%d,", index, (int)row->role);
  if (seller)
    buffer_format(out, "%zu,", roster_number(&state->agents, row->account));
  else
    buffer_print(out, "-1,");
  if (row->has_time)
    buffer_format(out, "%lld,", (long long)floor_div(row->time, 1000));
  else
    buffer_print(out, "null,");
  buffer_format(out, "%zu,", row->line);
  if (masked) chat_mask(&state->mask, chat, index, 0, row->text.len);
  html_json_text(out, row->text, masked ? &state->mask : NULL);
  buffer_put(out, ']');
}

static void add_messages(const struct report *report, struct html_state *state,
                         const struct chat *chat) {
  const char *comma = "";
  for (size_t i = 0; i < chat->count; i++) {
    if (!state->kept[i]) continue;
    buffer_print(&state->out, comma);
    add_message(report, state, chat, i);
    comma = ",";
  }
}

/* Code points before byte `offset`: a masked text has as many. */
static size_t points_before(hvl_text text, size_t offset) {
  size_t points = 0;
  for (size_t i = 0; i < offset; i++)
    points += ((uint8_t)text.data[i] & 0xC0) != 0x80;
  return points;
}

/* [[message, start, end], ...], in code points */
static void add_spans(struct buffer *out, const struct chat *chat,
                      const hvl_finding *finding) {
  buffer_put(out, '[');
  for (size_t i = 0; i < finding->span_count; i++) {
    const hvl_span *span = &finding->spans[i];
    hvl_text text = chat->messages[span->message].text;
    buffer_format(out, "%s[%zu,%zu,%zu]", i ? "," : "", span->message,
                  points_before(text, span->start),
                  points_before(text, span->end));
  }
  buffer_put(out, ']');
}

static size_t rule_number(struct html_state *state, const hvl_rule *rule) {
  return roster_number(&state->rules, (hvl_text){rule->id, strlen(rule->id)});
}

/* [rule, severity, level, fingerprint, spans] */
static void add_finding(struct html_state *state, const struct judged *judged,
                        const hvl_finding *finding) {
  buffer_format(&state->out, "[%zu,%d,%u,\"%s\",",
                rule_number(state, finding->rule), (int)finding->severity,
                (unsigned)finding->level, found_fingerprint(judged, finding));
  add_spans(&state->out, judged->chat, finding);
  buffer_put(&state->out, ']');
}

/* [message, evasion, findings]: what one line has against one message */
static void add_issue(struct html_state *state, const struct judged *judged) {
  const struct cluster *cluster = &state->cluster;
  buffer_format(&state->out, "[%zu,%u,[", cluster->findings[0]->message,
                (unsigned)cluster_evasion(cluster));
  for (size_t i = 0; i < cluster->count; i++) {
    if (i) buffer_put(&state->out, ',');
    add_finding(state, judged, cluster->findings[i]);
  }
  buffer_print(&state->out, "]]");
}

static void add_issues(struct html_state *state, const struct judged *judged) {
  const char *comma = "";
  for (size_t i = 0; i < judged->count; i++) {
    if (!cluster_fill(&state->cluster, judged, i)) continue;
    buffer_print(&state->out, comma);
    add_issue(state, judged);
    comma = ",";
  }
}

static void add_label(const struct report *report, struct html_state *state,
                      hvl_text label) {
  bool masked = !report->options->no_mask;
  if (masked) mask_find_label(&state->mask, label);
  html_json_text(&state->out, label, masked ? &state->mask : NULL);
}

static const struct mask *mask_of(const struct report *report,
                                  struct html_state *state, hvl_text text) {
  if (report->options->no_mask) return NULL;
  mask_find(&state->mask, text, 0, text.len);
  return &state->mask;
}

static void add_facts(const struct report *report, struct html_state *state,
                      const struct chat *chat) {
  struct buffer *out = &state->out;
  for (size_t i = 0; i < chat->fact_count; i++) {
    hvl_text name = chat->facts[i].name, value = chat->facts[i].value;
    buffer_print(out, i ? ",[" : "[");
    html_json_text(out, name, mask_of(report, state, name));
    buffer_put(out, ',');
    html_json_text(out, value, mask_of(report, state, value));
    buffer_put(out, ']');
  }
}

static void html_add(const struct report *report, void *opaque,
                     const struct judged *judged) {
  struct html_state *state = opaque;
  struct buffer *out = &state->out;
  count_chat(state, judged, report->options);
  if (!judged->count) return;
  hvl_text source = {judged->source, strlen(judged->source)};
  choose_messages(state, judged);
  buffer_clear(out);
  buffer_print(out, state->written++ ? ",\n{\"id\":" : "{\"id\":");
  add_label(report, state, judged->chat->id);
  buffer_print(out, ",\"group\":");
  add_label(report, state, judged->chat->group);
  buffer_format(out, ",\"source\":%zu,\"count\":%zu,\"facts\":[",
                roster_number(&state->sources, source), judged->chat->count);
  add_facts(report, state, judged->chat);
  buffer_print(out, "],\"messages\":[");
  add_messages(report, state, judged->chat);
  buffer_print(out, "],\"issues\":[");
  add_issues(state, judged);
  buffer_print(out, "]}");
  fwrite(out->data, 1, out->len, report->out);
}

/* ---- About the report ---------------------------------------------------- */

static void add_names(const struct report *report, struct html_state *state,
                      const char *key, const struct roster *roster) {
  struct buffer *out = &state->out;
  buffer_format(out, ",\n\"%s\":[", key);
  for (size_t i = 0; i < roster->count; i++) {
    if (i) buffer_put(out, ',');
    buffer_put(out, '[');
    add_label(report, state, roster->entries[i].name);
    buffer_format(out, ",%zu]", roster->entries[i].count);
  }
  buffer_put(out, ']');
}

static void add_hours(struct buffer *out, const struct html_state *state) {
  buffer_print(out, ",\n\"hours\":[");
  for (size_t i = 0; i < HOURS; i++)
    buffer_format(out, i ? ",%zu" : "%zu", state->hours[i]);
  buffer_put(out, ']');
}

static void add_rule(struct buffer *out, const hvl_rule *rule) {
  buffer_print(out, "{\"id\":");
  html_json_string(out, rule->id);
  buffer_print(out, ",\"line\":");
  html_json_string(out, rule->line);
  buffer_format(out, ",\"severity\":%d,\"level\":%u,\"lineTitle\":",
                (int)rule->severity, (unsigned)rule->level);
  html_json_both(out, rule->line_title);
  buffer_print(out, ",\"title\":");
  html_json_both(out, rule->title);
  buffer_print(out, ",\"why\":");
  html_json_both(out, rule->why);
  buffer_print(out, ",\"say\":");
  html_json_both(out, rule->say);
  buffer_put(out, '}');
}

/* The rules in the order of their numbers. */
static void add_rules(struct buffer *out, const hvl_ruleset *ruleset,
                      struct html_state *state) {
  size_t used = state->rules.count;
  const hvl_rule **rules = mem_zeroed(used ? used : 1, sizeof *rules);
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    size_t number = rule_number(state, rule);
    if (number < used) rules[number] = rule;
  }
  buffer_print(out, ",\n\"rules\":[");
  for (size_t i = 0; i < used; i++) {
    if (i) buffer_print(out, ",\n");
    add_rule(out, rules[i]);
  }
  buffer_put(out, ']');
  free(rules);
}

static void add_about(const struct report *report, struct buffer *out,
                      struct html_state *state) {
  const struct options *options = report->options;
  buffer_format(out, "{\"lang\":\"%s\",\"kind\":\"%s\",\"masked\":%s,",
                options->lang == LANG_ZH ? "zh" : "en",
                options->command == COMMAND_AUDIT ? "audit" : "check",
                options->no_mask ? "false" : "true");
  buffer_format(out,
                "\"chats\":%zu,\"messages\":%zu,\"findings\":%zu,"
                "\"errors\":%zu",
                state->chats, state->messages, state->findings,
                report->log->errors);
  add_names(report, state, "sources", &state->sources);
  add_names(report, state, "agents", &state->agents);
  add_names(report, state, "days", &state->days);
  add_hours(out, state);
  add_rules(out, report->ruleset, state);
  buffer_print(out, "}");
}

static void html_end(const struct report *report, void *opaque) {
  struct html_state *state = opaque;
  fwrite(html_page_middle, 1, html_page_middle_size, report->out);
  buffer_clear(&state->out);
  add_about(report, &state->out, state);
  fwrite(state->out.data, 1, state->out.len, report->out);
  fwrite(html_page_tail, 1, html_page_tail_size, report->out);
  roster_free(&state->sources);
  roster_free(&state->rules);
  roster_free(&state->agents);
  roster_free(&state->days);
  free(state->cluster.findings);
  buffer_free(&state->out);
  mask_free(&state->mask);
  free(state->kept);
  free(state);
}

const struct report_type html_report = {"html", html_begin, html_add, html_end,
                                        true};
