/* SPDX-License-Identifier: MIT */
/* mask_names.c - hides names of people to the surname, where something says
 * that they are names. */
#include "mask/glyphs.h"

enum { PHONE_REACH = 12, ADDRESS_REACH = 40, LONGEST_CITY = 4 };

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
      "饶萧阎赖翁解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费"
      "卜冷晏席卫米";
  size_t len = glyphs_read_any(glyphs, at, doubles);
  if (len) return len;
  return at < glyphs->count && glyph_is(glyphs, at, singles) ? 1 : 0;
}

static const char *const titles[] = {"女士", "先生", "小姐", "太太", NULL};

static bool is_name_end(const struct glyphs *glyphs, size_t at) {
  return !is_han(glyph_at(glyphs, at)->code) ||
         glyph_is(glyphs, at, "电手地的先女小号在是您和你了收吗呢吧对么");
}

/* A name begins at `at`: hide one or two characters behind the surname. */
static void hide_name(struct glyphs *glyphs, size_t at) {
  size_t surname = read_surname(glyphs, at);
  if (!surname || !is_han(glyph_at(glyphs, at + surname)->code)) return;
  size_t given = is_name_end(glyphs, at + surname + 1) ? 1 : 2;
  glyphs_hide(glyphs, at + surname, at + surname + given);
}

static void mask_cued(struct glyphs *glyphs, size_t at) {
  static const char *const cues[] = {
      "收件人", "收货人", "联系人", "签收人", "收款人", "联络人", "姓名",
      "户名",   "名字",   "机主",   "我叫",   "名叫",   NULL};
  size_t len = glyphs_read_any(glyphs, at, cues);
  if (!len) return;
  at += len;
  for (size_t i = 0; i < 3 && glyph_is(glyphs, at, "是为叫: =]】"); i++) at++;
  hide_name(glyphs, at);
}

static void mask_titled(struct glyphs *glyphs, size_t at) {
  if (!glyphs_read_any(glyphs, at, titles)) return;
  for (size_t len = 3; len >= 2; len--) {
    if (at < len) continue;
    size_t surname = read_surname(glyphs, at - len);
    if (!surname || surname >= len || is_name_end(glyphs, at - 1)) continue;
    glyphs_hide(glyphs, at - len + surname, at);
    return;
  }
}

/* The Han characters that begin at `at`: a name, if two to four and nothing but
 * a name could stand there. */
static void try_name(struct glyphs *glyphs, size_t at, size_t end) {
  static const char *const words[] = {
      "谢谢", "方便", "安排", "马上", "包邮", "时间", "金额", "成功", "常用",
      "安全", "全部", "周一", "周二", "周三", "周四", "周五", "周六", "周日",
      "解决", "高峰", "华为", "于是", "温馨", "任何", "白天", "和我", "单位",
      "农行", "白色", "黄色", "蓝色", "金色", NULL};
  size_t surname =
      glyphs_read_any(glyphs, at, words) ? 0 : read_surname(glyphs, at);
  if (!surname || end <= at + surname || end - at > 4) return;
  if (!glyphs_read_any(glyphs, at + surname, titles))
    glyphs_hide(glyphs, at + surname, end);
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
  while (at > first && (glyphs->items[at - 1].digit >= 0 ||
                        glyph_is_gap(&glyphs->items[at - 1])))
    at--;
  while (at >= 2 && glyphs_read_any(glyphs, at - 2, words)) {
    at -= 2;
    while (at > 0 && glyph_is_gap(&glyphs->items[at - 1])) at--;
  }
  size_t end = at;
  while (at > 0 && end - at < 5 && is_han(glyphs->items[at - 1].code) &&
         !glyph_is(glyphs, at - 1, "号室楼层栋幢元户人"))
    at--;
  try_name(glyphs, at, end);
}

void mask_name_at(struct glyphs *glyphs, size_t at) {
  size_t end = han_run(glyphs, at);
  if (end - at <= 3) try_name(glyphs, at, end);
}

