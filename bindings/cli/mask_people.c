/* SPDX-License-Identifier: MIT */
/* mask_people.c - hides addresses below the district, and names of people to
 * the surname where something says that they are names. */
#include <string.h>

#include <unicode/uchar.h>

#include "mask.h"
#include "width.h"

static const struct glyph *glyph_at(const struct glyphs *glyphs, size_t at) {
  static const struct glyph none = {0, 0, -1, false};
  return at < glyphs->count ? &glyphs->items[at] : &none;
}

static bool is_one_of(int32_t code, const char *set) {
  hvl_text text = {set, strlen(set)};
  for (size_t at = 0; at < text.len;)
    if (next_char(text, &at) == code) return true;
  return false;
}

static bool is_at(const struct glyphs *glyphs, size_t at, const char *set) {
  return is_one_of(glyph_at(glyphs, at)->code, set);
}

static void hide(struct glyphs *glyphs, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) glyphs->items[i].hidden = true;
}

/* The number of glyphs of the word among `words` that begins at `at`, or 0. */
static size_t read_any(const struct glyphs *glyphs, size_t at,
                       const char *const *words) {
  for (; *words; words++) {
    size_t len = glyphs_read(glyphs, at, *words);
    if (len) return len;
  }
  return 0;
}

enum { ROAD_NAME = 6, ADDRESS_REACH = 24, NUMBER_GAP = 8 };

static bool is_road(const struct glyphs *glyphs, size_t at) {
  if (!is_at(glyphs, at, "路街道巷弄村镇乡苑园厦寓庄")) return false;
  if (!is_at(glyphs, at, "道")) return true;
  return at > 0 && !is_at(glyphs, at - 1, "知味渠报频通难厚");
}

/* A district ends here: 区, but not 小区. */
static bool is_district(const struct glyphs *glyphs, size_t at) {
  if (is_at(glyphs, at, "省市县旗")) return true;
  return at > 0 && is_at(glyphs, at, "区") &&
         !is_at(glyphs, at - 1, "小社园校地");
}

static bool is_number(const struct glyph *glyph) {
  return glyph->digit >= 0 || (glyph->code < 0x80 && u_isalnum(glyph->code));
}

/* Behind the number and unit (90号, 3 幢, 2-501) that begins within NUMBER_GAP
 * of `at`; 0 if there is none. */
static size_t behind_number(const struct glyphs *glyphs, size_t at) {
  size_t last = at + NUMBER_GAP;
  while (at < last && glyph_at(glyphs, at)->digit < 0) {
    int32_t code = glyph_at(glyphs, at)->code;
    if (!is_han(code) && !u_isalnum(code) && !u_isUWhiteSpace(code)) return 0;
    at++;
  }
  if (at == last || (at > 0 && is_at(glyphs, at - 1, "月年"))) return 0;
  while (is_number(glyph_at(glyphs, at)) || is_at(glyphs, at, "-–— #")) at++;
  return is_at(glyphs, at, "号弄栋幢座楼层单室户") ? at + 1 : 0;
}

