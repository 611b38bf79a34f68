/* SPDX-License-Identifier: MIT */
/* cmd_judge.c - `hvline audit` and `hvline check`: files in, a report out. */
#include "base/interrupt.h"
#include "base/measure.h"
#include "chats/grouping.h"
#include "chats/ordering.h"
#include "chats/selection.h"
#include "command/commands.h"
#include "command/progress.h"
#include "command/stats.h"
#include "files/decode.h"
#include "files/file_list.h"
#include "input/input.h"
#include "judge/ahead.h"
#include "judge/load.h"
#include "judge/resume.h"
#include "judge/workers.h"
#include "report/reporting.h"
#include "verdicts/verdicts.h"

/* Of the time that a file takes whose messages are put together, one part in so
 * many goes into reading it. */
enum { READING_SHARE = 8 };

/* Judging ahead begins behind so many messages of a file, and ends when what is
 * found takes more than one part in so many of the memory for it. */
enum { AHEAD_FROM = 10000, AHEAD_SHARE = 8 };

static const size_t NO_GROUP = SIZE_MAX;

struct run {
  const struct options *options;
  struct log *log;
  struct file_list list;
  struct verdicts *verdicts;
  struct workers *workers;
  struct resume *resume; /* NULL without --resume */
  struct ahead *ahead;   /* NULL while nothing of the file is judged ahead */
  struct reporting *reporting;
  struct selection selection;
  struct progress progress;
  struct pool names;              /* of sources */
  const char *source;             /* at hand */
  size_t gathered, early, parted; /* messages of it put together: read, judged
                                     ahead, given when all was read */
  size_t reported;                /* messages, before any was judged ahead */
  size_t talks;                   /* conversations of the file at hand */
  bool has_seller;                /* somebody of the shop speaks in them */
  bool any_seller;                /* and in any file */
  const char *silent;             /* the first of one conversation where nobody
                                     does, or NULL */
  bool found;                     /* anything at or above --fail-on */
  struct stats stats;
};

static struct judged to_judge(const struct run *run, const char *path,
                              const struct chat *chat) {
  return (struct judged){
      .source = run->source, .file = shown_path(path), .chat = chat};
}

static bool is_known(struct run *run, size_t group, struct judged *judged) {
  return resume_next(run->resume, judged) ||
         (run->ahead && group != NO_GROUP &&
          ahead_knows(run->ahead, group, judged));
}

/* `group` is the number among those that were put together, or NO_GROUP. */
static void judge_one(struct run *run, const char *path,
                      const struct chat *chat, size_t group) {
  selection_note(&run->selection, run->options, chat);
  run->talks++;
  for (size_t i = 0; i < chat->count && !run->has_seller; i++)
    run->has_seller = chat->messages[i].role == HVL_SELLER;
  if (!selection_keeps_any(run->options, chat) ||
      !verdicts_want(run->verdicts, path, chat, workers_log(run->workers)))
    return;
  struct judged judged = to_judge(run, path, chat);
  if (is_known(run, group, &judged))
    workers_pass(run->workers, &judged);
  else
    workers_add(run->workers, &judged);
}

/* What the workers give back. */
static void take(void *ctx, const struct judged *judged) {
  struct run *run = ctx;
  double start = measure_now();
  struct judged reported = *judged;
  resume_keep(run->resume, judged);
  log_replay(run->log, judged->said);
  if (!verdicts_take(run->verdicts, &reported)) return;
  for (size_t i = 0; i < reported.count; i++)
    if (reported.findings[i].severity >= run->options->fail_on)
      run->found = true;
  run->stats.chats++;
  run->stats.messages += reported.chat->count;
  run->stats.findings += reported.count;
  reporting_add(run->reporting, &reported);
  run->stats.reporting += measure_now() - start;
}

/* How much of the present file is done. Where messages have to be put together,
 * reading is the least of it: judging begins when all is read, unless it has
 * gone on right behind. */
static uint64_t bytes_done(const struct run *run, const struct input *input) {
  uint64_t read = lines_position(input->lines), first = read / READING_SHARE;
  size_t done = run->early > run->parted ? run->early : run->parted;
  if (!run->gathered) return read;
  return first + (uint64_t)((double)(read - first) * (double)done /
                            (double)run->gathered);
}

/* What is judged ahead counts before it is reported. */
static size_t messages_done(const struct run *run) {
  size_t ahead = run->ahead ? run->reported + run->early : 0;
  return ahead > run->stats.messages ? ahead : run->stats.messages;
}

/* Likewise, though a baseline may know some of it. */
static size_t findings_done(const struct run *run) {
  return run->stats.findings + (run->ahead ? ahead_findings(run->ahead) : 0);
}

