/* SPDX-License-Identifier: MIT */
/* html_text.h - what a reader sees of a message that is written in HTML. */
#ifndef HVLINE_CLI_HTML_TEXT_H
#define HVLINE_CLI_HTML_TEXT_H

#include "base/buffer.h"

/* What a reader sees of `text`: entities are characters; where there are tags,
 * as help desks write them, these are dropped, blocks and <br> part lines, the
 * address of a link stands behind its text where it differs, styles and scripts
 * are left out, and a message of nothing but a picture is "[img]". What merely
 * holds a '<' or '&' stays as it is. The result is `text`, or in `out`, which
 * is cleared. */
hvl_text html_shown(struct buffer *out, hvl_text text);

#endif
