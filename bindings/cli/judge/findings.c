/* SPDX-License-Identifier: MIT */
/* findings.c - copies of findings, with the spans that they point to. */
#include "judge/findings.h"

#include <stdlib.h>

void findings_clear(struct findings *findings) {
  findings->count = findings->span_count = 0;
}

void findings_free(struct findings *findings) {
  free(findings->items);
  free(findings->spans);
  *findings = (struct findings){0};
}

void findings_span(struct findings *findings, hvl_span span) {
  MEM_GROW(findings->spans, findings->span_count, findings->span_cap);
  findings->spans[findings->span_count++] = span;
}

void findings_close(struct findings *findings, const hvl_finding *finding) {
  MEM_GROW(findings->items, findings->count, findings->cap);
  findings->items[findings->count++] = *finding;
}

void findings_add(struct findings *findings, const hvl_finding *finding) {
  for (size_t i = 0; i < finding->span_count; i++)
    findings_span(findings, finding->spans[i]);
  findings_close(findings, finding);
}

void findings_place(struct findings *findings) {
  size_t at = 0;
  for (size_t i = 0; i < findings->count; i++) {
    findings->items[i].spans = findings->spans + at;
    at += findings->items[i].span_count;
  }
}
