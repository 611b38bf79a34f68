/* SPDX-License-Identifier: MIT */
/* report_gitlab.c - findings as a Code Quality report of GitLab: an array of
 * issues, each with a fingerprint of its own. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/checksum.h"
#include "report/json_out.h"
#include "report/report.h"
#include "verdicts/source_path.h"

struct gitlab_state {
  size_t count;
};

static void *gitlab_begin(const struct report *report) {
  fputc('[', report->out);
  return mem_zeroed(1, sizeof(struct gitlab_state));
}

static const char *level_of(hvl_severity severity) {
  if (severity == HVL_ERROR) return "critical";
  return severity == HVL_WARNING ? "major" : "minor";
}

static void set_description(const struct report *report, json_object *issue,
                            const struct judged *judged,
                            const hvl_finding *finding) {
  struct buffer text = {0};
  report_explain(report, &text, judged, finding, " ");
  json_set_text(issue, "description", buffer_text(&text));
  buffer_free(&text);
}

static void set_location(json_object *issue, hvl_text path, size_t line) {
  json_object *location = json_new_object(), *lines = json_new_object();
  json_set_text(location, "path", path);
  json_set_number(lines, "begin", line);
  json_set(location, "lines", lines);
  json_set(issue, "location", location);
}

static void write_issue(const struct report *report, struct gitlab_state *state,
                        json_object *issue) {
  fputs(state->count++ ? ",\n" : "\n", report->out);
  json_write(report->out, issue);
}

static void gitlab_add(const struct report *report, void *opaque,
                       const struct judged *judged) {
  struct buffer path = {0};
  source_path(&path, judged->file);
  for (size_t i = 0; i < judged->count; i++) {
    const hvl_finding *finding = &judged->findings[i];
    json_object *issue = json_new_object();
    set_description(report, issue, judged, finding);
    json_set_string(issue, "check_name", finding->rule->id);
    json_set_string(issue, "fingerprint", found_fingerprint(judged, finding));
    json_set_string(issue, "severity", level_of(finding->severity));
    set_location(issue, buffer_text(&path), found_row(judged, finding)->line);
    write_issue(report, opaque, issue);
  }
  buffer_free(&path);
}

/* GitLab wants a file: where none is to blame it is the folder of the run. The
 * fingerprint is of that alone, so that one fault stays one from run to run. */
static void tell_errors(const struct report *report,
                        struct gitlab_state *state) {
  static const char name[] = "hvline-not-read";
  struct buffer path = {0}, text = {0}, print = {0};
  size_t line = report_unread(report, &path);
  if (report_incomplete(report, &text)) {
    json_object *issue = json_new_object();
    uint64_t sum = checksum(CHECKSUM_INIT, name, sizeof name);
    sum = checksum(sum, buffer_text(&path).data, path.len);
    buffer_format(&print, "%016" PRIx64, sum);
    if (!path.len) buffer_put(&path, '.');
    json_set_text(issue, "description", buffer_text(&text));
    json_set_string(issue, "check_name", name);
    json_set_text(issue, "fingerprint", buffer_text(&print));
    json_set_string(issue, "severity", level_of(HVL_ERROR));
    set_location(issue, buffer_text(&path), line ? line : 1);
    write_issue(report, state, issue);
  }
  buffer_free(&path);
  buffer_free(&text);
  buffer_free(&print);
}

static void gitlab_end(const struct report *report, void *opaque) {
  struct gitlab_state *state = opaque;
  tell_errors(report, state);
  fputs(state->count ? "\n]\n" : "]\n", report->out);
  free(state);
}

const struct report_type gitlab_report = {"gitlab", gitlab_begin, gitlab_add,
                                          gitlab_end, true};
