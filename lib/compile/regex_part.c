/* SPDX-License-Identifier: MIT */
/* regex_part.c - a regular expression inside a phrase: folded, checked, and
 * searched for what every match of it holds. */
#include "compile/regex_part.h"

#include <string.h>

#include "base/utf8.h"
#include "compile/regex_fold.h"
#include "rules/regex_check.h"
#include "ruleset/ruleset.h"
#include "ruleset/units.h"

static void check(struct build *build, const char *source, struct place place) {
  size_t position;
  char message[128];
  uint16_t *units = hvl__scratch_alloc(build, strlen(source), sizeof *units);
  pcre2_general_context_16 *context = hvl__regex_context(&build->scratch);
  if (!units || !context) {
    build->failed = true;
    return;
  }
  pcre2_code_16 *code = hvl__regex_compile(
      units, hvl__regex_units(source, units), context, &position, message);
  if (code) {
    pcre2_code_free_16(code);
  } else if (message[0]) {
    BUILD_ERROR(build, place, DIAG(REGEX_WRONG), source, (unsigned)position + 1,
                message);
  } else {
    build->failed = true;
  }
  pcre2_general_context_free_16(context);
}

/* ---- What every match holds, and begins with ----------------------------- */

/* One of `words` (none: nothing is known), and perhaps a digit. It begins with
 * one of `begins`, a bit each, units 64 apart sharing one, unless it may match
 * nothing: then that may be the first of what follows. */
struct held {
  struct words words;
  bool digit;
  bool nothing;
  uint64_t begins;
};

static uint64_t bit_of(uint32_t unit) {
  return UINT64_C(1) << unit % 64;
}

struct finder {
  struct build *build;
  const char *at;
};

static struct held find_alternatives(struct finder *finder);

/* The least number of times that the atom before the cursor occurs. */
static uint32_t take_bounds(struct finder *finder, bool *repeated) {
  uint32_t least = 0;
  *repeated = *finder->at == '{';
  if (!*repeated) return 1;
  for (finder->at++; *finder->at >= '0' && *finder->at <= '9'; finder->at++)
    least = least * 10 + (uint32_t)(*finder->at - '0');
  while (*finder->at && *finder->at != '}') finder->at++;
  if (*finder->at) finder->at++;
  if (*finder->at == '?' || *finder->at == '+') finder->at++;
  return least;
}

/* Is every member of the class between `at` and `end` a digit or a numeral? */
static bool is_numeric(const char *at, const char *end) {
  static const char numerals[] = "〇零一二三四五六七八九幺两";
  if (strncmp(at, "0-9", 3) == 0) at += 3;
  if (at == end || *at == '^') return at == end;
  for (size_t size; at < end; at += size) {
    char member[5] = "";
    hvl__utf8_decode(at, (size_t)(end - at), &size);
    memcpy(member, at, size);
    bool digit = *at >= '0' && *at <= '9';
    if (!digit && (size != 3 || !strstr(numerals, member))) return false;
  }
  return true;
}

/* The unit of the character at `*at`, which moves on; a backslash before it
 * is passed. */
static uint16_t take_unit(const char **at) {
  size_t size;
  *at += **at == '\\';
  uint32_t code = hvl__utf8_decode(*at, strlen(*at), &size);
  *at += size;
  return hvl__unit_unfolded(code);
}

/* The units of the members [first, last] of a class. */
static uint64_t bits_of(uint32_t first, uint32_t last) {
  uint64_t bits = 0;
  if (last - first >= 63) return UINT64_MAX;
  for (uint32_t unit = first; unit <= last; unit++) bits |= bit_of(unit);
  return bits;
}

/* What escapes stand for; of those that are not looked into, anything. */
static uint64_t bits_of_escape(const char *at) {
  return at[1] == 'd' ? bits_of('0', '9') : UINT64_MAX;
}

/* The units of the class between `at` and `end`. */
static uint64_t bits_of_class(const char *at, const char *end) {
  uint64_t bits = *at == '^' ? UINT64_MAX : 0;
  while (at < end && bits != UINT64_MAX) {
    if (*at == '[') return UINT64_MAX; /* [:alpha:] */
    if (*at == '\\' && hvl__regex_is_letter(at[1])) {
      bits |= bits_of_escape(at);
      at += hvl__regex_escape(at);
      continue;
    }
    uint16_t first = take_unit(&at), last = first;
    if (*at == '-' && at + 1 < end) {
      at++;
      if (*at == '\\' && hvl__regex_is_letter(at[1])) return UINT64_MAX;
      last = take_unit(&at);
    }
    bits |= bits_of(first, last);
  }
  return bits;
}

/* Pass [..]. */
static struct held take_class(struct finder *finder) {
  const char *from = finder->at + 1;
  const char *end = hvl__regex_class_end(finder->at);
  finder->at = *end ? end + 1 : end;
  return (struct held){.digit = is_numeric(from, end),
                       .begins = bits_of_class(from, end)};
}

/* The units of the literal character at the cursor, which moves on; false where
 * something else stands there. */
static bool take_literal(struct finder *finder, uint16_t *unit) {
  const char *at = finder->at;
  if (strchr(".[(|)", *at)) return false;
  if (*at == '\\' && (hvl__regex_is_letter(at[1]) || !at[1])) return false;
  *unit = take_unit(&finder->at);
  return true;
}

