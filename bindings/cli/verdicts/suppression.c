/* SPDX-License-Identifier: MIT */
/* suppression.c - one entry that says what is not to be reported again. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/suppression.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "chats/roles.h"
#include "mask/mask.h"
#include "verdicts/source_path.h"

void suppression_list_free(struct suppression_list *list) {
  free(list->items);
  pool_free(&list->pool);
}

bool is_fingerprint(hvl_text text) {
  for (size_t i = 0; i < text.len; i++)
    if (!text.data[i] || !strchr("0123456789abcdef", text.data[i]))
      return false;
  return text.len == FINGERPRINT_SIZE - 1;
}

/* The next word of `text`, which moves behind it. */
static hvl_text take_word(hvl_text *text) {
  *text = trim(*text);
  size_t len = 0;
  while (len < text->len && !strchr(" \t", text->data[len])) len++;
  hvl_text word = {text->data, len};
  *text = trim((hvl_text){text->data + len, text->len - len});
  return word;
}

static size_t find_colons(hvl_text word) {
  for (size_t i = 0; i + 1 < word.len; i++)
    if (word.data[i] == ':' && word.data[i + 1] == ':') return i;
  return word.len;
}

/* The pattern of paths, as it is from the current folder. */
static const char *take_pattern(struct suppression_list *list, hvl_text word) {
  struct buffer written = {0}, pattern = {0};
  buffer_add(&written, word.data, word.len);
  source_pattern(&pattern, written.data);
  const char *kept = pool_string(&list->pool, pattern.data);
  buffer_free(&written);
  buffer_free(&pattern);
  return kept;
}

/* What is suppressed; false if the word says nothing of the kind. */
static bool take_target(struct suppression_list *list,
                        struct suppression *suppression, hvl_text word) {
  suppression->target = pool_copy(&list->pool, word).data;
  if (suppression->kind == BY_COLUMN) {
    suppression->rule = suppression->target;
    return true;
  }
  if (is_fingerprint(word)) {
    memcpy(suppression->fingerprint, word.data, word.len);
    return true;
  }
  size_t at = find_colons(word);
  if (at == word.len || !at || at + 2 == word.len) return false;
  suppression->source = take_pattern(list, (hvl_text){word.data, at});
  suppression->rule = suppression->target + at + 2;
  return true;
}

/* `what` may be of any column that was taken for the one of suppressions. */
static bool complain(struct where where, enum message message, hvl_text what,
                     struct log *log) {
  enum { LONGEST = 60 };
  struct buffer shown = {0};
  mask_beginning(&shown, what, LONGEST);
  log_error(log, where, message, (int)shown.len, buffer_text(&shown).data);
  buffer_free(&shown);
  return false;
}

bool suppression_parse(struct suppression_list *list,
                       enum suppression_kind kind, hvl_text text,
                       struct where where, struct log *log) {
  static const char until[] = "until=";
  enum { UNTIL = sizeof until - 1 };
  struct suppression suppression = {.kind = kind, .where = where};
  hvl_text target = take_word(&text);
  if (!take_target(list, &suppression, target))
    return complain(where, IGNORE_NO_TARGET, target, log);
  if (text.len >= UNTIL && memcmp(text.data, until, UNTIL) == 0) {
    hvl_text word = take_word(&text);
    hvl_text day = {word.data + UNTIL, word.len - UNTIL};
    if (!clock_is_day(day)) return complain(where, IGNORE_BAD_DAY, day, log);
    suppression.until = pool_copy(&list->pool, day).data;
  }
  if (!text.len) return complain(where, IGNORE_NO_REASON, target, log);
  for (size_t i = 0; i + UNTIL <= text.len; i++)
    if (memcmp(text.data + i, until, UNTIL) == 0)
      return complain(where, IGNORE_LATE_DAY, target, log);
  suppression.reason = pool_copy(&list->pool, text).data;
  MEM_GROW(list->items, list->count, list->cap);
  list->items[list->count++] = suppression;
  return true;
}

bool suppression_expired(const struct suppression_list *list,
                         const struct suppression *suppression) {
  return suppression->until && strcmp(suppression->until, list->today) < 0;
}

/* Each of the "**" and a slash, from byte `from` on, may be left out. */
static bool fits_without(const char *pattern, size_t from, const char *path) {
  const char *at = strstr(pattern + from, "**/");
  if (fnmatch(pattern, path, 0) == 0) return true;
  if (!at) return false;
  size_t len = (size_t)(at - pattern);
  if (fits_without(pattern, len + 1, path)) return true;
  if (len && at[-1] != '/') return false;
  struct buffer rest = {0};
  buffer_add(&rest, pattern, len);
  buffer_print(&rest, at + 3);
  bool fits = fits_without(rest.data, len, path);
  buffer_free(&rest);
  return fits;
}

bool pattern_fits(const char *pattern, const char *path) {
  return strcmp(pattern, path) == 0 || fits_without(pattern, 0, path);
}

bool suppression_fits(const struct suppression *suppression, const char *source,
                      const char *rule, const char *fingerprint) {
  if (suppression->fingerprint[0])
    return strcmp(suppression->fingerprint, fingerprint) == 0;
  if (suppression->source && !pattern_fits(suppression->source, source))
    return false;
  return !suppression->rule || fnmatch(suppression->rule, rule, 0) == 0;
}
