/* SPDX-License-Identifier: MIT */
/* yaml.c - a tree out of the events of libyaml. */
#include "rules/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "rules/text_check.h"
#include "rules/yaml_problem.h"

enum { DEPTH_MAX = 16, NODES_MAX = 1 << 18 };

struct builder {
  yaml_parser_t parser;
  struct arena *arena;
  struct diag_list *diags;
  const char *file;
  hvl_text text;
  size_t chars, bytes; /* a place in `text`, in code points and in bytes */
  uint32_t nodes;
};

static struct place place_of(const struct builder *builder, yaml_mark_t mark) {
  return (struct place){builder->file, (uint32_t)mark.line + 1,
                        (uint32_t)mark.column + 1};
}

#define FAULT(builder, place, ...)                                             \
  hvl__diag_add((builder)->diags, HVL_ERROR, (place), __VA_ARGS__)

static void report_problem(struct builder *builder) {
  const yaml_parser_t *parser = &builder->parser;
  const char *problem = parser->problem ? parser->problem : "unreadable";
  if (parser->error == YAML_MEMORY_ERROR) {
    builder->diags->failed = true;
    return;
  }
  yaml_mark_t mark = parser->problem_mark;
  if (strcmp(problem, "found unexpected end of stream") == 0)
    mark = parser->context_mark; /* where the quote was opened */
  struct place place = place_of(builder, mark);
  const hvl_bilingual *known = hvl__yaml_problem(problem);
  if (known)
    FAULT(builder, place, DIAG(YAML_KNOWN), known->zh, known->en);
  else
    FAULT(builder, place, DIAG(YAML_OTHER), problem);
}

static bool next_event(struct builder *builder, yaml_event_t *event) {
  if (yaml_parser_parse(&builder->parser, event)) return true;
  report_problem(builder);
  return false;
}

/* The bytes of the source from code point `index` on. The cursor only moves
 * forward: events come in the order of the text. */
static const char *source_at(struct builder *builder, size_t index) {
  size_t size;
  while (builder->chars < index && builder->bytes < builder->text.len) {
    hvl__utf8_decode(builder->text.data + builder->bytes,
                     builder->text.len - builder->bytes, &size);
    builder->bytes += size;
    builder->chars++;
  }
  return builder->text.data + builder->bytes;
}

/* How many characters of a text in `quote`s stand for one of its content. */
static uint32_t escape_length(char quote, const char *source) {
  if (source[0] != (quote == '"' ? '\\' : quote)) return 1;
  switch (quote == '"' ? source[1] : quote) {
  case 'x': return 4;
  case 'u': return 6;
  case 'U': return 10;
  default: return 2;
  }
}

/* The columns of a quoted text of one line with escapes; `source` is behind the
 * opening quote. */
static void follow_escapes(const struct yaml_node *node, const char *source,
                           uint32_t *columns) {
  char quote = source[-1];
  uint32_t column = node->column;
  for (size_t i = 0, size; i < node->len; i += size) {
    hvl__utf8_decode(node->text + i, node->len - i, &size);
    for (size_t k = 0; k < size; k++) columns[i + k] = column;
    uint32_t step = escape_length(quote, source);
    column += step;
    source += step == 1 ? size : step;
  }
  columns[node->len] = column;
}

/* Set where the characters of `node` stand. A text of several lines is told by
 * its beginning only. */
static bool set_columns(struct builder *builder, struct yaml_node *node,
                        const yaml_event_t *event) {
  yaml_mark_t start = event->start_mark, end = event->end_mark;
  yaml_scalar_style_t style = event->data.scalar.style;
  bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  bool one_line = start.line == end.line;
  size_t written = end.index - start.index - (quoted ? 2 : 0);
  node->column = node->place.column + (quoted && one_line);
  if (one_line && written == hvl__utf8_count(node->text, node->len))
    return true;
  uint32_t *columns =
      hvl__arena_zeroed(builder->arena, node->len + 1, sizeof *columns);
  if (!columns) return false;
  if (quoted && one_line) {
    follow_escapes(node, source_at(builder, start.index + 1), columns);
  } else {
    for (size_t i = 0; i <= node->len; i++) columns[i] = node->column;
  }
  node->columns = columns;
  return true;
}

