/* SPDX-License-Identifier: MIT */
/* detect_big5.c - tells Big5 from GB18030, which share most of their bytes. */
#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/alloc.h"
#include "files/detect.h"

/* Bytes that are looked at, and characters without which nothing is said. */
enum { SAMPLE = 32 * 1024, FEWEST = 8 };

/* One character in two or three of a chat; read in the wrong encoding, one in
 * some twenty. Those of one script only stand in both. */
static const UChar common[] =
    u"的一是不了有在人你他到上大中好和下以可要就出能看多少天今明想把很那再"
    u"先行用地前月日年元件都也啊吧呢哦呀吗嗎么麼没沒这這个個来來时時会會们"
    u"們为為说說请請发發买買卖賣家货貨单單号號钱錢收开開票过過还還给給点點"
    u"什怎样樣问問题題谢謝快递遞款后後对對无無与與内內容客服角色话話间間亲"
    u"親系統统您";

struct tally {
  size_t wide, common, bad; /* characters that are no ASCII; some of these */
};

static struct tally count_as(const char *encoding, const uint8_t *data,
                             size_t len) {
  struct tally tally = {0, 0, 0};
  UErrorCode status = U_ZERO_ERROR;
  UChar *units = mem_zeroed(SAMPLE, sizeof *units);
  UConverter *converter = ucnv_open(encoding, &status);
  int32_t count = ucnv_toUChars(converter, units, SAMPLE, (const char *)data,
                                (int32_t)len, &status);
  for (int32_t i = 0; U_SUCCESS(status) && i < count; i++) {
    if (units[i] < 0x80) continue;
    tally.wide++;
    if (units[i] == 0xFFFD) tally.bad++;
    if (u_strchr(common, units[i])) tally.common++;
  }
  ucnv_close(converter);
  free(units);
  return tally;
}

/* A wrong guess costs more than one that is not made: the text must read much
 * better as Big5, and nothing but a cut end may be wrong. */
bool is_big5(const uint8_t *data, size_t len) {
  size_t start = 0;
  while (start < len && data[start] < 0x80) start++;
  data += start;
  len = len - start < SAMPLE ? len - start : SAMPLE;
  struct tally big5 = count_as("Big5-HKSCS", data, len);
  if (big5.wide < FEWEST || big5.bad > 1 + big5.wide / 200) return false;
  if (big5.common * 5 < big5.wide) return false;
  struct tally gb = count_as("GB18030", data, len);
  return big5.common * gb.wide > 2 * gb.common * big5.wide;
}
