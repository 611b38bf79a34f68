/* SPDX-License-Identifier: MIT */
/* glyphs.c - a text as the finders of personal data see it. */
#include "mask/glyphs.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <unicode/uchar.h>

#include "base/width.h"

bool is_han(int32_t code) {
  return u_hasBinaryProperty(code, UCHAR_UNIFIED_IDEOGRAPH) || code == 0x3007;
}

/* Full-width ASCII as ASCII. */
static int32_t narrow(int32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

static int compare_codes(const void *left, const void *right) {
  const char16_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* A traditional character as the simplified one, of those that the finders look
 * for, in order of code. */
static int32_t simplify(int32_t code) {
  static const char16_t pairs[][2] = {
      {u'儲', u'储'}, {u'劉', u'刘'}, {u'區', u'区'}, {u'吳', u'吴'},
      {u'呂', u'吕'}, {u'員', u'员'}, {u'喬', u'乔'}, {u'單', u'单'},
      {u'嚴', u'严'}, {u'園', u'园'}, {u'場', u'场'}, {u'婁', u'娄'},
      {u'孫', u'孙'}, {u'層', u'层'}, {u'帳', u'帐'}, {u'廈', u'厦'},
      {u'廣', u'广'}, {u'張', u'张'}, {u'戶', u'户'}, {u'東', u'东'},
      {u'棟', u'栋'}, {u'楊', u'杨'}, {u'樂', u'乐'}, {u'樓', u'楼'},
      {u'機', u'机'}, {u'歐', u'欧'}, {u'湯', u'汤'}, {u'溫', u'温'},
      {u'畢', u'毕'}, {u'盧', u'卢'}, {u'碼', u'码'}, {u'竇', u'窦'},
      {u'範', u'范'}, {u'簡', u'简'}, {u'簽', u'签'}, {u'紀', u'纪'},
      {u'絡', u'络'}, {u'縣', u'县'}, {u'繆', u'缪'}, {u'繫', u'系'},
      {u'羅', u'罗'}, {u'聯', u'联'}, {u'聶', u'聂'}, {u'莊', u'庄'},
      {u'華', u'华'}, {u'萬', u'万'}, {u'葉', u'叶'}, {u'蕭', u'萧'},
      {u'藍', u'蓝'}, {u'蘆', u'芦'}, {u'蘇', u'苏'}, {u'蘭', u'兰'},
      {u'號', u'号'}, {u'衛', u'卫'}, {u'許', u'许'}, {u'話', u'话'},
      {u'諸', u'诸'}, {u'謝', u'谢'}, {u'譚', u'谭'}, {u'貨', u'货'},
      {u'費', u'费'}, {u'賀', u'贺'}, {u'賈', u'贾'}, {u'賬', u'账'},
      {u'趙', u'赵'}, {u'車', u'车'}, {u'連', u'连'}, {u'遲', u'迟'},
      {u'郟', u'郏'}, {u'鄉', u'乡'}, {u'鄒', u'邹'}, {u'鄔', u'邬'},
      {u'鄧', u'邓'}, {u'鄭', u'郑'}, {u'銀', u'银'}, {u'錢', u'钱'},
      {u'鍾', u'钟'}, {u'鎮', u'镇'}, {u'閆', u'闫'}, {u'閻', u'阎'},
      {u'關', u'关'}, {u'陳', u'陈'}, {u'陸', u'陆'}, {u'陽', u'阳'},
      {u'電', u'电'}, {u'韋', u'韦'}, {u'韓', u'韩'}, {u'項', u'项'},
      {u'顏', u'颜'}, {u'顧', u'顾'}, {u'饒', u'饶'}, {u'馬', u'马'},
      {u'馮', u'冯'}, {u'駱', u'骆'}, {u'魯', u'鲁'}, {u'麥', u'麦'},
      {u'黃', u'黄'}, {u'黨', u'党'}, {u'齊', u'齐'}, {u'龍', u'龙'},
      {u'龐', u'庞'}, {u'龔', u'龚'},
  };
  char16_t key = (char16_t)code;
  if (code < pairs[0][0] || code > 0xFFFF) return code;
  const char16_t *found = bsearch(&key, pairs, sizeof pairs / sizeof *pairs,
                                  sizeof *pairs, compare_codes);
  return found ? found[1] : code;
}

int digit_of(int32_t code) {
  if (code >= '0' && code <= '9') return code - '0';
  if (code < 0x80) return -1;
  if (code == 0x5E7A) return 1; /* 幺 */
  double value = u_getNumericValue(code);
  return value >= 0 && value <= 9 && value == (int)value ? (int)value : -1;
}

/* The letter that looks like a digit, next to one: 138OO138OOO. */
static int look_alike(int32_t code) {
  if (code == 'o' || code == 'O') return 0;
  return code == 'l' || code == 'I' || code == '|' ? 1 : -1;
}

static void read_look_alikes(struct glyphs *glyphs) {
  for (size_t i = 0; i < glyphs->count; i++) {
    struct glyph *glyph = &glyphs->items[i];
    bool before = i > 0 && glyph[-1].digit >= 0;
    bool behind = i + 1 < glyphs->count && glyph[1].digit >= 0;
    if (glyph->digit < 0 && (before || behind))
      glyph->digit = look_alike(glyph->code);
  }
}

void glyphs_add(struct glyphs *glyphs, hvl_text text, size_t start,
                size_t end) {
  for (size_t at = start; at < end;) {
    struct glyph glyph = {.at = at};
    glyph.code = simplify(narrow(next_char(text, &at)));
    glyph.digit = digit_of(glyph.code);
    MEM_GROW(glyphs->items, glyphs->count, glyphs->cap);
    glyphs->items[glyphs->count++] = glyph;
  }
  read_look_alikes(glyphs);
}

size_t glyphs_read(const struct glyphs *glyphs, size_t at, const char *word) {
  hvl_text text = {word, strlen(word)};
  size_t count = 0;
  for (size_t byte = 0; byte < text.len; count++) {
    if (at + count >= glyphs->count) return 0;
    if (next_char(text, &byte) != glyphs->items[at + count].code) return 0;
  }
  return count;
}

const struct glyph *glyph_at(const struct glyphs *glyphs, size_t at) {
  static const struct glyph none = {0, 0, -1, false};
  return at < glyphs->count ? &glyphs->items[at] : &none;
}

static bool is_one_of(int32_t code, const char *set) {
  hvl_text text = {set, strlen(set)};
  for (size_t at = 0; at < text.len;)
    if (next_char(text, &at) == code) return true;
  return false;
}

bool glyph_is(const struct glyphs *glyphs, size_t at, const char *set) {
  return is_one_of(glyph_at(glyphs, at)->code, set);
}

void glyphs_hide(struct glyphs *glyphs, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) glyphs->items[i].hidden = true;
}

size_t glyphs_read_any(const struct glyphs *glyphs, size_t at,
                       const char *const *words) {
  for (; *words; words++) {
    size_t len = glyphs_read(glyphs, at, *words);
    if (len) return len;
  }
  return 0;
}

bool glyph_is_gap(const struct glyph *glyph) {
  return glyph->code && glyph->digit < 0 && !is_han(glyph->code) &&
         !u_isalnum(glyph->code);
}
