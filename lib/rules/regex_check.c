/* SPDX-License-Identifier: MIT */
/* regex_check.c - regular expressions kept within bounds. */
#include "rules/regex_check.h"

#include <string.h>

#include "base/utf8.h"

enum { NESTING_MAX = 16, COUNT_MAX = 9999, GROWTH = 7 };

struct checker {
  const struct phrase_source *source;
  struct diag_list *diags;
  size_t at, end;
  unsigned depth;
  unsigned faults;
  char *out; /* the next byte of the bounded expression */
};

/* What can be repeated: how many characters it matches, and whether it is one
 * character of ASCII, which may be repeated without a bound. */
struct atom {
  uint32_t longest;
  bool ascii;
};

#define FAULT(checker, offset, ...)                                            \
  ((checker)->faults++,                                                        \
   hvl__diag_add((checker)->diags, HVL_ERROR,                                  \
                 hvl__phrase_place((checker)->source, (offset)), __VA_ARGS__))

static char peek_at(const struct checker *checker, size_t ahead) {
  return checker->end - checker->at > ahead
             ? checker->source->text[checker->at + ahead]
             : '\0';
}

static char peek(const struct checker *checker) {
  return peek_at(checker, 0);
}

static bool at_end(const struct checker *checker) {
  return checker->at >= checker->end;
}

