/* SPDX-License-Identifier: MIT */
/* fingerprint.h - what tells a finding from others, from run to run.
 *
 * The fingerprint of a finding is of its rule, the text of its message and its
 * file; in a chat also of the conversation's name and of the how manieth
 * message of this text it is in there. Where the file names no conversation,
 * the account and the time of the message stand in for its name. What is alike
 * even then, as templates of one text, is told apart by its order in the file.
 *
 * It is not of a line, so that it stays the same where rows move. How the text
 * is spaced, punctuated or cased does not count, nor what reports mask, as a
 * short text could be guessed from it; nor how the file is named, as long as it
 * is the same one seen from the same folder. */
#ifndef HVLINE_CLI_FINGERPRINT_H
#define HVLINE_CLI_FINGERPRINT_H

#include "base/options.h"
#include "chats/judged.h"

struct fingerprinting;

/* For one run of `command`, COMMAND_AUDIT or COMMAND_CHECK. */
struct fingerprinting *fingerprinting_new(enum command command);
void fingerprinting_free(struct fingerprinting *fingerprinting);

/* Set the fingerprints of all findings of `judged`, which are in order of
 * message; to be called for all of a run, in order, one file behind the other.
 * They are borrowed until the next call. */
void fingerprinting_apply(struct fingerprinting *fingerprinting,
                          struct judged *judged);

#endif
