/* SPDX-License-Identifier: MIT */
/* mask_addresses.c - hides addresses below the district. */
#include <unicode/uchar.h>

#include "mask/glyphs.h"

enum { ROAD_NAME = 6, ADDRESS_REACH = 24, NUMBER_GAP = 8, DISTRICT_GAP = 16 };

/* The number of glyphs of the word for a road, place or building at `at`. */
static size_t read_place(const struct glyphs *glyphs, size_t at) {
  static const char *const words[] = {
      "路",   "街",   "巷",   "弄",   "村",   "镇",   "乡",   "苑",
      "园",   "庄",   "大道", "道",   "大厦", "公寓", "广场", "中心",
      "小区", "社区", "校区", "宿舍", "花园", "SOHO", "soho", NULL};
  size_t len = glyphs_read_any(glyphs, at, words);
  bool verb = at > 0 && glyph_is(glyphs, at - 1, "知味渠报频通难厚"); /* 知道 */
  return glyph_is(glyphs, at, "道") && verb ? 0 : len;
}

/* A district ends here: 区, but not 小区. */
static bool is_district(const struct glyphs *glyphs, size_t at) {
  if (glyph_is(glyphs, at, "省市县旗")) return true;
  return at > 0 && glyph_is(glyphs, at, "区") &&
         !glyph_is(glyphs, at - 1, "小社园校地");
}

static bool is_number(const struct glyph *glyph) {
  return glyph->digit >= 0 || (glyph->code < 0x80 && u_isalnum(glyph->code));
}

/* Behind the number and unit (90号, 3 幢, 2-501) that begins within `gap` of
 * `at`; 0 if there is none. */
static size_t behind_number(const struct glyphs *glyphs, size_t at,
                            size_t gap) {
  for (size_t last = at + gap; at < last;) {
    const struct glyph *glyph = glyph_at(glyphs, at);
    size_t end = at;
    if (glyph->digit < 0 && !is_han(glyph->code) && !u_isalnum(glyph->code) &&
        !u_isUWhiteSpace(glyph->code))
      return 0;
    bool counts =
        glyph->digit >= 0 && !(at && glyph_is(glyphs, at - 1, "月年"));
    while (glyph->digit >= 0 &&
           (is_number(glyph_at(glyphs, end)) || glyph_is(glyphs, end, "-–— #")))
      end++;
    if (counts && glyph_is(glyphs, end, "号弄栋幢座楼层单室户")) return end + 1;
    at = end > at ? end : at + 1;
  }
  return 0;
}

/* Behind the number of a room, three or four digits that nothing counts, which
 * begins soon after a building; 0 if there is none. */
static size_t behind_room(const struct glyphs *glyphs, size_t at) {
  for (size_t i = 0; i < NUMBER_GAP; i++, at++) {
    size_t digits = 0;
    while (glyph_at(glyphs, at + digits)->digit >= 0) digits++;
    const struct glyph *behind = glyph_at(glyphs, at + digits);
    if (digits == 3 || digits == 4)
      return is_han(behind->code) || behind->code == '%' ? 0 : at + digits;
    if (is_han(glyph_at(glyphs, at)->code)) return 0;
    at += digits;
  }
  return 0;
}

/* Everything of the address behind its first number: 3幢, 2单元, 501. */
static size_t behind_address(const struct glyphs *glyphs, size_t at) {
  for (size_t next; (next = behind_number(glyphs, at, NUMBER_GAP));) at = next;
  if (glyph_is(glyphs, at, "元楼")) at++;
  while (is_number(glyph_at(glyphs, at)) || glyph_is(glyphs, at, "-–—#")) at++;
  bool building = at > 0 && glyph_is(glyphs, at - 1, "楼栋幢元");
  size_t room = building ? behind_room(glyphs, at) : 0;
  return room ? room : at;
}

/* Where what is to be hidden begins: behind the district, else the name of the
 * road that ends at `road`. */
static size_t address_start(const struct glyphs *glyphs, size_t road) {
  size_t at = road;
  for (size_t i = 0; i < ADDRESS_REACH && at > 0; i++, at--) {
    int32_t code = glyphs->items[at - 1].code;
    if (is_district(glyphs, at - 1)) return at;
    if (!is_han(code) && !u_isalnum(code)) break;
  }
  return road - at > ROAD_NAME ? road - ROAD_NAME : at;
}

/* 北京朝阳区, 安徽和县: the district that ends at `district` is one of a
 * province. 云南山区, 海南免税区, 新疆各县 and 西藏偏远山区 are no districts.
 */
static bool is_in_province(const struct glyphs *glyphs, size_t district) {
  size_t shortest = glyph_is(glyphs, district, "区") ? 2 : 1;
  if (district < 3 || glyph_is(glyphs, district - 1, "景税贸假各个的等") ||
      glyph_is(glyphs, district - 2, "远困"))
    return false;
  for (size_t back = 3; back < 10 && back <= district; back++) {
    size_t len = glyphs_read_province(glyphs, district - back);
    if (len && len + shortest <= back) return true;
  }
  return false;
}

