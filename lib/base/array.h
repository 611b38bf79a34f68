/* SPDX-License-Identifier: MIT */
/* array.h - a growable array of any type, over mem. */
#ifndef HVL_BASE_ARRAY_H
#define HVL_BASE_ARRAY_H

#include "base/mem.h"

/* Declare `struct name { T *data; uint32_t len, cap; }`. All zero is empty. */
#define HVL_ARRAY(T, name)                                                     \
  struct name {                                                                \
    T *data;                                                                   \
    uint32_t len, cap;                                                         \
  }

/* True if there is room for `more` further elements afterwards; false, with the
 * array unchanged, if memory runs out or the array would pass UINT32_MAX. */
#define HVL_RESERVE(mem, array, more)                                          \
  hvl__array_reserve((mem), &(array)->data, &(array)->cap, (array)->len,       \
                     (more), sizeof *(array)->data)

/* Append `value`; false, with the array unchanged, if memory runs out. */
#define HVL_PUSH(mem, array, value)                                            \
  ((array)->len < (array)->cap || HVL_RESERVE((mem), (array), 1)               \
       ? ((array)->data[(array)->len++] = (value), true)                       \
       : false)

/* Release the array's block; the array is then empty. */
#define HVL_ARRAY_FREE(mem, array)                                             \
  (hvl__mem_free((mem), (array)->data), (array)->data = NULL,                  \
   (array)->len = (array)->cap = 0)

/* What HVL_RESERVE calls: `data` points to the array's own pointer, whatever
 * its type; `size` is that of an element. */
bool hvl__array_reserve(const hvl_allocator *mem, void *data, uint32_t *cap,
                        uint32_t len, size_t more, size_t size);

#endif
