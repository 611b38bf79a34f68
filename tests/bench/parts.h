/* SPDX-License-Identifier: MIT */
/* parts.h - the parts of the benchmark; each adds its lines to the report. */
#ifndef HVL_BENCH_PARTS_H
#define HVL_BENCH_PARTS_H

#include "corpus.h"
#include "report.h"

struct settings {
  size_t messages;      /* at most, of each corpus */
  size_t rounds;        /* whose median counts */
  size_t tolerated;     /* differences between peers */
  size_t database_most; /* expressions of a database of Hyperscan */
  const char *vectorscan, *hyperscan; /* shared libraries; NULL: without */
  const char *cache;                  /* folder */
  const char *json;                   /* file to write; NULL: none */
  const char *parts;                  /* letters of those to run */
  const char *self;                   /* this program */
};

enum { CORPORA_MAX = 3 };

struct text_source {
  const char *name;
  bool rich; /* full of violations */
  struct corpus corpus;
};

struct bench {
  struct settings settings;
  hvl_ruleset *ruleset;
  struct report report;
  struct text_source texts[CORPORA_MAX]; /* the real chats first, if there */
  size_t texts_count;
};

/* Peers against our feed and check; false if the peers differ too much. */
bool part_versus(struct bench *bench);

/* Ten times the rules; messages and conversations of growing length. */
void part_growth(struct bench *bench);

/* A ruleset's way from nothing to ready, and from text to ready. */
void part_start(struct bench *bench);

/* Single calls of check: how long the slowest take; allocations. */
void part_steady(struct bench *bench);

/* Two threads that share a ruleset. */
void part_threads(struct bench *bench);

#endif
