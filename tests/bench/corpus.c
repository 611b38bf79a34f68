/* SPDX-License-Identifier: MIT */
/* corpus.c - the texts that are matched: real chats, or made up ones. */
#include "corpus.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "record.h"
#include "text_buf.h"

/* A copy without line breaks and bytes that are not UTF-8. */
static char *clean(hvl_text text) {
  char *copy = must(malloc(text.len + 1));
  for (size_t at = 0, size; at < text.len; at += size) {
    uint32_t code = hvl__utf8_decode(text.data + at, text.len - at, &size);
    memcpy(copy + at, text.data + at, size);
    if (code == UTF8_BAD && size != 3) memset(copy + at, '?', size);
    if (code == '\n' || code == '\r') copy[at] = ' ';
  }
  return copy;
}

static void add_message(struct corpus *corpus, hvl_role role, hvl_text text) {
  if (corpus->count == corpus->cap) {
    corpus->cap = corpus->cap ? corpus->cap * 2 : 1024;
    corpus->messages =
        must(realloc(corpus->messages, corpus->cap * sizeof *corpus->messages));
  }
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text = (hvl_text){clean(text), text.len};
  corpus->messages[corpus->count++] = message;
  corpus->bytes += text.len;
}

/* A conversation begins at the next message; the last call ends them. */
static void add_start(struct corpus *corpus) {
  if (corpus->conversations + 1 >= corpus->starts_cap) {
    corpus->starts_cap = corpus->starts_cap ? corpus->starts_cap * 2 : 1024;
    corpus->starts =
        must(realloc(corpus->starts, corpus->starts_cap * sizeof(size_t)));
  }
  corpus->starts[corpus->conversations++] = corpus->count;
}

static void join(struct corpus *corpus, hvl_role role) {
  struct joined *joined = &corpus->joined[role];
  joined->bytes = must(malloc(corpus->bytes + corpus->count + 1));
  joined->starts = must(malloc((corpus->count + 1) * sizeof(size_t)));
  for (size_t i = 0; i < corpus->count; i++) {
    hvl_text text = corpus->messages[i].text;
    if (corpus->messages[i].role != role) continue;
    joined->starts[joined->count++] = joined->len;
    memcpy(joined->bytes + joined->len, text.data, text.len);
    joined->len += text.len;
    joined->bytes[joined->len++] = '\n';
  }
  joined->starts[joined->count] = joined->len;
}

static void end(struct corpus *corpus) {
  add_start(corpus);
  corpus->conversations--;
  for (int role = HVL_SELLER; role < ROLES; role++)
    join(corpus, (hvl_role)role);
}

/* ---- Real ones ----------------------------------------------------------- */

struct reading {
  struct corpus *corpus;
  size_t most;
};

static bool add_record(void *ctx, const char *line) {
  const struct reading *reading = ctx;
  struct record record;
  if (!record_parse(&record, line)) return true;
  add_start(reading->corpus);
  for (size_t i = 0; i < record.message_count; i++)
    add_message(reading->corpus, record.messages[i].role,
                record.messages[i].text);
  record_free(&record);
  return reading->corpus->count < reading->most;
}

bool corpus_read(struct corpus *corpus, const char *folder, size_t most) {
  struct reading reading = {corpus, most};
  *corpus = (struct corpus){0};
  record_walk(folder, add_record, &reading);
  end(corpus);
  if (corpus->count > 0) return true;
  corpus_free(corpus);
  return false;
}

/* ---- Made up ------------------------------------------------------------- */

/* In what is said, the letters stand for one of a list: G for goods, C for a
 * colour, P for a place, W for a time, N for a number. */
