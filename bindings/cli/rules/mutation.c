/* SPDX-License-Identifier: MIT */
/* mutation.c - which mutants of the rules do the examples notice? */
#define _POSIX_C_SOURCE 200809L
#include "rules/mutation.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "judge/load.h"
#include "rules/corpus.h"
#include "rules/playing.h"

/* Mutants of one kind in one definition, tried together. */
struct group {
  size_t *chosen; /* indexes of mutants, in order; a part of trial.order */
  size_t count;
  bool weightless; /* no rule by weight uses them: grams only cost time */
};

enum outcome { OUTCOME_NOT_FOUND, OUTCOME_FOUND, OUTCOME_UNDECIDED };

struct trial {
  struct mutants *mutants;
  const struct options *options;
  struct log *log;
  hvl_ruleset *plain;     /* without mutants */
  size_t *rule_of;        /* of each example: the index of its rule */
  enum outcome *outcomes; /* of each example, without mutants */
  size_t example_count;
  bool *by_weight; /* by rule */
  struct corpus *corpus;
  size_t *order;         /* indexes of mutants, group by group */
  struct group *pending; /* still to be tried */
  size_t pending_count, pending_cap;
  size_t settled;
  bool shows_progress, failed;
};

/* ---- Compiling ----------------------------------------------------------- */

/* A file of weights without its grams and biases: no message weighs anything.
 */
static void drop_grams(struct buffer *text) {
  static const char *const sides[] = {"own,", "buyer,", "seller,", "bias,"};
  size_t kept = 0;
  for (size_t at = 0, end; at < text->len; at = end) {
    const char *line = text->data + at;
    const char *stop = memchr(line, '\n', text->len - at);
    end = stop ? (size_t)(stop - text->data) + 1 : text->len;
    bool gram = false;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
      gram |= end - at > strlen(sides[i]) &&
              memcmp(line, sides[i], strlen(sides[i])) == 0;
    if (gram) continue;
    memmove(text->data + kept, line, end - at);
    kept += end - at;
  }
  text->len = kept;
}

static bool is_weights(const struct buffer *text) {
  static const char header[] = "side,gram,";
  return text->len > sizeof header - 1 &&
         memcmp(text->data, header, sizeof header - 1) == 0;
}

static hvl_status add_files(const struct mutants *mutants,
                            hvl_compiler *compiler, const struct group *group) {
  struct buffer text = {0};
  hvl_status status =
      hvl_compiler_add(compiler, "hvline-never.yaml", mutants_overlay());
  for (size_t i = 0; status == HVL_OK && i < mutants->files.count; i++) {
    buffer_clear(&text);
    mutants_apply(mutants, i, group->chosen, group->count, &text);
    if (group->weightless && is_weights(&text)) drop_grams(&text);
    status = hvl_compiler_add(compiler, mutants->files.items[i].path,
                              buffer_text(&text));
  }
  buffer_free(&text);
  return status;
}

/* The rules with the mutants at `chosen`, which are in order of place. With
 * `log` the errors of the rules are told. */
static hvl_status compile(const struct mutants *mutants,
                          const struct options *options,
                          const struct group *group, hvl_ruleset **out,
                          struct log *log) {
  hvl_compiler *compiler;
  *out = NULL;
  hvl_status status = hvl_compiler_new(&compiler, NULL);
  if (status == HVL_OK && !options->no_builtin)
    status = hvl_compiler_add_builtin(compiler);
  if (status == HVL_OK) status = add_files(mutants, compiler, group);
  if (status == HVL_OK) status = hvl_compiler_build(compiler, out);
  if (status == HVL_ERR_RULES && log) complain_diags(compiler, log);
  if (status != HVL_OK && log) complain_status(log, status);
  hvl_compiler_free(compiler);
  return status;
}

/* ---- Loading ------------------------------------------------------------- */

static int compare_places(const void *left, const void *right) {
  const struct mutant *a = left, *b = right;
  if (a->file != b->file) return a->file < b->file ? -1 : 1;
  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  if (a->end != b->end) return a->end > b->end ? -1 : 1;
  return (int)a->kind - (int)b->kind;
}

