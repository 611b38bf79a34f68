/* SPDX-License-Identifier: MIT */
/* json_chats.c - the messages that a JSON value holds, whatever its shape. */
#include "input/json_chats.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "chats/roles.h"
#include "input/json_cells.h"
#include "input/json_parts.h"
#include "input/json_values.h"
#include "input/record.h"

enum { SHAPES = 8, THE_FILE = 0 /* among the conversations */ };

/* What the keys of an object hold, kept as names are slow to compare. */
struct shape {
  struct buffer keys;
  bool is_outer;
  struct columns columns;
};

/* A conversation: what holds its messages. */
struct outer {
  json_object *object; /* NULL: the file as a whole */
  const char *key;     /* that names it, or NULL */
  size_t number;       /* of those with messages that begin in its line */
  bool in_list;        /* it stands in an array */
  enum { NOT_ASKED, NAMED, NAMELESS } naming; /* see outer_has_name() */
};

/* A message to come, and the index of its conversation. */
struct place {
  json_object *message;
  size_t outer;
  enum row_side side;
};

struct json_chats {
  const struct input *input;
  struct recorder *recorder;
  struct shape shapes[SHAPES];
  size_t oldest; /* of the shapes */
  struct place *places;
  size_t count, cap, next;
  struct outer *outers;
  size_t outer_count, outer_cap;
  bool in_message; /* what is looked at stands in one */
  bool is_sliced;  /* the value at hand is a slice of one */
  size_t lists;    /* arrays that it stands in */
  size_t around;   /* number of what holds the array of a sliced value */
  bool has_told;   /* how pairs are read */
  size_t numbered, last_line; /* conversations of a line, and which */
  bool has_empty;             /* an array without elements was met */
  bool has_any;               /* or a message, in this or another slice */
  struct json_cells own, outer, probe;
  struct columns own_columns, outer_columns;
  json_object *taken; /* what the cells of `outer` are of, or NULL */
  struct fact *facts; /* of the message at hand */
  size_t fact_cap;
  struct buffer name; /* of the file, or of an unnamed conversation */
  size_t line;        /* of the value */
};

struct json_chats *json_chats_new(const struct input *input) {
  struct json_chats *chats = mem_zeroed(1, sizeof *chats);
  chats->input = input;
  chats->recorder = recorder_new(input);
  return chats;
}

void json_chats_free(struct json_chats *chats) {
  if (!chats) return;
  recorder_free(chats->recorder);
  for (size_t i = 0; i < SHAPES; i++) buffer_free(&chats->shapes[i].keys);
  free(chats->places);
  free(chats->outers);
  free(chats->facts);
  json_cells_free(&chats->own);
  json_cells_free(&chats->outer);
  json_cells_free(&chats->probe);
  buffer_free(&chats->name);
  free(chats);
}

/* ---- Which keys hold what ------------------------------------------------ */

static bool is_shape(const struct shape *shape, const struct json_cells *cells,
                     bool is_outer) {
  return shape->keys.len && shape->keys.len == cells->names.len &&
         shape->is_outer == is_outer &&
         memcmp(shape->keys.data, cells->names.data, cells->names.len) == 0;
}

static struct columns columns_of(struct json_chats *chats,
                                 const struct json_cells *cells,
                                 bool is_outer) {
  for (size_t i = 0; i < SHAPES; i++)
    if (is_shape(&chats->shapes[i], cells, is_outer))
      return chats->shapes[i].columns;
  struct shape *shape = &chats->shapes[chats->oldest++ % SHAPES];
  buffer_clear(&shape->keys);
  buffer_add(&shape->keys, cells->names.data, cells->names.len);
  shape->is_outer = is_outer;
  if (is_outer) {
    columns_find_outer(&shape->columns, cells->keys, cells->count);
  } else {
    columns_find(&shape->columns, COMMAND_AUDIT, cells->keys, cells->count);
    columns_map(&shape->columns, chats->input->options, cells->keys,
                (struct where){0}, NULL);
  }
  return shape->columns;
}

/* What an object is. */
enum kind { NO_MESSAGE, A_MESSAGE, A_PAIR };

/* By its own keys. */
static enum kind kind_by_keys(struct json_chats *chats, json_object *object) {
  json_cells_read(&chats->probe, object);
  struct columns columns = columns_of(chats, &chats->probe, false);
  if (columns_are_pair(&columns)) return A_PAIR;
  return columns_are_message(&columns) ? A_MESSAGE : NO_MESSAGE;
}

