/* SPDX-License-Identifier: MIT */
/* html_page.h - the page of a report around its data, as the build puts it
 * together from html/. */
#ifndef HVLINE_CLI_HTML_PAGE_H
#define HVLINE_CLI_HTML_PAGE_H

#include <stddef.h>

/* What stands before the array of conversations, between it and the object that
 * tells about the report, and behind that. Not NUL-terminated. */
extern const unsigned char html_page_head[], html_page_middle[],
    html_page_tail[];
extern const size_t html_page_head_size, html_page_middle_size,
    html_page_tail_size;

#endif
