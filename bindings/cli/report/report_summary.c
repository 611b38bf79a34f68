/* SPDX-License-Identifier: MIT */
/* report_summary.c - how many findings there are by line, rule, agent and day,
 * as tables that fit a terminal of 80 columns. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/width.h"
#include "chats/selection.h"
#include "report/counts.h"
#include "report/report.h"
#include "report/style.h"

/* In columns; and the rows of a table, but of days, that are shown. */
enum { WIDTH = 80, MARGIN = 2, NUMBER_WIDTH = 8, MESSAGES_WIDTH = 12 };
enum { MOST_ROWS = 20 };

enum { DAY_LENGTH = 24 * 3600 * 1000 }; /* in milliseconds */

struct summary_state {
  size_t findings, found, all;
  struct counts lines, rules, agents, groups, days;
  int64_t day; /* that is called day_name */
  struct buffer day_name, out;
};

static void *summary_begin(const struct report *report) {
  (void)report;
  return mem_zeroed(1, sizeof(struct summary_state));
}

static hvl_text text_of(const char *text) {
  return (hvl_text){text, strlen(text)};
}

/* The count of the day of `row`, whose name is empty if it has no time. The day
 * is mostly that of the message before. */
static struct count *day_of(struct summary_state *state,
                            const struct message_row *row) {
  if (!row->has_time) return counts_at(&state->days, (hvl_text){NULL, 0});
  int64_t day = row->time / DAY_LENGTH;
  if (!state->day_name.len || day != state->day) {
    buffer_clear(&state->day_name);
    clock_format(&state->day_name, row->time);
    state->day = day;
  }
  return counts_at(&state->days, (hvl_text){state->day_name.data, CLOCK_DAY});
}

static void add_messages(struct summary_state *state, const struct chat *chat,
                         const struct options *options) {
  for (size_t i = 0; i < chat->count; i++) {
    const struct message_row *row = &chat->messages[i];
    if (row->role != HVL_SELLER || !selection_keeps(options, row)) continue;
    counts_at(&state->agents, row->account)->messages++;
    day_of(state, row)->messages++;
  }
  counts_at(&state->groups, chat->group)->messages++;
}

static void add_finding(struct summary_state *state,
                        const struct judged *judged,
                        const hvl_finding *finding) {
  const hvl_rule *rule = finding->rule;
  const struct message_row *row = found_row(judged, finding);
  struct count *line = counts_at(&state->lines, text_of(rule->line));
  line->rule = rule;
  count_finding(line, finding);
  struct count *same = counts_at(&state->rules, text_of(rule->id));
  same->rule = rule;
  count_finding(same, finding);
  count_finding(counts_at(&state->agents, row->account), finding);
  count_finding(counts_at(&state->groups, judged->chat->group), finding);
  count_finding(day_of(state, row), finding);
}

static void summary_add(const struct report *report, void *opaque,
                        const struct judged *judged) {
  struct summary_state *state = opaque;
  (void)report;
  state->all++;
  state->found += judged->count > 0;
  state->findings += judged->count;
  add_messages(state, judged->chat, report->options);
  for (size_t i = 0; i < judged->count; i++)
    add_finding(state, judged, &judged->findings[i]);
}

/* The bytes of `text` that take at most `most` columns, as people see it. */
static size_t fitting(hvl_text text, size_t most) {
  size_t columns = 0, end = 0;
  int32_t before = 0;
  struct buffer shown = {0};
  for (size_t at = 0; at < text.len; end = at) {
    int32_t code = next_char(text, &at);
    columns += show_char(&shown, code, before);
    if (columns > most) break;
    before = code;
  }
  buffer_free(&shown);
  return end;
}

/* What of `text`, of `columns`, takes at most `most` columns at its end. */
static hvl_text tail_of(hvl_text text, size_t columns, size_t most) {
  struct buffer shown = {0};
  int32_t before = 0;
  size_t at = 0;
  while (at < text.len && columns > most) {
    int32_t code = next_char(text, &at);
    columns -= show_char(&shown, code, before);
    before = code;
  }
  buffer_free(&shown);
  return (hvl_text){text.data + at, text.len - at};
}

/* Append `text` in `most` columns: its beginning where it is longer, or else
 * its end. */
static void put_name(struct buffer *out, hvl_text text, size_t most,
                     bool from_end) {
  size_t columns = text_width(text);
  bool cut = columns > most;
  if (cut && from_end)
    text = tail_of(text, columns, most - 1);
  else if (cut)
    text.len = fitting(text, most - 1);
  if (cut && from_end) buffer_print(out, "\xE2\x80\xA6");
  columns = show_text(out, text) + cut;
  if (cut && !from_end) buffer_print(out, "\xE2\x80\xA6");
  buffer_fill(out, ' ', columns < most ? most - columns : 0);
}

/* `text` at the right of a column of numbers. */
static void put_head(struct buffer *out, const char *text, size_t width) {
  size_t columns = text_width(text_of(text));
  buffer_fill(out, ' ', columns < width ? width - columns : 1);
  buffer_print(out, text);
}

/* One table: what its names are, and whether messages are counted. */
struct table {
  enum message title;
  const struct counts *counts;
  bool messages;
};

static size_t name_width(const struct table *table) {
  return WIDTH - 4 * NUMBER_WIDTH - (table->messages ? MESSAGES_WIDTH : 0);
}

