/* SPDX-License-Identifier: MIT */
/* read_csv.c - chat exports and templates in CSV files. */
#include <stdlib.h>
#include <string.h>

#include "base/texts.h"
#include "chats/roles.h"
#include "files/endings.h"
#include "input/columns.h"
#include "input/csv_header.h"
#include "input/html_text.h"
#include "input/input.h"
#include "input/record.h"
#include "input/transcript.h"

struct csv_state {
  const struct input *input;
  struct csv_table *table;
  char delimiter;
  struct pool names; /* of the columns */
  hvl_text *headers;
  struct columns columns;
  const hvl_text *cells; /* of the row at hand */
  size_t count;
  bool is_begun;   /* a row below the header was met */
  size_t searched; /* cells of several lines, for a conversation */
  bool is_ahead;   /* the row at hand was read before it is wanted */
  bool is_asked; /* of the row at hand the question was given, no answer yet */
  struct transcript *transcript; /* each row holds one; NULL: a message */
  int *texts; /* the columns of templates: the first, and 答案2, ... */
  size_t text_count, text_at; /* how many, and which is at hand */
  struct recorder *recorder;
  struct message_row message; /* of a template */
  struct buffer id, text, question;
};

static struct where row_where(const struct csv_state *state) {
  return (struct where){state->input->path, csv_table_line(state->table)};
}

/* Pass `titles` bytes of lines that stand above the header. */
static void skip_titles(const struct input *input, size_t titles) {
  hvl_text line;
  if (!titles) return;
  for (size_t passed = 0; passed < titles; passed += line.len)
    if (!lines_next(input->lines, &line)) return;
  log_note(input->log, (struct where){input->path, 0}, HEADER_BELOW,
           lines_number(input->lines) + 1);
}

/* In the wrong encoding no header is known. */
static void doubt_encoding(const struct input *input) {
  size_t byte = input->workbook ? 0 : lines_doubt(input->lines);
  if (byte)
    log_warning(input->log, (struct where){input->path, 0}, ENCODING_DOUBTED,
                lines_encoding(input->lines), byte);
}

static struct cells row_cells(const struct csv_state *state) {
  return (struct cells){&state->columns, state->cells, state->count};
}

static hvl_text cell(const struct csv_state *state, enum field field) {
  struct cells cells = row_cells(state);
  return cell_of(&cells, field);
}

/* Nothing says who speaks: do the rows hold whole conversations? */
static bool find_transcript(struct csv_state *state) {
  if (state->input->options->command != COMMAND_AUDIT ||
      !columns_are_transcript(&state->columns))
    return false;
  state->transcript = transcript_new(state->input);
  do {
    if (csv_table_next(state->table, 0) != CSV_ROW) return false;
    state->cells = csv_table_cells(state->table, &state->count);
  } while (!trim(cell(state, FIELD_TEXT)).len);
  struct cells cells = row_cells(state);
  return state->is_ahead = transcript_is(state->transcript, &cells);
}

/* What the table lacks; a cell of several lines may be meant to tell. */
static bool complain_columns(const struct csv_state *state,
                             struct where header) {
  const struct input *input = state->input;
  hvl_text text = cell(state, FIELD_TEXT);
  if (!state->transcript || !memchr(trim(text).data, '\n', trim(text).len))
    return columns_check(&state->columns, input->options->command,
                         state->headers, header, input->log);
  transcript_complain(state->transcript, csv_table_line(state->table));
  return false;
}

static bool check_columns(struct csv_state *state) {
  const struct input *input = state->input;
  struct where where = row_where(state);
  if (columns_map(&state->columns, input->options, state->cells, where,
                  input->log) &&
      (find_transcript(state) || complain_columns(state, where)))
    return true;
  doubt_encoding(input);
  return false;
}

/* Where a row may be several templates, or none. */
static void find_texts(struct csv_state *state) {
  const struct words *maps = &state->input->options->maps;
  columns_doubt_chats(&state->columns, maps, state->cells, row_where(state),
                      state->input->log);
  state->texts = mem_zeroed(state->count + 1, sizeof *state->texts);
  state->texts[0] = state->columns.at[FIELD_TEXT];
  state->text_count = 1 + columns_more_texts(&state->columns, maps,
                                             state->cells, state->texts + 1);
}

