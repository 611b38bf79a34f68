/* SPDX-License-Identifier: MIT */
/* read_jsonl.c - conversations and templates in JSON, one a line. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <json.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "chats/roles.h"
#include "input/input.h"
#include "input/json_chats.h"
#include "input/json_parts.h"
#include "input/record.h"

enum { DEEPEST = 64 };

struct jsonl_state {
  const struct input *input;
  json_tokener *tokener;
  json_object *object; /* of the line at hand; the chat's texts are its own */
  struct chat chat;
  struct json_chats *others; /* the messages of a line of another shape */
  struct buffer id, question, values;
  hvl_text *keys; /* of a template */
  size_t key_cap;
  int *more; /* which of them are further texts of it, 答案2 beside 答案1 */
  size_t more_cap, more_count, more_at;
  bool is_nameless;   /* the object at hand: it has no id */
  struct pool joined; /* its texts of several parts */
  struct role_memo roles;
  struct clock_memo clock;
};

static void *jsonl_open(const struct input *input) {
  struct jsonl_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->others = json_chats_new(input);
  state->tokener = mem_must(json_tokener_new_ex(DEEPEST));
  return state;
}

static void jsonl_close(void *opaque) {
  struct jsonl_state *state = opaque;
  json_object_put(state->object);
  json_tokener_free(state->tokener);
  json_chats_free(state->others);
  free(state->chat.messages);
  free(state->chat.facts);
  buffer_free(&state->id);
  buffer_free(&state->question);
  free(state->keys);
  free(state->more);
  pool_free(&state->joined);
  buffer_free(&state->values);
  free(state);
}

static bool complain(const struct jsonl_state *state, enum message message,
                     const char *what) {
  log_error(state->input->log, input_where(state->input), message, what);
  return false;
}

static hvl_text member(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return json_text(value);
}

/* The string at `key`, also in parts, which must be there; null counts as
 * empty. */
static bool take_text(struct jsonl_state *state, json_object *object,
                      const char *key, hvl_text *text) {
  json_object *value = NULL;
  if (!json_object_object_get_ex(object, key, &value))
    return complain(state, JSON_NO_KEY, key);
  bool in_parts = json_are_parts(value);
  if (value && !in_parts && !json_object_is_type(value, json_type_string))
    return complain(state, JSON_NOT_TEXT, key);
  *text = in_parts ? json_join_parts(&state->joined, value) : json_text(value);
  return true;
}

/* What a conversation is called; the line's number serves where it has no name.
 */
static hvl_text take_id(struct jsonl_state *state) {
  hvl_text id = member(state->object, "id");
  if (!id.len) id = member(state->object, "conversation");
  state->is_nameless = !id.len;
  if (id.len) return id;
  buffer_clear(&state->id);
  buffer_format(&state->id, "%zu", lines_number(state->input->lines));
  return buffer_text(&state->id);
}

static void add_fact(struct jsonl_state *state, const char *name,
                     json_object *value) {
  struct chat *chat = &state->chat;
  hvl_text text = json_text(value);
  if (!text.len) return;
  MEM_GROW(chat->facts, chat->fact_count, chat->fact_cap);
  chat->facts[chat->fact_count++] = (struct fact){{name, strlen(name)}, text};
}

static bool take_facts(struct jsonl_state *state) {
  json_object *facts = NULL;
  state->chat.fact_count = 0;
  if (!json_object_object_get_ex(state->object, "facts", &facts)) return true;
  if (facts && !json_object_is_type(facts, json_type_object))
    return complain(state, JSON_NOT_OBJECT, "facts");
  if (!facts) return true;
  json_object_object_foreach(facts, name, value) add_fact(state, name, value);
  return true;
}

static bool take_message(struct jsonl_state *state, json_object *object) {
  struct chat *chat = &state->chat;
  struct message_row row = {.line = lines_number(state->input->lines),
                            .is_nameless = state->is_nameless};
  hvl_text role;
  if (!json_object_is_type(object, json_type_object))
    return complain(state, JSON_NOT_OBJECT, "messages");
  if (!take_text(state, object, "role", &role) ||
      !take_text(state, object, "text", &row.text))
    return false;
  row.role =
      role_memo_of(&state->roles, role, &state->input->options->map_roles);
  if (!row.role) {
    role_unknown(state->input->log, input_where(state->input), role);
    return false;
  }
  row.account = member(object, "account");
  row.has_time =
      clock_memo_parse(&state->clock, member(object, "time"), &row.time);
  row.has_number = record_place(member(object, "seq"), &row.number);
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = row;
  return true;
}