/* 杭州市西湖区三墩镇石桥村: a village needs no number where a city is named. */
static size_t behind_village(const struct glyphs *glyphs, size_t district) {
  static const char *const buildings[] = {"大厦", "公寓", "广场", "大学",
                                          "医院", "宿舍", NULL};
  size_t last = district;
  bool placed = is_in_province(glyphs, district);
  for (size_t back = 2; back < 10 && back <= district; back++)
    placed = placed || glyph_is(glyphs, district - back, "省市州盟");
  if (!placed) return 0;
  for (size_t at = district + 1; at < district + ADDRESS_REACH; at++) {
    int32_t code = glyph_at(glyphs, at)->code;
    if (!is_han(code) && !u_isalnum(code)) break;
    if (glyph_is(glyphs, at, "镇乡村组屯路街道巷里苑园")) last = at;
    size_t building = glyphs_read_any(glyphs, at, buildings);
    if (building) last = at + building - 1;
  }
  return last > district + 1 ? last + 1 : 0;
}

/* 文三路90号 陈晓燕: who lives there often follows. */
static void mask_next_name(struct glyphs *glyphs, size_t at) {
  size_t start = at;
  while (at - start < NUMBER_GAP && glyph_is_gap(glyph_at(glyphs, at))) at++;
  mask_name_at(glyphs, at);
}

/* A region ends here whose district is still to come: 省, 市, 自治区. */
static bool is_above_district(const struct glyphs *glyphs, size_t at) {
  if (glyph_is(glyphs, at, "省市")) return true;
  if (at < 3 || !(glyphs_read(glyphs, at - 2, "自治区") ||
                  glyphs_read(glyphs, at - 2, "行政区")))
    return false;
  for (size_t last = at + DISTRICT_GAP; at < last;)
    if (is_district(glyphs, ++at)) return true;
  return false;
}

/* What follows a district; returns where to go on. */
static size_t mask_below(struct glyphs *glyphs, size_t district) {
  if (is_above_district(glyphs, district)) return district + 1;
  size_t behind = behind_number(glyphs, district + 1, DISTRICT_GAP);
  behind = behind ? behind_address(glyphs, behind)
                  : behind_village(glyphs, district);
  if (!behind) return district + 1;
  glyphs_hide(glyphs, district + 1, behind);
  mask_name_before(glyphs, district + 1);
  mask_next_name(glyphs, behind);
  return behind;
}

/* A road or building with its number; returns where to go on. */
static size_t mask_place(struct glyphs *glyphs, size_t at, size_t len) {
  bool building = len > 1;
  size_t behind = behind_number(glyphs, at + len, NUMBER_GAP);
  if (!behind && building) behind = behind_room(glyphs, at + len);
  if (!behind) return at + 1;
  behind = behind_address(glyphs, behind);
  size_t start = address_start(glyphs, at);
  glyphs_hide(glyphs, start, behind);
  mask_name_before(glyphs, start);
  mask_next_name(glyphs, behind);
  return behind;
}

/* Behind the building and room that begin at `at`, which need no road: 3栋1102,
 * 7号楼2单元1102; 0 if there are none. */
static size_t behind_building(const struct glyphs *glyphs, size_t at) {
  static const char *const units[] = {"栋", "幢", "号楼", "单元", NULL};
  if (at > 0 && is_number(glyph_at(glyphs, at - 1))) return 0;
  size_t first = at, digits = 0;
  while (glyph_at(glyphs, at)->digit >= 0) at++;
  if (at == first || at - first > 3) return 0;
  if (glyph_is(glyphs, at, " ")) at++;
  size_t unit = glyphs_read_any(glyphs, at, units);
  if (!unit) return 0;
  at += unit;
  if (glyph_is(glyphs, at, " ")) at++;
  while (glyph_at(glyphs, at + digits)->digit >= 0) digits++;
  size_t behind = digits ? behind_number(glyphs, at, 1) : 0;
  if (behind) return behind_address(glyphs, behind);
  bool is_room = (digits == 3 || digits == 4) &&
                 !glyph_is(glyphs, at + digits, "元块件个天年月套箱%");
  return is_room ? behind_address(glyphs, at) : 0;
}

static size_t mask_building(struct glyphs *glyphs, size_t at) {
  size_t behind = behind_building(glyphs, at);
  if (!behind) return at + 1;
  glyphs_hide(glyphs, at, behind);
  mask_name_before(glyphs, at);
  mask_next_name(glyphs, behind);
  return behind;
}

void mask_addresses(struct glyphs *glyphs) {
  for (size_t at = 0; at < glyphs->count;) {
    size_t place = at ? read_place(glyphs, at) : 0;
    if (at && is_district(glyphs, at))
      at = mask_below(glyphs, at);
    else
      at = place ? mask_place(glyphs, at, place) : mask_building(glyphs, at);
  }
}
