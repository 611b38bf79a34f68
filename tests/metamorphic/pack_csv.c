/* SPDX-License-Identifier: MIT */
/* pack_csv.c - the rows of a word list. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack.h"

enum { FIELDS = 8 };

/* Part `row` in place at its commas; quoted fields lose their quotes. */
static size_t part(char *row, char *fields[FIELDS]) {
  size_t count = 0;
  char *out = row;
  bool quoted = false;
  fields[count++] = out;
  for (char *at = row; *at && *at != '\n' && *at != '\r'; at++) {
    if (*at == '"' && quoted && at[1] == '"')
      *out++ = *at++;
    else if (*at == '"')
      quoted = !quoted;
    else if (*at == ',' && !quoted && count < FIELDS)
      *out++ = 0, fields[count++] = out;
    else
      *out++ = *at;
  }
  *out = 0;
  return count;
}

/* The column called `name` in the header, or FIELDS. */
static size_t column(char *fields[FIELDS], size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (!strcmp(fields[i], name)) return i;
  return FIELDS;
}

bool pack_read_csv(struct pack *pack, const char *path) {
  char *line = NULL, *fields[FIELDS];
  size_t cap = 0;
  FILE *file = fopen(path, "r");
  if (!file) return false;
  bool ok = getline(&line, &cap, file) > 0;
  size_t count = ok ? part(line, fields) : 0;
  size_t evasion = column(fields, count, "evasion");
  size_t exact = column(fields, count, "exact");
  ok = ok && count > 1 && !column(fields, count, "list") &&
       column(fields, count, "word") == 1;
  while (ok && getline(&line, &cap, file) > 0) {
    if ((count = part(line, fields)) < 2) continue;
    struct entry *list = pack_entry(pack, ENTRY_LIST, fields[0]);
    entry_add(list, fields[1]);
    if (evasion < count) list->evasion |= evasion_named(fields[evasion]);
    if (exact < count && !strcmp(fields[exact], "yes")) list->exact = true;
  }
  free(line);
  fclose(file);
  return ok;
}
