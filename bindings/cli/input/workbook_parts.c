/* SPDX-License-Identifier: MIT */
/* workbook_parts.c - the XML files that an Excel workbook is made of. */
#include "input/workbook_parts.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 * 1024 };

bool part_open(struct part *part, zip_t *zip, const char *name) {
  *part = (struct part){.file = zip_fopen(zip, name, ZIP_FL_NOCASE)};
  if (!part->file) return false;
  part->parser = mem_must(XML_ParserCreate(NULL));
  return true;
}

void part_close(struct part *part) {
  if (part->file) zip_fclose(part->file);
  if (part->parser) XML_ParserFree(part->parser);
  *part = (struct part){0};
}

bool part_run(struct part *part) {
  enum XML_Status status = XML_STATUS_OK;
  if (part->stopped) status = XML_ResumeParser(part->parser);
  while (status == XML_STATUS_OK && !part->at_end) {
    void *chunk = mem_must(XML_GetBuffer(part->parser, CHUNK));
    zip_int64_t len = zip_fread(part->file, chunk, CHUNK);
    if (len < 0) return false;
    part->at_end = len == 0;
    status = XML_ParseBuffer(part->parser, (int)len, part->at_end);
  }
  part->stopped = status == XML_STATUS_SUSPENDED;
  return status != XML_STATUS_ERROR;
}

const char *local_name(const char *name) {
  const char *colon = strchr(name, ':');
  return colon ? colon + 1 : name;
}

const char *attribute(const char **attributes, const char *name) {
  for (; attributes[0]; attributes += 2)
    if (strcmp(local_name(attributes[0]), name) == 0) return attributes[1];
  return NULL;
}

size_t column_of(const char *reference, size_t otherwise) {
  size_t column = 0;
  for (; reference && *reference >= 'A' && *reference <= 'Z'; reference++)
    if (column < MOST_COLUMNS)
      column = column * 26 + (size_t)(*reference - 'A') + 1;
  return column && column <= MOST_COLUMNS ? column - 1 : otherwise;
}

/* ---- The sheets ---------------------------------------------------------- */

static bool is_true(const char *value) {
  return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void take_sheet(void *ctx, const char *name, const char **attributes) {
  struct sheets *sheets = ctx;
  struct sheet sheet = {.name = NULL};
  if (strcmp(local_name(name), "workbookPr") == 0)
    sheets->from_1904 = is_true(attribute(attributes, "date1904"));
  if (strcmp(local_name(name), "sheet") != 0) return;
  for (const char **at = attributes; at[0]; at += 2)
    if (strchr(at[0], ':') && strcmp(local_name(at[0]), "id") == 0)
      sheet.id = pool_string(&sheets->pool, at[1]);
  const char *called = attribute(attributes, "name");
  const char *state = attribute(attributes, "state");
  sheet.name = pool_string(&sheets->pool, called ? called : "");
  sheet.hidden = state && strcmp(state, "visible") != 0;
  MEM_GROW(sheets->items, sheets->count, sheets->cap);
  sheets->items[sheets->count++] = sheet;
}

static void take_relation(void *ctx, const char *name,
                          const char **attributes) {
  struct sheets *sheets = ctx;
  const char *id = attribute(attributes, "Id");
  const char *target = attribute(attributes, "Target");
  struct buffer part = {0};
  if (strcmp(local_name(name), "Relationship") != 0 || !id || !target) return;
  if (*target == '/')
    buffer_print(&part, target + 1);
  else
    buffer_format(&part, "xl/%s", target);
  for (size_t i = 0; i < sheets->count; i++)
    if (sheets->items[i].id && strcmp(sheets->items[i].id, id) == 0)
      sheets->items[i].part = pool_string(&sheets->pool, part.data);
  buffer_free(&part);
}

static bool read_all(zip_t *zip, const char *name,
                     XML_StartElementHandler handler, struct sheets *sheets) {
  struct part part;
  if (!part_open(&part, zip, name)) return false;
  XML_SetUserData(part.parser, sheets);
  XML_SetStartElementHandler(part.parser, handler);
  bool good = part_run(&part);
  part_close(&part);
  return good;
}

bool sheets_find(struct sheets *sheets, zip_t *zip) {
  return read_all(zip, "xl/workbook.xml", take_sheet, sheets) &&
         read_all(zip, "xl/_rels/workbook.xml.rels", take_relation, sheets) &&
         sheets->count;
}

void sheets_free(struct sheets *sheets) {
  pool_free(&sheets->pool);
  free(sheets->items);
}
