/* SPDX-License-Identifier: MIT */
/* file.h - a whole file as bytes. */
#ifndef HVL_BASE_FILE_H
#define HVL_BASE_FILE_H

#include "base/buf.h"

/* Append the file at `path` to `out`. HVL_OK, HVL_ERR_MEMORY, or HVL_ERR_IO
 * with errno telling why (a directory is EISDIR). */
hvl_status hvl__file_read(const char *path, struct buf *out);

#endif
