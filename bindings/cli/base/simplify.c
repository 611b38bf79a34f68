/* SPDX-License-Identifier: MIT */
/* simplify.c - traditional characters of names and headers as simplified. */
#include "base/simplify.h"

#include <stdlib.h>
#include <uchar.h>

static int compare_codes(const void *left, const void *right) {
  const char16_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

/* In order of code. */
static const char16_t pairs[][2] = {
    {u'儲', u'储'}, {u'內', u'内'}, {u'劉', u'刘'}, {u'區', u'区'},
    {u'吳', u'吴'}, {u'呂', u'吕'}, {u'員', u'员'}, {u'問', u'问'},
    {u'喬', u'乔'}, {u'單', u'单'}, {u'嚴', u'严'}, {u'園', u'园'},
    {u'場', u'场'}, {u'婁', u'娄'}, {u'孫', u'孙'}, {u'宮', u'宫'},
    {u'寧', u'宁'}, {u'對', u'对'}, {u'層', u'层'}, {u'帳', u'帐'},
    {u'廈', u'厦'}, {u'廣', u'广'}, {u'張', u'张'}, {u'復', u'复'},
    {u'戶', u'户'}, {u'時', u'时'}, {u'暱', u'昵'}, {u'會', u'会'},
    {u'東', u'东'}, {u'棟', u'栋'}, {u'楊', u'杨'}, {u'樂', u'乐'},
    {u'樓', u'楼'}, {u'標', u'标'}, {u'機', u'机'}, {u'歐', u'欧'},
    {u'湯', u'汤'}, {u'溫', u'温'}, {u'無', u'无'}, {u'畢', u'毕'},
    {u'發', u'发'}, {u'盧', u'卢'}, {u'碼', u'码'}, {u'稱', u'称'},
    {u'竇', u'窦'}, {u'範', u'范'}, {u'簡', u'简'}, {u'簽', u'签'},
    {u'紀', u'纪'}, {u'組', u'组'}, {u'絡', u'络'}, {u'統', u'统'},
    {u'編', u'编'}, {u'縣', u'县'}, {u'繆', u'缪'}, {u'繫', u'系'},
    {u'羅', u'罗'}, {u'聯', u'联'}, {u'聶', u'聂'}, {u'臺', u'台'},
    {u'舖', u'铺'}, {u'莊', u'庄'}, {u'華', u'华'}, {u'萬', u'万'},
    {u'葉', u'叶'}, {u'蔣', u'蒋'}, {u'蕭', u'萧'}, {u'藍', u'蓝'},
    {u'蘆', u'芦'}, {u'蘇', u'苏'}, {u'蘭', u'兰'}, {u'號', u'号'},
    {u'術', u'术'}, {u'衛', u'卫'}, {u'覆', u'复'}, {u'訂', u'订'},
    {u'訊', u'讯'}, {u'記', u'记'}, {u'許', u'许'}, {u'話', u'话'},
    {u'語', u'语'}, {u'說', u'说'}, {u'諸', u'诸'}, {u'謝', u'谢'},
    {u'譚', u'谭'}, {u'貨', u'货'}, {u'買', u'买'}, {u'費', u'费'},
    {u'賀', u'贺'}, {u'賈', u'贾'}, {u'賣', u'卖'}, {u'賬', u'账'},
    {u'賴', u'赖'}, {u'趙', u'赵'}, {u'車', u'车'}, {u'農', u'农'},
    {u'連', u'连'}, {u'遲', u'迟'}, {u'郟', u'郏'}, {u'郵', u'邮'},
    {u'鄉', u'乡'}, {u'鄒', u'邹'}, {u'鄔', u'邬'}, {u'鄧', u'邓'},
    {u'鄭', u'郑'}, {u'銀', u'银'}, {u'鋪', u'铺'}, {u'錄', u'录'},
    {u'錢', u'钱'}, {u'鍵', u'键'}, {u'鍾', u'钟'}, {u'鎮', u'镇'},
    {u'閆', u'闫'}, {u'間', u'间'}, {u'閻', u'阎'}, {u'關', u'关'},
    {u'陳', u'陈'}, {u'陸', u'陆'}, {u'陽', u'阳'}, {u'電', u'电'},
    {u'韋', u'韦'}, {u'韓', u'韩'}, {u'項', u'项'}, {u'題', u'题'},
    {u'顏', u'颜'}, {u'類', u'类'}, {u'顧', u'顾'}, {u'饒', u'饶'},
    {u'馬', u'马'}, {u'馮', u'冯'}, {u'駱', u'骆'}, {u'魯', u'鲁'},
    {u'鮑', u'鲍'}, {u'麥', u'麦'}, {u'黃', u'黄'}, {u'黨', u'党'},
    {u'齊', u'齐'}, {u'龍', u'龙'}, {u'龐', u'庞'}, {u'龔', u'龚'},
};

int32_t simplify(int32_t code) {
  char16_t key = (char16_t)code;
  if (code < pairs[0][0] || code > 0xFFFF) return code;
  const char16_t *found = bsearch(&key, pairs, sizeof pairs / sizeof *pairs,
                                  sizeof *pairs, compare_codes);
  return found ? found[1] : code;
}
