/* SPDX-License-Identifier: MIT */
/* guard.c - looks around a hit for what stops it and for what it needs. */
#include "match/guard.h"

/* The text that a guard of some scope reads, and the hit's place in it. */
struct view {
  const struct text *text;
  const struct presence *presence;
  struct hit hit;
};

/* Guards of a turn read the joined text, as does a hit that lies in it. */
static struct view view_of(const struct scene *scene,
                           const struct candidate_hit *candidate,
                           enum scope scope) {
  struct view view = {&scene->text, &scene->here, candidate->hit};
  bool joined = candidate->in_joined;
  if (!joined && scope == SCOPE_TURN && scene->shift > 0 &&
      scene->shift + candidate->hit.end <= scene->joined.text.count) {
    view.hit.start += scene->shift;
    view.hit.end += scene->shift;
    joined = true;
  }
  if (joined) {
    view.text = &scene->joined.text;
    view.presence = &scene->both;
  }
  return view;
}

static bool overlaps(const struct hit *a, const struct hit *b) {
  return a->start < b->end && b->start < a->end;
}

/* Does the guard's pattern hit in its scope around the view's hit? */
static hvl_status guard_hits(struct matcher *matcher, const struct view *view,
                             const struct image_scoped *guard, bool *hits) {
  const struct image *image = &matcher->ruleset->image;
  const struct image_pattern *pattern = &image->patterns[guard->pattern];
  enum scope scope = (enum scope)guard->scope;
  *hits = false;
  if (!hvl__presence_admits(view->presence, image, pattern)) return HVL_OK;
  struct stretch stretch =
      hvl__scope_range(view->text, &view->hit, scope, pattern->reach);
  struct search search = {.pattern = guard->pattern,
                          .text = view->text,
                          .from = stretch.from,
                          .to = stretch.to,
                          .anchor = &view->hit,
                          .presence = view->presence};
  for (;;) {
    struct hit hit;
    bool found;
    hvl_status status = hvl__pattern_find(matcher, &search, &found, &hit);
    if (status != HVL_OK || !found) return status;
    if (scope != SCOPE_OVERLAP || overlaps(&hit, &view->hit)) {
      *hits = true;
      return HVL_OK;
    }
    if (hit.start >= view->hit.end) return HVL_OK;
    search.from = hit.start + 1;
  }
}

/* The first of `count` guards at `guards` that hits, or NULL. */
static hvl_status first_that_hits(struct matcher *matcher,
                                  const struct scene *scene,
                                  const struct candidate_hit *candidate,
                                  const struct image_scoped *guards[2],
                                  const struct image_scoped **hitting) {
  *hitting = NULL;
  for (const struct image_scoped *g = guards[0]; g < guards[1]; g++) {
    struct view view = view_of(scene, candidate, (enum scope)g->scope);
    bool hits;
    hvl_status status = guard_hits(matcher, &view, g, &hits);
    if (status != HVL_OK) return status;
    if (hits) {
      *hitting = g;
      return HVL_OK;
    }
  }
  return HVL_OK;
}

hvl_status hvl__guards_ask(struct matcher *matcher, const struct scene *scene,
                           const struct image_event *event,
                           const struct candidate_hit *candidate,
                           struct verdict *verdict) {
  const struct image_scoped *all = matcher->ruleset->image.scoped;
  const struct image_scoped *range[2] = {all + event->unless,
                                         all + event->unless + event->unlesses};
  verdict->missing = false;
  hvl_status status =
      first_that_hits(matcher, scene, candidate, range, &verdict->guard);
  if (status != HVL_OK || verdict->guard) return status;

  const struct image_scoped *end = all + event->with + event->withs;
  for (range[0] = all + event->with; range[0] < end; range[0] = range[1]) {
    const struct image_scoped *hitting;
    range[1] = range[0];
    while (range[1] < end && range[1]->scope == range[0]->scope) range[1]++;
    status = first_that_hits(matcher, scene, candidate, range, &hitting);
    if (status != HVL_OK) return status;
    if (!hitting) {
      *verdict = (struct verdict){range[0], true};
      return HVL_OK;
    }
  }
  return HVL_OK;
}
