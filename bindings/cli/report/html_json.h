/* SPDX-License-Identifier: MIT */
/* html_json.h - JSON that can stand in a page: nothing in it is markup, and
 * nothing in it steers how its source is shown. */
#ifndef HVLINE_CLI_HTML_JSON_H
#define HVLINE_CLI_HTML_JSON_H

#include "mask/mask.h"

/* Append `text` as a string of JSON, in quotes. `<` and `&`, controls and what
 * cannot be seen are \u escapes. What `mask` hides becomes '*', one for each
 * code point; NULL hides nothing. */
void html_json_text(struct buffer *out, hvl_text text, const struct mask *mask);

/* html_json_text() for a NUL-terminated text. */
void html_json_string(struct buffer *out, const char *text);

/* The same in Chinese and in English, as ["..", ".."]. */
void html_json_both(struct buffer *out, hvl_bilingual text);

#endif
