/* SPDX-License-Identifier: MIT */
/* simplify.h - traditional characters of names and headers as simplified. */
#ifndef HVLINE_CLI_SIMPLIFY_H
#define HVLINE_CLI_SIMPLIFY_H

#include <stdint.h>

/* The simplified character for `code`, if that is a traditional one of those
 * that the words of columns.c, record.c, roles.c and mask/ are written with;
 * else `code`. */
int32_t simplify(int32_t code);

#endif
