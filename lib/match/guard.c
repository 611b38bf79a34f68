/* SPDX-License-Identifier: MIT */
/* guard.c - looks around a hit for what stops it and for what it needs. */
#include "match/guard.h"

/* The text that a guard of some scope reads, and the hit's place in it. */
struct view {
  const struct text *text;
  const struct presence *presence;
  struct hit hit;
  struct guard_memo *memos; /* by guard; NULL: not for this text */
  size_t scene;
};

/* Guards of a turn read the joined text, as does a hit that lies in it. */
static struct view view_of(const struct matcher *matcher, struct scene *scene,
                           const struct candidate_hit *candidate,
                           enum scope scope) {
  struct view view = {&scene->text, &scene->here, candidate->hit, scene->memos,
                      scene->number};
  bool joined = candidate->in_joined;
  if (!joined && scope == SCOPE_TURN && scene->shift > 0 &&
      scene->shift + candidate->hit.end <= scene->joined.text.count) {
    view.hit.start += scene->shift;
    view.hit.end += scene->shift;
    joined = true;
  }
  if (joined) {
    view.text = &scene->joined.text;
    view.presence = hvl__scene_both(scene, &matcher->ruleset->image);
    view.memos = NULL;
  }
  return view;
}

static bool overlaps(const struct hit *a, const struct hit *b) {
  return a->start < b->end && b->start < a->end;
}

static hvl_status find(struct matcher *matcher, const struct view *view,
                       uint32_t pattern, struct stretch stretch,
                       struct guard_memo *result) {
  struct search search = {.pattern = pattern,
                          .text = view->text,
                          .from = stretch.from,
                          .to = stretch.to,
                          .anchor = &view->hit,
                          .presence = view->presence};
  result->searched = stretch;
  return hvl__pattern_find(matcher, &search, &result->found, &result->hit);
}

/* Does a hit of the guard's pattern overlap the view's hit? */
static hvl_status hits_over(struct matcher *matcher, const struct view *view,
                            uint32_t pattern, struct stretch stretch,
                            bool *hits) {
  struct guard_memo result;
  for (;; stretch.from = result.hit.start + 1) {
    hvl_status status = find(matcher, view, pattern, stretch, &result);
    if (status != HVL_OK || !result.found) return status;
    *hits = overlaps(&result.hit, &view->hit);
    if (*hits || result.hit.start >= view->hit.end) return HVL_OK;
  }
}

/* Does the guard's pattern, which has neither @ nor a regex, hit in `stretch`?
 * What was found around earlier hits is used, so that many hits in one text
 * cost little more than one. */
static hvl_status hits_again(struct matcher *matcher, const struct view *view,
                             const struct image_scoped *guard,
                             struct stretch stretch, bool *hits) {
  const struct image *image = &matcher->ruleset->image;
  struct guard_memo *memo = &view->memos[guard - image->scoped];
  struct stretch rest = stretch;
  if (memo->scene == view->scene && memo->searched.from <= stretch.from) {
    uint32_t reach = image->patterns[guard->pattern].reach;
    *hits = memo->found && memo->hit.start >= stretch.from &&
            memo->hit.end <= stretch.to;
    if (*hits) return HVL_OK;
    if (!memo->found && stretch.to <= memo->searched.to) return HVL_OK;
    if (!memo->found && memo->searched.to > rest.from + reach)
      rest.from = memo->searched.to - reach;
  }
  hvl_status status = find(matcher, view, guard->pattern, rest, memo);
  memo->searched.from = stretch.from;
  memo->scene = status == HVL_OK ? view->scene : 0;
  *hits = memo->found;
  return status;
}

/* Does the guard's pattern hit in its scope around the view's hit? */
static hvl_status guard_hits(struct matcher *matcher, const struct view *view,
                             const struct image_scoped *guard, bool *hits) {
  const struct image *image = &matcher->ruleset->image;
  const struct image_pattern *pattern = &image->patterns[guard->pattern];
  enum scope scope = (enum scope)guard->scope;
  *hits = false;
  if (!hvl__presence_admits(view->presence, pattern)) return HVL_OK;
  struct stretch stretch =
      hvl__scope_range(view->text, &view->hit, scope, pattern->reach);
  if (scope == SCOPE_OVERLAP)
    return hits_over(matcher, view, guard->pattern, stretch, hits);
  if (!(pattern->flags & (PATTERN_HAS_HIT | PATTERN_HAS_REGEX)) && view->memos)
    return hits_again(matcher, view, guard, stretch, hits);
  if (pattern->flags & PATTERN_NEEDS_HIT) {
    struct stretch near =
        hvl__scope_range(view->text, &view->hit, SCOPE_OVERLAP, pattern->reach);
    if (stretch.from < near.from) stretch.from = near.from;
    if (stretch.to > near.to) stretch.to = near.to;
  }
  if (!hvl__presence_admits_in(view->presence, pattern, stretch.from,
                               stretch.to))
    return HVL_OK;
  struct guard_memo result;
  hvl_status status = find(matcher, view, guard->pattern, stretch, &result);
  *hits = result.found;
  return status;
}

/* The first of `count` guards at `guards` that hits, or NULL. */
static hvl_status first_that_hits(struct matcher *matcher, struct scene *scene,
                                  const struct candidate_hit *candidate,
                                  const struct image_scoped *guards[2],
                                  const struct image_scoped **hitting) {
  struct view view;
  *hitting = NULL;
  for (const struct image_scoped *g = guards[0]; g < guards[1]; g++) {
    bool hits;
    if (g == guards[0] || g->scope != g[-1].scope)
      view = view_of(matcher, scene, candidate, (enum scope)g->scope);
    hvl_status status = guard_hits(matcher, &view, g, &hits);
    if (status != HVL_OK) return status;
    if (hits) {
      *hitting = g;
      return HVL_OK;
    }
  }
  return HVL_OK;
}

/* Behind the guards at `guard` that have its scope. */
static const struct image_scoped *scope_end(const struct image_scoped *guard,
                                            const struct image_scoped *end) {
  const struct image_scoped *next = guard;
  while (next < end && next->scope == guard->scope) next++;
  return next;
}

bool hvl__guards_may(const struct matcher *matcher,
                     const struct image_event *event,
                     const struct presence *presence) {
  const struct image *image = &matcher->ruleset->image;
  const struct image_scoped *guard = image->scoped + event->with;
  const struct image_scoped *end = guard + event->withs, *next;
  for (; guard < end; guard = next) {
    bool may = guard->scope == SCOPE_TURN;
    next = scope_end(guard, end);
    for (; !may && guard < next; guard++)
      may = hvl__presence_admits(presence, &image->patterns[guard->pattern]);
    if (!may) return false;
  }
  return true;
}

hvl_status hvl__guards_ask(struct matcher *matcher, struct scene *scene,
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
    range[1] = scope_end(range[0], end);
    status = first_that_hits(matcher, scene, candidate, range, &hitting);
    if (status != HVL_OK) return status;
    if (!hitting) {
      *verdict = (struct verdict){range[0], true};
      return HVL_OK;
    }
  }
  return HVL_OK;
}
