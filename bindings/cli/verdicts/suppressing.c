/* SPDX-License-Identifier: MIT */
/* suppressing.c - findings that are known are left out. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/suppressing.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "chats/roles.h"
#include "mask/mask.h"
#include "verdicts/kept.h"
#include "verdicts/source_path.h"

static const char usual_file[] = ".hvlineignore";

struct suppressing {
  const struct options *options;
  struct log *log;
  struct suppression_list list;  /* of files; by fingerprint */
  struct suppression_list cells; /* of the template at hand */
  struct pool pool;
  const char *file;     /* judged last */
  struct words sources; /* that were judged, as source_path() has them */
  struct kept kept;
  size_t found, left_out;
};

static int by_fingerprint(const void *left, const void *right) {
  const struct suppression *a = left, *b = right;
  return strcmp(a->fingerprint, b->fingerprint);
}

static bool read_files(struct suppressing *suppressing) {
  const struct options *options = suppressing->options;
  struct log *log = suppressing->log;
  const char *ignore = options->ignore;
  if (!ignore && access(usual_file, F_OK) == 0) ignore = usual_file;
  if (ignore && !ignore_file_read(&suppressing->list, ignore, log))
    return false;
  for (size_t i = 0; i < options->baselines.count; i++)
    if (!baseline_file_read(&suppressing->list, options->command,
                            options->baselines.items[i], log))
      return false;
  return true;
}

/* Reasons and patterns are somebody's words, too. */
static void warn_expired(struct log *log, const struct suppression *entry) {
  struct buffer reason = {0};
  mask_string(&reason, entry->reason);
  log_warning(log, entry->where, SUPPRESSION_EXPIRED, entry->until,
              buffer_text(&reason).data);
  buffer_free(&reason);
}

static void warn_unused(struct log *log, const struct suppression *entry) {
  struct buffer target = {0};
  if (entry->fingerprint[0])
    buffer_print(&target, entry->fingerprint);
  else
    mask_string(&target, entry->target);
  log_warning(log, entry->where, SUPPRESSION_UNUSED, buffer_text(&target).data);
  buffer_free(&target);
}

static void tell_expired(struct suppressing *suppressing) {
  struct suppression_list *list = &suppressing->list;
  for (size_t i = 0; i < list->count; i++)
    if (suppression_expired(list, &list->items[i]))
      warn_expired(suppressing->log, &list->items[i]);
}

struct suppressing *suppressing_new(const struct options *options,
                                    struct log *log) {
  struct suppressing *suppressing = mem_zeroed(1, sizeof *suppressing);
  suppressing->options = options;
  suppressing->log = log;
  clock_today(suppressing->list.today);
  clock_today(suppressing->cells.today);
  if (!read_files(suppressing)) {
    suppressing_free(suppressing);
    return NULL;
  }
  tell_expired(suppressing);
  if (suppressing->list.count > 1)
    qsort(suppressing->list.items, suppressing->list.count,
          sizeof *suppressing->list.items, by_fingerprint);
  return suppressing;
}

void suppressing_free(struct suppressing *suppressing) {
  if (!suppressing) return;
  suppression_list_free(&suppressing->list);
  suppression_list_free(&suppressing->cells);
  pool_free(&suppressing->pool);
  free(suppressing->sources.items);
  kept_free(&suppressing->kept);
  free(suppressing);
}

/* The first entry at or behind `fingerprint`. */
static size_t lower_bound(const struct suppression_list *list,
                          const char *fingerprint) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(list->items[middle].fingerprint, fingerprint) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* A finding that is looked for. */
struct wanted {
  const char *source, *rule, *fingerprint;
};

/* Mark all of the entries from `at` on that fit, up to the first that cannot;
 * returns one of them, or NULL. */
static struct suppression *mark(struct suppression_list *list, size_t at,
                                const char *key, const struct wanted *wanted) {
  struct suppression *found = NULL;
  for (; at < list->count; at++) {
    struct suppression *entry = &list->items[at];
    if (strcmp(entry->fingerprint, key) != 0) break;
    if (suppression_expired(list, entry) ||
        !suppression_fits(entry, wanted->source, wanted->rule,
                          wanted->fingerprint))
      continue;
    entry->used = true;
    if (!found) found = entry;
  }
  return found;
}

/* Entries by patterns have no fingerprint and stand first. */
static struct suppression *find(struct suppressing *suppressing,
                                const struct wanted *wanted) {
  struct suppression_list *list = &suppressing->list;
  struct suppression *cell = mark(&suppressing->cells, 0, "", wanted);
  struct suppression *pattern = mark(list, 0, "", wanted);
  struct suppression *exact = mark(list, lower_bound(list, wanted->fingerprint),
                                   wanted->fingerprint, wanted);
  if (cell) return cell;
  return pattern ? pattern : exact;
}

const struct suppression *suppressing_find(struct suppressing *suppressing,
                                           const struct judged *judged,
                                           size_t index) {
  struct buffer source = {0};
  source_path(&source, judged->file);
  struct wanted wanted = {source.data, judged->findings[index].rule->id,
                          judged->fingerprints[index].text};
  const struct suppression *found = find(suppressing, &wanted);
  buffer_free(&source);
  return found;
}

