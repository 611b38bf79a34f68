/* SPDX-License-Identifier: MIT */
/* panel.h - conversations judged by several judges at once, each a thread of
 * its own; what they find comes in the order the conversations were added. */
#ifndef HVLINE_CLI_PANEL_H
#define HVLINE_CLI_PANEL_H

#include "batch.h"

struct panel;

/* Who takes the verdicts: on the thread that adds, within calls of panel_add()
 * and panel_finish(). They are borrowed until take() returns. */
struct taker {
  void (*take)(void *ctx, const struct verdict *verdict);
  void *ctx;
};

/* `options->jobs` judges by `ruleset`, which outlives the panel; a single one
 * judges at once, on the same thread. NULL, after saying why, if the options
 * are wrong. */
struct panel *panel_new(hvl_ruleset *ruleset, const struct options *options,
                        struct log *log, struct taker taker);
void panel_free(struct panel *panel);

/* For what is said of files between the conversations that are added: it is
 * said in that place. */
struct log *panel_log(struct panel *panel);

/* Have `chat`, of the file at `path`, judged. The path outlives the panel. */
void panel_add(struct panel *panel, const char *path, const struct chat *chat);

/* Give `verdict`, which is known, to the taker, in its place. To be called only
 * while nothing was added. */
void panel_pass(struct panel *panel, const struct verdict *verdict);

/* Seconds that all judges have judged for; and that their judging has kept
 * panel_add() and panel_finish(). */
struct panel_times {
  double judging, waiting;
};
struct panel_times panel_times(struct panel *panel);

/* All was added: wait for what is still being judged. */
void panel_finish(struct panel *panel);

#endif
