/* SPDX-License-Identifier: MIT */
/* workbook_parts.h - the XML files that an Excel workbook is made of. */
#ifndef HVLINE_CLI_WORKBOOK_PARTS_H
#define HVLINE_CLI_WORKBOOK_PARTS_H

#include <stdbool.h>

#include <expat.h>
#include <zip.h>

#include "base/buffer.h"

/* A part on its way through a parser. */
struct part {
  zip_file_t *file;
  XML_Parser parser; /* its user data is the caller's */
  bool at_end;
  bool stopped; /* a handler stopped the parser; it can go on */
};

/* Open the part called `name`; false if there is none. */
bool part_open(struct part *part, zip_t *zip, const char *name);
void part_close(struct part *part);

/* Parse until a handler stops the parser, or to the end. False if the part is
 * broken. */
bool part_run(struct part *part);

/* `name` without the prefix of its namespace. */
const char *local_name(const char *name);

/* The value of the attribute called so, whatever its prefix; NULL if there is
 * none. Borrowed from `attributes`. */
const char *attribute(const char **attributes, const char *name);

enum { MOST_COLUMNS = 16384 };

/* The column of "BC12", from 0; `otherwise` where it says none. */
size_t column_of(const char *reference, size_t otherwise);

struct sheet {
  const char *name;
  const char *id;   /* of the relation that names its part */
  const char *part; /* NULL if none is named */
  bool hidden;
};

/* All zero is an empty list. */
struct sheets {
  struct sheet *items; /* in the order of the workbook */
  size_t count, cap;
  struct pool pool;
  bool from_1904; /* days count from 1904-01-01 */
};

/* Fill the list; false if it is broken or there is none. */
bool sheets_find(struct sheets *sheets, zip_t *zip);
void sheets_free(struct sheets *sheets);

#endif
