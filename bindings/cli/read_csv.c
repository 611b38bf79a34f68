/* SPDX-License-Identifier: MIT */
/* read_csv.c - chat exports and templates in CSV files. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "columns.h"
#include "csv_table.h"
#include "input.h"
#include "roles.h"

struct csv_state {
  const struct input *input;
  struct csv_table *table;
  struct columns columns;
  const hvl_text *cells; /* of the row at hand */
  size_t count;
  struct message_row message;
  struct fact facts[3];
  struct buffer values[3]; /* of the facts */
  struct buffer id, text;
};

static struct where row_where(const struct csv_state *state) {
  return (struct where){state->input->path, csv_table_line(state->table)};
}

static char sniff_delimiter(struct csv_table *table, enum command command,
                            hvl_text line) {
  static const char delimiters[] = {',', '\t', ';'};
  char best = ',';
  size_t most = 0, widest = 0;
  for (size_t i = 0; i < sizeof delimiters; i++) {
    struct columns columns;
    size_t count;
    csv_table_set_delimiter(table, delimiters[i]);
    if (csv_table_split(table, line) != CSV_ROW) continue;
    const hvl_text *cells = csv_table_cells(table, &count);
    columns_find(&columns, command, cells, count);
    size_t found = columns_found(&columns);
    if (found < most || (found == most && count <= widest)) continue;
    best = delimiters[i];
    most = found;
    widest = count;
  }
  csv_table_set_delimiter(table, best);
  return best;
}

/* The first line that is not blank. */
static hvl_text first_line(hvl_text head) {
  while (head.len && strchr("\r\n", *head.data) && *head.data) {
    head.data++;
    head.len--;
  }
  size_t len = 0;
  while (len < head.len && head.data[len] != '\n' && head.data[len] != '\r')
    len++;
  return (hvl_text){head.data, len};
}

bool csv_is_header(const struct input *input, hvl_text line) {
  struct csv_table *table = csv_table_new(input->lines);
  struct columns columns = {.count = 0};
  enum command command = input->options->command;
  line = first_line(line);
  csv_table_set_delimiter(table, sniff_delimiter(table, command, line));
  bool found = false;
  if (csv_table_split(table, line) == CSV_ROW) {
    size_t count;
    const hvl_text *cells = csv_table_cells(table, &count);
    columns_find(&columns, command, cells, count);
    found = columns.at[FIELD_TEXT] != NO_COLUMN &&
            (count > 1 || columns_found(&columns) == count);
  }
  csv_table_free(table);
  return found;
}

static bool read_header(struct csv_state *state) {
  const struct input *input = state->input;
  enum command command = input->options->command;
  hvl_text line = first_line(lines_head(input->lines));
  bool stated = line.len == 5 && memcmp(line.data, "sep=", 4) == 0;
  if (stated)
    csv_table_set_delimiter(state->table, line.data[4]); /* as Excel does */
  else
    sniff_delimiter(state->table, command, line);
  enum csv_status status = csv_table_next(state->table, 0);
  if (stated) status = csv_table_next(state->table, 0);
  if (status == CSV_END) return true; /* an empty file has no records */
  if (status != CSV_ROW) {
    log_error(input->log, row_where(state), CSV_BAD_HEADER);
    return false;
  }
  state->cells = csv_table_cells(state->table, &state->count);
  columns_find(&state->columns, command, state->cells, state->count);
  return columns_map(&state->columns, &input->options->maps, state->cells,
                     row_where(state), input->log) &&
         columns_check(&state->columns, command, state->cells, row_where(state),
                       input->log);
}

static void csv_close(void *opaque) {
  struct csv_state *state = opaque;
  csv_table_free(state->table);
  for (size_t i = 0; i < 3; i++) buffer_free(&state->values[i]);
  buffer_free(&state->id);
  buffer_free(&state->text);
  free(state);
}

static void *csv_open(const struct input *input) {
  struct csv_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->table = csv_table_new(input->lines);
  if (read_header(state)) return state;
  csv_close(state);
  return NULL;
}

/* The cell of `field`; empty where there is none. */
static hvl_text cell(const struct csv_state *state, enum field field) {
  int at = state->columns.at[field];
  if (at == NO_COLUMN || (size_t)at >= state->count) return (hvl_text){"", 0};
  return state->cells[at];
}

/* An id without what spreadsheets need to keep it as it is: ="0123", '123. */
static hvl_text clean_id(hvl_text id) {
  id = trim(id);
  if (id.len >= 3 && id.data[0] == '=' && id.data[1] == '"' &&
      id.data[id.len - 1] == '"')
    return (hvl_text){id.data + 2, id.len - 3};
  if (id.len > 1 && id.data[0] == '\'')
    return (hvl_text){id.data + 1, id.len - 1};
  return id;
}

/* Cells of a 快捷编码 table write commas and line breaks as entities. */
static hvl_text unescape(struct buffer *out, hvl_text text) {
  static const struct {
    const char *entity;
    char byte;
  } entities[] = {
      {"&#44;", ','}, {"&#13;", '\r'}, {"&#10;", '\n'}, {"&#34;", '"'}};
  buffer_clear(out);
  for (size_t at = 0; at < text.len;) {
    size_t len = 1;
    char byte = text.data[at];
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
      if (text.len - at < 5 || memcmp(text.data + at, entities[i].entity, 5))
        continue;
      byte = entities[i].byte;
      len = 5;
    }
    buffer_put(out, byte);
    at += len;
  }
  return buffer_text(out);
}

