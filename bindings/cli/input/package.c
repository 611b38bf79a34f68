/* SPDX-License-Identifier: MIT */
/* package.c - what a ZIP archive is that is no workbook. */
#include "input/package.h"

#include <string.h>

/* Known by a file in it, and some by what that begins with. */
static const struct {
  const char *file, *content;
  struct package package;
} packages[] = {
    {"word/document.xml", "", {"Word, .docx", false}},
    {"ppt/presentation.xml", "", {"PowerPoint, .pptx", false}},
    {"xl/workbook.bin", "", {"Excel, .xlsb", true}},
    {"mimetype",
     "application/vnd.oasis.opendocument.spreadsheet",
     {"OpenDocument, .ods", true}},
    {"mimetype",
     "application/vnd.oasis.opendocument.text",
     {"OpenDocument, .odt", false}},
    {"mimetype",
     "application/vnd.oasis.opendocument.presentation",
     {"OpenDocument, .odp", false}},
    {"Index/Document.iwa", "", {"Apple iWork, .numbers", true}},
};

static bool begins_with(zip_t *zip, const char *name, const char *content) {
  char head[64];
  size_t wanted = strlen(content);
  zip_file_t *file = zip_fopen(zip, name, ZIP_FL_NOCASE);
  if (!file) return false;
  zip_int64_t len = wanted ? zip_fread(file, head, sizeof head) : 0;
  zip_fclose(file);
  return len >= (zip_int64_t)wanted && memcmp(head, content, wanted) == 0;
}

struct package package_of(zip_t *zip) {
  for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
    if (begins_with(zip, packages[i].file, packages[i].content))
      return packages[i].package;
  return (struct package){NULL, false};
}
