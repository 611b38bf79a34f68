/* SPDX-License-Identifier: MIT */
/* renames.c - what files were called before they were renamed, as git says. */
#include "verdicts/renames.h"

#include <string.h>

#include "verdicts/git.h"

void renames_free(struct renames *renames) {
  buffer_free(&renames->folder);
  buffer_free(&renames->prefix);
  buffer_free(&renames->list);
}

/* All renames of the repository: a file may come from another folder. The
 * plumbing is asked, as the user's settings of `git diff` do not touch it. */
static void learn(struct renames *renames, const char *folder,
                  const char *commit) {
  const char *const where[] = {"rev-parse", "--show-prefix", NULL};
  const char *const diff[] = {"diff-index",
                              "-z",
                              "--name-status",
                              "--find-renames",
                              "--diff-filter=R",
                              commit,
                              "--",
                              NULL};
  buffer_clear(&renames->folder);
  buffer_clear(&renames->prefix);
  buffer_clear(&renames->list);
  buffer_print(&renames->folder, folder);
  bool known = git_run(folder, where, &renames->prefix) == 0 &&
               git_run(folder, diff, &renames->list) == 0;
  if (!known) buffer_clear(&renames->list);
  git_chomp(&renames->prefix);
}

/* The text at `*at`, which then is behind its NUL; NULL at the end. */
static const char *take(const struct buffer *list, size_t *at) {
  if (*at >= list->len) return NULL;
  const char *text = list->data + *at;
  *at += strlen(text) + 1;
  return text;
}

bool renames_find(struct renames *renames, const char *folder,
                  const char *commit, const char *name, struct buffer *out) {
  if (!renames->folder.len || strcmp(renames->folder.data, folder) != 0)
    learn(renames, folder, commit);
  size_t prefix = renames->prefix.len;
  for (size_t at = 0; take(&renames->list, &at);) {
    const char *from = take(&renames->list, &at);
    const char *to = take(&renames->list, &at);
    if (!from || !to) break;
    if (prefix && strncmp(to, renames->prefix.data, prefix) != 0) continue;
    if (strcmp(to + prefix, name) != 0) continue;
    buffer_print(out, from);
    return true;
  }
  return false;
}
