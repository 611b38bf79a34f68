/* SPDX-License-Identifier: MIT */
/* bench.h - what one thread needs to judge: conversations or templates, as the
 * command asks for. */
#ifndef HVLINE_CLI_BENCH_H
#define HVLINE_CLI_BENCH_H

#include "findings.h"
#include "judging.h"
#include "template_judging.h"

struct bench {
  struct log log; /* holds what is said */
  struct judge *judge;
  struct template_judge *templates; /* NULL for chats */
};

/* By `ruleset`, which outlives it. False, after saying why on `log`, if the
 * options are wrong. */
bool bench_open(struct bench *bench, hvl_ruleset *ruleset,
                const struct options *options, struct log *log);
void bench_close(struct bench *bench);

/* Judge `chat`; the findings are borrowed until the next call. What there is to
 * say is appended to `said`. */
const hvl_finding *bench_judge(struct bench *bench, const struct chat *chat,
                               const char *path, size_t *count,
                               struct buffer *said);

#endif
