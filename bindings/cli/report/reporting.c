/* SPDX-License-Identifier: MIT */
/* reporting.c - the reports that the user asked for, several at once. */
#include "report/reporting.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "report/output.h"
#include "report/style.h"

/* One report and where it goes. */
struct sink {
  const struct report_type *type;
  const char *path; /* NULL: stdout */
  struct output output;
  struct report report;
  void *state; /* of the type */
};

struct reporting {
  const struct options *options;
  struct log *log;
  struct sink *sinks;
  size_t count, cap;
};

static bool add_sink(struct reporting *reporting, const char *name,
                     const char *path, struct where where) {
  const struct report_type *type = report_called(name);
  if (!type) {
    const char *near = nearest_in(name, report_names());
    log_error(reporting->log, where, UNKNOWN_FORMAT, name,
              near ? near : report_names()[0]);
    return false;
  }
  if (output_is_stdout(path)) path = NULL;
  MEM_GROW(reporting->sinks, reporting->count, reporting->cap);
  reporting->sinks[reporting->count++] =
      (struct sink){.type = type, .path = path};
  return true;
}

/* "csv=out.csv", which was checked to be a pair. */
static bool add_pair(struct reporting *reporting, const char *pair) {
  const char *path = value_of(pair);
  struct buffer name = {0};
  buffer_add(&name, pair, (size_t)(path - pair) - 1);
  bool good = add_sink(reporting, name.data, path,
                       options_where(reporting->options, "report", pair));
  buffer_free(&name);
  return good;
}

static bool uses_stdout(const struct reporting *reporting) {
  for (size_t i = 0; i < reporting->count; i++)
    if (!reporting->sinks[i].path) return true;
  return false;
}

static bool add_all(struct reporting *reporting) {
  const struct options *options = reporting->options;
  size_t count = options->reports.count;
  bool asked = options->format || options->output || !count;
  if (asked && !add_sink(reporting, options->format, options->output,
                         options_where(options, "format", options->format)))
    return false;
  for (size_t i = 0; i < count; i++)
    if (!add_pair(reporting, options->reports.items[i])) return false;
  if (asked || options->quiet || uses_stdout(reporting)) return true;
  return add_sink(reporting, summary_report.name, NULL, (struct where){0});
}

static bool check_pair(struct reporting *reporting, const struct sink *a,
                       const struct sink *b) {
  if (!a->path && !b->path) {
    log_error(reporting->log, (struct where){0}, STDOUT_TWICE, a->type->name,
              b->type->name);
    return false;
  }
  if (!a->path || !b->path || !output_same(a->path, b->path)) return true;
  log_error(reporting->log, (struct where){b->path, 0}, REPORT_TWICE,
            a->type->name, b->type->name);
  return false;
}

static bool is_on(const struct sink *sink, const char *file) {
  return sink->path && file && output_same(sink->path, file);
}

static bool is_on_any(const struct sink *sink, const struct words *files) {
  for (size_t i = 0; i < files->count; i++)
    if (is_on(sink, files->items[i])) return true;
  return false;
}

/* A baseline may be written over the one that it renews. */
static bool is_on_input(const struct options *options,
                        const struct words *inputs, const struct sink *sink) {
  bool renews = sink->type == &baseline_report;
  return is_on_any(sink, inputs) || is_on_any(sink, &options->rules) ||
         (!renews && is_on_any(sink, &options->baselines)) ||
         is_on(sink, options->ruleset) || is_on(sink, options->ignore) ||
         is_on(sink, options->config);
}

static bool check_inputs(const struct reporting *reporting,
                         const struct words *inputs, const struct sink *sink) {
  if (!is_on_input(reporting->options, inputs, sink)) return true;
  log_error(reporting->log, (struct where){sink->path, 0}, REPORT_ON_INPUT,
            sink->type->name);
  return false;
}

static bool check_all(struct reporting *reporting, const struct words *inputs) {
  for (size_t i = 0; i < reporting->count; i++) {
    for (size_t j = 0; j < i; j++)
      if (!check_pair(reporting, &reporting->sinks[j], &reporting->sinks[i]))
        return false;
    if (!check_inputs(reporting, inputs, &reporting->sinks[i])) return false;
  }
  return true;
}

struct reporting *reporting_new(const struct options *options,
                                const struct words *inputs, struct log *log) {
  struct reporting *reporting = mem_zeroed(1, sizeof *reporting);
  reporting->options = options;
  reporting->log = log;
  if (add_all(reporting) && check_all(reporting, inputs)) return reporting;
  reporting_free(reporting);
  return NULL;
}

void reporting_free(struct reporting *reporting) {
  if (!reporting) return;
  for (size_t i = 0; i < reporting->count; i++)
    output_drop(&reporting->sinks[i].output);
  free(reporting->sinks);
  free(reporting);
}

const char *reporting_on(const struct reporting *reporting, const char *file) {
  for (size_t i = 0; i < reporting->count; i++)
    if (is_on(&reporting->sinks[i], file))
      return reporting->sinks[i].type->name;
  return NULL;
}

static void begin(struct reporting *reporting, struct sink *sink,
                  const hvl_ruleset *ruleset, struct suppressing *suppressing) {
  enum color color = reporting->options->color;
  FILE *out = sink->output.stream;
  bool colored =
      color == COLOR_ALWAYS || (!sink->output.path && style_wanted(color, out));
  sink->report = (struct report){out,     reporting->options, colored,
                                 ruleset, reporting->log,     suppressing};
  sink->state = sink->type->begin(&sink->report);
}

bool reporting_begin(struct reporting *reporting, const hvl_ruleset *ruleset,
                     struct suppressing *suppressing) {
  for (size_t i = 0; i < reporting->count; i++)
    if (!output_open(&reporting->sinks[i].output, reporting->sinks[i].path,
                     reporting->log))
      return false;
  for (size_t i = 0; i < reporting->count; i++)
    begin(reporting, &reporting->sinks[i], ruleset, suppressing);
  return true;
}

void reporting_add(struct reporting *reporting, const struct judged *judged) {
  for (size_t i = 0; i < reporting->count; i++) {
    struct sink *sink = &reporting->sinks[i];
    sink->type->add(&sink->report, sink->state, judged);
  }
}

void reporting_flush(const struct reporting *reporting) {
  for (size_t i = 0; i < reporting->count; i++)
    if (!reporting->sinks[i].path) fflush(reporting->sinks[i].output.stream);
}

/* Is the report to be put in place? Where nothing was judged, one that looks
 * as if nothing was found is not: that is told. */
static bool is_wanted(const struct reporting *reporting,
                      const struct sink *sink, enum wanted wanted) {
  if (wanted != WANT_TELLING || !sink->path || sink->type->tells_errors)
    return wanted != WANT_NONE;
  log_warning(reporting->log, (struct where){sink->path, 0}, REPORT_KEPT);
  return false;
}

void reporting_end(struct reporting *reporting, enum wanted wanted) {
  for (size_t i = 0; i < reporting->count; i++) {
    struct sink *sink = &reporting->sinks[i];
    sink->type->end(&sink->report, sink->state);
  }
  for (size_t i = 0; i < reporting->count; i++)
    if (is_wanted(reporting, &reporting->sinks[i], wanted))
      output_commit(&reporting->sinks[i].output, reporting->log);
}
