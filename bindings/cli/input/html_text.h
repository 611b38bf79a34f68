/* SPDX-License-Identifier: MIT */
/* html_text.h - what a reader sees of a message that is written in HTML. */
#ifndef HVLINE_CLI_HTML_TEXT_H
#define HVLINE_CLI_HTML_TEXT_H

#include <stdbool.h>

#include "base/buffer.h"

/* Does `text` hold a tag that help desks write? "a < b" is no tag. */
bool is_html(hvl_text text);

/* Append the text of `html`: tags are dropped, blocks and <br> part lines,
 * entities are characters, the address of a link stands behind its text where
 * it differs, styles and scripts are left out. */
void html_text(struct buffer *out, hvl_text html);

#endif
