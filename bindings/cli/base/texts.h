/* SPDX-License-Identifier: MIT */
/* texts.h - texts compared byte by byte. */
#ifndef HVLINE_CLI_TEXTS_H
#define HVLINE_CLI_TEXTS_H

#include <stdbool.h>

#include "hvline.h"

/* Are both the same? Of empty texts `data` is not looked at. */
bool text_same(hvl_text a, hvl_text b);

/* Does it begin or end with `word`? */
bool text_begins(hvl_text text, const char *word);
bool text_ends(hvl_text text, const char *word);

/* Where `word` begins in it for the first time; NULL if it is not there. */
const char *text_find(hvl_text text, const char *word);

/* Take `word` off its beginning; false if it does not stand there. */
bool text_take(hvl_text *text, const char *word);

/* Below, at or above 0, as memcmp(); what begins a text goes before it. */
int text_compare(hvl_text a, hvl_text b);

#endif
