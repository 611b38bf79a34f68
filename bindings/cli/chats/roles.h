/* SPDX-License-Identifier: MIT */
/* roles.h - who speaks, and other values that files write in many ways. */
#ifndef HVLINE_CLI_ROLES_H
#define HVLINE_CLI_ROLES_H

#include "base/buffer.h"
#include "base/log.h"
#include "base/options.h"

/* Names as they are compared: folded by width, case and traditional characters,
 * without spaces, dashes, low lines and what stands in parentheses at the end.
 */
void normalise_name(struct buffer *out, hvl_text name);

/* Are both the same name, and not empty, once normalised? */
bool same_name(hvl_text a, hvl_text b);

/* The role that `word` (客服, buyer) means, by the user's --map-role or else by
 * the known names; 0 if it is none. */
hvl_role role_of(hvl_text word, const struct words *map_roles);

/* The roles of words of a usual length, each looked up once. All zero is empty;
 * one memo is for one `map_roles`. */
enum { ROLE_MEMO_SIZE = 64, ROLE_MEMO_WORD = 47 };
struct role_memo {
  struct {
    char word[ROLE_MEMO_WORD];
    unsigned char len; /* 0: none */
    hvl_role role;
  } known[ROLE_MEMO_SIZE];
};

/* role_of(), remembered. */
hvl_role role_memo_of(struct role_memo *memo, hvl_text word,
                      const struct words *map_roles);

/* The role of a value of a column that says whether the shop wrote it (1, 是);
 * 0 if it says neither. */
hvl_role role_of_flag(hvl_text word, const struct words *map_roles);

/* Does the word say which way a message goes (incoming, 发送)? */
bool role_is_direction(hvl_text word);

/* Is it a role that is the shop's in some programs and the buyer's in others, a
 * user, and --map-role does not say whose? */
bool role_is_vague(hvl_text word, const struct words *map_roles);

/* Say at `where` that `word` is no role that is known, or none at all. It may
 * be the name or the number of somebody: it is cut and masked. */
void role_unknown(struct log *log, struct where where, hvl_text word);

/* The shop of a `sender` of the form shop:account, as only the shop's side has
 * it; empty for others. A part of `sender`. */
hvl_text shop_of(hvl_text sender);

/* The facts that files have columns of, and whose values they write in many
 * ways. */
enum usual_fact { FACT_FREE_SHIPPING, FACT_SHOP, FACT_COD, USUAL_FACTS };

/* What rules call it. */
const char *usual_fact_name(enum usual_fact fact);

/* Is it the name of one? */
bool fact_is_usual(const char *name);

/* Append the value of a fact as rules know it: "true" for 是, "tmall" for 天猫,
 * by --map-shop for the fact shop; otherwise `value`, trimmed. */
void fact_value(struct buffer *out, const char *fact, hvl_text value,
                const struct words *map_shops);

/* What fact_value() calls the shops that it knows; NULL-terminated. */
extern const char *const usual_shops[];

/* `text` without spaces and tabs around it. */
hvl_text trim(hvl_text text);

#endif
