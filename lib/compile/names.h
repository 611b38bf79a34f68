/* SPDX-License-Identifier: MIT */
/* names.h - lists, phrases, guards, steps and facts by name. */
#ifndef HVL_COMPILE_NAMES_H
#define HVL_COMPILE_NAMES_H

#include "compile/build.h"

/* Bits, so that a look-up can ask for several. */
enum name_kind {
  NAME_NONE = 0,
  NAME_LIST = 1,
  NAME_PHRASE = 2,
  NAME_GUARD = 4,
  NAME_STEP = 8,
  NAME_FACT = 16
};

/* The list whose entries tell how characters are taken apart: 信=亻言. */
#define SPLIT_LIST "split-characters"

/* Collect all names of the pack; twice the same is a fault. */
void hvl__names_collect(struct build *build);

/* What `name` stands for: its kind, with the index in the pack's array of that
 * kind in `*index`. NAME_NONE after recording a fault if it is unknown, or none
 * of `kinds`. The name counts as used. */
enum name_kind hvl__names_find(struct build *build, unsigned kinds,
                               const char *name, struct place place,
                               uint32_t *index);

/* The next list, phrase, guard or step that nothing used, from `*at` (0 to
 * begin with) on, with its index in the pack; NAME_NONE behind the last. */
enum name_kind hvl__names_next_unused(struct build *build, uint32_t *at,
                                      uint32_t *index);

/* Warn of all of them. */
void hvl__names_warn_unused(struct build *build);

#endif