/* Does a list in it begin with a message? */
static bool holds_messages(struct json_chats *chats, json_object *value) {
  if (json_object_is_type(value, json_type_array)) {
    json_object *first = json_object_array_get_idx(value, 0);
    return (json_object_is_type(first, json_type_object) &&
            kind_by_keys(chats, first) == A_MESSAGE) ||
           holds_messages(chats, first);
  }
  if (!json_object_is_type(value, json_type_object)) return false;
  json_object_object_foreach(value, key, member) {
    (void)key;
    if (holds_messages(chats, member)) return true;
  }
  return false;
}

/* What has a list of messages may say what was asked first, or with which query
 * it was fetched: it is a conversation, no pair. */
static enum kind kind_of(struct json_chats *chats, json_object *object) {
  enum kind kind = kind_by_keys(chats, object);
  return kind == A_PAIR && holds_messages(chats, object) ? NO_MESSAGE : kind;
}

bool json_chats_knows(struct json_chats *chats, json_object *object) {
  return kind_of(chats, object) != NO_MESSAGE;
}

/* Does the object say which conversation it is? */
static bool has_name(struct json_chats *chats, json_object *object) {
  json_cells_read(&chats->probe, object);
  struct columns columns = columns_of(chats, &chats->probe, true);
  return columns.at[FIELD_CONVERSATION] != NO_COLUMN ||
         (columns.at[FIELD_SENDER] != NO_COLUMN &&
          columns.at[FIELD_RECEIVER] != NO_COLUMN);
}

/* ---- Where the messages are ---------------------------------------------- */

/* JSONL has lines, not objects with lines. */
static size_t line_of(const struct json_chats *chats, json_object *object) {
  size_t line = json_line(object);
  return line ? line : chats->line;
}

/* The index of another conversation. */
static size_t add_outer(struct json_chats *chats, json_object *object,
                        const char *key) {
  MEM_GROW(chats->outers, chats->outer_count, chats->outer_cap);
  chats->outers[chats->outer_count] =
      (struct outer){object, key, 0, chats->lists > 0, NOT_ASKED};
  return chats->outer_count++;
}

/* As has_name(); kept, as it is asked for each pair in a conversation. */
static bool outer_has_name(struct json_chats *chats, size_t index) {
  struct outer *outer = &chats->outers[index];
  if (outer->naming == NOT_ASKED)
    outer->naming = has_name(chats, outer->object) ? NAMED : NAMELESS;
  return outer->naming == NAMED;
}

/* Number a conversation that has messages. What holds the array of a value that
 * is read in slices stands in all of them, and keeps its number. */
static void number_outer(struct json_chats *chats, struct outer *outer) {
  size_t line = line_of(chats, outer->object);
  if (chats->is_sliced && !outer->in_list && chats->around) {
    outer->number = chats->around;
    return;
  }
  chats->numbered = line == chats->last_line ? chats->numbered + 1 : 1;
  chats->last_line = line;
  outer->number = chats->numbered;
  if (chats->is_sliced && !outer->in_list) chats->around = outer->number;
}

static void add_place(struct json_chats *chats, json_object *message,
                      size_t index, enum row_side side) {
  struct outer *outer = &chats->outers[index];
  if (index != THE_FILE && !outer->number) number_outer(chats, outer);
  MEM_GROW(chats->places, chats->count, chats->cap);
  chats->places[chats->count++] = (struct place){message, index, side};
}

static void find_messages(struct json_chats *chats, json_object *value,
                          size_t outer);

/* Is it a list that begins with a message? */
static bool is_list(struct json_chats *chats, json_object *value) {
  if (!json_object_is_type(value, json_type_array)) return false;
  json_object *first = json_object_array_get_idx(value, 0);
  return json_object_is_type(first, json_type_object) &&
         json_chats_knows(chats, first);
}

/* Is it such a list, or an object that holds one? */
static bool holds_list(struct json_chats *chats, json_object *value) {
  if (!json_object_is_type(value, json_type_object))
    return is_list(chats, value);
  json_object_object_foreach(value, key, member) {
    (void)key;
    if (is_list(chats, member)) return true;
  }
  return false;
}

/* {"小雨": [...], "小晴": [...], "小雪": []}: conversations by their names. */
static bool is_dictionary(struct json_chats *chats, json_object *object) {
  size_t lists = 0;
  json_object_object_foreach(object, key, value) {
    (void)key;
    bool empty = json_object_is_type(value, json_type_array) &&
                 json_object_array_length(value) == 0;
    if (!empty && !holds_list(chats, value)) return false;
    lists += !empty;
  }
  return lists > 1 && !has_name(chats, object);
}

static void find_in_array(struct json_chats *chats, json_object *array,
                          size_t outer) {
  size_t count = json_object_array_length(array);
  if (count == 0) chats->has_empty = true;
  chats->lists++;
  for (size_t i = 0; i < count; i++) {
    json_object *element = json_object_array_get_idx(array, i);
    size_t inner = outer;
    if (is_list(chats, element))
      inner = add_outer(chats, chats->outers[outer].object, NULL);
    else if (json_object_is_type(element, json_type_object) &&
             !json_chats_knows(chats, element))
      inner = add_outer(chats, element, NULL);
    find_messages(chats, element, inner);
  }
  chats->lists--;
}

