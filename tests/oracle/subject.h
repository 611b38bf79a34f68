/* SPDX-License-Identifier: MIT */
/* subject.h - rules both compiled and parsed, for the engine and the oracle. */
#ifndef HVL_ORACLE_SUBJECT_H
#define HVL_ORACLE_SUBJECT_H

#include "naive.h"

struct subject {
  struct parsed_pack pack;
  struct diag_list diags;
  hvl_ruleset *ruleset;
  struct naive naive;
  struct text text;
  struct presence presence;
};

/* Begin with no text; parse some; start with the ruleset of the same texts,
 * which the subject then owns; end. */
void subject_begin(struct subject *subject);
void subject_parse(struct subject *subject, const char *name, hvl_text text);
void subject_start(struct subject *subject, hvl_ruleset *ruleset);
void subject_end(struct subject *subject);

/* Compile one file, parse it and start. False, with nothing begun, if it has
 * errors. */
bool subject_make(struct subject *subject, hvl_text text);

/* Make `source` the text: folded, its words noted. */
void subject_read(struct subject *subject, hvl_text source);

#endif
