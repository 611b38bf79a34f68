/* SPDX-License-Identifier: MIT */
/* diag.c - faults, collected and put in order. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void hvl__diag_init(struct diag_list *list, const hvl_allocator *mem) {
  *list = (struct diag_list){.failed = false};
  hvl__arena_init(&list->arena, mem);
}

void hvl__diag_free(struct diag_list *list) {
  HVL_ARRAY_FREE(&list->arena.mem, &list->items);
  hvl__arena_free(&list->arena);
  list->failed = false;
}

/* Names and snippets of the text get into messages: whatever they hold, a
 * message is one line of UTF-8. */
static void make_printable(char *text, size_t len) {
  size_t size;
  for (size_t i = 0; i < len; i += size) {
    uint32_t code = hvl__utf8_decode(text + i, len - i, &size);
    if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == UTF8_BAD)
      memset(text + i, '?', size);
  }
}

static char *format_message(struct arena *arena, const char *format,
                            va_list args) {
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (len < 0) return NULL;
  char *text = hvl__arena_zeroed(arena, (size_t)len + 1, 1);
  if (!text) return NULL;
  vsnprintf(text, (size_t)len + 1, format, args);
  make_printable(text, (size_t)len);
  return text;
}

/* A copy of `file` that lives as long as the list. */
static const char *keep_file(struct diag_list *list, const char *file) {
  if (!file) file = "";
  if (list->items.len > 0) {
    const char *last = list->items.data[list->items.len - 1].file;
    if (strcmp(last, file) == 0) return last;
  }
  return hvl__arena_copy(&list->arena, file, strlen(file));
}

void hvl__diag_add(struct diag_list *list, hvl_severity severity,
                   struct place place, const char *zh, const char *en, ...) {
  hvl_diag diag = {.severity = severity,
                   .file = keep_file(list, place.file),
                   .line = place.line,
                   .column = place.column};
  va_list args, again;
  va_start(args, en);
  va_copy(again, args);
  diag.message = format_message(&list->arena, en, args);
  diag.message_zh = format_message(&list->arena, zh, again);
  va_end(again);
  va_end(args);
  if (!diag.file || !diag.message || !diag.message_zh ||
      !HVL_PUSH(&list->arena.mem, &list->items, diag))
    list->failed = true;
}

void hvl__diag_print(struct diag_texts *out, const char *zh, const char *en,
                     ...) {
  va_list args, again;
  va_start(args, en);
  va_copy(again, args);
  vsnprintf(out->en, sizeof out->en, en, args);
  vsnprintf(out->zh, sizeof out->zh, zh, again);
  va_end(again);
  va_end(args);
}

static int compare_numbers(uint32_t a, uint32_t b) {
  return (a > b) - (a < b);
}

static int compare(const void *left, const void *right) {
  const hvl_diag *a = left, *b = right;
  int order = strcmp(a->file, b->file);
  if (order == 0) order = compare_numbers(a->line, b->line);
  if (order == 0) order = compare_numbers(a->column, b->column);
  if (order == 0) order = (int)b->severity - (int)a->severity;
  if (order == 0) order = strcmp(a->message, b->message);
  return order;
}

void hvl__diag_sort(struct diag_list *list) {
  struct diag_array *items = &list->items;
  if (items->len < 2) return;
  qsort(items->data, items->len, sizeof *items->data, compare);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < items->len; i++) {
    if (compare(&items->data[kept - 1], &items->data[i]) != 0)
      items->data[kept++] = items->data[i];
  }
  items->len = kept;
}

bool hvl__diag_has_error(const struct diag_list *list) {
  for (uint32_t i = 0; i < list->items.len; i++) {
    if (list->items.data[i].severity == HVL_ERROR) return true;
  }
  return list->failed;
}
