/* SPDX-License-Identifier: MIT */
/* hs_build.h - databases of Hyperscan out of expressions, kept between runs. */
#ifndef HVL_BENCH_HS_BUILD_H
#define HVL_BENCH_HS_BUILD_H

#include "expressions.h"
#include "hs_interface.h"

struct hs_databases {
  hs_database_t **items;
  size_t count;
};

struct hs_builder {
  struct hs_interface hs;
  const char *name; /* of the library, for messages and files */
  unsigned flags;   /* HS_FLAG_* for every expression */
  struct expressions *all;
};

/* Databases of the expressions of `role`, to be scanned one after the other;
 * out of the cache, where they are there. False, with the reason on stderr, if
 * one cannot be made; expressions that the library refuses or does not compile
 * in time are added to those left out. */
bool hs_build(struct hs_builder *builder, hvl_role role,
              struct hs_databases *out);

/* CPU seconds that compiling all expressions of `role` into one database takes,
 * without the cache; below 0 if it fails or takes too long. */
double hs_compile_seconds(struct hs_builder *builder, hvl_role role);

void hs_databases_free(const struct hs_builder *builder,
                       struct hs_databases *databases);

#endif
