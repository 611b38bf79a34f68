/* SPDX-License-Identifier: MIT */
/* phrase.c - the phrase language: a text to a tree, by recursive descent. */
#include "rules/phrase.h"

#include <string.h>

#include "base/utf8.h"
#include "rules/phrase_parser.h"

enum { PHRASE_MAX = 4096, NESTING_MAX = 8 };

struct place hvl__phrase_place(const struct phrase_source *source,
                               size_t offset) {
  struct place place = source->place;
  if (source->columns) {
    place.column = source->columns[offset];
  } else {
    place.column += hvl__utf8_count(source->text, offset);
  }
  return place;
}

char hvl__phrase_peek(const struct phrase_parser *parser) {
  return parser->at < parser->source->len ? parser->source->text[parser->at]
                                          : '\0';
}

bool hvl__phrase_ended(const struct phrase_parser *parser) {
  return parser->at >= parser->source->len;
}

/* A node that begins at the cursor. Nodes come in the order of the text, so
 * that columns are counted once. */
struct phrase *hvl__phrase_node(struct phrase_parser *parser,
                                enum phrase_kind kind) {
  const struct phrase_source *source = parser->source;
  struct phrase *node = hvl__arena_zeroed(parser->arena, 1, sizeof *node);
  if (!node) {
    parser->diags->failed = true;
    return NULL;
  }
  parser->column += hvl__utf8_count(source->text + parser->counted,
                                    parser->at - parser->counted);
  parser->counted = parser->at;
  node->kind = kind;
  node->place = source->place;
  node->place.column = source->columns ? source->columns[parser->at]
                                       : source->place.column + parser->column;
  return node;
}

/* ASCII, ideographic or no-break. */
size_t hvl__phrase_space(const struct phrase_parser *parser) {
  const char *text = parser->source->text + parser->at;
  size_t left = parser->source->len - parser->at;
  if (left == 0) return 0;
  if (strchr(" \t\n\r", *text) && *text) return 1;
  if (left >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0) return 3;
  if (left >= 2 && memcmp(text, "\xC2\xA0", 2) == 0) return 2;
  return 0;
}

static void skip_spaces(struct phrase_parser *parser) {
  size_t size;
  while ((size = hvl__phrase_space(parser)) > 0) parser->at += size;
}

static struct phrase *parse_sequence(struct phrase_parser *parser);

/* (a|b) */
static struct phrase *parse_choice(struct phrase_parser *parser) {
  size_t from = parser->at;
  struct phrase *choice = hvl__phrase_node(parser, PHRASE_CHOICE);
  if (!choice) return NULL;
  if (parser->depth == NESTING_MAX) {
    PHRASE_FAULT(parser, from, DIAG(PHRASE_TOO_DEEP));
    parser->at = parser->source->len;
    return NULL;
  }
  parser->depth++;
  unsigned faults = parser->faults;
  struct phrase **tail = &choice->child;
  do {
    size_t branch = ++parser->at;
    unsigned before = parser->faults;
    *tail = parse_sequence(parser);
    if (*tail) {
      tail = &(*tail)->next;
    } else if (parser->faults == before && !hvl__phrase_ended(parser)) {
      PHRASE_FAULT(parser, branch, DIAG(EMPTY_ALTERNATIVE));
    }
  } while (hvl__phrase_peek(parser) == '|');
  parser->depth--;
  if (hvl__phrase_peek(parser) == ')') {
    parser->at++;
  } else if (parser->faults == faults) {
    PHRASE_FAULT(parser, from, DIAG(NOT_CLOSED), '(', ')', '(');
  }
  return choice;
}

/* What stands where an element should begin, and cannot. */
static struct phrase *refuse(struct phrase_parser *parser) {
  size_t from = parser->at++;
  char c = parser->source->text[from];
  switch (c) {
  case '?':
  case '*': PHRASE_FAULT(parser, from, DIAG(BEHIND_NOTHING), c, c); break;
  case '|': PHRASE_FAULT(parser, from, DIAG(BAR_OUTSIDE)); break;
  default: PHRASE_FAULT(parser, from, DIAG(NOT_OPENED), c, c);
  }
  return NULL;
}

