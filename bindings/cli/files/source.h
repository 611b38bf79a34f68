/* SPDX-License-Identifier: MIT */
/* source.h - the bytes of a file, unpacked where it is compressed. */
#ifndef HVLINE_CLI_SOURCE_H
#define HVLINE_CLI_SOURCE_H

#include <stdint.h>

#include "base/log.h"

struct source;

/* Who is called before a read of a pipe or terminal from which nothing comes
 * just now: what came before can be dealt with meanwhile. */
struct pause {
  void (*call)(void *ctx);
  void *ctx;
};

/* The file at `path`, "-" for stdin. NULL, after saying why, if it cannot be
 * opened or is a folder. */
struct source *source_open(const char *path, struct log *log);

/* A source of the open file `handle`, which stays the caller's. */
struct source *source_of(int handle);

void source_close(struct source *source);

/* Call `pause` from now on. A file on disk has no pauses. */
void source_on_pause(struct source *source, struct pause pause);

/* Read up to `size` bytes to `out`, as many as have come; 0 at the end, and
 * where reading failed. */
size_t source_read(struct source *source, void *out, size_t size);

/* Does the file, unpacked, begin with `magic`, of eight bytes at most? To be
 * asked before the first read. */
bool source_begins_with(struct source *source, hvl_text magic);

/* Is it a file on disk, and no pipe or terminal? */
bool source_is_file(const struct source *source);

/* Can the file at the path that was opened be read in any order, as it is: no
 * pipe, and not compressed? Known once something was read. */
bool source_is_plain(const struct source *source);

/* The bytes read of the file so far, packed as they are. */
uint64_t source_position(const struct source *source);

/* How the file is compressed ("gzip"); NULL if it is not, or nothing was read.
 */
const char *source_packing(const struct source *source);

/* Say of the file at `path` why reading failed, if it did. */
void source_complain(const struct source *source, const char *path,
                     struct log *log);

#endif
