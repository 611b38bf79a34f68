/* SPDX-License-Identifier: MIT */
/* csv_header.h - where the header of a table is, and what parts its columns. */
#ifndef HVLINE_CLI_CSV_HEADER_H
#define HVLINE_CLI_CSV_HEADER_H

#include "input/csv_table.h"
#include "input/input.h"

enum { MOST_TITLES = 10 /* lines above the header */ };

/* What parts the cells of `line`, as far as can be seen; the table parts by it
 * from now on. */
char csv_sniff(struct csv_table *table, enum command command, hvl_text line);

/* The first line of `head` that is not blank, without its break; empty if there
 * is none. */
hvl_text csv_first_line(hvl_text head);

/* Do the cells name what is wanted, a text and something else? */
bool csv_is_header_row(const struct input *input, const hvl_text *cells,
                       size_t count);

/* Some tools write titles above the header. Where it begins in `head`; 0 if it
 * is the first line or cannot be found. */
size_t csv_find_header(const struct input *input, struct csv_table *table,
                       hvl_text head);

#endif