/* Does a rule that the user wants to hear of use the owner of `mutant`? */
static bool is_wanted(const struct mutants *mutants,
                      const struct options *options, const hvl_ruleset *ruleset,
                      const struct mutant *mutant) {
  const bool *rules = mutants->definitions[mutant->owner].rules;
  if (!options->lines.count && !options->rule_ids.count) return true;
  for (size_t i = 0; i < mutants->rule_count; i++)
    if (rules[i] && filter_wants(options, hvl_ruleset_rule(ruleset, i)))
      return true;
  return false;
}

static void keep_wanted(struct mutants *mutants, const struct options *options,
                        const hvl_ruleset *ruleset, unsigned kinds) {
  size_t kept = 0;
  for (size_t i = 0; i < mutants->count; i++)
    if ((kinds & 1u << mutants->items[i].kind) &&
        is_wanted(mutants, options, ruleset, &mutants->items[i]))
      mutants->items[kept++] = mutants->items[i];
  mutants->count = kept;
  if (kept) qsort(mutants->items, kept, sizeof *mutants->items, compare_places);
}

bool mutation_load(struct mutants *mutants, const struct options *options,
                   unsigned kinds, struct log *log) {
  struct group none = {0};
  hvl_ruleset *ruleset;
  *mutants = (struct mutants){0};
  if (!options->rules.count) {
    log_error(log, (struct where){0}, NO_SOURCES);
    return false;
  }
  if (!rule_files_read(&mutants->files, &options->rules, log)) return false;
  if (compile(mutants, options, &none, &ruleset, log) != HVL_OK) return false;
  bool good = filter_check(options, ruleset, log);
  if (good) {
    mutants_collect(mutants);
    mutants_link(mutants, ruleset);
    keep_wanted(mutants, options, ruleset, kinds);
  }
  hvl_ruleset_free(ruleset);
  return good;
}

/* ---- Examples ------------------------------------------------------------ */

static enum outcome play(hvl_session *session, const hvl_example *example) {
  bool found;
  if (example_run(session, example, &found) != HVL_OK) return OUTCOME_UNDECIDED;
  return found ? OUTCOME_FOUND : OUTCOME_NOT_FOUND;
}

static void note_rules_by_weight(struct trial *trial) {
  const struct mutants *mutants = trial->mutants;
  trial->by_weight = mem_zeroed(mutants->rule_count, sizeof(bool));
  for (size_t i = 0; i < mutants->definition_count; i++) {
    const struct definition *rule = &mutants->definitions[i];
    size_t index = rule->by_weight ? rule_index(trial->plain, rule->name)
                                   : mutants->rule_count;
    if (index < mutants->rule_count) trial->by_weight[index] = true;
  }
}

/* What the examples give without any mutant. */
static void play_plain(struct trial *trial, hvl_session *session) {
  const hvl_example *example;
  size_t count = 0;
  while (hvl_ruleset_example(trial->plain, count)) count++;
  trial->rule_of = mem_zeroed(count, sizeof *trial->rule_of);
  trial->outcomes = mem_zeroed(count, sizeof *trial->outcomes);
  trial->example_count = count;
  for (size_t i = 0; i < count; i++) {
    example = hvl_ruleset_example(trial->plain, i);
    trial->rule_of[i] = rule_index(trial->plain, example->rule->id);
    trial->outcomes[i] = play(session, example);
  }
}

/* Set in `noticed` the rules, of those in `used`, of which an example comes out
 * differently. */
static void play_mutated(const struct trial *trial, hvl_session *session,
                         const hvl_ruleset *ruleset, const bool *used,
                         bool *noticed) {
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++) {
    size_t rule = trial->rule_of[i];
    if (used[rule] && !noticed[rule])
      noticed[rule] = play(session, example) != trial->outcomes[i];
  }
}

/* ---- Groups -------------------------------------------------------------- */

static const bool *rules_of(const struct trial *trial,
                            const struct group *group) {
  size_t owner = trial->mutants->items[group->chosen[0]].owner;
  return trial->mutants->definitions[owner].rules;
}

static bool share_rules(const struct trial *trial, const bool *a,
                        const bool *b) {
  for (size_t i = 0; i < trial->mutants->rule_count; i++)
    if (a[i] && b[i]) return true;
  return false;
}

