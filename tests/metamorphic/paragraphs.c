/* SPDX-License-Identifier: MIT */
/* paragraphs.c - the examples of the built-in rules in the middle of long
 * messages about other things: what violates must still be found.
 *
 *   metamorphic_paragraphs [--failures FILE] PARAGRAPHS
 *
 * PARAGRAPHS holds a message that complies on each line; nothing may be found
 * in it. Examples of one message, which need no dialogue to mean what they do,
 * are put between sentences of WAYS of them; one that has no punctuation takes
 * them at an end of it, behind or before a space. At level 2, the default. FILE
 * gets each failure: rule, text. HVL_RULESET may name a compiled ruleset to
 * measure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

enum { PARAGRAPHS_MAX = 32, TEXT_MAX = 8192, BREAKS_MAX = 64, WAYS = 3 };
enum { LEVEL = 2, ALARM_IN = 100 };
static const double FLOOR = 0.95;

struct paragraph {
  char text[TEXT_MAX];
  size_t breaks[BREAKS_MAX]; /* where a sentence begins or the text ends */
  size_t break_count;
};

struct run {
  hvl_session *session;
  struct paragraph paragraphs[PARAGRAPHS_MAX];
  size_t paragraph_count;
  size_t violates, found, complies, alarms, failed;
  FILE *failures; /* or NULL */
};

/* ---- Paragraphs ---------------------------------------------------------- */

static bool ends_sentence(const char *text) {
  static const char *const stops[] = {"。", "！", "？"};
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
    if (strncmp(text, stops[i], strlen(stops[i])) == 0) return true;
  return false;
}

static void find_breaks(struct paragraph *paragraph) {
  const size_t stop = strlen("。"), len = strlen(paragraph->text);
  paragraph->breaks[0] = 0;
  paragraph->break_count = 1;
  for (size_t at = 0; at + stop <= len; at++)
    if (ends_sentence(paragraph->text + at) &&
        paragraph->break_count < BREAKS_MAX)
      paragraph->breaks[paragraph->break_count++] = at + stop;
  if (paragraph->break_count == 1) paragraph->breaks[1] = len;
  if (paragraph->break_count == 1) paragraph->break_count = 2;
}

static bool read_paragraphs(struct run *run, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) return false;
  struct paragraph *next = run->paragraphs;
  while (run->paragraph_count < PARAGRAPHS_MAX &&
         fgets(next->text, sizeof next->text, file)) {
    next->text[strcspn(next->text, "\n")] = '\0';
    find_breaks(next++);
    run->paragraph_count++;
  }
  return fclose(file) == 0 && run->paragraph_count > 0;
}

/* ---- Judging ------------------------------------------------------------- */

/* Is `text`, a message of the shop, found by a rule of `line`; NULL: of any? */
static bool is_found(struct run *run, const hvl_example *example, hvl_text text,
                     const char *line) {
  hvl_message message = HVL_MESSAGE_INIT;
  const hvl_finding *finding;
  bool found = false;
  message.role = HVL_SELLER;
  message.text = text;
  hvl_session_reset(run->session);
  for (size_t i = 0; example && i < example->fact_count; i++)
    if (hvl_session_set_fact(run->session, example->facts[2 * i],
                             example->facts[2 * i + 1]) != HVL_OK)
      run->failed++;
  if (hvl_session_feed(run->session, &message, 1) != HVL_OK ||
      hvl_session_finish(run->session) != HVL_OK)
    run->failed++;
  while ((finding = hvl_session_next(run->session)))
    found |= !line || strcmp(finding->rule->line, line) == 0;
  return found;
}

/* The example between the sentences of `paragraph`, at break `place`. */
static hvl_text embed(const struct paragraph *paragraph, size_t place,
                      hvl_text example, char *buffer, size_t size) {
  bool is_spoken = paragraph->break_count == 2;
  int before = (int)paragraph->breaks[place];
  const char *behind = paragraph->text + before;
  int len =
      snprintf(buffer, size, "%.*s%s%.*s%s%s", before, paragraph->text,
               is_spoken && before ? " " : "", (int)example.len, example.data,
               !*behind    ? ""
               : is_spoken ? " "
                           : "，",
               behind);
  return (hvl_text){buffer, (size_t)len};
}

