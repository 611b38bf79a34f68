/* SPDX-License-Identifier: MIT */
/* cluster.h - the findings of one line on one message: several rules that
 * say much the same. */
#ifndef HVLINE_CLI_CLUSTER_H
#define HVLINE_CLI_CLUSTER_H

#include "report/report.h"

/* Never empty once filled; the most severe finding first, then the surest. All
 * zero is empty; free `findings`. */
struct cluster {
  const hvl_finding **findings; /* borrowed from what was judged */
  size_t count, cap;
};

/* Fill `cluster` with the finding at `index` and its likes. False if they were
 * in the cluster of a finding before. */
bool cluster_fill(struct cluster *cluster, const struct judged *judged,
                  size_t index);

/* The evidence of all findings in message `message`, in order of where it
 * begins: up to `most` ranges; returns how many. */
size_t cluster_evidence(const struct cluster *cluster, size_t message,
                        struct byte_range *ranges, size_t most);

/* The first message with evidence; that of the findings if there is none. */
size_t cluster_first_message(const struct cluster *cluster);

/* How the evidence was disguised: HVL_EVASION_* of all findings. */
uint32_t cluster_evasion(const struct cluster *cluster);

#endif
