/* SPDX-License-Identifier: MIT */
/* hs_build.c - databases of Hyperscan out of expressions, kept between runs.
 *
 * Compiling happens in a child process, which leaves a file behind: so it can
 * be given a limit of time, and what is left of it in memory is gone. */
#define _POSIX_C_SOURCE 200809L
#include "hs_build.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_LIMIT = 1200 }; /* CPU seconds for a database */

/* The expressions of one database. */
struct chunk {
  const struct expression **items;
  const char **texts;
  unsigned *flags, *ids;
  unsigned count;
  char path[4096]; /* of the file that keeps the database */
};

/* Longest first: if one is refused, it is early. */
static int by_length(const void *a, const void *b) {
  const struct expression *x = *(const struct expression *const *)a;
  const struct expression *y = *(const struct expression *const *)b;
  if (x->len != y->len) return x->len > y->len ? -1 : 1;
  return (x > y) - (x < y);
}

static void name_chunk(struct chunk *chunk, const struct hs_builder *builder) {
  const char *version = builder->hs.version();
  uint64_t hash = hash_bytes(HASH_START, version, strlen(version));
  hash = hash_bytes(hash, &builder->flags, sizeof builder->flags);
  for (unsigned i = 0; i < chunk->count; i++) {
    hash = hash_bytes(hash, &chunk->ids[i], sizeof chunk->ids[i]);
    hash = hash_bytes(hash, &chunk->items[i]->hash, sizeof(uint64_t));
  }
  snprintf(chunk->path, sizeof chunk->path, "%s/%s-%016" PRIx64,
           builder->all->cache, builder->name, hash);
}

static void fill_chunk(struct chunk *chunk, const struct hs_builder *builder,
                       size_t first, size_t end) {
  const struct expressions *all = builder->all;
  chunk->count = 0;
  for (size_t i = first; i < end; i++)
    if (!all->items[i].left_out) chunk->items[chunk->count++] = &all->items[i];
  qsort(chunk->items, chunk->count, sizeof *chunk->items, by_length);
  for (unsigned i = 0; i < chunk->count; i++) {
    chunk->texts[i] = chunk->items[i]->text;
    chunk->flags[i] = builder->flags;
    chunk->ids[i] = (unsigned)(chunk->items[i] - all->items);
  }
  name_chunk(chunk, builder);
}

static void drop(struct chunk *chunk, unsigned i) {
  size_t behind = --chunk->count - i;
  memmove(chunk->items + i, chunk->items + i + 1,
          behind * sizeof *chunk->items);
  memmove(chunk->texts + i, chunk->texts + i + 1,
          behind * sizeof *chunk->texts);
  memmove(chunk->ids + i, chunk->ids + i + 1, behind * sizeof *chunk->ids);
}

/* ---- In the child -------------------------------------------------------- */

static void keep(const struct hs_builder *builder, const struct chunk *chunk,
                 const hs_database_t *database) {
  char *bytes, part[4200];
  size_t size;
  if (builder->hs.serialize_database(database, &bytes, &size) != 0) return;
  snprintf(part, sizeof part, "%s.part", chunk->path);
  FILE *file = fopen(part, "wb");
  bool written = file && fwrite(bytes, 1, size, file) == size;
  if (file && fclose(file) == 0 && written) rename(part, chunk->path);
  free(bytes);
}

/* -1: done, -2: failed, else the index of the expression that is refused, the
 * reason in `why`. */
static int compile(const struct hs_builder *builder, const struct chunk *chunk,
                   hs_database_t **out, char why[128]) {
  hs_compile_error_t *error;
  if (builder->hs.compile_multi(chunk->texts, chunk->flags, chunk->ids,
                                chunk->count, HS_MODE_BLOCK, NULL, out,
                                &error) == 0)
    return -1;
  int at = error->expression;
  snprintf(why, 128, "%s", error->message);
  builder->hs.free_compile_error(error);
  return at < 0 ? -2 : at;
}

static void limit_time(unsigned seconds) {
  struct rlimit limit = {seconds, seconds};
  setrlimit(RLIMIT_CPU, &limit);
}

