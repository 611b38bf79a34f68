/* SPDX-License-Identifier: MIT */
/* workbook_parts.c - the XML files that an Excel workbook is made of. */
#include "input/workbook_parts.h"

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

/* ---- Which part is the first sheet --------------------------------------- */

struct sheets {
  struct buffer id; /* of the relation that names the first one's part */
  size_t count;
  struct buffer *target;
};

static void take_sheet(void *ctx, const char *name, const char **attributes) {
  struct sheets *sheets = ctx;
  if (strcmp(local_name(name), "sheet") != 0) return;
  const char *id = NULL;
  for (const char **at = attributes; at[0]; at += 2)
    if (strchr(at[0], ':') && strcmp(local_name(at[0]), "id") == 0) id = at[1];
  if (sheets->count++ == 0 && id) buffer_print(&sheets->id, id);
}

static void take_relation(void *ctx, const char *name,
                          const char **attributes) {
  struct sheets *sheets = ctx;
  const char *id = attribute(attributes, "Id");
  const char *target = attribute(attributes, "Target");
  if (strcmp(local_name(name), "Relationship") != 0 || !id || !target) return;
  if (!sheets->id.len || strcmp(sheets->id.data, id) != 0) return;
  buffer_clear(sheets->target);
  if (*target == '/')
    buffer_print(sheets->target, target + 1);
  else
    buffer_format(sheets->target, "xl/%s", target);
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

bool first_sheet(zip_t *zip, struct buffer *out, size_t *count) {
  struct sheets sheets = {.target = out};
  bool good =
      read_all(zip, "xl/workbook.xml", take_sheet, &sheets) &&
      read_all(zip, "xl/_rels/workbook.xml.rels", take_relation, &sheets);
  buffer_free(&sheets.id);
  *count = sheets.count;
  return good && out->len;
}
