/* SPDX-License-Identifier: MIT */
/* entity_name.c - finds people's names by a title or a cue. */
#include "match/entity_scan.h"

enum { GIVEN_MAX = 2, CUE_MAX = 10 };

/* The most frequent surnames in order of their code, but for those that mostly
 * mean something else. */
static const uint16_t surnames[] =
    u"丁万丛严乐乔于仇仲任伍何佘余佟侯保俞倪傅储党兰关冀冉农冯冷冼凌刁刘包匡华"
    u"卓南卜卞卢卫原古史叶司吉向吕吴周唐商喻夏奚姚姜姬娄孔孙孟季宁安宋宗宫寇封"
    u"尚尤尹屈屠岑岳崔左巩巫师席常干庄庞康廉廖张强彭徐戚戴房揭敖文方施易晏景曲"
    u"曹曾木朱李杜杨林柏柯柳柴栗栾桂桑梁梅植楚楼樊欧武段殷毕毛江池汤汪沈沙洪涂"
    u"温游滕潘焦熊燕牛牟王甄甘田申畅白盖盛瞿石祁祝秦程穆窦章童符简管米纪练缪罗"
    u"翁翟耿聂胡臧舒艾芦花苏苑苗苟范荆荣莫萧葛董蒋蒙蒲蓝蔡蔺薛虞袁裴褚覃解詹许"
    u"谈谢谭谷费贺贾赖赵路车辛边迟邓邝邢邬邱邵邹郁郎郑郜郝郭鄢金钟钱银闵闻阎阮"
    u"阳陆陈陶隋雍雷霍靳鞠韦韩项顾颜饶马骆高魏鲁鲍麦黄黎齐龙龚";
enum { SURNAMES = sizeof surnames / sizeof *surnames - 1 };
static const uint16_t double_surnames[] =
    u"欧阳 上官 司马 诸葛 皇甫 司徒 夏侯 尉迟 公孙 慕容 令狐 长孙 东方 南宫 "
    u"宇文 端木";
/* Their first units, to be done with most places soon. */
static const uint16_t double_heads[] = u"欧上司诸皇夏尉公慕令长东南宇端";

static const uint16_t titles[] = u"女士 先生 小姐 太太 同学 阿姨 叔叔";
static const uint16_t cues[] =
    u"收件人 收货人 签收人 取件人 联系人 姓名 名字 户名 收款人 开户名 真名";
/* Their first units. */
static const uint16_t cue_heads[] = u"收签取联姓名户开真";
/* Those of either. */
static const uint16_t head_units[] = u"女先小太同阿叔收签取联姓名户开真";
enum { HEADS = sizeof head_units / sizeof *head_units - 1 };
/* What may stand between a cue and a name. */
static const uint16_t joints[] =
    u"是 叫 为 姓 写的是 填的是 叫做 : 是: 名字是 姓名是 这边是";

/* Units that no given name has: what goes on behind a name. */
static const uint16_t outside[] = u"没对是的吗吧呢了您你我他她在有不这那哈哦啊"
                                  u"呀和电手地收号就已昨今便排拿填写先"
                                  u"女小太同阿叔可能要会请也都把给到住寄";

bool hvl__may_hold_name(const struct text *text,
                        const struct kernels *kernels) {
  uint64_t heads = kernels->places(text->units, text->count, head_units, HEADS);
  for (uint32_t at = 0; heads != 0 && at < text->count; at++)
    if (heads >> at % 64 & 1 && (hvl__scan_word(text, at, titles) > 0 ||
                                 hvl__scan_word(text, at, cues) > 0))
      return true;
  return false;
}

static bool is_surname(uint16_t unit) {
  uint32_t low = 0, high = SURNAMES;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (surnames[middle] < unit)
      low = middle + 1;
    else
      high = middle;
  }
  return surnames[low] == unit;
}

static uint32_t surname_length(const struct text *text, uint32_t at) {
  uint16_t unit = hvl__scan_unit(text, at);
  if (hvl__scan_in(unit, double_heads)) {
    uint32_t length = hvl__scan_word(text, at, double_surnames);
    if (length > 0) return length;
  }
  return is_surname(unit) ? 1 : 0;
}

static uint32_t given_length(const struct text *text, uint32_t at) {
  uint32_t length = 0;
  for (; length < GIVEN_MAX; length++) {
    uint16_t unit = hvl__scan_unit(text, at + length);
    if (unit < 0x4E00 || unit > 0x9FFF || hvl__scan_in(unit, outside)) break;
  }
  return length;
}

/* 陈女士, 陈晓燕女士. */
static bool titled(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t surname = surname_length(text, at);
  if (surname == 0) return false;
  uint32_t place = at + surname + given_length(text, at + surname);
  uint32_t title = hvl__scan_word(text, place, titles);
  *end = place + title;
  return title > 0;
}

/* The place behind the cue at `at`, or `at` if there is none. */
static uint32_t behind_cue(const struct text *text, uint32_t at) {
  if (!hvl__scan_in(hvl__scan_unit(text, at), cue_heads)) return at;
  uint32_t cue = hvl__scan_word(text, at, cues);
  if (cue == 0) return at;
  uint32_t place = hvl__scan_blank(text, at + cue);
  place += hvl__scan_word(text, place, joints);
  return hvl__scan_blank(text, place);
}

/* Does a cue end where the name at `at` begins? */
static bool has_cue_before(const struct text *text, uint32_t at) {
  uint32_t first = at > CUE_MAX ? at - CUE_MAX : 0;
  for (uint32_t place = first; place < at; place++)
    if (behind_cue(text, place) == at) return true;
  return false;
}

/* A surname and a given name, or 姓 and a surname. */
static bool cued(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t surname = surname_length(text, at);
  if (surname == 0) return false;
  uint32_t given = given_length(text, at + surname);
  *end = at + surname + given;
  return given > 0 || (at > 0 && text->units[at - 1] == u'姓');
}

bool hvl__scan_name(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t place = behind_cue(text, at);
  if (surname_length(text, place) == 0) return false;
  if (titled(text, place, end)) return true;
  if (place == at && !has_cue_before(text, at)) return false;
  return cued(text, place, end);
}

uint32_t hvl__scan_surname(const struct text *text, uint32_t start,
                           uint32_t end) {
  uint32_t place = behind_cue(text, start);
  return place < end ? place : start;
}