static void add_pending(struct trial *trial, size_t *chosen, size_t count) {
  MEM_GROW(trial->pending, trial->pending_count, trial->pending_cap);
  trial->pending[trial->pending_count++] =
      (struct group){.chosen = chosen, .count = count};
}

static void settle(struct trial *trial, const struct group *group,
                   enum mutant_fate fate) {
  for (size_t i = 0; i < group->count; i++)
    trial->mutants->items[group->chosen[i]].fate = fate;
  trial->settled += group->count;
}

/* All words of a list that stands for a concept: any of them will do. */
static bool is_long_list(const struct trial *trial, const struct group *group) {
  return group->count > MUTATION_SHORT_LIST &&
         trial->mutants->items[group->chosen[0]].kind == MUTANT_WORD;
}

/* No example noticed the group. What one of them does may make up for what
 * another does, so that of each alone it is not known; of words, which stand
 * for each other, it is. */
static void part(struct trial *trial, const struct group *group) {
  if (group->count == 1 ||
      trial->mutants->items[group->chosen[0]].kind == MUTANT_WORD) {
    settle(trial, group, MUTANT_UNNOTICED);
    return;
  }
  for (size_t i = 0; i < group->count; i++)
    add_pending(trial, group->chosen + i, 1);
}

/* An example noticed the group, or (`fate`) it does not compile. */
static void narrow(struct trial *trial, const struct group *group,
                   enum mutant_fate fate) {
  size_t half = group->count / 2;
  if (is_long_list(trial, group)) {
    settle(trial, group, MUTANT_CARRIED);
    return;
  }
  if (group->count == 1) {
    settle(trial, group, fate);
    return;
  }
  add_pending(trial, group->chosen, half);
  add_pending(trial, group->chosen + half, group->count - half);
}

/* ---- Batches: groups that no rule uses two of ---------------------------- */

static int compare_indexes(const void *left, const void *right) {
  const size_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

static bool uses_weight(const struct trial *trial, const struct group *group) {
  const bool *rules = rules_of(trial, group);
  for (size_t i = 0; i < trial->mutants->rule_count; i++)
    if (rules[i] && trial->by_weight[i]) return true;
  return false;
}

/* All mutants of the groups, in order of place. The caller frees them. */
static struct group join(const struct trial *trial, const struct group *groups,
                         size_t count) {
  struct group all = {.weightless = true};
  for (size_t i = 0; i < count; i++) {
    all.count += groups[i].count;
    all.weightless &= !uses_weight(trial, &groups[i]);
  }
  all.chosen = mem_resize(NULL, all.count, sizeof *all.chosen);
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    memcpy(all.chosen + at, groups[i].chosen,
           groups[i].count * sizeof *all.chosen);
    at += groups[i].count;
  }
  qsort(all.chosen, all.count, sizeof *all.chosen, compare_indexes);
  return all;
}

static hvl_status judge_batch(struct trial *trial, hvl_ruleset *ruleset,
                              const struct group *groups, size_t count) {
  hvl_session *session;
  hvl_status status = examples_session(&session, ruleset);
  if (status != HVL_OK) return status;
  size_t rules = trial->mutants->rule_count;
  bool *used = mem_zeroed(rules, sizeof *used);
  bool *noticed = mem_zeroed(rules, sizeof *noticed);
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < rules; k++)
      used[k] = used[k] || rules_of(trial, &groups[i])[k];
  play_mutated(trial, session, ruleset, used, noticed);
  corpus_play(trial->corpus, ruleset, used, noticed);
  for (size_t i = 0; i < count; i++) {
    if (share_rules(trial, rules_of(trial, &groups[i]), noticed))
      narrow(trial, &groups[i], MUTANT_NOTICED);
    else
      part(trial, &groups[i]);
  }
  free(used);
  free(noticed);
  hvl_session_free(session);
  return HVL_OK;
}

