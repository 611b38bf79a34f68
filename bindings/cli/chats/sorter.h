/* SPDX-License-Identifier: MIT */
/* sorter.h - records in order of their keys, of more than memory can hold: what
 * is over a bound is written to a temporary file as sorted runs, and merged. */
#ifndef HVLINE_CLI_SORTER_H
#define HVLINE_CLI_SORTER_H

#include <stdbool.h>

#include <stdint.h>

#include "base/buffer.h"

struct sorter;

/* Hold at most about `memory` bytes. */
struct sorter *sorter_new(size_t memory);
void sorter_free(struct sorter *sorter);

/* How many bytes it has written to the temporary file. */
uint64_t sorter_spilled(const struct sorter *sorter);

/* Add a copy of a record. False with errno if the temporary file, in the folder
 * of TMPDIR or /tmp, cannot be written. */
bool sorter_add(struct sorter *sorter, hvl_text key, hvl_text value);

/* The next record in order of keys, as bytes; of equal keys the one that was
 * added first. False at the end and, with errno not 0, where the temporary file
 * cannot be read. After the first call nothing may be added. Borrowed until the
 * next call. */
bool sorter_next(struct sorter *sorter, hvl_text *key, hvl_text *value);

#endif
