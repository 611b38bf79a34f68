/* SPDX-License-Identifier: MIT */
/* report.c - the table of what was to be reached, and the JSON of all. */
#include "report.h"

#include <stdio.h>

static json_object *member(struct report *report, const char *name) {
  return json_object_object_get(report->json, name);
}

static void add_text(json_object *object, const char *name, const char *text) {
  json_object_object_add(object, name, json_object_new_string(text));
}

static void add_number(json_object *object, const char *name, double number) {
  json_object_object_add(object, name, json_object_new_double(number));
}

void report_start(struct report *report) {
  report->json = must(json_object_new_object());
  json_object_object_add(report->json, "lines", json_object_new_array());
  json_object_object_add(report->json, "times", json_object_new_array());
  json_object_object_add(report->json, "notes", json_object_new_object());
}

static bool reaches(const struct line *line, double bound) {
  return line->most ? line->value <= bound : line->value >= bound;
}

void report_line(struct report *report, struct line line) {
  json_object *object = must(json_object_new_object());
  add_text(object, "what", line.what);
  add_text(object, "where", line.where);
  add_number(object, "value", line.value);
  add_text(object, "unit", line.unit);
  add_text(object, "bound", line.most ? "at most" : "at least");
  if (line.must >= 0) {
    add_number(object, "must", line.must);
    json_object_object_add(object, "met",
                           json_object_new_boolean(reaches(&line, line.must)));
  }
  if (line.aim >= 0) add_number(object, "aim", line.aim);
  json_object_array_add(member(report, "lines"), object);
}

void report_time(struct report *report, const char *corpus, const char *name,
                 double ns, uint64_t hits, size_t messages) {
  json_object *object = must(json_object_new_object());
  add_text(object, "corpus", corpus);
  add_text(object, "name", name);
  add_number(object, "ns", ns);
  add_number(object, "hits", (double)hits);
  add_number(object, "messages", (double)messages);
  json_object_array_add(member(report, "times"), object);
}

void report_note(struct report *report, const char *name, double value) {
  printf("%s: %.10g\n", name, value);
  add_number(member(report, "notes"), name, value);
}

/* ---- Printing ------------------------------------------------------------ */

static const char *text(json_object *line, const char *name) {
  return json_object_get_string(json_object_object_get(line, name));
}

/* The bound `name` of `line`, "" if it has none. */
static const char *bound(json_object *line, const char *name, char out[24]) {
  json_object *value = json_object_object_get(line, name);
  bool most = text(line, "bound")[3] == 'm';
  snprintf(out, 24, "%s %.4g",
           most ? "<=" : ">=", json_object_get_double(value));
  return value ? out : "";
}

static bool print_line(json_object *line) {
  char must_text[24], aim_text[24], value[32];
  json_object *met = json_object_object_get(line, "met");
  bool good = !met || json_object_get_boolean(met);
  snprintf(value, sizeof value, "%.3g %s",
           json_object_get_double(json_object_object_get(line, "value")),
           text(line, "unit"));
  printf("%-48s %-22s %12s %9s %9s %s\n", text(line, "what"),
         text(line, "where"), value, bound(line, "must", must_text),
         bound(line, "aim", aim_text), good ? "" : "NOT MET");
  return good;
}

bool report_end(struct report *report, const char *path) {
  json_object *lines = member(report, "lines");
  bool good = true;
  printf("\n%-48s %-22s %12s %9s %9s\n", "line", "on", "measured", "must",
         "aim");
  for (size_t i = 0; i < json_object_array_length(lines); i++)
    good &= print_line(json_object_array_get_idx(lines, i));
  if (path &&
      json_object_to_file_ext(path, report->json, JSON_C_TO_STRING_PRETTY) != 0)
    fprintf(stderr, "bench: cannot write %s\n", path);
  json_object_put(report->json);
  return good;
}
