/* SPDX-License-Identifier: MIT */
/* hs_interface.h - the part of Hyperscan's interface that is used, taken out of
 * a shared library at run time: Debian's packages of Hyperscan and Vectorscan
 * exclude each other, and both are wanted. Names and numbers as in hs.h. */
#ifndef HVL_BENCH_HS_INTERFACE_H
#define HVL_BENCH_HS_INTERFACE_H

#include <stdbool.h>
#include <stddef.h>

enum {
  HS_FLAG_MULTILINE = 4,
  HS_FLAG_SINGLEMATCH = 8,
  HS_FLAG_ALLOWEMPTY = 16,
  HS_FLAG_UTF8 = 32,
  HS_MODE_BLOCK = 1
};

typedef struct hs_database hs_database_t;
typedef struct hs_scratch hs_scratch_t;
typedef struct {
  char *message;
  int expression; /* the one that is wrong; below 0: something else is */
} hs_compile_error_t;
typedef int hs_match_sink(unsigned id, unsigned long long from,
                          unsigned long long to, unsigned flags, void *ctx);

struct hs_interface {
  const char *(*version)(void);
  int (*compile_multi)(const char *const *texts, const unsigned *flags,
                       const unsigned *ids, unsigned count, unsigned mode,
                       const void *platform, hs_database_t **database,
                       hs_compile_error_t **error);
  int (*free_compile_error)(hs_compile_error_t *error);
  int (*free_database)(hs_database_t *database);
  int (*serialize_database)(const hs_database_t *database, char **bytes,
                            size_t *size);
  int (*deserialize_database)(const char *bytes, size_t size,
                              hs_database_t **database);
  int (*alloc_scratch)(const hs_database_t *database, hs_scratch_t **scratch);
  int (*free_scratch)(hs_scratch_t *scratch);
  int (*scan)(const hs_database_t *database, const char *text, unsigned len,
              unsigned flags, hs_scratch_t *scratch, hs_match_sink *sink,
              void *ctx);
};

/* Fill `hs` from the library at `path`; false if it lacks something. The
 * library stays until the program ends. */
bool hs_open(struct hs_interface *hs, const char *path);

#endif
