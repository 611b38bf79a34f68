/* SPDX-License-Identifier: MIT */
/* workbook.h - the first sheet of an Excel workbook (.xlsx), row by row. */
#ifndef HVLINE_CLI_WORKBOOK_H
#define HVLINE_CLI_WORKBOOK_H

#include "files/lines.h"

struct workbook;

/* Open the file of `lines`, which were abandoned and outlive the workbook;
 * NULL, after saying why, if it is no workbook or has no sheet. That there are
 * more sheets is said. */
struct workbook *workbook_open(const struct lines *lines, struct log *log);
void workbook_close(struct workbook *workbook);

/* The cells of the next row that has any; NULL at the end, and after saying
 * why where the file is broken. Dates are numbers, as Excel has them. Borrowed
 * until the next call. */
const hvl_text *workbook_next(struct workbook *workbook, size_t *count);

/* The number of the row given last, as Excel shows it. */
size_t workbook_row(const struct workbook *workbook);

#endif