static bool take_chat(struct jsonl_state *state) {
  json_object *messages = NULL;
  state->chat.count = 0;
  pool_clear(&state->joined);
  state->chat.id = take_id(state);
  if (!json_object_object_get_ex(state->object, "messages", &messages))
    return complain(state, JSON_NO_KEY, "messages");
  if (!json_object_is_type(messages, json_type_array))
    return complain(state, JSON_NOT_ARRAY, "messages");
  size_t count = json_object_array_length(messages);
  for (size_t i = 0; i < count; i++)
    if (!take_message(state, json_object_array_get_idx(messages, i)))
      return false;
  return take_facts(state);
}

/* One of the ways to ask something, or an array of them: one message. */
static void add_question(struct buffer *out, json_object *value) {
  if (json_object_is_type(value, json_type_array)) {
    size_t count = json_object_array_length(value);
    for (size_t i = 0; i < count; i++)
      add_question(out, json_object_array_get_idx(value, i));
    return;
  }
  hvl_text text = json_text(value);
  if (text.len && out->len) buffer_put(out, '\n');
  buffer_add(out, text.data, text.len);
}

/* Which keys of the object hold what: those that columns of a table have such
 * names for, or that --map says. The native "text" goes before other names. */
static void find_keys(struct jsonl_state *state, struct columns *columns) {
  size_t count = 0;
  json_object_object_foreach(state->object, key, value) {
    (void)value;
    MEM_GROW(state->more, count, state->more_cap);
    MEM_GROW(state->keys, count, state->key_cap);
    state->keys[count++] = (hvl_text){key, strlen(key)};
  }
  columns_find_keys(columns, state->input->options, state->keys, count);
}

static hvl_text take_question(struct jsonl_state *state,
                              const struct columns *columns) {
  int at = columns->at[FIELD_QUESTION];
  json_object *question = NULL;
  if (at != NO_COLUMN)
    json_object_object_get_ex(state->object, state->keys[at].data, &question);
  buffer_clear(&state->question);
  add_question(&state->question, question);
  return trim(buffer_text(&state->question));
}

/* The key of the template itself. */
static const char *text_key(const struct jsonl_state *state,
                            const struct columns *columns) {
  int at = columns->at[FIELD_TEXT];
  bool native = json_object_object_get_ex(state->object, "text", NULL) &&
                !columns_text_is_mapped(&state->input->options->maps);
  return native || at == NO_COLUMN ? "text" : state->keys[at].data;
}

/* The text of the member `native`, or else of the one that is the field. */
static hvl_text field_of(const struct jsonl_state *state,
                         const struct columns *columns, enum field field,
                         const char *native) {
  hvl_text text = member(state->object, native);
  int at = columns->at[field];
  if (text.len || at == NO_COLUMN) return text;
  return member(state->object, state->keys[at].data);
}

/* Note the further texts of the object at hand: those beside `key`. */
static void find_more(struct jsonl_state *state, const struct columns *columns,
                      const char *key) {
  int at = columns->at[FIELD_TEXT];
  state->more_count = state->more_at = 0;
  if (at == NO_COLUMN || strcmp(key, state->keys[at].data) != 0) return;
  state->more_count = columns_more_texts(columns, &state->input->options->maps,
                                         state->keys, state->more);
}

/* Make the next of them the template; false behind the last. */
static bool next_text(struct jsonl_state *state) {
  struct message_row *row = state->chat.messages;
  while (state->more_at < state->more_count) {
    const char *key = state->keys[state->more[state->more_at++]].data;
    if (take_text(state, state->object, key, &row->text) && trim(row->text).len)
      return true;
  }
  return false;
}

