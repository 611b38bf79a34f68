/* SPDX-License-Identifier: MIT */
/* filter_build.h - makes the filters of ruleset/filter.h and opening.h. */
#ifndef HVL_COMPILE_FILTER_BUILD_H
#define HVL_COMPILE_FILTER_BUILD_H

#include "compile/build.h"

HVL_ARRAY(uint64_t, filter_keys);

/* Append to `section`, which is empty, a filter that holds `keys`, which are
 * put in order and may be there more than once. */
void hvl__filter_write(struct build *build, struct filter_keys *keys,
                       struct buf *section);

/* The same of keys of openings. */
void hvl__openings_write(struct build *build, struct filter_keys *keys,
                         struct buf *section);

#endif