/* A pair is a conversation of its own but in one that has a name. */
static void add_pair(struct json_chats *chats, json_object *pair,
                     size_t outer) {
  json_object *around = chats->outers[outer].object;
  if (!around || !outer_has_name(chats, outer))
    outer = add_outer(chats, pair, NULL);
  add_place(chats, pair, outer, SIDE_QUESTION);
  add_place(chats, pair, outer, SIDE_ANSWER);
  if (chats->has_told) return;
  json_cells_read(&chats->probe, pair);
  struct columns columns = columns_of(chats, &chats->probe, false);
  columns_tell_pair(&columns, chats->probe.keys, chats->input->path,
                    chats->input->log);
  chats->has_told = true;
}

/* A message may quote another, so only the lists in it are looked at; questions
 * there, with their answers, are what it offers to choose from. */
static void find_in_object(struct json_chats *chats, json_object *object,
                           size_t outer) {
  enum kind kind = kind_of(chats, object);
  bool message = kind != NO_MESSAGE;
  bool was_in_message = chats->in_message;
  bool dictionary = !message && is_dictionary(chats, object);
  if (kind == A_PAIR && !was_in_message)
    add_pair(chats, object, outer);
  else if (kind == A_MESSAGE)
    add_place(chats, object, outer, SIDE_ALL);
  else if (!chats->outers[outer].object || has_name(chats, object))
    outer = add_outer(chats, object, NULL);
  chats->in_message = message || was_in_message;
  json_object_object_foreach(object, key, value) {
    if (message && !json_object_is_type(value, json_type_array)) continue;
    bool is_object = json_object_is_type(value, json_type_object);
    size_t inner = outer;
    if (dictionary) inner = add_outer(chats, is_object ? value : object, key);
    find_messages(chats, value, inner);
  }
  chats->in_message = was_in_message;
}

static void find_messages(struct json_chats *chats, json_object *value,
                          size_t outer) {
  if (json_object_is_type(value, json_type_array))
    find_in_array(chats, value, outer);
  else if (json_object_is_type(value, json_type_object))
    find_in_object(chats, value, outer);
}

/* Does it hold a list of objects or lists, which may be messages? */
static bool may_hold(json_object *value) {
  if (json_object_is_type(value, json_type_array)) {
    json_object *first = json_object_array_get_idx(value, 0);
    return json_object_is_type(first, json_type_object) || may_hold(first);
  }
  if (!json_object_is_type(value, json_type_object)) return false;
  json_object_object_foreach(value, key, member) {
    (void)key;
    if (may_hold(member)) return true;
  }
  return false;
}

/* What could be a message: the first object in the innermost list. */
static json_object *likely_message(json_object *value) {
  if (json_object_is_type(value, json_type_array))
    return likely_message(json_object_array_get_idx(value, 0));
  if (!json_object_is_type(value, json_type_object)) return NULL;
  json_object_object_foreach(value, key, member) {
    (void)key;
    if (may_hold(member)) return likely_message(member);
  }
  return value;
}

static void complain_none(struct json_chats *chats, json_object *value) {
  struct where where = {chats->input->path, chats->line};
  json_object *likely = likely_message(value);
  struct buffer keys = {0};
  if (likely) json_cells_read(&chats->probe, likely);
  columns_list(&keys, chats->probe.keys, likely ? chats->probe.count : 0);
  log_error(chats->input->log, where, JSON_NO_MESSAGES, keys.data);
  buffer_free(&keys);
}

static void find_all(struct json_chats *chats, json_object *value) {
  chats->count = chats->next = chats->outer_count = 0;
  chats->taken = NULL; /* another object may stand where it stood */
  size_t outer = add_outer(chats, NULL, NULL);
  if (is_list(chats, value)) outer = add_outer(chats, NULL, NULL);
  find_messages(chats, value, outer);
}

void json_chats_begin(struct json_chats *chats, json_object *value, size_t line,
                      struct json_part part) {
  chats->line = line;
  chats->is_sliced = part.is_more || part.goes_on;
  if (!part.is_more) chats->around = 0;
  if (!part.is_more) chats->has_any = chats->has_empty = false;
  find_all(chats, value);
  chats->has_any |= chats->count > 0;
  if (!chats->has_any && !chats->has_empty && !part.goes_on)
    complain_none(chats, value);
}

bool json_chats_found(struct json_chats *chats, json_object *value) {
  bool told = chats->has_told;
  chats->has_told = true; /* nothing of a try */
  chats->is_sliced = false;
  find_all(chats, value);
  chats->has_told = told;
  bool found = chats->count > 0;
  chats->count = chats->next = 0;
  return found;
}