static void put_header(const struct report *report, struct buffer *out,
                       const struct table *table) {
  enum lang lang = report->options->lang;
  struct buffer line = {0};
  put_name(&line, text_of(report_text(report, table->title)), name_width(table),
           false);
  put_head(&line, report_text(report, SUMMARY_FOUND), NUMBER_WIDTH);
  for (int severity = HVL_ERROR; severity >= HVL_NOTE; severity--)
    put_head(&line, severity_text(lang, (hvl_severity)severity), NUMBER_WIDTH);
  if (table->messages)
    put_head(&line, report_text(report, SUMMARY_MESSAGES), MESSAGES_WIDTH);
  style_print(out, report->color, STYLE_BOLD, line.data);
  buffer_put(out, '\n');
  buffer_free(&line);
}

/* What a row is called: "发票 (invoice)", "invoice.refuse 拒绝开具发票". Of a
 * long agent, shop:account, the account tells more than the shop. */
static void put_label(const struct report *report, struct buffer *out,
                      const struct table *table, const struct count *count) {
  struct buffer name = {0};
  if (table->title == SUMMARY_LINE)
    buffer_format(&name, "%s (%s)",
                  report_pick(report, count->rule->line_title),
                  count->rule->line);
  else if (table->title == SUMMARY_RULE)
    buffer_format(&name, "%s %s", count->rule->id,
                  report_pick(report, count->rule->title));
  else if (count->name.len)
    report_label(report, &name, count->name);
  else
    buffer_print(&name, report_text(report, SUMMARY_UNKNOWN));
  buffer_fill(out, ' ', MARGIN);
  put_name(out, buffer_text(&name), name_width(table) - MARGIN,
           table->title == SUMMARY_AGENT);
  buffer_free(&name);
}

static void put_number(struct buffer *out, size_t number, int width) {
  if (number)
    buffer_format(out, "%*zu", width, number);
  else
    buffer_format(out, "%*s", width, "-");
}

static void put_row(const struct report *report, struct buffer *out,
                    const struct table *table, const struct count *count) {
  put_label(report, out, table, count);
  put_number(out, count->findings, NUMBER_WIDTH);
  for (int severity = HVL_ERROR; severity >= HVL_NOTE; severity--)
    put_number(out, count->severities[severity], NUMBER_WIDTH);
  if (table->messages) put_number(out, count->messages, MESSAGES_WIDTH);
  buffer_put(out, '\n');
}

/* What the table does not show: rows with few findings, and with none. */
static void put_rest(const struct report *report, struct buffer *out,
                     const struct counts *counts) {
  size_t rows = 0, findings = 0, clean = 0;
  for (size_t i = 0; i < counts->count; i++) {
    clean += !counts->items[i].findings;
    if (i < MOST_ROWS || !counts->items[i].findings) continue;
    rows++;
    findings += counts->items[i].findings;
  }
  if (rows) {
    buffer_fill(out, ' ', MARGIN);
    buffer_format(out, report_text(report, SUMMARY_REST), rows, findings);
    buffer_put(out, '\n');
  }
  if (!clean) return;
  buffer_fill(out, ' ', MARGIN);
  buffer_format(out, report_text(report, SUMMARY_CLEAN), clean);
  buffer_put(out, '\n');
}

/* Days show how it goes, all of them; of others those with most findings are of
 * interest. Where nothing has a name there is nothing to tell apart. */
static void put_table(const struct report *report, struct buffer *out,
                      const struct table *table) {
  const struct counts *counts = table->counts;
  bool days = table->title == SUMMARY_DAY;
  if (!counts->count || (counts->count == 1 && !counts->items[0].name.len))
    return;
  buffer_put(out, '\n');
  put_header(report, out, table);
  for (size_t i = 0; i < counts->count; i++)
    if (days || (i < MOST_ROWS && counts->items[i].findings))
      put_row(report, out, table, &counts->items[i]);
  if (!days) put_rest(report, out, counts);
}

static void put_tables(const struct report *report,
                       struct summary_state *state) {
  const struct table tables[] = {
      {SUMMARY_LINE, &state->lines, false},
      {SUMMARY_RULE, &state->rules, false},
      {SUMMARY_AGENT, &state->agents, true},
      {SUMMARY_DAY, &state->days, true},
      {SUMMARY_GROUP, &state->groups, false},
  };
  bool chats = report->options->command == COMMAND_AUDIT;
  counts_rank(&state->lines);
  counts_rank(&state->rules);
  counts_rank(&state->agents);
  counts_rank(&state->groups);
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    bool of_chats = tables[i].messages,
         of_templates = tables[i].title == SUMMARY_GROUP;
    if (chats ? !of_templates : !of_chats)
      put_table(report, &state->out, &tables[i]);
  }
}

static void summary_end(const struct report *report, void *opaque) {
  struct summary_state *state = opaque;
  report_sum(report, &state->out, state->findings, state->found, state->all);
  buffer_put(&state->out, '\n');
  if (report_incomplete(report, &state->out)) buffer_put(&state->out, '\n');
  if (state->findings) put_tables(report, state);
  fwrite(state->out.data, 1, state->out.len, report->out);
  struct counts *all[] = {&state->lines, &state->rules, &state->agents,
                          &state->groups, &state->days};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) counts_free(all[i]);
  buffer_free(&state->day_name);
  buffer_free(&state->out);
  free(state);
}

const struct report_type summary_report = {"summary", summary_begin,
                                           summary_add, summary_end, true};
