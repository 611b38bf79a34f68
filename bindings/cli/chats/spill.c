/* SPDX-License-Identifier: MIT */
/* spill.c - whole conversations out of parts that memory cannot hold.
 *
 * Parts go to a file as they come, so that it has conversations in the order in
 * which they began, but for what was added to one later. Those parts alone are
 * sorted, by which conversation they are of; then the file is read once more,
 * from its start, and each has its later parts at hand when it is its turn.
 * Which parts are of one conversation is found by sorting the ids: a table of
 * them would grow with the file, past any bound. */
#define _POSIX_C_SOURCE 200809L
#include "chats/spill.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "base/texts.h"
#include "chats/chat_bytes.h"
#include "chats/sorter.h"
#include "files/temporary.h"

enum { FILE_BUFFER = 256 * 1024, PLACE_SIZE = 8 };

/* Parts are called by their place in the file. */
struct spill {
  FILE *file;
  uint64_t end, at;     /* of the file; where it is read */
  struct sorter *ids;   /* places by hash and id; NULL once all was added */
  struct sorter *later; /* parts by the place of their conversation's first; and
                           empty ones, which are passed, by their own place */
  bool has_later;       /* what follows is the next of those */
  uint64_t later_at;
  hvl_text later_part;
  size_t memory;
  size_t number;   /* of the next part to be read */
  uint64_t sorted; /* bytes that sorters wrote which are gone */
  struct buffer id, value, key;
  struct chat chat;
};

struct spill *spill_new(size_t memory) {
  struct spill *spill = mem_zeroed(1, sizeof *spill);
  spill->memory = memory;
  spill->ids = sorter_new(memory / 8);
  return spill;
}

void spill_free(struct spill *spill) {
  if (!spill) return;
  if (spill->file) fclose(spill->file);
  sorter_free(spill->ids);
  sorter_free(spill->later);
  buffer_free(&spill->id);
  buffer_free(&spill->value);
  buffer_free(&spill->key);
  free(spill->chat.messages);
  free(spill->chat.facts);
  free(spill);
}

uint64_t spill_bytes(const struct spill *spill) {
  if (!spill) return 0;
  return spill->end + spill->sorted + sorter_spilled(spill->ids) +
         sorter_spilled(spill->later);
}

/* So that bytes have the order of numbers. */
static hvl_text write_place(char out[PLACE_SIZE], uint64_t place) {
  for (int i = 0; i < PLACE_SIZE; i++)
    out[i] = (char)(place >> 8 * (PLACE_SIZE - 1 - i) & 255);
  return (hvl_text){out, PLACE_SIZE};
}

static uint64_t read_place(hvl_text bytes) {
  uint64_t place = 0;
  for (int i = 0; i < PLACE_SIZE; i++)
    place = place << 8 | (unsigned char)bytes.data[i];
  return place;
}

/* ---- The file of parts --------------------------------------------------- */

static bool open_file(struct spill *spill) {
  if (!spill->file && (spill->file = temporary_stream()))
    setvbuf(spill->file, NULL, _IOFBF, FILE_BUFFER);
  return spill->file != NULL;
}

static bool put(struct spill *spill, const void *data, size_t len) {
  if (len && fwrite(data, len, 1, spill->file) != 1) return false;
  spill->end += len;
  return true;
}

/* The hash is there for speed: it mostly tells ids apart in a word. */
static bool note_id(struct spill *spill, hvl_text id, uint64_t place) {
  char hash[PLACE_SIZE], number[PLACE_SIZE];
  write_place(hash, hash_of(id));
  buffer_clear(&spill->key);
  buffer_add(&spill->key, hash, PLACE_SIZE);
  buffer_add(&spill->key, id.data, id.len);
  return sorter_add(spill->ids, buffer_text(&spill->key),
                    write_place(number, place));
}

bool spill_add(struct spill *spill, hvl_text id, hvl_text part) {
  size_t lengths[2] = {id.len, part.len};
  uint64_t place = spill->end;
  return open_file(spill) && put(spill, lengths, sizeof lengths) &&
         put(spill, id.data, id.len) && put(spill, part.data, part.len) &&
         note_id(spill, id, place);
}