static void show_progress(struct run *run, const struct input *input) {
  struct amounts amounts = {bytes_done(run, input), messages_done(run),
                            findings_done(run)};
  progress_show(&run->progress, &amounts);
}

/* ---- Messages to be put together ----------------------------------------- */

static bool may_judge_ahead(const struct run *run) {
  const struct options *options = run->options;
  if (run->gathered < AHEAD_FROM || run->resume || options->diff ||
      !workers_are_several(run->workers))
    return false;
  if (!run->ahead) return true;
  return !ahead_has_ended(run->ahead) &&
         (!options->memory ||
          ahead_bytes(run->ahead) < options->memory / AHEAD_SHARE);
}

/* While the file is read there are judges without work, and a conversation that
 * has not gone on for long is mostly whole. */
static void judge_ahead(struct run *run, const char *path,
                        struct grouping *grouping) {
  size_t number;
  if (!may_judge_ahead(run)) return;
  const struct chat *chat = grouping_left(grouping, &number);
  if (!chat || !selection_keeps_any(run->options, chat)) return;
  struct judged judged = to_judge(run, path, chat);
  if (!run->ahead) {
    run->ahead = ahead_begin(run->workers, (struct taker){take, run});
    run->reported = run->stats.messages;
  }
  ahead_judge(run->ahead, number, &judged);
  run->early += chat->count;
}

static void gather(struct run *run, const char *path, struct grouping *grouping,
                   const struct chat *part) {
  run->gathered += part->count;
  grouping_add(grouping, part);
  judge_ahead(run, path, grouping);
}

/* What is gathered of a file of which not all was read is no whole
 * conversation. */
static void judge_groups(struct run *run, const struct input *input,
                         struct grouping *grouping) {
  const struct chat *chat;
  size_t number;
  if (run->ahead) ahead_end(run->ahead);
  if (interrupted()) return;
  grouping_settle(grouping, input->path, input->log);
  while (!interrupted() && (chat = grouping_next(grouping, &number))) {
    run->parted += chat->count;
    judge_one(run, lines_path(input->lines), chat, number);
    show_progress(run, input);
  }
}

/* It is reported at once. */
static void judge_whole(struct run *run, const char *path, struct chat *chat) {
  if (run->ahead) ahead_end(run->ahead);
  put_in_order(chat);
  judge_one(run, path, chat, NO_GROUP);
}

static void tell_silent(const char *path, struct log *log) {
  log_warning(log, (struct where){path, 0}, NO_SELLER);
}

/* Where nothing was judged nothing is found, which is not to pass for clean. Of
 * files that have a conversation each, some may have no answer. */
static void tell_empty(struct run *run, const struct input *input,
                       size_t messages) {
  bool chats = input->options->command == COMMAND_AUDIT;
  if (interrupted() || run->has_seller) return;
  if (!messages)
    log_warning(input->log, (struct where){input->path, 0},
                chats ? NO_MESSAGES : NO_TEMPLATES);
  else if (run->talks > 1)
    tell_silent(input->path, input->log);
  else if (!run->silent)
    run->silent = pool_string(&run->names, input->path);
}

/* False if it could not be read as what it should be. */
static bool read_part(void *ctx, const struct input *input) {
  struct run *run = ctx;
  const struct reader_type *type = reader_pick(input);
  void *state = type ? type->open(input) : NULL;
  if (!state) return false;
  struct grouping *grouping =
      grouping_new(run->options->memory, workers_are_several(run->workers));
  struct chat chat;
  size_t messages = 0, faults = input->log->faults;
  run->source = pool_string(&run->names, shown_path(input->path));
  run->gathered = run->early = run->parted = 0;
  run->has_seller = false;
  run->talks = 0;
  while (!interrupted() && type->next(state, &chat)) {
    messages += chat.count;
    if (chat.is_part)
      gather(run, lines_path(input->lines), grouping, &chat);
    else
      judge_whole(run, lines_path(input->lines), &chat);
    show_progress(run, input);
  }
  type->close(state);
  judge_groups(run, input, grouping);
  run->stats.spilled += grouping_spilled(grouping);
  grouping_free(grouping);
  ahead_free(run->ahead);
  run->ahead = NULL;
  run->any_seller |= run->has_seller;
  if (input->log->faults == faults) tell_empty(run, input, messages);
  return true;
}

/* Nothing comes just now: what has come is judged and reported. */
static void catch_up(void *ctx) {
  struct run *run = ctx;
  workers_finish(run->workers);
  reporting_flush(run->reporting);
}

