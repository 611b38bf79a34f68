/* SPDX-License-Identifier: MIT */
/* yaml_problem.c - the words of libyaml, and what they mean. */
#include "rules/yaml_problem.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *problem, *message;
} problems[] = {
    {"mapping values are not allowed",
     "a colon where none can be; put a text with `: ` in quotes, or check the "
     "indentation"},
    {"found character that cannot start any token",
     "a text cannot begin with this character; put it in quotes, and indent "
     "with spaces"},
    {"found a tab character", "a tab as indentation; use spaces"},
    {"found unexpected end of stream", "a quote is not closed; close it"},
    {"found unknown escape character",
     "`\\` begins an escape between double quotes; write `\\\\`, or use single "
     "quotes"},
    {"could not find expected ':'",
     "a key without `:`; write `key: value`, a space behind the colon"},
    {"did not find expected ',' or ']'",
     "`[` is not closed, or a comma is missing; check the brackets, and quote "
     "texts with brackets or commas"},
    {"did not find expected ',' or '}'",
     "`{` is not closed, or a comma is missing; check the brackets, and quote "
     "texts with brackets or commas"},
    {"did not find expected key",
     "no key where one is expected; check the indentation, and put a text that "
     "begins with a quote or bracket in quotes as a whole"},
    {"did not find expected '-' indicator",
     "no `-` where one is expected; check the indentation, and put a text that "
     "begins with a quote or bracket in quotes as a whole"},
    {"expected alphabetic or numeric character",
     "a text cannot begin with `*` or `&`; put it in quotes"},
    {"expected comment or line break",
     "a text cannot begin with `|` or `>`; put it in quotes"},
    {"did not find expected hexdecimal number",
     "`\\x`, `\\u` and `\\U` want 2, 4 and 8 digits 0-9 a-f; write them, or "
     "`\\\\` for the character"},
    {"did not find expected node content",
     "nothing where a text is expected; check commas and brackets"},
    {"found unexpected document indicator",
     "`---` or `...` inside a quote; close the quote"},
    {"block sequence entries are not allowed",
     "a list cannot begin here; put it on a line of its own, or write [..]"},
};

const char *hvl__yaml_problem(const char *problem) {
  for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
    if (strstr(problem, problems[i].problem)) return problems[i].message;
  }
  return NULL;
}
