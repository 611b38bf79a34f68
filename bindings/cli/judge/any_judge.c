/* SPDX-License-Identifier: MIT */
/* any_judge.c - what one thread needs to judge. */
#include "judge/any_judge.h"

bool any_judge_open(struct any_judge *judge, hvl_ruleset *ruleset,
                    const struct options *options, struct log *log) {
  struct buffer said = {0};
  judge->log = log_holding(log, &said);
  judge->chats = judge_new(ruleset, options, &judge->log);
  judge->templates = judge->chats && options->command == COMMAND_CHECK
                         ? template_judge_new(judge->chats)
                         : NULL;
  log_replay(log, buffer_text(&said));
  buffer_free(&said);
  return judge->chats != NULL;
}

void any_judge_close(struct any_judge *judge) {
  template_judge_free(judge->templates);
  judge_free(judge->chats);
  log_free(&judge->log);
}

void any_judge_forget(struct any_judge *judge) {
  log_forget(&judge->log);
}

const hvl_finding *any_judge_chat(struct any_judge *judge,
                                  const struct chat *chat, const char *path,
                                  size_t *count, struct buffer *said) {
  judge->log.held = said;
  if (judge->templates)
    return template_judge_one(judge->templates, chat, path, count);
  return judge_chat(judge->chats, chat, path, count);
}
