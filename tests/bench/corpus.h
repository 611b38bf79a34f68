/* SPDX-License-Identifier: MIT */
/* corpus.h - the texts that are matched: real chats, or made up ones. */
#ifndef HVL_BENCH_CORPUS_H
#define HVL_BENCH_CORPUS_H

#include "bench.h"

/* All messages of a role in one buffer, a line break behind each. */
struct joined {
  char *bytes;
  size_t len;
  size_t *starts; /* of each message, and one more: the end */
  size_t count;
};

/* Conversations, one after the other. Every text is valid UTF-8 and has no line
 * break, as peers that are given many in one buffer need it. */
struct corpus {
  hvl_message *messages;
  size_t count, cap;
  size_t *starts; /* of each conversation, and one more: the end */
  size_t conversations, starts_cap;
  size_t bytes; /* of all texts */
  struct joined joined[ROLES];
};

/* Read every conversation of *.jsonl.xz in `folder`, at most `most` messages;
 * false if there is none. Ends the program without memory. */
bool corpus_read(struct corpus *corpus, const char *folder, size_t most);

/* Make up conversations of `most` messages out of idle talk and of the examples
 * of `ruleset` that violate a rule: `rich` in 100 messages are of these. */
void corpus_make(struct corpus *corpus, const hvl_ruleset *ruleset, size_t most,
                 unsigned rich);
void corpus_free(struct corpus *corpus);

#endif