/* 13800138000 陈晓燕: what stands behind the number with its last hidden digit
 * at `at`. */
static void mask_behind(struct glyphs *glyphs, size_t at) {
  size_t last = at + PHONE_REACH;
  for (at++; at < last && (glyph_at(glyphs, at)->digit >= 0 ||
                           glyph_is_gap(glyph_at(glyphs, at)));)
    at++;
  if (at < last) try_name(glyphs, at, han_run(glyphs, at));
}

/* The number of glyphs of what says that an address follows, which ends at
 * `at`; 0 if nothing does. */
static size_t read_label_before(const struct glyphs *glyphs, size_t at) {
  static const char *const kinds[] = {"收货", "收件", "寄件", "邮寄",
                                      "快递", "详细", NULL};
  size_t start = at;
  if (at < 2 || !glyphs_read(glyphs, at - 2, "地址")) return 0;
  start -= 2;
  if (start >= 2 && glyphs_read_any(glyphs, start - 2, kinds)) start -= 2;
  if (start >= 1 && glyph_is(glyphs, start - 1, "的")) start--;
  return at - start;
}

/* 浙江, 广东深圳, 粤: a province as some write it, perhaps with its city. What
 * may be a name behind it is none: 江西李梅. */
static bool is_province(const struct glyphs *glyphs, size_t at, size_t end) {
  size_t behind = at + glyphs_read_province(glyphs, at);
  if (end - at == 1)
    return glyph_is(glyphs, at, "京津沪渝冀晋皖闽赣鲁豫鄂湘粤桂琼黔滇陕港澳");
  if (behind == at) return false;
  return behind == end ||
         (end - behind <= LONGEST_CITY && !read_surname(glyphs, behind));
}

/* A part of an address, or what some write of a province or city. */
static bool is_region(const struct glyphs *glyphs, size_t at, size_t end) {
  static const char *const cities[] = {"宁波", "常州", "温州", "徐州", "郑州",
                                       "金华", "成都", "沈阳", "唐山", "黄山",
                                       "黄石", "许昌", "柳州", "梅州", "贺州",
                                       "龙岩", "江门", "邯郸", "康定", NULL};
  return glyph_is(glyphs, end - 1, "省市区县州盟旗镇乡") ||
         is_province(glyphs, at, end) ||
         (end - at == 2 && glyphs_read_any(glyphs, at, cities));
}

/* Hide the name that ends at `end`, where Han characters may stand before it.
 */
static void hide_ending_name(struct glyphs *glyphs, size_t end) {
  size_t start = end;
  while (start > 0 && end - start < 5 && is_han(glyphs->items[start - 1].code))
    start--;
  size_t len = end - start;
  if (len <= 4 && len && read_surname(glyphs, start)) {
    try_name(glyphs, start, end);
    return;
  }
  for (size_t most = len < 3 ? len : 3; most >= 2; most--) {
    if (!read_surname(glyphs, end - most)) continue;
    try_name(glyphs, end - most, end);
    return;
  }
}

static size_t before_gaps(const struct glyphs *glyphs, size_t at) {
  while (at > 0 && glyph_is_gap(&glyphs->items[at - 1])) at--;
  return at;
}

void mask_name_before(struct glyphs *glyphs, size_t at) {
  size_t first = at > ADDRESS_REACH ? at - ADDRESS_REACH : 0;
  while (at > first) {
    size_t label = read_label_before(glyphs, at);
    size_t end = before_gaps(glyphs, at), start = end;
    if (label) {
      hide_ending_name(glyphs, before_gaps(glyphs, at - label));
      return;
    }
    if (end == at) {
      at--;
      continue;
    }
    while (start > first && is_han(glyphs->items[start - 1].code)) start--;
    if (read_label_before(glyphs, end)) {
      at = end;
    } else if (start < end && is_region(glyphs, start, end)) {
      at = start;
    } else {
      try_name(glyphs, start, end);
      return;
    }
  }
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