/* Copy `count` bytes to the result. */
static void take(struct checker *checker, size_t count) {
  for (; count > 0 && !at_end(checker); count--)
    *checker->out++ = checker->source->text[checker->at++];
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Forms that folding replaces by ASCII: they never occur in a folded text. */
static bool is_full_width(uint32_t code) {
  return code == 0x3000 || (code >= 0xFF01 && code <= 0xFF0F) ||
         (code >= 0xFF1A && code <= 0xFF20) ||
         (code >= 0xFF3B && code <= 0xFF40) ||
         (code >= 0xFF5B && code <= 0xFF65);
}

/* Take one character; whether it is ASCII. */
static bool take_char(struct checker *checker) {
  const char *text = checker->source->text + checker->at;
  size_t size;
  uint32_t code = hvl__utf8_decode(text, checker->end - checker->at, &size);
  if (is_full_width(code))
    FAULT(checker, checker->at, DIAG(REGEX_FULL_WIDTH), (int)size, text);
  take(checker, size);
  return code < 0x80;
}

/* Take {..} behind \x or \p. */
static void take_braces(struct checker *checker) {
  size_t len = 0;
  while (checker->at + len < checker->end && peek_at(checker, len) != '}')
    len++;
  if (peek(checker) != '{' || checker->at + len == checker->end) {
    FAULT(checker, checker->at, DIAG(REGEX_NO_BRACES));
    return;
  }
  take(checker, len + 1);
}

/* An escape, inside a class or outside. */
static struct atom take_escape(struct checker *checker, bool in_class) {
  char letter = peek_at(checker, 1);
  if (letter == '/') {
    checker->at++;
    take(checker, 1);
    return (struct atom){1, true};
  }
  size_t from = checker->at;
  if (!hvl__regex_is_letter(letter) && !is_digit(letter)) {
    take(checker, 1);
    return (struct atom){1, !at_end(checker) && take_char(checker)};
  }
  take(checker, 2);
  if (strchr("dwshtnrf", letter)) return (struct atom){1, true};
  if (strchr("DWSHVNv", letter)) return (struct atom){1, false};
  if (strchr("bB", letter) && !in_class) return (struct atom){0, false};
  if (strchr("xpP", letter)) {
    take_braces(checker);
    return (struct atom){1, false};
  }
  FAULT(checker, from, DIAG(REGEX_ESCAPE), letter);
  return (struct atom){1, false};
}

/* [:alpha:] and its like. */
static bool take_posix(struct checker *checker) {
  if (peek(checker) != '[' || peek_at(checker, 1) != ':') return false;
  size_t len = 2;
  while (hvl__regex_is_letter(peek_at(checker, len)) ||
         peek_at(checker, len) == '^')
    len++;
  if (peek_at(checker, len) != ':' || peek_at(checker, len + 1) != ']')
    return false;
  take(checker, len + 2);
  return true;
}

static void warn_of_bar(struct checker *checker, size_t bar) {
  hvl__diag_add(checker->diags, HVL_WARNING,
                hvl__phrase_place(checker->source, bar), DIAG(REGEX_BAR));
}

/* [..] */
static struct atom take_class(struct checker *checker) {
  size_t from = checker->at, bar = 0;
  take(checker, 1);
  bool ascii = peek(checker) != '^';
  if (!ascii) take(checker, 1);
  bool first = true;
  for (; !at_end(checker) && (first || peek(checker) != ']'); first = false) {
    bool bare = peek(checker) == '|' && !first && peek_at(checker, 1) != ']';
    if (bare && bar == 0) bar = checker->at;
    if (take_posix(checker)) continue;
    bool plain = peek(checker) == '\\' ? take_escape(checker, true).ascii
                                       : take_char(checker);
    ascii = ascii && plain;
  }
  if (at_end(checker)) FAULT(checker, from, DIAG(NOT_CLOSED), '[', ']', '[');
  take(checker, 1);
  if (bar > 0) warn_of_bar(checker, bar);
  return (struct atom){1, ascii};
}

static uint32_t take_alternatives(struct checker *checker);

/* (..), and of what begins with (? what has a bound. */
static struct atom take_group(struct checker *checker) {
  static const char *const starts[] = {"(?:", "(?=", "(?!", "(?<=", "(?<!"};
  size_t from = checker->at, len = 1;
  bool looks = false; /* looks ahead or behind: matches nothing itself */
  const char *text = checker->source->text + from;
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    size_t size = strlen(starts[i]);
    if (checker->end - from < size || memcmp(text, starts[i], size) != 0)
      continue;
    len = size;
    looks = i > 0;
  }
  if (len == 1 && (peek_at(checker, 1) == '?' || peek_at(checker, 1) == '*')) {
    FAULT(checker, from, DIAG(REGEX_GROUP), peek_at(checker, 1));
    len = 2;
  }
  take(checker, len);
  if (++checker->depth > NESTING_MAX) {
    FAULT(checker, from, DIAG(TOO_DEEP));
    checker->at = checker->end;
  }
  unsigned faults = checker->faults;
  uint32_t longest = take_alternatives(checker);
  checker->depth--;
  if (peek(checker) == ')') {
    take(checker, 1);
  } else if (checker->faults == faults && checker->depth < NESTING_MAX) {
    FAULT(checker, from, DIAG(NOT_CLOSED), '(', ')', '(');
  }
  return (struct atom){looks ? 0 : longest, false};
}

static struct atom take_atom(struct checker *checker) {
  struct atom nothing = {0, false};
  switch (peek(checker)) {
  case '\\': return take_escape(checker, false);
  case '[': return take_class(checker);
  case '(': return take_group(checker);
  case '.': take(checker, 1); return (struct atom){1, false};
  case '^':
  case '$':
    FAULT(checker, checker->at, DIAG(REGEX_ANCHOR), peek(checker));
    take(checker, 1);
    return nothing;
  case '*':
  case '+':
  case '?':
  case '{':
  case ')':
    FAULT(checker, checker->at, DIAG(BEHIND_NOTHING), peek(checker),
          peek(checker));
    take(checker, 1);
    return nothing;
  default: return (struct atom){1, take_char(checker)};
  }
}

static uint32_t read_count(struct checker *checker) {
  uint32_t count = 0;
  for (; is_digit(peek(checker)); checker->at++) {
    if (count <= COUNT_MAX)
      count = count * 10 + (uint32_t)(peek(checker) - '0');
  }
  return count;
}

