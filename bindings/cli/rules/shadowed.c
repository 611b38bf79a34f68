/* SPDX-License-Identifier: MIT */
/* shadowed.c - rules that find nothing but what another rule finds as well. */
#include "rules/shadowed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/playing.h"

/* How a rule finds the message that is looked at; all zero: it does not. */
struct sight {
  uint32_t level;
  hvl_severity severity;
};

struct shadows {
  hvl_ruleset *ruleset;
  size_t count; /* rules */
  struct sight *sights;
  bool *seen;     /* by rule: it found something in some example */
  bool *shadowed; /* [rule * count + other]: nothing speaks against it */
};

static void note_sight(void *ctx, const hvl_finding *finding) {
  struct shadows *shadows = ctx;
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(shadows->ruleset, i)); i++)
    if (strcmp(rule->id, finding->rule->id) == 0)
      shadows->sights[i] = (struct sight){rule->level, finding->severity};
}

/* Does `other` tell at least as much as `own`? */
static bool is_as_good(const struct sight *other, const struct sight *own) {
  return other->level && other->level <= own->level &&
         other->severity >= own->severity;
}

/* Cross out what the message that was just looked at speaks against. */
static void compare_sights(struct shadows *shadows) {
  size_t count = shadows->count;
  for (size_t i = 0; i < count; i++) {
    const struct sight *own = &shadows->sights[i];
    if (!own->level) continue;
    shadows->seen[i] = true;
    for (size_t k = 0; k < count; k++)
      if (!is_as_good(&shadows->sights[k], own))
        shadows->shadowed[i * count + k] = false;
  }
}

static void start(struct shadows *shadows) {
  size_t count = shadows->count;
  for (size_t i = 0; i < count; i++) {
    const hvl_rule *rule = hvl_ruleset_rule(shadows->ruleset, i);
    for (size_t k = 0; k < count; k++) {
      const hvl_rule *other = hvl_ruleset_rule(shadows->ruleset, k);
      shadows->shadowed[i * count + k] =
          i != k && strcmp(rule->line, other->line) == 0;
    }
  }
}

static hvl_status look(struct shadows *shadows, hvl_session *session) {
  const hvl_example *example;
  hvl_status status = HVL_OK;
  for (size_t i = 0;
       status == HVL_OK && (example = hvl_ruleset_example(shadows->ruleset, i));
       i++) {
    memset(shadows->sights, 0, shadows->count * sizeof *shadows->sights);
    status = example_play(session, example, note_sight, shadows);
    if (status == HVL_ERR_LIMIT) status = HVL_OK; /* `rules test` tells */
    compare_sights(shadows);
  }
  return status;
}

static const hvl_example *first_violating(const hvl_ruleset *ruleset,
                                          const hvl_rule *rule) {
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++)
    if (example->violates && strcmp(example->rule->id, rule->id) == 0)
      return example;
  return NULL;
}

static void tell(const struct shadows *shadows, shadow_seen *seen, void *ctx) {
  for (size_t i = 0; i < shadows->count; i++) {
    const hvl_rule *rule = hvl_ruleset_rule(shadows->ruleset, i);
    const hvl_example *example = first_violating(shadows->ruleset, rule);
    size_t k = 0;
    while (k < shadows->count && !shadows->shadowed[i * shadows->count + k])
      k++;
    if (shadows->seen[i] && example && k < shadows->count)
      seen(ctx, example, hvl_ruleset_rule(shadows->ruleset, k));
  }
}

hvl_status shadowed_find(hvl_ruleset *ruleset, shadow_seen *seen, void *ctx) {
  struct shadows shadows = {.ruleset = ruleset};
  hvl_session *session;
  hvl_status status = examples_session(&session, ruleset);
  if (status != HVL_OK) return status;
  while (hvl_ruleset_rule(ruleset, shadows.count)) shadows.count++;
  shadows.sights = mem_zeroed(shadows.count, sizeof *shadows.sights);
  shadows.seen = mem_zeroed(shadows.count, sizeof *shadows.seen);
  shadows.shadowed =
      mem_zeroed(shadows.count * shadows.count, sizeof *shadows.shadowed);
  start(&shadows);
  status = look(&shadows, session);
  if (status == HVL_OK) tell(&shadows, seen, ctx);
  free(shadows.sights);
  free(shadows.seen);
  free(shadows.shadowed);
  hvl_session_free(session);
  return status;
}
