/* SPDX-License-Identifier: MIT */
/* fold.c - from UTF-8 to folded units, by table, in one pass. */
#include "match/text.h"

#include <string.h>

#include "base/utf8.h"
#include "ruleset/units.h"

/* Bytes folded between two looks at the capacity: a short message needs one,
 * and a huge one never more than twice the room it fills. */
enum { CHUNK = 16384 };

/* ---- Room ---------------------------------------------------------------- */

/* Give all three arrays room for `cap` units. An array that grew before another
 * failed is merely larger than `text->cap` says. */
static bool resize(struct text *text, uint32_t cap, const hvl_allocator *mem) {
  uint16_t *units = hvl__mem_resize(mem, text->units, cap, sizeof *text->units);
  if (units) text->units = units;
  uint32_t *offsets =
      hvl__mem_resize(mem, text->offsets, cap, sizeof *text->offsets);
  if (offsets) text->offsets = offsets;
  uint8_t *sizes = hvl__mem_resize(mem, text->sizes, cap, sizeof *text->sizes);
  if (sizes) text->sizes = sizes;
  if (!units || !offsets || !sizes) return false;
  text->cap = cap;
  return true;
}

static bool reserve(struct text *text, size_t more, const hvl_allocator *mem) {
  if (more <= text->cap - text->count) return true;
  if (more > UINT32_MAX - text->count) return false;
  uint32_t need = text->count + (uint32_t)more;
  uint32_t twice = text->cap > UINT32_MAX / 2 ? UINT32_MAX : text->cap * 2;
  return resize(text, need > twice ? need : twice, mem);
}

void hvl__text_free(struct text *text, const hvl_allocator *mem) {
  hvl__mem_free(mem, text->units);
  hvl__mem_free(mem, text->offsets);
  hvl__mem_free(mem, text->sizes);
  *text = (struct text){0};
}

/* ---- Folding ------------------------------------------------------------- */

struct folding {
  struct text *text;
  const struct image *image;
  hvl_text source;
  size_t at; /* the next byte of `source` */
};

/* The next code point and its size. What nearly every message consists of,
 * ASCII and Han, is decoded here; the rest where all of UTF-8 is known. */
static uint32_t decode(const struct folding *folding, size_t *size) {
  const unsigned char *byte =
      (const unsigned char *)folding->source.data + folding->at;
  size_t left = folding->source.len - folding->at;
  if (*byte < 0x80) {
    *size = 1;
    return *byte;
  }
  /* Leads 0xE1 to 0xEC take any two continuation bytes. */
  if (*byte >= 0xE1 && *byte <= 0xEC && left >= 3 && (byte[1] & 0xC0) == 0x80 &&
      (byte[2] & 0xC0) == 0x80) {
    *size = 3;
    return (uint32_t)(*byte & 0x0F) << 12 | (uint32_t)(byte[1] & 0x3F) << 6 |
           (byte[2] & 0x3F);
  }
  return hvl__utf8_decode((const char *)byte, left, size);
}

/* There is room: see fold_chunk() and put_sequence(). */
static void put(struct folding *folding, uint16_t unit, size_t size) {
  struct text *text = folding->text;
  uint32_t n = text->count++;
  text->units[n] = unit;
  text->offsets[n] = (uint32_t)folding->at;
  text->sizes[n] = (uint8_t)size;
}

/* Put all units of sequence `index`, keeping room for `left` units more. */
static bool put_sequence(struct folding *folding, uint32_t index, size_t size,
                         size_t left, const hvl_allocator *mem) {
  const uint16_t *sequence =
      folding->image->fold_sequences + (size_t)index * FOLD_SEQUENCE;
  if (!reserve(folding->text, left + sequence[0], mem)) return false;
  for (uint16_t i = 1; i <= sequence[0]; i++) put(folding, sequence[i], size);
  return true;
}

/* Fold up to byte `end`, or the few bytes further that the last code point has;
 * a code point has at least as many bytes as units, sequences aside. */
static bool fold_chunk(struct folding *folding, size_t end,
                       const hvl_allocator *mem) {
  if (!reserve(folding->text, end - folding->at, mem)) return false;
  while (folding->at < end) {
    size_t size;
    uint16_t unit = hvl__fold_entry(folding->image, decode(folding, &size));
    if (unit >= FOLD_FIRST_SEQUENCE && unit <= FOLD_LAST_SEQUENCE) {
      uint32_t index = (uint32_t)unit - FOLD_FIRST_SEQUENCE;
      size_t left = end - folding->at;
      if (!put_sequence(folding, index, size, left, mem)) return false;
    } else if (unit != 0) {
      put(folding, unit, size);
    }
    folding->at += size;
  }
  return true;
}

bool hvl__fold(struct text *text, const struct image *image, hvl_text source,
               const hvl_allocator *mem) {
  struct folding folding = {text, image, source, 0};
  text->count = 0;
  while (folding.at < source.len) {
    size_t left = source.len - folding.at;
    size_t end = folding.at + (left < CHUNK ? left : CHUNK);
    if (!fold_chunk(&folding, end, mem)) {
      text->count = 0;
      return false;
    }
  }
  return true;
}

/* ---- Texts out of texts -------------------------------------------------- */

bool hvl__text_append(struct text *text, const struct text *more, uint32_t from,
                      uint32_t to, const hvl_allocator *mem) {
  uint32_t count = to - from;
  if (count == 0) return true;
  if (!reserve(text, count, mem)) return false;
  uint32_t n = text->count;
  memcpy(text->units + n, more->units + from, count * sizeof *text->units);
  memcpy(text->offsets + n, more->offsets + from,
         count * sizeof *text->offsets);
  memcpy(text->sizes + n, more->sizes + from, count * sizeof *text->sizes);
  text->count += count;
  return true;
}

bool hvl__text_break(struct text *text, const hvl_allocator *mem) {
  if (!reserve(text, 1, mem)) return false;
  uint32_t n = text->count++;
  text->units[n] = UNIT_BREAK;
  text->offsets[n] = 0;
  text->sizes[n] = 0;
  return true;
}
