/* SPDX-License-Identifier: MIT */
/* changes.h - which templates are new since a revision of git. */
#ifndef HVLINE_CLI_CHANGES_H
#define HVLINE_CLI_CHANGES_H

#include "base/log.h"
#include "base/options.h"
#include "chats/chat.h"

struct changes;

/* For the revision `options->diff`, or where the branch of HEAD left it. */
struct changes *changes_new(const struct options *options);
void changes_free(struct changes *changes);

/* Read the file at `path` as it was then, perhaps under another name; where it
 * was not there all is new. False, after saying why, if git does not tell:
 * nothing of it is to be judged then. */
bool changes_open(struct changes *changes, const char *path, struct log *log);

/* Is there no template of the same text in the file as it was? */
bool changes_has(struct changes *changes, const struct chat *chat);

#endif
