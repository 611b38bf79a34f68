/* SPDX-License-Identifier: MIT */
/* corpus.c - conversations that tell whether a change of rules is noticed. */
#include "rules/corpus.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "chats/grouping.h"
#include "input/input.h"
#include "judge/judging.h"
#include "rules/playing.h"

struct hit {
  size_t chat, message, rule;
};

struct hits {
  struct hit *items;
  size_t count, cap;
};

struct corpus {
  struct options options; /* all levels and rules */
  struct log *log;
  struct grouping *grouping;
  struct hits plain, now; /* in order */
};

/* ---- Reading ------------------------------------------------------------- */

static bool read_chats(void *ctx, const struct input *input) {
  struct corpus *corpus = ctx;
  const struct reader_type *type = reader_pick(input);
  void *state = type ? type->open(input) : NULL;
  struct chat chat;
  if (!state) return false;
  while (type->next(state, &chat)) grouping_add(corpus->grouping, &chat);
  type->close(state);
  return true;
}

static bool read_path(struct corpus *corpus, const char *path) {
  log_begin(corpus->log);
  struct lines *lines = lines_open(path, corpus->options.encoding, corpus->log);
  bool good = false;
  if (lines) {
    struct input input = {.path = path,
                          .lines = lines,
                          .options = &corpus->options,
                          .log = corpus->log};
    good = input_parts(&input, read_chats, corpus);
    lines_close(lines, good ? corpus->log : NULL);
  }
  log_end(corpus->log, path);
  return good;
}

struct corpus *corpus_load(const struct options *options, struct log *log) {
  struct corpus *corpus = mem_zeroed(1, sizeof *corpus);
  bool good = true;
  corpus->options = *options;
  corpus->options.command = COMMAND_AUDIT;
  corpus->options.level = 3;
  corpus->options.lines = corpus->options.rule_ids = (struct words){0};
  corpus->log = log;
  corpus->grouping = grouping_new(0, false);
  for (size_t i = 0; good && i < options->chats.count; i++)
    good = read_path(corpus, options->chats.items[i]);
  if (good) {
    grouping_settle(corpus->grouping, "", log);
    return corpus;
  }
  corpus_free(corpus);
  return NULL;
}

void corpus_free(struct corpus *corpus) {
  if (!corpus) return;
  grouping_free(corpus->grouping);
  free(corpus->plain.items);
  free(corpus->now.items);
  free(corpus);
}

/* ---- Playing ------------------------------------------------------------- */

static void play(struct corpus *corpus, hvl_ruleset *ruleset,
                 struct hits *hits) {
  struct judge *judge = judge_new(ruleset, &corpus->options, corpus->log);
  const struct chat *chat;
  hits->count = 0;
  if (!judge) return;
  for (size_t i = 0; (chat = grouping_chat(corpus->grouping, i)); i++) {
    size_t count;
    const hvl_finding *findings = judge_chat(judge, chat, "", &count);
    for (size_t k = 0; k < count; k++) {
      MEM_GROW(hits->items, hits->count, hits->cap);
      hits->items[hits->count++] =
          (struct hit){i, (size_t)findings[k].message,
                       rule_index(ruleset, findings[k].rule->id)};
    }
  }
  judge_free(judge);
}

void corpus_play_plain(struct corpus *corpus, hvl_ruleset *ruleset) {
  if (grouping_chat(corpus->grouping, 0)) play(corpus, ruleset, &corpus->plain);
}

static int compare_hits(const struct hit *a, const struct hit *b) {
  if (a->chat != b->chat) return a->chat < b->chat ? -1 : 1;
  if (a->message != b->message) return a->message < b->message ? -1 : 1;
  return (a->rule > b->rule) - (a->rule < b->rule);
}

void corpus_play(struct corpus *corpus, hvl_ruleset *ruleset, const bool *used,
                 bool *noticed) {
  const struct hits *plain = &corpus->plain, *now = &corpus->now;
  if (!grouping_chat(corpus->grouping, 0)) return;
  play(corpus, ruleset, &corpus->now);
  for (size_t i = 0, k = 0; i < plain->count || k < now->count;) {
    int order = i == plain->count ? 1
                : k == now->count
                    ? -1
                    : compare_hits(&plain->items[i], &now->items[k]);
    size_t rule = order <= 0 ? plain->items[i].rule : now->items[k].rule;
    if (order != 0 && used[rule]) noticed[rule] = true;
    i += order <= 0;
    k += order >= 0;
  }
}
