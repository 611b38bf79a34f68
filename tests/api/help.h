/* SPDX-License-Identifier: MIT */
/* help.h - what the tests of the public interface share. */
#ifndef HVL_API_HELP_H
#define HVL_API_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hvline.h"

/* A pack of rules that uses each feature of the language once. */
extern const char *const help_rules;

/* Compile one text; the test fails if it does not compile. */
hvl_ruleset *help_compile(const char *yaml, const hvl_options *options);
hvl_session *help_session(hvl_ruleset *ruleset, const hvl_options *options);
hvl_message help_message(hvl_role role, const char *text);

/* ---- Findings as text, to compare runs ----------------------------------- */

struct log {
  char *text; /* NUL-terminated */
  size_t len, cap;
};
void log_clear(struct log *log);
void log_free(struct log *log);

/* Take all waiting findings: a line each. */
void log_take(struct log *log, hvl_session *session);

/* The next finding of `session`, which must be of `rule` on `message`; NULL:
 * there must be none. */
const hvl_finding *help_expect(hvl_session *session, const char *rule,
                               size_t message);

/* ---- Random conversations with a fixed seed ------------------------------ */

struct dice {
  uint64_t state; /* not 0 */
};
/* A number below `bound` (above 0). */
uint32_t dice_roll(struct dice *dice, uint32_t bound);

enum { CHAT_MAX = 24, CHAT_TEXT_MAX = 400 };
struct chat {
  hvl_message messages[CHAT_MAX];
  size_t count;
  char texts[CHAT_MAX][CHAT_TEXT_MAX];
};

/* Fill `chat` with messages made of pieces of the examples of `ruleset`, some
 * disguised, some cut or damaged. */
void chat_roll(struct chat *chat, struct dice *dice,
               const hvl_ruleset *ruleset);

/* ---- Memory that runs out ------------------------------------------------ */

struct budget {
  size_t calls; /* allocations so far */
  size_t fail;  /* from this call on all fail; 0: none */
  size_t live;  /* blocks not yet freed */
};
hvl_allocator budget_allocator(struct budget *budget);

#endif
