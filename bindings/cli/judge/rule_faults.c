/* SPDX-License-Identifier: MIT */
/* rule_faults.c - tells what is wrong in files of rules. */
#include "judge/rule_faults.h"

#include <string.h>

enum {
  SHOWN = 20,
  FEW_CLASHES = 3 /* more are a copy of the built-in rules */
};

/* An error that names a place in the built-in rules: what it is about is
 * defined there already. */
static bool is_clash(const hvl_diag *diag) {
  return diag->severity == HVL_ERROR && strstr(diag->message, " (built-in)/");
}

void rule_faults_begin(struct rule_faults *faults, const hvl_compiler *compiler,
                       struct log *log) {
  const hvl_diag *diag;
  *faults = (struct rule_faults){.log = log};
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++) {
    if (!is_clash(diag)) continue;
    faults->clashes++;
    if (!faults->clash) faults->clash = diag;
  }
}

static void tell_copy(struct rule_faults *faults) {
  struct buffer message = {0};
  hvl_diag diag = *faults->clash;
  buffer_format(&message, message_text(faults->log->lang, RULES_TWICE),
                faults->clashes);
  diag.message = diag.message_zh = message.data;
  log_diag(faults->log, &diag);
  buffer_free(&message);
}

bool rule_faults_tell(struct rule_faults *faults, const hvl_diag *diag) {
  bool stands_for_all = faults->clashes > FEW_CLASHES && is_clash(diag);
  if (stands_for_all && diag != faults->clash) return false;
  if (diag->severity == HVL_ERROR && faults->shown++ >= SHOWN)
    faults->hidden++;
  else if (stands_for_all)
    tell_copy(faults);
  else
    log_diag(faults->log, diag);
  return true;
}

void rule_faults_end(struct rule_faults *faults) {
  if (faults->hidden)
    log_warning(faults->log, (struct where){0}, LOG_HIDDEN_FAULTS,
                faults->hidden);
}
