/* SPDX-License-Identifier: MIT */
/* corpus.c - the texts that are matched: real chats, or made up ones. */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "record.h"

static void add_message(struct corpus *corpus, hvl_role role, hvl_text text) {
  if (corpus->count == corpus->cap) {
    corpus->cap = corpus->cap ? corpus->cap * 2 : 1024;
    corpus->messages =
        must(realloc(corpus->messages, corpus->cap * sizeof *corpus->messages));
  }
  char *copy = must(malloc(text.len + 1));
  memcpy(copy, text.data, text.len);
  hvl_message message = HVL_MESSAGE_INIT;
  message.role = role;
  message.text = (hvl_text){copy, text.len};
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

static void end(struct corpus *corpus) {
  add_start(corpus);
  corpus->conversations--;
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
  return corpus->count > 0;
}

/* ---- Made up ------------------------------------------------------------- */

static const char *const idle[] = {"在吗",
                                   "您好，请问有什么可以帮您",
                                   "这款有大号的吗",
                                   "有的亲，直接拍就可以",
                                   "什么时候能发货呀",
                                   "今天下午统一发出，请您放心",
                                   "收到了，质量挺好的谢谢",
                                   "不客气哦，满意的话麻烦给个五星",
                                   "尺码怎么选，我一米七五",
                                   "建议您选XL，宽松一点",
                                   "好的",
                                   "嗯嗯",
                                   "稍等我看一下库存",
                                   "颜色和图片上差别大吗",
                                   "实物拍摄，光线会有一点影响",
                                   "能便宜一点吗",
                                   "已经是活动价了呢，可以领一张店铺优惠券",
                                   "物流显示到杭州转运中心了",
                                   "明天应该可以派送，请保持电话畅通",
                                   "麻烦帮我备注一下要礼盒包装",
                                   "已经帮您备注好了"};

static uint32_t roll(uint64_t *dice, uint32_t sides) {
  *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*dice >> 33) % sides;
}

/* All messages of an example of the rules. */
static void add_example(struct corpus *corpus, const hvl_ruleset *ruleset,
                        uint64_t *dice) {
  const hvl_example *example =
      hvl_ruleset_example(ruleset, roll(dice, ruleset->image.examples_count));
  for (size_t i = 0; i < example->message_count; i++)
    add_message(corpus, example->messages[i].role, example->messages[i].text);
}

void corpus_make(struct corpus *corpus, const hvl_ruleset *ruleset, size_t most,
                 unsigned rich) {
  enum { SEED = 20261128, TALK = 8 };
  uint64_t dice = SEED;
  *corpus = (struct corpus){0};
  while (corpus->count < most) {
    add_start(corpus);
    for (int i = 0; i < TALK; i++) {
      const char *text = idle[roll(&dice, sizeof idle / sizeof *idle)];
      if (roll(&dice, 100) < rich)
        add_example(corpus, ruleset, &dice);
      else
        add_message(corpus, i % 2 ? HVL_SELLER : HVL_BUYER,
                    (hvl_text){text, strlen(text)});
    }
  }
  end(corpus);
}

void corpus_free(struct corpus *corpus) {
  for (size_t i = 0; i < corpus->count; i++)
    free((char *)(uintptr_t)corpus->messages[i].text.data);
  free(corpus->messages);
  free(corpus->starts);
  *corpus = (struct corpus){0};
}
