/* SPDX-License-Identifier: MIT */
/* columns.c - which column of a table holds what, found by the header. */
#include "input/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "base/texts.h"
#include "chats/roles.h"
#include "input/column_names.h"
#include "mask/mask.h"

/* What --map calls the fields, and whose they are. */
static const struct {
  const char *name;
  enum field field;
  unsigned commands;
} field_names[] = {
    {"conversation", FIELD_CONVERSATION, COMMAND_AUDIT},
    {"role", FIELD_ROLE, COMMAND_AUDIT},
    {"is_shop", FIELD_IS_SHOP, COMMAND_AUDIT},
    {"sender", FIELD_SENDER, COMMAND_AUDIT},
    {"receiver", FIELD_RECEIVER, COMMAND_AUDIT},
    {"text", FIELD_TEXT, COMMAND_AUDIT | COMMAND_CHECK},
    {"account", FIELD_ACCOUNT, COMMAND_AUDIT},
    {"agent", FIELD_AGENT, COMMAND_AUDIT},
    {"time", FIELD_TIME, COMMAND_AUDIT},
    {"date", FIELD_DATE, COMMAND_AUDIT},
    {"kind", FIELD_KIND, COMMAND_AUDIT},
    {"number", FIELD_NUMBER, COMMAND_AUDIT},
    {"free_shipping", FIELD_FREE_SHIPPING, COMMAND_AUDIT},
    {"shop", FIELD_SHOP, COMMAND_AUDIT},
    {"cod", FIELD_COD, COMMAND_AUDIT},
    {"id", FIELD_CONVERSATION, COMMAND_CHECK},
    {"group", FIELD_GROUP, COMMAND_CHECK},
    {"suppress", FIELD_SUPPRESS, COMMAND_CHECK},
    {"question", FIELD_QUESTION, COMMAND_AUDIT | COMMAND_CHECK},
};
enum { FIELD_NAMES = sizeof field_names / sizeof *field_names };

static struct buffer *normalise_all(const hvl_text *cells, size_t count) {
  struct buffer *headers = mem_zeroed(count + 1, sizeof *headers);
  for (size_t i = 0; i < count; i++) normalise_name(&headers[i], cells[i]);
  return headers;
}

static void free_headers(struct buffer *headers, size_t count) {
  for (size_t i = 0; i < count; i++) buffer_free(&headers[i]);
  free(headers);
}

static bool is_taken(const struct columns *columns, size_t column) {
  for (int field = 0; field < FIELD_COUNT; field++)
    if (columns->at[field] == (int)column) return true;
  return false;
}

static int find_field(const struct columns *columns, const struct names *names,
                      const struct buffer *headers, size_t count) {
  for (size_t i = 0; i < MOST_ALIASES && names->aliases[i]; i++)
    for (size_t column = 0; column < count; column++)
      if (headers[column].len &&
          *headers[column].data == *names->aliases[i] && /* most differ here */
          strcmp(headers[column].data, names->aliases[i]) == 0 &&
          !is_taken(columns, column))
        return (int)column;
  return NO_COLUMN;
}

/* Does no cell say who speaks? */
static bool is_speakerless(const struct columns *columns) {
  return columns->at[FIELD_ROLE] == NO_COLUMN &&
         columns->at[FIELD_IS_SHOP] == NO_COLUMN;
}

bool columns_are_pair(const struct columns *columns) {
  return columns->at[FIELD_QUESTION] != NO_COLUMN &&
         columns->at[FIELD_TEXT] != NO_COLUMN && is_speakerless(columns);
}

bool columns_are_message(const struct columns *columns) {
  return columns->at[FIELD_TEXT] != NO_COLUMN &&
         (!is_speakerless(columns) || columns->at[FIELD_SENDER] != NO_COLUMN);
}

bool columns_are_transcript(const struct columns *columns) {
  return columns->at[FIELD_TEXT] != NO_COLUMN &&
         !columns_are_message(columns) && !columns_are_pair(columns);
}