/* A group, class or escape. */
static struct held find_other(struct finder *finder) {
  struct held held = {.begins = UINT64_MAX};
  if (*finder->at == '(') {
    bool looks = strncmp(finder->at, "(?", 2) == 0 && finder->at[2] != ':';
    finder->at += strncmp(finder->at, "(?<", 3) == 0  ? 4
                  : strncmp(finder->at, "(?", 2) == 0 ? 3
                                                      : 1;
    held = find_alternatives(finder);
    if (*finder->at == ')') finder->at++;
    if (looks) held = (struct held){.nothing = true};
  } else if (*finder->at == '[') {
    held = take_class(finder);
  } else if (*finder->at == '\\') {
    held.digit = finder->at[1] == 'd';
    held.begins = bits_of_escape(finder->at);
    held.nothing = (finder->at[1] | 32) == 'b';
    finder->at += hvl__regex_escape(finder->at);
  } else {
    finder->at++;
  }
  return held;
}

static uint32_t shortest(const struct words *words) {
  uint32_t least = words->len > 0 ? UINT32_MAX : 0;
  for (uint32_t i = 0; i < words->len; i++) {
    if (words->data[i].len < least) least = words->data[i].len;
  }
  return least;
}

/* Of two things that both hold, keep the one that occurs less by chance. */
static void prefer(struct held *held, const struct held *other) {
  held->digit = held->digit || other->digit;
  if (shortest(&other->words) > shortest(&held->words))
    held->words = other->words;
}

/* The run of characters so far becomes a word that is held. */
static void end_run(struct finder *finder, struct held *held,
                    struct word *run) {
  struct build *build = finder->build;
  struct held other = {.digit = false};
  if (run->len == 0) return;
  uint16_t *units = hvl__scratch_alloc(build, run->len, sizeof *units);
  if (!units) return;
  memcpy(units, run->units, run->len * sizeof *units);
  struct word word = {units, run->len};
  SCRATCH_PUSH(build, &other.words, word);
  prefer(held, &other);
  run->len = 0;
}

/* Behind what may be nothing comes `other`, which may be nothing if it `may`.
 */
static void go_on(struct held *held, const struct held *other, bool may) {
  if (!held->nothing) return;
  held->begins |= other->begins;
  held->nothing = other->nothing || may;
}

static struct held find_branch(struct finder *finder) {
  struct held held = {.nothing = true};
  uint16_t units[FORM_MAX];
  struct word run = {units, 0};
  while (*finder->at && *finder->at != '|' && *finder->at != ')' &&
         !finder->build->failed) {
    struct held other = {.digit = false};
    bool repeated;
    uint16_t unit = 0; /* for compilers that do not see when it is read */
    bool literal = take_literal(finder, &unit);
    if (literal) {
      other.begins = bit_of(unit);
    } else {
      end_run(finder, &held, &run);
      other = find_other(finder);
    }
    uint32_t least = take_bounds(finder, &repeated);
    go_on(&held, &other, least == 0);
    if (literal && least > 0 && run.len < FORM_MAX) units[run.len++] = unit;
    if (repeated) end_run(finder, &held, &run);
    if (!literal && least > 0) prefer(&held, &other);
  }
  end_run(finder, &held, &run);
  return held;
}

/* What all branches hold: a word of each, if each has one. */
static struct held find_alternatives(struct finder *finder) {
  struct held all = find_branch(finder);
  while (*finder->at == '|' && !finder->build->failed) {
    finder->at++;
    struct held other = find_branch(finder);
    all.digit = all.digit && other.digit;
    all.nothing = all.nothing || other.nothing;
    all.begins |= other.begins;
    if (all.words.len == 0 || other.words.len == 0) {
      all.words.len = 0;
    } else {
      hvl__words_add(finder->build, &finder->build->scratch, &all.words,
                     &other.words);
    }
  }
  return all;
}

uint32_t hvl__regex_put(struct build *build, const struct phrase *node,
                        struct part *part) {
  uint32_t reach = node->gap;
  const char *source = hvl__regex_fold(build, node, &reach);
  *part = hvl__part_plain(build, reach);
  part->findable = true;
  if (!source) return 0;
  check(build, source, node->place);
  struct finder finder = {build, source};
  struct held held = find_alternatives(&finder);
  uint64_t begins = held.nothing ? UINT64_MAX : held.begins;
  struct image_regex regex = {hvl__build_string(build, source),
                              NONE,
                              reach,
                              held.digit ? REGEX_HAS_DIGIT : 0,
                              {(uint32_t)begins, (uint32_t)(begins >> 32)}};
  if (held.words.len > 0 && !build->failed) {
    /* Its characters stand side by side, perhaps inside a longer word. */
    const struct traits traits = {.flags = SYMBOL_INSIDE};
    regex.symbol = hvl__symbol_put(build, traits, &held.words, source);
    *part = hvl__part_word(build, regex.symbol, reach, reach);
  }
  if (held.digit) hvl__part_has_digit(part);
  part->findable = held.digit || held.words.len > 0;
  return hvl__pool_put(build, &build->regexes, &regex, 1);
}
