/* SPDX-License-Identifier: MIT */
/* identity.h - what an audit is of: its rules, options and files. Two with the
 * same identity judge alike. */
#ifndef HVLINE_CLI_IDENTITY_H
#define HVLINE_CLI_IDENTITY_H

#include "base/buffer.h"
#include "base/log.h"
#include "base/options.h"

/* Append it, as lines. What has no bearing on what is found in a conversation
 * is left out: reports, jobs, memory, baselines. */
void identity_print(struct buffer *out, const hvl_ruleset *ruleset,
                    const struct options *options, const struct words *paths);

/* Say what differs between two identities, of the audit that `state` is of and
 * of the one at hand. */
void identity_complain(const char *there, const char *here, const char *state,
                       struct log *log);

#endif
