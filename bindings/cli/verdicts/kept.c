/* SPDX-License-Identifier: MIT */
/* kept.c - some of the findings of what was judged, with their fingerprints. */
#include "verdicts/kept.h"

#include <stdlib.h>

#include "base/alloc.h"

void kept_free(struct kept *kept) {
  free(kept->findings);
  free(kept->fingerprints);
}

void kept_add(struct kept *kept, const struct judged *judged, size_t index) {
  MEM_GROW(kept->findings, kept->count, kept->cap);
  MEM_GROW(kept->fingerprints, kept->count, kept->fingerprint_cap);
  kept->fingerprints[kept->count] = judged->fingerprints[index];
  kept->findings[kept->count++] = judged->findings[index];
}

void kept_give(const struct kept *kept, struct judged *judged) {
  judged->findings = kept->findings;
  judged->fingerprints = kept->fingerprints;
  judged->count = kept->count;
}
