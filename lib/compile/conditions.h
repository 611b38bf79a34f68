/* SPDX-License-Identifier: MIT */
/* conditions.h - facts, and what depends on them. */
#ifndef HVL_COMPILE_CONDITIONS_H
#define HVL_COMPILE_CONDITIONS_H

#include "compile/build.h"

/* Write all facts of the pack into the draft. */
void hvl__facts_write(struct build *build);

/* Record a fault if `fact` is unknown or cannot have `value`. */
void hvl__fact_check(struct build *build, const struct parsed_text *fact,
                     const struct parsed_text *value);

/* Where the conditions, or the severities but the first, which is the default,
 * lie in the draft; their number in `*count`. Faults are recorded. */
uint32_t hvl__conditions_put(struct build *build,
                             const struct parsed_conditions *conditions,
                             uint32_t *count);
uint32_t hvl__severities_put(struct build *build,
                             const struct parsed_severities *severities,
                             uint32_t *count);

#endif
