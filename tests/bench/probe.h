/* SPDX-License-Identifier: MIT */
/* probe.h - what is measured in a process of its own: this program, started
 * again as `bench probe WHAT ...`. */
#ifndef HVL_BENCH_PROBE_H
#define HVL_BENCH_PROBE_H

#include <stddef.h>

/*   probe builtin     prints seconds to ready, seconds of the first check, kB
 *   probe saved FILE  of private memory that was added, kB of all
 *   probe mapped FILE
 *   probe message N   checks one message of N characters
 *   probe chat N      feeds a conversation of N messages */
int probe_main(int argc, char **argv);

/* Run `self` as `probe WHAT ARGUMENT` (NULL: none) and read up to `count`
 * numbers of what it prints; how many there were. */
size_t probe_run(const char *self, const char *what, const char *argument,
                 double *numbers, size_t count);

/* Instructions that it takes, by valgrind; 0 if there is none. */
double probe_instructions(const char *self, const char *what, size_t n);

#endif