static bool run_file(void *ctx, const struct input *input) {
  struct run *run = ctx;
  lines_on_pause(input->lines, (struct pause){catch_up, run});
  bool good = input_parts(input, read_part, run);
  run->stats.files++;
  run->stats.bytes += lines_bytes(input->lines);
  progress_next(&run->progress, lines_position(input->lines));
  return good;
}

/* What was not judged would be taken from a baseline that is replaced. */
static enum wanted wanted_reports(const struct run *run) {
  if (!run->log->errors) return WANT_ALL;
  if (run->options->accept) return WANT_NONE;
  return run->stats.chats ? WANT_ALL : WANT_TELLING;
}

static void end_reports(struct run *run) {
  double start = measure_now();
  enum wanted wanted = wanted_reports(run);
  if (wanted == WANT_NONE)
    log_error(run->log, (struct where){0}, BASELINE_KEPT);
  size_t errors = run->log->errors;
  reporting_end(run->reporting, wanted);
  resume_close(run->resume, !interrupted() && run->log->errors == errors);
  run->resume = NULL;
  verdicts_end(run->verdicts);
  run->stats.reporting += measure_now() - start;
}

static void print_stats(struct run *run) {
  struct workers_times times = workers_times(run->workers);
  run->stats.judging = times.judging;
  run->stats.away = times.waiting;
  stats_print(&run->stats, run->log);
}

static void run_files(struct run *run) {
  const struct words *paths = &run->list.paths;
  run->stats.start = measure_now();
  interrupt_watch();
  progress_begin(&run->progress, paths, run->options, run->log);
  for (size_t i = 0; i < paths->count && !interrupted(); i++)
    input_read(paths->items[i], run->options, workers_log(run->workers),
               run_file, run);
  workers_finish(run->workers);
  progress_end(&run->progress);
  if (interrupted()) log_error_last(run->log, INTERRUPTED, run->stats.chats);
  if (!interrupted() && run->silent && !run->any_seller)
    tell_silent(run->silent, run->log);
  selection_tell(&run->selection, run->options, run->log);
  selection_free(&run->selection);
  end_reports(run);
  if (run->options->stats) print_stats(run);
}

static bool check_options(const struct options *options, struct log *log) {
  struct where nowhere = {0};
  if (!options->files.count) {
    log_error(log, nowhere, NO_FILES);
    return false;
  }
  if (options->has_since && options->has_until &&
      options->since >= options->until) {
    struct where since = options_where(options, "since", NULL);
    struct where until = options_where(options, "until", NULL);
    log_error(log, since.file ? since : until, SINCE_AFTER_UNTIL,
              option_dashes(since), option_dashes(until));
    return false;
  }
  if (options->accept && options_are_partial(options)) {
    log_error(log, nowhere, BASELINE_PARTIAL);
    return false;
  }
  if (options->encoding && !encoding_exists(options->encoding)) {
    log_error(log, options_where(options, "encoding", options->encoding),
              UNKNOWN_ENCODING, options->encoding);
    return false;
  }
  return true;
}

/* At its end an audit drops what it could have been resumed from: a report in
 * its place would go, too. */
static bool check_state_files(const struct run *run) {
  const char *state = run->options->resume;
  for (int i = 0; state && i < RESUME_FILES; i++) {
    struct buffer file = {0};
    resume_name(&file, state, (enum resume_file)i);
    const char *report = reporting_on(run->reporting, file.data);
    if (report)
      log_error(run->log, (struct where){file.data, 0}, REPORT_ON_STATE,
                report);
    buffer_free(&file);
    if (report) return false;
  }
  return true;
}

int command_judge(const struct options *options, struct log *log) {
  struct run run = {.options = options, .log = log};
  if (!check_options(options, log)) return STATUS_WRONG;
  if (options->dry_run) return command_dry_run(options, log);
  file_list_find(&run.list, options, log);
  run.reporting = reporting_new(options, &run.list.paths, log);
  bool begun = run.reporting && check_state_files(&run);
  hvl_ruleset *ruleset = begun ? load_ruleset(options, log) : NULL;
  if (ruleset && filter_check(options, ruleset, log))
    run.workers =
        workers_new(ruleset, options, log, (struct taker){take, &run});
  if (run.workers) run.verdicts = verdicts_new(ruleset, options, log);
  if (run.verdicts &&
      resume_open(&run.resume, ruleset, options, &run.list.paths, log) &&
      reporting_begin(run.reporting, ruleset,
                      verdicts_suppressing(run.verdicts)))
    run_files(&run);
  resume_close(run.resume, false);
  reporting_free(run.reporting);
  file_list_free(&run.list);
  workers_free(run.workers);
  pool_free(&run.names);
  verdicts_free(run.verdicts);
  hvl_ruleset_free(ruleset);
  return status_of(log, run.found && !options->accept);
}
