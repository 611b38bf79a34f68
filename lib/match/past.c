/* SPDX-License-Identifier: MIT */
/* past.c - looks back: does a chain of steps lead up to this message? */
#include "match/past.h"

#include <assert.h>

#include "base/bits.h"

enum {
  BITS = 64,
  FIRST_ROOM = 8 /* happenings of a message that there is room for */
};

bool hvl__past_init(struct past *past, uint32_t events,
                    const hvl_allocator *mem) {
  *past =
      (struct past){.events = (size_t)events + 1, .words = events / BITS + 1};
  past->last = hvl__mem_zeroed(mem, past->events, sizeof *past->last);
  past->open = hvl__mem_zeroed(mem, (KEPT + 1) * (size_t)past->words,
                               sizeof *past->open);
  if (!past->last || !past->open) return false;
  for (uint32_t i = 0; i < KEPT + 1; i++)
    past->ring[i].open = past->open + i * (size_t)past->words;
  return true;
}

void hvl__past_clear(struct past *past) {
  past->before += past->count;
  past->count = past->passed = 0;
}

void hvl__past_free(struct past *past, const hvl_allocator *mem) {
  for (uint32_t i = 0; i < KEPT + 1; i++)
    HVL_ARRAY_FREE(mem, &past->ring[i].happenings);
  hvl__mem_free(mem, past->last);
  hvl__mem_free(mem, past->open);
}

struct past_message *hvl__past_slot(struct past *past, size_t index) {
  assert(index <= past->count && past->count - index <= KEPT);
  return &past->ring[index % (KEPT + 1)];
}

struct past_message *hvl__past_next(struct past *past) {
  return hvl__past_slot(past, past->count);
}

static void note_last(struct past *past, uint32_t event, size_t index) {
  if (hvl__past_noted(past, event) <= index)
    past->last[event] = past->before + index + 1;
}

/* Note what happened in message `index`, or may have. */
static void note_message(struct past *past, size_t index) {
  const struct past_message *message = hvl__past_slot(past, index);
  for (uint32_t i = 0; i < message->happenings.len; i++)
    note_last(past, message->happenings.data[i].event, index);
  if (message->closed) return;
  for (uint32_t i = 0; i < past->words; i++)
    for (uint64_t open = message->open[i]; open != 0; open &= open - 1)
      note_last(past, i * BITS + hvl__lowest_bit(open), index);
}

void hvl__past_commit(struct past *past) {
  size_t index = past->count++;
  if (hvl__past_was_read(hvl__past_slot(past, index)))
    note_message(past, index);
  else
    past->passed = past->count;
}

void hvl__past_read(struct past *past, size_t index) {
  hvl__past_slot(past, index)->unread = NULL;
  note_message(past, index);
}

const struct past_message *hvl__past_at(const struct past *past, size_t index) {
  assert(index <= past->count && past->count - index <= KEPT);
  return &past->ring[index % (KEPT + 1)];
}

const struct happening *hvl__past_find(const struct past_message *message,
                                       uint32_t event) {
  for (uint32_t i = 0; i < message->happenings.len; i++)
    if (message->happenings.data[i].event == event)
      return &message->happenings.data[i];
  return NULL;
}

/* Room for twice as many happenings in every message: a session of which one
 * message needed it does not grow on as others do. */
static bool make_room(struct past *past, const hvl_allocator *mem) {
  uint32_t room = past->room ? past->room * 2 : FIRST_ROOM;
  for (uint32_t i = 0; i < KEPT + 1; i++) {
    struct happenings *happenings = &past->ring[i].happenings;
    if (!HVL_RESERVE(mem, happenings, room - happenings->len)) return false;
  }
  past->room = room;
  return true;
}

bool hvl__past_add(struct past *past, size_t index,
                   const struct happening *happening,
                   const hvl_allocator *mem) {
  struct happenings *happenings = &hvl__past_slot(past, index)->happenings;
  if (happenings->len == past->room && !make_room(past, mem)) return false;
  happenings->data[happenings->len++] = *happening;
  return true;
}

/* ---- What nobody asked yet ----------------------------------------------- */

bool hvl__past_is_open(const struct past_message *message, uint32_t event) {
  const uint64_t *open = message->unread ? message->unread : message->open;
  return hvl__bits_has(open, event);
}

