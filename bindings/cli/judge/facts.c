/* SPDX-License-Identifier: MIT */
/* facts.c - the facts of conversations, and the values they may have. */
#include "judge/facts.h"

#include <string.h>

#include "base/nearest.h"
#include "chats/roles.h"
#include "mask/mask.h"

enum { LONGEST_SHOWN = 20 /* characters */ };

/* A fact whose values are wanted one by one. */
struct known_fact {
  const hvl_ruleset *ruleset;
  const char *name;
};

static const char *value_at(const void *ctx, size_t index) {
  const struct known_fact *fact = ctx;
  return hvl_ruleset_fact_value(fact->ruleset, fact->name, index);
}

/* The value of `fact` that is `value`; NULL if none is. */
static const char *same_value(const struct known_fact *fact,
                              const char *value) {
  const char *known;
  for (size_t i = 0; (known = value_at(fact, i)); i++)
    if (strcmp(known, value) == 0) break;
  return known;
}

bool fact_understand(struct buffer *out, const hvl_ruleset *ruleset,
                     const struct options *options, const char *name,
                     hvl_text value) {
  struct known_fact fact = {ruleset, name};
  bool takes_any = !value_at(&fact, 0);
  buffer_clear(out);
  fact_value(out, name, value, &options->map_shops);
  /* Of another fact that takes any value, 是 may be what its rules name. */
  if (takes_any ? fact_is_usual(name)
                : same_value(&fact, buffer_text(out).data) != NULL)
    return true;
  value = trim(value);
  buffer_clear(out);
  buffer_add(out, value.data, value.len);
  return takes_any || same_value(&fact, buffer_text(out).data);
}

void fact_fault(struct buffer *out, enum lang lang, const hvl_ruleset *ruleset,
                const char *name, const char *value) {
  struct known_fact fact = {ruleset, name};
  struct buffer shown = {0}, list = {0};
  const char *known, *near = nearest(value, value_at, &fact);
  mask_beginning(&shown, (hvl_text){value, strlen(value)}, LONGEST_SHOWN);
  for (size_t i = 0; (known = value_at(&fact, i)); i++)
    buffer_format(&list, i ? ", %s" : "%s", known);
  buffer_format(out, message_text(lang, FACT_VALUE), name,
                buffer_text(&shown).data, buffer_text(&list).data);
  if (near) buffer_format(out, message_text(lang, FACT_VALUE_NEAR), near);
  buffer_free(&shown);
  buffer_free(&list);
}

static const char *named_at(const void *ctx, size_t index) {
  const struct known_fact *fact = ctx;
  return hvl_ruleset_named_value(fact->ruleset, fact->name, index);
}

static bool is_named(const struct known_fact *fact, const char *value) {
  const char *named;
  for (size_t i = 0; (named = named_at(fact, i)); i++)
    if (strcmp(named, value) == 0) return true;
  return false;
}

static bool is_usual_shop(const char *value) {
  for (size_t i = 0; usual_shops[i]; i++)
    if (strcmp(usual_shops[i], value) == 0) return true;
  return false;
}

/* Known are the usual kinds, and those that rules name besides. */
static void doubt_shop(struct where where, const struct known_fact *fact,
                       const char *value, struct log *log) {
  struct buffer shown = {0}, list = {0};
  const char *near = nearest_in(value, usual_shops), *named;
  mask_beginning(&shown, (hvl_text){value, strlen(value)}, LONGEST_SHOWN);
  for (size_t i = 0; usual_shops[i]; i++)
    buffer_format(&list, i ? ", %s" : "%s", usual_shops[i]);
  for (size_t i = 0; (named = named_at(fact, i)); i++)
    if (!is_usual_shop(named)) buffer_format(&list, ", %s", named);
  if (!near) near = nearest(value, named_at, fact);
  if (near)
    buffer_format(&list, message_text(log->lang, FACT_VALUE_NEAR), near);
  log_warning(log, where, SHOP_UNUSUAL, option_dashes(where),
              buffer_text(&shown).data, list.data);
  buffer_free(&shown);
  buffer_free(&list);
}

/* Another fact may be stated for the rules that hold unless it has a value:
 * only what is nearly a value that they name is doubted. */
static void doubt_value(struct where where, const struct known_fact *fact,
                        const char *value, struct log *log) {
  struct buffer shown = {0};
  const char *near = nearest(value, named_at, fact);
  if (!near) return;
  mask_beginning(&shown, (hvl_text){value, strlen(value)}, LONGEST_SHOWN);
  log_warning(log, where, FACT_UNNAMED, option_dashes(where), fact->name,
              buffer_text(&shown).data, near);
  buffer_free(&shown);
}

/* Where rules do not say which values a fact may have, a mistyped one would
 * pass in silence. Files may name the shop itself there, the user does not. */
static void doubt(struct where where, const struct known_fact *fact,
                  const char *value, struct log *log) {
  bool is_shop = strcmp(fact->name, usual_fact_name(FACT_SHOP)) == 0;
  if (value_at(fact, 0) || is_named(fact, value)) return;
  if (!is_shop)
    doubt_value(where, fact, value, log);
  else if (!is_usual_shop(value))
    doubt_shop(where, fact, value, log);
}

static bool check_pair(const struct options *options, const char *pair,
                       const hvl_ruleset *ruleset, struct log *log) {
  struct where where = options_where(options, "fact", pair);
  struct buffer name = {0}, known = {0}, fault = {0};
  const char *value = value_of(pair);
  buffer_add(&name, pair, (size_t)(value - pair) - 1);
  bool good = fact_understand(&known, ruleset, options, name.data,
                              (hvl_text){value, strlen(value)});
  if (!good) {
    fact_fault(&fault, log->lang, ruleset, name.data, value);
    log_error(log, where, FACT_WRONG, option_dashes(where), fault.data);
  } else {
    struct known_fact fact = {ruleset, name.data};
    doubt(where, &fact, buffer_text(&known).data, log);
  }
  buffer_free(&name);
  buffer_free(&known);
  buffer_free(&fault);
  return good;
}

bool facts_check(const struct options *options, const hvl_ruleset *ruleset,
                 struct log *log) {
  for (size_t i = 0; i < options->facts.count; i++)
    if (!check_pair(options, options->facts.items[i], ruleset, log))
      return false;
  return true;
}

bool fact_state(hvl_session *session, const hvl_ruleset *ruleset,
                const struct options *options, const struct fact *fact) {
  const char *name = fact->name.data;
  struct buffer known = {0};
  bool good =
      fact_understand(&known, ruleset, options, name, fact->value) &&
      hvl_session_set_fact(session, name, buffer_text(&known).data) == HVL_OK;
  buffer_free(&known);
  return good;
}

void fact_unstated(struct log *log, struct where where,
                   const hvl_ruleset *ruleset, const struct fact *fact) {
  const char *name = fact->name.data;
  struct buffer words = {0}, shown = {0};
  if (!hvl_ruleset_fact_value(ruleset, name, 0)) {
    mask_beginning(&shown, fact->name, LONGEST_SHOWN);
    mask_beginning(&words, fact->value, LONGEST_SHOWN);
    log_warning_once(log, name, where, FACT_IGNORED, buffer_text(&shown).data,
                     buffer_text(&words).data);
  } else {
    fact_fault(&words, log->lang, ruleset, name, fact->value.data);
    log_warning_once(log, name, where, FACT_UNSTATED, words.data);
  }
  buffer_free(&shown);
  buffer_free(&words);
}
