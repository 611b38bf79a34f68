/* SPDX-License-Identifier: MIT */
/* findings.h - copies of findings, with the spans that they point to. */
#ifndef HVLINE_CLI_FINDINGS_H
#define HVLINE_CLI_FINDINGS_H

#include "base/alloc.h"

/* All zero is empty. The spans of `items` hold from findings_place() on. */
struct findings {
  hvl_finding *items;
  size_t count, cap;
  hvl_span *spans; /* of all findings, one behind the other */
  size_t span_count, span_cap;
};

/* Forget them; keep the memory. */
void findings_clear(struct findings *findings);
void findings_free(struct findings *findings);

/* Add a copy of `finding`, and of its spans. */
void findings_add(struct findings *findings, const hvl_finding *finding);

/* Add a span to those of the finding that is added next, by findings_close():
 * `finding` with these for its spans. */
void findings_span(struct findings *findings, hvl_span span);
void findings_close(struct findings *findings, const hvl_finding *finding);

/* All were added: let them point to their spans. */
void findings_place(struct findings *findings);

#endif
