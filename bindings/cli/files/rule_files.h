/* SPDX-License-Identifier: MIT */
/* rule_files.h - the files that hold rules and words, found and read. */
#ifndef HVLINE_CLI_RULE_FILES_H
#define HVLINE_CLI_RULE_FILES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/log.h"
#include "base/options.h"

/* What is done with a file; false, after saying why, ends the walk. */
typedef bool visit_file(void *ctx, const char *path, struct log *log);

/* Visit the file at `path` or, in a folder, all rules and word lists in it and
 * in the folders of it, in order of name. `ctx` is handed to `visit`. */
bool rule_files_walk(const char *path, visit_file *visit, void *ctx,
                     struct log *log);

struct rule_file {
  const char *path;
  struct buffer content;
};

/* Files as texts, kept. All zero holds none. */
struct rule_files {
  struct rule_file *items;
  size_t count, cap;
  struct pool paths;
};

/* Read all that `paths`, files and folders, name. False after saying why. */
bool rule_files_read(struct rule_files *files, const struct words *paths,
                     struct log *log);
void rule_files_free(struct rule_files *files);

/* The text of the file at `index`, without a byte order mark; borrowed. */
hvl_text rule_files_text(const struct rule_files *files, size_t index);

/* Is the file at `path` a table of words? */
bool is_word_table(const char *path);

#endif
