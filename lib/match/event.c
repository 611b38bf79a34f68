/* SPDX-License-Identifier: MIT */
/* event.c - finds the leftmost, longest hit of an event that no guard stops. */
#include "match/event.h"

#include "match/guard.h"

/* What one call of hvl__event_judge() works on. */
struct judging {
  const struct setting *setting;
  uint32_t id; /* of the event */
  const struct image_event *event;
  bool found;
  uint32_t pattern;
  struct candidate_hit best;
};

static hvl_span span_of(const struct text *text, size_t message, uint32_t start,
                        uint32_t end) {
  hvl_span span = {message, text->offsets[start],
                   text->offsets[end - 1] + text->sizes[end - 1]};
  return span;
}

/* One span for each message that the joined units [start, end) touch. */
static uint32_t joined_spans(const struct turn *joined, uint32_t start,
                             uint32_t end, hvl_span spans[HIT_SPANS]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < joined->segment_count; i++) {
    const struct segment *segment = &joined->segments[i];
    uint32_t last = hvl__turn_segment_end(joined, i);
    uint32_t from = start > segment->start ? start : segment->start;
    uint32_t to = end < last ? end : last;
    if (from < to)
      spans[count++] = span_of(&joined->text, segment->message, from, to);
  }
  return count;
}

static uint32_t spans_of(const struct scene *scene,
                         const struct candidate_hit *candidate,
                         hvl_span spans[HIT_SPANS]) {
  const struct hit *hit = &candidate->hit;
  if (candidate->in_joined)
    return joined_spans(&scene->joined, hit->start, hit->end, spans);
  spans[0] = span_of(&scene->text, scene->message, hit->start, hit->end);
  return 1;
}

static bool is_better(const struct judging *judging, const struct hit *hit) {
  const struct hit *best = &judging->best.hit;
  if (!judging->found || hit->start != best->start)
    return !judging->found || hit->start < best->start;
  return hit->end > best->end;
}

/* Ask the guards; where they stop the hit, tell the watch. */
static hvl_status consider(struct judging *judging, uint32_t pattern,
                           const struct candidate_hit *candidate, bool *pass) {
  struct verdict verdict;
  hvl_status status =
      hvl__guards_ask(judging->setting->matcher, judging->setting->scene,
                      judging->event, candidate, &verdict);
  *pass = status == HVL_OK && !verdict.guard;
  if (*pass && is_better(judging, &candidate->hit)) {
    judging->found = true;
    judging->pattern = pattern;
    judging->best = *candidate;
  }
  if (status == HVL_OK && verdict.guard && judging->setting->watch) {
    hvl_span spans[HIT_SPANS];
    uint32_t count = spans_of(judging->setting->scene, candidate, spans);
    if (!judging->setting->watch->stopped(judging->setting->watch->ctx, pattern,
                                          spans[count - 1], verdict.guard,
                                          verdict.missing))
      return HVL_ERR_MEMORY;
  }
  return status;
}

/* Before which unit a hit has to start so as not to be in vain, where `limit`
 * bounds it in any case; to explain, all are told. */
static uint32_t bound_of(const struct judging *judging, uint32_t limit) {
  if (!judging->found || judging->setting->watch) return limit;
  uint32_t start = judging->best.hit.start + 1;
  return limit == 0 || start < limit ? start : limit;
}

/* The first hit of `pattern` in the message itself that passes. */
static hvl_status look_here(struct judging *judging, uint32_t pattern) {
  const struct scene *scene = judging->setting->scene;
  struct candidate_hit candidate = {.in_joined = false};
  struct hit *hit = &candidate.hit;
  bool found, pass = false;
  for (uint32_t from = 0; !pass; from = hit->end) {
    struct search search = {.pattern = pattern,
                            .text = &scene->text,
                            .from = from,
                            .to = scene->text.count,
                            .before = bound_of(judging, 0),
                            .presence = &scene->here};
    hvl_status status =
        hvl__pattern_find(judging->setting->matcher, &search, &found, hit);
    if (status != HVL_OK || !found) return status;
    status = consider(judging, pattern, &candidate, &pass);
    if (status != HVL_OK) return status;
  }
  return HVL_OK;
}

/* Has the event happened in `message`, an earlier one? */
static hvl_status ask_earlier(const struct judging *judging, size_t message,
                              bool *happened) {
  const struct setting *setting = judging->setting;
  const struct past_message *earlier = hvl__past_at(setting->past, message);
  if (hvl__past_is_open(earlier, judging->id) &&
      !setting->settler.settle(setting->settler.ctx, message, judging->id))
    return HVL_ERR_MEMORY;
  *happened = hvl__past_find(earlier, judging->id) != NULL;
  return HVL_OK;
}

