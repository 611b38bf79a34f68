/* SPDX-License-Identifier: MIT */
/* local.c - where a message has most of a local feature. */
#include "local.h"

struct local_ends local_most(float (*at_place)[LOCALS_MAX], uint32_t places,
                             float most[LOCALS_MAX]) {
  struct local_ends ends = {{0}};
  float last[LOCALS_MAX] = {0};
  for (uint32_t k = 0; k < LOCALS_MAX; k++) most[k] = 0;
  for (uint32_t at = 0; at < places; at++)
    for (uint32_t k = 0; k < LOCALS_MAX; k++) {
      last[k] += at_place[at][k];
      if (at >= LOCAL_PLACES) last[k] -= at_place[at - LOCAL_PLACES][k];
      if (at >= LOCAL_PLACES && last[k] <= most[k]) continue;
      most[k] = last[k];
      ends.of[k] = at + 1;
    }
  return ends;
}