static bool take_header(struct csv_state *state, enum csv_status status) {
  const struct input *input = state->input;
  enum command command = input->options->command;
  if (status == CSV_END) return true; /* an empty file has no records */
  if (status != CSV_ROW) {
    log_error(input->log, row_where(state), CSV_BAD_HEADER);
    return false;
  }
  state->cells = csv_table_cells(state->table, &state->count);
  state->headers = mem_zeroed(state->count + 1, sizeof(hvl_text));
  for (size_t i = 0; i < state->count; i++)
    state->headers[i] = pool_copy(&state->names, state->cells[i]);
  columns_find(&state->columns, command, state->cells, state->count);
  if (command == COMMAND_AUDIT && state->count == 1 && !input->workbook &&
      ends_in(input->path, plain_length(input->path), ".txt")) {
    log_error(input->log, row_where(state), TEXT_IS_NO_CHAT);
    return false;
  }
  struct where where = row_where(state);
  if (!check_columns(state)) return false;
  columns_warn(&state->columns, command, &input->options->maps, state->headers,
               where, input->log);
  if (command == COMMAND_CHECK)
    find_texts(state);
  else
    columns_tell_pair(&state->columns, state->headers, input->path, input->log);
  return true;
}

static bool read_header(struct csv_state *state) {
  const struct input *input = state->input;
  enum command command = input->options->command;
  hvl_text head = lines_head(input->lines), line = csv_first_line(head);
  bool stated = line.len == 5 && memcmp(line.data, "sep=", 4) == 0;
  size_t titles = stated ? 0 : csv_find_header(input, state->table, head);
  if (titles)
    line = csv_first_line((hvl_text){head.data + titles, head.len - titles});
  state->delimiter = stated ? line.data[4] /* as Excel does */
                            : csv_sniff(state->table, command, line);
  csv_table_set_delimiter(state->table, state->delimiter);
  skip_titles(input, titles);
  enum csv_status status = csv_table_next(state->table, 0);
  if (stated) status = csv_table_next(state->table, 0);
  return take_header(state, status);
}

static void csv_close(void *opaque) {
  struct csv_state *state = opaque;
  csv_table_free(state->table);
  pool_free(&state->names);
  free(state->headers);
  free(state->texts);
  transcript_free(state->transcript);
  recorder_free(state->recorder);
  buffer_free(&state->id);
  buffer_free(&state->text);
  buffer_free(&state->question);
  free(state);
}

static void *csv_open(const struct input *input) {
  struct csv_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->table = csv_table_new(input->lines);
  state->recorder = recorder_new(input);
  if (read_header(state)) return state;
  csv_close(state);
  return NULL;
}

static bool start_sheet(const struct input *input, struct log *log) {
  return workbook_start(input->workbook, input->sheet, input->path, log);
}

/* Rows of titles above the header of a sheet; 0 if none is found. */
static size_t count_titles(const struct csv_state *state) {
  const struct input *input = state->input;
  struct buffer held = {0};
  struct log silent = log_holding(input->log, &held);
  size_t titles = 0, count;
  bool found = false, good = start_sheet(input, &silent);
  for (; good && !found && titles <= MOST_TITLES; titles += !found) {
    if (csv_table_next(state->table, 0) != CSV_ROW) break;
    const hvl_text *cells = csv_table_cells(state->table, &count);
    found = csv_is_header_row(input, cells, count);
  }
  buffer_free(&held);
  log_free(&silent);
  return found ? titles : 0;
}

/* Go to the row of the header, the first or one below titles. */
static enum csv_status find_header_row(struct csv_state *state) {
  const struct input *input = state->input;
  size_t count;
  enum csv_status status = csv_table_next(state->table, 0);
  if (status != CSV_ROW) return status;
  const hvl_text *cells = csv_table_cells(state->table, &count);
  if (csv_is_header_row(input, cells, count)) return status;
  size_t titles = count_titles(state);
  if (!start_sheet(input, input->log)) return CSV_END;
  for (size_t i = 0; i <= titles; i++) status = csv_table_next(state->table, 0);
  if (titles)
    log_note(input->log, (struct where){input->path, 0}, HEADER_BELOW,
             csv_table_line(state->table));
  return status;
}