static struct phrase *parse_mark(struct phrase_parser *parser,
                                 enum phrase_kind kind) {
  struct phrase *node = hvl__phrase_node(parser, kind);
  parser->at++;
  return node;
}

static struct phrase *parse_primary(struct phrase_parser *parser) {
  switch (hvl__phrase_peek(parser)) {
  case '{': return hvl__parse_name(parser);
  case '<': return hvl__parse_entity(parser);
  case '~': return hvl__parse_gap(parser);
  case '/': return hvl__parse_regex(parser);
  case '(': return parse_choice(parser);
  case '^': return parse_mark(parser, PHRASE_START);
  case '$': return parse_mark(parser, PHRASE_END);
  case '@': return parse_mark(parser, PHRASE_HIT);
  case '}':
  case '>':
  case ')':
  case '|':
  case '?':
  case '*': return refuse(parser);
  default: return hvl__parse_literal(parser);
  }
}

static bool can_repeat(const struct phrase *node) {
  switch (node->kind) {
  case PHRASE_NAME:
  case PHRASE_ENTITY:
  case PHRASE_CHOICE: return true;
  case PHRASE_LITERAL:
    return hvl__utf8_count(node->text, strlen(node->text)) == 1;
  default: return false;
  }
}

/* An element with what may stand behind it: `?` or `*`. */
static struct phrase *parse_element(struct phrase_parser *parser) {
  struct phrase *node = parse_primary(parser);
  char mark = hvl__phrase_peek(parser);
  if (mark != '?' && mark != '*') return node;
  if (node && !can_repeat(node)) {
    PHRASE_FAULT(parser, parser->at, DIAG(BEHIND_OTHER), mark);
    node = NULL;
  }
  struct place place = node ? node->place : parser->source->place;
  struct phrase *outer =
      parse_mark(parser, mark == '?' ? PHRASE_OPTIONAL : PHRASE_REPEAT);
  if (!node || !outer) return NULL;
  outer->place = place;
  outer->child = node;
  return outer;
}

static bool ends_branch(char c) {
  return c == '|' || c == ')';
}

/* Elements up to the end, or inside parentheses up to `|` or `)`. NULL where
 * there are none, or where one was wrong. */
static struct phrase *parse_sequence(struct phrase_parser *parser) {
  skip_spaces(parser);
  struct phrase *sequence = hvl__phrase_node(parser, PHRASE_SEQUENCE);
  if (!sequence) return NULL;
  struct phrase **tail = &sequence->child;
  for (; !hvl__phrase_ended(parser); skip_spaces(parser)) {
    if (parser->depth > 0 && ends_branch(hvl__phrase_peek(parser))) break;
    *tail = parse_element(parser);
    if (*tail) tail = &(*tail)->next;
    if (parser->diags->failed) return NULL;
  }
  if (sequence->child && !sequence->child->next) return sequence->child;
  return sequence->child ? sequence : NULL;
}

struct phrase *hvl__phrase_parse(const struct phrase_source *source,
                                 struct arena *arena, struct diag_list *diags) {
  struct phrase_parser parser = {
      .source = source, .arena = arena, .diags = diags};
  if (source->len > PHRASE_MAX) {
    PHRASE_FAULT(&parser, 0, DIAG(PHRASE_TOO_LONG), PHRASE_MAX);
    return NULL;
  }
  struct phrase *phrase = parse_sequence(&parser);
  if (!phrase && parser.faults == 0 && !diags->failed)
    PHRASE_FAULT(&parser, 0, DIAG(EMPTY_PHRASE));
  return parser.faults > 0 || diags->failed ? NULL : phrase;
}

const struct phrase *hvl__phrase_find(const struct phrase *phrase,
                                      enum phrase_kind kind) {
  for (; phrase; phrase = phrase->next) {
    if (phrase->kind == kind) return phrase;
    const struct phrase *inner = hvl__phrase_find(phrase->child, kind);
    if (inner) return inner;
  }
  return NULL;
}
