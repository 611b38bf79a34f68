/* SPDX-License-Identifier: MIT */
/* interrupt.c - notes that the user wants to stop. */
#define _POSIX_C_SOURCE 200809L
#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t noted;

static void note(int signal) {
  (void)signal;
  noted = 1;
}

void interrupt_watch(void) {
  /* A read that waits for input returns, too. */
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

bool interrupted(void) {
  return noted;
}
