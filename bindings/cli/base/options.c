/* SPDX-License-Identifier: MIT */
/* options.c - what the user asked for. */
#include "base/options.h"

#include <stdlib.h>
#include <string.h>

void words_add(struct words *words, const char *word) {
  MEM_GROW(words->items, words->count, words->cap);
  words->items[words->count++] = word;
}

struct options options_with_files(const struct options *options) {
  struct options all = *options;
  all.rules = (struct words){0};
  for (size_t i = 0; i < options->rules.count; i++)
    words_add(&all.rules, options->rules.items[i]);
  for (size_t i = 0; i < options->files.count; i++)
    words_add(&all.rules, options->files.items[i]);
  return all;
}

bool options_are_partial(const struct options *options) {
  return options->lines.count || options->rule_ids.count ||
         options->sheets.count || options->diff || options->explain ||
         options->agents.count || options->has_since || options->has_until;
}

bool options_given(const struct options *options, int id) {
  return (options->given >> id & 1) != 0;
}

void options_free(struct options *options) {
  struct words *all[] = {
      &options->files,     &options->rules,     &options->maps,
      &options->map_roles, &options->map_shops, &options->facts,
      &options->lines,     &options->rule_ids,  &options->chats,
      &options->baselines, &options->reports,   &options->agents,
      &options->sheets};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]->items);
  pool_free(&options->texts);
}

const char *value_of(const char *word) {
  const char *equals = strchr(word, '=');
  return equals && equals > word ? equals + 1 : NULL;
}
