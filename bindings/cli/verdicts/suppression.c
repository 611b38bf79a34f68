/* SPDX-License-Identifier: MIT */
/* suppression.c - one entry that says what is not to be reported again. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/suppression.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "chats/roles.h"
#include "mask/mask.h"

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

/* What is suppressed; false if the word says nothing of the kind. */
static bool take_target(struct suppression_list *list,
                        struct suppression *suppression, hvl_text word) {
  if (suppression->kind == BY_COLUMN) {
    suppression->rule = pool_copy(&list->pool, word).data;
    return true;
  }
  if (is_fingerprint(word)) {
    memcpy(suppression->fingerprint, word.data, word.len);
    return true;
  }
  size_t at = find_colons(word);
  if (at == word.len || !at || at + 2 == word.len) return false;
  suppression->source = pool_copy(&list->pool, (hvl_text){word.data, at}).data;
  suppression->rule =
      pool_copy(&list->pool, (hvl_text){word.data + at + 2, word.len - at - 2})
          .data;
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

bool suppression_fits(const struct suppression *suppression, const char *source,
                      const char *rule, const char *fingerprint) {
  if (suppression->fingerprint[0])
    return strcmp(suppression->fingerprint, fingerprint) == 0;
  if (suppression->source && fnmatch(suppression->source, source, 0) != 0)
    return false;
  return !suppression->rule || fnmatch(suppression->rule, rule, 0) == 0;
}
