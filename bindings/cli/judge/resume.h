/* SPDX-License-Identifier: MIT */
/* resume.h - an audit that ended before its end goes on: what was found is kept
 * in files, and is not looked for again. */
#ifndef HVLINE_CLI_RESUME_H
#define HVLINE_CLI_RESUME_H

#include "judge/batch.h"

/* The files of an audit: the state at options->resume, which says how far it
 * is; beside it, with longer names, what was found, and for a moment the next
 * state. */
enum resume_file {
  RESUME_STATE,
  RESUME_JOURNAL,
  RESUME_NEXT_STATE,
  RESUME_FILES
};

/* Append the name of `file`, for the state at `path`. */
void resume_name(struct buffer *out, const char *path, enum resume_file file);

struct resume;

/* For the audit of the files at `paths`, a new one or one to go on with. False,
 * after saying why, if that cannot be. Without --resume `*resume` is NULL,
 * which all that follow take. */
bool resume_open(struct resume **resume, const hvl_ruleset *ruleset,
                 const struct options *options, const struct words *paths,
                 struct log *log);

/* Was the next conversation, `judged->chat`, judged before? Then what was
 * found is set; borrowed until the next call. */
bool resume_next(struct resume *resume, struct judged *judged);

/* The result of the next conversation is there, in the order of resume_next().
 * It is written to the disk now and then. */
void resume_keep(struct resume *resume, const struct judged *judged);

/* The audit is `done`, and nothing is left to resume; or it is not, and can be.
 */
void resume_close(struct resume *resume, bool done);

#endif
