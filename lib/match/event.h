/* SPDX-License-Identifier: MIT */
/* event.h - does an event happen in a message: its phrases, and their guards.
 */
#ifndef HVL_MATCH_EVENT_H
#define HVL_MATCH_EVENT_H

#include "match/past.h"
#include "match/pattern.h"
#include "match/scene.h"

/* Told about each hit that a guard stopped, by hvl__event_judge(). `hit` lies
 * in message scene->message; `guard` is what stopped it, or, for a `with` that
 * is missing, the first of its scope. Returns false if memory runs out. */
struct event_watch {
  bool (*stopped)(void *ctx, uint32_t pattern, hvl_span hit,
                  const struct image_scoped *guard, bool missing);
  void *ctx;
};

/* What hvl__event_judge() found: `*happened`, and then `happening` and the
 * pattern that hit. */
struct event_result {
  bool happened;
  uint32_t pattern;
  struct happening happening;
};

/* Asked to settle in the past whether `event`, open in `message`, happened, and
 * to note who cannot decide if that is undecided. False if memory runs out. */
struct event_settler {
  bool (*settle)(void *ctx, size_t message, uint32_t event);
  void *ctx;
};

/* What an event is judged by and on. */
struct setting {
  struct matcher *matcher;
  struct scene *scene;
  const struct past *past; /* what the earlier messages of the turn did */
  const struct event_watch *watch; /* may be NULL */
  struct event_settler settler;    /* for a scene that is joined */
};

/* Judge `event`. HVL_OK; HVL_ERR_LIMIT: some of its phrases are undecided, and
 * the result is what the others hit; HVL_ERR_MEMORY: nothing happened. */
hvl_status hvl__event_judge(const struct setting *setting, uint32_t event,
                            struct event_result *result);

#endif
