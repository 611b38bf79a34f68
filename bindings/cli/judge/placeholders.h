/* SPDX-License-Identifier: MIT */
/* placeholders.h - {买家昵称} in a template, which stands for anything. */
#ifndef HVLINE_CLI_PLACEHOLDERS_H
#define HVLINE_CLI_PLACEHOLDERS_H

#include "mask/mask.h"

/* Where they are, in order. All zero is none; free `ranges`. */
struct placeholders {
  struct byte_range *ranges;
  size_t count, cap;
};

/* Find what stands in {} or {{}}, ASCII or full-width, in one line and not too
 * long. What was in `placeholders` is forgotten. */
void placeholders_find(struct placeholders *placeholders, hvl_text text);

/* Set `out` to `text` with `stand_in` in place of each placeholder. */
void placeholders_replace(const struct placeholders *placeholders,
                          struct buffer *out, hvl_text text,
                          const char *stand_in);

/* The bytes of the text for those of what placeholders_replace() made of it,
 * `len` being the length of the stand-in; a part of one is the whole
 * placeholder. `*whole` is set to whether there is a placeholder among them, of
 * which nothing is cut off. */
struct byte_range placeholders_back(const struct placeholders *placeholders,
                                    size_t len, struct byte_range range,
                                    bool *whole);

#endif
