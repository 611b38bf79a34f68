/* SPDX-License-Identifier: MIT */
/* changes.c - which templates are new since a revision of git: the file as it
 * was is read as well, and the texts are compared, so that neither moved rows
 * nor another encoding nor another name make a change. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/changes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/temporary.h"
#include "input/input.h"
#include "verdicts/git.h"
#include "verdicts/renames.h"

struct changes {
  const struct options *options;
  struct log *log; /* of the call of changes_open() */
  struct pool pool;
  hvl_text *texts; /* of the file as it was, in order */
  size_t count, cap;
  struct renames renames;
  struct buffer text; /* at hand */
  bool told;          /* what is wrong with --diff itself, for all files */
};

struct changes *changes_new(const struct options *options) {
  struct changes *changes = mem_zeroed(1, sizeof *changes);
  changes->options = options;
  return changes;
}

void changes_free(struct changes *changes) {
  if (!changes) return;
  pool_free(&changes->pool);
  renames_free(&changes->renames);
  free(changes->texts);
  buffer_free(&changes->text);
  free(changes);
}

static int compare(const void *left, const void *right) {
  const hvl_text *a = left, *b = right;
  size_t least = a->len < b->len ? a->len : b->len;
  int order = least ? memcmp(a->data, b->data, least) : 0;
  return order ? order : (a->len > b->len) - (a->len < b->len);
}

static bool is_in_repository(const char *folder) {
  const char *const parse[] = {"rev-parse", "--git-dir", NULL};
  struct buffer ignored = {0};
  int status = git_run(folder, parse, &ignored);
  buffer_free(&ignored);
  return status == 0;
}

static void tell_no_revision(struct changes *changes) {
  const char *base = changes->options->diff;
  struct where where = options_where(changes->options, "diff", base);
  if (!changes->told)
    log_error(changes->log, where, GIT_NO_REVISION, base, option_dashes(where));
  changes->told = true;
}

/* The commit to compare the file at `path`, in `folder`, with. */
static bool find_commit(struct changes *changes, const char *path,
                        const char *folder, struct buffer *commit) {
  const char *base = changes->options->diff;
  const char *const fork[] = {"merge-base", base, "HEAD", NULL};
  int status = git_run(folder, fork, commit);
  if (status == 0) {
    git_chomp(commit);
    return true;
  }
  if (status == GIT_MISSING) {
    if (!changes->told)
      log_error(changes->log, (struct where){0}, GIT_NOT_RUN, strerror(errno));
    changes->told = true;
    return false;
  }
  /* A shallow clone does not know where the branch began. */
  struct buffer name = {0};
  buffer_format(&name, "%s^{commit}", base);
  const char *const parse[] = {"rev-parse", "--verify", "--quiet", name.data,
                               NULL};
  buffer_clear(commit);
  status = git_run(folder, parse, commit);
  buffer_free(&name);
  git_chomp(commit);
  if (status == 0) return true;
  if (is_in_repository(folder))
    tell_no_revision(changes);
  else
    log_error(changes->log, (struct where){path, 0}, GIT_NO_REPOSITORY);
  return false;
}

/* What a change of would be one: the text, and the question that it answers. */
static hvl_text text_of(struct changes *changes, const struct chat *chat) {
  hvl_text text = chat->messages[0].text;
  if (!chat->question.len) return text;
  buffer_clear(&changes->text);
  buffer_add(&changes->text, text.data, text.len);
  buffer_put(&changes->text, '\0');
  buffer_add(&changes->text, chat->question.data, chat->question.len);
  return buffer_text(&changes->text);
}

static bool take_texts(void *ctx, const struct input *input) {
  struct changes *changes = ctx;
  const struct reader_type *type = reader_pick(input);
  void *state = type ? type->open(input) : NULL;
  struct chat chat;
  while (state && type->next(state, &chat)) {
    MEM_GROW(changes->texts, changes->count, changes->cap);
    changes->texts[changes->count++] =
        pool_copy(&changes->pool, text_of(changes, &chat));
  }
  if (state) type->close(state);
  return state != NULL;
}

/* The file as it was, for a reader; faults of it are nobody's any more. */
static void read_old(struct changes *changes, const char *path,
                     const char *copy) {
  struct log silent = {.stream = fopen("/dev/null", "w"),
                       .lang = changes->log->lang,
                       .quiet = true};
  if (!silent.stream) return;
  struct lines *lines = lines_open(copy, changes->options->encoding, &silent);
  if (lines) {
    struct input input = {.path = path,
                          .lines = lines,
                          .options = changes->options,
                          .log = &silent};
    input_parts(&input, take_texts, changes);
    lines_close(lines, NULL);
  }
  if (changes->count > 1)
    qsort(changes->texts, changes->count, sizeof *changes->texts, compare);
  fclose(silent.stream);
}

static bool write_copy(int file, const struct buffer *content) {
  for (size_t at = 0; at < content->len;) {
    ssize_t len = write(file, content->data + at, content->len - at);
    if (len < 0 && errno != EINTR) return false;
    if (len > 0) at += (size_t)len;
  }
  return true;
}

/* Readers want a file. */
static bool read_content(struct changes *changes, const char *path,
                         const struct buffer *content) {
  struct buffer copy = {0};
  int file = temporary_open(&copy);
  bool good = file >= 0 && write_copy(file, content);
  if (!good)
    log_error(changes->log, (struct where){copy.data, 0}, CANNOT_WRITE,
              strerror(errno));
  if (good) read_old(changes, path, copy.data);
  if (file >= 0) {
    close(file);
    unlink(copy.data);
  }
  buffer_free(&copy);
  return good;
}

/* The object COMMIT:PATH of git as it is checked out. */
static bool show(const char *folder, const char *commit, const char *path,
                 struct buffer *content) {
  struct buffer object = {0};
  buffer_format(&object, "%s:%s", commit, path);
  const char *const args[] = {"cat-file", "--filters", object.data, NULL};
  bool good = git_run(folder, args, content) == 0;
  buffer_free(&object);
  return good;
}

/* Read the file `name` of `folder` as it was in `commit`, where it was there
 * under this or another name, which tells how to read it. */
static bool read_then(struct changes *changes, const char *folder,
                      const char *commit, const char *name) {
  struct buffer path = {0}, content = {0};
  buffer_format(&path, "./%s", name);
  bool found = show(folder, commit, path.data, &content);
  if (!found) {
    buffer_clear(&path);
    buffer_clear(&content);
    found = renames_find(&changes->renames, folder, commit, name, &path) &&
            show(folder, commit, path.data, &content);
  }
  bool good = !found || read_content(changes, path.data, &content);
  buffer_free(&path);
  buffer_free(&content);
  return good;
}

bool changes_open(struct changes *changes, const char *path, struct log *log) {
  struct buffer folder = {0}, commit = {0};
  const char *slash = strrchr(path, '/');
  buffer_add(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
  if (!folder.len) buffer_print(&folder, ".");
  changes->log = log;
  pool_free(&changes->pool);
  changes->pool = (struct pool){NULL};
  changes->count = 0;
  bool good =
      find_commit(changes, path, folder.data, &commit) &&
      read_then(changes, folder.data, commit.data, slash ? slash + 1 : path);
  buffer_free(&folder);
  buffer_free(&commit);
  return good;
}

bool changes_has(struct changes *changes, const struct chat *chat) {
  if (!changes->count) return true;
  hvl_text text = text_of(changes, chat);
  return !bsearch(&text, changes->texts, changes->count, sizeof *changes->texts,
                  compare);
}