/* Has the event happened in a message before this one that the hit touches? */
static hvl_status half_did_it(const struct judging *judging,
                              const struct hit *hit, bool *did) {
  const struct scene *scene = judging->setting->scene;
  hvl_status status = HVL_OK;
  hvl_span spans[HIT_SPANS];
  uint32_t count = joined_spans(&scene->joined, hit->start, hit->end, spans);
  *did = false;
  for (uint32_t i = 0; i < count && status == HVL_OK && !*did; i++)
    if (spans[i].message != scene->message)
      status = ask_earlier(judging, spans[i].message, did);
  return status;
}

/* The first hit of `pattern` that begins in an earlier message of the turn,
 * ends in this one and passes. */
static hvl_status look_across(struct judging *judging, uint32_t pattern) {
  const struct scene *scene = judging->setting->scene;
  const struct text *text = &scene->joined.text;
  struct candidate_hit candidate = {.in_joined = true};
  struct hit *hit = &candidate.hit;
  bool found, half, pass = false;
  for (uint32_t from = 0; !pass; from = hit->start + 1) {
    struct search search = {.pattern = pattern,
                            .text = text,
                            .from = from,
                            .to = text->count,
                            .before = bound_of(judging, scene->shift),
                            .presence = &scene->both};
    hvl_status status =
        hvl__pattern_find(judging->setting->matcher, &search, &found, hit);
    if (status != HVL_OK || !found) return status;
    if (hit->end <= scene->shift) continue;
    status = half_did_it(judging, hit, &half);
    if (status != HVL_OK) return status;
    if (half) continue;
    hit->evasion |= HVL_EVASION_TURN;
    status = consider(judging, pattern, &candidate, &pass);
    if (status != HVL_OK) return status;
  }
  return HVL_OK;
}

/* Can the event spread over messages? Quicker than reading them again. */
static bool may_spread(const struct judging *judging) {
  struct scene *scene = judging->setting->scene;
  struct matcher *matcher = judging->setting->matcher;
  const struct presence *guess =
      hvl__scene_guess(scene, &matcher->ruleset->image);
  const struct image_pattern *patterns = matcher->ruleset->image.patterns;
  uint32_t first = judging->event->first[scene->role];
  uint32_t end = first + judging->event->patterns[scene->role];
  for (uint32_t p = first; p < end; p++)
    if (hvl__presence_admits(guess, &patterns[p]) &&
        hvl__pattern_may(matcher, p, guess))
      return true;
  return false;
}

/* The hit of all patterns. Undecided ones let the others run: the worst status
 * is kept. */
static hvl_status look(struct judging *judging, bool across) {
  const struct image *image = &judging->setting->matcher->ruleset->image;
  struct scene *scene = judging->setting->scene;
  const struct presence *presence =
      across ? hvl__scene_both(scene, image) : &scene->here;
  if (!judging->setting->watch &&
      !hvl__guards_may(judging->setting->matcher, judging->event, presence))
    return HVL_OK;
  uint32_t first = judging->event->first[judging->setting->scene->role];
  uint32_t end =
      first + judging->event->patterns[judging->setting->scene->role];
  hvl_status worst = HVL_OK;
  for (uint32_t p = first; p < end; p++) {
    if (!hvl__presence_admits(presence, &image->patterns[p])) continue;
    hvl__matcher_refill(judging->setting->matcher);
    hvl_status status =
        across ? look_across(judging, p) : look_here(judging, p);
    if (status == HVL_ERR_MEMORY) return status;
    if (status != HVL_OK) worst = status;
  }
  return worst;
}

static void fill(const struct judging *judging, struct event_result *result) {
  const struct hit *hit = &judging->best.hit;
  result->happened = true;
  result->pattern = judging->pattern;
  result->happening.event = judging->id;
  result->happening.evasion = hit->evasion;
  result->happening.level = hit->level;
  result->happening.span_count = spans_of(
      judging->setting->scene, &judging->best, result->happening.spans);
}

hvl_status hvl__event_judge(const struct setting *setting, uint32_t event,
                            struct event_result *result) {
  const struct image_event *record =
      &setting->matcher->ruleset->image.events[event];
  const struct scene *scene = setting->scene;
  struct judging judging = {.setting = setting, .id = event, .event = record};
  result->happened = false;
  if (record->account != ACCOUNT_ANY && record->account != scene->side)
    return HVL_OK;
  hvl_status status = look(&judging, false);
  if (status != HVL_ERR_MEMORY && !judging.found && scene->shift > 0 &&
      (record->flags & EVENT_SPLIT) && may_spread(&judging)) {
    hvl_status across = look(&judging, true);
    if (across != HVL_OK) status = across;
  }
  if (status != HVL_ERR_MEMORY && judging.found) fill(&judging, result);
  return status;
}
