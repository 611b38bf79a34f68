/* SPDX-License-Identifier: MIT */
/* entity_name.c - finds people's names by a title or a cue. */
#include "match/entity_scan.h"

enum { GIVEN_MAX = 2, CUE_MAX = 10 };

/* The most frequent surnames, but for those that mostly mean something else. */
static const uint16_t surnames[] =
    u"王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘"
    u"袁"
    u"于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟"
    u"秦"
    u"阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安"
    u"殷"
    u"颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹"
    u"曲"
    u"欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜饶宁凌盛冉鲍华包屈房喻"
    u"解"
    u"蒲卫简车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪"
    u"畅巩卓褚栾戚娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷匡栗仇练楚揭师佟封"
    u"燕"
    u"桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣乐银奚雍花闻冼木郜廉蔺冀"
    u"";
static const uint16_t double_surnames[] =
    u"欧阳 上官 司马 诸葛 皇甫 司徒 夏侯 尉迟 公孙 慕容 令狐 长孙 东方 南宫 "
    u"宇文 端木";

static const uint16_t titles[] = u"女士 先生 小姐 太太 同学 阿姨 叔叔";
static const uint16_t cues[] =
    u"收件人 收货人 签收人 取件人 联系人 姓名 名字 户名 收款人 开户名 真名";
static const uint16_t joints[] =
    u"是 叫 为 姓 写的是 填的是 叫做 : 是: 名字是 姓名是 这边是";

/* Units that no given name has: what goes on behind a name. */
static const uint16_t outside[] = u"没对是的吗吧呢了您你我他她在有不这那哈哦啊"
                                  u"呀和电手地收号就已昨今便排拿填写先"
                                  u"女小太同阿叔可能要会请也都把给到住寄";

static uint32_t surname_length(const struct text *text, uint32_t at) {
  uint32_t length = hvl__scan_word(text, at, double_surnames);
  if (length > 0) return length;
  return hvl__scan_in(hvl__scan_unit(text, at), surnames) ? 1 : 0;
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
