/* SPDX-License-Identifier: MIT */
/* han.c - Chinese characters otherwise, as ICU's transliterators have them. */
#include "han.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

enum { FIRST = 0x4E00, LAST = 0x9FFF, COUNT = LAST - FIRST + 1, SYLLABLE = 8 };

struct han {
  uint32_t traditional[COUNT];
  char pinyin[COUNT][SYLLABLE];
  bool common[COUNT]; /* of the first level of GB 2312 */
};

static UTransliterator *open_transliterator(const UChar *id) {
  UErrorCode error = U_ZERO_ERROR;
  return utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
}

/* `code` transliterated to `out`, which has room for 16; the length. */
static int32_t transliterate(const UTransliterator *tool, uint32_t code,
                             UChar out[16]) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t len = 1, limit = 1;
  out[0] = (UChar)code;
  utrans_transUChars(tool, out, &len, 16, 0, &limit, &error);
  return U_SUCCESS(error) ? len : 0;
}

static void fill_traditional(struct han *han, const UTransliterator *tool) {
  for (uint32_t i = 0; i < COUNT; i++) {
    UChar out[16];
    int32_t len = transliterate(tool, FIRST + i, out);
    han->traditional[i] =
        len == 1 && !U16_IS_SURROGATE(out[0]) ? out[0] : FIRST + i;
  }
}

/* Letters only: whatever else is in `out` makes it no syllable. */
static void set_pinyin(char pinyin[SYLLABLE], const UChar *out, int32_t len) {
  size_t count = 0;
  for (int32_t i = 0; i < len; i++) {
    if (out[i] == 0x0308 && count) pinyin[count - 1] = 'v';
    if (out[i] >= 0x0300 && out[i] <= 0x036F) continue;
    if (out[i] < 'a' || out[i] > 'z' || count == SYLLABLE - 1) {
      memset(pinyin, 0, SYLLABLE);
      return;
    }
    pinyin[count++] = (char)out[i];
  }
}

static void fill_pinyin(struct han *han, const UTransliterator *tool) {
  for (uint32_t i = 0; i < COUNT; i++) {
    UChar out[16];
    set_pinyin(han->pinyin[i], out, transliterate(tool, FIRST + i, out));
  }
}

static void fill_common(struct han *han, UConverter *converter) {
  for (int lead = 0xB0; lead <= 0xD7; lead++)
    for (int trail = 0xA1; trail <= 0xFE; trail++) {
      char bytes[2] = {(char)lead, (char)trail};
      UChar out[4];
      UErrorCode error = U_ZERO_ERROR;
      int32_t len = ucnv_toUChars(converter, out, 4, bytes, 2, &error);
      if (U_SUCCESS(error) && len == 1 && out[0] >= FIRST && out[0] <= LAST)
        han->common[out[0] - FIRST] = true;
    }
}

struct han *han_new(void) {
  UErrorCode error = U_ZERO_ERROR;
  struct han *han = calloc(1, sizeof *han);
  UTransliterator *traditional = open_transliterator(u"Simplified-Traditional");
  UTransliterator *pinyin = open_transliterator(u"Han-Latin; NFD");
  UConverter *converter = ucnv_open("GB2312", &error);
  bool ok = han && traditional && pinyin && U_SUCCESS(error);
  if (ok) {
    fill_traditional(han, traditional);
    fill_pinyin(han, pinyin);
    fill_common(han, converter);
  }
  utrans_close(traditional);
  utrans_close(pinyin);
  ucnv_close(converter);
  if (ok) return han;
  free(han);
  return NULL;
}

void han_free(struct han *han) {
  free(han);
}

static bool known(uint32_t code) {
  return code >= FIRST && code <= LAST;
}

uint32_t han_traditional(const struct han *han, uint32_t code) {
  return known(code) ? han->traditional[code - FIRST] : code;
}

const char *han_pinyin(const struct han *han, uint32_t code) {
  return known(code) ? han->pinyin[code - FIRST] : "";
}

uint32_t han_homophone(const struct han *han, uint32_t code) {
  const char *pinyin = han_pinyin(han, code);
  if (!*pinyin) return code;
  for (uint32_t step = 1; step < COUNT; step++) {
    uint32_t at = (code - FIRST + step) % COUNT;
    if (han->common[at] && !strcmp(han->pinyin[at], pinyin)) return FIRST + at;
  }
  return code;
}
