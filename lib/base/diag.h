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

/* The texts of diag_messages.def. They are arrays, and not in a table, so that
 * the compiler sees both where a message is used, and checks its arguments. */
#define MESSAGE(name, zh, en)                                                  \
  static const char name##_ZH[] = zh, name##_EN[] = en;
#include "base/diag_messages.def"
#undef MESSAGE

/* Both texts of the message `name`, as two arguments or initialisers. */
#define DIAG(name) name##_ZH, name##_EN

#if defined(__GNUC__)
#define DIAG_FORMATS(zh, en, first)                                            \
  __attribute__((format(printf, zh, first), format(printf, en, first)))
#else
#define DIAG_FORMATS(zh, en, first)
#endif

/* Record a fault: `zh` and `en`, which DIAG() gives, say what is wrong and what
 * to do, in one line without a full stop. Memory failure is noted in
 * `list->failed`. */
DIAG_FORMATS(4, 5, 6)
void hvl__diag_add(struct diag_list *list, hvl_severity severity,
                   struct place place, const char *zh, const char *en, ...);

/* The texts of a fault that is in no list, cut off where they are too long. */
struct diag_texts {
  char zh[320], en[320];
};
DIAG_FORMATS(2, 3, 4)
void hvl__diag_print(struct diag_texts *out, const char *zh, const char *en,
                     ...);

/* Order by file, line, column; drop exact repeats. */
void hvl__diag_sort(struct diag_list *list);

/* True if any item is of severity HVL_ERROR, or `failed` is set. */
bool hvl__diag_has_error(const struct diag_list *list);

#endif
