/* SPDX-License-Identifier: MIT */
/* rule_files.c - the files that hold rules and words, found and read. */
#define _POSIX_C_SOURCE 200809L
#include "files/rule_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files/whole_file.h"

enum { DEEPEST = 16 }; /* folders in folders */

/* What is done with files, and what with. */
struct visitor {
  visit_file *visit;
  void *ctx;
  struct log *log;
};

static bool walk(const struct visitor *visitor, const char *path, int depth);

/* Case counts, as it does where the library takes the file. */
static bool is_spelled(const char *name, const char *ending) {
  size_t len = strlen(name), tail = strlen(ending);
  return len > tail && strcmp(name + len - tail, ending) == 0;
}

/* In a folder: rules, word lists, and folders of them. */
static bool walk_entry(const struct visitor *visitor, const char *path,
                       int depth) {
  bool counts = is_spelled(path, ".yaml") || is_word_table(path) ||
                (is_folder(path) && depth < DEEPEST);
  return !counts || walk(visitor, path, depth);
}

static bool walk_folder(const struct visitor *visitor, const char *path,
                        int depth) {
  struct dirent **entries;
  struct buffer name = {0};
  int count = scandir(path, &entries, NULL, alphasort);
  bool good = count >= 0;
  if (!good)
    log_error(visitor->log, (struct where){path, 0}, CANNOT_READ,
              strerror(errno));
  for (int i = 0; i < count; i++) {
    buffer_clear(&name);
    buffer_format(&name, "%s/%s", path, entries[i]->d_name);
    if (good && entries[i]->d_name[0] != '.')
      good = walk_entry(visitor, name.data, depth + 1);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  buffer_free(&name);
  return good;
}

static bool walk(const struct visitor *visitor, const char *path, int depth) {
  if (is_folder(path)) return walk_folder(visitor, path, depth);
  return visitor->visit(visitor->ctx, path, visitor->log);
}

bool rule_files_walk(const char *path, visit_file *visit, void *ctx,
                     struct log *log) {
  struct visitor visitor = {visit, ctx, log};
  return walk(&visitor, path, 0);
}

static bool keep(void *ctx, const char *path, struct log *log) {
  struct rule_files *files = ctx;
  MEM_GROW(files->items, files->count, files->cap);
  struct rule_file *file = &files->items[files->count++];
  *file = (struct rule_file){0};
  file->path = pool_string(&files->paths, path);
  return file_read(path, &file->content, log);
}

bool rule_files_read(struct rule_files *files, const struct words *paths,
                     struct log *log) {
  for (size_t i = 0; i < paths->count; i++)
    if (!rule_files_walk(paths->items[i], keep, files, log)) return false;
  return true;
}

void rule_files_free(struct rule_files *files) {
  for (size_t i = 0; i < files->count; i++)
    buffer_free(&files->items[i].content);
  free(files->items);
  pool_free(&files->paths);
}

hvl_text rule_files_text(const struct rule_files *files, size_t index) {
  hvl_text text = buffer_text(&files->items[index].content);
  bool marked = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
  return marked ? (hvl_text){text.data + 3, text.len - 3} : text;
}

bool is_word_table(const char *path) {
  return is_spelled(path, ".csv");
}
