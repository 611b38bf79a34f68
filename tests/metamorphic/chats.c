/* SPDX-License-Identifier: MIT */
/* chats.c - messages of real shops in which nothing is found, disguised: still
 * nothing may be found.
 *
 *   metamorphic_chats RULES
 *
 * HVL_REAL of the environment names a folder of *.jsonl.xz (see
 * tests/accuracy/real.c); skipped without. RULES is as for metamorphic; texts
 * that are found are printed, with the level, if HVL_REAL_HITS is set.
 * At level 2, the default, a habit of writing may find nothing, and what hides
 * words 1 text in 10,000: the weights take many Latin letters for an account's.
 * At level 3, where all is suspicious, 1 text in 1,000. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "operators.h"
#include "record.h"
#include "vocabulary.h"

enum { MESSAGES = 20000, OPERATORS_MAX = 40, SKIPPED = 77 };
enum { LEVEL = 2, HIDDEN_IN = 10000, FAINT_IN = 1000 };
enum { EVERY = 6 }; /* one conversation in so many, to see all of the corpora */

struct run {
  hvl_session *session;
  struct craft craft;
  struct vocabulary words; /* of the lists that ask for disguise */
  size_t tried[OPERATORS_MAX];
  size_t alarms[OPERATORS_MAX]; /* at LEVEL */
  size_t faint[OPERATORS_MAX];  /* above */
  size_t messages, conversations, failed;
  bool shows;
};

struct alarm {
  const hvl_rule *rule; /* NULL if nothing is found */
  uint32_t level;
};

/* The surest finding if `text` is sent next. */
static struct alarm judge(struct run *run, const hvl_message *message,
                          hvl_text text) {
  struct alarm surest = {NULL, UINT32_MAX};
  hvl_message draft = *message;
  const hvl_finding *finding;
  draft.text = text;
  if (hvl_session_check(run->session, &draft) != HVL_OK) run->failed++;
  while ((finding = hvl_session_next(run->session)))
    if (finding->level < surest.level)
      surest = (struct alarm){finding->rule, finding->level};
  return surest;
}

static void attempt(struct run *run, size_t index, const struct line *line,
                    const hvl_message *message) {
  static struct line out;
  static struct pieces pieces;
  if (!operators_run(&run->craft, &operators[index], NULL, line, &out)) return;
  line_encode(&out, &pieces);
  struct alarm alarm = judge(run, message, pieces.texts[0]);
  run->tried[index]++;
  if (!alarm.rule) return;
  if (alarm.level <= LEVEL)
    run->alarms[index]++;
  else
    run->faint[index]++;
  if (run->shows)
    printf("# %s | %s | %u | %.*s\n", operators[index].name, alarm.rule->id,
           (unsigned)alarm.level, (int)pieces.texts[0].len,
           pieces.texts[0].data);
}

static void try_message(struct run *run, const hvl_message *message) {
  static struct line line;
  if (judge(run, message, message->text).rule) return;
  line.count = 0;
  line.full = false;
  line_decode(&line, message->text, 0, message->text.len);
  vocabulary_mark(&run->words, &line);
  run->messages++;
  for (size_t i = 0; i < operator_count; i++)
    if (operators[i].run != write_break) attempt(run, i, &line, message);
}

static void try_record(struct run *run, const char *text) {
  struct record record;
  if (!record_parse(&record, text)) {
    run->failed++;
    return;
  }
  hvl_session_reset(run->session);
  for (size_t i = 0; i < record.message_count; i++) {
    const hvl_message *message = &record.messages[i];
    if (message->role == HVL_SELLER && run->messages < MESSAGES)
      try_message(run, message);
    if (hvl_session_feed(run->session, message, 1) != HVL_OK) run->failed++;
    while (hvl_session_next(run->session)) continue;
  }
  record_free(&record);
}

static bool try_line(void *ctx, const char *line) {
  struct run *run = ctx;
  if (run->conversations++ % EVERY == 0) try_record(run, line);
  return run->messages < MESSAGES;
}

static bool report(const char *what, bool ok) {
  printf("%s metamorphic: %s\n", ok ? "ok" : "not ok", what);
  return ok;
}

static bool print_all(const struct run *run) {
  size_t tried = 0, hidden = 0, alarms = 0, hidden_alarms = 0, faint = 0;
  for (size_t i = 0; i < operator_count; i++) {
    printf("%-26s %8zu tried %6zu found %6zu at level 3\n", operators[i].name,
           run->tried[i], run->alarms[i], run->faint[i]);
    tried += run->tried[i];
    alarms += run->alarms[i];
    faint += run->faint[i];
    if (!operator_hides(&operators[i])) continue;
    hidden += run->tried[i];
    hidden_alarms += run->alarms[i];
  }
  printf("%zu messages without a finding, %zu failures\n", run->messages,
         run->failed);
  bool judged = run->messages && !run->failed;
  bool ok = report("habits of writing find nothing in real chats at level 2",
                   judged && alarms == hidden_alarms);
  ok &= report("hidden words are found in 1 real message of 10,000 at most",
               judged && hidden_alarms * HIDDEN_IN <= hidden);
  ok &= report("and at level 3 in 1 text of 1,000 at most",
               judged && faint * FAINT_IN <= tried);
  return ok;
}

static void add_lists(struct vocabulary *words, const struct pack *pack) {
  vocabulary_start(words, pack);
  for (size_t i = 0; i < pack->count; i++)
    if (pack->entries[i].kind == ENTRY_LIST && pack->entries[i].evasion)
      vocabulary_add_list(words, &pack->entries[i]);
}

int main(int argc, char **argv) {
  static struct run run;
  struct pack pack = {NULL, 0};
  hvl_options options = HVL_OPTIONS_INIT;
  const char *folder = getenv("HVL_REAL");
  if (!folder || !*folder) return SKIPPED;
  if (argc != 2 || !pack_load(&pack, argv[1])) return 2;
  hvl_ruleset *ruleset = record_rules();
  struct han *han = han_new();
  options.level = 3;
  if (!ruleset || !han || operator_count > OPERATORS_MAX ||
      hvl_session_new(&run.session, ruleset, &options) != HVL_OK)
    return 2;
  run.craft = craft_make(han, &pack);
  run.shows = getenv("HVL_REAL_HITS") != NULL;
  add_lists(&run.words, &pack);
  record_walk(folder, try_line, &run);
  bool ok = print_all(&run);
  hvl_session_free(run.session);
  hvl_ruleset_free(ruleset);
  vocabulary_free(&run.words);
  han_free(han);
  pack_free(&pack);
  return !ok;
}
