/* SPDX-License-Identifier: MIT */
/* region.h - where in its source the evidence of a finding stands. */
#ifndef HVLINE_CLI_REGION_H
#define HVLINE_CLI_REGION_H

#include "report/report.h"

/* Lines and columns count from 1, columns in code points; column 0: only the
 * line is known. */
struct place {
  size_t line, column;
};

/* From the first to behind the last of the evidence. */
struct region {
  struct place start, end;
};

/* The region of `finding`'s evidence in the message that it is in; where that
 * is not known to stand in the source letter for letter, the line in which the
 * record of the message begins. */
struct region region_of(const struct judged *judged,
                        const hvl_finding *finding);

#endif
