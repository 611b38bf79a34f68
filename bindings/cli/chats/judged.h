/* SPDX-License-Identifier: MIT */
/* judged.h - a conversation or template that was judged, and its findings. */
#ifndef HVLINE_CLI_JUDGED_H
#define HVLINE_CLI_JUDGED_H

#include "chats/chat.h"

/* What tells a finding from others, from run to run: 16 hex digits and a NUL.
 */
enum { FINGERPRINT_SIZE = 17 };
struct fingerprint {
  char text[FINGERPRINT_SIZE];
};

/* With all that the judge found until verdicts_take() has left what is to be
 * reported. */
struct judged {
  const char *source; /* as messages call it: of a sheet "book.xlsx[May]" */
  const char *file;   /* as messages call that */
  const struct chat *chat;
  const hvl_finding *findings; /* in order of message, then rule id */
  const struct fingerprint
      *fingerprints; /* of these, from verdicts_take() on */
  size_t count;      /* perhaps 0 */
  hvl_text said;     /* by the judge, for log_replay() */
};

#endif
