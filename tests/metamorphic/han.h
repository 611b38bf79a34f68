/* SPDX-License-Identifier: MIT */
/* han.h - Chinese characters otherwise: Traditional, by sound, taken apart. */
#ifndef HVL_METAMORPHIC_HAN_H
#define HVL_METAMORPHIC_HAN_H

#include <stdbool.h>
#include <stdint.h>

struct han; /* the tables */

struct han *han_new(void); /* NULL without ICU's data */
void han_free(struct han *han);

/* The Traditional character; `code` itself if it is the same. */
uint32_t han_traditional(const struct han *han, uint32_t code);

/* The syllable in letters a-z; "" if ICU knows none. */
const char *han_pinyin(const struct han *han, uint32_t code);

/* Another common character of the same syllable; `code` if there is none. */
uint32_t han_homophone(const struct han *han, uint32_t code);

#endif
