/* SPDX-License-Identifier: MIT */
/* rule_collect.c - all rules of all files in order of id, changed as overlays
 * say. */
#include <stdlib.h>
#include <string.h>

#include "compile/rule_table.h"
#include "rules/suggest.h"

static int compare(const void *left, const void *right) {
  const struct rule_entry *a = left, *b = right;
  int order = strcmp(a->rule->id.data, b->rule->id.data);
  if (order == 0) order = strcmp(a->file->name, b->file->name);
  if (order == 0)
    order = (a->rule->place.line > b->rule->place.line) -
            (a->rule->place.line < b->rule->place.line);
  return order;
}

/* The title that some file gives the line `name`, or NULL. */
static const struct parsed_bilingual *title_of(const struct build *build,
                                               const char *name) {
  const struct parsed_files *files = &build->pack->files;
  for (uint32_t i = 0; i < files->len; i++) {
    const struct parsed_file *file = &files->data[i];
    if (!file->line.data || strcmp(file->line.data, name) != 0) continue;
    if (file->title.zh.data || file->title.en.data) return &file->title;
  }
  return NULL;
}

static void add_file(struct build *build, struct rule_entries *entries,
                     const struct parsed_file *file) {
  if (!file->line.data) return; /* a fault, if it has rules */
  const struct parsed_bilingual *title = title_of(build, file->line.data);
  for (uint32_t i = 0; i < file->rules.len; i++) {
    const struct parsed_rule *rule = &file->rules.data[i];
    struct rule_entry entry = {.rule = rule,
                               .file = file,
                               .line_title = title,
                               .severity = &rule->severity,
                               .level = rule->level};
    BUILD_PUSH(build, entries, entry);
  }
}

/* Of rules of one id the first stays, the others are faults. */
static void drop_repeats(struct build *build, struct rule_entries *entries) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < entries->len; i++) {
    const struct rule_entry *last = kept ? &entries->data[kept - 1] : NULL;
    const struct parsed_text *id = &entries->data[i].rule->id;
    if (last && strcmp(last->rule->id.data, id->data) == 0) {
      BUILD_ERROR(build, id->place, DIAG(RULE_TWICE), id->data,
                  last->rule->id.place.file,
                  (unsigned)last->rule->id.place.line);
    } else {
      entries->data[kept++] = entries->data[i];
    }
  }
  entries->len = kept;
}

static struct rule_entry *find(const struct rule_entries *entries,
                               const char *id) {
  uint32_t low = 0, high = entries->len;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = strcmp(entries->data[middle].rule->id.data, id);
    if (order == 0) return &entries->data[middle];
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

static void report_unknown(struct build *build,
                           const struct rule_entries *entries,
                           const struct parsed_text *id) {
  struct suggestion suggestion = {.wrong = id->data};
  for (uint32_t i = 0; i < entries->len; i++)
    hvl__suggest_offer(&suggestion, entries->data[i].rule->id.data);
  if (suggestion.best) {
    BUILD_ERROR(build, id->place, DIAG(UNKNOWN_RULE_NEAR), id->data,
                suggestion.best);
  } else {
    BUILD_ERROR(build, id->place, DIAG(UNKNOWN_RULE), id->data);
  }
}

static void change(struct build *build, struct rule_entries *entries,
                   const struct parsed_change *change) {
  struct rule_entry *entry = find(entries, change->rule.data);
  if (!entry) {
    report_unknown(build, entries, &change->rule);
    return;
  }
  if (entry->changed.line > 0) {
    BUILD_ERROR(build, change->rule.place, DIAG(CHANGED_TWICE),
                change->rule.data, entry->changed.file,
                (unsigned)entry->changed.line);
    return;
  }
  entry->changed = change->rule.place;
  if (change->off) entry->off = true;
  if (change->level) entry->level = change->level;
  if (change->severity.len > 0) entry->severity = &change->severity;
}

void hvl__rules_collect(struct build *build, struct rule_entries *entries) {
  const struct parsed_pack *pack = build->pack;
  for (uint32_t i = 0; i < pack->files.len; i++)
    add_file(build, entries, &pack->files.data[i]);
  if (build->failed) return;
  if (entries->len > 1)
    qsort(entries->data, entries->len, sizeof *entries->data, compare);
  drop_repeats(build, entries);
  for (uint32_t i = 0; i < pack->changes.len; i++)
    change(build, entries, &pack->changes.data[i]);
}
