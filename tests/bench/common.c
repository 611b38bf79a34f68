/* SPDX-License-Identifier: MIT */
/* common.c - time, memory and medians. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void die(const char *message) {
  fprintf(stderr, "bench: %s\n", message);
  exit(2);
}

void *must(void *block) {
  if (!block) die("out of memory");
  return block;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double median(double *values, size_t count) {
  if (count == 0) return 0;
  qsort(values, count, sizeof *values, by_size);
  return values[count / 2];
}
