/* SPDX-License-Identifier: MIT */
/* excerpt.h - the parts of a message that a report shows, with carets below the
 * evidence. */
#ifndef HVLINE_CLI_EXCERPT_H
#define HVLINE_CLI_EXCERPT_H

#include "mask/mask.h"

/* The places of one message that made a finding, in order of where they begin.
 * All zero is none. */
struct evidence {
  const struct byte_range *ranges;
  size_t count;
};

/* A piece of a message in one line, and below it carets under the evidence;
 * `marks` is empty where the piece has none. All zero is empty. */
struct excerpt {
  struct buffer text, marks;
};

void excerpt_free(struct excerpt *excerpt);

/* Which bytes of `text` to show: all of a short one; of a long one what is
 * around each range of the evidence, or its beginning where there is none. At
 * most `most` pieces are written to `pieces`; returns how many. */
size_t excerpt_pieces(hvl_text text, struct evidence evidence,
                      struct byte_range *pieces, size_t most);

/* Fill `excerpt` with bytes [piece) of `text`: visible, hidden where `mask`
 * says so, cut ends shown as U+2026. */
void excerpt_fill(struct excerpt *excerpt, hvl_text text,
                  struct byte_range piece, const struct mask *mask,
                  struct evidence evidence);

#endif
