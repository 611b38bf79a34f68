/* SPDX-License-Identifier: MIT */
/* detect.h - which encoding the first bytes of a file are in. */
#ifndef HVLINE_CLI_DETECT_H
#define HVLINE_CLI_DETECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The encoding that the byte order mark at `data` states, and the length of the
 * mark in `*size`; NULL if there is no mark. */
const char *detect_mark(const uint8_t *data, size_t len, size_t *size);

/* Does a byte order mark begin with `data`, of which more may come? */
bool detect_half_mark(const uint8_t *data, size_t len);

/* The encoding of a text that begins with `data`; NULL if these are all ASCII
 * and do not tell. `data` may end inside a character. */
const char *detect_encoding(const uint8_t *data, size_t len);

/* Is what begins with `data`, which is not UTF-8, Big5 rather than GB18030? In
 * doubt it is not. */
bool is_big5(const uint8_t *data, size_t len);

#endif
