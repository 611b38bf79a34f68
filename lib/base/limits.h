/* SPDX-License-Identifier: MIT */
/* limits.h - numbers of the rule language that several layers must share. */
#ifndef HVL_BASE_LIMITS_H
#define HVL_BASE_LIMITS_H

enum {
  WITHIN_MAX = 32,   /* messages, or turns, between a step and what is judged */
  AFTER_MAX = 4,     /* steps of one chain of `after` */
  LATER_MAX = 16,    /* steps of `later` */
  WEIGHED_MAX = 16,  /* lines that a ruleset weighs */
  COLUMNS_MAX = 64,  /* features and lines that grams weigh for */
  LOCALS_MAX = 16,   /* features of what is near together */
  LOCAL_PLACES = 16, /* places of a text that a local feature sums up */
  BLENDS_MAX = 16,   /* of features */
  /* What a feature or blend may say of a line or blend, and what there may be
   * of it: so sums stay within 32 bits. */
  SPEAK_MOST = 4095,
  FEATURE_MOST = 8191,
  GATE_SHIFT = 10, /* of what there is behind a gate that is open, */
  GATE_OPEN = 1 << GATE_SHIFT,
  WEIGHT_MOST = 127, /* of a gram */
  WEIGHT_CODES = 16  /* different weights of grams for features; for lines */
};

#endif
