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
  free(options->origins);
  pool_free(&options->texts);
}

void options_note(struct options *options, struct origin origin) {
  MEM_GROW(options->origins, options->origin_count, options->origin_cap);
  options->origins[options->origin_count++] = origin;
}

static const struct origin *origin_of(const struct options *options,
                                      const char *option, const char *value) {
  for (size_t i = 0; i < options->origin_count; i++) {
    const struct origin *origin = &options->origins[i];
    if (value ? origin->value == value : !strcmp(origin->option, option))
      return origin;
  }
  return NULL;
}

struct where options_where(const struct options *options, const char *option,
                           const char *value) {
  const struct origin *origin = origin_of(options, option, value);
  return origin ? origin->where : (struct where){0};
}

void options_cite(const struct options *options, struct buffer *out,
                  const char *option, const char *value) {
  const struct origin *origin = origin_of(options, option, value);
  if (origin) option = origin->option;
  if (origin && origin->where.file)
    buffer_format(out, message_text(options->lang, SETTING_PLACE),
                  origin->where.file, origin->where.line, option);
  else
    buffer_format(out, "--%s", option);
}

const char *option_dashes(struct where where) {
  return where.file ? "" : "--";
}

const char *value_of(const char *word) {
  const char *equals = strchr(word, '=');
  return equals && equals > word ? equals + 1 : NULL;
}
