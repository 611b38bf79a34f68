/* SPDX-License-Identifier: MIT */
/* sorter.c - records in order of their keys, of more than memory can hold. */
#define _POSIX_C_SOURCE 200809L
#include "chats/sorter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/texts.h"
#include "files/temporary.h"

enum { LEAST_WINDOW = 4096, FILE_BUFFER = 64 * 1024 };

/* A record in memory: lengths, key, value in `bytes`; the key's first bytes
 * mostly tell it from others without a look there. */
struct entry {
  uint64_t first;
  size_t at, key_len, value_len;
};

/* A sorted part of the temporary file, and a window of it in memory. */
struct run {
  off_t next, end; /* what has not been read yet */
  struct buffer window;
  size_t at; /* of the record at hand in the window */
  hvl_text key, value;
  bool done;
};

struct sorter {
  size_t memory;
  struct buffer bytes;
  struct entry *entries;
  size_t count, cap, given; /* `given` of them by sorter_next() */
  FILE *file;               /* NULL: all is in memory */
  struct run *runs;
  size_t run_count, run_cap;
  size_t *heap; /* runs, the one with the least key first */
  size_t heap_len;
  bool begun;
};

struct sorter *sorter_new(size_t memory) {
  struct sorter *sorter = mem_zeroed(1, sizeof *sorter);
  sorter->memory = memory;
  return sorter;
}

void sorter_free(struct sorter *sorter) {
  if (!sorter) return;
  for (size_t i = 0; i < sorter->run_count; i++)
    buffer_free(&sorter->runs[i].window);
  if (sorter->file) fclose(sorter->file);
  buffer_free(&sorter->bytes);
  free(sorter->entries);
  free(sorter->runs);
  free(sorter->heap);
  free(sorter);
}

uint64_t sorter_spilled(const struct sorter *sorter) {
  if (!sorter || !sorter->run_count) return 0;
  return (uint64_t)sorter->runs[sorter->run_count - 1].end;
}

static hvl_text key_of(const struct sorter *sorter, size_t index) {
  const struct entry *entry = &sorter->entries[index];
  return (hvl_text){sorter->bytes.data + entry->at, entry->key_len};
}

/* ---- In memory ----------------------------------------------------------- */

/* The first bytes of a key as a number of the same order. */
static uint64_t first_of(hvl_text key) {
  uint64_t first = 0;
  for (size_t i = 0; i < sizeof first; i++)
    first = first << 8 | (i < key.len ? (unsigned char)key.data[i] : 0);
  return first;
}

static bool is_after(const struct buffer *bytes, const struct entry *a,
                     const struct entry *b) {
  if (a->first != b->first) return a->first > b->first;
  return text_compare((hvl_text){bytes->data + a->at, a->key_len},
                      (hvl_text){bytes->data + b->at, b->key_len}) > 0;
}

/* A stable merge sort of entries; `spare` has room for as many. */
static void sort(const struct buffer *bytes, struct entry *entries,
                 size_t count, struct entry *spare) {
  if (count < 2) return;
  size_t half = count / 2, left = 0, right = half, at = 0;
  sort(bytes, entries, half, spare);
  sort(bytes, entries + half, count - half, spare);
  if (!is_after(bytes, &entries[half - 1], &entries[half])) return;
  memcpy(spare, entries, count * sizeof *entries);
  while (left < half || right < count) {
    bool first = right == count ||
                 (left < half && !is_after(bytes, &spare[left], &spare[right]));
    entries[at++] = first ? spare[left++] : spare[right++];
  }
}

static void sort_entries(struct sorter *sorter) {
  struct entry *spare = mem_resize(NULL, sorter->count, sizeof *spare);
  sort(&sorter->bytes, sorter->entries, sorter->count, spare);
  free(spare);
}

/* ---- The temporary file -------------------------------------------------- */

static FILE *open_file(void) {
  FILE *file = temporary_stream();
  if (file) setvbuf(file, NULL, _IOFBF, FILE_BUFFER);
  return file;
}

static bool write_entry(struct sorter *sorter, const struct entry *entry) {
  size_t lengths[2] = {entry->key_len, entry->value_len};
  size_t len = entry->key_len + entry->value_len;
  return fwrite(lengths, sizeof lengths, 1, sorter->file) == 1 &&
         (!len ||
          fwrite(sorter->bytes.data + entry->at, len, 1, sorter->file) == 1);
}

/* Write what is in memory as one more run. */
static bool spill(struct sorter *sorter) {
  if (!sorter->file && !(sorter->file = open_file())) return false;
  sort_entries(sorter);
  MEM_GROW(sorter->runs, sorter->run_count, sorter->run_cap);
  struct run *run = &sorter->runs[sorter->run_count];
  *run = (struct run){.next = ftello(sorter->file)};
  for (size_t i = 0; i < sorter->count; i++)
    if (!write_entry(sorter, &sorter->entries[i])) return false;
  if (fflush(sorter->file) != 0) return false;
  run->end = ftello(sorter->file);
  sorter->run_count++;
  sorter->count = 0;
  buffer_clear(&sorter->bytes);
  return true;
}

