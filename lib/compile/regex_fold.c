/* SPDX-License-Identifier: MIT */
/* regex_fold.c - folds what a regular expression says, and not how it says it.
 */
#include "compile/regex_fold.h"

#include <string.h>

#include "base/utf8.h"
#include "rules/regex_check.h"
#include "ruleset/units.h"

struct folder {
  struct build *build;
  struct place place;
  struct buf out;
  bool faulty;
};

static bool is_ascii(char c) {
  return (unsigned char)c < 0x80;
}

size_t hvl__regex_escape(const char *text) {
  size_t len = text[1] ? 2 : 1;
  if (len == 2 && strchr("xpP", text[1]) && text[2] == '{') {
    while (text[len] && text[len] != '}') len++;
    if (text[len]) len++;
  }
  return len;
}

/* The size of [:alpha:] or its like at `at`, as hvl__regex_check() has it; 0
 * where something else stands there. */
static size_t posix_size(const char *at) {
  size_t len = 2;
  if (strncmp(at, "[:", len) != 0) return 0;
  while (hvl__regex_is_letter(at[len]) || at[len] == '^') len++;
  return strncmp(at + len, ":]", 2) == 0 ? len + 2 : 0;
}

const char *hvl__regex_class_end(const char *text) {
  const char *at = text + 1;
  if (*at == '^') at++;
  for (bool first = true; *at && (first || *at != ']'); first = false) {
    size_t posix = posix_size(at);
    if (posix > 0) {
      at += posix;
    } else {
      at += *at == '\\' ? hvl__regex_escape(at) : 1;
    }
  }
  return at;
}

static void add(struct folder *folder, const char *bytes, size_t size) {
  if (!hvl__buf_add(&folder->out, bytes, size)) folder->build->failed = true;
}

/* Add a unit, which stands for itself if it is `literal`, whatever PCRE2 takes
 * it for. */
static void add_unit(struct folder *folder, uint16_t unit, bool literal) {
  char bytes[4];
  size_t size = hvl__utf8_encode(hvl__unit_code(unit), bytes);
  bool letter = (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
  bool digit = unit >= '0' && unit <= '9';
  if (literal && is_ascii(*bytes) && !letter && !digit) add(folder, "\\", 1);
  add(folder, bytes, size);
}

/* The character of `size` bytes at `at` has become those of the result from
 * `from` on, which are several. */
static void refuse(struct folder *folder, const char *at, size_t size,
                   size_t from, bool in_class) {
  const char *folded = (const char *)folder->out.data + from;
  int len = (int)(folder->out.len - from);
  folder->faulty = true;
  if (in_class)
    BUILD_ERROR(folder->build, folder->place, DIAG(REGEX_CLASS_FOLDS),
                (int)size, at, len, folded, len, folded);
  else
    BUILD_ERROR(folder->build, folder->place, DIAG(REGEX_REPEAT_FOLDS),
                (int)size, at, len, folded, len, folded);
}

/* Fold the character at `at`; its size. What is ASCII keeps its meaning. */
static size_t fold_char(struct folder *folder, const char *at, bool in_class) {
  const uint16_t *units;
  uint16_t one;
  size_t size, from = folder->out.len;
  uint32_t code = hvl__utf8_decode(at, strlen(at), &size);
  uint32_t count = hvl__units_of(&folder->build->fold, code, &one, &units);
  for (uint32_t i = 0; i < count; i++) add_unit(folder, units[i], code >= 0x80);
  if (count > 1 && !folder->build->failed && (in_class || at[size] == '{'))
    refuse(folder, at, size, from, in_class);
  return size;
}

/* Fold what stands at `at`; its size. Escapes of ASCII are not folded, since \D
 * is not \d, and others need none. */
static size_t fold_next(struct folder *folder, const char *at, bool in_class) {
  if (*at != '\\') return fold_char(folder, at, in_class);
  if (!is_ascii(at[1])) return 1;
  size_t size = hvl__regex_escape(at);
  add(folder, at, size);
  return size;
}

static void fold(struct folder *folder, const char *source) {
  const char *class_end = source;
  for (const char *at = source; *at;) {
    if (at >= class_end && *at == '[') class_end = hvl__regex_class_end(at);
    at += fold_next(folder, at, at < class_end);
  }
  if (!hvl__buf_put(&folder->out, 0)) folder->build->failed = true;
}

/* Check the folded `text` as the source was: it may be longer, and what folds
 * to nothing may have left nothing. */
static bool check(struct folder *folder, const char *text, uint32_t *longest) {
  struct build *build = folder->build;
  struct phrase_source source = {text, strlen(text), folder->place, NULL};
  struct diag_list faults;
  struct phrase node = {.kind = PHRASE_REGEX};
  hvl__diag_init(&faults, &build->scratch);
  bool good = hvl__regex_check(&source, 0, source.len, &node,
                               &build->scratch_arena, &faults);
  for (uint32_t i = 0; !good && i < faults.items.len; i++)
    if (faults.items.data[i].severity == HVL_ERROR)
      BUILD_ERROR(build, folder->place, DIAG(REGEX_FOLDED), text,
                  faults.items.data[i].message_zh,
                  faults.items.data[i].message);
  if (faults.failed) build->failed = true;
  hvl__diag_free(&faults);
  *longest = node.gap;
  return good;
}

const char *hvl__regex_fold(struct build *build, const struct phrase *node,
                            uint32_t *longest) {
  struct folder folder = {.build = build, .place = node->place};
  hvl__buf_init(&folder.out, &build->scratch);
  fold(&folder, node->text);
  *longest = node->gap;
  if (build->failed || folder.faulty) return NULL;
  const char *text = (const char *)folder.out.data;
  return check(&folder, text, longest) ? text : NULL;
}
