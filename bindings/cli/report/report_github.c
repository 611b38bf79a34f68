/* SPDX-License-Identifier: MIT */
/* report_github.c - findings as workflow commands of GitHub Actions, which
 * become annotations of the lines they are in. */
#include <stdlib.h>
#include <string.h>

#include "base/width.h"
#include "report/region.h"
#include "report/report.h"
#include "verdicts/source_path.h"

struct github_state {
  size_t findings, found, all;
};

static void *github_begin(const struct report *report) {
  (void)report;
  return mem_zeroed(1, sizeof(struct github_state));
}

/* Append `text` as the value of a property, or else as a message: what would
 * end it is escaped, and the runner's old way to write commands, ##[...], which
 * counts anywhere in a line, is broken up. */
static void put(struct buffer *out, hvl_text text, bool property) {
  const char *escaped = property ? "%\r\n:," : "%\r\n";
  for (size_t i = 0; i < text.len; i++) {
    char byte = text.data[i];
    if (byte && strchr(escaped, byte))
      buffer_format(out, "%%%02X", (unsigned)byte);
    else
      buffer_put(out, byte);
    if (byte == '#' && i + 1 < text.len && text.data[i + 1] == '[')
      buffer_put(out, ' ');
  }
}

static void put_title(const struct report *report, struct buffer *out,
                      const hvl_finding *finding) {
  struct buffer title = {0};
  show_string(&title, report_pick(report, finding->rule->line_title));
  buffer_print(&title, " (");
  show_string(&title, finding->rule->id);
  buffer_print(&title, ")");
  put(out, buffer_text(&title), true);
  buffer_free(&title);
}

static const char *command_of(hvl_severity severity) {
  return severity == HVL_NOTE ? "notice" : severity_name(severity);
}

static void put_finding(const struct report *report, struct buffer *out,
                        const struct judged *judged,
                        const hvl_finding *finding) {
  struct buffer name = {0}, path = {0}, text = {0};
  struct place start = region_of(judged, finding).start;
  source_path(&name, judged->file);
  show_text(&path, buffer_text(&name));
  report_explain(report, &text, judged, finding, "\n");
  buffer_format(out, "::%s file=", command_of(finding->severity));
  put(out, buffer_text(&path), true);
  /* The line, as a whole if that is all that is known. */
  buffer_format(out, ",line=%zu,col=%zu,title=", start.line,
                start.column ? start.column : 1);
  put_title(report, out, finding);
  buffer_print(out, "::");
  put(out, buffer_text(&text), false);
  buffer_put(out, '\n');
  buffer_free(&name);
  buffer_free(&path);
  buffer_free(&text);
}

static void github_add(const struct report *report, void *opaque,
                       const struct judged *judged) {
  struct github_state *state = opaque;
  struct buffer out = {0};
  state->all++;
  state->found += judged->count > 0;
  state->findings += judged->count;
  for (size_t i = 0; i < judged->count; i++)
    put_finding(report, &out, judged, &judged->findings[i]);
  if (out.len) fwrite(out.data, 1, out.len, report->out);
  buffer_free(&out);
}

static void put_unread(const struct report *report, struct buffer *out) {
  struct buffer name = {0}, path = {0}, text = {0};
  size_t line = report_unread(report, &name);
  show_text(&path, buffer_text(&name));
  if (report_incomplete(report, &text)) {
    buffer_print(out, "::error ");
    if (path.len) buffer_print(out, "file=");
    put(out, buffer_text(&path), true);
    if (line) buffer_format(out, ",line=%zu", line);
    buffer_format(out, "%stitle=hvline::", path.len ? "," : "");
    put(out, buffer_text(&text), false);
    buffer_put(out, '\n');
  }
  buffer_free(&name);
  buffer_free(&path);
  buffer_free(&text);
}

/* GitHub shows ten annotations of a kind; the log tells how many there are. */
static void github_end(const struct report *report, void *opaque) {
  struct github_state *state = opaque;
  struct buffer out = {0};
  put_unread(report, &out);
  fwrite(buffer_text(&out).data, 1, out.len, report->out);
  buffer_clear(&out);
  report_sum(report, &out, state->findings, state->found, state->all);
  buffer_put(&out, '\n');
  if (!report->options->quiet) fwrite(out.data, 1, out.len, report->out);
  buffer_free(&out);
  free(state);
}

const struct report_type github_report = {"github", github_begin, github_add,
                                          github_end, true};
