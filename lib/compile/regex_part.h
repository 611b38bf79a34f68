/* SPDX-License-Identifier: MIT */
/* regex_part.h - a regular expression inside a phrase. */
#ifndef HVL_COMPILE_REGEX_PART_H
#define HVL_COMPILE_REGEX_PART_H

#include "compile/part.h"

/* Put the expression of `node` (PHRASE_REGEX) into the draft: its number, and
 * what is known of its matches in `*part`. A fault is recorded. */
uint32_t hvl__regex_put(struct build *build, const struct phrase *node,
                        struct part *part);

#endif
