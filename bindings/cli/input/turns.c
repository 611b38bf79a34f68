/* SPDX-License-Identifier: MIT */
/* turns.c - the messages of a text that names who speaks. */
#include "input/turns.h"

#include <stdlib.h>
#include <string.h>

#include "base/texts.h"
#include "chats/roles.h"
#include "input/qianniu_lines.h"

void turns_free(struct turns *turns) {
  pool_free(&turns->pool);
  free(turns->items);
  free(turns->shops);
  buffer_free(&turns->text);
  buffer_free(&turns->id);
}

/* ---- Reading ------------------------------------------------------------- */

static void end_turn(struct turns *turns) {
  if (turns->count)
    turns->items[turns->count - 1].text =
        pool_copy(&turns->pool, trim(buffer_text(&turns->text)));
  buffer_clear(&turns->text);
  turns->last_line = 0;
}

static hvl_role role_by_name(const struct turns *turns, hvl_text nick) {
  const struct words *map = &turns->input->options->map_roles;
  hvl_role role = role_of(nick, map);
  hvl_text shop = shop_of(nick);
  if (!role) role = role_of(shop, map); /* "买家:小雨" */
  if (role) return role;
  return shop.len || is_shop_nick(nick) ? HVL_SELLER : (hvl_role)0;
}

void turns_begin(struct turns *turns, const struct turn *turn) {
  end_turn(turns);
  MEM_GROW(turns->items, turns->count, turns->cap);
  struct turn *kept = &turns->items[turns->count++];
  *kept = *turn;
  kept->nick = pool_copy(&turns->pool, turn->nick);
  kept->to = pool_copy(&turns->pool, turn->to);
  if (!kept->role) kept->role = role_by_name(turns, kept->nick);
}

void turns_add_line(struct turns *turns, hvl_text line) {
  turns->last_line = turns->text.len;
  buffer_add(&turns->text, line.data, line.len);
  buffer_put(&turns->text, '\n');
}

void turns_drop_line(struct turns *turns) {
  buffer_cut(&turns->text, turns->last_line);
}

bool turns_have(const struct turns *turns, hvl_text nick) {
  for (size_t i = 0; i < turns->count; i++)
    if (text_same(turns->items[i].nick, nick)) return true;
  return false;
}

/* ---- Who is the shop ----------------------------------------------------- */

static bool is_shop_name(const struct turns *turns, hvl_text nick) {
  for (size_t i = 0; i < turns->shop_count; i++)
    if (text_same(turns->shops[i], nick)) return true;
  return false;
}

/* Note the shops; false if nobody is of one. */
static bool find_sellers(struct turns *turns) {
  bool found = false;
  for (size_t i = 0; i < turns->count; i++) {
    hvl_text shop = shop_of(turns->items[i].nick);
    found |= turns->items[i].role == HVL_SELLER;
    if (!shop.len || is_shop_name(turns, shop)) continue;
    MEM_GROW(turns->shops, turns->shop_count, turns->shop_cap);
    turns->shops[turns->shop_count++] = shop;
  }
  return found;
}

static void settle(struct turns *turns) {
  if (!find_sellers(turns)) return;
  for (size_t i = 0; i < turns->count; i++) {
    struct turn *turn = &turns->items[i];
    if (!turn->role)
      turn->role = is_shop_name(turns, turn->nick) ? HVL_SELLER : HVL_BUYER;
  }
}

/* The buyer whom `turn` is said by or to, as far as it says so. */
static hvl_text buyer_of(const struct turn *turn) {
  if (turn->role == HVL_BUYER && !turn->is_unnamed) return turn->nick;
  return turn->role == HVL_SELLER ? turn->to : (hvl_text){"", 0};
}

/* ---- Giving -------------------------------------------------------------- */

/* What the shop says first is said to the first buyer of the conversation. */
static void turn_to_talk(struct turns *turns, size_t from) {
  turns->talk = turns->items[from].talk;
  turns->buyer = (hvl_text){"", 0};
  for (size_t i = from; i < turns->count && !turns->buyer.len &&
                        text_same(turns->items[i].talk, turns->talk);
       i++)
    turns->buyer = buyer_of(&turns->items[i]);
}

void turns_finish(struct turns *turns) {
  end_turn(turns);
  settle(turns);
  input_stem(turns->input, &turns->id);
  if (turns->count) turn_to_talk(turns, 0);
}

bool turns_next(struct turns *turns, struct chat *chat) {
  if (turns->next == turns->count) return false;
  const struct turn *turn = &turns->items[turns->next++];
  if (!text_same(turn->talk, turns->talk)) turn_to_talk(turns, turns->next - 1);
  if (buyer_of(turn).len) turns->buyer = buyer_of(turn);
  hvl_text id = turn->talk.len ? turn->talk : turns->buyer;
  turns->message = (struct message_row){
      .role = turn->role,
      .text = turn->text,
      .account = turn->is_unnamed ? (hvl_text){"", 0} : turn->nick,
      .line = turn->line,
      .has_time = turn->has_time,
      .time = turn->time,
      .is_nameless = !id.len || turn->talk_is_made_up};
  *chat =
      (struct chat){.messages = &turns->message, .count = 1, .is_part = true};
  chat->id = id.len ? id : buffer_text(&turns->id);
  return true;
}