/* A workbook's rows are read as those of a CSV file. */
static void *xlsx_open(const struct input *input) {
  if (!start_sheet(input, input->log)) return NULL;
  struct csv_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->table = csv_table_new(input->lines);
  csv_table_use(state->table, input->workbook);
  state->recorder = recorder_new(input);
  if (take_header(state, find_header_row(state))) {
    if (state->headers) workbook_warn(input->workbook, input->log);
    return state;
  }
  csv_close(state);
  return NULL;
}

/* Of the text of the row at hand, as in struct message_row. */
static size_t text_column(const struct csv_state *state, enum field field) {
  return csv_table_column(state->table, (size_t)state->columns.at[field]);
}

static struct record record_of(const struct csv_state *state,
                               enum row_side side) {
  return (struct record){.own = row_cells(state),
                         .side = side,
                         .customer = {"", 0},
                         .id = {"", 0},
                         .line = csv_table_line(state->table),
                         .column = text_column(state, record_text_field(side))};
}

/* A whole conversation in the cell of a message is told of once. */
static void doubt_message(struct csv_state *state) {
  enum { MOST_SEARCHED = 1000 };
  hvl_text text = cell(state, FIELD_TEXT);
  if (state->searched >= MOST_SEARCHED || !text.len ||
      !memchr(text.data, '\n', text.len))
    return;
  state->searched++;
  if (!dialogue_has_both(state->input, text)) return;
  log_warning(state->input->log, row_where(state), CELL_IS_CHAT);
  state->searched = MOST_SEARCHED;
}

static bool fill_message(struct csv_state *state, enum row_side side,
                         struct chat *chat) {
  struct record record = record_of(state, side);
  if (side == SIDE_ALL) doubt_message(state);
  return recorder_take(state->recorder, &record, chat);
}

/* The first message of the conversation that the row holds. */
static bool fill_first(struct csv_state *state, struct chat *chat) {
  struct record record = record_of(state, SIDE_ALL);
  transcript_begin(state->transcript, &record);
  return transcript_next(state->transcript, state->recorder, chat);
}

/* Of a pair the next half in which something is said. */
static bool fill_side(struct csv_state *state, struct chat *chat) {
  state->is_asked =
      !state->is_asked && fill_message(state, SIDE_QUESTION, chat);
  return state->is_asked || fill_message(state, SIDE_ANSWER, chat);
}

/* Of the row at hand; its line if nothing names it. */
static hvl_text template_id(struct csv_state *state, hvl_text question) {
  hvl_text id = trim(cell(state, FIELD_CONVERSATION));
  if (id.len) return id;
  if (question.len) return question;
  buffer_clear(&state->id);
  buffer_format(&state->id, "%zu", csv_table_line(state->table));
  return buffer_text(&state->id);
}

static void fill_template(struct csv_state *state, struct chat *chat) {
  hvl_text text = cell(state, FIELD_TEXT);
  hvl_text shown = html_shown(&state->text, text);
  *chat = (struct chat){.messages = &state->message, .count = 1};
  chat->question =
      trim(html_shown(&state->question, cell(state, FIELD_QUESTION)));
  chat->id = template_id(state, chat->question);
  chat->group = trim(cell(state, FIELD_GROUP));
  chat->suppress = trim(cell(state, FIELD_SUPPRESS));
  state->message = (struct message_row){
      .role = HVL_SELLER, .text = shown, .line = csv_table_line(state->table)};
  if (shown.data == text.data)
    state->message.column = text_column(state, FIELD_TEXT);
}

/* The next text of the row at hand, as a template; false behind the last. */
static bool next_text(struct csv_state *state, struct chat *chat) {
  while (state->text_at + 1 < state->text_count) {
    state->columns.at[FIELD_TEXT] = state->texts[++state->text_at];
    if (!trim(cell(state, FIELD_TEXT)).len) continue;
    fill_template(state, chat);
    return true;
  }
  if (state->text_count) state->columns.at[FIELD_TEXT] = state->texts[0];
  state->text_at = 0;
  return false;
}

static bool is_blank_row(const struct csv_state *state) {
  for (size_t i = 0; i < state->count; i++)
    if (trim(state->cells[i]).len) return false;
  return true;
}

