/* SPDX-License-Identifier: MIT */
/* packing_xz.c - .xz files, of one stream or several. */
#include "files/packing.h"

#include <stdlib.h>

#include <lzma.h>

#include "base/alloc.h"

/* `xz -9` needs 65 MiB to unpack. */
static const uint64_t most_memory = UINT64_C(1) << 30;

static void *xz_begin(void) {
  lzma_stream *stream = mem_zeroed(1, sizeof *stream);
  *stream = (lzma_stream)LZMA_STREAM_INIT;
  lzma_ret status = lzma_stream_decoder(stream, most_memory, LZMA_CONCATENATED);
  mem_must(status == LZMA_OK ? stream : NULL);
  return stream;
}

static enum packing_status xz_run(void *opaque, struct packing_step *step) {
  lzma_stream *stream = opaque;
  stream->next_in = step->in;
  stream->avail_in = step->in_len;
  stream->next_out = step->out;
  stream->avail_out = step->out_len;
  lzma_ret status = lzma_code(stream, step->last ? LZMA_FINISH : LZMA_RUN);
  step->in = stream->next_in;
  step->in_len = stream->avail_in;
  step->out = stream->next_out;
  step->out_len = stream->avail_out;
  switch (status) {
  case LZMA_OK: return PACKING_GOES_ON;
  case LZMA_STREAM_END: return PACKING_ENDED;
  case LZMA_MEMLIMIT_ERROR:
  case LZMA_MEM_ERROR: return PACKING_TOO_BIG;
  case LZMA_BUF_ERROR:
    return step->last && step->out_len ? PACKING_CUT : PACKING_GOES_ON;
  default: return PACKING_CORRUPT;
  }
}

static void xz_end(void *opaque) {
  lzma_end(opaque);
  free(opaque);
}

const struct packing xz_packing = {"xz",     "\xFD\x37zXZ\0", 6,
                                   xz_begin, xz_run,          xz_end};
