/* SPDX-License-Identifier: MIT */
/* phrase.c - the phrase language: a text to a tree, by recursive descent. */
#include "rules/phrase.h"

#include <string.h>

#include "base/utf8.h"
#include "rules/regex_check.h"
#include "rules/suggest.h"
#include "rules/text_check.h"

enum { PHRASE_MAX = 4096, NESTING_MAX = 8, GAP_MAX = 256 };

struct parser {
  const struct phrase_source *source;
  struct arena *arena;
  struct diag_list *diags;
  size_t at;
  unsigned depth;
  unsigned faults;
  size_t counted;  /* the characters before this byte are in `column` */
  uint32_t column; /* counted from 0 */
};

struct place hvl__phrase_place(const struct phrase_source *source,
                               size_t offset) {
  struct place place = source->place;
  if (source->columns) {
    place.column = source->columns[offset];
  } else {
    place.column += hvl__count_chars(source->text, offset);
  }
  return place;
}

#define FAULT(parser, offset, ...)                                             \
  ((parser)->faults++,                                                         \
   hvl__diag_add((parser)->diags, HVL_ERROR,                                   \
                 hvl__phrase_place((parser)->source, (offset)), __VA_ARGS__))

static char peek(const struct parser *parser) {
  return parser->at < parser->source->len ? parser->source->text[parser->at]
                                          : '\0';
}

static bool at_end(const struct parser *parser) {
  return parser->at >= parser->source->len;
}

/* A node that begins at the cursor. Nodes come in the order of the text, so
 * that columns are counted once. */
static struct phrase *add_node(struct parser *parser, enum phrase_kind kind) {
  const struct phrase_source *source = parser->source;
  struct phrase *node = hvl__arena_zeroed(parser->arena, 1, sizeof *node);
  if (!node) {
    parser->diags->failed = true;
    return NULL;
  }
  parser->column += hvl__count_chars(source->text + parser->counted,
                                     parser->at - parser->counted);
  parser->counted = parser->at;
  node->kind = kind;
  node->place = source->place;
  node->place.column = source->columns ? source->columns[parser->at]
                                       : source->place.column + parser->column;
  return node;
}

/* Set the text of `node` to bytes [from, to) of the source. */
static bool set_text(struct parser *parser, struct phrase *node, size_t from,
                     size_t to) {
  node->text =
      hvl__arena_copy(parser->arena, parser->source->text + from, to - from);
  if (!node->text) parser->diags->failed = true;
  return node->text != NULL;
}

/* The length of the space at the cursor: ASCII, ideographic or no-break. */
static size_t space_length(const struct parser *parser) {
  const char *text = parser->source->text + parser->at;
  size_t left = parser->source->len - parser->at;
  if (left == 0) return 0;
  if (strchr(" \t\n\r", *text) && *text) return 1;
  if (left >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0) return 3;
  if (left >= 2 && memcmp(text, "\xC2\xA0", 2) == 0) return 2;
  return 0;
}

static void skip_spaces(struct parser *parser) {
  size_t size;
  while ((size = space_length(parser)) > 0) parser->at += size;
}

