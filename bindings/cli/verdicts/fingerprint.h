/* SPDX-License-Identifier: MIT */
/* fingerprint.h - what tells a finding from others, from run to run. */
#ifndef HVLINE_CLI_FINGERPRINT_H
#define HVLINE_CLI_FINGERPRINT_H

#include "chats/judged.h"

/* 16 hex digits and a NUL. */
enum { FINGERPRINT_SIZE = 17 };

/* The fingerprint of `finding`: of its rule, the text of its message and its
 * source, not of its line, so that it stays the same where rows move. How the
 * text is spaced, punctuated or cased does not count, nor what reports mask, as
 * a short text could be guessed from it; nor how the source is named, as long
 * as it is the same file seen from the same folder. Findings of one rule in
 * equal texts of a source share it. */
void fingerprint_of(char out[FINGERPRINT_SIZE], const struct judged *judged,
                    const hvl_finding *finding);

#endif
