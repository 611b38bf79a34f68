/* SPDX-License-Identifier: MIT */
/* text_check.h - whether bytes are a text that the parsers can take. */
#ifndef HVL_RULES_TEXT_CHECK_H
#define HVL_RULES_TEXT_CHECK_H

#include "base/diag.h"

/* True if `text` is UTF-8 without control characters but tab and line breaks,
 * and not absurdly long. Else its first fault is in `diags`. A byte order mark
 * in front is skipped: `text` then points behind it. */
bool hvl__text_check(hvl_text *text, const char *file, struct diag_list *diags);

/* Whether `len` bytes are a name: a-z 0-9 - _ . with a letter first. */
bool hvl__is_name(const char *text, size_t len);

#endif
