/* SPDX-License-Identifier: MIT */
/* decode.h - the bytes of a file, in whatever encoding, as valid UTF-8. */
#ifndef HVLINE_CLI_DECODE_H
#define HVLINE_CLI_DECODE_H

#include <stdbool.h>

#include "files/source.h"
#include "hvline.h"

struct decoder;

/* Read `source`, which stays the caller's. `encoding` is a name that ICU knows,
 * or NULL to find out: by a byte order mark, by the NUL bytes of UTF-16, by
 * being UTF-8, by what reads like Big5; what is none of these is GB18030. The
 * mark is not part of the text. NULL if ICU knows no such encoding. */
struct decoder *decoder_new(struct source *source, const char *encoding);
void decoder_free(struct decoder *decoder);

/* Decode up to `size` bytes (16 at least) of UTF-8 to `out`, what has come of
 * them if the encoding is known; 0 at the end. What cannot be decoded becomes
 * U+FFFD. */
size_t decoder_read(struct decoder *decoder, char *out, size_t size);

/* The encoding that was chosen; NULL while nothing but ASCII was read. */
const char *decoder_encoding(const struct decoder *decoder);

/* Where what was found out to be no UTF-8 stopped being it: the place of that
 * byte, from 1. 0 if the encoding was given, stated by a mark or is UTF-8. */
size_t decoder_doubt(const struct decoder *decoder);

/* How many times U+FFFD was put for bytes that could not be decoded. */
size_t decoder_bad(const struct decoder *decoder);

/* Does ICU know an encoding called `name`? */
bool encoding_exists(const char *name);

#endif
