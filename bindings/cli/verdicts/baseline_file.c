/* SPDX-License-Identifier: MIT */
/* baseline_file.c - suppressions in JSON: a baseline, or review marks. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <json.h>

#include "files/whole_file.h"
#include "mask/mask.h"
#include "verdicts/suppression.h"

/* The two kinds of file, by the key that says what it is. */
static const struct kind {
  const char *version, *entries;
} kinds[] = {{"hvline-baseline", "findings"}, {"hvline-review", "marks"}};
enum { BASELINE, REVIEW, KINDS };
enum { OLD_VERSION = 1 };

struct source {
  struct suppression_list *list;
  enum command command;
  const char *path;
  struct log *log;
};

/* `what` stands in the file; it may be anything that somebody wrote. */
static bool complain(const struct source *source, enum message message,
                     const char *what) {
  enum { LONGEST = 60 };
  struct buffer shown = {0};
  mask_beginning(&shown, (hvl_text){what, strlen(what)}, LONGEST);
  log_error(source->log, (struct where){source->path, 0}, message,
            buffer_text(&shown).data);
  buffer_free(&shown);
  return false;
}

/* The string at `key`, NULL if there is none or it is empty. */
static const char *member(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  if (!json_object_is_type(value, json_type_string)) return NULL;
  const char *text = json_object_get_string(value);
  return *text ? text : NULL;
}

static bool add_entry(const struct source *source, int kind,
                      json_object *entry) {
  struct suppression_list *list = source->list;
  const char *fingerprint = member(entry, "fingerprint");
  const char *reason = member(entry, kind == REVIEW ? "note" : "reason");
  const char *until = member(entry, "until");
  const char *mark = kind == REVIEW ? member(entry, "mark") : NULL;
  if (!fingerprint ||
      !is_fingerprint((hvl_text){fingerprint, strlen(fingerprint)}))
    return complain(source, BASELINE_NO_FINGERPRINT,
                    fingerprint ? fingerprint : "-");
  if (until && !clock_is_day((hvl_text){until, strlen(until)}))
    return complain(source, BASELINE_BAD_DAY, until);
  if (kind == REVIEW && (!mark || strcmp(mark, "false") != 0)) return true;
  struct suppression suppression = {
      .kind = BY_BASELINE,
      .where = {source->path, 0},
      .source = pool_string(&list->pool, member(entry, "source")),
      .rule = pool_string(&list->pool, member(entry, "rule")),
      .reason = pool_string(&list->pool, reason ? reason : "-"),
      .until = pool_string(&list->pool, until)};
  memcpy(suppression.fingerprint, fingerprint, FINGERPRINT_SIZE);
  MEM_GROW(list->items, list->count, list->cap);
  list->items[list->count++] = suppression;
  return true;
}

/* Which kind of file it is, and of which version; KINDS if none. */
static int kind_of(json_object *root, int *version) {
  json_object *number = NULL;
  int kind = 0;
  while (kind < KINDS &&
         !(json_object_object_get_ex(root, kinds[kind].version, &number) &&
           json_object_is_type(number, json_type_int)))
    kind++;
  *version = kind < KINDS ? json_object_get_int(number) : 0;
  return kind;
}

/* In version 1 the fingerprints of chats were of the text alone, and so hid
 * what others said later; templates have the same as then. */
static bool check_version(const struct source *source, int version) {
  if (version == BASELINE_VERSION) return true;
  if (version != OLD_VERSION) return complain(source, BASELINE_NEWER, "");
  if (source->command == COMMAND_AUDIT)
    return complain(source, BASELINE_OLDER, "");
  log_warning(source->log, (struct where){source->path, 0}, BASELINE_OLDER, "");
  return true;
}

static bool add_entries(const struct source *source, json_object *root) {
  int version, kind = kind_of(root, &version);
  json_object *entries = NULL;
  if (kind < KINDS && !check_version(source, version)) return false;
  if (kind == KINDS ||
      !json_object_object_get_ex(root, kinds[kind].entries, &entries) ||
      !json_object_is_type(entries, json_type_array))
    return complain(source, NOT_A_BASELINE, "");
  size_t count = json_object_array_length(entries);
  for (size_t i = 0; i < count; i++)
    if (!add_entry(source, kind, json_object_array_get_idx(entries, i)))
      return false;
  return true;
}

static bool parse(const struct source *source, hvl_text text) {
  json_tokener *tokener = mem_must(json_tokener_new());
  json_object *root = NULL;
  json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
  if (text.len < INT_MAX)
    root = json_tokener_parse_ex(tokener, text.data, (int)text.len + 1);
  bool good = json_object_is_type(root, json_type_object)
                  ? add_entries(source, root)
                  : complain(source, NOT_A_BASELINE, "");
  json_object_put(root);
  json_tokener_free(tokener);
  return good;
}

bool baseline_file_read(struct suppression_list *list, enum command command,
                        const char *path, struct log *log) {
  struct source source = {list, command, path, log};
  struct buffer text = {0};
  if (access(path, F_OK) != 0 && errno == ENOENT) {
    log_error(log, (struct where){path, 0}, NO_BASELINE,
              command == COMMAND_AUDIT ? "audit" : "check");
    return false;
  }
  bool good = file_read(path, &text, log);
  buffer_print(&text, ""); /* for its NUL */
  good = good && parse(&source, buffer_text(&text));
  buffer_free(&text);
  return good;
}
