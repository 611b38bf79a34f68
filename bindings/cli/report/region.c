/* SPDX-License-Identifier: MIT */
/* region.c - where in its source the evidence of a finding stands. */
#include "report/region.h"

#include "base/width.h"
#include "files/lines.h"

/* From the first to the last of the evidence in the message that is found;
 * empty if all of it is in others. */
static struct byte_range evidence_of(const hvl_finding *finding) {
  struct byte_range range = {0, 0};
  for (size_t i = 0; i < finding->span_count; i++) {
    hvl_span span = finding->spans[i];
    if (span.message != finding->message) continue;
    if (!range.end || span.start < range.start) range.start = span.start;
    if (span.end > range.end) range.end = span.end;
  }
  return range;
}

/* Byte `at` of the text of `row`, which has a column, in the source. */
static struct place place_of(const struct message_row *row, size_t at) {
  size_t line = row->line, before = row->column - 1, start = 0;
  for (size_t i = 0; i < at; i++) {
    if (row->text.data[i] != '\n') continue;
    line++;
    before = 0;
    start = i + 1;
  }
  hvl_text rest = {row->text.data + start, row->text.len - start};
  return (struct place){line, before + line_column(rest, at - start)};
}

struct region region_of(const struct judged *judged,
                        const hvl_finding *finding) {
  const struct message_row *row = found_row(judged, finding);
  struct byte_range range = evidence_of(finding);
  if (row->column && range.end)
    return (struct region){place_of(row, range.start),
                           place_of(row, range.end)};
  return (struct region){{row->line, 0}, {row->line, 0}};
}
