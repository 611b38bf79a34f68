/* SPDX-License-Identifier: MIT */
/* thread.h - threads beside the first one. */
#ifndef HVLINE_CLI_THREAD_H
#define HVLINE_CLI_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Run `work` on a thread of its own, to be joined. It gets no SIGINT and
 * SIGTERM: these are for the thread that reads, which may be waiting for input.
 * False if the system gives no thread. */
bool thread_start(pthread_t *thread, void *(*work)(void *), void *ctx);

#endif
