/* SPDX-License-Identifier: MIT */
/* html_tags.h - the tags of a message, told from text that holds a '<'. */
#ifndef HVLINE_CLI_HTML_TAGS_H
#define HVLINE_CLI_HTML_TAGS_H

#include <stdbool.h>

#include "hvline.h"

/* What a tag does to the text. */
enum tag_kind { TAG_INLINE, TAG_BLOCK, TAG_HIDDEN, TAG_LINK, TAG_IMAGE };

enum { KNOWN_TAGS = 41 };

struct tag {
  size_t name; /* its place among the known ones */
  enum tag_kind kind;
  bool closes;
  size_t start, end; /* from '<' to behind '>' */
};

/* A message, borrowed, and where its tags are closed. */
struct html {
  hvl_text text;
  size_t last_close[KNOWN_TAGS]; /* the last </name>; 0 where there is none */
};

void html_begin(struct html *html, hvl_text text);

/* The tag at `at`, where a '<' stands; false if what stands there is text. What
 * help desks write is a tag; "a<b c>d" or <b> without </b> is none. */
bool html_read_tag(const struct html *html, size_t at, struct tag *tag);

/* Where the '<' of the next tag is, from `at` on; false if there is none. */
bool html_find_tag(const struct html *html, size_t at, struct tag *tag);

/* The value of the attribute `name` of `tag`; empty if there is none. */
hvl_text html_attribute(const struct html *html, const struct tag *tag,
                        const char *name);

#endif
