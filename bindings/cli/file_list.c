/* SPDX-License-Identifier: MIT */
/* file_list.c - the files that the words of a command line name. */
#define _POSIX_C_SOURCE 200809L
#include "file_list.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "buffer.h"

enum { DEEPEST = 16 }; /* folders in folders */

static const char endings[] = ".csv .tsv .txt .json .jsonl .ndjson .xlsx";
static const char template_endings[] =
    ".csv .tsv .txt .json .jsonl .ndjson .xlsx .yaml .yml .md .markdown";
static const char packed_endings[] = ".gz .xz .zst";

struct search {
  struct file_list *list;
  struct log *log;
  const char *endings; /* of what is taken from folders */
};

static void add(const struct search *search, const char *path) {
  hvl_text copy =
      pool_copy(&search->list->names, (hvl_text){path, strlen(path)});
  words_add(&search->list->paths, copy.data);
}

/* The length of the ending of `name`, of `len` bytes, if it is one of `words`;
 * else 0. */
static size_t ending_in(const char *name, size_t len, const char *words) {
  while (*words) {
    size_t size = strcspn(words, " ");
    if (len > size && strncasecmp(name + len - size, words, size) == 0)
      return size;
    words += size;
    words += strspn(words, " ");
  }
  return 0;
}

static bool is_input(const char *name, const char *wanted) {
  size_t len = strlen(name), packed = ending_in(name, len, packed_endings);
  len -= packed;
  if (packed && ending_in(name, len, ".xlsx")) return false;
  return ending_in(name, len, wanted) != 0;
}

static bool is_folder(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static void walk(const struct search *search, const char *path, int depth) {
  struct dirent **entries;
  struct buffer name = {0};
  int count = scandir(path, &entries, NULL, alphasort);
  if (count < 0)
    log_error(search->log, (struct where){path, 0}, CANNOT_READ,
              strerror(errno));
  bool slash = path[strlen(path) - 1] == '/';
  for (int i = 0; i < count; i++) {
    buffer_clear(&name);
    buffer_format(&name, "%s%s%s", path, slash ? "" : "/", entries[i]->d_name);
    bool hidden = entries[i]->d_name[0] == '.' ||
                  strncmp(entries[i]->d_name, "~$", 2) == 0; /* Excel's locks */
    free(entries[i]);
    if (hidden) continue;
    if (!is_folder(name.data)) {
      if (is_input(name.data, search->endings)) add(search, name.data);
    } else if (depth < DEEPEST) {
      walk(search, name.data, depth + 1);
    }
  }
  if (count >= 0) free(entries);
  buffer_free(&name);
}

static void find_in_folder(const struct search *search, const char *path) {
  size_t before = search->list->paths.count, errors = search->log->errors;
  walk(search, path, 0);
  if (search->list->paths.count == before && search->log->errors == errors)
    log_error(search->log, (struct where){path, 0}, NO_CHAT_FILES,
              search->endings);
}

static void find_word(const struct search *search, const char *word) {
  if (is_folder(word))
    find_in_folder(search, word);
  else
    add(search, word);
}

static bool exists(const char *path) {
  struct stat about;
  return strcmp(path, "-") == 0 || lstat(path, &about) == 0;
}

static void find_pattern(const struct search *search, const char *pattern) {
  glob_t found;
  if (glob(pattern, 0, NULL, &found) != 0) {
    log_error(search->log, (struct where){pattern, 0}, NO_MATCH);
    return;
  }
  for (size_t i = 0; i < found.gl_pathc; i++)
    find_word(search, found.gl_pathv[i]);
  globfree(&found);
}

void file_list_find(struct file_list *list, const struct options *options,
                    struct log *log) {
  struct search search = {list, log,
                          options->command == COMMAND_CHECK ? template_endings
                                                            : endings};
  for (size_t i = 0; i < options->files.count; i++) {
    const char *word = options->files.items[i];
    if (!exists(word) && strpbrk(word, "*?["))
      find_pattern(&search, word);
    else
      find_word(&search, word);
  }
}

void file_list_free(struct file_list *list) {
  free(list->paths.items);
  pool_free(&list->names);
}
