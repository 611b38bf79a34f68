/* SPDX-License-Identifier: MIT */
/* guard.h - what stands around a hit: `unless` and `with`. */
#ifndef HVL_MATCH_GUARD_H
#define HVL_MATCH_GUARD_H

#include "match/pattern.h"
#include "match/scene.h"

/* A hit of an event's pattern in one of a scene's two texts. */
struct candidate_hit {
  struct hit hit;
  bool in_joined; /* in scene->joined.text, else in scene->text */
};

/* What guards say of a hit. `guard` is NULL where they let it pass; else the
 * one that stopped it or, with `missing` set, the first of a `with` scope of
 * which none hit. */
struct verdict {
  const struct image_scoped *guard;
  bool missing;
};

/* Whether each scope of `with` has a guard that can hit where just the symbols
 * of `presence` occur. Guards of a turn may see more than that. */
bool hvl__guards_may(const struct matcher *matcher,
                     const struct image_event *event,
                     const struct presence *presence);

/* Ask all guards of `event` about `candidate`. HVL_OK, HVL_ERR_LIMIT or
 * HVL_ERR_MEMORY. */
hvl_status hvl__guards_ask(struct matcher *matcher, struct scene *scene,
                           const struct image_event *event,
                           const struct candidate_hit *candidate,
                           struct verdict *verdict);

#endif
