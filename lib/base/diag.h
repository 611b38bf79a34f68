/* SPDX-License-Identifier: MIT */
/* diag.h - faults found in texts, collected and put in order. */
#ifndef HVL_BASE_DIAG_H
#define HVL_BASE_DIAG_H

#include "base/arena.h"
#include "base/array.h"

/* A place in a text that was read; `line` 0: none. `file` outlives its users.
 */
struct place {
  const char *file;
  uint32_t line, column;
};

struct diag_list {
  struct arena arena;
  HVL_ARRAY(hvl_diag, diag_array) items;
  bool failed; /* memory ran out: at least one diagnostic is lost */
};

void hvl__diag_init(struct diag_list *list, const hvl_allocator *mem);
void hvl__diag_free(struct diag_list *list);

/* Record a fault. The message says what is wrong and what to do, in one line
 * without a full stop. Memory failure is noted in `list->failed`. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
void hvl__diag_add(struct diag_list *list, hvl_severity severity,
                   struct place place, const char *format, ...);

/* Order by file, line, column; drop exact repeats. */
void hvl__diag_sort(struct diag_list *list);

/* True if any item is of severity HVL_ERROR, or `failed` is set. */
bool hvl__diag_has_error(const struct diag_list *list);

#endif
