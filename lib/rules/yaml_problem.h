/* SPDX-License-Identifier: MIT */
/* yaml_problem.h - what is wrong with a YAML text, for who writes rules. */
#ifndef HVL_RULES_YAML_PROBLEM_H
#define HVL_RULES_YAML_PROBLEM_H

#include "hvline.h"

/* The message for a problem as the YAML parser words it; NULL for one that has
 * no better words. */
const hvl_bilingual *hvl__yaml_problem(const char *problem);

#endif
