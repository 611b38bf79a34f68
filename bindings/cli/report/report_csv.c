/* SPDX-License-Identifier: MIT */
/* report_csv.c - findings as a table (RFC 4180), one a row, for spreadsheets:
 * nothing in it is taken for a formula. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/width.h"
#include "chats/chat_mask.h"
#include "report/report.h"

/* Bytes of a message that are shown, so that a cell stays one to read. */
enum { LONGEST_TEXT = 3000 };

struct csv_state {
  struct buffer row, cell;
};

/* Could a spreadsheet take a cell that begins with `code` for a formula? */
static bool starts_formula(int32_t code) {
  switch (code) {
  case '=':
  case '+':
  case '-':
  case '@':
  case 0xFF1D: /* the same in full width */
  case 0xFF0B:
  case 0xFF0D:
  case 0xFF20: return true;
  default: return false;
  }
}

static bool is_formula(hvl_text text) {
  for (size_t at = 0; at < text.len;) {
    int32_t code = next_char(text, &at);
    if (code != ' ' && code != 0xA0 && code != 0x3000)
      return starts_formula(code);
  }
  return false;
}

/* Append `text` as a cell. Tabs and line breaks are made visible, so that no
 * cell begins with one. */
static void put_text(struct csv_state *state, hvl_text text) {
  struct buffer *row = &state->row, *cell = &state->cell;
  buffer_clear(cell);
  show_text(cell, text);
  if (row->len) buffer_put(row, ',');
  buffer_put(row, '"');
  if (is_formula(buffer_text(cell))) buffer_put(row, '\'');
  for (size_t i = 0; i < cell->len; i++) {
    if (cell->data[i] == '"') buffer_put(row, '"');
    buffer_put(row, cell->data[i]);
  }
  buffer_put(row, '"');
}

static void put_string(struct csv_state *state, const char *text) {
  put_text(state, (hvl_text){text, strlen(text)});
}

static void put_number(struct csv_state *state, size_t number) {
  buffer_format(&state->row, "%s%zu", state->row.len ? "," : "", number);
}

static void write_row(const struct report *report, struct csv_state *state) {
  buffer_print(&state->row, "\r\n");
  fwrite(state->row.data, 1, state->row.len, report->out);
  buffer_clear(&state->row);
}

static void put_headers(const struct report *report, struct csv_state *state,
                        const enum message *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    put_string(state, report_text(report, names[i]));
}

static void put_header(const struct report *report, struct csv_state *state) {
  static const enum message rule[] = {CELL_SEVERITY, CELL_LEVEL, CELL_LINE,
                                      CELL_RULE, CELL_TITLE};
  static const enum message chat[] = {CELL_CONVERSATION, CELL_MESSAGE,
                                      CELL_AGENT, CELL_DAY, CELL_TIME};
  static const enum message template[] = {CELL_TEMPLATE, CELL_GROUP};
  static const enum message rest[] = {
      CELL_EVIDENCE, CELL_TEXT,   CELL_WHY,         CELL_SAY,
      CELL_EVASION,  CELL_SOURCE, CELL_SOURCE_LINE, CELL_FINGERPRINT};
  put_headers(report, state, rule, sizeof rule / sizeof *rule);
  if (report->options->command == COMMAND_AUDIT)
    put_headers(report, state, chat, sizeof chat / sizeof *chat);
  else
    put_headers(report, state, template, sizeof template / sizeof *template);
  put_headers(report, state, rest, sizeof rest / sizeof *rest);
}

/* Spreadsheets read a file without the mark as of the system's encoding. */
static void *csv_begin(const struct report *report) {
  struct csv_state *state = mem_zeroed(1, sizeof *state);
  fputs("\xEF\xBB\xBF", report->out);
  put_header(report, state);
  write_row(report, state);
  return state;
}

static void put_rule(const struct report *report, struct csv_state *state,
                     const hvl_finding *finding) {
  put_string(state, severity_text(report->options->lang, finding->severity));
  put_number(state, finding->level);
  put_string(state, report_pick(report, finding->rule->line_title));
  put_string(state, finding->rule->id);
  put_string(state, report_pick(report, finding->rule->title));
}

static void put_label(const struct report *report, struct csv_state *state,
                      hvl_text label) {
  struct buffer shown = {0};
  report_label(report, &shown, label);
  put_text(state, buffer_text(&shown));
  buffer_free(&shown);
}

static void put_place(const struct report *report, struct csv_state *state,
                      const struct judged *judged, const hvl_finding *finding) {
  const struct message_row *row = found_row(judged, finding);
  put_label(report, state, judged->chat->id);
  if (report->options->command != COMMAND_AUDIT) {
    put_label(report, state, judged->chat->group);
    return;
  }
  struct buffer time = {0};
  if (row->has_time) clock_format(&time, row->time);
  put_number(state, finding->message + 1);
  put_label(report, state, row->account);
  put_text(state, (hvl_text){time.data, time.len ? CLOCK_DAY : 0});
  put_string(state, time.len ? time.data + CLOCK_DAY + 1 : "");
  buffer_free(&time);
}

static void put_said(const struct report *report, struct csv_state *state,
                     const struct judged *judged, const hvl_finding *finding) {
  hvl_text text = found_row(judged, finding)->text;
  struct buffer said = {0};
  struct mask mask = {0};
  size_t end = 0;
  report_evidence(report, &said, judged, finding);
  put_text(state, buffer_text(&said));
  buffer_clear(&said);
  while (end < text.len && end < LONGEST_TEXT) next_char(text, &end);
  if (!report->options->no_mask)
    chat_mask(&mask, judged->chat, finding->message, 0, end);
  mask_write(&mask, &said, text, 0, end);
  if (end < text.len) buffer_print(&said, "\xE2\x80\xA6");
  put_text(state, buffer_text(&said));
  mask_free(&mask);
  buffer_free(&said);
}

static void put_evasion(struct csv_state *state, uint32_t evasion) {
  struct buffer names = {0};
  for (size_t i = 0; evasion_name(i); i++)
    if (evasion >> i & 1)
      buffer_format(&names, "%s%s", names.len ? " " : "", evasion_name(i));
  put_text(state, buffer_text(&names));
  buffer_free(&names);
}

static void csv_add(const struct report *report, void *opaque,
                    const struct judged *judged) {
  struct csv_state *state = opaque;
  for (size_t i = 0; i < judged->count; i++) {
    const hvl_finding *finding = &judged->findings[i];
    put_rule(report, state, finding);
    put_place(report, state, judged, finding);
    put_said(report, state, judged, finding);
    put_string(state, report_pick(report, finding->rule->why));
    put_string(state, report_pick(report, finding->rule->say));
    put_evasion(state, finding->evasion);
    put_string(state, judged->source);
    put_number(state, found_row(judged, finding)->line);
    put_string(state, found_fingerprint(judged, finding));
    write_row(report, state);
  }
}

static void csv_end(const struct report *report, void *opaque) {
  struct csv_state *state = opaque;
  (void)report;
  buffer_free(&state->row);
  buffer_free(&state->cell);
  free(state);
}

const struct report_type csv_report = {"csv", csv_begin, csv_add, csv_end,
                                       false};
