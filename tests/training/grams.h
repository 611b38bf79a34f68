/* SPDX-License-Identifier: MIT */
/* grams.h - labelled messages as counts of grams, to learn weights from. */
#ifndef HVL_TRAINING_GRAMS_H
#define HVL_TRAINING_GRAMS_H

#include "record.h"
#include "ruleset/image.h"

/* A gram and how often it stands before one message, in SHARE_PARTS. */
struct counted {
  uint64_t key;
  int32_t count;
};

/* A gram of the message itself, and the place where it begins. */
struct placed {
  uint64_t key;
  uint32_t place;
};

/* A message of the shop's: what is known of it, and what is not in question. */
struct sample {
  struct placed *own;     /* by rising place */
  struct counted *before; /* by rising key */
  uint32_t own_count, before_count;
  uint32_t places;  /* of the message */
  uint32_t crossed; /* a bit a line: it crosses that */
  uint32_t unasked; /* a bit a line: the facts leave nothing to learn of it */
};

/* A gram by the index of its key among those that count, and how often. */
struct term {
  uint32_t key;
  float times;
};

/* The same at its place, once. */
struct place_term {
  uint32_t key, place;
};

/* The grams of a sample that count. */
struct row {
  struct place_term *own;
  struct term *before;
  uint32_t own_count, before_count, places;
};

struct samples {
  struct sample *data;
  size_t count, cap;
};

/* The names of the lines, in order. */
struct lines {
  const char *names[WEIGHED_MAX];
  uint32_t count;
};

/* Add a sample for each of the shop's messages of `record`, or just the last
 * one. Exits when memory runs out, as all here. */
void samples_add(struct samples *samples, const struct image *image,
                 const struct lines *lines, const struct record *record,
                 bool last);
void samples_free(struct samples *samples);

/* The place of the line called `name`, or lines->count. */
uint32_t lines_find(const struct lines *lines, const char *name);

#endif
