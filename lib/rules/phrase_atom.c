/* SPDX-License-Identifier: MIT */
/* phrase_atom.c - the leaves of a phrase: texts, names, entities, gaps, regular
 * expressions. */
#include <string.h>

#include "rules/phrase_parser.h"
#include "rules/regex_check.h"
#include "rules/suggest.h"
#include "rules/text_check.h"

enum { GAP_MAX = 256 };

/* Set the text of `node` to bytes [from, to) of the source. */
static bool set_text(struct phrase_parser *parser, struct phrase *node,
                     size_t from, size_t to) {
  node->text =
      hvl__arena_copy(parser->arena, parser->source->text + from, to - from);
  if (!node->text) parser->diags->failed = true;
  return node->text != NULL;
}

/* Move behind the next `close`; false after recording that there is none. */
static bool find_close(struct phrase_parser *parser, char close) {
  size_t from = parser->at;
  const char *text = parser->source->text;
  const char *found =
      memchr(text + from + 1, close, parser->source->len - from - 1);
  if (found) {
    parser->at = (size_t)(found - text) + 1;
    return true;
  }
  PHRASE_FAULT(parser, from, DIAG(NOT_CLOSED), text[from], close, text[from]);
  parser->at = parser->source->len;
  return false;
}

static bool is_punctuation(char c) {
  return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') &&
         !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_special(char c) {
  return c && strchr("{}()|?*~/<>^$@", c);
}

static bool in_literal(const struct phrase_parser *parser) {
  return !hvl__phrase_ended(parser) && !is_special(hvl__phrase_peek(parser)) &&
         hvl__phrase_space(parser) == 0;
}

/* The most bytes that the text at the cursor can have. */
static size_t literal_length(const struct phrase_parser *parser) {
  struct phrase_parser ahead = *parser;
  while (in_literal(&ahead))
    ahead.at += hvl__phrase_peek(&ahead) == '\\' ? 2 : 1;
  return ahead.at - parser->at;
}

struct phrase *hvl__parse_literal(struct phrase_parser *parser) {
  struct phrase *node = hvl__phrase_node(parser, PHRASE_LITERAL);
  if (!node) return NULL;
  char *out = hvl__arena_zeroed(parser->arena, literal_length(parser) + 1, 1);
  if (!out) {
    parser->diags->failed = true;
    return NULL;
  }
  node->text = out;
  while (in_literal(parser)) {
    char c = parser->source->text[parser->at++];
    if (c == '\\') {
      c = hvl__phrase_peek(parser);
      if (!is_punctuation(c)) {
        PHRASE_FAULT(parser, parser->at - 1, DIAG(ESCAPE_OF_NOTHING));
        continue;
      }
      parser->at++;
    }
    *out++ = c;
  }
  return node;
}

/* {name} */
struct phrase *hvl__parse_name(struct phrase_parser *parser) {
  size_t from = parser->at;
  struct phrase *node = hvl__phrase_node(parser, PHRASE_NAME);
  if (!node || !find_close(parser, '}')) return NULL;
  const char *text = parser->source->text;
  if (!hvl__is_name(text + from + 1, parser->at - from - 2)) {
    PHRASE_FAULT(parser, from, DIAG(BRACES_OF_NO_NAME),
                 (int)(parser->at - from), text + from);
    return NULL;
  }
  return set_text(parser, node, from + 1, parser->at - 1) ? node : NULL;
}

/* <name>, <name:known>, <name:new> */
struct phrase *hvl__parse_entity(struct phrase_parser *parser) {
  size_t from = parser->at;
  struct phrase *node = hvl__phrase_node(parser, PHRASE_ENTITY);
  if (!node || !find_close(parser, '>')) return NULL;
  if (!set_text(parser, node, from + 1, parser->at - 1)) return NULL;
  const char *colon = strchr(node->text, ':');
  size_t len = colon ? (size_t)(colon - node->text) : strlen(node->text);
  if (hvl__is_name(node->text, len) &&
      (!colon || strcmp(colon, ":known") == 0 || strcmp(colon, ":new") == 0))
    return node;
  PHRASE_FAULT(parser, from, DIAG(NOT_AN_ENTITY), node->text);
  return NULL;
}

/* The scope behind `~N:`. */
static bool parse_scope(struct phrase_parser *parser, struct phrase *node) {
  size_t from = ++parser->at;
  char name[16] = "";
  size_t len = 0;
  for (char c; (c = hvl__phrase_peek(parser)) >= 'a' && c <= 'z';
       parser->at++) {
    if (len + 1 < sizeof name) name[len++] = c;
  }
  node->scope = hvl__scope_named(name);
  if (node->scope > SCOPE_OVERLAP && node->scope < SCOPE_COUNT) return true;
  struct suggestion suggestion = {.wrong = name};
  for (int i = SCOPE_PHRASE; i < SCOPE_COUNT; i++)
    hvl__suggest_offer(&suggestion, hvl__scope_names[i]);
  PHRASE_FAULT(parser, from, DIAG(GAP_SCOPE), name,
               suggestion.best ? suggestion.best : "sentence");
  return false;
}

/* ~N or ~N:scope */
struct phrase *hvl__parse_gap(struct phrase_parser *parser) {
  size_t from = parser->at;
  struct phrase *node = hvl__phrase_node(parser, PHRASE_GAP);
  if (!node) return NULL;
  node->scope = SCOPE_CLAUSE;
  parser->at++;
  size_t digits = parser->at;
  for (char c; (c = hvl__phrase_peek(parser)) >= '0' && c <= '9';
       parser->at++) {
    if (node->gap <= GAP_MAX) node->gap = node->gap * 10 + (uint32_t)(c - '0');
  }
  if (parser->at == digits) {
    PHRASE_FAULT(parser, from, DIAG(GAP_OF_NO_LENGTH));
    return NULL;
  }
  if (node->gap > GAP_MAX) {
    PHRASE_FAULT(parser, from, DIAG(GAP_TOO_LONG), GAP_MAX);
    return NULL;
  }
  if (hvl__phrase_peek(parser) == ':' && !parse_scope(parser, node))
    return NULL;
  return node;
}

/* Between slashes; `\/` is one that does not close. */
struct phrase *hvl__parse_regex(struct phrase_parser *parser) {
  const struct phrase_source *source = parser->source;
  size_t from = parser->at;
  struct phrase *node = hvl__phrase_node(parser, PHRASE_REGEX);
  if (!node) return NULL;
  parser->at++;
  while (!hvl__phrase_ended(parser) && hvl__phrase_peek(parser) != '/')
    parser->at += hvl__phrase_peek(parser) == '\\' ? 2 : 1;
  if (hvl__phrase_ended(parser)) {
    parser->at = source->len;
    PHRASE_FAULT(parser, from, DIAG(REGEX_NOT_CLOSED));
    return NULL;
  }
  size_t to = parser->at++;
  if (hvl__regex_check(source, from + 1, to, node, parser->arena,
                       parser->diags))
    return node;
  parser->faults++;
  return NULL;
}
