/* SPDX-License-Identifier: MIT */
/* mask.h - which characters of a text to hide, as they are personal data:
 * phone and ID numbers, bank cards, addresses below the district, names of
 * people to the surname, e-mail addresses to the first character. */
#ifndef HVLINE_CLI_MASK_H
#define HVLINE_CLI_MASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

struct byte_range {
  size_t start, end;
};

/* The bytes to hide, as ranges in order. All zero hides nothing. */
struct mask {
  struct byte_range *ranges;
  size_t count, cap;
};

/* Find what to hide in bytes [start, end) of `text` (both at characters); a
 * little around them is looked at, too, so that a number cut in two is found.
 * What was in `mask` is forgotten. */
void mask_find(struct mask *mask, hvl_text text, size_t start, size_t end);

/* The digits, and what stands between them, that `text` begins or ends with; an
 * empty range if it does with none. */
struct byte_range mask_head(hvl_text text);
struct byte_range mask_tail(hvl_text text);

/* mask_find() in [range) of `text`, which stands between two others, as if
 * there was a line break between each: empty ones are none. */
void mask_find_beside(struct mask *mask, hvl_text before, hvl_text text,
                      hvl_text behind, struct byte_range range);

/* mask_find() in the whole of `label`, the name of a conversation, an account
 * or a template: a long number in one is an order's, not a bank card's. */
void mask_find_label(struct mask *mask, hvl_text label);

/* Append `label`, masked if `masked`. */
void mask_label(struct buffer *out, hvl_text label, bool masked);

/* Append `label`, masked, for a message that quotes it. */
void mask_string(struct buffer *out, const char *label);

/* Append the first `most` characters of `text`, masked; true if it has more. */
bool mask_beginning(struct buffer *out, hvl_text text, size_t most);

void mask_free(struct mask *mask);

/* Is the byte at `offset` hidden? */
bool mask_hides(const struct mask *mask, size_t offset);

/* What is shown for `code`, a hidden character: '*' for letters, digits and
 * Han, else the character itself. */
int32_t mask_char(int32_t code);

/* Append bytes [start, end) of `text`, masked. */
void mask_write(const struct mask *mask, struct buffer *out, hvl_text text,
                size_t start, size_t end);

#endif
