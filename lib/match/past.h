/* SPDX-License-Identifier: MIT */
/* past.h - what happened in the last messages: events, not texts. */
#ifndef HVL_MATCH_PAST_H
#define HVL_MATCH_PAST_H

#include "base/array.h"
#include "base/limits.h"
#include "ruleset/image.h"

enum {
  WINDOW = WITHIN_MAX,         /* messages that a rule may look back on */
  PASSED_TURN = 8,             /* messages of a turn that may be left unread */
  KEPT = WINDOW + PASSED_TURN, /* so that the turn of each can be read */
  HIT_SPANS = 4,               /* messages that one hit may spread over */
  CHAIN_MAX = AFTER_MAX        /* steps of one chain */
};

/* An event that happened in a message, and what shows it. */
struct happening {
  uint32_t event;
  uint32_t evasion; /* HVL_EVASION_* bits */
  uint32_t level;   /* least level by evasion */
  uint32_t span_count;
  hvl_span spans[HIT_SPANS];
};
HVL_ARRAY(struct happening, happenings);

struct past_message {
  hvl_role role;
  size_t turn; /* the number of its turn */
  struct happenings happenings;
  uint64_t *open; /* set of events that may have happened: nobody asked yet */
  bool closed;    /* `open` is empty, and was from the start */
  /* NULL; or, where only reading the message tells, or reading it again, the
   * set to go by: of one that was read `open`, of another all that may happen
   * in any. */
  const uint64_t *unread;
};

/* The last KEPT messages, and room for the one being judged. */
struct past {
  struct past_message ring[KEPT + 1];
  size_t count;   /* messages ever committed; the next one's index */
  size_t before;  /* messages of all conversations before this one */
  size_t passed;  /* 1 + the last one that was not read; 0: none */
  size_t *last;   /* by event: `before` + 1 + the last message it happened in,
                     or may have; no more than `before`: none, so that another
                     conversation finds them all cleared */
  uint32_t room;  /* happenings that each message has room for */
  size_t events;  /* elements of `last` */
  uint32_t words; /* elements of `open` */
  uint64_t *open; /* the sets of all messages */
};

/* Did `event` happen in `message`? */
struct question {
  size_t message;
  uint32_t event;
};

/* Was `message`, that was just judged, read? */
static inline bool hvl__past_was_read(const struct past_message *message) {
  return !message->unread || message->unread == message->open;
}

/* Room for `events` events; false without memory. Free in both cases. */
bool hvl__past_init(struct past *past, uint32_t events,
                    const hvl_allocator *mem);

void hvl__past_clear(struct past *past);
void hvl__past_free(struct past *past, const hvl_allocator *mem);

/* The slot of the message being judged; hvl__past_commit() keeps it. */
struct past_message *hvl__past_next(struct past *past);
void hvl__past_commit(struct past *past);

/* The slot of message `index`, which is kept. */
struct past_message *hvl__past_slot(struct past *past, size_t index);

/* All that may have happened in message `index` is known now, or open: all in
 * its slot but `unread` is set. */
void hvl__past_read(struct past *past, size_t index);

/* Note how an event happened in message `index`, which is kept or the one being
 * judged; false if memory runs out. */
bool hvl__past_add(struct past *past, size_t index,
                   const struct happening *happening, const hvl_allocator *mem);

/* Message `index`, which is kept or the one being judged. */
const struct past_message *hvl__past_at(const struct past *past, size_t index);

/* How `event` happened in `message`; NULL if it did not. */
const struct happening *hvl__past_find(const struct past_message *message,
                                       uint32_t event);

/* One more than the last message read in which `event` happened, or may have;
 * 0: none. */
static inline size_t hvl__past_noted(const struct past *past, uint32_t event) {
  size_t last = past->last[event];
  return last > past->before ? last - past->before : 0;
}

/* The same of all messages: in one that was not read it may have happened. */
static inline size_t hvl__past_last(const struct past *past, uint32_t event) {
  size_t last = hvl__past_noted(past, event);
  return last > past->passed ? last : past->passed;
}

/* Whether `step` may lead up to the message being judged, by when its event
 * happened last. */
bool hvl__past_may(const struct past *past, const struct image_step *step);

/* Is it left open in `message` whether `event` happened? */
bool hvl__past_is_open(const struct past_message *message, uint32_t event);

/* It was found out whether `event`, open in message `index`, happened there: if
 * it did, it is among the happenings. */
void hvl__past_settle(struct past *past, size_t index, uint32_t event);

/* Whether the chain of `count` steps at `steps` leads up to message `judged`
 * (one in the window, or the next). Stores the message of each step in `at`;
 * where nobody can tell before `question` is settled, stores that. */
enum lead { LEADS_NOT, LEADS, LEADS_PERHAPS };
enum lead hvl__past_chain(const struct past *past,
                          const struct image_step *steps, uint32_t count,
                          size_t judged, size_t at[CHAIN_MAX],
                          struct question *question);

#endif
