/* SPDX-License-Identifier: MIT */
/* read_dialogue.c - chats in a text in which lines name who speaks and what is
 * said.
 *
 * A line may look so that does not, as what a seller writes about 规格：大. So
 * all lines are read before it is decided whose names they are: those that are
 * roles; where times stand beside names, all of these; else accounts of a shop,
 * and one other name, where the other side is known. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/texts.h"
#include "chats/roles.h"
#include "input/input.h"
#include "input/qianniu_lines.h"
#include "input/spoken_lines.h"
#include "input/turns.h"

enum { MOST_NAMES = 256 /* that are counted */ };

struct heard {
  hvl_text line;
  size_t number;
  bool is_spoken; /* or may be */
  struct spoken spoken;
};

/* Lines that speak for such a chat, and for one of 千牛. */
struct weights {
  size_t found, maybe, filled, against, tails;
  bool has_first;
  bool begins_with_head, has_known; /* heads of 千牛 */
  bool has_days;                    /* beside names */
  bool knows[HVL_SYSTEM + 1];       /* roles that names tell */
};

struct name {
  hvl_text nick;
  hvl_role role; /* that it tells */
  size_t count;
  bool is_alone; /* no second colon stands behind it somewhere */
  bool is_first; /* in the first line */
};

struct dialogue_state {
  const struct input *input;
  struct turns turns;
  struct pool pool;
  struct heard *lines;
  size_t count, cap;
  struct name names[MOST_NAMES];
  size_t name_count;
  bool is_timed;                   /* all heads have times */
  bool knows[HVL_SYSTEM + 1];      /* roles that names tell */
  hvl_text other;                  /* the one name of the other side */
  bool parts;                      /* parting lines part conversations */
  size_t talks;                    /* so far */
  bool is_named;                   /* the one at hand, by the file */
  struct buffer talk;              /* its name; empty: the first, without one */
  size_t doubtful, first_doubtful; /* lines that may be heads; one's number */
};

/* ---- What the lines may be ----------------------------------------------- */

static bool is_notice(hvl_text line) {
  return is_qianniu_noise(line) || is_qianniu_status(line);
}

static void read_lines(struct dialogue_state *state) {
  const struct words *map = &state->input->options->map_roles;
  hvl_text line;
  while (lines_next(state->input->lines, &line)) {
    line = trim(line);
    MEM_GROW(state->lines, state->count, state->cap);
    struct heard *heard = &state->lines[state->count++];
    heard->line = pool_copy(&state->pool, line);
    heard->number = lines_number(state->input->lines);
    heard->is_spoken = spoken_line_read(heard->line, map, &heard->spoken);
  }
}

/* Does the name, or the time beside it, make the line a head for sure? */
static bool is_sure(const struct heard *heard) {
  return heard->is_spoken && (heard->spoken.is_timed || heard->spoken.role);
}

static size_t index_of(const struct dialogue_state *state, hvl_text nick) {
  size_t i = 0;
  while (i < state->name_count && !text_same(state->names[i].nick, nick)) i++;
  return i;
}

/* NULL if it was not counted. */
static const struct name *name_of(const struct dialogue_state *state,
                                  hvl_text nick) {
  size_t index = index_of(state, nick);
  return index < state->name_count ? &state->names[index] : NULL;
}

static void count_name(struct dialogue_state *state, hvl_text nick,
                       hvl_role role, bool is_alone, bool is_first) {
  size_t index = index_of(state, nick);
  if (index == MOST_NAMES) return;
  struct name *name = &state->names[index];
  if (index == state->name_count) {
    *name = (struct name){.nick = nick, .role = role};
    state->name_count++;
  }
  name->count++;
  name->is_alone |= is_alone;
  name->is_first |= is_first;
}

static void count_names(struct dialogue_state *state) {
  bool is_first = true, has_sure = false;
  for (size_t i = 0; i < state->count; i++) {
    const struct heard *heard = &state->lines[i];
    const struct spoken *spoken = &heard->spoken;
    if (is_sure(heard) && !has_sure) {
      state->is_timed = spoken->is_timed;
      has_sure = true;
    }
    if (heard->is_spoken) {
      state->knows[spoken->role] = true;
      count_name(state, spoken->nick, spoken->role, !spoken->account_nick.len,
                 is_first);
      if (spoken->account_nick.len)
        count_name(state, spoken->account_nick, HVL_SELLER, true, is_first);
    }
    is_first = is_first && !heard->line.len;
  }
}

