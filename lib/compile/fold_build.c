/* SPDX-License-Identifier: MIT */
/* fold_build.c - a tool of the build: prints the folding and sound tables as C,
 * from ICU's data. Nothing else in the tree sees ICU but the command. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "base/chars.h"

enum {
  CODES = 0x20000, /* code points that have a place in the table */
  PAGE = 256,
  SEQUENCE = 20, /* slots of a sequence: its length, units, zeroes */
  SEQUENCES = 0x800,
  SOUNDS = UNIT_SOUND_END - UNIT_SOUND,
  HAN_FIRST = 0x4E00,
  HAN_LAST = 0x9FFF,
  TEXT = 64
};

/* A short text in UTF-16. */
struct text {
  UChar data[TEXT];
  int32_t len;
};

struct tools {
  const UNormalizer2 *casefold, *decompose, *compose;
  UTransliterator *simplify, *pinyin;
};

struct tables {
  uint16_t units[CODES];
  uint16_t sequences[SEQUENCES][SEQUENCE];
  uint32_t sequence_count;
  char sounds[HAN_LAST - HAN_FIRST + 1][8]; /* "": none */
  char syllables[SOUNDS][8];
  uint32_t syllable_count;
};

static void demand(bool good, const char *what) {
  if (good) return;
  fprintf(stderr, "fold_build: %s\n", what);
  exit(1);
}

/* ---- ICU ----------------------------------------------------------------- */

static UTransliterator *open_transliterator(const char *name) {
  UChar id[TEXT];
  u_uastrcpy(id, name);
  UErrorCode error = U_ZERO_ERROR;
  UTransliterator *made =
      utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  demand(U_SUCCESS(error), name);
  return made;
}

static struct tools open_tools(void) {
  UErrorCode error = U_ZERO_ERROR;
  struct tools tools = {unorm2_getNFKCCasefoldInstance(&error),
                        unorm2_getNFDInstance(&error),
                        unorm2_getNFCInstance(&error),
                        open_transliterator("Traditional-Simplified"),
                        open_transliterator("Han-Latin")};
  demand(U_SUCCESS(error), "ICU has no normalization data");
  return tools;
}

static void normalize(const UNormalizer2 *form, struct text *text) {
  struct text in = *text;
  UErrorCode error = U_ZERO_ERROR;
  text->len = unorm2_normalize(form, in.data, in.len, text->data, TEXT, &error);
  demand(U_SUCCESS(error), "normalization failed");
}

static void transliterate(const UTransliterator *rules, struct text *text) {
  int32_t limit = text->len;
  UErrorCode error = U_ZERO_ERROR;
  utrans_transUChars(rules, text->data, &text->len, TEXT, 0, &limit, &error);
  demand(U_SUCCESS(error), "transliteration failed");
}

static void put(struct text *text, UChar32 code) {
  demand(text->len + 2 < TEXT, "a character folds to too many");
  U16_APPEND_UNSAFE(text->data, text->len, code);
}

/* ---- Folding ------------------------------------------------------------- */