static struct yaml_node *add_node(struct builder *builder, enum yaml_kind kind,
                                  const yaml_event_t *event) {
  struct place place = place_of(builder, event->start_mark);
  if (builder->nodes++ >= NODES_MAX) {
    FAULT(builder, place, DIAG(YAML_TOO_LARGE));
    return NULL;
  }
  struct yaml_node *node = hvl__arena_zeroed(builder->arena, 1, sizeof *node);
  if (!node) {
    builder->diags->failed = true;
    return NULL;
  }
  node->kind = kind;
  node->place = place;
  return node;
}

static void refuse_extras(struct builder *builder, struct place place,
                          const yaml_char_t *anchor, const yaml_char_t *tag) {
  if (anchor) FAULT(builder, place, DIAG(YAML_ANCHOR));
  if (tag) FAULT(builder, place, DIAG(YAML_TAG));
}

static struct yaml_node *build_text(struct builder *builder,
                                    const yaml_event_t *event) {
  struct yaml_node *node = add_node(builder, YAML_TEXT, event);
  if (!node) return NULL;
  refuse_extras(builder, node->place, event->data.scalar.anchor,
                event->data.scalar.tag);
  const char *text = (const char *)event->data.scalar.value;
  node->len = event->data.scalar.length;
  if (memchr(text, '\0', node->len)) {
    FAULT(builder, node->place, DIAG(YAML_NUL));
    node->len = strlen(text);
  }
  node->text = hvl__arena_copy(builder->arena, text, node->len);
  if (node->text && set_columns(builder, node, event)) return node;
  builder->diags->failed = true;
  return NULL;
}

static struct yaml_node *build_alias(struct builder *builder,
                                     const yaml_event_t *event) {
  struct yaml_node *node = add_node(builder, YAML_TEXT, event);
  if (!node) return NULL;
  FAULT(builder, node->place, DIAG(YAML_ALIAS));
  node->text = "";
  return node;
}

static struct yaml_node *build_next(struct builder *builder, unsigned depth,
                                    yaml_event_type_t end, bool *ended);

static struct yaml_node *build_list(struct builder *builder,
                                    const yaml_event_t *event, unsigned depth) {
  struct yaml_node *list = add_node(builder, YAML_LIST, event);
  if (!list) return NULL;
  refuse_extras(builder, list->place, event->data.sequence_start.anchor,
                event->data.sequence_start.tag);
  const struct yaml_node **tail = &list->child;
  bool ended = false;
  struct yaml_node *node;
  while ((node = build_next(builder, depth, YAML_SEQUENCE_END_EVENT, &ended))) {
    *tail = node;
    tail = &node->next;
  }
  return ended ? list : NULL;
}

/* Whether `key` is fit to be one: a text that is not in `keys` yet. */
static bool accept_key(struct builder *builder, const struct yaml_node *key,
                       struct map *keys) {
  if (key->kind != YAML_TEXT) {
    FAULT(builder, key->place, DIAG(YAML_KEY_KIND));
    return false;
  }
  uint32_t line = hvl__map_get(keys, key->text, key->len);
  if (line != UINT32_MAX) {
    FAULT(builder, key->place, DIAG(YAML_KEY_TWICE), key->text, (unsigned)line);
    return false;
  }
  if (!hvl__map_put(keys, key->text, key->len, key->place.line))
    builder->diags->failed = true;
  return true;
}

/* The elements of `map` up to its end; false where that was not reached. */
static bool fill_map(struct builder *builder, struct yaml_node *map,
                     struct map *keys, unsigned depth) {
  const struct yaml_node **tail = &map->child;
  bool ended = false;
  struct yaml_node *key;
  while ((key = build_next(builder, depth, YAML_MAPPING_END_EVENT, &ended))) {
    struct yaml_node *value = build_next(builder, depth, YAML_NO_EVENT, &ended);
    if (!value) return false;
    if (!accept_key(builder, key, keys)) continue;
    value->key = key;
    *tail = value;
    tail = &value->next;
  }
  return ended;
}

