/* SPDX-License-Identifier: MIT */
/* reasons.h - why rules found a message or did not, for hvl_session_reason().
 */
#ifndef HVL_MATCH_REASONS_H
#define HVL_MATCH_REASONS_H

#include "base/array.h"
#include "ruleset/ruleset.h"

struct reasons {
  HVL_ARRAY(hvl_reason, reason_array) items;
};

/* Record a reason; `text` may be NULL, and both strings must live as long as
 * the ruleset. False if memory runs out. */
bool hvl__reasons_add(struct reasons *reasons, const hvl_reason *reason,
                      const hvl_allocator *mem);

#endif
