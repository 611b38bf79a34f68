/* SPDX-License-Identifier: MIT */
/* program.h - a phrase becomes a program. */
#ifndef HVL_COMPILE_PROGRAM_H
#define HVL_COMPILE_PROGRAM_H

#include "compile/symbols.h"

/* Compile `phrase`. False after recording its faults; else the pattern is in
 * `*pattern`, its code in the draft, and `*findable` tells whether a message
 * without certain words, digits or entities cannot match it. */
bool hvl__program_make(struct build *build, const struct parsed_phrase *phrase,
                       struct image_pattern *pattern, bool *findable);

#endif
