/* SPDX-License-Identifier: MIT */
/* wide_delimiter.c - tables whose columns are parted by a sign of Chinese
 * texts. */
#include "input/wide_delimiter.h"

#include <string.h>

#include "base/texts.h"

enum { MOST_CELLS = 64, FEWEST_KNOWN = 2 };

static size_t split(hvl_text line, const char *sign, hvl_text *cells) {
  size_t count = 0;
  while (count < MOST_CELLS) {
    const char *end = text_find(line, sign);
    size_t len = end ? (size_t)(end - line.data) : line.len;
    cells[count++] = (hvl_text){line.data, len};
    if (!end) break;
    line.data += len + strlen(sign);
    line.len -= len + strlen(sign);
  }
  return count;
}

static bool is_header(const struct input *input, const hvl_text *cells,
                      size_t count) {
  struct columns columns;
  if (count < FEWEST_KNOWN) return false;
  columns_find(&columns, input->options->command, cells, count);
  return columns.at[FIELD_TEXT] != NO_COLUMN &&
         columns_found(&columns) >= FEWEST_KNOWN;
}

const char *wide_delimiter(const struct input *input, hvl_text head) {
  static const char *const signs[] = {"，", "；", "、", "｜"};
  hvl_text cells[MOST_CELLS];
  size_t at = head_skip_space(head, 0);
  hvl_text line = {head.data + at, 0};
  while (at + line.len < head.len && !memchr("\r\n", line.data[line.len], 2))
    line.len++;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (is_header(input, cells, split(line, signs[i], cells))) return signs[i];
  return NULL;
}
