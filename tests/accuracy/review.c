/* SPDX-License-Identifier: MIT */
/* review.c - precision by what an inspector has marked. */
#include "review.h"

#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score.h"

enum { FINGERPRINT_LEN = 16 };

struct mark {
  char fingerprint[FINGERPRINT_LEN + 1];
  const hvl_rule *rule;
  bool confirmed;
  size_t number; /* in the order of reading */
};

struct marks {
  struct mark *data;
  size_t count, cap;
};

/* ---- Reading ------------------------------------------------------------- */

static const hvl_rule *rule_called(const hvl_ruleset *ruleset, const char *id) {
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++)
    if (!strcmp(rule->id, id)) return rule;
  return NULL;
}

static bool complain(const char *file, const char *what) {
  fprintf(stderr, "%s: %s\n", file, what);
  return false;
}

static const char *member(json_object *object, const char *key) {
  json_object *value;
  if (!json_object_object_get_ex(object, key, &value)) return "";
  return json_object_is_type(value, json_type_string)
             ? json_object_get_string(value)
             : "";
}

/* What is only a note says neither. */
static bool add_mark(struct marks *marks, const hvl_ruleset *ruleset,
                     const char *file, json_object *entry) {
  const char *fingerprint = member(entry, "fingerprint");
  const char *mark = member(entry, "mark");
  struct mark new = {.rule = rule_called(ruleset, member(entry, "rule"))};
  if (!strcmp(mark, "note")) return true;
  new.confirmed = !strcmp(mark, "confirmed");
  if (!new.confirmed && strcmp(mark, "false") != 0)
    return complain(file, "a mark that is not confirmed, false or note");
  if (!new.rule) return complain(file, "a mark of a rule that is not there");
  if (strlen(fingerprint) != FINGERPRINT_LEN)
    return complain(file, "a mark without the fingerprint of a finding");
  memcpy(new.fingerprint, fingerprint, FINGERPRINT_LEN);
  new.number = marks->count;
  if (marks->count == marks->cap) {
    marks->cap = marks->cap ? 2 * marks->cap : 64;
    struct mark *grown = realloc(marks->data, marks->cap * sizeof *grown);
    if (!grown) return complain(file, "out of memory");
    marks->data = grown;
  }
  marks->data[marks->count++] = new;
  return true;
}

static bool read_review(struct marks *marks, const hvl_ruleset *ruleset,
                        const char *file) {
  json_object *review = json_object_from_file(file), *list, *version;
  bool ok = json_object_object_get_ex(review, "hvline-review", &version) &&
            json_object_object_get_ex(review, "marks", &list) &&
            json_object_is_type(list, json_type_array);
  if (!ok) complain(file, "no review of hvline; export one from its page");
  for (size_t i = 0; ok && i < json_object_array_length(list); i++)
    ok = add_mark(marks, ruleset, file, json_object_array_get_idx(list, i));
  json_object_put(review);
  return ok;
}

/* ---- Counting ------------------------------------------------------------ */

static int by_finding(const void *left, const void *right) {
  const struct mark *a = left, *b = right;
  int order = strcmp(a->rule->id, b->rule->id);
  if (!order) order = strcmp(a->fingerprint, b->fingerprint);
  if (!order) order = a->number < b->number ? -1 : 1;
  return order;
}

/* Rules of a line have its name before the dot, so lines stay together. */
static bool is_same(const struct mark *a, const struct mark *b, bool by_line) {
  return by_line ? !strcmp(a->rule->line, b->rule->line) : a->rule == b->rule;
}

static void print_tally(const char *name, const struct tally *tally) {
  printf("%-36s confirmed %4zu  false %4zu  precision %5.1f\n", name,
         tally->right, tally->wrong, 100 * score_precision(tally));
}

static void print_by(const struct marks *marks, bool by_line) {
  const struct mark *data = marks->data;
  struct tally tally = {.right = 0};
  for (size_t i = 0; i < marks->count; i++) {
    bool last = i + 1 == marks->count;
    bool again = !last && data[i].rule == data[i + 1].rule &&
                 !strcmp(data[i].fingerprint, data[i + 1].fingerprint);
    if (again) continue;
    *(data[i].confirmed ? &tally.right : &tally.wrong) += 1;
    if (!last && is_same(&data[i], &data[i + 1], by_line)) continue;
    print_tally(by_line ? data[i].rule->line : data[i].rule->id, &tally);
    tally = (struct tally){.right = 0};
  }
}

bool review_print(const hvl_ruleset *ruleset, char **files, int count) {
  struct marks marks = {NULL, 0, 0};
  bool ok = true;
  for (int i = 0; ok && i < count; i++)
    ok = read_review(&marks, ruleset, files[i]);
  if (ok && marks.count > 0) {
    qsort(marks.data, marks.count, sizeof *marks.data, by_finding);
    print_by(&marks, false);
    print_by(&marks, true);
  }
  free(marks.data);
  return ok;
}
