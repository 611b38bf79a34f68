/* SPDX-License-Identifier: MIT */
/* cmd_test.c - `hvline rules test`: runs the examples that stand in the rules.
 */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/width.h"
#include "command/commands.h"
#include "judge/load.h"
#include "rules/playing.h"

struct totals {
  size_t run, failed;
};

static void print_failure(const struct options *options,
                          const hvl_example *example) {
  size_t wanted = example_subject(example);
  struct buffer line = {0}, shown = {0};
  buffer_format(&line, "%s:%u:%u: ", example->file, example->line,
                example->column);
  buffer_format(&line,
                message_text(options->lang,
                             example->violates ? TEST_NOT_FOUND : TEST_FOUND),
                example->rule->id);
  buffer_print(&line, ": ");
  if (wanted < example->message_count)
    buffer_add(&line, example->messages[wanted].text.data,
               example->messages[wanted].text.len);
  show_text(&shown, buffer_text(&line));
  printf("%s\n", shown.data);
  buffer_free(&line);
  buffer_free(&shown);
}

static bool run_example(hvl_session *session, const struct options *options,
                        const hvl_example *example, struct log *log) {
  bool found;
  hvl_status status = example_run(session, example, &found);
  if (status != HVL_OK) {
    struct where where = {example->file, example->line};
    log_error(log, where, EXAMPLE_FAILED, example->rule->id,
              status_text(options->lang, status));
    return false;
  }
  if (found == (example->violates != 0)) return true;
  print_failure(options, example);
  return false;
}

static struct totals run_all(hvl_session *session,
                             const struct options *options,
                             const hvl_ruleset *ruleset, struct log *log) {
  struct totals totals = {0, 0};
  const hvl_example *example;
  for (size_t i = 0; (example = hvl_ruleset_example(ruleset, i)); i++) {
    if (!filter_wants(options, example->rule)) continue;
    totals.run++;
    if (!run_example(session, options, example, log)) totals.failed++;
  }
  return totals;
}

static struct totals test(hvl_ruleset *ruleset, const struct options *options,
                          struct log *log) {
  struct totals totals = {0, 0};
  hvl_session *session;
  hvl_status status = examples_session(&session, ruleset);
  if (status != HVL_OK) {
    complain_status(log, status);
    return totals;
  }
  totals = run_all(session, options, ruleset, log);
  hvl_session_free(session);
  if (!options->quiet || totals.failed) {
    printf(message_text(options->lang, SUM_TEST), totals.run - totals.failed,
           totals.failed);
    putchar('\n');
  }
  return totals;
}

int command_test(const struct options *options, struct log *log) {
  struct options all = options_with_files(options);
  struct totals totals = {0, 0};
  hvl_ruleset *ruleset = load_ruleset(&all, log);
  if (ruleset && filter_check(options, ruleset, log))
    totals = test(ruleset, options, log);
  hvl_ruleset_free(ruleset);
  free(all.rules.items);
  return status_of(log, totals.failed > 0);
}
