/* SPDX-License-Identifier: MIT */
/* phrase_parser.h - what phrase.c, the grammar, and phrase_atom.c, what stands
 * at its leaves, share. */
#ifndef HVL_RULES_PHRASE_PARSER_H
#define HVL_RULES_PHRASE_PARSER_H

#include "rules/phrase.h"

struct phrase_parser {
  const struct phrase_source *source;
  struct arena *arena;
  struct diag_list *diags;
  size_t at; /* the byte to be read next */
  unsigned depth;
  unsigned faults;
  size_t counted;  /* the characters before this byte are in `column` */
  uint32_t column; /* counted from 0 */
};

#define PHRASE_FAULT(parser, offset, ...)                                      \
  ((parser)->faults++,                                                         \
   hvl__diag_add((parser)->diags, HVL_ERROR,                                   \
                 hvl__phrase_place((parser)->source, (offset)), __VA_ARGS__))

/* A node that begins at the cursor; NULL if memory runs out. Nodes are made in
 * the order of the text. */
struct phrase *hvl__phrase_node(struct phrase_parser *parser,
                                enum phrase_kind kind);

/* The character at the cursor, and at the end 0. */
char hvl__phrase_peek(const struct phrase_parser *parser);
bool hvl__phrase_ended(const struct phrase_parser *parser);

/* The bytes of the space at the cursor: 0 where there is none. */
size_t hvl__phrase_space(const struct phrase_parser *parser);

/* Parse what begins at the cursor, and move behind it. NULL after recording
 * what is wrong with it. */
struct phrase *hvl__parse_literal(struct phrase_parser *parser);
struct phrase *hvl__parse_name(struct phrase_parser *parser);
struct phrase *hvl__parse_entity(struct phrase_parser *parser);
struct phrase *hvl__parse_gap(struct phrase_parser *parser);
struct phrase *hvl__parse_regex(struct phrase_parser *parser);

#endif
