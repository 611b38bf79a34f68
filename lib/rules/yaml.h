/* SPDX-License-Identifier: MIT */
/* yaml.h - a YAML text as a tree: the only place that knows the YAML parser.
 *
 * A strict subset: one document; no anchors, aliases, tags or directives; keys
 * are texts and stand once in a mapping; every scalar is text, whatever it
 * looks like. Depth and size are bounded. */
#ifndef HVL_RULES_YAML_H
#define HVL_RULES_YAML_H

#include "base/diag.h"

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
  enum yaml_kind kind;
  struct place place; /* of the first character, a quote or bracket if any */
  const char *text;   /* YAML_TEXT: NUL-terminated; without NULs inside */
  size_t len;         /* of `text`, in bytes */
  uint32_t column;    /* of the first character of `text` */
  const uint32_t *columns; /* of each byte of `text` and of its end, where they
                              do not follow from `column`; else NULL */
  const struct yaml_node *key;   /* of an element of a mapping; else NULL */
  const struct yaml_node *child; /* the first element */
  const struct yaml_node *next;  /* the next element beside this one */
};

/* The tree of `text`, in `arena`; NULL after recording in `diags` why there is
 * none (`diags->failed` if memory ran out). Faults that leave a tree, such as
 * a duplicate key, are recorded as well. `file` outlives the tree. */
const struct yaml_node *hvl__yaml_parse(struct arena *arena, const char *file,
                                        hvl_text text, struct diag_list *diags);

#endif
