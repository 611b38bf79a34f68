/* SPDX-License-Identifier: MIT */
/* verdict_text.h - what a chat tool shows of a message: its evidence, why it is
 * none to be sent, what to say instead; in 80 columns. */
#ifndef HVLINE_CLI_VERDICT_TEXT_H
#define HVLINE_CLI_VERDICT_TEXT_H

#include "report/cluster.h"
#include "report/excerpt.h"
#include "report/style.h"

/* All zero but for the options is ready. */
struct verdict_text {
  const struct options *options; /* language, mask */
  bool color;
  struct buffer out; /* what is shown, appended to */
  struct cluster cluster;
  struct excerpt excerpt;
};

void verdict_text_free(struct verdict_text *verdict);

/* Append message `index` as it is. */
void verdict_text_message(struct verdict_text *verdict, const struct chat *chat,
                          size_t index);

/* Append the findings of `judged`, those of a line together. */
void verdict_text_show(struct verdict_text *verdict,
                       const struct judged *judged);

#endif