static const struct names *names_of(const struct name_table *table,
                                    enum field field) {
  size_t i = 0;
  while (table->names[i].field != field) i++;
  return &table->names[i];
}

/* In a table of chats without a text, find the two that make a pair: one alone,
 * as 问题 for what a chat is about, is none. */
static void find_pair(struct columns *columns, const struct buffer *headers) {
  size_t count = columns->count;
  if (columns->at[FIELD_TEXT] != NO_COLUMN || !is_speakerless(columns)) return;
  int question = find_field(columns, names_of(&template_names, FIELD_QUESTION),
                            headers, count);
  if (question == NO_COLUMN)
    question = find_field(columns, &asked_names, headers, count);
  int answer = find_field(columns, &answer_names, headers, count);
  if (question == NO_COLUMN || answer == NO_COLUMN) return;
  columns->at[FIELD_QUESTION] = question;
  columns->at[FIELD_TEXT] = answer;
}

/* Find the `fields` in the headers; a header may serve several if `shared`. A
 * question is shared in any case: where there is no other id, it is. */
static void find_fields(struct columns *columns, const struct name_table *table,
                        bool shared, const struct buffer *headers) {
  size_t count = columns->count;
  for (int field = 0; field < FIELD_COUNT; field++)
    columns->at[field] = NO_COLUMN;
  struct columns none = *columns;
  for (size_t i = 0; i < table->count; i++) {
    const struct names *names = &table->names[i];
    bool any = shared || names->field == FIELD_QUESTION;
    columns->at[names->field] =
        find_field(any ? &none : columns, names, headers, count);
  }
  if (columns->at[FIELD_CONVERSATION] != NO_COLUMN ||
      columns->at[FIELD_AGENT] == NO_COLUMN)
    return;
  int user = find_field(&none, &user_names, headers, count);
  if (user != NO_COLUMN && columns->at[FIELD_ACCOUNT] == user)
    columns->at[FIELD_ACCOUNT] = NO_COLUMN;
  columns->at[FIELD_CONVERSATION] = user;
}

/* Make 答案2 or 答案二 of a normalised header 答案. */
static void cut_number(struct buffer *header) {
  static const char numbers[][4] = {"一", "二", "三", "四", "五",
                                    "六", "七", "八", "九", "十"};
  size_t len = header->len;
  while (len && header->data[len - 1] >= '0' && header->data[len - 1] <= '9')
    len--;
  for (size_t i = 0; len == header->len && i < 10 && len > 3; i++)
    if (memcmp(header->data + len - 3, numbers[i], 3) == 0) len -= 3;
  if (len && len < header->len) buffer_cut(header, len);
}

/* In a table of templates find a text that is one beside its question only, or
 * the first of numbered ones. */
static void find_text(struct columns *columns, struct buffer *headers) {
  if (columns->at[FIELD_TEXT] == NO_COLUMN &&
      columns->at[FIELD_QUESTION] != NO_COLUMN)
    columns->at[FIELD_TEXT] =
        find_field(columns, &answer_names, headers, columns->count);
  if (columns->at[FIELD_TEXT] != NO_COLUMN) return;
  for (size_t i = 0; i < columns->count; i++)
    if (!is_taken(columns, i)) cut_number(&headers[i]);
  columns->at[FIELD_TEXT] = find_field(
      columns, names_of(&template_names, FIELD_TEXT), headers, columns->count);
}

/* Are both columns 答案, but for a number? */
static bool is_same_text(struct buffer *headers, int a, int b) {
  cut_number(&headers[a]);
  cut_number(&headers[b]);
  return text_same(buffer_text(&headers[a]), buffer_text(&headers[b]));
}

