/* SPDX-License-Identifier: MIT */
/* measure.c - what a run takes, and amounts for people. */
#define _POSIX_C_SOURCE 200809L
#include "base/measure.h"

#include <sys/resource.h>
#include <time.h>

double measure_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

uint64_t measure_peak(void) {
#ifdef __APPLE__
  enum { UNIT = 1 };
#else
  enum { UNIT = 1024 };
#endif
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (uint64_t)usage.ru_maxrss * UNIT;
}

void measure_size(struct buffer *out, double bytes) {
  static const char *const units[] = {"B", "KB", "MB", "GB"};
  size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < sizeof units / sizeof *units; unit++)
    bytes /= 1000;
  buffer_format(out, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}
