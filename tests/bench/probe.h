/* SPDX-License-Identifier: MIT */
/* probe.h - what is measured in a process of its own: this program, started
 * again as `bench probe WHAT ...`. */
#ifndef HVL_BENCH_PROBE_H
#define HVL_BENCH_PROBE_H

#include <stddef.h>

/* What the last three work on, whatever N is; nothing if that is 0. */
enum { PROBE_CHARACTERS = 8192, PROBE_MESSAGES = 2000 };

/*   probe builtin     prints seconds to ready, seconds of the first check, kB
 *   probe saved FILE  of private memory that was added, kB of all
 *   probe mapped FILE
 *   probe message N   checks the characters in messages of N
 *   probe message-level-3 N
 *   probe chat N      feeds the messages in conversations of N */
int probe_main(int argc, char **argv);

/* Run `self` as `probe WHAT ARGUMENT` (NULL: none) and read up to `count`
 * numbers of what it prints; how many there were. */
size_t probe_run(const char *self, const char *what, const char *argument,
                 double *numbers, size_t count);

/* Instructions that it takes, by valgrind; 0 if there is none. */
double probe_instructions(const char *self, const char *what, size_t n);

#endif