static void compile_chunk(const struct hs_builder *builder,
                          struct chunk *chunk) {
  hs_database_t *database;
  char why[128];
  int wrong;
  while (chunk->count > 0 &&
         (wrong = compile(builder, chunk, &database, why)) != -1) {
    if (wrong == -2) {
      fprintf(stderr, "%s: %s\n", builder->name, why);
      return;
    }
    expressions_leave_out(builder->all, chunk->items[wrong], builder->name,
                          why);
    drop(chunk, (unsigned)wrong);
  }
  if (chunk->count == 0) return;
  name_chunk(chunk, builder);
  keep(builder, chunk, database);
}

/* ---- In the parent ------------------------------------------------------- */

static double children_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static void in_child(const struct hs_builder *builder, struct chunk *chunk) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    limit_time(CHUNK_LIMIT);
    compile_chunk(builder, chunk);
    _exit(0);
  }
  if (child > 0) waitpid(child, NULL, 0);
}

static bool load(const struct hs_builder *builder, const char *path,
                 hs_database_t **database) {
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  char *bytes = must(malloc((size_t)size + 1));
  rewind(file);
  bool loaded =
      fread(bytes, 1, (size_t)size, file) == (size_t)size &&
      builder->hs.deserialize_database(bytes, (size_t)size, database) == 0;
  fclose(file);
  free(bytes);
  return loaded;
}

/* The database of the expressions [first, end). */
static bool build_chunk(struct hs_builder *builder, struct chunk *chunk,
                        size_t first, size_t end, hs_database_t **out) {
  fill_chunk(chunk, builder, first, end);
  if (chunk->count == 0 || load(builder, chunk->path, out)) return true;
  fprintf(stderr, "%s: compiling %u expressions\n", builder->name,
          chunk->count);
  double start = children_seconds();
  in_child(builder, chunk);
  expressions_mark(builder->all);
  fill_chunk(chunk, builder, first, end);
  fprintf(stderr, "%s: %u of them, in %.0f CPU seconds\n", builder->name,
          chunk->count, children_seconds() - start);
  return chunk->count == 0 || load(builder, chunk->path, out);
}

static struct chunk new_chunk(size_t cap) {
  struct chunk chunk = {.count = 0};
  chunk.items = must(calloc(cap + 1, sizeof *chunk.items));
  chunk.texts = must(calloc(cap + 1, sizeof *chunk.texts));
  chunk.flags = must(calloc(cap + 1, sizeof *chunk.flags));
  chunk.ids = must(calloc(cap + 1, sizeof *chunk.ids));
  return chunk;
}

static void free_chunk(struct chunk *chunk) {
  free(chunk->items);
  free(chunk->texts);
  free(chunk->flags);
  free(chunk->ids);
}

bool hs_build(struct hs_builder *builder, hvl_role role,
              struct hs_databases *out) {
  size_t first, end;
  bool built = true;
  expressions_range(builder->all, role, &first, &end);
  size_t most = builder->all->database_most;
  size_t chunks = (end - first + most - 1) / most;
  size_t share = chunks > 0 ? (end - first + chunks - 1) / chunks : 0;
  struct chunk chunk = new_chunk(share);
  out->items = must(calloc(chunks + 1, sizeof *out->items));
  for (; built && first < end; first += share) {
    hs_database_t **database = &out->items[out->count];
    size_t last = end - first < share ? end : first + share;
    built = build_chunk(builder, &chunk, first, last, database);
    out->count += *database != NULL;
  }
  if (!built)
    fprintf(stderr, "%s: a database could not be made\n", builder->name);
  free_chunk(&chunk);
  return built;
}

double hs_compile_seconds(struct hs_builder *builder, hvl_role role) {
  size_t first, end;
  int status = 1;
  expressions_range(builder->all, role, &first, &end);
  struct chunk chunk = new_chunk(end - first);
  fill_chunk(&chunk, builder, first, end);
  double start = children_seconds();
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    hs_database_t *database;
    char why[128];
    limit_time(CHUNK_LIMIT);
    _exit(compile(builder, &chunk, &database, why) != -1);
  }
  if (child > 0) waitpid(child, &status, 0);
  free_chunk(&chunk);
  return status == 0 ? children_seconds() - start : -1;
}

void hs_databases_free(const struct hs_builder *builder,
                       struct hs_databases *databases) {
  for (size_t i = 0; i < databases->count; i++)
    builder->hs.free_database(databases->items[i]);
  free(databases->items);
  *databases = (struct hs_databases){0};
}
