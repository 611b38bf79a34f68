/* SPDX-License-Identifier: MIT */
/* occurrences.h - how many times each of some checksums was seen. */
#ifndef HVLINE_CLI_OCCURRENCES_H
#define HVLINE_CLI_OCCURRENCES_H

#include <stddef.h>
#include <stdint.h>

/* All zero is empty. */
struct occurrences {
  struct occurrence *slots;
  size_t used, cap;
};

/* Count `sum` and return how many times it was seen, 1 the first time. */
size_t occurrences_count(struct occurrences *occurrences, uint64_t sum);

/* Forget all, and give the memory back. */
void occurrences_free(struct occurrences *occurrences);

#endif
