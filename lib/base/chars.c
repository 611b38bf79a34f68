/* SPDX-License-Identifier: MIT */
/* chars.c - the classes of characters, and what each divides. */
#include "base/chars.h"

#include <string.h>

#define L CHAR_LATIN
#define D CHAR_DIGIT
#define F CHAR_FILLER
#define S CHAR_SPACE
#define C CHAR_CLAUSE
#define E CHAR_SENTENCE

/* Capitals are letters for whoever asks before folding. */
static const uint8_t ascii[128] = {
    F, F, F, F, F, F, F, F, F, S, E, E, E, E, F, F, /* 00: \t \n \v \f \r */
    F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, F, /* 10 */
    S, E, F, F, F, F, F, F, C, C, F, F, C, F, E, F, /* 20:  !"#$%&'()*+,-./ */
    D, D, D, D, D, D, D, D, D, D, C, C, C, F, C, E, /* 30: 0-9:;<=>? */
    F, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 40: @A-O */
    L, L, L, L, L, L, L, L, L, L, L, C, F, C, F, F, /* 50: P-Z[\]^_ */
    F, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 60: `a-o */
    L, L, L, L, L, L, L, L, L, L, L, C, F, C, F, F, /* 70: p-z{|}~ */
};

struct range {
  uint16_t first, last;
  uint8_t kind;
};

/* What is no word beyond ASCII, in order; what is not listed is one. */
static const struct range ranges[] = {
    {0x0080, 0x0084, F},         {0x0085, 0x0085, E}, {0x0086, 0x009F, F},
    {0x00A0, 0x00A0, S},         {0x00A1, 0x00A9, F}, {0x00AB, 0x00B1, F},
    {0x00B4, 0x00B4, F},         {0x00B6, 0x00B8, F}, {0x00BB, 0x00BB, F},
    {0x00BF, 0x00BF, F},         {0x00D7, 0x00D7, F}, {0x00F7, 0x00F7, F},
    {0x02B9, 0x036F, F},         {0x055A, 0x055F, F}, {0x060C, 0x060C, C},
    {0x061B, 0x061B, C},         {0x061F, 0x061F, E}, {0x0964, 0x0965, E},
    {0x0F01, 0x0F17, F},         {0x0F34, 0x0F3F, F}, {0x0FBE, 0x0FD4, F},
    {0x1680, 0x1680, S},         {0x180E, 0x180E, F}, {0x1DC0, 0x1DFF, F},
    {0x2000, 0x200A, S},         {0x200B, 0x2023, F}, {0x2024, 0x2026, E},
    {0x2027, 0x2027, F},         {0x2028, 0x2029, E}, {0x202A, 0x202E, F},
    {0x202F, 0x202F, S},         {0x2030, 0x203B, F}, {0x203C, 0x203D, E},
    {0x203E, 0x2044, F},         {0x2045, 0x2046, C}, {0x2047, 0x2049, E},
    {0x204A, 0x205E, F},         {0x205F, 0x205F, S}, {0x2060, 0x206F, F},
    {0x207A, 0x207C, F},         {0x207D, 0x207E, C}, {0x208A, 0x208C, F},
    {0x208D, 0x208E, C},         {0x20A0, 0x20FF, F}, {0x2190, 0x2307, F},
    {0x2308, 0x230B, C},         {0x230C, 0x2328, F}, {0x2329, 0x232A, C},
    {0x232B, 0x245F, F},         {0x2500, 0x2767, F}, {0x2768, 0x2775, C},
    {0x2794, 0x27E5, F},         {0x27E6, 0x27EF, C}, {0x27F0, 0x2982, F},
    {0x2983, 0x2998, C},         {0x2999, 0x2BFF, F}, {0x2E00, 0x2E1F, F},
    {0x2E20, 0x2E29, C},         {0x2E2A, 0x2E2D, F}, {0x2E2E, 0x2E2E, E},
    {0x2E2F, 0x2E7F, F},         {0x2FF0, 0x2FFF, F}, {0x3000, 0x3000, S},
    {0x3001, 0x3001, C},         {0x3002, 0x3002, E}, {0x3003, 0x3004, F},
    {0x3008, 0x3011, C},         {0x3012, 0x3013, F}, {0x3014, 0x301B, C},
    {0x301C, 0x3020, F},         {0x302A, 0x3030, F}, {0x3036, 0x3037, F},
    {0x303D, 0x303F, F},         {0x3099, 0x309C, F}, {0x30A0, 0x30A0, F},
    {0x30FB, 0x30FB, F},         {0x3190, 0x319F, F}, {0x4DC0, 0x4DFF, F},
    {0xD800, UNIT_BREAK - 1, F}, {0xFD3E, 0xFD3F, C}, {0xFE00, 0xFE0F, F},
    {0xFE10, 0xFE11, C},         {0xFE12, 0xFE12, E}, {0xFE13, 0xFE14, C},
    {0xFE15, 0xFE16, E},         {0xFE17, 0xFE18, C}, {0xFE19, 0xFE19, E},
    {0xFE20, 0xFE34, F},         {0xFE35, 0xFE44, C}, {0xFE45, 0xFE46, F},
    {0xFE47, 0xFE48, C},         {0xFE49, 0xFE4F, F}, {0xFE50, 0xFE51, C},
    {0xFE52, 0xFE52, E},         {0xFE54, 0xFE55, C}, {0xFE56, 0xFE57, E},
    {0xFE58, 0xFE58, F},         {0xFE59, 0xFE5E, C}, {0xFE5F, 0xFE6F, F},
    {0xFEFF, 0xFEFF, F},         {0xFF01, 0xFF01, E}, {0xFF02, 0xFF07, F},
    {0xFF08, 0xFF09, C},         {0xFF0A, 0xFF0B, F}, {0xFF0C, 0xFF0C, C},
    {0xFF0D, 0xFF0D, F},         {0xFF0E, 0xFF0E, E}, {0xFF0F, 0xFF0F, F},
    {0xFF1A, 0xFF1C, C},         {0xFF1D, 0xFF1D, F}, {0xFF1E, 0xFF1E, C},
    {0xFF1F, 0xFF1F, E},         {0xFF20, 0xFF20, F}, {0xFF3B, 0xFF3B, C},
    {0xFF3C, 0xFF3C, F},         {0xFF3D, 0xFF3D, C}, {0xFF3E, 0xFF40, F},
    {0xFF5B, 0xFF5B, C},         {0xFF5C, 0xFF5C, F}, {0xFF5D, 0xFF5D, C},
    {0xFF5E, 0xFF5E, F},         {0xFF5F, 0xFF60, C}, {0xFF61, 0xFF61, E},
    {0xFF62, 0xFF64, C},         {0xFF65, 0xFF65, F}, {0xFFE0, 0xFFFF, F},
};

#undef L
#undef D
#undef F
#undef S
#undef C
#undef E

static enum char_class look_up(uint16_t unit) {
  size_t low = 0, high = sizeof ranges / sizeof *ranges;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (unit > ranges[middle].last) {
      low = middle + 1;
    } else if (unit < ranges[middle].first) {
      high = middle;
    } else {
      return (enum char_class)ranges[middle].kind;
    }
  }
  return CHAR_WORD;
}

enum char_class hvl__char_class(uint16_t unit) {
  if (unit < 128) return (enum char_class)ascii[unit];
  if (unit >= 0x4E00 && unit < 0xD800) return CHAR_WORD;
  if (unit == UNIT_BREAK) return CHAR_BREAK;
  return look_up(unit);
}

enum char_class hvl__char_class_at(const uint16_t *units, uint32_t count,
                                   uint32_t at) {
  uint16_t unit = units[at];
  enum char_class kind = hvl__char_class(unit);
  if (unit != '.' && unit != ',' && unit != ':') return kind;
  if (at == 0 || at + 1 >= count) return kind;
  enum char_class before = hvl__char_class(units[at - 1]);
  if (before != hvl__char_class(units[at + 1])) return kind;
  if (before == CHAR_DIGIT) return CHAR_FILLER;
  return before == CHAR_LATIN && unit == '.' ? CHAR_FILLER : kind;
}

const char *const hvl__scope_names[SCOPE_COUNT] = {
    [SCOPE_OVERLAP] = "overlap", [SCOPE_PHRASE] = "phrase",
    [SCOPE_CLAUSE] = "clause",   [SCOPE_SENTENCE] = "sentence",
    [SCOPE_MESSAGE] = "message", [SCOPE_TURN] = "turn",
};

enum scope hvl__scope_named(const char *name) {
  int scope = 0;
  while (scope < SCOPE_COUNT && strcmp(name, hvl__scope_names[scope]) != 0)
    scope++;
  return (enum scope)scope;
}

bool hvl__class_divides(enum char_class kind, enum scope scope) {
  switch (kind) {
  case CHAR_SPACE: return scope <= SCOPE_PHRASE;
  case CHAR_CLAUSE: return scope <= SCOPE_CLAUSE;
  case CHAR_SENTENCE: return scope <= SCOPE_SENTENCE;
  case CHAR_BREAK: return scope <= SCOPE_PHRASE || scope == SCOPE_MESSAGE;
  default: return false;
  }
}