/* ---- Who speaks ---------------------------------------------------------- */

/* Is it shop:account, and `nick` no name by itself? */
static bool is_account(const struct dialogue_state *state,
                       const struct spoken *spoken) {
  if (!spoken->account_nick.len) return false;
  const struct name *nick = name_of(state, spoken->nick);
  const struct name *both = name_of(state, spoken->account_nick);
  if (!nick || nick->is_alone || !both) return false;
  return state->is_timed || both->count > 1 || both->is_first ||
         text_ends(spoken->nick, "店");
}

/* Note that an account of a shop is the shop's. */
static void know_accounts(struct dialogue_state *state) {
  for (size_t i = 0; i < state->count; i++)
    if (state->lines[i].is_spoken && is_account(state, &state->lines[i].spoken))
      state->knows[HVL_SELLER] = true;
}

/* Is the name of nobody else: no role, no shop? */
static bool is_open(const struct name *name) {
  return name->is_alone && !name->role && !shop_of(name->nick).len;
}

/* Where one side is known, who is the other: the name that stands there most
 * often, or first, or as the only one. */
static void find_other(struct dialogue_state *state) {
  const struct name *best = NULL;
  size_t open = 0;
  if (state->is_timed || state->knows[HVL_SELLER] == state->knows[HVL_BUYER])
    return;
  for (size_t i = 0; i < state->name_count; i++) {
    const struct name *name = &state->names[i];
    if (!is_open(name)) continue;
    open++;
    if (!best || name->count > best->count) best = name;
  }
  if (best && (best->count > 1 || best->is_first || open == 1))
    state->other = best->nick;
}

/* Is the line a head? Then `turn` is filled in. */
static bool is_head(const struct dialogue_state *state,
                    const struct heard *heard, struct turn *turn,
                    hvl_text *text) {
  const struct spoken *spoken = &heard->spoken;
  if (!heard->is_spoken || (state->is_timed && !spoken->is_timed)) return false;
  bool account = is_account(state, spoken);
  bool open = !state->knows[HVL_SELLER] && !state->knows[HVL_BUYER];
  *turn = (struct turn){.nick = account ? spoken->account_nick : spoken->nick,
                        .role = account ? HVL_SELLER : spoken->role,
                        .is_unnamed = !account && spoken->is_role,
                        .has_time = spoken->when.has_time,
                        .time = spoken->when.time,
                        .line = heard->number};
  if (!turn->role && !state->is_timed && !open &&
      !(state->other.len && text_same(spoken->nick, state->other)))
    return false;
  *text = account ? spoken->account_text : spoken->text;
  return true;
}

/* ---- Conversations ------------------------------------------------------- */

/* Does a head follow the parting line at `at`? Else it is part of a text. */
static bool parts_talks(const struct dialogue_state *state, size_t at) {
  struct turn turn;
  hvl_text text;
  do at++;
  while (at < state->count && !state->lines[at].line.len);
  return at < state->count && is_head(state, &state->lines[at], &turn, &text);
}

/* Lines that part every message from the next part no conversations. */
static void find_parts(struct dialogue_state *state) {
  struct turn turn;
  hvl_text text;
  size_t heads = 0, parts = 0;
  for (size_t i = 0; i < state->count; i++) {
    hvl_text name;
    if (is_head(state, &state->lines[i], &turn, &text))
      heads++;
    else if (is_parting_line(state->lines[i].line, &name))
      parts += parts_talks(state, i);
  }
  state->parts = parts * 2 <= heads;
}

/* Begin a conversation; where nothing names it, the file and its number do. */
static void begin_talk(struct dialogue_state *state, hvl_text name) {
  buffer_clear(&state->talk);
  state->is_named = name.len != 0;
  if (state->is_named) buffer_add(&state->talk, name.data, name.len);
  if (state->is_named || !state->turns.count) return;
  input_stem(state->input, &state->talk);
  buffer_format(&state->talk, ".%zu", ++state->talks + 1);
}

/* ---- Reading ------------------------------------------------------------- */

