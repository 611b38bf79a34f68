/* SPDX-License-Identifier: MIT */
/* packing.h - the ways in which files are compressed. A new one is one file
 * that defines a packing, and its line in source.c. */
#ifndef HVLINE_CLI_PACKING_H
#define HVLINE_CLI_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What goes in and comes out; both move on as they are used. */
struct packing_step {
  const uint8_t *in;
  size_t in_len;
  uint8_t *out;
  size_t out_len;
  bool last; /* nothing comes behind `in` */
};

enum packing_status {
  PACKING_GOES_ON,
  PACKING_ENDED, /* all of the file was unpacked */
  PACKING_CUT,   /* the file ends too early */
  PACKING_CORRUPT,
  PACKING_TOO_BIG /* it needs more memory than is reasonable */
};

struct packing {
  const char *name;
  const char *magic; /* what such files begin with */
  size_t magic_len;

  /* Never NULL. */
  void *(*begin)(void);

  /* Unpack as far as there is something to read and room. */
  enum packing_status (*run)(void *state, struct packing_step *step);

  void (*end)(void *state);
};

extern const struct packing gzip_packing, xz_packing, zstd_packing;

#endif
