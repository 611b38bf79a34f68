/* SPDX-License-Identifier: MIT */
/* yaml_problem.c - the words of libyaml, and what they mean. */
#include "rules/yaml_problem.h"

#include <string.h>

#include "base/diag.h"

static const struct {
  const char *problem;
  hvl_bilingual message;
} problems[] = {
    {"mapping values are not allowed", {DIAG(YAML_COLON)}},
    {"found character that cannot start any token", {DIAG(YAML_FIRST)}},
    {"found a tab character", {DIAG(YAML_TAB)}},
    {"found unexpected end of stream", {DIAG(YAML_OPEN_QUOTE)}},
    {"found unknown escape character", {DIAG(YAML_ESCAPE)}},
    {"could not find expected ':'", {DIAG(YAML_NO_COLON)}},
    {"did not find expected ',' or ']'", {DIAG(YAML_SQUARE)}},
    {"did not find expected ',' or '}'", {DIAG(YAML_CURLY)}},
    {"did not find expected key", {DIAG(YAML_NO_KEY)}},
    {"did not find expected '-' indicator", {DIAG(YAML_NO_DASH)}},
    {"expected alphabetic or numeric character", {DIAG(YAML_STAR)}},
    {"expected comment or line break", {DIAG(YAML_BAR)}},
    {"did not find expected hexdecimal number", {DIAG(YAML_HEX)}},
    {"did not find expected node content", {DIAG(YAML_NOTHING)}},
    {"found unexpected document indicator", {DIAG(YAML_END_IN_QUOTE)}},
    {"block sequence entries are not allowed", {DIAG(YAML_LIST_START)}},
};

const hvl_bilingual *hvl__yaml_problem(const char *problem) {
  for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
    if (strstr(problem, problems[i].problem)) return &problems[i].message;
  }
  return NULL;
}
