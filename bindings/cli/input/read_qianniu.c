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

/* A message as it was copied. */
struct turn {
  hvl_text nick, to; /* `to` only of "A --> B" */
  hvl_text text;
  hvl_role role;
  bool has_time;
  int64_t time;
  size_t line;
};

struct qianniu_state {
  const struct input *input;
  struct pool pool;
  struct turn *turns;
  size_t count, cap, next;
  unsigned form;      /* of the time of the first head */
  struct buffer text; /* of the turn at hand */
  size_t last_line;   /* where its last line begins in `text` */
  bool closed;        /* the turn at hand has ended: 已读 */
  bool in_card;       /* of a product */
  hvl_text buyer;     /* of the conversation at hand */
  struct message_row message;
  struct buffer id;
};

/* ---- Reading ------------------------------------------------------------- */

static void end_turn(struct qianniu_state *state) {
  if (state->count)
    state->turns[state->count - 1].text =
        pool_copy(&state->pool, trim(buffer_text(&state->text)));
  buffer_clear(&state->text);
  state->last_line = 0;
  state->closed = state->in_card = false;
}

static void begin_turn(struct qianniu_state *state,
                       const struct qianniu_head *head) {
  const struct words *map = &state->input->options->map_roles;
  end_turn(state);
  if (!state->count) state->form = head->form;
  MEM_GROW(state->turns, state->count, state->cap);
  struct turn *turn = &state->turns[state->count++];
  *turn = (struct turn){.nick = pool_copy(&state->pool, head->nick),
                        .to = pool_copy(&state->pool, head->to),
                        .has_time = head->has_time,
                        .time = head->time,
                        .line = lines_number(state->input->lines)};
  turn->role = role_of(turn->nick, map);
  hvl_text shop = shop_of(turn->nick);
  if (!turn->role) turn->role = role_of(shop, map); /* "买家:小雨" */
  if (!turn->role && shop.len) turn->role = HVL_SELLER;
}

static void add_text(struct qianniu_state *state, hvl_text line,
                     size_t number) {
  struct where where = {state->input->path, number};
  if (!line.len && !state->text.len) return;
  if (!state->count || state->closed) {
    if (line.len) log_error(state->input->log, where, TEXT_OF_NOBODY);
    return;
  }
  if (is_product_link(line)) state->in_card = true;
  if (state->in_card && is_product_detail(line)) return;
  state->last_line = state->text.len;
  buffer_add(&state->text, line.data, line.len);
  buffer_put(&state->text, '\n');
}

/* A time alone: the line before it was the name, not text. */
static bool take_split_head(struct qianniu_state *state, hvl_text before,
                            struct qianniu_head *head) {
  head->nick = before;
  if (!is_qianniu_nick(before)) return false;
  if (state->count && !state->closed) state->text.len = state->last_line;
  begin_turn(state, head);
  state->turns[state->count - 1].line--;
  return true;
}

static bool has_spoken(const struct qianniu_state *state, hvl_text nick) {
  for (size_t i = 0; i < state->count; i++)
    if (text_same(state->turns[i].nick, nick)) return true;
  return false;
}

/* Is the line a head? One that looks otherwise than the first of the file is
 * one if who speaks has a head already, or is somebody of a shop. */
static bool read_head(const struct qianniu_state *state, hvl_text line,
                      struct qianniu_head *head) {
  if (!qianniu_head_read(line, head)) return false;
  if (!head->form || has_spoken(state, head->nick)) return true;
  if (head->form == QIANNIU_DATELESS) return false;
  return !state->count || head->form == state->form || shop_of(head->nick).len;
}

/* `before` is the line before, which may be the name to a time. */
static void take_line(struct qianniu_state *state, hvl_text line,
                      hvl_text before) {
  struct qianniu_head head;
  if (is_qianniu_noise(line)) return;
  if (is_qianniu_status(line)) {
    state->closed = true;
    return;
  }
  if (read_head(state, line, &head)) {
    if (head.nick.len)
      begin_turn(state, &head);
    else if (!take_split_head(state, before, &head))
      add_text(state, line, lines_number(state->input->lines));
    return;
  }
  add_text(state, line, lines_number(state->input->lines));
}

/* A name that stands alone where no text can be waits for its time. */
static bool waits_for_time(const struct qianniu_state *state, hvl_text line) {
  return (!state->count || state->closed) && is_qianniu_nick(line) &&
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
  end_turn(state);
  buffer_free(&before);
}