/* A cell may hold several entries, parted by semicolons or line breaks. */
static void read_cell(struct suppressing *suppressing,
                      const struct judged *judged) {
  hvl_text cell = judged->chat->suppress;
  if (!cell.len && !suppressing->cells.count) return;
  struct where where = {judged->source,
                        cell.len ? judged->chat->messages[0].line : 0};
  suppression_list_free(&suppressing->cells);
  suppressing->cells.items = NULL;
  suppressing->cells.count = suppressing->cells.cap = 0;
  suppressing->cells.pool = (struct pool){NULL};
  for (size_t at = 0; at < cell.len;) {
    static const char wide[] = "\xEF\xBC\x9B"; /* U+FF1B */
    size_t end = at, step = 1;
    while (end < cell.len && !strchr(";\r\n", cell.data[end])) {
      step = cell.len - end >= 3 && !memcmp(cell.data + end, wide, 3) ? 3 : 1;
      if (step == 3) break;
      end++;
    }
    hvl_text entry = trim((hvl_text){cell.data + at, end - at});
    if (entry.len)
      suppression_parse(&suppressing->cells, BY_COLUMN, entry, where,
                        suppressing->log);
    at = end + step;
  }
}

static void tell_cells(struct suppressing *suppressing) {
  struct suppression_list *list = &suppressing->cells;
  for (size_t i = 0; i < list->count; i++) {
    const struct suppression *entry = &list->items[i];
    if (suppression_expired(list, entry))
      warn_expired(suppressing->log, entry);
    else if (!entry->used && !options_are_partial(suppressing->options))
      warn_unused(suppressing->log, entry);
  }
}

static void note_source(struct suppressing *suppressing, const char *name) {
  struct words *sources = &suppressing->sources;
  struct buffer source = {0};
  if (name == suppressing->file) return;
  suppressing->file = name;
  source_path(&source, name);
  if (!sources->count ||
      strcmp(sources->items[sources->count - 1], source.data) != 0)
    words_add(sources,
              pool_copy(&suppressing->pool, buffer_text(&source)).data);
  buffer_free(&source);
}

static bool is_left_out(struct suppressing *suppressing,
                        const struct judged *judged, size_t index) {
  const struct suppression *found =
      suppressing_find(suppressing, judged, index);
  return found && !(suppressing->options->accept && found->kind == BY_BASELINE);
}

void suppressing_apply(struct suppressing *suppressing, struct judged *judged) {
  note_source(suppressing, judged->file);
  read_cell(suppressing, judged);
  suppressing->kept.count = 0;
  suppressing->found += judged->count;
  if (!suppressing->list.count && !suppressing->cells.count) return;
  for (size_t i = 0; i < judged->count; i++) {
    if (is_left_out(suppressing, judged, i))
      suppressing->left_out++;
    else
      kept_add(&suppressing->kept, judged, i);
  }
  tell_cells(suppressing);
  kept_give(&suppressing->kept, judged);
}

/* Is there a file that the pattern of an ignore file means? Not looked for in
 * folders of folders, which could be all there are. */
static bool is_there(const char *pattern) {
  glob_t found = {0};
  bool any = glob(pattern, GLOB_NOSORT, NULL, &found) == 0;
  globfree(&found);
  return any || (strncmp(pattern, "**/", 3) == 0 && is_there(pattern + 3));
}

/* Could the entry have been used in what was judged? One that names a source
 * only if that was read, or is no longer there. */
static bool could_fit(const struct suppressing *suppressing,
                      const struct suppression *entry) {
  const struct words *sources = &suppressing->sources;
  if (!entry->source) return true;
  for (size_t i = 0; i < sources->count; i++)
    if (pattern_fits(entry->source, sources->items[i])) return true;
  return access(entry->source, F_OK) != 0 && !is_there(entry->source);
}

static bool is_of(const struct suppression *entry, const char *baseline) {
  return entry->kind == BY_BASELINE && strcmp(entry->where.file, baseline) == 0;
}

/* Of a baseline the number is told: who wants the list writes it anew. */
static void tell_unused(struct suppressing *suppressing, const char *baseline) {
  const struct suppression_list *list = &suppressing->list;
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const struct suppression *entry = &list->items[i];
    bool is_meant =
        baseline ? is_of(entry, baseline) : entry->kind != BY_BASELINE;
    if (!is_meant || entry->used || suppression_expired(list, entry) ||
        !could_fit(suppressing, entry))
      continue;
    count++;
    if (!baseline) warn_unused(suppressing->log, entry);
  }
  if (baseline && count)
    log_warning(suppressing->log, (struct where){baseline, 0}, BASELINE_UNUSED,
                count);
}

/* Is there nothing of what was found in the baseline? It may be of another
 * folder. */
static bool tell_foreign(struct suppressing *suppressing,
                         const char *baseline) {
  const struct suppression_list *list = &suppressing->list;
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const struct suppression *entry = &list->items[i];
    if (!is_of(entry, baseline) || suppression_expired(list, entry)) continue;
    if (entry->used) return false;
    count++;
  }
  if (!count || !suppressing->found) return false;
  log_warning(suppressing->log, (struct where){baseline, 0}, BASELINE_FOREIGN,
              count);
  return true;
}

void suppressing_tell(struct suppressing *suppressing) {
  const struct options *options = suppressing->options;
  if (suppressing->left_out)
    log_note(suppressing->log, (struct where){0}, SUPPRESSED,
             suppressing->left_out);
  if (options_are_partial(options) || suppressing->log->errors) return;
  if (!options->accept) tell_unused(suppressing, NULL);
  for (size_t i = 0; i < options->baselines.count; i++)
    if (!tell_foreign(suppressing, options->baselines.items[i]) &&
        !options->accept)
      tell_unused(suppressing, options->baselines.items[i]);
}
