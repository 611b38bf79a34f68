/* SPDX-License-Identifier: MIT */
/* agree.h - whether peers find the same. */
#ifndef HVL_BENCH_AGREE_H
#define HVL_BENCH_AGREE_H

#include "peers.h"

/* The number of pairs of a message and an expression on which the peers that
 * scan by message differ from the first of them; the first few are printed.
 * Peer i gets one conversation in shares[i], a multiple of the first one's. */
size_t agree_by_message(struct peer *peers, const size_t *shares, size_t count,
                        const struct expressions *all,
                        const struct corpus *corpus);

/* The same of `whole`, which scans by buffer, and `single`, which scans by
 * message, on all messages; `*hits` is how many the latter finds. */
size_t agree_whole(struct peer *whole, struct peer *single,
                   const struct expressions *all, const struct corpus *corpus,
                   size_t *hits);

#endif
