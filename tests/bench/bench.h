/* SPDX-License-Identifier: MIT */
/* bench.h - what the parts of the benchmark share: texts, patterns, peers. */
#ifndef HVL_BENCH_H
#define HVL_BENCH_H

#include <stdbool.h>

#include "ruleset/ruleset.h"

/* Conversations, one after the other. */
struct corpus {
  hvl_message *messages;
  size_t count, cap;
  size_t *starts; /* of each conversation, and one more: the end */
  size_t conversations, starts_cap;
  size_t bytes; /* of all texts */
};

/* Read every conversation of *.jsonl.xz in `folder`, at most `most` messages;
 * false if there is none. Ends the program without memory. */
bool corpus_read(struct corpus *corpus, const char *folder, size_t most);

/* Make up conversations of `most` messages out of the examples of `ruleset`
 * and of idle talk: about `rich` in 100 messages are of an example. */
void corpus_make(struct corpus *corpus, const hvl_ruleset *ruleset, size_t most,
                 unsigned rich);
void corpus_free(struct corpus *corpus);

/* A pattern of the ruleset as a regular expression over raw text. */
struct expression {
  char *text;
  uint32_t pattern;
  hvl_role role; /* of the messages that it is for */
};

struct expressions {
  struct expression *items;
  size_t count;
};

/* The patterns that the engine verifies, without what peers do not know:
 * folding, evasion, guards, dialogue. Those with lookaround are left out. */
struct expressions expressions_of(const hvl_ruleset *ruleset);
void expressions_free(struct expressions *all);

/* Another matcher. `scan` gives the number of expressions of `role` that hit a
 * text; `free` may be NULL. */
struct peer {
  const char *name;
  double build_seconds;
  size_t left_out; /* expressions that it does not take */
  uint64_t (*scan)(void *state, hvl_role role, hvl_text text);
  void (*free)(void *state);
  void *state;
};

/* Hyperscan's interface out of the shared library `path`, with its compiled
 * patterns kept in the file `cache`.ROLE; false, with the reason on stderr, if
 * it cannot be had. */
bool peer_hyperscan(struct peer *peer, const char *name, const char *path,
                    const char *cache, const struct expressions *all);

/* PCRE2 with JIT, expression by expression. */
bool peer_pcre2(struct peer *peer, const struct expressions *all);

/* Validation as UTF-8: hits where a text is none. */
bool peer_utf8(struct peer *peer);

/* Seconds of a clock that only goes forward. */
double now(void);

/* Memory, or the end of the program. */
void *must(void *block);

#endif
