/* SPDX-License-Identifier: MIT */
/* entity.h - phone numbers, money, addresses and their like in a folded text.
 */
#ifndef HVL_MATCH_ENTITY_H
#define HVL_MATCH_ENTITY_H

#include "match/text.h"

/* Whether a digit or a Han numeral (十, 两, 几, 半 among them) is among units
 * [from, to). */
bool hvl__has_numeral(const struct text *text, uint32_t from, uint32_t to);

/* Bit n: one is unit n, n + 64 .. */
uint64_t hvl__numerals(const struct text *text, const struct kernels *kernels);

/* Whether a mobile number may be in `text`, which has these numerals. */
bool hvl__may_hold_mobile(const struct text *text, uint64_t numerals);

/* Whether an address may be: it holds a house, a room or the like with its
 * number. */
bool hvl__may_hold_address(const struct text *text,
                           const struct kernels *kernels);

/* Whether a person's name may be: a title or a cue is there. */
bool hvl__may_hold_name(const struct text *text, const struct kernels *kernels);

/* Where an entity of `kind` may begin in a text with these numerals and these
 * units below 128: bit n for units n, n + 64 .. */
uint64_t hvl__entity_places(enum entity_kind kind, uint64_t numerals,
                            uint64_t ascii);

/* Whether an entity of `kind` begins at unit `at`; its end in `*end`. The
 * longest that is valid (checksum, prefix, length, boundaries) is taken. */
bool hvl__entity_at(const struct text *text, enum entity_kind kind, uint32_t at,
                    uint32_t *end);

/* A number that stands for the value at [start, end), whatever its spelling:
 * two spellings of one phone number give the same, spaces and dashes aside. */
uint64_t hvl__entity_value(const struct text *text, enum entity_kind kind,
                           uint32_t start, uint32_t end);

/* The values that the buyers' accounts introduced in this conversation: at most
 * KNOWN_MAX, the oldest making room. */
enum { KNOWN_MAX = 256 };
struct known_value {
  uint64_t value, account;
};

/* A text that `account` wrote as message `message`, not looked at yet. There is
 * room for so many: the oldest is looked at for another. */
enum { DEFERRED_MAX = 64 };
struct deferred_text {
  const struct text *text;
  uint64_t account;
  size_t message;
};

struct known {
  const struct image *image; /* whose programs ask */
  struct known_value values[KNOWN_MAX];
  uint32_t count; /* ever added */
  uint32_t kinds; /* bit k: values of kind k are worth learning */
  struct deferred_text deferred[DEFERRED_MAX]; /* in order, a ring */
  uint32_t first, last; /* of these, behind them: both only ever grow */
};

/* Know nothing, and be ready to learn what programs of `image` ask about. */
void hvl__known_init(struct known *known, const struct image *image);

/* Forget all values and texts. */
void hvl__known_clear(struct known *known);

/* Add every entity value in `text`, written by `account` (a hash), behind those
 * of all texts before. */
void hvl__known_learn(struct known *known, const struct text *text,
                      uint64_t account);

/* The same when somebody asks, which is seldom: `text` must stay as it is until
 * hvl__known_catch_up() has been called for a message behind `message`, which
 * is behind those of all texts before. */
void hvl__known_defer(struct known *known, const struct text *text,
                      uint64_t account, size_t message);

/* Look at the deferred texts of messages before `message`. */
void hvl__known_catch_up(struct known *known, size_t message);

bool hvl__known_has(struct known *known, uint64_t value, uint64_t account);

#endif