static void attempt(struct run *run, const hvl_example *example, size_t index,
                    size_t way) {
  static char buffer[2 * TEXT_MAX];
  size_t hash = index * WAYS + way;
  const struct paragraph *paragraph =
      &run->paragraphs[hash % run->paragraph_count];
  size_t place = hash / run->paragraph_count % paragraph->break_count;
  hvl_text text =
      embed(paragraph, place, example->messages[0].text, buffer, sizeof buffer);
  bool found = is_found(run, example, text, example->rule->line);
  if (example->violates) {
    run->violates++;
    run->found += found;
  } else {
    run->complies++;
    run->alarms += found;
  }
  if (run->failures && found != (example->violates != 0))
    fprintf(run->failures, "%s %s | %s\n",
            example->violates ? "MISSED" : "FALSE", example->rule->id, buffer);
}

/* An example that the checker judges right as it stands, by itself. */
static void try_example(struct run *run, const hvl_example *example,
                        size_t index) {
  const hvl_message *message = &example->messages[0];
  if (example->message_count != 1 || message->role != HVL_SELLER ||
      message->text.len > TEXT_MAX)
    return;
  bool found = is_found(run, example, message->text, example->rule->line);
  if (found != (example->violates != 0)) return;
  for (size_t way = 0; way < WAYS; way++) attempt(run, example, index, way);
}

/* ---- The report ---------------------------------------------------------- */

static bool report(const char *what, bool ok) {
  printf("%s metamorphic: %s\n", ok ? "ok" : "not ok", what);
  return ok;
}

static size_t alarms_of_paragraphs(struct run *run) {
  size_t alarms = 0;
  for (size_t i = 0; i < run->paragraph_count; i++) {
    const char *text = run->paragraphs[i].text;
    alarms += is_found(run, NULL, (hvl_text){text, strlen(text)}, NULL);
  }
  return alarms;
}

static bool print_all(struct run *run) {
  size_t alarms = alarms_of_paragraphs(run);
  double rate = run->violates ? (double)run->found / (double)run->violates : 0;
  printf("%zu violations in paragraphs, %zu found (%.3f); %zu texts that "
         "comply, %zu found\n",
         run->violates, run->found, rate, run->complies, run->alarms);
  bool ok = report("nothing is found in the paragraphs themselves", !alarms);
  ok &= report("95 in 100 violations in a paragraph are found", rate >= FLOOR);
  ok &= report("of what complies 1 in 100 at most is found in a paragraph",
               run->complies && run->alarms * ALARM_IN <= run->complies);
  return report("everything was judged", !run->failed) && ok;
}

static bool prepare(struct run *run, hvl_ruleset **ruleset, int argc,
                    char **argv) {
  hvl_options options = HVL_OPTIONS_INIT;
  bool logs = argc == 4 && strcmp(argv[1], "--failures") == 0;
  if ((argc != 2 && !logs) || !read_paragraphs(run, argv[argc - 1])) {
    fputs("usage: metamorphic_paragraphs [--failures FILE] PARAGRAPHS\n",
          stderr);
    return false;
  }
  if (logs && !(run->failures = fopen(argv[2], "w"))) return false;
  options.level = LEVEL;
  *ruleset = record_rules();
  return *ruleset &&
         hvl_session_new(&run->session, *ruleset, &options) == HVL_OK;
}

int main(int argc, char **argv) {
  static struct run run;
  hvl_ruleset *ruleset = NULL;
  const hvl_example *example;
  if (!prepare(&run, &ruleset, argc, argv)) return 2;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++)
    try_example(&run, example, i);
  bool ok = print_all(&run);
  if (run.failures) fclose(run.failures);
  hvl_session_free(run.session);
  hvl_ruleset_free(ruleset);
  return !ok;
}