static bool take_template(struct jsonl_state *state) {
  struct chat *chat = &state->chat;
  struct columns columns;
  struct message_row row = {.role = HVL_SELLER,
                            .line = lines_number(state->input->lines)};
  pool_clear(&state->joined);
  find_keys(state, &columns);
  if (columns.at[FIELD_TEXT] == NO_COLUMN &&
      json_object_object_get_ex(state->object, "messages", NULL))
    return complain(state, JSON_IS_CHAT, "");
  const char *key = text_key(state, &columns);
  if (!take_text(state, state->object, key, &row.text)) return false;
  find_more(state, &columns, key);
  chat->count = 0;
  chat->question = take_question(state, &columns);
  chat->id = field_of(state, &columns, FIELD_CONVERSATION, "id");
  if (!chat->id.len) chat->id = chat->question;
  if (!chat->id.len) chat->id = take_id(state);
  chat->group = field_of(state, &columns, FIELD_GROUP, "group");
  chat->suppress = field_of(state, &columns, FIELD_SUPPRESS, "suppress");
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = row;
  return true;
}

static hvl_text without_space(hvl_text line) {
  while (line.len && strchr(" \t\r\n", line.data[line.len - 1])) line.len--;
  return line;
}

static enum json_tokener_error try_parse(struct jsonl_state *state,
                                         hvl_text line, int flags) {
  json_tokener_set_flags(state->tokener, JSON_TOKENER_STRICT | flags);
  json_tokener_reset(state->tokener);
  state->object =
      json_tokener_parse_ex(state->tokener, line.data, (int)line.len);
  return json_tokener_get_error(state->tokener);
}

/* Lines are valid UTF-8, so that json-c need not look; but where else it finds
 * a fault, it words it as if it had. */
static bool parse(struct jsonl_state *state, hvl_text line) {
  json_object_put(state->object);
  state->object = NULL;
  if (line.len > INT_MAX) return complain(state, JSON_TOO_LONG, "");
  enum json_tokener_error error = try_parse(state, line, 0);
  if (!state->object)
    error = try_parse(state, line, JSON_TOKENER_VALIDATE_UTF8);
  if (error == json_tokener_continue) return complain(state, JSON_CUT, "");
  if (error != json_tokener_success)
    return complain(state, JSON_WRONG, json_tokener_error_desc(error));
  if (json_tokener_get_parse_end(state->tokener) != line.len)
    return complain(state, JSON_MORE, "");
  if (!json_object_is_type(state->object, json_type_object))
    return complain(state, JSON_LINE_NOT_OBJECT, "");
  return true;
}

/* Has the line the shape {"messages": [{"role", "text"}]}, or none that is
 * known? */
static bool is_native(const struct jsonl_state *state) {
  json_object *object = state->object, *messages = NULL, *first = NULL;
  if (!json_object_object_get_ex(object, "messages", &messages)) return false;
  if (json_object_is_type(messages, json_type_object))
    return json_object_object_length(messages) == 0;
  if (!json_object_is_type(messages, json_type_array)) return true;
  if (json_object_array_length(messages))
    first = json_object_array_get_idx(messages, 0);
  if (!json_object_is_type(first, json_type_object)) return true;
  return json_object_object_get_ex(first, "role", NULL) &&
         (json_object_object_get_ex(first, "text", NULL) ||
          !json_chats_knows(state->others, first));
}

/* Read the next line with something in it; false at the end. */
static bool next_object(struct jsonl_state *state) {
  hvl_text line;
  while (lines_next(state->input->lines, &line)) {
    line = without_space(line);
    if (line.len && parse(state, line)) return true;
  }
  return false;
}

static bool next_chat(struct jsonl_state *state, struct chat *chat) {
  for (;;) {
    if (json_chats_next(state->others, chat)) return true;
    if (!next_object(state)) return false;
    if (!is_native(state)) {
      json_chats_begin(state->others, state->object,
                       lines_number(state->input->lines),
                       (struct json_part){false, false});
    } else if (take_chat(state)) {
      *chat = state->chat;
      return true;
    }
  }
}

static bool next_template(struct jsonl_state *state, struct chat *chat) {
  bool found = next_text(state);
  while (!found && next_object(state)) found = take_template(state);
  if (found) *chat = state->chat;
  return found;
}

static bool jsonl_next(void *opaque, struct chat *chat) {
  struct jsonl_state *state = opaque;
  return state->input->options->command == COMMAND_AUDIT
             ? next_chat(state, chat)
             : next_template(state, chat);
}

static void jsonl_describe(const void *opaque, struct layout *layout) {
  const struct jsonl_state *state = opaque;
  json_chats_describe(state->others, layout);
}

const struct reader_type jsonl_reader = {"jsonl", jsonl_open, jsonl_next,
                                         jsonl_close, jsonl_describe};
