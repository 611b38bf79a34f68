/* SPDX-License-Identifier: MIT */
/* decode.c - the bytes of a file, in whatever encoding, as valid UTF-8. */
#include "files/decode.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include "base/alloc.h"
#include "files/detect.h"
#include "files/valid_utf8.h"

/* The head that an encoding is found out from fits as a whole. */
enum { RAW_SIZE = 256 * 1024, PIVOT_SIZE = 4096 };

struct decoder {
  struct source *source;
  UConverter *from; /* NULL until the encoding is known */
  UConverter *to;
  const char *encoding;
  bool passing; /* UTF-8 that has been valid so far */
  size_t bad;
  size_t passed; /* bytes of ASCII before the encoding was known */
  size_t doubt;
  bool at_end; /* of the source */
  bool begun;  /* a byte order mark was looked for */
  char raw[RAW_SIZE];
  size_t start, end; /* of the bytes in `raw` */
  UChar pivot[PIVOT_SIZE];
  UChar *pivot_from, *pivot_to;
};

bool encoding_exists(const char *name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  ucnv_close(converter);
  return U_SUCCESS(status);
}

/* As ICU's own substitution, and counts. The context is the decoder; ICU wants
 * these six parameters. */
static void substitute(const void *context, UConverterToUnicodeArgs *args,
                       const char *bytes, int32_t len,
                       UConverterCallbackReason reason, UErrorCode *status) {
  struct decoder *decoder = (struct decoder *)context;
  if (reason <= UCNV_IRREGULAR) decoder->bad++;
  UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, bytes, len, reason, status);
}

static bool choose(struct decoder *decoder, const char *encoding) {
  UErrorCode status = U_ZERO_ERROR;
  decoder->from = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) return false;
  decoder->encoding = encoding;
  decoder->passing = ucnv_getType(decoder->from) == UCNV_UTF8;
  ucnv_setToUCallBack(decoder->from, substitute, decoder, NULL, NULL, &status);
  return U_SUCCESS(status);
}

struct decoder *decoder_new(struct source *source, const char *encoding) {
  struct decoder *decoder = mem_zeroed(1, sizeof *decoder);
  UErrorCode status = U_ZERO_ERROR;
  decoder->source = source;
  decoder->pivot_from = decoder->pivot_to = decoder->pivot;
  decoder->to = ucnv_open("UTF-8", &status);
  if (U_FAILURE(status) || (encoding && !choose(decoder, encoding))) {
    decoder_free(decoder);
    return NULL;
  }
  return decoder;
}

void decoder_free(struct decoder *decoder) {
  if (!decoder) return;
  ucnv_close(decoder->from);
  ucnv_close(decoder->to);
  free(decoder);
}

/* Is what is in `raw` too little to go on? An encoding is found out from much
 * of a file; where it is known, what has come is passed on. */
static bool is_short(const struct decoder *decoder) {
  if (!decoder->from) return decoder->end < RAW_SIZE;
  return !decoder->begun &&
         detect_half_mark((const uint8_t *)decoder->raw, decoder->end);
}

/* Read more to `raw`. */
static void fill(struct decoder *decoder) {
  size_t left = decoder->end - decoder->start;
  memmove(decoder->raw, decoder->raw + decoder->start, left);
  decoder->start = 0;
  decoder->end = left;
  do {
    size_t len = source_read(decoder->source, decoder->raw + decoder->end,
                             RAW_SIZE - decoder->end);
    decoder->end += len;
    decoder->at_end = len == 0;
  } while (!decoder->at_end && is_short(decoder));
}

/* Is there enough to decode, and to find out the encoding from? `stuck`: what
 * there is was not. */
static bool has_enough(const struct decoder *decoder, bool stuck) {
  size_t left = decoder->end - decoder->start;
  if (decoder->at_end) return true;
  return decoder->from ? left && !stuck : left >= RAW_SIZE / 2;
}