/* May somebody speak in the line after all? What a seller writes under a name,
 * once, is rather a label. */
static void doubt_text(struct dialogue_state *state,
                       const struct heard *heard) {
  const struct name *name = name_of(state, heard->spoken.nick);
  const struct turn *last = &state->turns.items[state->turns.count - 1];
  bool is_often = name && name->count > 1;
  if (!heard->is_spoken ||
      !(is_often || heard->spoken.role || last->role == HVL_BUYER))
    return;
  if (!state->doubtful++) state->first_doubtful = heard->number;
}

static void take_line(struct dialogue_state *state, size_t at) {
  const struct heard *heard = &state->lines[at];
  struct turn turn;
  hvl_text text = heard->line, name;
  if (is_notice(heard->line)) return;
  if (is_head(state, heard, &turn, &text)) {
    turn.talk = pool_copy(&state->pool, buffer_text(&state->talk));
    turn.talk_is_made_up = turn.talk.len && !state->is_named;
    turns_begin(&state->turns, &turn);
  } else if (is_parting_line(heard->line, &name) && parts_talks(state, at)) {
    if (state->parts) begin_talk(state, name);
    return;
  } else if (state->turns.count) {
    doubt_text(state, heard);
  }
  if (state->turns.count) turns_add_line(&state->turns, text);
}

/* What stands above may be a title, or the rest of a message. */
static void tell_above(const struct dialogue_state *state) {
  size_t first = state->turns.count ? state->turns.items[0].line : 0;
  for (size_t i = 0; i < state->count && state->lines[i].number < first; i++) {
    hvl_text name, line = state->lines[i].line;
    if (!line.len || is_notice(line) || is_parting_line(line, &name)) continue;
    log_warning(state->input->log, (struct where){state->input->path, 0},
                DIALOGUE_BELOW, first);
    return;
  }
}

static void tell_doubtful(const struct dialogue_state *state) {
  struct where where = {state->input->path, state->first_doubtful};
  if (state->doubtful)
    log_warning(state->input->log, where, DIALOGUE_DOUBTED, state->doubtful);
}

static void *dialogue_open(const struct input *input) {
  struct dialogue_state *state = mem_zeroed(1, sizeof *state);
  state->input = state->turns.input = input;
  read_lines(state);
  count_names(state);
  know_accounts(state);
  find_other(state);
  find_parts(state);
  for (size_t i = 0; i < state->count; i++) take_line(state, i);
  tell_above(state);
  tell_doubtful(state);
  turns_finish(&state->turns);
  return state;
}

static void dialogue_close(void *opaque) {
  struct dialogue_state *state = opaque;
  turns_free(&state->turns);
  pool_free(&state->pool);
  free(state->lines);
  buffer_free(&state->talk);
  free(state);
}

static bool dialogue_next(void *opaque, struct chat *chat) {
  struct dialogue_state *state = opaque;
  return turns_next(&state->turns, chat);
}

/* Does a role before a wide colon begin the line? So no nick does. */
static bool begins_with_role(const struct spoken *spoken, hvl_text line) {
  size_t len = spoken->nick.len;
  return spoken->role && !spoken->is_timed && spoken->nick.data == line.data &&
         text_begins((hvl_text){line.data + len, line.len - len}, "：");
}

/* Is it 晴天:小美 or a role, as heads of 千牛 have it: no label, and nothing
 * said behind a name? What stands alone in its line is the latter unless a shop
 * is named. */
static bool is_known_nick(const struct input *input, hvl_text nick,
                          bool is_alone) {
  const struct words *map = &input->options->map_roles;
  struct spoken spoken;
  if (role_of(nick, map)) return true;
  if (!is_qianniu_nick(nick) || text_find(nick, "：") ||
      !spoken_line_read(nick, map, &spoken) || spoken.is_role)
    return false;
  bool is_shop = is_shop_nick(spoken.nick) || text_ends(spoken.nick, "店");
  return is_shop || (!is_alone && !spoken.role);
}

/* Heads of 千牛 whose names, in their lines or the ones before, are known make
 * the text no such chat, unless it has begun as one: what looks so is said. */
