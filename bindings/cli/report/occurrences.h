/* SPDX-License-Identifier: MIT */
/* occurrences.h - how many times each fingerprint was seen. */
#ifndef HVLINE_CLI_OCCURRENCES_H
#define HVLINE_CLI_OCCURRENCES_H

#include "verdicts/fingerprint.h"

/* All zero is empty. */
struct occurrences {
  struct occurrence *slots;
  size_t used, cap;
};

/* Count `fingerprint` and return how many times it was seen, 1 the first time.
 */
size_t occurrences_count(struct occurrences *occurrences,
                         const char fingerprint[FINGERPRINT_SIZE]);
void occurrences_free(struct occurrences *occurrences);

#endif
