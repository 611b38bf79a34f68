/* SPDX-License-Identifier: MIT */
/* texts.h - texts compared byte by byte. */
#ifndef HVLINE_CLI_TEXTS_H
#define HVLINE_CLI_TEXTS_H

#include <stdbool.h>

#include "hvline.h"

/* Are both the same? Of empty texts `data` is not looked at. */
bool text_same(hvl_text a, hvl_text b);

/* Below, at or above 0, as memcmp(); what begins a text goes before it. */
int text_compare(hvl_text a, hvl_text b);

#endif
