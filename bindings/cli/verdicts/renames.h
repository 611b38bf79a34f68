/* SPDX-License-Identifier: MIT */
/* renames.h - what files were called before they were renamed, as git says. */
#ifndef HVLINE_CLI_RENAMES_H
#define HVLINE_CLI_RENAMES_H

#include <stdbool.h>

#include "base/buffer.h"

/* What git said of the folder that was asked for last. All zero is empty. */
struct renames {
  struct buffer folder; /* as it was named; not empty once anything is known */
  struct buffer prefix; /* its path in the repository, with a slash behind */
  struct buffer list;   /* status, old path, new path, ..., a NUL behind each */
};

void renames_free(struct renames *renames);

/* Append to `out` the path in the repository that the file `name` of `folder`
 * had in `commit`, if git takes it for one that was renamed since; git must
 * know the new name, too (git mv, git add). Not that of a copy: its model is
 * still there. `commit` is the same for a folder each time. */
bool renames_find(struct renames *renames, const char *folder,
                  const char *commit, const char *name, struct buffer *out);

#endif
