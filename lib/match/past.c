/* SPDX-License-Identifier: MIT */
/* past.c - looks back: does a chain of steps lead up to this message? */
#include "match/past.h"

#include <assert.h>
#include <string.h>

bool hvl__past_init(struct past *past, uint32_t events,
                    const hvl_allocator *mem) {
  *past = (struct past){.events = (size_t)events + 1};
  past->last = hvl__mem_zeroed(mem, past->events, sizeof *past->last);
  return past->last != NULL;
}

void hvl__past_clear(struct past *past) {
  past->count = 0;
  memset(past->last, 0, past->events * sizeof *past->last);
}

void hvl__past_free(struct past *past, const hvl_allocator *mem) {
  for (uint32_t i = 0; i < WINDOW + 1; i++)
    HVL_ARRAY_FREE(mem, &past->ring[i].happenings);
  hvl__mem_free(mem, past->last);
}

struct past_message *hvl__past_next(struct past *past) {
  return &past->ring[past->count % (WINDOW + 1)];
}

void hvl__past_commit(struct past *past) {
  const struct happenings *now = &hvl__past_next(past)->happenings;
  past->count++;
  for (uint32_t i = 0; i < now->len; i++)
    past->last[now->data[i].event] = past->count;
}

const struct past_message *hvl__past_at(const struct past *past, size_t index) {
  assert(index <= past->count && past->count - index <= WINDOW);
  return &past->ring[index % (WINDOW + 1)];
}

const struct happening *hvl__past_find(const struct past_message *message,
                                       uint32_t event) {
  for (uint32_t i = 0; i < message->happenings.len; i++)
    if (message->happenings.data[i].event == event)
      return &message->happenings.data[i];
  return NULL;
}

/* The first message that may be looked at for a step before `judged`. */
static size_t earliest(const struct past *past, const struct image_step *step,
                       size_t judged) {
  size_t reach = step->within < WINDOW ? step->within : WINDOW;
  size_t oldest = past->count > WINDOW ? past->count - WINDOW : 0;
  size_t first = judged > reach ? judged - reach : 0;
  return first > oldest ? first : oldest;
}

bool hvl__past_may(const struct past *past, const struct image_step *step) {
  return past->last[step->event] > earliest(past, step, past->count);
}

/* Is the message at `index` in the latest turn of its side before `judged`? */
static bool is_latest(const struct past *past, size_t index, size_t judged) {
  const struct past_message *message = hvl__past_at(past, index);
  for (size_t i = index + 1; i < judged; i++) {
    const struct past_message *later = hvl__past_at(past, i);
    if (later->role == message->role && later->turn != message->turn)
      return false;
  }
  return true;
}

static bool fits(const struct past *past, const struct image_step *step,
                 size_t index, size_t judged) {
  const struct past_message *message = hvl__past_at(past, index);
  if (!hvl__past_find(message, step->event)) return false;
  if (step->turns != NONE &&
      hvl__past_at(past, judged)->turn - message->turn > step->turns)
    return false;
  return !(step->flags & STEP_LATEST) || is_latest(past, index, judged);
}

/* Steps [0, count) before `judged`, nearest first; `failed[n]` remembers, a bit
 * a message, from where the first n steps could not be reached. */
static bool lead(const struct past *past, const struct image_step *steps,
                 uint32_t count, size_t judged, uint64_t failed[CHAIN_MAX],
                 size_t at[CHAIN_MAX]) {
  if (count == 0) return true;
  uint64_t bit = (uint64_t)1 << (past->count - judged);
  if (failed[count - 1] & bit) return false;
  const struct image_step *step = &steps[count - 1];
  size_t first = earliest(past, step, judged);
  for (size_t i = judged; i-- > first;) {
    at[count - 1] = i;
    if (fits(past, step, i, judged) &&
        lead(past, steps, count - 1, i, failed, at))
      return true;
    if (step->until != NONE &&
        hvl__past_find(hvl__past_at(past, i), step->until))
      break;
  }
  failed[count - 1] |= bit;
  return false;
}

bool hvl__past_chain(const struct past *past, const struct image_step *steps,
                     uint32_t count, size_t judged, size_t at[CHAIN_MAX]) {
  assert(count <= CHAIN_MAX);
  if (judged == past->count && count > 0 &&
      !hvl__past_may(past, &steps[count - 1]))
    return false;
  uint64_t failed[CHAIN_MAX] = {0};
  return lead(past, steps, count, judged, failed, at);
}
