/* SPDX-License-Identifier: MIT */
/* playing.c - the examples that stand in the rules, played. */
#include "rules/playing.h"

#include <string.h>

size_t rule_index(const hvl_ruleset *ruleset, const char *id) {
  const hvl_rule *rule;
  size_t index = 0;
  while ((rule = hvl_ruleset_rule(ruleset, index)) && strcmp(rule->id, id) != 0)
    index++;
  return index;
}

hvl_status examples_session(hvl_session **out, hvl_ruleset *ruleset) {
  hvl_options settings = HVL_OPTIONS_INIT;
  settings.level = 3;
  return hvl_session_new(out, ruleset, &settings);
}

size_t example_subject(const hvl_example *example) {
  for (size_t i = example->message_count; i-- > 0;)
    if (example->messages[i].role == HVL_SELLER) return i;
  return example->message_count;
}

static hvl_status feed(hvl_session *session, const hvl_example *example) {
  hvl_session_reset(session);
  for (size_t i = 0; i < example->fact_count; i++) {
    hvl_status status = hvl_session_set_fact(session, example->facts[i * 2],
                                             example->facts[i * 2 + 1]);
    if (status != HVL_OK) return status;
  }
  return hvl_session_feed(session, example->messages, example->message_count);
}

hvl_status example_play(hvl_session *session, const hvl_example *example,
                        finding_seen *seen, void *ctx) {
  size_t subject = example_subject(example);
  hvl_status status = feed(session, example);
  for (int finished = 0; finished < 2; finished++) {
    const hvl_finding *finding;
    while ((finding = hvl_session_next(session)))
      if (finding->message == subject) seen(ctx, finding);
    if (!finished && status == HVL_OK) status = hvl_session_finish(session);
  }
  return status;
}

struct wanted {
  const char *rule;
  bool found;
};

static void note_wanted(void *ctx, const hvl_finding *finding) {
  struct wanted *wanted = ctx;
  if (strcmp(finding->rule->id, wanted->rule) == 0) wanted->found = true;
}

hvl_status example_run(hvl_session *session, const hvl_example *example,
                       bool *found) {
  struct wanted wanted = {example->rule->id, false};
  hvl_status status = example_play(session, example, note_wanted, &wanted);
  *found = wanted.found;
  return status;
}
