/* SPDX-License-Identifier: MIT */
/* provinces.c - the 34 regions of China that are named first in an address, as
 * a person writes them without 省, 市 or 自治区. */
#include "mask/glyphs.h"

size_t glyphs_read_province(const struct glyphs *glyphs, size_t at) {
  static const char *const names[] = {
      "北京",   "天津",   "上海", "重庆", "河北", "山西", "辽宁", "吉林",
      "江苏",   "浙江",   "安徽", "福建", "江西", "山东", "河南", "湖北",
      "湖南",   "广东",   "海南", "四川", "贵州", "云南", "陕西", "甘肃",
      "青海",   "台湾",   "广西", "西藏", "宁夏", "新疆", "香港", "澳门",
      "黑龙江", "内蒙古", "内蒙", NULL};
  return glyphs_read_any(glyphs, at, names);
}
