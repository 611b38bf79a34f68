/* SPDX-License-Identifier: MIT */
/* scene.h - a message made ready to be judged: folded, joined to its turn, its
 * words known. */
#ifndef HVL_MATCH_SCENE_H
#define HVL_MATCH_SCENE_H

#include "match/lexicon.h"
#include "match/turn.h"
#include "ruleset/ruleset.h"

/* What a guard was found to do around an earlier hit of the same text. */
struct guard_memo {
  size_t scene; /* that it is about; another one: nothing is known */
  struct stretch searched;
  bool found;
  struct hit hit; /* the leftmost in `searched`, if found */
};

struct scene {
  hvl_role role;
  size_t message;    /* its index */
  uint64_t account;  /* hash of the buyer account now talking */
  enum account side; /* is that the account that opened the conversation? */
  struct text text;
  struct presence here; /* what occurs in `text` */
  struct turn joined;   /* earlier messages of the turn, then `text` */
  struct presence both; /* what occurs in `joined` */
  enum { BOTH_UNKNOWN, BOTH_GUESSED, BOTH_KNOWN } both_is;
  uint64_t *earlier; /* symbols of the turn's earlier messages, a bit each */
  bool unread;       /* some of these messages were not read */
  struct guard_memo *memos; /* by guard */
  size_t number;            /* of the scene: counts hvl__scene_read() */
  uint32_t shift; /* where `text` begins in `joined`; 0: it begins the turn */
};

/* Room for what `ruleset` knows. HVL_OK or HVL_ERR_MEMORY; free in both cases.
 */
hvl_status hvl__scene_init(struct scene *scene, const hvl_ruleset *ruleset,
                           const hvl_allocator *mem);
void hvl__scene_free(struct scene *scene, const hvl_allocator *mem);

/* Give back the room that an uncommonly long message took. */
void hvl__scene_trim(struct scene *scene, const hvl_allocator *mem);

/* The message, which was read, has become part of the conversation; or it has
 * unread, and begins a turn or not. */
void hvl__scene_commit(struct scene *scene);
void hvl__scene_pass(struct scene *scene);

/* What occurs in the joined text, and perhaps more: the words of its messages,
 * which are known, and those that lie in several. Valid until
 * hvl__scene_both(). */
const struct presence *hvl__scene_guess(struct scene *scene,
                                        const struct image *image);

/* What occurs in the joined text. */
const struct presence *hvl__scene_both(struct scene *scene,
                                       const struct image *image);

/* Make the folded `source` the scene's text; false if memory runs out. role,
 * message, account and side are the caller's to set. */
bool hvl__scene_set(struct scene *scene, const struct image *image,
                    hvl_text source, const hvl_allocator *mem);

/* Find the words of the text, and join it to `turn` (NULL: it begins a turn).
 * False if memory runs out. */
bool hvl__scene_read(struct scene *scene, const struct image *image,
                     const struct turn *turn, const hvl_allocator *mem);

#endif