static void weigh_head(const struct input *input,
                       const struct qianniu_head *head, hvl_text before,
                       struct weights *weights) {
  bool is_alone = !head->nick.len;
  hvl_text nick = is_alone ? before : head->nick;
  struct spoken spoken;
  if (head->when.form & TIME_FIRST) return;
  bool is_first = weights->filled == is_alone;
  bool is_name = is_qianniu_nick(nick) && !shop_of(nick).len;
  bool is_known =
      is_known_nick(input, nick, is_alone && !weights->begins_with_head);
  if (is_first && (is_name || is_known)) weights->begins_with_head = true;
  if (is_known && (!weights->found || weights->begins_with_head))
    weights->has_known = true;
  weights->against +=
      is_qianniu_nick(nick) &&
      (!spoken_line_read(nick, &input->options->map_roles, &spoken) ||
       !spoken.role);
}

/* What a line is for dialogue_is_chat(). A time before a name and its text may
 * as well stand before 晴天:小美 above the text: there some heads have no
 * colon. A time behind a text may as well stand behind a name, above the text.
 */
static void weigh_line(const struct input *input, hvl_text line,
                       hvl_text before, struct weights *weights) {
  struct spoken spoken;
  struct qianniu_head head;
  bool is_spoken = spoken_line_read(line, &input->options->map_roles, &spoken);
  bool is_head = qianniu_head_read(line, &head) && head.when.has_time;
  bool is_first = is_head && (head.when.form & TIME_FIRST);
  bool is_tail = is_spoken && is_head && begins_with_role(&spoken, line);
  if (is_head && !is_tail) weigh_head(input, &head, before, weights);
  if (!line.len || (is_head && !head.nick.len) || is_day_line(line)) return;
  if (is_spoken && spoken.is_pair && input->options->command == COMMAND_CHECK)
    is_spoken = false; /* templates may be such */
  weights->filled++;
  weights->tails += is_tail;
  if (is_spoken) weights->knows[spoken.role] = true;
  if (is_tail) return;
  weights->has_first |= is_first && !is_spoken;
  if (!is_spoken || (is_head && !is_first)) return;
  bool found = spoken.is_timed || spoken.role ||
               (spoken.account_nick.len && text_ends(spoken.nick, "店"));
  weights->found += found;
  weights->maybe += !found;
  weights->has_days |= spoken.when.has_time;
}

/* The next line of `head`, which is taken off it. */
static hvl_text take_head_line(hvl_text *head) {
  const char *end = memchr(head->data, '\n', head->len);
  if (!end) end = memchr(head->data, '\r', head->len);
  size_t len = end ? (size_t)(end - head->data) : head->len;
  hvl_text line = trim((hvl_text){head->data, len});
  head->data += end ? len + 1 : len;
  head->len -= end ? len + 1 : len;
  return line;
}

/* Templates may speak to 顾客 or tell what is when: a chat has both sides. */
static bool may_be_chat(const struct input *input,
                        const struct weights *weights) {
  if (weights->has_first || weights->has_known) return false;
  return input->options->command != COMMAND_CHECK || weights->has_days ||
         (weights->knows[HVL_BUYER] && weights->knows[HVL_SELLER]);
}

/* A role may as well be a label: one line alone is none, unless all others may
 * be heads. */
bool dialogue_is_chat(const struct input *input, hvl_text head) {
  enum { LOOKED_AT = 40 };
  struct weights weights = {0};
  hvl_text before = {"", 0};
  for (int i = 0; i < LOOKED_AT && head.len; i++) {
    hvl_text line = take_head_line(&head);
    weigh_line(input, line, before, &weights);
    if (line.len) before = line;
  }
  if (weights.found || weights.tails == weights.filled)
    weights.found += weights.tails;
  return may_be_chat(input, &weights) && weights.found > weights.against &&
         (weights.found > 1 ||
          (weights.found && weights.found + weights.maybe == weights.filled));
}

bool dialogue_has_both(const struct input *input, hvl_text text) {
  bool knows[HVL_SYSTEM + 1] = {false};
  struct spoken spoken;
  while (text.len)
    if (spoken_line_read(take_head_line(&text), &input->options->map_roles,
                         &spoken))
      knows[spoken.role] = true;
  return knows[HVL_BUYER] && knows[HVL_SELLER];
}

const struct reader_type dialogue_reader = {
    "dialogue", dialogue_open, dialogue_next, dialogue_close, NULL};
