/* SPDX-License-Identifier: MIT */
/* operators.c - the table of all disguises, and how they are used. */
#include "operators.h"

#include <string.h>

enum { FIRST_PINYIN = 1, ALL_PINYIN = 2 };

const struct operator operators[] = {
    {"homophones", write_homophones, 0, HVL_EVASION_SOUND},
    {"pinyin of a character", write_pinyin, FIRST_PINYIN, HVL_EVASION_SOUND},
    {"pinyin of a word", write_pinyin, ALL_PINYIN, HVL_EVASION_SOUND},
    {"characters taken apart", write_parts, 0, HVL_EVASION_SPLIT},
    {"punctuation's width", write_other_width, 0, 0},
    {"doubled punctuation", write_doubled, 0, 0},
    {"Traditional characters", write_traditional, 0, 0},
    {"capitals", write_capital, 0, 0},
    {"marks on letters", write_marked, 0x0301, 0},
    {"full-width ASCII", write_wide, 0, 0},
    {"circled letters, digits", write_circled, 0, 0},
    {"bold letters, digits", write_bold, 0, 0},
    {"zero-width characters", write_zero_width, 0, 0},
    {"heart in a word", write_inside, 0x2764, 0},
    {"hyphen in a word", write_inside, '-', 0},
    {"hyphens through a word", write_through, '-', 0},
    {"star in a word", write_inside, '*', 0},
    {"tilde in a word", write_inside, '~', 0},
    {"dot in a word", write_inside, 0x00B7, 0},
    {"emoji in a word", write_inside, 0x1F60A, 0},
    {"space in a word", write_inside, ' ', HVL_EVASION_SPACED},
    {"comma in a word", write_inside, 0xFF0C, HVL_EVASION_SPACED},
    {"space for a comma", write_no_comma, 0, 0},
    {"polite in front", write_polite_front, 0, 0},
    {"polite behind", write_polite_behind, 0, 0},
    {"full stop behind", write_behind, 0x3002, 0},
    {"emoji behind", write_behind, 0x1F60A, 0},
    {"broken over two messages", write_break, 0, HVL_EVASION_TURN},
};
const size_t operator_count = sizeof operators / sizeof *operators;

struct craft craft_make(const struct han *han, const struct pack *pack) {
  static const char LIST[] = "split-characters";
  return (struct craft){han, pack_find(pack, ENTRY_LIST, LIST, strlen(LIST))};
}

bool operator_hides(const struct operator* self) {
  return self->evasion || self->run == write_inside ||
         self->run == write_through;
}

static bool run(const struct craft *craft, const struct operator* self,
                const struct line *line, struct line *out) {
  out->count = 0;
  out->full = line->full;
  self->run(craft, self, line, out);
  return !out->full && !line_equal(line, out);
}

bool operators_run(const struct craft *craft, const struct operator* first,
                   const struct operator* second, const struct line *line,
                   struct line *out) {
  static struct line between;
  if (!second) return run(craft, first, line, out);
  return run(craft, first, line, &between) && run(craft, second, &between, out);
}
