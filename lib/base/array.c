/* SPDX-License-Identifier: MIT */
/* array.c - room in a growable array. */
#include "base/array.h"

#include <string.h>

enum { FIRST_CAP = 4 };

bool hvl__array_reserve(const hvl_allocator *mem, void *data, uint32_t *cap,
                        uint32_t len, size_t more, size_t size) {
  if (more <= *cap - len) return true;
  if (more > UINT32_MAX - len) return false;
  uint32_t need = len + (uint32_t)more;
  uint32_t doubled = *cap > UINT32_MAX / 2 ? UINT32_MAX : *cap * 2;
  uint32_t wanted = need > doubled ? need : doubled;
  if (wanted < FIRST_CAP) wanted = FIRST_CAP;

  /* The pointer is copied as bytes: it may be of any type. */
  void *block;
  memcpy(&block, data, sizeof block);
  block = hvl__mem_resize(mem, block, wanted, size);
  if (!block) return false;
  memcpy(data, &block, sizeof block);
  *cap = wanted;
  return true;
}
