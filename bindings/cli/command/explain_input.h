/* SPDX-License-Identifier: MIT */
/* explain_input.h - the dialogues that `hvline rules explain` is given. */
#ifndef HVLINE_CLI_EXPLAIN_INPUT_H
#define HVLINE_CLI_EXPLAIN_INPUT_H

#include "base/log.h"
#include "base/options.h"
#include "chats/chat.h"

/* Who is given the dialogues, each borrowed for the call. */
struct explain_taker {
  void (*take)(void *ctx, const struct chat *chat);
  void *ctx;
};

/* Does `word` name a file that is there, or standard input? */
bool explain_names_file(const char *word);

/* Give the conversations of exported chats as they come, then, without an id,
 * the dialogue of all words and typed files. False, after saying why, if a file
 * cannot be read or a word seems to name one that is not there. */
bool explain_read(const struct options *options, struct log *log,
                  struct explain_taker taker);

#endif
