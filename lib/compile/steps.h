/* SPDX-License-Identifier: MIT */
/* steps.h - steps before and after the message that a rule judges. */
#ifndef HVL_COMPILE_STEPS_H
#define HVL_COMPILE_STEPS_H

#include "compile/build.h"

/* Where `steps` lie in the draft, with their number in `*count`. Faults are
 * recorded. */
uint32_t hvl__steps_put(struct build *build, const struct parsed_steps *steps,
                        uint32_t *count);

/* Record the faults in a named step of the pack. */
void hvl__step_check(struct build *build, uint32_t step);

#endif