/* The mark decides, unless the user did; it is skipped in any case. */
static void take_mark(struct decoder *decoder) {
  size_t size = 0;
  const char *encoding =
      detect_mark((const uint8_t *)decoder->raw, decoder->end, &size);
  decoder->begun = true;
  if (!encoding) return;
  if (!decoder->from) choose(decoder, encoding);
  if (ucnv_compareNames(encoding, decoder->encoding) == 0)
    decoder->start += size;
}

static size_t ascii_prefix(const struct decoder *decoder) {
  size_t at = decoder->start;
  while (at < decoder->end && !(decoder->raw[at] & 0x80)) at++;
  return at - decoder->start;
}

/* Find out the encoding; while there is only ASCII it does not matter. Where
 * the first other byte is far behind, read on before deciding, so that much of
 * what follows it tells. */
static void detect(struct decoder *decoder) {
  const char *encoding =
      detect_encoding((const uint8_t *)decoder->raw + decoder->start,
                      decoder->end - decoder->start);
  bool far = !decoder->at_end && ascii_prefix(decoder) > RAW_SIZE / 2;
  if (!encoding || (far && strncmp(encoding, "UTF-16", 6) != 0)) return;
  choose(decoder, encoding);
  size_t len = decoder->end - decoder->start;
  size_t valid = valid_utf8_prefix(decoder->raw + decoder->start, len);
  if (!decoder->passing && valid < len)
    decoder->doubt = decoder->passed + valid + 1;
}

static size_t pass_ascii(struct decoder *decoder, char *out, size_t size) {
  size_t len = ascii_prefix(decoder);
  if (len > size) len = size;
  memcpy(out, decoder->raw + decoder->start, len);
  decoder->start += len;
  decoder->passed += len;
  return len;
}

/* Valid UTF-8 stays as it is; a part of a character waits for the rest. From
 * the first bad byte on ICU has the rest, as it may keep a part of a character
 * from one call to the next. */
static size_t pass_valid(struct decoder *decoder, char *out, size_t size) {
  const char *from = decoder->raw + decoder->start;
  size_t len = decoder->end - decoder->start;
  bool is_cut = !decoder->at_end && len <= (size_t)U8_COUNT_TRAIL_BYTES(*from);
  len = valid_utf8_prefix(from, len < size ? len : size);
  memcpy(out, from, len);
  decoder->start += len;
  decoder->passing = len || is_cut;
  return len;
}

static size_t convert(struct decoder *decoder, char *out, size_t size) {
  UErrorCode status = U_ZERO_ERROR;
  char *to = out;
  const char *from = decoder->raw + decoder->start;
  ucnv_convertEx(decoder->to, decoder->from, &to, out + size, &from,
                 decoder->raw + decoder->end, decoder->pivot,
                 &decoder->pivot_from, &decoder->pivot_to,
                 decoder->pivot + PIVOT_SIZE, false, decoder->at_end, &status);
  decoder->start = (size_t)(from - decoder->raw);
  return (size_t)(to - out);
}

size_t decoder_read(struct decoder *decoder, char *out, size_t size) {
  for (bool stuck = false;; stuck = true) {
    if (!has_enough(decoder, stuck)) fill(decoder);
    if (!decoder->begun) take_mark(decoder);
    if (!decoder->from) detect(decoder);
    size_t len = decoder->passing ? pass_valid(decoder, out, size) : 0;
    if (!len && !decoder->passing)
      len = decoder->from ? convert(decoder, out, size)
                          : pass_ascii(decoder, out, size);
    if (len) return len;
    if (decoder->at_end && decoder->start == decoder->end) return 0;
  }
}

const char *decoder_encoding(const struct decoder *decoder) {
  return decoder->encoding;
}

size_t decoder_doubt(const struct decoder *decoder) {
  return decoder->doubt;
}

size_t decoder_bad(const struct decoder *decoder) {
  return decoder->bad;
}
