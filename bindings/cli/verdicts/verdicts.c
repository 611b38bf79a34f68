/* SPDX-License-Identifier: MIT */
/* verdicts.c - what is to be reported of what was found. */
#include "verdicts/verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "verdicts/changes.h"
#include "verdicts/explaining.h"
#include "verdicts/fingerprint.h"
#include "verdicts/suppressing.h"

struct verdicts {
  const struct options *options;
  struct log *log;
  struct fingerprinting *fingerprinting;
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
  verdicts->fingerprinting = fingerprinting_new(options->command);
  verdicts->suppressing = suppressing_new(options, log);
  if (!verdicts->suppressing) {
    verdicts_free(verdicts);
    return NULL;
  }
  if (options->diff) verdicts->changes = changes_new(options);
  if (options->explain)
    verdicts->explaining = explaining_new(ruleset, options, log);
  return verdicts;
}

void verdicts_free(struct verdicts *verdicts) {
  if (!verdicts) return;
  explaining_free(verdicts->explaining);
  changes_free(verdicts->changes);
  suppressing_free(verdicts->suppressing);
  fingerprinting_free(verdicts->fingerprinting);
  buffer_free(&verdicts->file);
  free(verdicts);
}

bool verdicts_want(struct verdicts *verdicts, const char *path,
                   const struct chat *chat, struct log *log) {
  if (!verdicts->changes) return true;
  if (!verdicts->file.len || strcmp(verdicts->file.data, path) != 0) {
    buffer_clear(&verdicts->file);
    buffer_print(&verdicts->file, path);
    verdicts->skip_file = !changes_open(verdicts->changes, path, log);
  }
  return !verdicts->skip_file && changes_has(verdicts->changes, chat);
}

bool verdicts_take(struct verdicts *verdicts, struct judged *judged) {
  fingerprinting_apply(verdicts->fingerprinting, judged);
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
