/* SPDX-License-Identifier: MIT */
/* shadowed.h - rules that find nothing but what another rule finds as well. */
#ifndef HVLINE_CLI_SHADOWED_H
#define HVLINE_CLI_SHADOWED_H

#include "hvline.h"

/* Told that wherever `rule` finds something in an example, `other`, of the same
 * line, finds it at the same or a better level. `example` is the first that
 * violates `rule`. All are borrowed from the ruleset. */
typedef void shadow_seen(void *ctx, const hvl_example *example,
                         const hvl_rule *other);

/* Tell `seen` of each rule that is shadowed, in order of id, and of the first
 * rule that does it. */
hvl_status shadowed_find(hvl_ruleset *ruleset, shadow_seen *seen, void *ctx);

#endif
