/* SPDX-License-Identifier: MIT */
/* reasons.c - keeps the reasons of the message judged last. */
#include "match/reasons.h"

bool hvl__reasons_add(struct reasons *reasons, const hvl_reason *reason,
                      const hvl_allocator *mem) {
  hvl_reason copy = *reason;
  if (!copy.text) copy.text = "";
  return HVL_PUSH(mem, &reasons->items, copy);
}
