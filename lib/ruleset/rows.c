/* SPDX-License-Identifier: MIT */
/* rows.c - makes the rows of symbols of the commonest words. */
#include "base/bits.h"
#include "ruleset/accept.h"
#include "ruleset/index.h"

enum {
  ROW_FROM = 32,      /* symbols from which on a row is quicker than a list */
  ROWS_MAX = 4096,    /* rows are for the few: */
  ROW_BYTES = 1 << 22 /* and take no more than this in all */
};

/* A list with disguised forms among it is none: a row does not tell them. */
static bool wants_row(const struct image *image, uint32_t list) {
  uint32_t end = image->lists[list + 1];
  if (end - image->lists[list] < ROW_FROM) return false;
  for (uint32_t i = image->lists[list]; i < end; i++)
    if (image->accepts[i] & 255) return false;
  return true;
}

static uint32_t count_rows(const struct image *image, uint32_t words) {
  uint32_t count = 0, most = ROW_BYTES / (words * sizeof(uint64_t));
  for (uint32_t i = 0; i + 1 < image->lists_count; i++)
    count += wants_row(image, i);
  if (count > ROWS_MAX) count = ROWS_MAX;
  return count < most ? count : most;
}

static void fill_row(uint64_t *row, const struct image *image, uint32_t list) {
  for (uint32_t i = image->lists[list]; i < image->lists[list + 1]; i++) {
    uint32_t accept = image->accepts[i];
    if (hvl__admits(image, accept >> 8, accept & 255, false))
      hvl__bits_add(row, accept >> 8);
  }
}

bool hvl__rows_make(struct symbol_rows *rows, const struct image *image,
                    const hvl_allocator *mem) {
  rows->words = hvl__symbol_words(image);
  uint32_t count = count_rows(image, rows->words), made = 0;
  rows->numbers =
      hvl__mem_zeroed(mem, image->lists_count + 1u, sizeof *rows->numbers);
  rows->rows =
      hvl__mem_zeroed(mem, (size_t)count * rows->words + 1, sizeof *rows->rows);
  if (!rows->numbers || !rows->rows) return false;
  for (uint32_t i = 0; made < count; i++) {
    if (!wants_row(image, i)) continue;
    fill_row(rows->rows + (size_t)made * rows->words, image, i);
    rows->numbers[i] = (uint16_t)++made;
  }
  return true;
}

void hvl__rows_free(struct symbol_rows *rows, const hvl_allocator *mem) {
  hvl__mem_free(mem, rows->numbers);
  hvl__mem_free(mem, rows->rows);
}
