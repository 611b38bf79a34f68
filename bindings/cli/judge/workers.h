/* SPDX-License-Identifier: MIT */
/* workers.h - conversations judged by several judges at once, each on another
 * thread, one of them that which adds the conversations; what they find comes
 * in the order in which these were added. */
#ifndef HVLINE_CLI_WORKERS_H
#define HVLINE_CLI_WORKERS_H

#include "judge/batch.h"

struct workers;

/* Who takes what is judged: on the thread that adds, within calls of
 * workers_add() and workers_finish(). They are borrowed until take() returns.
 */
struct taker {
  void (*take)(void *ctx, const struct judged *judged);
  void *ctx;
};

/* `options->jobs` judges by `ruleset`, which outlives the workers; a single one
 * judges at once. NULL, after saying why, if the options
 * are wrong. */
struct workers *workers_new(hvl_ruleset *ruleset, const struct options *options,
                            struct log *log, struct taker taker);
void workers_free(struct workers *workers);

/* For what is said of files between the conversations that are added: it is
 * said in that place. */
struct log *workers_log(struct workers *workers);

/* Have the chat of `judged`, which is not, judged. Its source and file outlive
 * the workers. */
void workers_add(struct workers *workers, const struct judged *judged);

/* Give `judged`, which is known, to the taker, in its place. To be called only
 * while nothing was added. */
void workers_pass(struct workers *workers, const struct judged *judged);

/* Seconds that all judges have judged for; and that their judging has kept
 * workers_add() and workers_finish(). */
struct workers_times {
  double judging, waiting;
};
struct workers_times workers_times(struct workers *workers);

/* Wait for what was added, and is still being judged. More may be added then.
 */
void workers_finish(struct workers *workers);

#endif
