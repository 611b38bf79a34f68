/* SPDX-License-Identifier: MIT */
/* rule_faults.h - tells what is wrong in files of rules. */
#ifndef HVLINE_CLI_RULE_FAULTS_H
#define HVLINE_CLI_RULE_FAULTS_H

#include "base/log.h"

/* What is told of the diagnostics of one compiler. */
struct rule_faults {
  struct log *log;
  size_t shown, hidden;  /* errors */
  size_t clashes;        /* with names of the built-in rules */
  const hvl_diag *clash; /* the first */
};

/* Begin to tell what `compiler`, which outlives `faults`, has found. */
void rule_faults_begin(struct rule_faults *faults, const hvl_compiler *compiler,
                       struct log *log);

/* Tell `diag`, in its turn. Of errors no more than can be read are shown; true
 * nevertheless. False if the error for which many stand was told before. */
bool rule_faults_tell(struct rule_faults *faults, const hvl_diag *diag);

/* Tell how many errors were not shown. */
void rule_faults_end(struct rule_faults *faults);

#endif
