/* SPDX-License-Identifier: MIT */
/* vocabulary.c - the words that phrases can be made of, found in a line. */
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

void vocabulary_start(struct vocabulary *words, const struct pack *pack) {
  words->pack = pack;
  words->count = 0;
  memset(words->heads, 0, sizeof words->heads);
}

void vocabulary_free(struct vocabulary *words) {
  free(words->terms);
}

static bool read_term(struct term *term, const char *text, size_t len) {
  hvl_text bytes = {text, len};
  for (size_t at = 0; at < len;) {
    if (term->len == TERM_MAX) return false;
    term->codes[term->len++] = plain_code(next_code(bytes, &at));
  }
  return term->len > 0;
}

static bool same(const struct term *a, const struct term *b) {
  return a->len == b->len &&
         !memcmp(a->codes, b->codes, a->len * sizeof *a->codes);
}

/* A word of several lists is disguised only as all of them allow. */
static void add_term(struct vocabulary *words, const char *text, size_t len,
                     const struct entry *list) {
  struct term term = {.len = 0};
  if (!read_term(&term, text, len)) return;
  term.evasion = list ? list->evasion : 0;
  term.exact = list && list->exact;
  size_t *head = &words->heads[term.codes[0] % HEADS];
  for (size_t i = *head; i; i = words->terms[i - 1].next) {
    struct term *other = &words->terms[i - 1];
    if (!same(other, &term)) continue;
    other->evasion &= term.evasion;
    other->exact |= term.exact;
    return;
  }
  if (words->count == words->cap) {
    words->cap = words->cap ? 2 * words->cap : 256;
    words->terms = realloc(words->terms, words->cap * sizeof *words->terms);
    if (!words->terms) abort();
  }
  term.next = *head;
  words->terms[words->count++] = term;
  *head = words->count;
}

/* The words of `list`, to be disguised as `outer`, which includes it, says. */
static void add_words(struct vocabulary *words, const struct entry *list,
                      const struct entry *outer) {
  for (size_t i = 0; list && i < list->count; i++) {
    const char *text = list->texts[i];
    size_t len = strlen(text);
    if (text[0] == '{' && text[len - 1] == '}')
      add_words(words, pack_find(words->pack, ENTRY_LIST, text + 1, len - 2),
                outer);
    else
      add_term(words, text, len, outer);
  }
}

void vocabulary_add_list(struct vocabulary *words, const struct entry *list) {
  add_words(words, list, list);
}

static void add_name(struct vocabulary *words, const char *name, size_t len) {
  const struct entry *entry = pack_find(words->pack, ENTRY_LIST, name, len);
  if (entry) vocabulary_add_list(words, entry);
  entry = pack_find(words->pack, ENTRY_PHRASE, name, len);
  for (size_t i = 0; entry && i < entry->count; i++)
    vocabulary_add_phrase(words, entry->texts[i]);
}

/* Behind a gap or what stands between two marks: not a literal. */
static const char *skip(const char *at) {
  const char *end = NULL;
  if (*at == '~')
    return at + 1 +
           strspn(at + 1, "0123456789:abcdefghijklmnop"
                          "qrstuvwxyz");
  if (*at == '\\') return at[1] ? at + 2 : at + 1;
  if (*at == '<') end = strchr(at, '>');
  if (*at == '/')
    for (end = at + 1; *end && *end != '/'; end++)
      if (*end == '\\' && end[1]) end++;
  return end && *end ? end + 1 : at + 1;
}

void vocabulary_add_phrase(struct vocabulary *words, const char *phrase) {
  static const char MARKS[] = " ()|?*^$@~<>/\\{}";
  for (const char *at = phrase; *at;) {
    size_t len = strcspn(at, MARKS);
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (len) add_term(words, at, len, NULL);
    if (end) add_name(words, at + 1, (size_t)(end - at - 1));
    at = len ? at + len : end ? end + 1 : skip(at);
  }
}

static bool lies_at(const struct term *term, const struct line *line,
                    size_t at) {
  if (at + term->len > line->count) return false;
  for (size_t i = 0; i < term->len; i++) {
    const struct letter *letter = &line->letters[at + i];
    if (plain_code(letter->code) != term->codes[i]) return false;
  }
  return true;
}

static const struct term *longest(const struct vocabulary *words,
                                  const struct line *line, size_t at) {
  const struct term *best = NULL;
  size_t next = words->heads[plain_code(line->letters[at].code) % HEADS];
  for (; next; next = words->terms[next - 1].next) {
    const struct term *term = &words->terms[next - 1];
    if ((!best || term->len > best->len) && lies_at(term, line, at))
      best = term;
  }
  return best;
}

static bool is_evidence(const struct line *line, size_t at, size_t len) {
  for (size_t i = 0; i < len; i++)
    if (!line->letters[at + i].evidence) return false;
  return true;
}

/* Behind a digit a word may be the unit of an entity, as in 6个点: no word. */
static bool behind_digit(const struct line *line, size_t at) {
  return at && is_digit(plain_code(line->letters[at - 1].code));
}

void vocabulary_note_safe(const struct vocabulary *words, struct line *line,
                          bool restricts) {
  for (size_t at = 0; at < line->count; at++) {
    const struct term *term = longest(words, line, at);
    for (size_t i = 0; term && i < term->len; i++) {
      struct letter *letter = &line->letters[at + i];
      letter->safe = true;
      if (restricts && term->len > 1) letter->evasion &= term->evasion;
    }
  }
}

void vocabulary_mark(const struct vocabulary *words, struct line *line) {
  uint32_t word = 0;
  for (size_t at = 0; at < line->count; at++) {
    const struct term *term = longest(words, line, at);
    if (!term || term->exact || !is_evidence(line, at, term->len) ||
        behind_digit(line, at))
      continue;
    word++;
    for (size_t i = 0; i < term->len; i++) {
      line->letters[at + i].word = word;
      line->letters[at + i].evasion = term->evasion;
    }
    at += term->len - 1;
  }
}
