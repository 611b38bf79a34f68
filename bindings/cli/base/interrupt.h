/* SPDX-License-Identifier: MIT */
/* interrupt.h - Ctrl-C asks to stop: what was finished by then is reported. */
#ifndef HVLINE_CLI_INTERRUPT_H
#define HVLINE_CLI_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT or SIGTERM is noted; a second one ends the
 * process at once. */
void interrupt_watch(void);

/* Whether there was one. */
bool interrupted(void);

#endif
