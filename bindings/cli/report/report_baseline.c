/* SPDX-License-Identifier: MIT */
/* report_baseline.c - findings as a baseline, which --baseline reads: sorted,
 * one a line, without a word of the chats, so that it can be kept in git. */
#include <stdlib.h>
#include <string.h>

#include <json.h>

#include "report/report.h"
#include "verdicts/source_path.h"
#include "verdicts/suppressing.h"

struct entry {
  struct fingerprint fingerprint;
  const char *rule, *source, *reason, *until; /* `until` may be NULL */
};

struct baseline_state {
  struct entry *entries;
  size_t count, cap;
  struct pool pool;
};

static void *baseline_begin(const struct report *report) {
  (void)report;
  return mem_zeroed(1, sizeof(struct baseline_state));
}

/* What an older baseline says of the finding is kept. */
static void add_entry(const struct report *report, struct baseline_state *state,
                      const struct judged *judged, size_t index) {
  struct entry entry = {.fingerprint = judged->fingerprints[index],
                        .rule = judged->findings[index].rule->id};
  struct buffer source = {0};
  source_path(&source, judged->file);
  const struct suppression *known =
      suppressing_find(report->suppressing, judged, index);
  const char *reason = report->options->reason;
  if (!reason) reason = report_text(report, BASELINE_REASON);
  entry.reason = pool_string(&state->pool, known ? known->reason : reason);
  entry.until = known ? pool_string(&state->pool, known->until) : NULL;
  entry.source = pool_string(&state->pool, source.data);
  MEM_GROW(state->entries, state->count, state->cap);
  state->entries[state->count++] = entry;
  buffer_free(&source);
}

static void baseline_add(const struct report *report, void *state,
                         const struct judged *judged) {
  for (size_t i = 0; i < judged->count; i++)
    add_entry(report, state, judged, i);
}

static int by_place(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int order = strcmp(a->source, b->source);
  if (!order) order = strcmp(a->rule, b->rule);
  return order ? order : strcmp(a->fingerprint.text, b->fingerprint.text);
}

static void set(json_object *object, const char *key, const char *text) {
  json_object_object_add(object, key, mem_must(json_object_new_string(text)));
}

static void write_entry(FILE *out, const struct entry *entry, bool first) {
  json_object *object = mem_must(json_object_new_object());
  set(object, "fingerprint", entry->fingerprint.text);
  set(object, "rule", entry->rule);
  set(object, "source", entry->source);
  set(object, "reason", entry->reason);
  if (entry->until) set(object, "until", entry->until);
  const char *written = mem_must((void *)json_object_to_json_string_ext(
      object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
  fprintf(out, "%s\n  %s", first ? "" : ",", written);
  json_object_put(object);
}

static void baseline_end(const struct report *report, void *opaque) {
  struct baseline_state *state = opaque;
  if (state->count > 1)
    qsort(state->entries, state->count, sizeof *state->entries, by_place);
  fprintf(report->out, "{\"hvline-baseline\": %d, \"findings\": [",
          BASELINE_VERSION);
  for (size_t i = 0; i < state->count; i++)
    write_entry(report->out, &state->entries[i], !i);
  fputs(state->count ? "\n]}\n" : "]}\n", report->out);
  pool_free(&state->pool);
  free(state->entries);
  free(state);
}

const struct report_type baseline_report = {"baseline", baseline_begin,
                                            baseline_add, baseline_end, false};