static hvl_role sender_role(const struct csv_state *state, hvl_text sender) {
  hvl_text name = trim(sender), customer = cell(state, FIELD_CONVERSATION);
  hvl_role role = role_of(name, &state->input->options->map_roles);
  if (role) return role;
  if (shop_of(name).len) return HVL_SELLER;
  customer = trim(customer);
  bool same = name.len && name.len == customer.len &&
              memcmp(name.data, customer.data, name.len) == 0;
  return same ? HVL_BUYER : (hvl_role)0;
}

/* The surest column that tells decides. */
static hvl_role row_role(const struct csv_state *state) {
  const struct words *map = &state->input->options->map_roles;
  hvl_role role = role_of(cell(state, FIELD_ROLE), map);
  if (!role) role = role_of_flag(cell(state, FIELD_IS_SHOP), map);
  if (!role) role = sender_role(state, cell(state, FIELD_SENDER));
  return role ? role : sender_role(state, cell(state, FIELD_ROLE));
}

static bool complain_role(const struct csv_state *state) {
  hvl_text value = cell(state, FIELD_ROLE);
  if (!value.len) value = cell(state, FIELD_IS_SHOP);
  if (!value.len) value = cell(state, FIELD_SENDER);
  int len = value.len < 60 ? (int)value.len : 60;
  log_error(state->input->log, row_where(state), UNKNOWN_ROLE, len, value.data);
  return false;
}

static void fill_facts(struct csv_state *state, struct chat *chat) {
  static const struct {
    const char *name;
    enum field field;
  } names[] = {{"free_shipping", FIELD_FREE_SHIPPING},
               {"shop", FIELD_SHOP},
               {"cod", FIELD_COD}};
  chat->facts = state->facts;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    hvl_text value = trim(cell(state, names[i].field));
    if (!value.len) continue;
    buffer_clear(&state->values[i]);
    fact_value(&state->values[i], names[i].name, value,
               &state->input->options->map_shops);
    state->facts[chat->fact_count++] = (struct fact){
        {names[i].name, strlen(names[i].name)}, buffer_text(&state->values[i])};
  }
}

static void fill_order(struct csv_state *state) {
  struct message_row *message = &state->message;
  message->has_time =
      clock_parse(trim(cell(state, FIELD_TIME)), &message->time);
  message->has_number =
      clock_parse_number(trim(cell(state, FIELD_NUMBER)), &message->number);
}

/* A sender whose name says nothing: the file as a whole may tell. */
static bool is_open_sender(const struct csv_state *state) {
  return trim(cell(state, FIELD_SENDER)).len &&
         !trim(cell(state, FIELD_ROLE)).len &&
         !trim(cell(state, FIELD_IS_SHOP)).len;
}

/* The account that wrote: the sender, unless that is a role; of a buyer rather
 * what the column for it says. */
static hvl_text account_of(const struct csv_state *state, hvl_role role) {
  hvl_text account = trim(cell(state, FIELD_ACCOUNT));
  hvl_text sender = trim(cell(state, FIELD_SENDER));
  if (role == HVL_SELLER) return sender;
  if (account.len || role_of(sender, &state->input->options->map_roles))
    return account;
  return sender;
}

static bool fill_message(struct csv_state *state, struct chat *chat) {
  struct message_row *message = &state->message;
  *message = (struct message_row){.role = row_role(state),
                                  .text = cell(state, FIELD_TEXT)};
  if (!message->role && !is_open_sender(state)) return complain_role(state);
  message->account = account_of(state, message->role);
  fill_order(state);
  fill_facts(state, chat);
  return true;
}

static void fill_template(struct csv_state *state, struct chat *chat) {
  hvl_text text = cell(state, FIELD_TEXT);
  if (state->columns.escaped) text = unescape(&state->text, text);
  chat->group = trim(cell(state, FIELD_GROUP));
  chat->suppress = trim(cell(state, FIELD_SUPPRESS));
  state->message = (struct message_row){.role = HVL_SELLER, .text = text};
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

static bool fill_chat(struct csv_state *state, struct chat *chat) {
  *chat = (struct chat){.messages = &state->message, .count = 1};
  chat->id = clean_id(cell(state, FIELD_CONVERSATION));
  if (!check_width(state)) return false;
  if (state->input->options->command == COMMAND_CHECK)
    fill_template(state, chat);
  else if (!fill_message(state, chat))
    return false;
  state->message.line = csv_table_line(state->table);
  if (chat->id.len) return true;
  buffer_clear(&state->id);
  buffer_format(&state->id, "%zu", state->message.line);
  chat->id = buffer_text(&state->id);
  return true;
}

/* The next record; lines lost behind a broken one are told of. */
static enum csv_status next_record(struct csv_state *state) {
  struct where broken = row_where(state);
  enum csv_status status = csv_table_next(state->table, state->columns.count);
  size_t skipped = csv_table_skipped(state->table);
  if (skipped) log_error(state->input->log, broken, CSV_SKIPPED, skipped);
  return status;
}

static bool csv_next(void *opaque, struct chat *chat) {
  struct csv_state *state = opaque;
  for (;;) {
    enum csv_status status = next_record(state);
    if (status == CSV_END) return false;
    if (status == CSV_ROW) {
      state->cells = csv_table_cells(state->table, &state->count);
      if (!is_blank_row(state) && fill_chat(state, chat)) return true;
      continue;
    }
    log_error(state->input->log, row_where(state),
              status == CSV_STRAY ? CSV_STRAY_QUOTE : CSV_OPEN_QUOTE);
  }
}

const struct reader_type csv_reader = {"csv", csv_open, csv_next, csv_close,
                                       true};
