/* SPDX-License-Identifier: MIT */
/* bench.c - what one thread needs to judge. */
#include "bench.h"

bool bench_open(struct bench *bench, hvl_ruleset *ruleset,
                const struct options *options, struct log *log) {
  struct buffer said = {0};
  bench->log = log_holding(log, &said);
  bench->judge = judge_new(ruleset, options, &bench->log);
  bench->templates = bench->judge && options->command == COMMAND_CHECK
                         ? template_judge_new(bench->judge)
                         : NULL;
  log_replay(log, buffer_text(&said));
  buffer_free(&said);
  return bench->judge != NULL;
}

void bench_close(struct bench *bench) {
  template_judge_free(bench->templates);
  judge_free(bench->judge);
  log_free(&bench->log);
}

const hvl_finding *bench_judge(struct bench *bench, const struct chat *chat,
                               const char *path, size_t *count,
                               struct buffer *said) {
  bench->log.held = said;
  if (bench->templates)
    return template_judge_one(bench->templates, chat, path, count);
  return judge_chat(bench->judge, chat, path, count);
}
