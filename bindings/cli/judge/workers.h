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

/* Give `judged`, which is known, to the taker, in its place: what was added is
 * waited for. */
void workers_pass(struct workers *workers, const struct judged *judged);

/* Seconds that all judges have judged for; and that their judging has kept
 * workers_add() and workers_finish(). */
struct workers_times {
  double judging, waiting;
};
struct workers_times workers_times(struct workers *workers);

/* Are there threads that judge while others read? */
bool workers_are_several(const struct workers *workers);

/* Let `taker` have what is added from now on; what was added before is waited
 * for. */
void workers_give_to(struct workers *workers, struct taker taker);

/* Have what was said while something was judged, and is known no more, said
 * once again. To be called while nothing is being judged. */
void workers_forget(struct workers *workers);

/* Wait for what was added, and is still being judged. More may be added then.
 */
void workers_finish(struct workers *workers);

#endif