bool sorter_add(struct sorter *sorter, hvl_text key, hvl_text value) {
  size_t size = sorter->bytes.len + key.len + value.len +
                sorter->count * 2 * sizeof(struct entry);
  /* Arrays may have twice the room that is used. */
  if (sorter->count && size > sorter->memory / 2 && !spill(sorter))
    return false;
  MEM_GROW(sorter->entries, sorter->count, sorter->cap);
  sorter->entries[sorter->count++] =
      (struct entry){first_of(key), sorter->bytes.len, key.len, value.len};
  buffer_add(&sorter->bytes, key.data, key.len);
  buffer_add(&sorter->bytes, value.data, value.len);
  return true;
}

/* ---- Merging ------------------------------------------------------------- */

/* Have `size` bytes of the run, from `at` on, in its window. */
static bool need(struct sorter *sorter, struct run *run, size_t size) {
  struct buffer *window = &run->window;
  size_t left = window->len - run->at;
  if (left >= size) return true;
  size_t room = sorter->memory / 2 / sorter->run_count;
  if (room < LEAST_WINDOW) room = LEAST_WINDOW;
  if (room < size) room = size;
  if (left) memmove(window->data, window->data + run->at, left);
  window->len = left;
  run->at = 0;
  buffer_reserve(window, room - left);
  while (window->len < room && run->next < run->end) {
    size_t wanted = room - window->len;
    if ((off_t)wanted > run->end - run->next)
      wanted = (size_t)(run->end - run->next);
    ssize_t len = pread(fileno(sorter->file), window->data + window->len,
                        wanted, run->next);
    if (len <= 0) {
      if (len == 0) errno = EIO;
      return false;
    }
    window->len += (size_t)len;
    run->next += len;
  }
  if (window->len < size) errno = EIO;
  return window->len >= size;
}

/* Go to the run's next record; `done` behind the last. */
static bool advance(struct sorter *sorter, struct run *run) {
  size_t lengths[2];
  run->done = run->at == run->window.len && run->next == run->end;
  if (run->done) return true;
  if (!need(sorter, run, sizeof lengths)) return false;
  memcpy(lengths, run->window.data + run->at, sizeof lengths);
  if (!need(sorter, run, sizeof lengths + lengths[0] + lengths[1]))
    return false;
  const char *key = run->window.data + run->at + sizeof lengths;
  run->key = (hvl_text){key, lengths[0]};
  run->value = (hvl_text){key + lengths[0], lengths[1]};
  run->at += sizeof lengths + lengths[0] + lengths[1];
  return true;
}

/* Does run `a` come before run `b`? Of equal keys the earlier run does. */
static bool is_before(const struct sorter *sorter, size_t a, size_t b) {
  int order = text_compare(sorter->runs[a].key, sorter->runs[b].key);
  return order ? order < 0 : a < b;
}

static void sink(struct sorter *sorter, size_t at) {
  size_t *heap = sorter->heap;
  for (;;) {
    size_t least = at;
    for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++)
      if (child < sorter->heap_len &&
          is_before(sorter, heap[child], heap[least]))
        least = child;
    if (least == at) return;
    size_t run = heap[at];
    heap[at] = heap[least];
    heap[least] = run;
    at = least;
  }
}

static bool begin_merge(struct sorter *sorter) {
  if (sorter->count && !spill(sorter)) return false;
  buffer_free(&sorter->bytes);
  sorter->heap = mem_resize(NULL, sorter->run_count, sizeof(size_t));
  for (size_t i = 0; i < sorter->run_count; i++) {
    if (!advance(sorter, &sorter->runs[i])) return false;
    if (!sorter->runs[i].done) sorter->heap[sorter->heap_len++] = i;
  }
  for (size_t i = sorter->heap_len; i-- > 0;) sink(sorter, i);
  return true;
}

/* The record given last lies in the window of the first run, which so moves on
 * only now. */
static bool next_merged(struct sorter *sorter, hvl_text *key, hvl_text *value) {
  if (sorter->begun && sorter->heap_len) {
    struct run *run = &sorter->runs[sorter->heap[0]];
    if (!advance(sorter, run)) return false;
    if (run->done) sorter->heap[0] = sorter->heap[--sorter->heap_len];
    sink(sorter, 0);
  }
  if (!sorter->heap_len) return false;
  *key = sorter->runs[sorter->heap[0]].key;
  *value = sorter->runs[sorter->heap[0]].value;
  return true;
}

static bool next_in_memory(struct sorter *sorter, hvl_text *key,
                           hvl_text *value) {
  if (sorter->given == sorter->count) return false;
  *key = key_of(sorter, sorter->given);
  const struct entry *entry = &sorter->entries[sorter->given++];
  *value = (hvl_text){key->data + key->len, entry->value_len};
  return true;
}

bool sorter_next(struct sorter *sorter, hvl_text *key, hvl_text *value) {
  errno = 0;
  if (!sorter->begun && !sorter->file) sort_entries(sorter);
  if (!sorter->begun && sorter->file && !begin_merge(sorter)) return false;
  bool found = sorter->file ? next_merged(sorter, key, value)
                            : next_in_memory(sorter, key, value);
  sorter->begun = true;
  return found;
}
