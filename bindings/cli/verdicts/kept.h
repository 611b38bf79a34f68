/* SPDX-License-Identifier: MIT */
/* kept.h - some of the findings of what was judged, with their fingerprints. */
#ifndef HVLINE_CLI_KEPT_H
#define HVLINE_CLI_KEPT_H

#include "chats/judged.h"

/* All zero is empty. */
struct kept {
  hvl_finding *findings;
  struct fingerprint *fingerprints;
  size_t count, cap, fingerprint_cap;
};

void kept_free(struct kept *kept);

/* Add the finding of `judged` at `index`. */
void kept_add(struct kept *kept, const struct judged *judged, size_t index);

/* Leave only these in `judged`, borrowed until the next kept_add(). */
void kept_give(const struct kept *kept, struct judged *judged);

#endif
