/* SPDX-License-Identifier: MIT */
/* read_json_values.c - templates as the strings of one JSON text, each called
 * by its path: faq.0.answer. json-c says whether the text is right; a walk over
 * it finds the lines, which json-c does not keep. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <json.h>

#include "input/input.h"
#include "input/json_chats.h"
#include "input/template_list.h"

enum { DEEPEST = 64 };

struct values_state {
  const struct input *input;
  struct template_list list;
  struct buffer text, path;
  json_tokener *tokener;
  size_t at, line;
  size_t depth;        /* of the innermost object */
  size_t key, key_end; /* where the path has the key of its member */
};

static size_t count_lines(const char *data, size_t len) {
  size_t lines = 0;
  for (size_t i = 0; i < len; i++) lines += data[i] == '\n';
  return lines;
}

static bool complain(struct values_state *state, size_t end, const char *why) {
  size_t line = 1 + count_lines(state->text.data, end);
  log_error(state->input->log, (struct where){state->input->path, line},
            JSON_TEXT_WRONG, why);
  return false;
}

/* Do both a buyer and a seller speak in the messages of `value`, but for
 * questions with their answers? */
static bool is_dialogue(const struct input *input, json_object *value) {
  enum { MOST_LOOKED_AT = 100 };
  bool knows[HVL_SYSTEM + 1] = {false};
  struct buffer held = {0};
  struct log silent = log_holding(input->log, &held);
  struct input quiet = *input;
  quiet.log = &silent;
  struct json_chats *chats = json_chats_new(&quiet);
  struct chat chat;
  json_chats_begin(chats, value, 0, (struct json_part){false, false});
  for (int i = 0; i < MOST_LOOKED_AT && json_chats_next(chats, &chat); i++)
    if (!json_chats_in_pair(chats)) knows[chat.messages->role] = true;
  json_chats_free(chats);
  buffer_free(&held);
  log_free(&silent);
  return knows[HVL_BUYER] && knows[HVL_SELLER];
}

/* Is the text one JSON value? */
static bool check(struct values_state *state) {
  if (state->text.len > INT_MAX)
    return complain(state, 0, json_tokener_error_desc(json_tokener_error_size));
  json_object *value = json_tokener_parse_ex(state->tokener, state->text.data,
                                             (int)state->text.len + 1);
  enum json_tokener_error error = json_tokener_get_error(state->tokener);
  size_t end = json_tokener_get_parse_end(state->tokener);
  if (value && is_dialogue(state->input, value))
    log_warning(state->input->log, (struct where){state->input->path, 0},
                CHAT_AS_TEXT);
  json_object_put(value);
  if (error != json_tokener_success)
    return complain(state, end, json_tokener_error_desc(error));
  while (end < state->text.len && strchr(" \t\r\n", state->text.data[end]))
    end++;
  if (end < state->text.len) return complain(state, end, "more than one value");
  return true;
}

static char peek(const struct values_state *state) {
  return state->at < state->text.len ? state->text.data[state->at] : '\0';
}

static void skip_space(struct values_state *state) {
  for (; peek(state) && strchr(" \t\r\n", peek(state)); state->at++)
    if (peek(state) == '\n') state->line++;
}

/* Move behind the string that begins here; the caller puts what it returns. */
static json_object *take_string(struct values_state *state) {
  size_t start = state->at++;
  while (peek(state) && peek(state) != '"')
    state->at += peek(state) == '\\' ? 2 : 1;
  state->at++;
  state->line += count_lines(state->text.data + start, state->at - start);
  json_tokener_reset(state->tokener);
  return json_tokener_parse_ex(state->tokener, state->text.data + start,
                               (int)(state->at - start));
}

static hvl_text string_text(json_object *string) {
  return (hvl_text){json_object_get_string(string),
                    (size_t)json_object_get_string_len(string)};
}

static hvl_text key_text(const struct values_state *state) {
  return (hvl_text){buffer_text(&state->path).data + state->key,
                    state->key_end - state->key};
}

static void add_string(struct values_state *state) {
  size_t line = state->line;
  json_object *string = take_string(state);
  hvl_text id = buffer_text(&state->path);
  if (string)
    template_list_add_value(
        &state->list,
        (struct template_item){.id = id.len ? id : (hvl_text){"$", 1},
                               .group = {"", 0},
                               .text = string_text(string),
                               .key = key_text(state),
                               .depth = state->depth,
                               .line = line});
  json_object_put(string);
}

/* The key of a member, behind the path of its object. */
static void take_key(struct values_state *state, size_t path) {
  json_object *key = take_string(state);
  hvl_text name = string_text(key);
  if (path) buffer_put(&state->path, '.');
  state->key = state->path.len;
  buffer_add(&state->path, name.data, name.len);
  state->key_end = state->path.len;
  json_object_put(key);
  skip_space(state);
  if (peek(state) == ':') state->at++;
}

static void take_value(struct values_state *state);

/* The members of an object or the elements of an array. */
static void take_members(struct values_state *state, char close) {
  size_t path = state->path.len;
  state->at++;
  for (size_t index = 0;; index++) {
    skip_space(state);
    if (peek(state) == ',') state->at++;
    skip_space(state);
    if (!peek(state) || peek(state) == close) break;
    if (close == '}')
      take_key(state, path);
    else
      buffer_format(&state->path, "%s%zu", path ? "." : "", index);
    take_value(state);
    buffer_cut(&state->path, path);
  }
  state->at++;
}

static void take_object(struct values_state *state) {
  size_t first = state->list.count, key = state->key, end = state->key_end;
  state->depth++;
  take_members(state, '}');
  template_list_pair(&state->list, first, state->depth, state->input->options);
  state->depth--;
  state->key = key;
  state->key_end = end;
}

static void take_value(struct values_state *state) {
  skip_space(state);
  switch (peek(state)) {
  case '{': take_object(state); break;
  case '[': take_members(state, ']'); break;
  case '"': add_string(state); break;
  default: state->at += strcspn(state->text.data + state->at, ",]} \t\r\n");
  }
}

static void values_close(void *opaque) {
  struct values_state *state = opaque;
  template_list_free(&state->list);
  json_tokener_free(state->tokener);
  buffer_free(&state->text);
  buffer_free(&state->path);
  free(state);
}

static void *values_open(const struct input *input) {
  struct values_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  state->line = 1;
  state->tokener = mem_must(json_tokener_new_ex(DEEPEST));
  json_tokener_set_flags(state->tokener, JSON_TOKENER_STRICT |
                                             JSON_TOKENER_VALIDATE_UTF8 |
                                             JSON_TOKENER_ALLOW_TRAILING_CHARS);
  read_all(input->lines, &state->text);
  if (!state->text.len) return state; /* an empty file has no templates */
  if (check(state)) {
    take_value(state);
    return state;
  }
  values_close(state);
  return NULL;
}

static bool values_next(void *opaque, struct chat *chat) {
  struct values_state *state = opaque;
  return template_list_next(&state->list, chat);
}

const struct reader_type json_values_reader = {"json", values_open, values_next,
                                               values_close, NULL};