size_t columns_more_texts(const struct columns *columns,
                          const struct words *maps, const hvl_text *cells,
                          int *more) {
  int text = columns->at[FIELD_TEXT];
  size_t found = 0;
  if (text == NO_COLUMN || columns_text_is_mapped(maps)) return 0;
  struct buffer *headers = normalise_all(cells, columns->count);
  for (size_t i = 0; i < columns->count; i++)
    if (!is_taken(columns, i) && is_same_text(headers, (int)i, text))
      more[found++] = (int)i;
  free_headers(headers, columns->count);
  return found;
}

static void find_all(struct columns *columns, const struct name_table *table,
                     bool shared, const hvl_text *cells, size_t count) {
  struct buffer *headers = normalise_all(cells, count);
  *columns = (struct columns){.count = count};
  find_fields(columns, table, shared, headers);
  if (table == &chat_names) find_pair(columns, headers);
  if (table == &template_names) find_text(columns, headers);
  free_headers(headers, count);
}

void columns_find(struct columns *columns, enum command command,
                  const hvl_text *cells, size_t count) {
  find_all(columns, command == COMMAND_AUDIT ? &chat_names : &template_names,
           false, cells, count);
}

void columns_find_outer(struct columns *columns, const hvl_text *cells,
                        size_t count) {
  find_all(columns, &outer_names, true, cells, count);
}

size_t columns_found(const struct columns *columns) {
  size_t found = 0;
  for (int field = 0; field < FIELD_COUNT; field++)
    found += columns->at[field] != NO_COLUMN;
  return found;
}

const char *field_name(enum field field) {
  for (size_t i = 0; i < FIELD_NAMES; i++)
    if (field_names[i].field == field) return field_names[i].name;
  return "";
}

static const char *field_at(const void *ctx, size_t index) {
  (void)ctx;
  return index < FIELD_NAMES ? field_names[index].name : NULL;
}

static int field_called(const char *name) {
  for (size_t i = 0; i < FIELD_NAMES; i++)
    if (strcmp(field_names[i].name, name) == 0) return field_names[i].field;
  return FIELD_COUNT;
}

/* The field of a pair "field=header"; empty if it is longer than any. */
struct field_name {
  char text[32];
};

static struct field_name name_of(const char *pair) {
  struct field_name name = {""};
  size_t len = strcspn(pair, "=");
  if (len < sizeof name.text) memcpy(name.text, pair, len);
  return name;
}

unsigned field_commands(const char *pair) {
  struct field_name name = name_of(pair);
  for (size_t i = 0; i < FIELD_NAMES; i++)
    if (strcmp(field_names[i].name, name.text) == 0)
      return field_names[i].commands;
  return 0;
}

/* Cells for nearest(), one NUL-terminated copy each. */
struct headers {
  struct pool pool;
  const char **items;
  size_t count;
};

static struct headers headers_of(const hvl_text *cells, size_t count) {
  struct headers headers = {
      {NULL}, mem_zeroed(count + 1, sizeof(char *)), count};
  for (size_t i = 0; i < count; i++)
    headers.items[i] = pool_copy(&headers.pool, trim(cells[i])).data;
  return headers;
}

static void headers_free(struct headers *headers) {
  pool_free(&headers->pool);
  free(headers->items);
}

/* Append the beginning of a cell, masked: where a file has no header it is
 * something that somebody said. */
static void print_header(struct buffer *out, hvl_text cell) {
  enum { LONGEST = 16 };
  if (mask_beginning(out, cell, LONGEST)) buffer_print(out, "\xE2\x80\xA6");
}

void columns_list(struct buffer *out, const hvl_text *cells, size_t count) {
  enum { MOST = 32 };
  for (size_t i = 0; i < count && i < MOST; i++) {
    if (i) buffer_print(out, ", ");
    print_header(out, cells[i]);
  }
  if (count > MOST) buffer_print(out, ", \xE2\x80\xA6");
  if (!out->len) buffer_print(out, "-");
}

