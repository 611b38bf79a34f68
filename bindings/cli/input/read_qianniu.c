/* SPDX-License-Identifier: MIT */
/* read_qianniu.c - chats copied from the window of 千牛 to the clipboard.
 *
 * A head line names who speaks and when; the text follows, then perhaps whether
 * it was read. Such texts are small, so a file is read as a whole: only at its
 * end is known who is the shop. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/texts.h"
#include "chats/roles.h"
#include "input/input.h"
#include "input/qianniu_lines.h"
#include "input/turns.h"

struct qianniu_state {
  const struct input *input;
  struct turns turns;
  unsigned form;         /* of the time of the first head */
  bool is_numbered;      /* that head, so that all of its form are */
  bool is_dateless;      /* no head tells its day */
  bool closed;           /* the turn at hand has ended: 已读 */
  bool in_card;          /* of a product */
  struct buffer partner; /* with whom one talks, where QQ says so */
};

enum heads { NO_HEADS, HEADS_WITH_DAYS, HEADS_WITHOUT_DAYS };

/* Heads are looked for in the first lines: a chat may be copied from the middle
 * of a message. Without days the first line is one, and another follows. */
static enum heads look_for_heads(hvl_text head) {
  enum { LOOKED_AT = 12 };
  struct qianniu_head read;
  hvl_text before = {"", 0};
  size_t dateless = 0, filled = 0;
  for (int i = 0; i < LOOKED_AT && head.len; i++) {
    const char *end = memchr(head.data, '\n', head.len);
    if (!end) end = memchr(head.data, '\r', head.len);
    size_t len = end ? (size_t)(end - head.data) : head.len;
    hvl_text line = trim((hvl_text){head.data, len});
    bool is_head = qianniu_head_read(line, &read);
    if (is_head && read.when.has_time &&
        (read.nick.len || is_qianniu_nick(before)))
      return HEADS_WITH_DAYS;
    if (is_head && read.nick.len && (dateless || !filled)) dateless++;
    filled += line.len && !is_qianniu_noise(line);
    before = line;
    head.data += end ? len + 1 : len;
    head.len -= end ? len + 1 : len;
  }
  return dateless > 1 ? HEADS_WITHOUT_DAYS : NO_HEADS;
}

/* ---- Reading ------------------------------------------------------------- */

static void begin_turn(struct qianniu_state *state,
                       const struct qianniu_head *head, size_t line) {
  struct turn turn = {.nick = head->nick,
                      .to = head->to,
                      .has_time = head->when.has_time,
                      .time = head->when.time,
                      .line = line};
  if (!state->turns.count) {
    state->form = head->when.form;
    state->is_numbered = head->is_numbered;
  }
  if (state->partner.len && text_same(head->nick, buffer_text(&state->partner)))
    turn.role = HVL_BUYER;
  turns_begin(&state->turns, &turn);
  state->closed = state->in_card = false;
}

static void add_text(struct qianniu_state *state, hvl_text line,
                     size_t number) {
  struct where where = {state->input->path, number};
  if (!line.len && !state->turns.text.len) return;
  if (!state->turns.count || state->closed) {
    if (line.len) log_error(state->input->log, where, TEXT_OF_NOBODY);
    return;
  }
  if (is_product_link(line)) state->in_card = true;
  if (state->in_card && is_product_detail(line)) return;
  turns_add_line(&state->turns, line);
}

/* A time alone: the line before it was the name, not text. */
static bool take_split_head(struct qianniu_state *state, hvl_text before,
                            struct qianniu_head *head) {
  head->nick = before;
  if (!is_qianniu_nick(before)) return false;
  if (state->turns.count && !state->closed) turns_drop_line(&state->turns);
  begin_turn(state, head, lines_number(state->input->lines) - 1);
  return true;
}

/* Is the line a head? One that looks otherwise than the first of the file is
 * one if who speaks has a head already, or is somebody of a shop. */