static void try_batch(struct trial *trial, const struct group *groups,
                      size_t count) {
  struct group all = join(trial, groups, count);
  hvl_ruleset *ruleset;
  hvl_status status =
      compile(trial->mutants, trial->options, &all, &ruleset, NULL);
  free(all.chosen);
  if (status == HVL_ERR_RULES && count > 1) {
    try_batch(trial, groups, count / 2);
    if (!trial->failed) try_batch(trial, groups + count / 2, count - count / 2);
    return;
  }
  if (status == HVL_ERR_RULES) {
    narrow(trial, groups, MUTANT_BROKEN);
    return;
  }
  if (status == HVL_OK) status = judge_batch(trial, ruleset, groups, count);
  hvl_ruleset_free(ruleset);
  if (status == HVL_OK) return;
  complain_status(trial->log, status);
  trial->failed = true;
}

/* Move as many groups as fit together from those pending to `batch`. */
static size_t pick_batch(struct trial *trial, struct group *batch) {
  size_t picked = 0, kept = 0, rules = trial->mutants->rule_count;
  bool *used = mem_zeroed(rules, sizeof *used);
  for (size_t i = 0; i < trial->pending_count; i++) {
    const struct group group = trial->pending[i];
    const bool *own = rules_of(trial, &group);
    if (share_rules(trial, own, used)) {
      trial->pending[kept++] = group;
      continue;
    }
    for (size_t k = 0; k < rules; k++) used[k] = used[k] || own[k];
    batch[picked++] = group;
  }
  trial->pending_count = kept;
  free(used);
  return picked;
}

/* ---- All of it ----------------------------------------------------------- */

struct ordered {
  size_t owner, index;
  enum mutant_kind kind;
};

static int compare_ordered(const void *left, const void *right) {
  const struct ordered *a = left, *b = right;
  if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* One group for each definition and kind. */
static void make_groups(struct trial *trial) {
  size_t count = trial->mutants->count;
  struct ordered *all = mem_zeroed(count, sizeof *all);
  trial->order = mem_zeroed(count, sizeof *trial->order);
  for (size_t i = 0; i < count; i++) {
    const struct mutant *mutant = &trial->mutants->items[i];
    all[i] = (struct ordered){mutant->owner, i, mutant->kind};
  }
  qsort(all, count, sizeof *all, compare_ordered);
  for (size_t i = 0, first = 0; i < count; i++) {
    trial->order[i] = all[i].index;
    bool last = i + 1 == count || all[i + 1].owner != all[i].owner ||
                all[i + 1].kind != all[i].kind;
    if (!last) continue;
    add_pending(trial, trial->order + first, i + 1 - first);
    first = i + 1;
  }
  free(all);
}

static void show_progress(const struct trial *trial) {
  if (!trial->shows_progress) return;
  fputc('\r', stderr);
  fprintf(stderr, message_text(trial->options->lang, MUTATE_PROGRESS),
          trial->settled, trial->mutants->count);
  fflush(stderr);
}

static void try_all(struct trial *trial) {
  make_groups(trial);
  while (trial->pending_count && !trial->failed) {
    struct group *batch = mem_zeroed(trial->pending_count, sizeof *batch);
    size_t count = pick_batch(trial, batch);
    try_batch(trial, batch, count);
    free(batch);
    show_progress(trial);
  }
  if (trial->shows_progress) fputc('\n', stderr);
}

bool mutation_run(struct mutants *mutants, const struct options *options,
                  struct log *log) {
  struct group none = {0};
  struct trial trial = {.mutants = mutants, .options = options, .log = log};
  hvl_session *session = NULL;
  trial.shows_progress = !options->quiet && isatty(STDERR_FILENO) == 1;
  hvl_status status = compile(mutants, options, &none, &trial.plain, NULL);
  if (status == HVL_OK) status = examples_session(&session, trial.plain);
  trial.corpus = corpus_load(options, log);
  trial.failed = status != HVL_OK || !trial.corpus;
  if (status != HVL_OK) complain_status(log, status);
  if (!trial.failed) {
    note_rules_by_weight(&trial);
    play_plain(&trial, session);
    corpus_play_plain(trial.corpus, trial.plain);
    try_all(&trial);
  }
  corpus_free(trial.corpus);
  hvl_session_free(session);
  hvl_ruleset_free(trial.plain);
  free(trial.by_weight);
  free(trial.rule_of);
  free(trial.outcomes);
  free(trial.order);
  free(trial.pending);
  return !trial.failed;
}
