/* SPDX-License-Identifier: MIT */
/* excerpt.c - the parts of a message that a report shows. */
#include "report/excerpt.h"

#include <unicode/utf8.h>

#include "base/width.h"

/* In columns, so that a line with who speaks before it fits most terminals: in
 * one that wraps no caret would stand where it belongs. */
enum { SHORT = 76, AROUND = 28, CONTEXT = 60, LONGEST = 96 };

void excerpt_free(struct excerpt *excerpt) {
  buffer_free(&excerpt->text);
  buffer_free(&excerpt->marks);
}

/* Even what has no width of its own takes room where it is spelled out. */
static size_t columns_of(int32_t code) {
  unsigned width = char_width(code);
  return width ? width : 1;
}

static size_t forward(hvl_text text, size_t at, size_t columns) {
  while (at < text.len) {
    size_t next = at;
    size_t taken = columns_of(next_char(text, &next));
    if (taken > columns) break;
    columns -= taken;
    at = next;
  }
  return at;
}

static size_t backward(hvl_text text, size_t at, size_t columns) {
  const uint8_t *data = (const uint8_t *)text.data;
  while (at > 0) {
    size_t before = at;
    U8_BACK_1(data, 0, before);
    size_t next = before, taken = columns_of(next_char(text, &next));
    if (taken > columns) break;
    columns -= taken;
    at = before;
  }
  return at;
}

static struct byte_range around(hvl_text text, struct byte_range range) {
  struct byte_range piece = {backward(text, range.start, AROUND),
                             forward(text, range.end, AROUND)};
  size_t longest = forward(text, piece.start, LONGEST);
  if (piece.end > longest) piece.end = longest;
  return piece;
}

size_t excerpt_pieces(hvl_text text, struct evidence evidence,
                      struct byte_range *pieces, size_t most) {
  size_t used = 0;
  bool is_short = forward(text, 0, SHORT) == text.len;
  if (is_short || evidence.count == 0) {
    size_t end = is_short ? text.len : forward(text, 0, CONTEXT);
    pieces[0] = (struct byte_range){0, end};
    return 1;
  }
  for (size_t i = 0; i < evidence.count; i++) {
    struct byte_range piece = around(text, evidence.ranges[i]);
    struct byte_range *last = &pieces[used ? used - 1 : 0];
    if (used && piece.start <= last->end) {
      if (piece.end > last->end) last->end = piece.end;
    } else if (used < most) {
      pieces[used++] = piece;
    }
  }
  return used;
}

static bool is_evidence(struct evidence evidence, size_t at) {
  for (size_t i = 0; i < evidence.count; i++)
    if (at >= evidence.ranges[i].start && at < evidence.ranges[i].end)
      return true;
  return false;
}

/* U+2026 where the text goes on; one column. */
static void add_cut(struct excerpt *excerpt) {
  buffer_print(&excerpt->text, "\xE2\x80\xA6");
  buffer_put(&excerpt->marks, ' ');
}

static void drop_spaces(struct buffer *marks) {
  size_t len = marks->len;
  while (len && marks->data[len - 1] == ' ') len--;
  buffer_cut(marks, len);
}

void excerpt_fill(struct excerpt *excerpt, hvl_text text,
                  struct byte_range piece, const struct mask *mask,
                  struct evidence evidence) {
  int32_t before = 0;
  buffer_clear(&excerpt->text);
  buffer_clear(&excerpt->marks);
  if (piece.start > 0) add_cut(excerpt);
  for (size_t at = piece.start; at < piece.end;) {
    size_t from = at;
    int32_t code = next_char(text, &at);
    bool hidden = mask_hides(mask, from);
    unsigned columns =
        show_char(&excerpt->text, hidden ? mask_char(code) : code, before);
    buffer_fill(&excerpt->marks, is_evidence(evidence, from) ? '^' : ' ',
                columns);
    before = code;
  }
  if (piece.end < text.len) add_cut(excerpt);
  drop_spaces(&excerpt->marks);
}
