/* SPDX-License-Identifier: MIT */
/* report_junit.c - findings as JUnit XML: a suite for each file, a case for
 * each conversation or template, which fails by what --fail-on says. */
#include <stdlib.h>
#include <string.h>

#include "base/width.h"
#include "report/report.h"

/* A suite says first how many cases it has: till it ends they wait, about a
 * hundred bytes for one without findings. */
struct junit_state {
  struct buffer source; /* of the suite; empty: none was begun */
  struct buffer cases;
  size_t tests, failures;
};

static void *junit_begin(const struct report *report) {
  fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"hvline\">\n",
        report->out);
  return mem_zeroed(1, sizeof(struct junit_state));
}

/* Append `text` as XML: what XML cannot hold is spelled out. */
static void put(struct buffer *out, hvl_text text) {
  struct buffer shown = {0};
  show_text(&shown, text);
  for (size_t i = 0; i < shown.len; i++) {
    switch (shown.data[i]) {
    case '&': buffer_print(out, "&amp;"); break;
    case '<': buffer_print(out, "&lt;"); break;
    case '>': buffer_print(out, "&gt;"); break;
    case '"': buffer_print(out, "&quot;"); break;
    default: buffer_put(out, shown.data[i]); break;
    }
  }
  buffer_free(&shown);
}

static void put_attribute(struct buffer *out, const char *name, hvl_text text) {
  buffer_format(out, " %s=\"", name);
  put(out, text);
  buffer_put(out, '"');
}

static void end_suite(const struct report *report, struct junit_state *state) {
  struct buffer head = {0};
  if (!state->source.len) return;
  buffer_print(&head, "<testsuite");
  put_attribute(&head, "name", buffer_text(&state->source));
  buffer_format(&head, " tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
                state->tests, state->failures);
  fwrite(head.data, 1, head.len, report->out);
  fwrite(state->cases.data, 1, state->cases.len, report->out);
  fputs("</testsuite>\n", report->out);
  buffer_free(&head);
  buffer_clear(&state->source);
  buffer_clear(&state->cases);
  state->tests = state->failures = 0;
}

/* Readers part a class's name into folders at its dots: the ending of the
 * file's name is left out. */
static hvl_text class_of(const char *file) {
  const char *dot = strrchr(file, '.'), *slash = strrchr(file, '/');
  bool ends = dot && dot > file && (!slash || dot > slash + 1);
  return (hvl_text){file, ends ? (size_t)(dot - file) : strlen(file)};
}

static bool fails(const struct report *report, const hvl_finding *finding) {
  return finding->severity >= report->options->fail_on;
}

/* One finding in some lines. */
static void put_finding(const struct report *report, struct buffer *out,
                        const struct judged *judged,
                        const hvl_finding *finding) {
  struct buffer text = {0};
  buffer_format(&text, report_text(report, RULE_LABEL),
                severity_text(report->options->lang, finding->severity),
                (unsigned)finding->level);
  buffer_format(&text, " %s %s:%zu", finding->rule->id, judged->source,
                found_row(judged, finding)->line);
  put(out, buffer_text(&text));
  buffer_put(out, '\n');
  buffer_clear(&text);
  report_explain(report, &text, judged, finding, " ");
  put(out, buffer_text(&text));
  buffer_put(out, '\n');
  buffer_free(&text);
}

/* Those of the findings that fail the case, or the others. */
static void put_findings(const struct report *report, struct buffer *out,
                         const struct judged *judged, bool failing) {
  for (size_t i = 0; i < judged->count; i++)
    if (fails(report, &judged->findings[i]) == failing)
      put_finding(report, out, judged, &judged->findings[i]);
}

/* The most severe finding, the first of them; NULL if there is none. */
static const hvl_finding *worst_of(const struct judged *judged) {
  const hvl_finding *worst = NULL;
  for (size_t i = 0; i < judged->count; i++)
    if (!worst || judged->findings[i].severity > worst->severity)
      worst = &judged->findings[i];
  return worst;
}

static void put_failure(const struct report *report, struct buffer *out,
                        const struct judged *judged, const hvl_finding *worst) {
  const char *title = report_pick(report, worst->rule->title);
  const char *id = worst->rule->id;
  buffer_print(out, "<failure");
  put_attribute(out, "message", (hvl_text){title, strlen(title)});
  put_attribute(out, "type", (hvl_text){id, strlen(id)});
  buffer_print(out, ">\n");
  put_findings(report, out, judged, true);
  buffer_print(out, "</failure>\n");
}

static void put_results(const struct report *report, struct junit_state *state,
                        const struct judged *judged) {
  const hvl_finding *worst = worst_of(judged);
  struct buffer others = {0};
  if (fails(report, worst)) {
    state->failures++;
    put_failure(report, &state->cases, judged, worst);
  }
  put_findings(report, &others, judged, false);
  if (others.len)
    buffer_format(&state->cases, "<system-out>\n%s</system-out>\n",
                  others.data);
  buffer_free(&others);
}

static void junit_add(const struct report *report, void *opaque,
                      const struct judged *judged) {
  struct junit_state *state = opaque;
  struct buffer *out = &state->cases, name = {0};
  if (!state->source.len || strcmp(state->source.data, judged->source) != 0) {
    end_suite(report, state);
    buffer_print(&state->source, judged->source);
  }
  state->tests++;
  buffer_print(out, "<testcase");
  put_attribute(out, "classname", class_of(judged->file));
  report_label(report, &name, judged->chat->id);
  put_attribute(out, "name", buffer_text(&name));
  buffer_free(&name);
  if (!judged->count) {
    buffer_print(out, "/>\n");
    return;
  }
  buffer_print(out, ">\n");
  put_results(report, state, judged);
  buffer_print(out, "</testcase>\n");
}

/* What was not read is no success: a suite of its own tells. */
static void tell_errors(const struct report *report) {
  struct buffer text = {0}, out = {0};
  if (!report_incomplete(report, &text)) return;
  buffer_print(&out, "<testsuite name=\"hvline\" tests=\"1\" failures=\"0\" "
                     "errors=\"1\">\n"
                     "<testcase classname=\"hvline\" name=\"input\">\n<error");
  put_attribute(&out, "message", buffer_text(&text));
  buffer_print(&out, " type=\"input\"/>\n</testcase>\n</testsuite>\n");
  fwrite(out.data, 1, out.len, report->out);
  buffer_free(&text);
  buffer_free(&out);
}

static void junit_end(const struct report *report, void *opaque) {
  struct junit_state *state = opaque;
  end_suite(report, state);
  tell_errors(report);
  fputs("</testsuites>\n", report->out);
  buffer_free(&state->source);
  buffer_free(&state->cases);
  free(state);
}

const struct report_type junit_report = {"junit", junit_begin, junit_add,
                                         junit_end, true};
