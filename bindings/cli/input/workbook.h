/* SPDX-License-Identifier: MIT */
/* workbook.h - the sheets of an Excel workbook (.xlsx), row by row. */
#ifndef HVLINE_CLI_WORKBOOK_H
#define HVLINE_CLI_WORKBOOK_H

#include "files/lines.h"
#include "input/workbook_parts.h"

struct workbook;

/* Open the file of `lines`, which were abandoned and outlive the workbook;
 * NULL, after saying why, if it is no workbook or has no sheet. */
struct workbook *workbook_open(const struct lines *lines, struct log *log);
void workbook_close(struct workbook *workbook);

/* Borrowed; there is one at least. */
const struct sheets *workbook_sheets(const struct workbook *workbook);

/* Go before the first row of the sheet at `index`, also a second time; false,
 * after saying why, if it is not there. Messages call it `name`; that and `log`
 * outlive the reading. */
bool workbook_start(struct workbook *workbook, size_t index, const char *name,
                    struct log *log);

/* Warn of cells of the sheet whose rows below are not filled, as they are
 * merged too far to the right. */
void workbook_warn(const struct workbook *workbook, struct log *log);

/* The cells of the next row that has any; NULL at the end, and after saying
 * why where the file is broken. A merged cell of several rows has its value in
 * all of them that are not blank, in its first column. Dates are numbers, as
 * Excel has them. Borrowed until the next call. */
const hvl_text *workbook_next(struct workbook *workbook, size_t *count);

/* The number of the row given last, as Excel shows it. */
size_t workbook_row(const struct workbook *workbook);

#endif
