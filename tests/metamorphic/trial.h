/* SPDX-License-Identifier: MIT */
/* trial.h - an example of a rule, ready to be disguised and judged again. */
#ifndef HVL_METAMORPHIC_TRIAL_H
#define HVL_METAMORPHIC_TRIAL_H

#include "line.h"
#include "pack.h"
#include "vocabulary.h"

enum { CHAT_MAX = 64 };

struct trial {
  const hvl_example *example;
  size_t first, last; /* the messages that `line` stands for */
  struct line line;
};

enum verdict { FOUND_NOT, FOUND_BY_LINE, FOUND_BY_RULE, JUDGED_NOT };

/* What is needed to try: a session of level 3. */
struct judge {
  hvl_session *session;
  const struct pack *pack;
  struct vocabulary words;
};

/* Make `trial` of the example, its disguisable words marked; false if it cannot
 * be judged as it stands. */
bool trial_make(struct trial *trial, struct judge *judge,
                const hvl_example *example);

/* Judge the example with `line` in place of its own. */
enum verdict trial_judge(const struct trial *trial, struct judge *judge,
                         const struct line *line);

#endif
