/* SPDX-License-Identifier: MIT */
/* mutants.c - the small changes to rules that their examples should notice. */
#include "rules/mutants.h"

#include <stdlib.h>
#include <string.h>

/* The list whose words are of the form 信=亻言, and which every list may need.
 */
#define SPLIT_LIST "split-characters"

/* No chat has them, nor anything that sounds alike. */
#define RARE "龘靐"

hvl_text mutants_overlay(void) {
  static const char text[] =
      "hvline: 1\n"
      "guards: {" NEVER_GUARD ": [" RARE RARE RARE "]}\n"
      "steps: {" NEVER_STEP ": {buyer: [" RARE RARE RARE "]}}\n";
  return (hvl_text){text, sizeof text - 1};
}

const char *mutants_word(const char *list, bool quoted) {
  if (strcmp(list, SPLIT_LIST) == 0) return quoted ? "\"龘=%\"" : "龘=%";
  return quoted ? "\"%\"" : "%";
}

void mutants_free(struct mutants *mutants) {
  for (size_t i = 0; i < mutants->definition_count; i++) {
    free(mutants->definitions[i].rules);
    free(mutants->definitions[i].uses);
  }
  free(mutants->definitions);
  free(mutants->items);
  pool_free(&mutants->texts);
  rule_files_free(&mutants->files);
}

hvl_text mutants_kept(const struct mutants *mutants,
                      const struct mutant *mutant) {
  static const char mark[] = "# kept: ";
  hvl_text text = rule_files_text(&mutants->files, mutant->file);
  size_t end = mutant->end;
  while (end < text.len && text.data[end] != '\n') end++;
  for (size_t at = mutant->end; at + sizeof mark - 1 < end; at++)
    if (memcmp(text.data + at, mark, sizeof mark - 1) == 0)
      return (hvl_text){text.data + at + sizeof mark - 1,
                        end - at - (sizeof mark - 1)};
  return (hvl_text){"", 0};
}

/* ---- Collecting ---------------------------------------------------------- */

void mutants_collect(struct mutants *mutants) {
  for (size_t i = 0; i < mutants->files.count; i++) {
    if (is_word_table(mutants->files.items[i].path))
      mutants_add_csv(mutants, i);
    else
      mutants_add_yaml(mutants, i);
  }
}

void mutants_push(struct mutants *mutants, const struct mutant *mutant) {
  MEM_GROW(mutants->items, mutants->count, mutants->cap);
  mutants->items[mutants->count++] = *mutant;
}

/* Rules have names of their own; all others share one space. */
size_t mutants_define(struct mutants *mutants, const char *name, bool is_rule) {
  for (size_t i = mutants->definition_count; i-- > 0;) {
    const struct definition *known = &mutants->definitions[i];
    if (known->is_rule == is_rule && strcmp(known->name, name) == 0) return i;
  }
  MEM_GROW(mutants->definitions, mutants->definition_count,
           mutants->definition_cap);
  struct definition definition = {.is_rule = is_rule, .known = is_rule};
  definition.name = pool_string(&mutants->texts, name);
  mutants->definitions[mutants->definition_count] = definition;
  return mutants->definition_count++;
}

void mutants_use(struct mutants *mutants, size_t owner, const char *name) {
  size_t used = mutants_define(mutants, name, false);
  struct definition *user = &mutants->definitions[owner];
  for (size_t i = 0; i < user->use_count; i++)
    if (user->uses[i] == used) return;
  MEM_GROW(user->uses, user->use_count, user->use_cap);
  user->uses[user->use_count++] = used;
}

void mutants_use_braced(struct mutants *mutants, size_t owner,
                        const char *text) {
  struct buffer name = {0};
  while ((text = strchr(text, '{'))) {
    const char *end = strchr(++text, '}');
    if (!end) break;
    buffer_clear(&name);
    buffer_add(&name, text, (size_t)(end - text));
    if (*text >= 'a' && *text <= 'z') mutants_use(mutants, owner, name.data);
  }
  buffer_free(&name);
}

/* ---- Who uses what ------------------------------------------------------- */

/* The rule at `rule` uses the definition at `index`, and what that uses. */
static void spread(struct mutants *mutants, size_t index, size_t rule) {
  struct definition *definition = &mutants->definitions[index];
  if (definition->rules[rule]) return;
  definition->rules[rule] = true;
  for (size_t i = 0; i < definition->use_count; i++)
    spread(mutants, definition->uses[i], rule);
}

/* Rules that are not in these files may use it: those built in. */
static bool is_everywhere(const struct definition *definition) {
  return !definition->known || strcmp(definition->name, SPLIT_LIST) == 0;
}

static void link_definition(struct mutants *mutants, size_t index,
                            const hvl_ruleset *ruleset) {
  const struct definition *definition = &mutants->definitions[index];
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    bool uses = definition->is_rule ? strcmp(rule->id, definition->name) == 0
                                    : is_everywhere(definition);
    if (uses) spread(mutants, index, i);
  }
}

void mutants_link(struct mutants *mutants, const hvl_ruleset *ruleset) {
  while (hvl_ruleset_rule(ruleset, mutants->rule_count)) mutants->rule_count++;
  for (size_t i = 0; i < mutants->definition_count; i++)
    mutants->definitions[i].rules =
        mem_zeroed(mutants->rule_count, sizeof(bool));
  for (size_t i = 0; i < mutants->definition_count; i++)
    link_definition(mutants, i, ruleset);
}

/* ---- Applying ------------------------------------------------------------ */

/* A text of its own for each mutant: a phrase may not be its own exception. */
static void put_rare(struct buffer *out, size_t number) {
  static const char *const digits[] = {"饕", "餮", "魑", "魅",
                                       "魍", "鼙", "彧", "囫"};
  buffer_print(out, RARE);
  for (size_t rest = number;; rest /= 8) {
    buffer_print(out, digits[rest % 8]);
    if (rest < 8) return;
  }
}

static void put(struct buffer *out, const char *text, size_t number) {
  for (; *text; text++) {
    if (*text == '%')
      put_rare(out, number);
    else
      buffer_put(out, *text);
  }
}

void mutants_apply(const struct mutants *mutants, size_t file,
                   const size_t *chosen, size_t count, struct buffer *out) {
  hvl_text text = rule_files_text(&mutants->files, file);
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    const struct mutant *mutant = &mutants->items[chosen[i]];
    if (mutant->file != file || mutant->start < at) continue;
    buffer_add(out, text.data + at, mutant->start - at);
    put(out, mutant->put, chosen[i]);
    at = mutant->end;
  }
  buffer_add(out, text.data + at, text.len - at);
}