/* What `pair` says is no header. */
static bool complain_header(const struct options *options, const char *pair,
                            const hvl_text *cells, size_t count,
                            struct where where, struct log *log) {
  struct headers headers = headers_of(cells, count);
  const char *name = value_of(pair);
  const char *near = nearest_in(name, headers.items);
  struct buffer list = {0}, cited = {0}, shown = {0};
  options_cite(options, &cited, "map", pair);
  columns_list(&list, cells, count);
  if (near) {
    mask_string(&shown, near);
    log_error(log, where, NO_HEADER_NEAR, name, buffer_text(&shown).data,
              list.data, cited.data);
  } else {
    log_error(log, where, NO_HEADER, name, list.data, cited.data);
  }
  buffer_free(&list);
  buffer_free(&cited);
  buffer_free(&shown);
  headers_free(&headers);
  return false;
}

static bool map_one(struct columns *columns, const struct options *options,
                    const char *pair, const hvl_text *cells, struct where where,
                    struct log *log) {
  const char *header = value_of(pair);
  struct field_name name = name_of(pair);
  int field = field_called(name.text);
  if (field == FIELD_COUNT && !log) return true;
  if (field == FIELD_COUNT) {
    const char *near = nearest(name.text, field_at, NULL);
    struct where stands = options_where(options, "map", pair);
    log_error(log, stands, NO_FIELD, option_dashes(stands), pair,
              near ? near : "text");
    return false;
  }
  for (size_t i = 0; i < columns->count; i++) {
    if (!same_name(cells[i], (hvl_text){header, strlen(header)})) continue;
    for (int other = 0; other < FIELD_COUNT; other++)
      if (columns->at[other] == (int)i) columns->at[other] = NO_COLUMN;
    columns->at[field] = (int)i;
    return true;
  }
  return !log ||
         complain_header(options, pair, cells, columns->count, where, log);
}

/* Where the user says which column is the question, its answer may be known. */
static void find_answer(struct columns *columns, const hvl_text *cells) {
  if (columns->at[FIELD_QUESTION] == NO_COLUMN ||
      columns->at[FIELD_TEXT] != NO_COLUMN || !is_speakerless(columns))
    return;
  struct buffer *headers = normalise_all(cells, columns->count);
  columns->at[FIELD_TEXT] =
      find_field(columns, &answer_names, headers, columns->count);
  free_headers(headers, columns->count);
}

bool columns_map(struct columns *columns, const struct options *options,
                 const hvl_text *cells, struct where where, struct log *log) {
  for (size_t i = 0; i < options->maps.count; i++)
    if (!map_one(columns, options, options->maps.items[i], cells, where, log))
      return false;
  find_answer(columns, cells);
  return true;
}

/* A field that no table of chats may lack. */
struct needed {
  const char *field; /* as --map calls it */
  enum message what;
};
static const struct needed needs_text = {"text", FIELD_NAME_TEXT},
                           needs_role = {"role", FIELD_NAME_ROLE},
                           needs_conversation = {"conversation",
                                                 FIELD_NAME_CONVERSATION};

/* Would `hvline check` read it, or may a row be a question and its answer? */
static bool may_be_templates(const struct columns *columns,
                             const hvl_text *cells) {
  struct columns templates;
  columns_find(&templates, COMMAND_CHECK, cells, columns->count);
  return templates.at[FIELD_TEXT] != NO_COLUMN && is_speakerless(columns) &&
         columns->at[FIELD_SENDER] == NO_COLUMN &&
         columns->at[FIELD_CONVERSATION] == NO_COLUMN &&
         columns->at[FIELD_TIME] == NO_COLUMN;
}

static bool complain_missing(const struct columns *columns,
                             const struct needed *needed, const hvl_text *cells,
                             struct where where, struct log *log) {
  struct buffer list = {0};
  const char *hint = "";
  if (needed == &needs_conversation)
    hint = message_text(log->lang, PERHAPS_ONE_CHAT);
  else if (may_be_templates(columns, cells))
    hint = message_text(log->lang, PERHAPS_TEMPLATES);
  columns_list(&list, cells, columns->count);
  log_error(
      log, where, columns_found(columns) ? NO_COLUMN_FOR : NO_COLUMN_KNOWN,
      message_text(log->lang, needed->what), list.data, needed->field, hint);
  buffer_free(&list);
  return false;
}