static const char *const idle[] = {
    "在吗",
    "您好，请问有什么可以帮您",
    "这款G有大号的吗",
    "有的亲，G直接拍就可以",
    "什么时候能发货呀",
    "WN点前统一发出，请您放心",
    "收到了，G质量挺好的谢谢",
    "不客气哦，满意的话麻烦给个五星",
    "尺码怎么选，我一米七N，体重N公斤",
    "建议您选N码，G宽松一点",
    "好的",
    "嗯嗯",
    "稍等我看一下C的库存",
    "C和图片上差别大吗",
    "实物拍摄，C会有一点偏差，光线影响",
    "G能便宜一点吗，买N件",
    "已经是活动价了呢，满N减N，可以领一张店铺优惠券",
    "物流显示到P转运中心了",
    "W应该可以派送，请保持电话畅通",
    "麻烦帮我备注一下要礼盒包装，C",
    "已经帮您备注好了，C的G",
    "G是什么材质，会不会掉色",
    "您好，G是纯棉的，第一次洗用冷水就好",
    "从P发货，到P大概N天",
    "还有C吗，想给家里老人买N件",
    "C还有N件，W再补一批",
    "W下的单怎么还没有动静",
    "帮您看了下，仓库W已经打包了",
    "这个G和上次买的那个是不是同一个厂的",
    "是的亲，同一条生产线，只是换了包装",
};
static const char *const goods[] = {
    "外套", "运动鞋", "保温杯",   "台灯", "坚果礼盒", "茶刀",   "抽纸",
    "书包", "雨伞",   "蓝牙耳机", "键盘", "洗面奶",   "四件套", "儿童座椅"};
static const char *const colours[] = {"黑色", "米白", "藏青", "酒红",
                                      "浅灰", "墨绿", "卡其", "粉色"};
static const char *const places[] = {"杭州", "广州", "成都", "武汉", "临沂",
                                     "沈阳", "西安", "义乌", "合肥", "昆明"};
static const char *const times[] = {"今天下午", "明天", "后天",   "周五",
                                    "月底",     "昨晚", "前两天", "这两天"};

#define PICK(list, dice) ((list)[roll(dice, sizeof(list) / sizeof *(list))])

/* The character at `at` of something said, or what it stands for. */
static void put_said(struct text_buf *out, const char *at, uint64_t *dice) {
  char digit = (char)('1' + roll(dice, 9));
  switch (*at) {
  case 'G': puts_to(out, PICK(goods, dice)); break;
  case 'C': puts_to(out, PICK(colours, dice)); break;
  case 'P': puts_to(out, PICK(places, dice)); break;
  case 'W': puts_to(out, PICK(times, dice)); break;
  case 'N': put(out, &digit, 1); break;
  default: put(out, at, 1);
  }
}

static void add_idle(struct corpus *corpus, hvl_role role, uint64_t *dice) {
  struct text_buf out = {0};
  for (const char *at = PICK(idle, dice); *at; at++) put_said(&out, at, dice);
  add_message(corpus, role, (hvl_text){out.data, out.len});
  free(out.data);
}

/* All messages of an example that violates a rule. */
static void add_example(struct corpus *corpus, const hvl_ruleset *ruleset,
                        uint64_t *dice) {
  const hvl_example *example;
  do {
    example =
        hvl_ruleset_example(ruleset, roll(dice, ruleset->image.examples_count));
  } while (!example->violates);
  for (size_t i = 0; i < example->message_count; i++)
    add_message(corpus, example->messages[i].role, example->messages[i].text);
}

/* Of 10,000 turns, how many have to be an example, so that `rich` in 100
 * messages are of one: an example has more than one message. */
static uint32_t turns_of_examples(const hvl_ruleset *ruleset, unsigned rich) {
  size_t messages = 0, examples = 0;
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++) {
    if (!example->violates) continue;
    messages += example->message_count;
    examples++;
  }
  if (examples == 0) return 0;
  double mean = (double)messages / (double)examples;
  return (uint32_t)(10000 * rich / (rich + (100 - rich) * mean));
}

void corpus_make(struct corpus *corpus, const hvl_ruleset *ruleset, size_t most,
                 unsigned rich) {
  enum { SEED = 20261128, TALK = 8 };
  uint32_t share = turns_of_examples(ruleset, rich);
  uint64_t dice = SEED;
  *corpus = (struct corpus){0};
  while (corpus->count < most) {
    add_start(corpus);
    for (int i = 0; i < TALK; i++) {
      if (roll(&dice, 10000) < share)
        add_example(corpus, ruleset, &dice);
      else
        add_idle(corpus, i % 2 ? HVL_SELLER : HVL_BUYER, &dice);
    }
  }
  end(corpus);
}

void corpus_free(struct corpus *corpus) {
  for (size_t i = 0; i < corpus->count; i++)
    free((char *)(uintptr_t)corpus->messages[i].text.data);
  for (int role = HVL_SELLER; role < ROLES; role++) {
    free(corpus->joined[role].bytes);
    free(corpus->joined[role].starts);
  }
  free(corpus->messages);
  free(corpus->starts);
  *corpus = (struct corpus){0};
}
