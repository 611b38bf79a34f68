/* SPDX-License-Identifier: MIT */
/* messages.c - everything the command says to people, in both languages. */
#include "base/messages.h"

#include <stdlib.h>
#include <string.h>

static const char *const texts[MESSAGE_COUNT][2] = {
#define MESSAGE(name, zh, en) {zh, en},
#include "base/messages.def"
#undef MESSAGE
};

const char *message_text(enum lang lang, enum message message) {
  return texts[message][lang];
}

const char *message_pick(enum lang lang, hvl_bilingual text) {
  const char *own = lang == LANG_ZH ? text.zh : text.en;
  const char *other = lang == LANG_ZH ? text.en : text.zh;
  return *own ? own : other;
}

const char *severity_text(enum lang lang, hvl_severity severity) {
  return message_text(lang, severity == HVL_ERROR     ? SEVERITY_ERROR
                            : severity == HVL_WARNING ? SEVERITY_WARNING
                                                      : SEVERITY_NOTE);
}

const char *severity_name(hvl_severity severity) {
  if (severity == HVL_ERROR) return "error";
  return severity == HVL_WARNING ? "warning" : "note";
}

const char *role_text(enum lang lang, hvl_role role) {
  return message_text(lang, role == HVL_SELLER  ? ROLE_SELLER
                            : role == HVL_BUYER ? ROLE_BUYER
                                                : ROLE_SYSTEM);
}

const char *diag_text(enum lang lang, const hvl_diag *diag) {
  return lang == LANG_ZH ? diag->message_zh : diag->message;
}

const char *status_text(enum lang lang, hvl_status status) {
  switch (status) {
  case HVL_ERR_ARGUMENT: return message_text(lang, LIBRARY_ARGUMENT);
  case HVL_ERR_MEMORY: return message_text(lang, LIBRARY_MEMORY);
  case HVL_ERR_IO: return message_text(lang, LIBRARY_IO);
  case HVL_ERR_RULES: return message_text(lang, LIBRARY_RULES);
  case HVL_ERR_FORMAT: return message_text(lang, LIBRARY_FORMAT);
  case HVL_ERR_VERSION: return message_text(lang, LIBRARY_VERSION);
  case HVL_ERR_LIMIT: return message_text(lang, LIBRARY_LIMIT);
  default: return message_text(lang, LIBRARY_STATE);
  }
}

/* The locale for messages, as POSIX has it; "" if none is set. */
static const char *locale_name(void) {
  static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *name = getenv(variables[i]);
    if (name && *name) return name;
  }
  return "";
}

enum lang lang_from_environment(void) {
  const char *name = locale_name();
  if (!*name || strncmp(name, "zh", 2) == 0) return LANG_ZH;
  if (strcmp(name, "C") == 0 || strncmp(name, "C.", 2) == 0) return LANG_ZH;
  return strcmp(name, "POSIX") == 0 ? LANG_ZH : LANG_EN;
}
