/* SPDX-License-Identifier: MIT */
/* verdicts.c - what is to be reported of a conversation or template. */
#include "verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "changes.h"
#include "explaining.h"
#include "judging.h"
#include "suppressing.h"
#include "template_judging.h"

struct verdicts {
  const struct options *options;
  struct log *log;
  struct judge *judge;
  struct template_judge *templates; /* NULL for chats */
  struct suppressing *suppressing;
  struct changes *changes;       /* NULL without --diff */
  struct explaining *explaining; /* NULL without --explain */
  struct buffer file;            /* that `changes` is about */
  bool skip_file;                /* nothing is known of its changes */
};

struct verdicts *verdicts_new(hvl_ruleset *ruleset,
                              const struct options *options, struct log *log) {
  struct verdicts *verdicts = mem_zeroed(1, sizeof *verdicts);
  verdicts->options = options;
  verdicts->log = log;
  verdicts->judge = judge_new(ruleset, options, log);
  if (verdicts->judge) verdicts->suppressing = suppressing_new(options, log);
  if (!verdicts->suppressing) {
    verdicts_free(verdicts);
    return NULL;
  }
  if (options->command == COMMAND_CHECK)
    verdicts->templates = template_judge_new(verdicts->judge);
  if (options->diff) verdicts->changes = changes_new(options, log);
  if (options->explain)
    verdicts->explaining = explaining_new(ruleset, options, log);
  return verdicts;
}

void verdicts_free(struct verdicts *verdicts) {
  if (!verdicts) return;
  explaining_free(verdicts->explaining);
  changes_free(verdicts->changes);
  suppressing_free(verdicts->suppressing);
  template_judge_free(verdicts->templates);
  judge_free(verdicts->judge);
  buffer_free(&verdicts->file);
  free(verdicts);
}

/* Is the template at hand as it was? Not even judged then. */
static bool is_unchanged(struct verdicts *verdicts, const char *path,
                         const struct chat *chat) {
  if (!verdicts->changes) return false;
  if (!verdicts->file.len || strcmp(verdicts->file.data, path) != 0) {
    buffer_clear(&verdicts->file);
    buffer_print(&verdicts->file, path);
    verdicts->skip_file = !changes_open(verdicts->changes, path);
  }
  return verdicts->skip_file || !changes_has(verdicts->changes, chat);
}

bool verdicts_judge(struct verdicts *verdicts, const char *path,
                    struct judged *judged) {
  const struct chat *chat = judged->chat;
  if (is_unchanged(verdicts, path, chat)) return false;
  judged->findings =
      verdicts->templates
          ? template_judge_one(verdicts->templates, chat, path, &judged->count)
          : judge_chat(verdicts->judge, chat, path, &judged->count);
  if (verdicts->explaining)
    return explaining_take(verdicts->explaining, judged, verdicts->suppressing);
  suppressing_apply(verdicts->suppressing, judged);
  return true;
}

struct suppressing *verdicts_suppressing(struct verdicts *verdicts) {
  return verdicts->suppressing;
}

void verdicts_end(struct verdicts *verdicts) {
  if (verdicts->explaining)
    explaining_tell(verdicts->explaining);
  else
    suppressing_tell(verdicts->suppressing);
}
