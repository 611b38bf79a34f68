/* SPDX-License-Identifier: MIT */
/* regex_check.h - what a regular expression in a phrase may hold, and how far
 * it may reach. */
#ifndef HVL_RULES_REGEX_CHECK_H
#define HVL_RULES_REGEX_CHECK_H

#include "rules/phrase.h"

/* Check the expression at [from, to) of `source`, between its slashes. Sets
 * `node->text` to it with open repetitions closed at REGEX_RUN, and `node->gap`
 * to the most characters it can match. False after recording every fault in
 * `diags`, or if memory runs out (`diags->failed`). */
bool hvl__regex_check(const struct phrase_source *source, size_t from,
                      size_t to, struct phrase *node, struct arena *arena,
                      struct diag_list *diags);

/* a-z, A-Z: what makes an escape of a `\` before it. */
static inline bool hvl__regex_is_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

#endif
