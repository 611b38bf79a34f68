/* SPDX-License-Identifier: MIT */
/* messages.h - everything the command says to people, in both languages. */
#ifndef HVLINE_CLI_MESSAGES_H
#define HVLINE_CLI_MESSAGES_H

#include "hvline.h"

enum lang { LANG_ZH, LANG_EN };

/* One name for each entry of messages.def. */
enum message {
#define MESSAGE(name, zh, en) name,
#include "base/messages.def"
#undef MESSAGE
  MESSAGE_COUNT
};

/* The text of `message`; a printf format where messages.def has one. */
const char *message_text(enum lang lang, enum message message);

/* What a rule says, in `lang` or, where that is empty, in the other language.
 */
const char *message_pick(enum lang lang, hvl_bilingual text);

/* What they are called in `lang`; severity_name() is for programs: "error". */
const char *severity_text(enum lang lang, hvl_severity severity);
const char *severity_name(hvl_severity severity);
const char *role_text(enum lang lang, hvl_role role);

/* What is wrong, in `lang`. */
const char *diag_text(enum lang lang, const hvl_diag *diag);

/* What `status` means. */
const char *status_text(enum lang lang, hvl_status status);

/* The language of the first of the environment variables LC_ALL, LC_MESSAGES
 * and LANG that is not empty: Chinese if it names none ("C", "C.UTF-8",
 * "POSIX") or Chinese ("zh_CN.UTF-8"), or if all are empty; English otherwise.
 */
enum lang lang_from_environment(void);

#endif
