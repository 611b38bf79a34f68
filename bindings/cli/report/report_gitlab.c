/* SPDX-License-Identifier: MIT */
/* report_gitlab.c - findings as a Code Quality report of GitLab: an array of
 * issues, each with a fingerprint of its own. */
#include <stdlib.h>

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

static void set_location(json_object *issue, const struct judged *judged,
                         const hvl_finding *finding) {
  json_object *location = json_new_object(), *lines = json_new_object();
  struct buffer path = {0};
  source_path(&path, judged->file);
  json_set_text(location, "path", buffer_text(&path));
  json_set_number(lines, "begin", found_row(judged, finding)->line);
  json_set(location, "lines", lines);
  json_set(issue, "location", location);
  buffer_free(&path);
}

static void gitlab_add(const struct report *report, void *opaque,
                       const struct judged *judged) {
  struct gitlab_state *state = opaque;
  for (size_t i = 0; i < judged->count; i++) {
    const hvl_finding *finding = &judged->findings[i];
    json_object *issue = json_new_object();
    set_description(report, issue, judged, finding);
    json_set_string(issue, "check_name", finding->rule->id);
    json_set_string(issue, "fingerprint", found_fingerprint(judged, finding));
    json_set_string(issue, "severity", level_of(finding->severity));
    set_location(issue, judged, finding);
    fputs(state->count++ ? ",\n" : "\n", report->out);
    json_write(report->out, issue);
  }
}

static void gitlab_end(const struct report *report, void *opaque) {
  struct gitlab_state *state = opaque;
  fputs(state->count ? "\n]\n" : "]\n", report->out);
  free(state);
}

const struct report_type gitlab_report = {"gitlab", gitlab_begin, gitlab_add,
                                          gitlab_end, false};