bool columns_check(const struct columns *columns, enum command command,
                   const hvl_text *cells, struct where where, struct log *log) {
  const int *at = columns->at;
  if (at[FIELD_TEXT] == NO_COLUMN)
    return complain_missing(columns, &needs_text, cells, where, log);
  if (command != COMMAND_AUDIT || columns_are_pair(columns)) return true;
  if (at[FIELD_ROLE] == NO_COLUMN && at[FIELD_SENDER] == NO_COLUMN &&
      at[FIELD_IS_SHOP] == NO_COLUMN)
    return complain_missing(columns, &needs_role, cells, where, log);
  if (at[FIELD_CONVERSATION] == NO_COLUMN && at[FIELD_RECEIVER] == NO_COLUMN)
    return complain_missing(columns, &needs_conversation, cells, where, log);
  return true;
}

void columns_find_keys(struct columns *columns, const struct options *options,
                       const hvl_text *keys, size_t count) {
  columns_find(columns, COMMAND_CHECK, keys, count);
  columns_map(columns, options, keys, (struct where){0}, NULL);
}

bool columns_text_is_mapped(const struct words *maps) {
  for (size_t i = 0; i < maps->count; i++)
    if (strncmp(maps->items[i], "text=", 5) == 0) return true;
  return false;
}

void columns_doubt_chats(const struct columns *columns,
                         const struct words *maps, const hvl_text *cells,
                         struct where where, struct log *log) {
  struct columns chats;
  if (columns_text_is_mapped(maps)) return;
  columns_find(&chats, COMMAND_AUDIT, cells, columns->count);
  int who = chats.at[FIELD_ROLE];
  if (who == NO_COLUMN) who = chats.at[FIELD_IS_SHOP];
  bool of_chats = chats.at[FIELD_CONVERSATION] != NO_COLUMN ||
                  chats.at[FIELD_SENDER] != NO_COLUMN ||
                  chats.at[FIELD_TIME] != NO_COLUMN;
  if (who == NO_COLUMN || !of_chats || chats.at[FIELD_TEXT] == NO_COLUMN)
    return;
  struct buffer header = {0};
  print_header(&header, cells[who]);
  log_warning(log, where, PERHAPS_CHATS, header.data);
  buffer_free(&header);
}

void columns_tell_pair(const struct columns *columns, const hvl_text *cells,
                       const char *path, struct log *log) {
  struct buffer asked = {0}, answer = {0};
  if (!columns_are_pair(columns)) return;
  print_header(&asked, cells[columns->at[FIELD_QUESTION]]);
  print_header(&answer, cells[columns->at[FIELD_TEXT]]);
  log_note(log, (struct where){path, 0}, PAIRS_READ, asked.data, answer.data);
  buffer_free(&asked);
  buffer_free(&answer);
}

void columns_warn(const struct columns *columns, enum command command,
                  const struct words *maps, const hvl_text *cells,
                  struct where where, struct log *log) {
  const struct name_table *table =
      command == COMMAND_AUDIT ? &chat_names : &template_names;
  struct buffer *headers = normalise_all(cells, columns->count);
  int rival = find_field(columns, table->names, headers, columns->count);
  if (rival != NO_COLUMN && command != COMMAND_AUDIT &&
      is_same_text(headers, rival, columns->at[FIELD_TEXT]))
    rival = NO_COLUMN; /* both are read */
  if (rival != NO_COLUMN && !columns_text_is_mapped(maps)) {
    struct buffer taken = {0}, other = {0};
    print_header(&taken, cells[columns->at[FIELD_TEXT]]);
    print_header(&other, cells[rival]);
    log_warning(log, where, RIVAL_COLUMN, taken.data, other.data);
    buffer_free(&taken);
    buffer_free(&other);
  }
  free_headers(headers, columns->count);
}
