/* SPDX-License-Identifier: MIT */
/* packing_gzip.c - .gz files, of one member or several. */
#define ZLIB_CONST
#include "files/packing.h"

#include <limits.h>
#include <stdlib.h>

#include <zlib.h>

#include "base/alloc.h"

struct gzip_state {
  z_stream stream;
  bool between; /* two members, or behind the last */
};

static void *gzip_begin(void) {
  struct gzip_state *state = mem_zeroed(1, sizeof *state);
  mem_must(inflateInit2(&state->stream, 15 + 16) == Z_OK ? state : NULL);
  return state;
}

static unsigned bounded(size_t size) {
  return size < UINT_MAX ? (unsigned)size : UINT_MAX;
}

/* A member follows, or zeros that fill up a block, or the end. */
static enum packing_status look_behind(struct gzip_state *state,
                                       struct packing_step *step) {
  while (step->in_len && *step->in == 0) {
    step->in++;
    step->in_len--;
  }
  if (!step->in_len) return step->last ? PACKING_ENDED : PACKING_GOES_ON;
  if (*step->in != 0x1F) return PACKING_CORRUPT;
  state->between = false;
  inflateReset(&state->stream);
  return PACKING_GOES_ON;
}

static enum packing_status gzip_run(void *opaque, struct packing_step *step) {
  struct gzip_state *state = opaque;
  z_stream *stream = &state->stream;
  if (state->between) return look_behind(state, step);
  stream->next_in = step->in;
  stream->avail_in = bounded(step->in_len);
  stream->next_out = step->out;
  stream->avail_out = bounded(step->out_len);
  size_t in = stream->avail_in, out = stream->avail_out;
  int status = inflate(stream, Z_NO_FLUSH);
  in -= stream->avail_in;
  out -= stream->avail_out;
  step->in += in;
  step->in_len -= in;
  step->out += out;
  step->out_len -= out;
  if (status == Z_STREAM_END) state->between = true;
  if (status == Z_OK || status == Z_STREAM_END) return PACKING_GOES_ON;
  if (status != Z_BUF_ERROR) return PACKING_CORRUPT;
  return step->last && !step->in_len && step->out_len ? PACKING_CUT
                                                      : PACKING_GOES_ON;
}

static void gzip_end(void *opaque) {
  struct gzip_state *state = opaque;
  inflateEnd(&state->stream);
  free(state);
}

const struct packing gzip_packing = {"gzip",     "\x1F\x8B\x08", 3,
                                     gzip_begin, gzip_run,       gzip_end};
