/* SPDX-License-Identifier: MIT */
/* read_yaml_values.c - templates as the strings of a YAML file, each called by
 * its path: faq.0.answer. */
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "input/input.h"
#include "input/template_list.h"

/* A mapping or sequence that is open. */
struct level {
  bool is_map;
  bool has_key; /* of a mapping: its value comes next */
  size_t index; /* of a sequence: of the next element */
  size_t path;  /* the length of its own path */
  size_t first; /* of the items in it */
};

struct yaml_state {
  const struct input *input;
  struct template_list list;
  struct buffer text, path;
  struct level *levels;
  size_t count, cap;
  size_t documents;
};

static void add_name(struct yaml_state *state, const char *name, size_t len) {
  if (state->path.len) buffer_put(&state->path, '.');
  buffer_add(&state->path, name, len);
}

/* Put the path of the node that comes; false if it is a key itself. */
static bool place(struct yaml_state *state, hvl_text key) {
  if (!state->count) return true;
  struct level *level = &state->levels[state->count - 1];
  if (level->is_map && level->has_key) {
    level->has_key = false;
    return true;
  }
  buffer_cut(&state->path, level->path);
  if (level->is_map) {
    level->has_key = true;
    add_name(state, key.data, key.len);
    return false;
  }
  if (state->path.len) buffer_put(&state->path, '.');
  buffer_format(&state->path, "%zu", level->index++);
  return true;
}

/* Nothing but what numbers are made of, and not in quotes. */
static bool is_number(const yaml_event_t *event) {
  const char *value = (const char *)event->data.scalar.value;
  return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
         strspn(value, "0123456789+-.eE_:xXoabcdfABCDF") ==
             event->data.scalar.length;
}

/* The key that what comes stands under, in the mapping at `depth`; 0: in none.
 */
static hvl_text key_of(const struct yaml_state *state, size_t *depth) {
  size_t end = state->path.len, count = state->count;
  while (count && !state->levels[count - 1].is_map)
    end = state->levels[--count].path;
  *depth = count;
  if (!count) return (hvl_text){"", 0};
  size_t start = state->levels[count - 1].path;
  if (start) start++; /* the dot */
  return (hvl_text){state->path.data + start, end - start};
}

static void take_scalar(struct yaml_state *state, const yaml_event_t *event) {
  hvl_text value = {(const char *)event->data.scalar.value,
                    event->data.scalar.length};
  if (!place(state, value) || is_number(event)) return;
  yaml_scalar_style_t style = event->data.scalar.style;
  bool block =
      style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
  hvl_text id = buffer_text(&state->path);
  size_t depth;
  hvl_text key = key_of(state, &depth);
  template_list_add_value(
      &state->list,
      (struct template_item){.id = id.len ? id : (hvl_text){"$", 1},
                             .group = {"", 0},
                             .text = value,
                             .key = key,
                             .depth = depth,
                             .line = event->start_mark.line + 1 + block});
}

static void open_level(struct yaml_state *state, bool is_map) {
  place(state, (hvl_text){"?", 1}); /* a key that is no scalar */
  MEM_GROW(state->levels, state->count, state->cap);
  state->levels[state->count++] = (struct level){
      .is_map = is_map, .path = state->path.len, .first = state->list.count};
}

static void close_level(struct yaml_state *state) {
  const struct level *level = &state->levels[state->count - 1];
  if (level->is_map)
    template_list_pair(&state->list, level->first, state->count,
                       state->input->options);
  buffer_cut(&state->path, level->path);
  state->count--;
}

/* Strings of a second document are called #2.path. */
static void open_document(struct yaml_state *state) {
  buffer_cut(&state->path, 0);
  if (++state->documents > 1)
    buffer_format(&state->path, "#%zu", state->documents);
}

static void take_event(struct yaml_state *state, const yaml_event_t *event) {
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT: open_document(state); break;
  case YAML_SCALAR_EVENT: take_scalar(state, event); break;
  case YAML_ALIAS_EVENT: place(state, (hvl_text){"*", 1}); break;
  case YAML_MAPPING_START_EVENT: open_level(state, true); break;
  case YAML_SEQUENCE_START_EVENT: open_level(state, false); break;
  case YAML_MAPPING_END_EVENT:
  case YAML_SEQUENCE_END_EVENT: close_level(state); break;
  default: break;
  }
}

static void complain(struct yaml_state *state, const yaml_parser_t *parser) {
  struct where where = {state->input->path, parser->problem_mark.line + 1};
  log_error(state->input->log, where, YAML_WRONG,
            parser->problem_mark.column + 1, parser->problem);
}

/* What stands before a fault is judged all the same. */
static void parse(struct yaml_state *state) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) mem_must(NULL);
  hvl_text text = buffer_text(&state->text);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text.data,
                               text.len);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  for (bool more = true; more;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      complain(state, &parser);
      break;
    }
    more = event.type != YAML_STREAM_END_EVENT;
    take_event(state, &event);
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void *values_open(const struct input *input) {
  struct yaml_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  read_all(input->lines, &state->text);
  parse(state);
  return state;
}

static void values_close(void *opaque) {
  struct yaml_state *state = opaque;
  template_list_free(&state->list);
  buffer_free(&state->text);
  buffer_free(&state->path);
  free(state->levels);
  free(state);
}

static bool values_next(void *opaque, struct chat *chat) {
  struct yaml_state *state = opaque;
  return template_list_next(&state->list, chat);
}

const struct reader_type yaml_values_reader = {"yaml", values_open, values_next,
                                               values_close, NULL};