static size_t oldest(const struct past *past) {
  return past->count > WINDOW ? past->count - WINDOW : 0;
}

void hvl__past_settle(struct past *past, size_t index, uint32_t event) {
  struct past_message *message = hvl__past_slot(past, index);
  size_t last = index + 1;
  hvl__bits_remove(message->open, event);
  if (hvl__past_noted(past, event) != last) return;
  for (; last > oldest(past); last--) {
    message = hvl__past_slot(past, last - 1);
    if (hvl__past_is_open(message, event) || hvl__past_find(message, event))
      break;
  }
  past->last[event] = last > oldest(past) ? past->before + last : 0;
}

/* ---- Looking back -------------------------------------------------------- */

/* The first message that may be looked at for a step before `judged`. */
static size_t earliest(const struct past *past, const struct image_step *step,
                       size_t judged) {
  size_t reach = step->within < WINDOW ? step->within : WINDOW;
  size_t first = judged > reach ? judged - reach : 0;
  return first > oldest(past) ? first : oldest(past);
}

bool hvl__past_may(const struct past *past, const struct image_step *step) {
  return hvl__past_last(past, step->event) > earliest(past, step, past->count);
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

/* Would `step`, in message `index`, be near enough to `judged`? */
static bool is_near(const struct past *past, const struct image_step *step,
                    size_t index, size_t judged) {
  size_t turn = hvl__past_at(past, index)->turn;
  if (step->turns != NONE &&
      hvl__past_at(past, judged)->turn - turn > step->turns)
    return false;
  return !(step->flags & STEP_LATEST) || is_latest(past, index, judged);
}

/* What looking back works on. */
struct looking {
  const struct past *past;
  const struct image_step *steps;
  uint64_t failed[CHAIN_MAX]; /* [n]: a bit for each message from where the
                                 first n steps could not be reached */
  size_t *at;
  struct question *question;
};

/* Did `event` happen in message `index`? */
static enum lead happened(struct looking *looking, size_t index,
                          uint32_t event) {
  const struct past_message *message = hvl__past_at(looking->past, index);
  if (hvl__past_is_open(message, event)) {
    *looking->question = (struct question){index, event};
    return LEADS_PERHAPS;
  }
  return hvl__past_find(message, event) ? LEADS : LEADS_NOT;
}

/* Does nothing close `step` in messages [from, to)? */
static enum lead is_unclosed(struct looking *looking,
                             const struct image_step *step, size_t from,
                             size_t to) {
  for (size_t i = to; step->until != NONE && i-- > from;) {
    enum lead closed = happened(looking, i, step->until);
    if (closed == LEADS_PERHAPS) return closed;
    if (closed == LEADS) return LEADS_NOT;
  }
  return LEADS;
}

/* Steps [0, count) before `judged`, nearest first. */
static enum lead lead(struct looking *looking, uint32_t count, size_t judged) {
  if (count == 0) return LEADS;
  uint64_t bit = (uint64_t)1 << (looking->past->count - judged);
  if (looking->failed[count - 1] & bit) return LEADS_NOT;
  const struct image_step *step = &looking->steps[count - 1];
  size_t first = earliest(looking->past, step, judged), unclosed = judged;
  for (size_t i = judged; i-- > first;) {
    if (!is_near(looking->past, step, i, judged)) continue;
    enum lead found = happened(looking, i, step->event);
    if (found == LEADS_PERHAPS) return found;
    if (found == LEADS_NOT) continue;
    found = is_unclosed(looking, step, i + 1, unclosed);
    if (found == LEADS_PERHAPS) return found;
    if (found == LEADS_NOT) break;
    unclosed = i + 1;
    looking->at[count - 1] = i;
    found = lead(looking, count - 1, i);
    if (found != LEADS_NOT) return found;
  }
  looking->failed[count - 1] |= bit;
  return LEADS_NOT;
}

enum lead hvl__past_chain(const struct past *past,
                          const struct image_step *steps, uint32_t count,
                          size_t judged, size_t at[CHAIN_MAX],
                          struct question *question) {
  assert(count <= CHAIN_MAX);
  if (judged == past->count && count > 0 &&
      !hvl__past_may(past, &steps[count - 1]))
    return LEADS_NOT;
  struct looking looking = {past, steps, {0}, at, question};
  return lead(&looking, count, judged);
}
