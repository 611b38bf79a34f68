/* SPDX-License-Identifier: MIT */
/* chat_mask.c - what to hide in a message, as it stands among others. */
#include "chats/chat_mask.h"

#include "base/texts.h"

/* How many messages further the sender's next may be; and of how many a number
 * is put together, which may come digit by digit. */
enum { REACH = 4, MOST_PARTS = 19 };

/* The nearest message that the sender of the one at `index` wrote, before it
 * where `step` is -1, else behind it; `index` if there is none. */
static size_t neighbour(const struct chat *chat, size_t index, int step) {
  const struct message_row *own = &chat->messages[index];
  size_t at = index + (size_t)step;
  for (int i = 0; i < REACH && at < chat->count; i++, at += (size_t)step) {
    const struct message_row *row = &chat->messages[at];
    if (row->role == own->role && text_same(row->account, own->account))
      return at;
  }
  return index;
}

/* The end of a message that is next to another. */
enum end { HEAD, TAIL };

/* The digits at that end, which may be a part of a number. `*whole` tells
 * whether the message has no others. */
static hvl_text digits_at(const struct chat *chat, size_t index, enum end end,
                          bool *whole) {
  hvl_text text = chat->messages[index].text;
  struct byte_range head = mask_head(text), tail = mask_tail(text);
  struct byte_range range = end == HEAD ? head : tail;
  *whole = head.start == tail.start && head.end == tail.end;
  return (hvl_text){text.data + range.start, range.end - range.start};
}

/* The farthest message that a number in message `index` may reach, as those
 * between are nothing but digits. */
static size_t farthest(const struct chat *chat, size_t index, int step) {
  enum end own = step < 0 ? HEAD : TAIL, other = step < 0 ? TAIL : HEAD;
  bool whole;
  if (!digits_at(chat, index, own, &whole).len) return index;
  whole = true;
  for (int i = 0; i < MOST_PARTS && whole; i++) {
    size_t next = neighbour(chat, index, step);
    if (next == index || !digits_at(chat, next, other, &whole).len) break;
    index = next;
  }
  return index;
}

static void add_part(struct buffer *out, hvl_text digits) {
  if (out->len) buffer_put(out, '\n');
  buffer_add(out, digits.data, digits.len);
}

void chat_mask(struct mask *mask, const struct chat *chat, size_t index,
               size_t start, size_t end) {
  struct buffer before = {0}, behind = {0};
  bool whole;
  for (size_t at = farthest(chat, index, -1); at != index;
       at = neighbour(chat, at, 1))
    add_part(&before, digits_at(chat, at, TAIL, &whole));
  size_t last = farthest(chat, index, 1);
  for (size_t at = index; at != last;) {
    at = neighbour(chat, at, 1);
    add_part(&behind, digits_at(chat, at, HEAD, &whole));
  }
  mask_find_beside(mask, buffer_text(&before), chat->messages[index].text,
                   buffer_text(&behind), (struct byte_range){start, end});
  buffer_free(&before);
  buffer_free(&behind);
}
