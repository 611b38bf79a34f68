/* SPDX-License-Identifier: MIT */
/* messages.c - everything the command says to people, in both languages. */
#include "messages.h"

#include <stdlib.h>
#include <string.h>

static const char *const texts[MESSAGE_COUNT][2] = {
#define MESSAGE(name, zh, en) {zh, en},
#include "messages.def"
#undef MESSAGE
};

const char *message_text(enum lang lang, enum message message) {
  return texts[message][lang];
}

enum lang lang_from_environment(void) {
  const char *name = getenv("LANG");
  if (!name || !*name || strncmp(name, "zh", 2) == 0) return LANG_ZH;
  if (strcmp(name, "C") == 0 || strncmp(name, "C.", 2) == 0) return LANG_ZH;
  return strcmp(name, "POSIX") == 0 ? LANG_ZH : LANG_EN;
}