static bool get(struct spill *spill, void *out, size_t len) {
  if (len && fread(out, len, 1, spill->file) != 1) {
    if (!ferror(spill->file)) errno = EIO; /* others have cut it */
    return false;
  }
  spill->at += len;
  return true;
}

static bool get_text(struct spill *spill, struct buffer *out, size_t len) {
  buffer_clear(out);
  buffer_reserve(out, len);
  if (!get(spill, out->data, len)) return false;
  out->data[len] = '\0';
  out->len = len;
  return true;
}

static bool go_to(struct spill *spill, uint64_t place) {
  if (spill->at == place) return true;
  spill->at = place;
  return fseeko(spill->file, (off_t)place, SEEK_SET) == 0;
}

/* Read the part at hand to `id` and `value`. */
static bool read_part(struct spill *spill) {
  size_t lengths[2];
  return get(spill, lengths, sizeof lengths) &&
         get_text(spill, &spill->id, lengths[0]) &&
         get_text(spill, &spill->value, lengths[1]);
}

/* ---- Later parts --------------------------------------------------------- */

/* Leaves errno as it is. */
static void drop_sorter(struct spill *spill, struct sorter **sorter) {
  int problem = errno;
  spill->sorted += sorter_spilled(*sorter);
  sorter_free(*sorter);
  *sorter = NULL;
  errno = problem;
}

/* Fill `pairs`: by the place of each later part, that of the first one of its
 * conversation. */
static bool pair_places(struct spill *spill, struct sorter *pairs) {
  hvl_text key, place;
  char first[PLACE_SIZE];
  buffer_clear(&spill->key);
  while (sorter_next(spill->ids, &key, &place)) {
    if (text_same(key, buffer_text(&spill->key))) {
      if (!sorter_add(pairs, place, (hvl_text){first, PLACE_SIZE}))
        return false;
      continue;
    }
    buffer_clear(&spill->key);
    buffer_add(&spill->key, key.data, key.len);
    memcpy(first, place.data, PLACE_SIZE);
  }
  return errno == 0;
}

static bool sort_later(struct spill *spill, struct sorter *pairs) {
  hvl_text place, first;
  while (sorter_next(pairs, &place, &first)) {
    if (!go_to(spill, read_place(place)) || !read_part(spill) ||
        !sorter_add(spill->later, first, buffer_text(&spill->value)) ||
        !sorter_add(spill->later, place, (hvl_text){"", 0}))
      return false;
  }
  return errno == 0;
}

static bool next_later(struct spill *spill) {
  hvl_text first;
  spill->has_later = sorter_next(spill->later, &first, &spill->later_part);
  if (spill->has_later) spill->later_at = read_place(first);
  return spill->has_later || errno == 0;
}

/* All parts were added. */
static bool gather(struct spill *spill) {
  struct sorter *pairs = sorter_new(spill->memory / 8);
  spill->later = sorter_new(spill->memory / 2);
  spill->at = spill->end;
  bool good = fflush(spill->file) == 0 && pair_places(spill, pairs);
  if (good) {
    drop_sorter(spill, &spill->ids);
    good = sort_later(spill, pairs);
  }
  drop_sorter(spill, &pairs);
  return good && next_later(spill) && go_to(spill, 0);
}

/* ---- Whole conversations ------------------------------------------------- */

/* The next part with those that belong to it; `value` is empty where it belongs
 * to one before it. */
static bool next_whole(struct spill *spill) {
  uint64_t place = spill->at;
  if (!read_part(spill)) return false;
  while (spill->has_later && spill->later_at == place) {
    if (spill->later_part.len)
      buffer_add(&spill->value, spill->later_part.data, spill->later_part.len);
    else
      buffer_clear(&spill->value);
    if (!next_later(spill)) return false;
  }
  return true;
}

struct chat *spill_next(struct spill *spill, size_t *number) {
  if (spill->ids && !gather(spill)) return NULL;
  do {
    errno = 0;
    if (spill->at == spill->end || !next_whole(spill)) return NULL;
    *number = spill->number++;
  } while (!spill->value.len);
  spill->chat.id = buffer_text(&spill->id);
  spill->chat.count = spill->chat.fact_count = 0;
  parts_read(&spill->chat, buffer_text(&spill->value));
  return &spill->chat;
}
