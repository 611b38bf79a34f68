/* SPDX-License-Identifier: MIT */
/* random.c - random phrases and texts that come near them, from a seed. */
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint32_t roll(uint64_t *dice, uint32_t bound) {
  *dice ^= *dice << 13;
  *dice ^= *dice >> 7;
  *dice ^= *dice << 17;
  return (uint32_t)(*dice >> 33) % bound;
}

/* ---- Phrases ------------------------------------------------------------- */

void put(struct rules_text *text, const char *more) {
  size_t len = strlen(more);
  if (text->len + len >= sizeof text->data) abort();
  memcpy(text->data + text->len, more, len + 1);
  text->len += len;
}

static void put_element(struct rules_text *text, uint64_t *dice, int depth);

static void put_choice(struct rules_text *text, uint64_t *dice, int depth) {
  put(text, "(");
  for (uint32_t n = 1 + roll(dice, 3); n > 0; n--) {
    put_element(text, dice, depth + 1);
    if (roll(dice, 2)) {
      put(text, " ");
      put_element(text, dice, depth + 1);
    }
    if (n > 1) put(text, "|");
  }
  put(text, ")");
}

static void put_element(struct rules_text *text, uint64_t *dice, int depth) {
  static const char *const texts[] = {"甲", "乙", "甲乙",          "微",
                                      "a",  "b1", "/[ab]\\d{0,2}/"};
  static const char *const names[] = {"{plain}", "{loose}", "{sound}",
                                      "{inner}", "{exact}", "{named}",
                                      "<number>"};
  if (roll(dice, 3) == 0) {
    put(text, texts[roll(dice, sizeof texts / sizeof *texts)]);
    return;
  }
  if (depth < 2 && roll(dice, 3) == 0)
    put_choice(text, dice, depth);
  else
    put(text, names[roll(dice, sizeof names / sizeof *names)]);
  if (roll(dice, 4) == 0)
    put(text, "?");
  else if (depth == 0 && roll(dice, 6) == 0)
    put(text, "*");
}

static void put_gap(struct rules_text *text, uint64_t *dice) {
  static const char *const scopes[] = {"", ":phrase", ":clause", ":sentence",
                                       ":message"};
  char gap[32];
  snprintf(gap, sizeof gap, " ~%u%s", roll(dice, 5), scopes[roll(dice, 5)]);
  put(text, gap);
}

void put_phrase(struct rules_text *text, uint64_t *dice) {
  if (roll(dice, 8) == 0) put(text, "^ ");
  put(text, roll(dice, 2) ? "甲" : "{sound}");
  for (uint32_t n = roll(dice, 4); n > 0; n--) {
    if (roll(dice, 2)) put_gap(text, dice);
    put(text, " ");
    put_element(text, dice, 0);
  }
  if (roll(dice, 8) == 0) put(text, " $");
}

void put_guard(struct rules_text *text, uint64_t *dice) {
  if (roll(dice, 2)) {
    put_element(text, dice, 1);
    put_gap(text, dice);
    put(text, " ");
  }
  put(text, "@");
  if (roll(dice, 2)) {
    put_gap(text, dice);
    put(text, " ");
    put_element(text, dice, 1);
  }
  put(text, " 乙");
}

void put_head(struct rules_text *text) {
  text->len = 0;
  put(text, "hvline: 1\nline: t\ntitle: {zh: 测, en: T}\nwords:\n"
            "  plain: [甲, 乙丙, 甲乙丙, ab]\n"
            "  loose: {words: [甲乙, 微信, a1], evasion: {spaced: 2}}\n"
            "  sound: {words: [微信, 甲丙], evasion: {sound: 2, split: 3}}\n"
            "  inner: {words: [ab, b1], inside: yes}\n"
            "  exact: {words: [甲乙, 微信], exact: yes}\n"
            "  split-characters: [信=亻言, 甲=丙丙]\n"
            "phrases:\n  named: ['甲 ~1 {plain}', 乙, '{loose}']\n"
            "rules:\n  - id: t\n    severity: error\n    level: 1\n"
            "    title: {zh: 规, en: R}\n    why: {zh: 因, en: W}\n"
            "    violates: [甲]\n    complies: [口]\n");
}

/* ---- Texts --------------------------------------------------------------- */

static size_t put_piece(char *text, size_t len, const char *piece) {
  size_t size = strlen(piece);
  memcpy(text + len, piece, size);
  return len + size;
}

size_t roll_text(char text[TEXT_SIZE], uint64_t *dice) {
  static const char *const pieces[] = {
      "甲", "甲", "乙", "乙",   "丙",   "微",  "信",  "葳",   "芯",   "亻",
      "言", "a",  "b",  "1",    "2",    "口",  "的",  "甲乙", "微信", "乙丙",
      "ab", "b1", "a1", "甲乙", "微信", "wei", "xin", "吗",   "甲丙", "\n"};
  static const char *const marks[] = {"-", "❤", " ", "，", "。",
                                      "~", ".", ":", "\n", "-"};
  enum { PIECES = sizeof pieces / sizeof *pieces, MARKS = 10, CHOSEN = 5 };
  const char *chosen[CHOSEN];
  size_t len = 0;
  uint32_t most = roll(dice, 20) ? 20 : LONG_TEXT;
  for (int i = 0; i < CHOSEN; i++) chosen[i] = pieces[roll(dice, PIECES)];
  for (uint32_t n = roll(dice, most); n > 0; n--) {
    const char *piece = chosen[roll(dice, CHOSEN)];
    uint32_t times = roll(dice, 16) ? 1 : 7 + roll(dice, 4);
    while (times-- > 0 && len < ROOM) len = put_piece(text, len, piece);
    uint32_t parted = roll(dice, 3) ? 0 : 1 + roll(dice, 4);
    const char *mark = marks[roll(dice, MARKS)];
    while (parted-- > 0 && len < ROOM)
      len = put_piece(text, len, roll(dice, 3) ? mark : "-");
  }
  return len;
}
