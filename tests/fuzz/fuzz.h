/* SPDX-License-Identifier: MIT */
/* fuzz.h - what a fuzz target has: libFuzzer's entry, and seeds to start from.
 */
#ifndef HVL_FUZZ_FUZZ_H
#define HVL_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Put `data` to the library. Always 0; a mistake of the library aborts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The seed at `index`, to be freed with free(); NULL past the last. */
uint8_t *fuzz_seed(size_t index, size_t *size);

#endif