/* The bounds of {n}, {n,} or {n,m}; `most` 0: none. */
static bool read_bounds(struct checker *checker, uint32_t *least,
                        uint32_t *most) {
  size_t from = checker->at++;
  bool digits = is_digit(peek(checker));
  *least = read_count(checker);
  *most = *least;
  bool open = false;
  if (peek(checker) == ',') {
    checker->at++;
    open = !is_digit(peek(checker));
    *most = read_count(checker);
  }
  bool sane = open || *most > 0;
  if (digits && peek(checker) == '}' && sane && (open || *least <= *most)) {
    checker->at++;
    return true;
  }
  FAULT(checker, from, DIAG(REGEX_BOUNDS));
  while (!at_end(checker) && peek(checker) != '}') checker->at++;
  if (!at_end(checker)) checker->at++;
  return false;
}

static void put(struct checker *checker, const char *text) {
  for (; *text; text++) *checker->out++ = *text;
}

static void put_number(struct checker *checker, uint32_t number) {
  if (number >= 10) put_number(checker, number / 10);
  *checker->out++ = (char)('0' + number % 10);
}

/* How often the atom before the cursor is repeated at most; writes it so. */
static uint32_t take_repetition(struct checker *checker, struct atom atom) {
  size_t from = checker->at;
  uint32_t least = 0, most = 0;
  switch (peek(checker)) {
  case '?': most = 1; break;
  case '+': least = 1; break;
  case '*': break;
  case '{':
    if (!read_bounds(checker, &least, &most)) return 1;
    break;
  default: return 1;
  }
  if (checker->at == from) checker->at++;
  if (most == 0 && !atom.ascii) FAULT(checker, from, DIAG(REGEX_UNBOUNDED));
  if (most == 0) most = REGEX_RUN;
  if (least > most) FAULT(checker, from, DIAG(REGEX_BOUND_BOTH), REGEX_RUN);
  put(checker, "{");
  put_number(checker, least);
  put(checker, ",");
  put_number(checker, most);
  put(checker, "}");
  if (peek(checker) == '?' || peek(checker) == '+') take(checker, 1);
  return most;
}

static uint32_t cap(uint64_t length) {
  return length > REGEX_REACH ? REGEX_REACH + 1 : (uint32_t)length;
}

static uint32_t take_branch(struct checker *checker) {
  uint32_t longest = 0;
  while (!at_end(checker) && peek(checker) != '|') {
    if (peek(checker) == ')' && checker->depth > 0) break;
    struct atom atom = take_atom(checker);
    uint64_t times = take_repetition(checker, atom);
    longest = cap(longest + atom.longest * times);
  }
  return longest;
}

static uint32_t take_alternatives(struct checker *checker) {
  uint32_t longest = take_branch(checker);
  while (peek(checker) == '|') {
    take(checker, 1);
    uint32_t other = take_branch(checker);
    if (other > longest) longest = other;
  }
  return longest;
}

bool hvl__regex_check(const struct phrase_source *source, size_t from,
                      size_t to, struct phrase *node, struct arena *arena,
                      struct diag_list *diags) {
  struct checker checker = {
      .source = source, .diags = diags, .at = from, .end = to};
  /* One character of the source becomes at most {0,64}; the sum of {1,} and
   * {12,3456} stays below as well. */
  char *text = hvl__arena_zeroed(arena, (to - from) * GROWTH + 1, 1);
  if (!text) {
    diags->failed = true;
    return false;
  }
  checker.out = text;
  node->gap = take_alternatives(&checker);
  node->text = text;
  if (checker.faults == 0 && node->gap == 0)
    FAULT(&checker, from, DIAG(REGEX_OF_NOTHING));
  if (checker.faults == 0 && node->gap > REGEX_REACH)
    FAULT(&checker, from, DIAG(REGEX_TOO_LONG), REGEX_REACH);
  return checker.faults == 0;
}
