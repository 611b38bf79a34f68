/* SPDX-License-Identifier: MIT */
/* thread.c - threads beside the first one. */
#define _POSIX_C_SOURCE 200809L
#include "base/thread.h"

#include <signal.h>
#include <stddef.h>

bool thread_start(pthread_t *thread, void *(*work)(void *), void *ctx) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  bool good = pthread_create(thread, NULL, work, ctx) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return good;
}