/* Everything of the address behind its first number: 3幢, 2单元, 501. */
static size_t behind_address(const struct glyphs *glyphs, size_t at) {
  for (size_t next; (next = behind_number(glyphs, at));) at = next;
  if (is_at(glyphs, at, "元楼")) at++;
  while (is_number(glyph_at(glyphs, at)) || is_at(glyphs, at, "-–—#")) at++;
  return at;
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

/* 杭州市西湖区三墩镇石桥村: a village needs no number. */
static void mask_village(struct glyphs *glyphs, size_t district) {
  size_t last = 0;
  bool placed = false;
  for (size_t back = 2; back < 10 && back <= district; back++)
    placed = placed || is_at(glyphs, district - back, "省市州盟");
  if (!placed || is_at(glyphs, district, "省市")) return;
  for (size_t at = district + 1; at < district + ADDRESS_REACH; at++) {
    int32_t code = glyph_at(glyphs, at)->code;
    if (!is_han(code) && !u_isalnum(code)) break;
    if (is_at(glyphs, at, "镇乡村组屯路街道巷里苑园")) last = at;
  }
  if (last > district + 1) hide(glyphs, district + 1, last + 1);
}

void mask_addresses(struct glyphs *glyphs) {
  for (size_t at = 0; at < glyphs->count; at++) {
    if (is_district(glyphs, at)) mask_village(glyphs, at);
    if (at == 0 || !is_road(glyphs, at)) continue;
    size_t behind = behind_number(glyphs, at + 1);
    if (!behind) continue;
    behind = behind_address(glyphs, behind);
    hide(glyphs, address_start(glyphs, at), behind);
    at = behind - 1;
  }
}

enum { PHONE_REACH = 12, GAP = 4 };

/* The number of glyphs of a surname at `at`: 0, 1 or 2. */
static size_t read_surname(const struct glyphs *glyphs, size_t at) {
  static const char *const doubles[] = {
      "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容",
      "令狐", "端木", "夏侯", "东方", "司徒", "南宫", "宇文", NULL};
  static const char singles[] =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"
      "袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
      "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛"
      "樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
      "阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
      "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米";
  size_t len = read_any(glyphs, at, doubles);
  if (len) return len;
  return at < glyphs->count && is_at(glyphs, at, singles) ? 1 : 0;
}

static bool is_name_end(const struct glyphs *glyphs, size_t at) {
  return !is_han(glyph_at(glyphs, at)->code) ||
         is_at(glyphs, at, "电手地的先女小号在是您和你了收吗呢吧对么");
}

/* A name begins at `at`: hide one or two characters behind the surname. */
static void hide_name(struct glyphs *glyphs, size_t at) {
  size_t surname = read_surname(glyphs, at);
  if (!surname || !is_han(glyph_at(glyphs, at + surname)->code)) return;
  size_t given = is_name_end(glyphs, at + surname + 1) ? 1 : 2;
  hide(glyphs, at + surname, at + surname + given);
}

static void mask_cued(struct glyphs *glyphs, size_t at) {
  static const char *const cues[] = {"收件人", "收货人", "联系人", "签收人",
                                     "收款人", "姓名",   "户名",   "名字",
                                     "机主",   "我叫",   "名叫",   NULL};
  size_t len = read_any(glyphs, at, cues);
  if (!len) return;
  at += len;
  for (size_t i = 0; i < 3 && is_at(glyphs, at, "是为叫: ="); i++) at++;
  hide_name(glyphs, at);
}

static void mask_titled(struct glyphs *glyphs, size_t at) {
  static const char *const titles[] = {"女士", "先生", "小姐", "太太", NULL};
  if (!read_any(glyphs, at, titles)) return;
  for (size_t len = 3; len >= 2; len--) {
    if (at < len) continue;
    size_t surname = read_surname(glyphs, at - len);
    if (!surname || surname >= len) continue;
    hide(glyphs, at - len + surname, at);
    return;
  }
}

static bool is_gap(const struct glyph *glyph) {
  return glyph->code && glyph->digit < 0 && !is_han(glyph->code) &&
         !u_isalnum(glyph->code);
}

/* The Han characters that begin at `at`: a name, if two to four and nothing but
 * a name could stand there. */
static void try_name(struct glyphs *glyphs, size_t at, size_t end) {
  static const char *const words[] = {
      "谢谢", "方便", "安排", "马上", "包邮", "时间", "金额", "成功", "常用",
      "安全", "全部", "周一", "周二", "周三", "周四", "周五", "周六", "周日",
      "解决", "高峰", "华为", "于是", "温馨", "任何", "白天", "和我", NULL};
  size_t surname = read_any(glyphs, at, words) ? 0 : read_surname(glyphs, at);
  if (surname && end > at + surname && end - at <= 4)
    hide(glyphs, at + surname, end);
}

static size_t han_run(const struct glyphs *glyphs, size_t at) {
  while (is_han(glyph_at(glyphs, at)->code) && glyph_at(glyphs, at)->digit < 0)
    at++;
  return at;
}

/* 陈晓燕 13800138000: what stands before the number that has its first hidden
 * digit at `at`. */
static void mask_before(struct glyphs *glyphs, size_t at) {
  static const char *const words[] = {"电话", "手机", "号码", NULL};
  size_t first = at > PHONE_REACH ? at - PHONE_REACH : 0;
  while (at > first &&
         (glyphs->items[at - 1].digit >= 0 || is_gap(&glyphs->items[at - 1])))
    at--;
  while (at >= 2 && read_any(glyphs, at - 2, words)) {
    at -= 2;
    while (at > 0 && is_gap(&glyphs->items[at - 1])) at--;
  }
  size_t end = at;
  while (at > 0 && end - at < 5 && is_han(glyphs->items[at - 1].code) &&
         !is_at(glyphs, at - 1, "号室楼层栋幢元户人"))
    at--;
  try_name(glyphs, at, end);
}

/* 13800138000 陈晓燕: what stands behind the number with its last hidden digit
 * at `at`. */
static void mask_behind(struct glyphs *glyphs, size_t at) {
  size_t last = at + PHONE_REACH;
  for (at++; at < last && (glyph_at(glyphs, at)->digit >= 0 ||
                           is_gap(glyph_at(glyphs, at)));)
    at++;
  if (at < last) try_name(glyphs, at, han_run(glyphs, at));
}

void mask_names(struct glyphs *glyphs) {
  for (size_t at = 0; at < glyphs->count; at++) {
    mask_cued(glyphs, at);
    mask_titled(glyphs, at);
    if (!glyphs->items[at].hidden || glyphs->items[at].digit < 0) continue;
    if (at == 0 || !glyphs->items[at - 1].hidden) mask_before(glyphs, at);
    if (!glyph_at(glyphs, at + 1)->hidden) mask_behind(glyphs, at);
  }
}