static bool is_mark(UChar32 code) {
  return (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

static void drop_marks(struct text *text) {
  struct text in = *text;
  text->len = 0;
  for (int32_t i = 0; i < in.len;) {
    UChar32 code;
    U16_NEXT(in.data, i, in.len, code);
    if (!is_mark(code)) put(text, code);
  }
}

/* Character by character: what a character becomes must not depend on its
 * neighbours. */
static void simplify(const struct tools *tools, struct text *text) {
  struct text in = *text;
  text->len = 0;
  for (int32_t i = 0; i < in.len;) {
    struct text one = {.len = 0};
    UChar32 code;
    U16_NEXT(in.data, i, in.len, code);
    put(&one, code);
    if (code >= 0x2E80) transliterate(tools->simplify, &one);
    for (int32_t k = 0; k < one.len;) {
      U16_NEXT(one.data, k, one.len, code);
      put(text, code);
    }
  }
}

/* The letter inside a squared or negative circled one that Unicode does not
 * decompose, or 0. */
static UChar32 letter_inside(UChar32 code) {
  if (code >= 0x1F150 && code <= 0x1F169) return 'a' + (code - 0x1F150);
  if (code >= 0x1F170 && code <= 0x1F189) return 'a' + (code - 0x1F170);
  if (code >= 0x1F1E6 && code <= 0x1F1FF) return 'a' + (code - 0x1F1E6);
  return 0;
}

/* The number inside a circle, with brackets or a full stop, or -1. */
static int number_inside(UChar32 code) {
  bool enclosed = (code >= 0x2460 && code <= 0x249B) ||
                  (code >= 0x24EA && code <= 0x24FF) ||
                  (code >= 0x2776 && code <= 0x2793) ||
                  (code >= 0x3248 && code <= 0x324F) ||
                  (code >= 0x1F100 && code <= 0x1F10C);
  return enclosed ? (int)u_getNumericValue(code) : u_charDigitValue(code);
}

/* Characters that fold to one thing, whatever the normal forms say; 0: none. */
static UChar32 fold_special(UChar32 code) {
  int8_t category = u_charType(code);
  if (code == '\t' || code == '\n' || code == '\r') return code;
  if (code == 0x0B || code == 0x0C || code == 0x85) return '\n';
  if (code == 0x2028 || code == 0x2029) return '\n';
  if (code == 0x2025 || code == 0x2026 || code == 0xFE19) return 0x2026;
  if (category == U_SPACE_SEPARATOR) return ' ';
  if (category == U_CONTROL_CHAR || category == U_SURROGATE ||
      category == U_PRIVATE_USE_CHAR)
    return UNIT_OTHER;
  return letter_inside(code);
}

static bool is_dropped(UChar32 code) {
  return is_mark(code) || u_charType(code) == U_FORMAT_CHAR ||
         u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* (a) and (1) enclose a letter as a circle does. */
static void drop_enclosure(UChar32 code, struct text *text) {
  bool enclosed = (code >= 0x249C && code <= 0x24B5) ||
                  (code >= 0x3200 && code <= 0x3243) ||
                  (code >= 0x1F110 && code <= 0x1F12A);
  if (!enclosed || text->len < 3) return;
  text->len -= 2;
  memmove(text->data, text->data + 1, (size_t)text->len * sizeof(UChar));
}

/* A spacing accent decomposes to a space and a mark, but divides nothing. */
static bool is_accent(const struct text *text) {
  return text->len > 1 && text->data[0] == ' ' && is_mark(text->data[1]);
}

static void fold_by_forms(const struct tools *tools, UChar32 code,
                          struct text *text) {
  struct text accent = *text;
  normalize(tools->casefold, text);
  if (is_accent(text)) {
    *text = accent;
    return;
  }
  normalize(tools->decompose, text);
  drop_marks(text);
  normalize(tools->compose, text);
  simplify(tools, text);
  drop_enclosure(code, text);
}

/* The folded form of `code`, empty where it is dropped. */
static void fold(const struct tools *tools, UChar32 code, struct text *text) {
  text->len = 0;
  UChar32 special = fold_special(code);
  int number = number_inside(code);
  if (special) {
    put(text, special);
  } else if (number >= 0) {
    if (number >= 10) put(text, '0' + number / 10);
    put(text, '0' + number % 10);
  } else if (!is_dropped(code)) {
    put(text, code);
    fold_by_forms(tools, code, text);
  }
}

static uint16_t unit_of(UChar32 code) {
  if (code >= 0x1F000 && code <= 0x1FBFF)
    return (uint16_t)(UNIT_EMOJI + (code - 0x1F000));
  if (code > 0xFFFF || u_charType(code) == U_UNASSIGNED) return UNIT_OTHER;
  if (code >= 0xD800 && code <= UNIT_BREAK) return UNIT_OTHER;
  return (uint16_t)code;
}

/* The number of the sequence of `len` units, made where it is new. */
static uint16_t intern(struct tables *tables, const uint16_t *units,
                       uint16_t len) {
  uint16_t sequence[SEQUENCE] = {len};
  demand(len < SEQUENCE - 1, "a sequence is too long");
  memcpy(sequence + 1, units, len * sizeof *units);
  uint32_t k = 0;
  while (k < tables->sequence_count &&
         memcmp(tables->sequences[k], sequence, sizeof sequence) != 0)
    k++;
  demand(k < SEQUENCES, "there are too many sequences");
  memcpy(tables->sequences[k], sequence, sizeof sequence);
  if (k == tables->sequence_count) tables->sequence_count++;
  return (uint16_t)(0xD800 + k);
}

static uint16_t fold_entry(const struct tools *tools, struct tables *tables,
                           UChar32 code) {
  struct text text;
  fold(tools, code, &text);
  uint16_t units[TEXT], len = 0;
  for (int32_t i = 0; i < text.len;) {
    UChar32 next;
    U16_NEXT(text.data, i, text.len, next);
    units[len++] = unit_of(next);
  }
  if (len == 0) return code == 0 ? UNIT_OTHER : 0;
  return len == 1 ? units[0] : intern(tables, units, len);
}

/* What is folded must fold to itself, or words would not meet texts. */
static void settle(struct tables *tables) {
  bool changed = true;
  for (int round = 0; changed; round++) {
    demand(round < 4, "folding does not come to rest");
    changed = false;
    for (UChar32 code = 0; code < CODES; code++) {
      uint16_t unit = tables->units[code];
      if (unit == 0 || unit == code || (unit >= 0xD800 && unit <= UNIT_BREAK))
        continue;
      if (tables->units[unit] == unit) continue;
      tables->units[code] = tables->units[unit];
      changed = true;
    }
  }
  for (uint32_t k = 0; k < tables->sequence_count; k++) {
    for (uint16_t i = 1; i <= tables->sequences[k][0]; i++) {
      uint16_t unit = tables->sequences[k][i];
      demand(unit >= 0xD800 || tables->units[unit] == unit,
             "a sequence is not folded");
    }
  }
}

/* ---- Sounds -------------------------------------------------------------- */

/* The syllable of a Han character without its tone, in letters a-z and v for
 * u with two dots; empty where ICU knows none. */
static void sound(const struct tools *tools, UChar32 code, char out[8]) {
  struct text text = {.len = 0};
  put(&text, code);
  transliterate(tools->pinyin, &text);
  normalize(tools->decompose, &text);
  int len = 0;
  out[0] = 0;
  for (int32_t i = 0; i < text.len; i++) {
    UChar unit = text.data[i];
    if (unit == 0x0308 && len > 0 && out[len - 1] == 'u') out[len - 1] = 'v';
    if (is_mark(unit)) continue;
    if (unit < 'a' || unit > 'z' || len == 7) {
      out[0] = 0;
      return;
    }
    out[len++] = (char)unit;
    out[len] = 0;
  }
}

static int compare_syllables(const void *a, const void *b) {
  return strcmp(a, b);
}

static void collect_sounds(const struct tools *tools, struct tables *tables) {
  enum { COUNT = HAN_LAST - HAN_FIRST + 1 };
  static char all[COUNT][8];
  for (int i = 0; i < COUNT; i++) {
    /* What folds to something else never occurs in a folded text. */
    if (tables->units[HAN_FIRST + i] == HAN_FIRST + i)
      sound(tools, HAN_FIRST + i, tables->sounds[i]);
  }
  memcpy(all, tables->sounds, sizeof all);
  qsort(all, COUNT, sizeof *all, compare_syllables);
  for (int i = 0; i < COUNT; i++) {
    if (!all[i][0] || (i > 0 && strcmp(all[i], all[i - 1]) == 0)) continue;
    demand(tables->syllable_count < SOUNDS, "there are too many syllables");
    memcpy(tables->syllables[tables->syllable_count++], all[i], sizeof *all);
  }
}

static uint16_t sound_unit(const struct tables *tables, uint32_t code) {
  if (code < HAN_FIRST || code > HAN_LAST) return 0;
  const char *syllable = tables->sounds[code - HAN_FIRST];
  if (!*syllable) return 0;
  const char(*found)[8] =
      bsearch(syllable, tables->syllables, tables->syllable_count,
              sizeof *tables->syllables, compare_syllables);
  return (uint16_t)(UNIT_SOUND + (found - tables->syllables));
}

/* ---- Printing ------------------------------------------------------------ */

static void print_array(const char *name, const uint16_t *data, size_t count) {
  printf("\nconst size_t %s_count = %zu;\nconst uint16_t %s[] = {", name, count,
         name);
  for (size_t i = 0; i < count; i++) {
    printf(i % 12 ? "%u," : "\n%u,", (unsigned)data[i]);
  }
  printf("\n};\n");
}

/* Print `values` as a table of pages and the pages, equal ones once. */
static void print_paged(const char *name, const uint16_t *values,
                        size_t count) {
  static uint16_t pages[CODES / PAGE], units[CODES];
  char title[32];
  size_t used = 0;
  for (size_t p = 0; p < count / PAGE; p++) {
    const uint16_t *page = values + p * PAGE;
    size_t same = 0;
    while (same < used &&
           memcmp(units + same * PAGE, page, PAGE * sizeof *page) != 0)
      same++;
    if (same == used) memcpy(units + used++ * PAGE, page, PAGE * sizeof *page);
    pages[p] = (uint16_t)same;
  }
  snprintf(title, sizeof title, "hvl__%s_pages", name);
  print_array(title, pages, count / PAGE);
  snprintf(title, sizeof title, "hvl__%s_units", name);
  print_array(title, units, used * PAGE);
}

static void print_tables(const struct tables *tables) {
  static uint16_t sounds[0x10000];
  for (uint32_t unit = 0; unit < 0x10000; unit++)
    sounds[unit] = sound_unit(tables, unit);
  printf("/* Printed by fold_build from ICU %s. */\n"
         "#include \"compile/fold_table.h\"\n",
         U_ICU_VERSION);
  print_paged("fold", tables->units, CODES);
  print_array("hvl__fold_sequences", tables->sequences[0],
              (size_t)tables->sequence_count * SEQUENCE);
  print_paged("sound", sounds, 0x10000);
  printf("\nconst size_t hvl__syllables_count = %u;\n"
         "const char *const hvl__syllables[] = {",
         (unsigned)tables->syllable_count);
  for (uint32_t i = 0; i < tables->syllable_count; i++)
    printf(i % 12 ? "\"%s\"," : "\n\"%s\",", tables->syllables[i]);
  printf("\n};\n");
}

int main(void) {
  static struct tables tables;
  struct tools tools = open_tools();
  for (UChar32 code = 0; code < CODES; code++)
    tables.units[code] = fold_entry(&tools, &tables, code);
  settle(&tables);
  collect_sounds(&tools, &tables);
  print_tables(&tables);
  utrans_close(tools.simplify);
  utrans_close(tools.pinyin);
  demand(fflush(stdout) == 0 && !ferror(stdout), "cannot write");
  return 0;
}
