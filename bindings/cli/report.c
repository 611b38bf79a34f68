/* SPDX-License-Identifier: MIT */
/* report.c - what all report formats share. */
#include "report.h"

#include <string.h>

#include "width.h"

static const struct report_type *const types[] = {&text_report, &jsonl_report,
                                                  &html_report};
enum { TYPES = sizeof types / sizeof *types };

/* Of one finding; what is longer is cut. */
enum { LONGEST_EVIDENCE = 1000 };

const struct report_type *report_called(const char *name) {
  if (!name) return types[0];
  for (size_t i = 0; i < TYPES; i++)
    if (strcmp(types[i]->name, name) == 0) return types[i];
  return NULL;
}

const char *const *report_names(void) {
  static const char *const names[] = {"text", "jsonl", "html", NULL};
  return names;
}

const char *report_text(const struct report *report, enum message message) {
  return message_text(report->options->lang, message);
}

const char *report_pick(const struct report *report, hvl_bilingual text) {
  return message_pick(report->options->lang, text);
}

static void add_span(const struct report *report, struct buffer *out,
                     hvl_text text, hvl_span span) {
  struct mask mask = {0};
  size_t end = span.end;
  if (end - span.start > LONGEST_EVIDENCE) {
    end = span.start;
    while (end - span.start < LONGEST_EVIDENCE) next_char(text, &end);
  }
  if (!report->options->no_mask) mask_find(&mask, text, span.start, end);
  mask_write(&mask, out, text, span.start, end);
  if (end < span.end) buffer_print(out, "\xE2\x80\xA6");
  mask_free(&mask);
}

void report_evidence(const struct report *report, struct buffer *out,
                     const struct judged *judged, const hvl_finding *finding) {
  for (size_t i = 0; i < finding->span_count; i++) {
    hvl_span span = finding->spans[i];
    if (i) buffer_print(out, "\xE2\x80\xA6");
    add_span(report, out, judged->chat->messages[span.message].text, span);
  }
}