static struct yaml_node *build_map(struct builder *builder,
                                   const yaml_event_t *event, unsigned depth) {
  struct yaml_node *map = add_node(builder, YAML_MAP, event);
  if (!map) return NULL;
  refuse_extras(builder, map->place, event->data.mapping_start.anchor,
                event->data.mapping_start.tag);
  struct map keys;
  hvl__map_init(&keys, &builder->arena->mem);
  bool complete = fill_map(builder, map, &keys, depth);
  hvl__map_free(&keys);
  return complete ? map : NULL;
}

static struct yaml_node *build(struct builder *builder,
                               const yaml_event_t *event, unsigned depth) {
  bool nests = event->type == YAML_SEQUENCE_START_EVENT ||
               event->type == YAML_MAPPING_START_EVENT;
  if (nests && depth == DEPTH_MAX) {
    FAULT(builder, place_of(builder, event->start_mark), DIAG(TOO_DEEP));
    return NULL;
  }
  switch (event->type) {
  case YAML_SCALAR_EVENT: return build_text(builder, event);
  case YAML_ALIAS_EVENT: return build_alias(builder, event);
  case YAML_SEQUENCE_START_EVENT: return build_list(builder, event, depth + 1);
  default: return build_map(builder, event, depth + 1);
  }
}

/* The next node. NULL with *ended set at an event of type `end`; NULL without
 * it where there is no going on. */
static struct yaml_node *build_next(struct builder *builder, unsigned depth,
                                    yaml_event_type_t end, bool *ended) {
  yaml_event_t event;
  if (!next_event(builder, &event)) return NULL;
  *ended = event.type == end;
  struct yaml_node *node = *ended ? NULL : build(builder, &event, depth);
  yaml_event_delete(&event);
  return node;
}

/* Take events up to one of `type`, at most `end` of the stream. */
static bool skip_to(struct builder *builder, yaml_event_type_t type,
                    yaml_event_t *event) {
  for (;;) {
    if (!next_event(builder, event)) return false;
    if (event->type == type) return true;
    bool over = event->type == YAML_STREAM_END_EVENT;
    yaml_event_delete(event);
    if (over) return false;
  }
}

static const struct yaml_node *build_document(struct builder *builder) {
  yaml_event_t event;
  if (!skip_to(builder, YAML_DOCUMENT_START_EVENT, &event)) return NULL;
  struct place place = place_of(builder, event.start_mark);
  bool directives = event.data.document_start.version_directive ||
                    event.data.document_start.tag_directives.start !=
                        event.data.document_start.tag_directives.end;
  yaml_event_delete(&event);
  if (directives) FAULT(builder, place, DIAG(YAML_DIRECTIVE));

  bool ended;
  const struct yaml_node *root = build_next(builder, 0, YAML_NO_EVENT, &ended);
  if (!root) return NULL;
  uint32_t faults = builder->diags->items.len;
  if (skip_to(builder, YAML_DOCUMENT_START_EVENT, &event)) {
    FAULT(builder, place_of(builder, event.start_mark), DIAG(SECOND_DOCUMENT));
    yaml_event_delete(&event);
  }
  return builder->diags->items.len == faults ? root : NULL;
}

const struct yaml_node *hvl__yaml_parse(struct arena *arena, const char *file,
                                        hvl_text text,
                                        struct diag_list *diags) {
  if (!text.data) text.data = "";
  if (!hvl__text_check(&text, file, diags)) return NULL;
  struct builder builder = {
      .arena = arena, .diags = diags, .file = file, .text = text};
  uint32_t faults = diags->items.len;
  if (!yaml_parser_initialize(&builder.parser)) {
    diags->failed = true;
    return NULL;
  }
  yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&builder.parser,
                               (const unsigned char *)text.data, text.len);
  const struct yaml_node *root = build_document(&builder);
  yaml_parser_delete(&builder.parser);
  if (!root && !diags->failed && diags->items.len == faults)
    FAULT(&builder, ((struct place){file, 1, 1}), DIAG(NO_RULES));
  return root;
}
