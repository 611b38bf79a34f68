/* SPDX-License-Identifier: MIT */
/* tally.c - how many findings of which line. */
#include "report/tally.h"

#include <stdlib.h>
#include <string.h>

static struct tally_line *line_of(struct tally *tally, const hvl_rule *rule) {
  size_t at = 0;
  while (at < tally->line_count &&
         strcmp(tally->lines[at].name, rule->line) < 0)
    at++;
  if (at < tally->line_count && strcmp(tally->lines[at].name, rule->line) == 0)
    return &tally->lines[at];
  MEM_GROW(tally->lines, tally->line_count, tally->line_cap);
  memmove(tally->lines + at + 1, tally->lines + at,
          (tally->line_count - at) * sizeof *tally->lines);
  tally->line_count++;
  tally->lines[at] =
      (struct tally_line){.name = rule->line, .title = rule->line_title};
  return &tally->lines[at];
}

void tally_add(struct tally *tally, const struct judged *judged) {
  tally->chats++;
  tally->chats_found += judged->count > 0;
  tally->messages += judged->chat->count;
  tally->findings += judged->count;
  for (size_t i = 0; i < judged->count; i++) {
    struct tally_line *line = line_of(tally, judged->findings[i].rule);
    line->count++;
    line->severities[judged->findings[i].severity]++;
  }
}

void tally_free(struct tally *tally) {
  free(tally->lines);
  *tally = (struct tally){0};
}
