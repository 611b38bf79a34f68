/* SPDX-License-Identifier: MIT */
/* report.c - what all report formats share. */
#include "report/report.h"

#include <string.h>

#include "base/width.h"
#include "chats/chat_mask.h"
#include "verdicts/source_path.h"

#define REPORT(name) &name##_report,
static const struct report_type *const types[] = {REPORTS(REPORT)};
#undef REPORT
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
#define REPORT(name) #name,
  static const char *const names[] = {REPORTS(REPORT) NULL};
#undef REPORT
  return names;
}

const char *report_text(const struct report *report, enum message message) {
  return message_text(report->options->lang, message);
}

const char *report_pick(const struct report *report, hvl_bilingual text) {
  return message_pick(report->options->lang, text);
}

const struct message_row *found_row(const struct judged *judged,
                                    const hvl_finding *finding) {
  return &judged->chat->messages[finding->message];
}

const char *found_fingerprint(const struct judged *judged,
                              const hvl_finding *finding) {
  return judged->fingerprints[finding - judged->findings].text;
}

const char *evasion_name(size_t bit) {
  static const char *const names[] = {"filler", "spaced", "sound", "split",
                                      "turn"};
  return bit < sizeof names / sizeof *names ? names[bit] : NULL;
}

void report_label(const struct report *report, struct buffer *out,
                  hvl_text label) {
  mask_label(out, label, !report->options->no_mask);
}

static void add_span(const struct report *report, struct buffer *out,
                     const struct chat *chat, hvl_span span) {
  hvl_text text = chat->messages[span.message].text;
  struct mask mask = {0};
  size_t end = span.end;
  if (end - span.start > LONGEST_EVIDENCE) {
    end = span.start;
    while (end - span.start < LONGEST_EVIDENCE) next_char(text, &end);
  }
  if (!report->options->no_mask)
    chat_mask(&mask, chat, span.message, span.start, end);
  mask_write(&mask, out, text, span.start, end);
  if (end < span.end) buffer_print(out, "\xE2\x80\xA6");
  mask_free(&mask);
}

void report_evidence(const struct report *report, struct buffer *out,
                     const struct judged *judged, const hvl_finding *finding) {
  for (size_t i = 0; i < finding->span_count; i++) {
    hvl_span span = finding->spans[i];
    if (i) buffer_print(out, "\xE2\x80\xA6");
    add_span(report, out, judged->chat, span);
  }
}

static void explain(const struct report *report, struct buffer *out,
                    enum message label, hvl_bilingual text,
                    const char *between) {
  const char *said = report_pick(report, text);
  if (!*said) return;
  buffer_format(out, "%s%s", between, report_text(report, label));
  show_string(out, said);
}

void report_explain(const struct report *report, struct buffer *out,
                    const struct judged *judged, const hvl_finding *finding,
                    const char *between) {
  const hvl_rule *rule = finding->rule;
  struct buffer title = {0}, evidence = {0}, shown = {0};
  show_string(&title, report_pick(report, rule->title));
  report_evidence(report, &evidence, judged, finding);
  show_text(&shown, buffer_text(&evidence));
  buffer_format(out, report_text(report, FOUND_HERE),
                title.len ? title.data : rule->id, shown.len ? shown.data : "");
  explain(report, out, FOUND_WHY, rule->why, between);
  explain(report, out, FOUND_SAY, rule->say, between);
  /* The path that programs show does not tell. */
  if (strcmp(judged->source, judged->file) != 0) {
    buffer_clear(&shown);
    show_string(&shown, judged->source);
    buffer_print(out, between);
    buffer_format(out, report_text(report, FOUND_PLACE), shown.data,
                  found_row(judged, finding)->line);
  }
  buffer_free(&title);
  buffer_free(&evidence);
  buffer_free(&shown);
}

void report_sum(const struct report *report, struct buffer *out,
                size_t findings, size_t found, size_t all) {
  bool chats = report->options->command == COMMAND_AUDIT;
  /* No findings in nothing are no good news. */
  if (!all)
    buffer_print(out,
                 report_text(report, chats ? SUM_NO_CHATS : SUM_NO_TEMPLATES));
  else
    buffer_format(out, report_text(report, chats ? SUM_CHATS : SUM_TEMPLATES),
                  findings, found, all);
}

bool report_incomplete(const struct report *report, struct buffer *out) {
  if (!report->log->errors) return false;
  buffer_format(out, report_text(report, REPORT_INCOMPLETE),
                report->log->errors);
  return true;
}

size_t report_unread(const struct report *report, struct buffer *path) {
  struct where first = report->log->first;
  if (first.file) source_path(path, shown_path(first.file));
  return first.line;
}
