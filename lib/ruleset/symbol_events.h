/* SPDX-License-Identifier: MIT */
/* symbol_events.h - which events there may be by the symbols of a message. */
#ifndef HVL_RULESET_SYMBOL_EVENTS_H
#define HVL_RULESET_SYMBOL_EVENTS_H

#include "base/mem.h"
#include "ruleset/image.h"

/* A set of symbols is a bit each, in so many 64-bit words. */
static inline uint32_t hvl__symbol_words(const struct image *image) {
  return image->symbols_count / 64 + 1;
}

/* An event, and the symbol without which it is not meant: if there is no other,
 * the one that it is filed under. */
struct filed_event {
  uint32_t event, with;
};

/* Events by symbol. */
struct symbol_events {
  uint64_t *symbols; /* that have some, a bit each */
  uint32_t *first;   /* by symbol, and one more: range of `events` */
  struct filed_event *events;
};

/* Put an event under a symbol, for where `with` is there as well. */
struct symbol_filing;
void hvl__file_under(struct symbol_filing *filing, uint32_t symbol,
                     uint32_t with);

/* What files an event of `image` under symbols. */
typedef void hvl__filer(struct symbol_filing *filing, const struct image *image,
                        uint32_t event, const void *how);

/* File every event by `filer`, which is told `how`; false if memory runs out.
 * Free in both cases. */
bool hvl__symbol_events_make(struct symbol_events *made,
                             const struct image *image, hvl__filer *filer,
                             const void *how, const hvl_allocator *mem);
void hvl__symbol_events_free(struct symbol_events *made,
                             const hvl_allocator *mem);

#endif
