/* SPDX-License-Identifier: MIT */
/* abi.h - structs that callers compiled against another version may pass. */
#ifndef HVL_BASE_ABI_H
#define HVL_BASE_ABI_H

#include <stdalign.h>
#include <stdbool.h>

#include "hvline.h"

/* The bytes that every version gives: those up to the last field of 0.1. What
 * later versions append is to be read only if `size` says that it is there. */
enum {
  OPTIONS_LEAST = offsetof(hvl_options, level) + sizeof(uint32_t),
  MESSAGE_LEAST = offsetof(hvl_message, account) + sizeof(hvl_text)
};

/* Can `options` be read (NULL can), and are its numbers in range? */
static inline bool hvl__options_valid(const hvl_options *options) {
  return !options || (options->size >= OPTIONS_LEAST && options->level <= 3);
}

/* May messages of an array be `size` bytes from one to the next? */
static inline bool hvl__message_size_valid(size_t size) {
  return size >= MESSAGE_LEAST && size % alignof(hvl_message) == 0;
}

#endif