/* Such messages keep their place in the file. */
static void tell_unread_times(const struct qianniu_state *state) {
  size_t count = 0, first = 0;
  for (size_t i = state->count; i-- > 0;) {
    if (state->turns[i].has_time) continue;
    first = state->turns[i].line;
    count++;
  }
  if (count)
    log_warning(state->input->log, (struct where){state->input->path, first},
                TIME_UNREAD, count);
}

/* ---- Who is the shop ----------------------------------------------------- */

static bool is_shop_name(const struct qianniu_state *state, hvl_text nick) {
  for (size_t i = 0; i < state->count; i++) {
    hvl_text shop = shop_of(state->turns[i].nick);
    if (shop.len && text_same(shop, nick)) return true;
  }
  return false;
}

static bool knows_seller(const struct qianniu_state *state) {
  for (size_t i = 0; i < state->count; i++)
    if (state->turns[i].role == HVL_SELLER) return true;
  return false;
}

/* Where one seller is known the others are buyers, but for the shop itself. */
static void settle(struct qianniu_state *state) {
  if (!knows_seller(state)) return;
  for (size_t i = 0; i < state->count; i++) {
    struct turn *turn = &state->turns[i];
    if (!turn->role)
      turn->role = is_shop_name(state, turn->nick) ? HVL_SELLER : HVL_BUYER;
  }
}

/* The buyer whom `turn` is said by or to, as far as it says so. */
static hvl_text buyer_of(const struct turn *turn) {
  if (turn->role == HVL_BUYER) return turn->nick;
  return turn->role == HVL_SELLER ? turn->to : (hvl_text){"", 0};
}

/* ---- The reader ---------------------------------------------------------- */

static void name_file(struct qianniu_state *state) {
  const char *path = shown_path(state->input->path);
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  buffer_add(&state->id, name, strcspn(name, "."));
}

static void *qianniu_open(const struct input *input) {
  struct qianniu_state *state = mem_zeroed(1, sizeof *state);
  state->input = input;
  read_turns(state);
  tell_unread_times(state);
  settle(state);
  name_file(state);
  /* What the shop says first is said to the first buyer. */
  for (size_t i = 0; i < state->count && !state->buyer.len; i++)
    state->buyer = buyer_of(&state->turns[i]);
  return state;
}

static void qianniu_close(void *opaque) {
  struct qianniu_state *state = opaque;
  pool_free(&state->pool);
  free(state->turns);
  buffer_free(&state->text);
  buffer_free(&state->id);
  free(state);
}

static bool qianniu_next(void *opaque, struct chat *chat) {
  struct qianniu_state *state = opaque;
  if (state->next == state->count) return false;
  const struct turn *turn = &state->turns[state->next++];
  if (buyer_of(turn).len) state->buyer = buyer_of(turn);
  state->message = (struct message_row){.role = turn->role,
                                        .text = turn->text,
                                        .account = turn->nick,
                                        .line = turn->line,
                                        .has_time = turn->has_time,
                                        .time = turn->time,
                                        .is_nameless = !state->buyer.len};
  *chat =
      (struct chat){.messages = &state->message, .count = 1, .is_part = true};
  chat->id = state->buyer.len ? state->buyer : buffer_text(&state->id);
  return true;
}

/* Heads are looked for in the first lines: a chat may be copied from the middle
 * of a message. */
bool qianniu_is_chat(hvl_text head) {
  enum { LOOKED_AT = 12 };
  struct qianniu_head read;
  hvl_text before = {"", 0};
  for (int i = 0; i < LOOKED_AT && head.len; i++) {
    const char *end = memchr(head.data, '\n', head.len);
    if (!end) end = memchr(head.data, '\r', head.len);
    size_t len = end ? (size_t)(end - head.data) : head.len;
    hvl_text line = trim((hvl_text){head.data, len});
    if (qianniu_head_read(line, &read) && read.has_time &&
        (read.nick.len || is_qianniu_nick(before)))
      return true;
    before = line;
    head.data += end ? len + 1 : len;
    head.len -= end ? len + 1 : len;
  }
  return false;
}

const struct reader_type qianniu_reader = {"qianniu", qianniu_open,
                                           qianniu_next, qianniu_close, NULL};
