/* SPDX-License-Identifier: MIT */
/* entity_address.c - finds street addresses: two of road, number, estate, house
 * and room, a number among them. */
#include "match/entity_scan.h"

enum {
  NAME_MAX = 16, /* units of a road's or estate's name, with towns before it */
  PARTS_MAX = 6
};

/* What an address is made of, in the order in which it is written. */
enum part { NO_PART, ROAD, NUMBER, ESTATE, HOUSE, STAIRS, ROOM };

/* The words that end a part behind a number. */
static const struct {
  const uint16_t *words;
  enum part part;
} suffixes[] = {{u"号楼 号宿舍楼 栋 幢 座 号院 期", HOUSE},
                {u"号 弄 #", NUMBER},
                {u"单元 门", STAIRS},
                {u"室 房 户 楼 层", ROOM}};

/* Units that a name does not hold: what people put before an address. */
static const uint16_t outside[] =
    u"的了在到是寄给您你我他她它那这送住去往从就也不没把被让请叫吧吗呢啊呀哈哦"
    u"们址按改填写换对收单";

/* Is a number without a suffix, which ends at `*end`, a room? Behind a house 3
 * or 4 digits are, and behind an estate 21-502 is house and room. */
static bool is_room(const struct text *text, uint32_t at, enum part before,
                    uint32_t *end) {
  struct number room;
  if (before == ESTATE && hvl__scan_unit(text, *end) == '-') {
    at = *end + 1;
    if (!hvl__scan_number(text, at, &room)) return false;
    *end = room.end;
  } else if (before != HOUSE && before != STAIRS) {
    return false;
  }
  return *end - at >= 3 && *end - at <= 4;
}

/* A number, or a letter before 座 and 栋, and what it counts. `before` is the
 * part before it. */
static enum part numbered(const struct text *text, uint32_t at,
                          enum part before, uint32_t *end) {
  struct number number = {.end = at + 1};
  bool letter = hvl__scan_class(text, at) == CHAR_LATIN;
  if (!letter && (!hvl__scan_number(text, at, &number) || number.vague))
    return NO_PART;
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    uint32_t length = hvl__scan_word(text, number.end, suffixes[i].words);
    if (length == 0) continue;
    *end = number.end + length;
    return letter && suffixes[i].part != HOUSE ? NO_PART : suffixes[i].part;
  }
  *end = number.end;
  return !letter && is_room(text, at, before, end) ? ROOM : NO_PART;
}

/* The first units of what ends a name, to be done with most places soon. */
static const uint16_t name_heads[] = u"路街道大巷胡小花家新公广苑宿科";

/* A road or an estate whose name ends at `at`. */
static enum part named(const struct text *text, uint32_t at, uint32_t *end) {
  if (!hvl__scan_in(hvl__scan_unit(text, at), name_heads)) return NO_PART;
  uint32_t road = hvl__scan_word(text, at, u"路 街 街道 大道 大街 巷 胡同");
  uint32_t estate = hvl__scan_word(
      text, at, u"小区 花园 花苑 家园 新村 公寓 大厦 广场 苑 宿舍 科技园");
  *end = at + (road > 0 ? road : estate);
  if (road > 0) return ROAD;
  return estate > 0 ? ESTATE : NO_PART;
}

/* The part that begins at `at`, its name included. */
static enum part next_part(const struct text *text, uint32_t at,
                           enum part before, uint32_t *end) {
  for (uint32_t place = at; place <= at + NAME_MAX; place++) {
    uint16_t unit = hvl__scan_unit(text, place);
    enum part part = numbered(text, place, before, end);
    if (part == NO_PART && place > at) part = named(text, place, end);
    if (part != NO_PART) return part;
    enum char_class kind = hvl__scan_class(text, place);
    bool inside = kind == CHAR_WORD || kind == CHAR_LATIN || kind == CHAR_DIGIT;
    if (!inside || hvl__scan_in(unit, outside)) break;
  }
  return NO_PART;
}

bool hvl__may_hold_address(const struct text *text,
                           const struct kernels *kernels) {
  static const uint16_t behind_number[] = u"号弄#栋幢座院期单门室房户楼层宿-";
  enum { BEHIND = sizeof behind_number / sizeof *behind_number - 1 };
  uint64_t places =
      kernels->places(text->units, text->count, behind_number, BEHIND);
  for (uint32_t at = 1; places != 0 && at < text->count; at++)
    if (places >> at % 64 & 1 && hvl__scan_in(text->units[at], behind_number) &&
        (hvl__has_numeral(text, at - 1, at) ||
         hvl__scan_class(text, at - 1) == CHAR_LATIN))
      return true;
  return false;
}

bool hvl__scan_address(const struct text *text, uint32_t at, uint32_t *end) {
  enum part last = NO_PART;
  uint32_t parts = 0, place = at;
  while (parts < PARTS_MAX) {
    uint32_t behind;
    enum part part = next_part(text, place, last, &behind);
    if (part <= last) break;
    last = part;
    parts++;
    *end = behind;
    place = hvl__scan_blank(text, behind);
  }
  return parts >= 2 && hvl__has_numeral(text, at, *end);
}
