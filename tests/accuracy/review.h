/* SPDX-License-Identifier: MIT */
/* review.h - precision by what an inspector has marked in the page of a report
 * (`hvline audit --format html`, "Export review"). */
#ifndef HVL_ACCURACY_REVIEW_H
#define HVL_ACCURACY_REVIEW_H

#include <stdbool.h>

#include "hvline.h"

/* Read the reviews `files`, and print how many findings of each rule and line
 * of `ruleset` are confirmed and how many are false alarms. A finding that
 * several reviews mark counts once, as the last of them has it. False, with a
 * message on stderr, if a file is no review or names a rule that is not there.
 */
bool review_print(const hvl_ruleset *ruleset, char **files, int count);

#endif
