/* SPDX-License-Identifier: MIT */
/* turn.c - joins the messages of a turn into one text, and forgets its start.
 */
#include "match/turn.h"

#include <assert.h>

static uint32_t smaller(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

void hvl__turn_clear(struct turn *turn) {
  turn->text.count = 0;
  turn->segment_count = 0;
}

void hvl__turn_free(struct turn *turn, const hvl_allocator *mem) {
  hvl__text_free(&turn->text, mem);
  turn->segment_count = 0;
}

uint32_t hvl__turn_segment_end(const struct turn *turn, uint32_t index) {
  return index + 1 < turn->segment_count ? turn->segments[index + 1].start - 1
                                         : turn->text.count;
}

static bool add_segment(struct turn *out, const struct text *text,
                        uint32_t from, uint32_t to, size_t message,
                        uint32_t tail, const hvl_allocator *mem) {
  assert(out->segment_count <= TURN_MESSAGES);
  if (out->segment_count > 0 && !hvl__text_break(&out->text, mem)) return false;
  out->segments[out->segment_count++] =
      (struct segment){out->text.count, message, smaller(tail, to - from)};
  return hvl__text_append(&out->text, text, from, to, mem);
}

/* Copy segments [first, ...) of `turn`, less their first `skip` units. */
static bool copy_segments(struct turn *out, const struct turn *turn,
                          uint32_t first, uint32_t skip,
                          const hvl_allocator *mem) {
  for (uint32_t i = first; i < turn->segment_count; i++) {
    uint32_t start = turn->segments[i].start,
             end = hvl__turn_segment_end(turn, i);
    uint32_t cut = smaller(skip, end - start);
    skip -= cut;
    if (!add_segment(out, &turn->text, start + cut, end,
                     turn->segments[i].message, turn->segments[i].tail, mem))
      return false;
  }
  return true;
}

bool hvl__turn_join(struct turn *out, const struct turn *turn,
                    const struct text *text, size_t message,
                    const hvl_allocator *mem) {
  hvl__turn_clear(out);
  return copy_segments(out, turn, 0, 0, mem) &&
         add_segment(out, text, 0, smaller(text->count, TURN_HEAD), message, 0,
                     mem);
}

bool hvl__turn_extend(struct turn *out, const struct turn *turn,
                      const struct text *text, size_t message, uint32_t tail,
                      const hvl_allocator *mem) {
  hvl__turn_clear(out);
  uint32_t keep = smaller(text->count, TURN_UNITS);
  uint32_t room = TURN_UNITS - keep;
  uint32_t skip = turn->text.count > room ? turn->text.count - room : 0;
  uint32_t first = turn->segment_count == TURN_MESSAGES ? 1 : 0;
  if (first > 0) {
    uint32_t start = turn->segments[first].start;
    skip = skip > start ? skip - start : 0;
  }
  if (room == 0) first = turn->segment_count;
  return copy_segments(out, turn, first, skip, mem) &&
         add_segment(out, text, text->count - keep, text->count, message, tail,
                     mem);
}