/* Are the cells there that make a record? A comma too many is told of. */
static bool check_width(const struct csv_state *state) {
  static const enum field needed[] = {FIELD_TEXT, FIELD_CONVERSATION};
  struct where where = row_where(state);
  size_t wanted = state->columns.count;
  size_t fields = state->input->options->command == COMMAND_AUDIT ? 2 : 1;
  for (size_t i = 0; i < fields; i++) {
    int at = state->columns.at[needed[i]];
    if (at == NO_COLUMN || (size_t)at < state->count) continue;
    log_error(state->input->log, where, ROW_SHORT, state->count, wanted);
    return false;
  }
  for (size_t i = wanted; i < state->count; i++) {
    if (!trim(state->cells[i]).len) continue;
    log_warning(state->input->log, where, ROW_LONG, state->count, wanted);
    break;
  }
  return true;
}

/* The header once more, as where files were put together. */
static bool is_header_again(const struct csv_state *state) {
  hvl_text text = cell(state, FIELD_TEXT);
  hvl_text name = state->headers[state->columns.at[FIELD_TEXT]];
  if (state->count != state->columns.count || !text_same(text, name))
    return false;
  for (size_t i = 0; i < state->count; i++)
    if (!same_name(state->cells[i], state->headers[i]) &&
        (trim(state->cells[i]).len || trim(state->headers[i]).len))
      return false;
  return true;
}

/* The header in another language, in the row below it. */
static bool is_second_header(const struct csv_state *state) {
  static const enum field others[] = {FIELD_ROLE, FIELD_SENDER, FIELD_IS_SHOP,
                                      FIELD_QUESTION};
  enum command command = state->input->options->command;
  const int *at = state->columns.at;
  struct columns again;
  columns_find(&again, command, state->cells, state->count);
  if (again.at[FIELD_TEXT] != at[FIELD_TEXT]) return false;
  if (command != COMMAND_AUDIT)
    return at[FIELD_CONVERSATION] != NO_COLUMN &&
           again.at[FIELD_CONVERSATION] == at[FIELD_CONVERSATION];
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (at[others[i]] != NO_COLUMN && again.at[others[i]] == at[others[i]])
      return true;
  return false;
}

static bool is_header(struct csv_state *state) {
  bool first = !state->is_begun;
  state->is_begun = true;
  return is_header_again(state) || (first && is_second_header(state));
}

static bool fill_chat(struct csv_state *state, struct chat *chat) {
  if (!check_width(state)) return false;
  if (state->transcript) return fill_first(state, chat);
  if (state->input->options->command == COMMAND_AUDIT)
    return columns_are_pair(&state->columns)
               ? fill_side(state, chat)
               : fill_message(state, SIDE_ALL, chat);
  fill_template(state, chat);
  return true;
}

/* What is left of the row at hand, where it holds several. */
static bool fill_rest(struct csv_state *state, struct chat *chat) {
  if (state->transcript)
    return transcript_next(state->transcript, state->recorder, chat);
  return (state->is_asked && fill_side(state, chat)) ||
         (state->is_begun && next_text(state, chat));
}

/* The next record; lines lost behind a broken one are told of. */
static enum csv_status next_record(struct csv_state *state) {
  if (state->is_ahead) {
    state->is_ahead = false;
    return CSV_ROW;
  }
  struct where broken = row_where(state);
  enum csv_status status = csv_table_next(state->table, state->columns.count);
  size_t skipped = csv_table_skipped(state->table);
  if (skipped) log_error(state->input->log, broken, CSV_SKIPPED, skipped);
  return status;
}

static bool csv_next(void *opaque, struct chat *chat) {
  struct csv_state *state = opaque;
  if (fill_rest(state, chat)) return true;
  for (;;) {
    enum csv_status status = next_record(state);
    if (status == CSV_END) return false;
    if (status == CSV_ROW) {
      state->cells = csv_table_cells(state->table, &state->count);
      if (is_blank_row(state) || is_header(state)) continue;
      if (fill_chat(state, chat)) return true;
      continue;
    }
    log_error(state->input->log, row_where(state),
              status == CSV_STRAY ? CSV_STRAY_QUOTE : CSV_OPEN_QUOTE);
  }
}

static void csv_describe(const void *opaque, struct layout *layout) {
  const struct csv_state *state = opaque;
  *layout = (struct layout){state->delimiter, state->columns, state->headers};
}

const struct reader_type csv_reader = {"csv", csv_open, csv_next, csv_close,
                                       csv_describe};
const struct reader_type xlsx_reader = {"xlsx", xlsx_open, csv_next, csv_close,
                                        csv_describe};
