/* SPDX-License-Identifier: MIT */
/* file_list.c - the files that the words of a command line name. */
#define _POSIX_C_SOURCE 200809L
#include "files/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "files/endings.h"
#include "files/whole_file.h"

enum { DEEPEST = 16 }; /* folders in folders */

static const char endings[] = ".csv .tsv .txt .json .jsonl .ndjson .xlsx";
static const char template_endings[] =
    ".csv .tsv .txt .json .jsonl .ndjson .xlsx .yaml .yml .md .markdown";

/* Tables that many tools call so, though they are of text: what cannot be read
 * says so, rather than be left out. */
static const char tables[] = ".xls .xlsm .xlsb .et .ods";
static const char archives[] = ".zip .rar .7z .bz2 .tar .tgz";

/* Files of a folder that are not read. */
struct passed {
  size_t count;
  struct buffer names; /* of the first, for messages */
};

struct search {
  struct file_list *list;
  struct log *log;
  const char *endings;     /* of what is taken from folders */
  struct passed *archives; /* of the folder at hand */
};

static void add(const struct search *search, const char *path) {
  words_add(&search->list->paths, pool_string(&search->list->names, path));
}

/* Do the first `len` bytes of `name` end in one of `words`? */
static bool ends_in_any(const char *name, size_t len, const char *words) {
  struct buffer ending = {0};
  bool found = false;
  while (*words && !found) {
    size_t size = strcspn(words, " ");
    buffer_clear(&ending);
    buffer_add(&ending, words, size);
    found = ends_in(name, len, ending.data);
    words += size;
    words += strspn(words, " ");
  }
  buffer_free(&ending);
  return found;
}

static bool is_called_any(const char *name, const char *words) {
  return ends_in_any(name, plain_length(name), words);
}

static void pass(struct passed *passed, const char *name) {
  enum { MOST = 3 };
  passed->count++;
  if (passed->count > MOST + 1) return;
  if (passed->count > 1) buffer_print(&passed->names, ", ");
  buffer_print(&passed->names, passed->count > MOST ? "\xE2\x80\xA6" : name);
}

/* A file of a folder that the user named. */
static void find_file(const struct search *search, const char *path) {
  if (is_called_any(path, search->endings) || is_called_any(path, tables))
    add(search, path);
  else if (is_called_any(path, archives))
    pass(search->archives, path);
}

/* A folder that is being walked through, and those it lies in. */
struct folder {
  const struct folder *above; /* or NULL */
  dev_t device;
  ino_t number;
  int depth;
};

/* A link may lead back to a folder that is being walked through. */
static bool is_within(const struct folder *folder) {
  for (const struct folder *at = folder->above; at; at = at->above)
    if (at->device == folder->device && at->number == folder->number)
      return true;
  return false;
}

static void walk_entries(const struct search *search, const char *path,
                         const struct folder *folder);

static void walk(const struct search *search, const char *path,
                 const struct folder *above) {
  struct stat about = {0};
  if (stat(path, &about) != 0) {
    log_error(search->log, (struct where){path, 0}, CANNOT_READ,
              strerror(errno));
    return;
  }
  struct folder folder = {above, about.st_dev, about.st_ino,
                          above ? above->depth + 1 : 0};
  if (is_within(&folder)) return;
  if (folder.depth > DEEPEST)
    log_error(search->log, (struct where){path, 0}, FOLDER_TOO_DEEP,
              (int)DEEPEST);
  else
    walk_entries(search, path, &folder);
}

static void walk_entries(const struct search *search, const char *path,
                         const struct folder *folder) {
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
      find_file(search, name.data);
    } else {
      walk(search, name.data, folder);
    }
  }
  if (count >= 0) free(entries);
  buffer_free(&name);
}

static void find_in_folder(const struct search *search, const char *path) {
  size_t before = search->list->paths.count, errors = search->log->errors;
  struct passed passed = {0};
  struct search inside = *search;
  inside.archives = &passed;
  walk(&inside, path, NULL);
  if (passed.count)
    log_error(search->log, (struct where){path, 0}, ARCHIVES_PASSED,
              passed.count, passed.names.data);
  buffer_free(&passed.names);
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

/* ---- Files named twice --------------------------------------------------- */

struct file_id {
  dev_t device;
  ino_t number;
  size_t index; /* in the list */
};

static int by_file(const void *left, const void *right) {
  const struct file_id *a = left, *b = right;
  if (a->device != b->device) return a->device < b->device ? -1 : 1;
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* The files of the list that are there, those that are one and the same beside
 * each other. */
static struct file_id *identify(const struct words *paths, size_t *count) {
  struct file_id *files = mem_zeroed(paths->count, sizeof *files);
  *count = 0;
  for (size_t i = 0; i < paths->count; i++) {
    struct stat about;
    if (stat(paths->items[i], &about) != 0 || !S_ISREG(about.st_mode)) continue;
    files[(*count)++] = (struct file_id){about.st_dev, about.st_ino, i};
  }
  if (*count > 1) qsort(files, *count, sizeof *files, by_file);
  return files;
}

static void drop_repeated(struct words *paths, struct log *log) {
  size_t count, kept = 0;
  struct file_id *files = identify(paths, &count);
  const char **first = mem_zeroed(paths->count, sizeof *first);
  for (size_t i = 1; i < count; i++) {
    if (files[i].device != files[i - 1].device ||
        files[i].number != files[i - 1].number)
      continue;
    size_t before = files[i - 1].index;
    first[files[i].index] =
        first[before] ? first[before] : paths->items[before];
  }
  for (size_t i = 0; i < paths->count; i++) {
    const char *path = paths->items[i];
    if (first[i])
      log_warning(log, (struct where){path, 0}, NAMED_TWICE, first[i]);
    else
      paths->items[kept++] = path;
  }
  paths->count = kept;
  free(first);
  free(files);
}

void file_list_find(struct file_list *list, const struct options *options,
                    struct log *log) {
  struct search search = {.list = list,
                          .log = log,
                          .endings = options->command == COMMAND_CHECK
                                         ? template_endings
                                         : endings};
  for (size_t i = 0; i < options->files.count; i++) {
    const char *word = options->files.items[i];
    if (!exists(word) && strpbrk(word, "*?["))
      find_pattern(&search, word);
    else
      find_word(&search, word);
  }
  drop_repeated(&list->paths, log);
}

void file_list_free(struct file_list *list) {
  free(list->paths.items);
  pool_free(&list->names);
}
