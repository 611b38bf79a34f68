/* SPDX-License-Identifier: MIT */
/* package.h - what a ZIP archive is that is no workbook: other programs pack
 * their documents in one, too. */
#ifndef HVLINE_CLI_PACKAGE_H
#define HVLINE_CLI_PACKAGE_H

#include <stdbool.h>

#include <zip.h>

struct package {
  const char *name; /* "Word, .docx"; NULL: nothing that is known */
  bool is_table;
};

struct package package_of(zip_t *zip);

#endif
