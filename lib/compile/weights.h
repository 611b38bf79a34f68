/* SPDX-License-Identifier: MIT */
/* weights.h - what messages weigh, written into the draft. */
#ifndef HVL_COMPILE_WEIGHTS_H
#define HVL_COMPILE_WEIGHTS_H

#include "compile/rule_table.h"

/* The number of the line called `line` among those that are weighed, or NONE.
 */
uint32_t hvl__weights_line(const struct build *build, const char *line);

/* Write the weights, and which of `entries`, whose rules are written, finds by
 * them. Faults are recorded. */
void hvl__weights_write(struct build *build,
                        const struct rule_entries *entries);

#endif
