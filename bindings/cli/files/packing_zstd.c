/* SPDX-License-Identifier: MIT */
/* packing_zstd.c - .zst files, of one frame or several. */
#include "files/packing.h"

#include <stdlib.h>

#include <zstd.h>
#include <zstd_errors.h>

#include "base/alloc.h"

struct zstd_state {
  ZSTD_DStream *stream;
  bool between; /* two frames, or behind the last */
};

static void *zstd_begin(void) {
  struct zstd_state *state = mem_zeroed(1, sizeof *state);
  state->stream = mem_must(ZSTD_createDStream());
  return state;
}

static enum packing_status zstd_run(void *opaque, struct packing_step *step) {
  struct zstd_state *state = opaque;
  if (!step->in_len && step->last && state->between) return PACKING_ENDED;
  ZSTD_inBuffer in = {step->in, step->in_len, 0};
  ZSTD_outBuffer out = {step->out, step->out_len, 0};
  size_t status = ZSTD_decompressStream(state->stream, &out, &in);
  step->in += in.pos;
  step->in_len -= in.pos;
  step->out += out.pos;
  step->out_len -= out.pos;
  if (ZSTD_isError(status)) {
    ZSTD_ErrorCode code = ZSTD_getErrorCode(status);
    bool big = code == ZSTD_error_frameParameter_windowTooLarge ||
               code == ZSTD_error_memory_allocation;
    return big ? PACKING_TOO_BIG : PACKING_CORRUPT;
  }
  state->between = status == 0;
  bool stuck = !in.pos && !out.pos && !step->in_len && step->out_len;
  return stuck && step->last && !state->between ? PACKING_CUT : PACKING_GOES_ON;
}

static void zstd_end(void *opaque) {
  struct zstd_state *state = opaque;
  ZSTD_freeDStream(state->stream);
  free(state);
}

const struct packing zstd_packing = {"zstd",     "\x28\xB5\x2F\xFD", 4,
                                     zstd_begin, zstd_run,           zstd_end};
