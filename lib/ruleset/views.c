/* SPDX-License-Identifier: MIT */
/* views.c - rules, examples and facts of an image as the public interface has
 * them. */
#include "ruleset/ruleset.h"

#include <string.h>

static hvl_bilingual bilingual(const struct image *image, uint32_t zh,
                               uint32_t en) {
  return (hvl_bilingual){image->strings + zh, image->strings + en};
}

static void view_rules(hvl_ruleset *ruleset) {
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < image->rules_count; i++) {
    const struct image_rule *rule = &image->rules[i];
    ruleset->rules[i] = (hvl_rule){
        .id = image->strings + rule->id,
        .line = image->strings + rule->line,
        .severity = (hvl_severity)rule->severity,
        .level = rule->level,
        .line_title = bilingual(image, rule->line_zh, rule->line_en),
        .title = bilingual(image, rule->title_zh, rule->title_en),
        .why = bilingual(image, rule->why_zh, rule->why_en),
        .say = bilingual(image, rule->say_zh, rule->say_en),
    };
  }
}

static void view_messages(hvl_ruleset *ruleset) {
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < image->messages_count; i++) {
    const struct image_message *message = &image->messages[i];
    const char *account = image->strings + message->account;
    ruleset->messages[i] = (hvl_message){
        .size = sizeof(hvl_message),
        .role = (hvl_role)message->role,
        .text = {image->strings + message->text, message->len},
        .account = {account, strlen(account)},
    };
  }
}

static void view_examples(hvl_ruleset *ruleset) {
  const struct image *image = &ruleset->image;
  for (uint32_t i = 0; i < image->pairs_count; i++)
    ruleset->facts[i] = image->strings + image->pairs[i];
  for (uint32_t i = 0; i < image->examples_count; i++) {
    const struct image_example *example = &image->examples[i];
    ruleset->examples[i] = (hvl_example){
        .rule = &ruleset->rules[example->rule],
        .violates = (int)example->violates,
        .messages = ruleset->messages + example->message,
        .message_count = example->messages,
        .facts = ruleset->facts + example->pair,
        .fact_count = example->pairs / 2,
        .file = image->strings + example->file,
        .line = example->line,
        .column = example->column,
    };
  }
}

/* One more than `count`, so that none is asked for nothing. */
static void *array(const hvl_ruleset *ruleset, uint32_t count, size_t size) {
  return hvl__mem_zeroed(&ruleset->mem, (size_t)count + 1, size);
}

bool hvl__views_make(hvl_ruleset *ruleset) {
  const struct image *image = &ruleset->image;
  ruleset->rules = array(ruleset, image->rules_count, sizeof(hvl_rule));
  ruleset->examples =
      array(ruleset, image->examples_count, sizeof(hvl_example));
  ruleset->messages =
      array(ruleset, image->messages_count, sizeof(hvl_message));
  ruleset->facts = array(ruleset, image->pairs_count, sizeof(char *));
  if (!ruleset->rules || !ruleset->examples || !ruleset->messages ||
      !ruleset->facts)
    return false;
  view_rules(ruleset);
  view_messages(ruleset);
  view_examples(ruleset);
  return true;
}

void hvl__views_free(hvl_ruleset *ruleset) {
  hvl__mem_free(&ruleset->mem, ruleset->rules);
  hvl__mem_free(&ruleset->mem, ruleset->examples);
  hvl__mem_free(&ruleset->mem, ruleset->messages);
  hvl__mem_free(&ruleset->mem, ruleset->facts);
}

const hvl_rule *hvl_ruleset_rule(const hvl_ruleset *ruleset, size_t index) {
  if (!ruleset || index >= ruleset->image.rules_count) return NULL;
  return &ruleset->rules[index];
}

const hvl_example *hvl_ruleset_example(const hvl_ruleset *ruleset,
                                       size_t index) {
  if (!ruleset || index >= ruleset->image.examples_count) return NULL;
  return &ruleset->examples[index];
}

/* The index of the fact; `facts_count` if there is none. */
static uint32_t fact_called(const struct image *image, const char *name) {
  uint32_t i = 0;
  while (i < image->facts_count &&
         strcmp(image->strings + image->facts[i].name, name) != 0)
    i++;
  return i;
}

const char *hvl_ruleset_fact_value(const hvl_ruleset *ruleset, const char *name,
                                   size_t index) {
  if (!ruleset || !name) return NULL;
  const struct image *image = &ruleset->image;
  uint32_t called = fact_called(image, name);
  if (called == image->facts_count) return NULL;
  const struct image_fact *fact = &image->facts[called];
  return index < fact->values
             ? image->strings + image->values[fact->value + index]
             : NULL;
}

/* The strings that an image names for a fact, one after the other, some several
 * times: its fallback, values of conditions, values of severities. */
struct naming {
  const struct image *image;
  uint32_t fact;
  uint32_t condition, value, severity; /* the next ones */
  size_t given;
};

static const char *next_in_conditions(struct naming *naming) {
  const struct image *image = naming->image;
  for (; naming->condition < image->conditions_count; naming->condition++) {
    const struct image_condition *condition =
        &image->conditions[naming->condition];
    if (condition->fact == naming->fact && naming->value < condition->values)
      return image->strings + image->values[condition->value + naming->value++];
    naming->value = 0;
  }
  return NULL;
}

static const char *next_in_severities(struct naming *naming) {
  const struct image *image = naming->image;
  while (naming->severity < image->severities_count) {
    const struct image_severity *by = &image->severities[naming->severity++];
    if (by->fact == naming->fact) return image->strings + by->value;
  }
  return NULL;
}

/* NULL past the last. */
static const char *next_named(struct naming *naming) {
  const struct image *image = naming->image;
  if (!naming->given++)
    return image->strings + image->facts[naming->fact].fallback;
  const char *value = next_in_conditions(naming);
  return value ? value : next_in_severities(naming);
}

/* Was `value`, which was given last, not given before? */
static bool is_new(const struct naming *naming, const char *value) {
  struct naming again = {.image = naming->image, .fact = naming->fact};
  while (strcmp(next_named(&again), value) != 0) continue;
  return again.given == naming->given;
}

const char *hvl_ruleset_named_value(const hvl_ruleset *ruleset,
                                    const char *name, size_t index) {
  if (!ruleset || !name) return NULL;
  const struct image *image = &ruleset->image;
  uint32_t fact = fact_called(image, name);
  struct naming naming = {.image = image, .fact = fact};
  const char *value = NULL;
  if (fact == image->facts_count) return NULL;
  while ((value = next_named(&naming))) {
    if (!*value || !is_new(&naming, value)) continue;
    if (index-- == 0) break;
  }
  return value;
}
