/* SPDX-License-Identifier: MIT */
/* ahead.h - conversations judged while their file is still read, as they are
 * mostly whole once others have been read for a while; those that are not are
 * judged anew. */
#ifndef HVLINE_CLI_AHEAD_H
#define HVLINE_CLI_AHEAD_H

#include "judge/workers.h"

struct ahead;

/* `workers` outlive it; what they judge is kept here until ahead_end(), which
 * gives them back to `taker`. */
struct ahead *ahead_begin(struct workers *workers, struct taker taker);
void ahead_free(struct ahead *ahead);

/* Have the chat of `judged`, the conversation `number` of its file, judged.
 * Each number is larger than the last. */
void ahead_judge(struct ahead *ahead, size_t number,
                 const struct judged *judged);

/* How many bytes are kept, about. */
size_t ahead_bytes(const struct ahead *ahead);

/* How many findings are kept that were not asked for yet. */
size_t ahead_findings(const struct ahead *ahead);

/* Nothing more is to be judged ahead: wait for what is. May be called again. */
void ahead_end(struct ahead *ahead);
bool ahead_has_ended(const struct ahead *ahead);

/* Fill what was found in `judged`, the conversation `number`; false if it was
 * not judged, or has grown since. To be asked in order of number. */
bool ahead_knows(struct ahead *ahead, size_t number, struct judged *judged);

#endif