/* Move behind the next `close`; false after recording that there is none. */
static bool find_close(struct parser *parser, char close, const char *advice) {
  size_t from = parser->at;
  const char *text = parser->source->text;
  const char *found =
      memchr(text + from + 1, close, parser->source->len - from - 1);
  if (found) {
    parser->at = (size_t)(found - text) + 1;
    return true;
  }
  FAULT(parser, from, "`%c` without `%c`; %s", text[from], close, advice);
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

static struct phrase *parse_literal(struct parser *parser) {
  const char *text = parser->source->text;
  struct phrase *node = add_node(parser, PHRASE_LITERAL);
  if (!node) return NULL;
  char *out =
      hvl__arena_zeroed(parser->arena, parser->source->len - parser->at + 1, 1);
  if (!out) {
    parser->diags->failed = true;
    return NULL;
  }
  node->text = out;
  while (!at_end(parser) && !is_special(peek(parser)) &&
         space_length(parser) == 0) {
    if (text[parser->at] == '\\') {
      parser->at++;
      if (!is_punctuation(peek(parser))) {
        FAULT(parser, parser->at - 1,
              "`\\` before what is no punctuation; write `\\\\`, or put a "
              "regular expression between slashes");
        continue;
      }
    }
    *out++ = text[parser->at++];
  }
  return node;
}

/* {name} */
static struct phrase *parse_name(struct parser *parser) {
  size_t from = parser->at;
  struct phrase *node = add_node(parser, PHRASE_NAME);
  if (!node || !find_close(parser, '}', "close it, or write `\\{`"))
    return NULL;
  const char *text = parser->source->text;
  if (!hvl__is_name(text + from + 1, parser->at - from - 2)) {
    FAULT(parser, from, "`%.*s` holds no name; write {name}",
          (int)(parser->at - from), text + from);
    return NULL;
  }
  return set_text(parser, node, from + 1, parser->at - 1) ? node : NULL;
}

/* <name>, <name:known>, <name:new> */
static struct phrase *parse_entity(struct parser *parser) {
  size_t from = parser->at;
  struct phrase *node = add_node(parser, PHRASE_ENTITY);
  if (!node || !find_close(parser, '>', "close it, or write `\\<`"))
    return NULL;
  if (!set_text(parser, node, from + 1, parser->at - 1)) return NULL;
  const char *colon = strchr(node->text, ':');
  size_t len = colon ? (size_t)(colon - node->text) : strlen(node->text);
  if (hvl__is_name(node->text, len) &&
      (!colon || strcmp(colon, ":known") == 0 || strcmp(colon, ":new") == 0))
    return node;
  FAULT(parser, from,
        "`<%s>` is no entity; write <name>, <name:known> or "
        "<name:new>",
        node->text);
  return NULL;
}

/* The scope behind `~N:`. */
static bool parse_scope(struct parser *parser, struct phrase *node) {
  static const char *const names[] = {"phrase", "clause", "sentence", "message",
                                      "turn"};
  size_t from = ++parser->at;
  char name[16] = "";
  size_t len = 0;
  for (char c; (c = peek(parser)) >= 'a' && c <= 'z'; parser->at++) {
    if (len + 1 < sizeof name) name[len++] = c;
  }
  node->scope = hvl__scope_named(name);
  if (node->scope > SCOPE_OVERLAP && node->scope < SCOPE_COUNT) return true;
  struct suggestion suggestion = {.wrong = name};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    hvl__suggest_offer(&suggestion, names[i]);
  FAULT(parser, from, "`%s` is not the scope of a gap; did you mean `%s`?",
        name, suggestion.best ? suggestion.best : "sentence");
  return false;
}

/* ~N or ~N:scope */
static struct phrase *parse_gap(struct parser *parser) {
  size_t from = parser->at;
  struct phrase *node = add_node(parser, PHRASE_GAP);
  if (!node) return NULL;
  node->scope = SCOPE_CLAUSE;
  parser->at++;
  size_t digits = parser->at;
  for (char c; (c = peek(parser)) >= '0' && c <= '9'; parser->at++) {
    if (node->gap <= GAP_MAX) node->gap = node->gap * 10 + (uint32_t)(c - '0');
  }
  if (parser->at == digits) {
    FAULT(parser, from, "`~` without a number; write ~4, or `\\~`");
    return NULL;
  }
  if (node->gap > GAP_MAX) {
    FAULT(parser, from, "a gap of more than %d characters; make it smaller",
          GAP_MAX);
    return NULL;
  }
  if (peek(parser) == ':' && !parse_scope(parser, node)) return NULL;
  return node;
}

/* Between slashes; `\/` is one that does not close. */
static struct phrase *parse_regex(struct parser *parser) {
  const struct phrase_source *source = parser->source;
  size_t from = parser->at;
  struct phrase *node = add_node(parser, PHRASE_REGEX);
  if (!node) return NULL;
  parser->at++;
  while (!at_end(parser) && peek(parser) != '/')
    parser->at += peek(parser) == '\\' ? 2 : 1;
  if (at_end(parser)) {
    parser->at = source->len;
    FAULT(parser, from,
          "a regular expression without its closing `/`; close it, or write "
          "`\\/` for a slash");
    return NULL;
  }
  size_t to = parser->at++;
  if (hvl__regex_check(source, from + 1, to, node, parser->arena,
                       parser->diags))
    return node;
  parser->faults++;
  return NULL;
}

static struct phrase *parse_sequence(struct parser *parser);

/* (a|b) */
static struct phrase *parse_choice(struct parser *parser) {
  size_t from = parser->at;
  struct phrase *choice = add_node(parser, PHRASE_CHOICE);
  if (!choice) return NULL;
  if (parser->depth == NESTING_MAX) {
    FAULT(parser, from, "too deeply nested; name a part of it in `phrases`");
    parser->at = parser->source->len;
    return NULL;
  }
  parser->depth++;
  unsigned faults = parser->faults;
  struct phrase **tail = &choice->child;
  do {
    size_t branch = ++parser->at;
    *tail = parse_sequence(parser);
    if (*tail) {
      tail = &(*tail)->next;
    } else if (parser->faults == faults && !at_end(parser)) {
      FAULT(parser, branch, "an empty alternative; write (..)? for perhaps");
    }
  } while (peek(parser) == '|');
  parser->depth--;
  if (peek(parser) == ')') {
    parser->at++;
  } else if (parser->faults == faults) {
    FAULT(parser, from, "`(` without `)`; close it, or write `\\(`");
  }
  return choice;
}

/* What stands where an element should begin, and cannot. */
static struct phrase *refuse(struct parser *parser) {
  size_t from = parser->at++;
  char c = parser->source->text[from];
  switch (c) {
  case '?':
  case '*':
    FAULT(parser, from,
          "`%c` behind nothing that it could be for; write `\\%c`"
          " for the character",
          c, c);
    break;
  case '|': FAULT(parser, from, "`|` outside parentheses; write (a|b)"); break;
  default:
    FAULT(parser, from,
          "`%c` without its opening bracket; write `\\%c` for "
          "the character",
          c, c);
  }
  return NULL;
}

static struct phrase *parse_mark(struct parser *parser, enum phrase_kind kind) {
  struct phrase *node = add_node(parser, kind);
  parser->at++;
  return node;
}

static struct phrase *parse_primary(struct parser *parser) {
  switch (peek(parser)) {
  case '{': return parse_name(parser);
  case '<': return parse_entity(parser);
  case '~': return parse_gap(parser);
  case '/': return parse_regex(parser);
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
  default: return parse_literal(parser);
  }
}

static bool can_repeat(const struct phrase *node) {
  switch (node->kind) {
  case PHRASE_NAME:
  case PHRASE_ENTITY:
  case PHRASE_CHOICE: return true;
  case PHRASE_LITERAL:
    return hvl__count_chars(node->text, strlen(node->text)) == 1;
  default: return false;
  }
}

/* An element with what may stand behind it: `?` or `*`. */
static struct phrase *parse_element(struct parser *parser) {
  struct phrase *node = parse_primary(parser);
  char mark = peek(parser);
  if (mark != '?' && mark != '*') return node;
  if (node && !can_repeat(node)) {
    FAULT(parser, parser->at,
          "`%c` behind what is neither a list, an entity, "
          "parentheses nor one character; put parentheses",
          mark);
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
static struct phrase *parse_sequence(struct parser *parser) {
  skip_spaces(parser);
  struct phrase *sequence = add_node(parser, PHRASE_SEQUENCE);
  if (!sequence) return NULL;
  struct phrase **tail = &sequence->child;
  for (; !at_end(parser); skip_spaces(parser)) {
    if (parser->depth > 0 && ends_branch(peek(parser))) break;
    *tail = parse_element(parser);
    if (*tail) tail = &(*tail)->next;
    if (parser->diags->failed) return NULL;
  }
  if (sequence->child && !sequence->child->next) return sequence->child;
  return sequence->child ? sequence : NULL;
}

struct phrase *hvl__phrase_parse(const struct phrase_source *source,
                                 struct arena *arena, struct diag_list *diags) {
  struct parser parser = {.source = source, .arena = arena, .diags = diags};
  if (source->len > PHRASE_MAX) {
    FAULT(&parser, 0, "a phrase of more than %d bytes; split it", PHRASE_MAX);
    return NULL;
  }
  struct phrase *phrase = parse_sequence(&parser);
  if (!phrase && parser.faults == 0 && !diags->failed)
    FAULT(&parser, 0, "an empty phrase; write what to look for");
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
