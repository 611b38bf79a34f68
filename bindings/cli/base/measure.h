/* SPDX-License-Identifier: MIT */
/* measure.h - what a run takes, and amounts for people. */
#ifndef HVLINE_CLI_MEASURE_H
#define HVLINE_CLI_MEASURE_H

#include <stdint.h>

#include "base/buffer.h"

/* Seconds, by a clock that only runs forward. */
double measure_now(void);

/* The most memory that the process has held, in bytes. */
uint64_t measure_peak(void);

/* Append so many bytes as "1.2 MB". */
void measure_size(struct buffer *out, double bytes);

#endif
