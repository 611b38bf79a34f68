/* SPDX-License-Identifier: MIT */
/* case.h - one conformance case: messages, and the findings they must have. */
#ifndef HVL_CONFORMANCE_CASE_H
#define HVL_CONFORMANCE_CASE_H

#include <stdbool.h>

#include "hvline.h"

enum {
  CASE_STEPS_MAX = 64,
  CASE_SPANS_MAX = 16,
  CASE_FINDINGS_MAX = 16,
  CASE_TEXT_MAX = 8192
};

/* A message, or a fact that is stated. */
struct case_step {
  bool fact;
  char name[64];  /* fact: its name; message: the account */
  char value[64]; /* fact */
  hvl_role role;
  char *text;
  size_t len;
};

struct wanted {
  char rule[64]; /* "": any */
  size_t message;
  unsigned level, severity; /* 0: any */
  long evasion;             /* -1: any */
  size_t at; /* the message whose feed reports it; SIZE_MAX: finish */
  hvl_span spans[CASE_SPANS_MAX];
  size_t span_count;
};

struct chat_case {
  struct case_step steps[CASE_STEPS_MAX];
  size_t step_count;
  struct wanted wanted[CASE_FINDINGS_MAX];
  size_t wanted_count;
  char bytes[CASE_TEXT_MAX]; /* holds the texts */
  size_t used;
};

/* Read `text`; NULL, or what is wrong with it. */
const char *case_parse(struct chat_case *out, const char *text);

#endif
