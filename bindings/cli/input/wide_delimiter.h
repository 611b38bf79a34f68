/* SPDX-License-Identifier: MIT */
/* wide_delimiter.h - tables whose columns are parted by a sign of Chinese
 * texts, which cannot be read for sure. */
#ifndef HVLINE_CLI_WIDE_DELIMITER_H
#define HVLINE_CLI_WIDE_DELIMITER_H

#include "input/input.h"

/* What parts the columns of the header that `head` begins with if it is such a
 * sign, "，"; NULL if none does. */
const char *wide_delimiter(const struct input *input, hvl_text head);

#endif