static bool read_head(const struct qianniu_state *state, hvl_text line,
                      struct qianniu_head *head) {
  if (!qianniu_head_read(line, head)) return false;
  unsigned form = head->when.form;
  if (!form || head->is_numbered || turns_have(&state->turns, head->nick))
    return true;
  if (form == TIME_DATELESS) return state->is_dateless && head->nick.len;
  if (!state->turns.count || shop_of(head->nick).len) return true;
  return form == state->form && !state->is_numbered;
}

/* `before` is the line before, which may be the name to a time. */
static void take_line(struct qianniu_state *state, hvl_text line,
                      hvl_text before) {
  struct qianniu_head head;
  hvl_text partner;
  if (is_qq_partner(line, &partner)) {
    buffer_clear(&state->partner);
    buffer_add(&state->partner, partner.data, partner.len);
  }
  if (is_qianniu_noise(line)) return;
  if (is_qianniu_status(line)) {
    state->closed = true;
    return;
  }
  if (read_head(state, line, &head)) {
    if (head.nick.len)
      begin_turn(state, &head, lines_number(state->input->lines));
    else if (!take_split_head(state, before, &head))
      add_text(state, line, lines_number(state->input->lines));
    return;
  }
  add_text(state, line, lines_number(state->input->lines));
}

/* A name that stands alone where no text can be waits for its time. */
static bool waits_for_time(const struct qianniu_state *state, hvl_text line) {
  return (!state->turns.count || state->closed) && is_qianniu_nick(line) &&
         !is_qianniu_status(line) && !is_qianniu_noise(line);
}

static void read_turns(struct qianniu_state *state) {
  struct buffer before = {0};
  struct qianniu_head head;
  bool waiting = false;
  size_t number = 0; /* of the line before */
  hvl_text line;
  while (lines_next(state->input->lines, &line)) {
    line = trim(line);
    bool is_head = read_head(state, line, &head);
    bool is_time = is_head && !head.nick.len;
    if (waiting && !is_time && line.len)
      add_text(state, buffer_text(&before), number);
    if (waiting && !line.len) continue;
    waiting = !is_head && waits_for_time(state, line);
    if (!waiting) take_line(state, line, buffer_text(&before));
    buffer_clear(&before);
    buffer_add(&before, line.data, line.len);
    number = lines_number(state->input->lines);
  }
  if (waiting) add_text(state, buffer_text(&before), number);
  buffer_free(&before);
}

/* Such messages keep their place in the file. */
static void tell_unread_times(const struct qianniu_state *state) {
  size_t count = 0, first = 0;
  for (size_t i = state->turns.count; i-- > 0;) {
    if (state->turns.items[i].has_time) continue;
    first = state->turns.items[i].line;
    count++;
  }
  if (count)
    log_warning(state->input->log, (struct where){state->input->path, first},
                TIME_UNREAD, count);
}

/* ---- The reader ---------------------------------------------------------- */

static void *qianniu_open(const struct input *input) {
  struct qianniu_state *state = mem_zeroed(1, sizeof *state);
  state->input = state->turns.input = input;
  state->is_dateless =
      look_for_heads(lines_head(input->lines)) == HEADS_WITHOUT_DAYS;
  read_turns(state);
  tell_unread_times(state);
  turns_finish(&state->turns);
  return state;
}

static void qianniu_close(void *opaque) {
  struct qianniu_state *state = opaque;
  turns_free(&state->turns);
  buffer_free(&state->partner);
  free(state);
}

static bool qianniu_next(void *opaque, struct chat *chat) {
  struct qianniu_state *state = opaque;
  return turns_next(&state->turns, chat);
}

bool qianniu_is_chat(hvl_text head) {
  return look_for_heads(head) != NO_HEADS;
}

const struct reader_type qianniu_reader = {"qianniu", qianniu_open,
                                           qianniu_next, qianniu_close, NULL};
