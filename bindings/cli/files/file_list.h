/* SPDX-License-Identifier: MIT */
/* file_list.h - the files that the words of a command line name. */
#ifndef HVLINE_CLI_FILE_LIST_H
#define HVLINE_CLI_FILE_LIST_H

#include "base/alloc.h"
#include "base/log.h"
#include "base/options.h"

/* All zero is empty. */
struct file_list {
  struct words
      paths; /* in the order given, those of a folder in that of name */
  struct pool names;
};

/* Add what `options->files` name: files and "-" as they are; of a folder all
 * files in it, and in the folders in it, that are called as inputs or other
 * tables are, while archives are told of as an error; of a pattern (*.csv) that
 * no file is called, what it matches. Says which name nothing. A file that is
 * named twice, however, is there once, which is said.
 */
void file_list_find(struct file_list *list, const struct options *options,
                    struct log *log);
void file_list_free(struct file_list *list);

#endif