/* ---- One message --------------------------------------------------------- */

/* What a conversation without an id is called: by its key or line, or, where
 * the file as a whole is one, by the file. */
static hvl_text name_of(struct json_chats *chats, size_t index) {
  const struct outer *outer = &chats->outers[index];
  buffer_clear(&chats->name);
  if (outer->key)
    buffer_print(&chats->name, outer->key);
  else if (index == THE_FILE)
    input_stem(chats->input, &chats->name);
  else
    buffer_format(&chats->name, "%zu", line_of(chats, outer->object));
  if (!outer->key && outer->number > 1)
    buffer_format(&chats->name, ".%zu", outer->number);
  return buffer_text(&chats->name);
}

/* Taobao's direction says 0 where the message goes from `from` to `to`. */
static void settle_direction(const struct json_chats *chats,
                             const struct cells *outer, struct record *record) {
  static const hvl_text seller = {"seller", 6}, buyer = {"buyer", 5};
  int at = record->own.columns->at[FIELD_ROLE];
  hvl_text from = cell_of(outer, FIELD_SENDER);
  hvl_text to = cell_of(outer, FIELD_RECEIVER);
  bool from_shop = shop_of(from).len != 0, to_shop = shop_of(to).len != 0;
  if (!from.len || !to.len || from_shop == to_shop) return;
  record->customer = from_shop ? to : from;
  if (!record->id.len || !cell_of(outer, FIELD_CONVERSATION).len) {
    record->id = record->customer;
    record->id_is_made_up = false;
  }
  if (at == NO_COLUMN) return;
  hvl_text code = chats->own.values[at];
  if (code.len != 1 || (*code.data != '0' && *code.data != '1')) return;
  chats->own.values[at] = (*code.data == '0') == from_shop ? seller : buyer;
}

static void add_fact(struct json_chats *chats, struct chat *chat,
                     struct fact fact) {
  MEM_GROW(chats->facts, chat->fact_count, chats->fact_cap);
  chats->facts[chat->fact_count++] = fact;
}

/* A conversation may state facts of any name, as in the native shape. */
static void add_facts(struct json_chats *chats, json_object *outer,
                      struct chat *chat) {
  json_object *facts = NULL;
  const struct fact *known = chat->facts;
  size_t count = chat->fact_count;
  json_object_object_get_ex(outer, "facts", &facts);
  if (!json_object_is_type(facts, json_type_object)) return;
  chat->fact_count = 0;
  for (size_t i = 0; i < count; i++) add_fact(chats, chat, known[i]);
  json_object_object_foreach(facts, name, value) {
    hvl_text text = json_text(value);
    if (text.len)
      add_fact(chats, chat, (struct fact){{name, strlen(name)}, text});
  }
  chat->facts = chats->facts;
}

/* Read the cells of a conversation, once for all its messages in a row. */
static json_object *take_outer(struct json_chats *chats, size_t index) {
  json_object *object = chats->outers[index].object;
  if (!object || object == chats->taken) return object;
  json_cells_read(&chats->outer, object);
  chats->outer_columns = columns_of(chats, &chats->outer, true);
  chats->taken = object;
  return object;
}

static bool take_place(struct json_chats *chats, const struct place *place,
                       struct chat *chat) {
  struct record record = {.line = line_of(chats, place->message),
                          .side = place->side};
  json_object *outer = take_outer(chats, place->outer);
  json_cells_read(&chats->own, place->message);
  chats->own_columns = columns_of(chats, &chats->own, false);
  record.own =
      (struct cells){&chats->own_columns, chats->own.values, chats->own.count};
  if (outer)
    record.outer = (struct cells){&chats->outer_columns, chats->outer.values,
                                  chats->outer.count};
  record.id = name_of(chats, place->outer);
  record.id_is_made_up = !chats->outers[place->outer].key;
  record.customer = cell_of(&record.outer, FIELD_ACCOUNT);
  settle_direction(chats, &record.outer, &record);
  if (!recorder_take(chats->recorder, &record, chat)) return false;
  if (outer) add_facts(chats, outer, chat);
  return true;
}

bool json_chats_next(struct json_chats *chats, struct chat *chat) {
  while (chats->next < chats->count)
    if (take_place(chats, &chats->places[chats->next++], chat)) return true;
  return false;
}

bool json_chats_in_pair(const struct json_chats *chats) {
  return chats->next && chats->places[chats->next - 1].side != SIDE_ALL;
}

void json_chats_describe(const struct json_chats *chats,
                         struct layout *layout) {
  if (!chats->own.count) return;
  layout->columns = chats->own_columns;
  layout->headers = chats->own.keys;
}
