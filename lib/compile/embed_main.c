/* SPDX-License-Identifier: MIT */
/* embed_main.c - a tool of the build: prints the files named on its command
 * line as C, their text and what they compile to. A fault in them ends the
 * build. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "compile/compile.h"
#include "ruleset/ruleset.h"

enum { LITERAL_BYTES = 64 }; /* of a line of them */

/* What diagnostics call the folder of the files. It is no folder of anybody's,
 * and comes before most in order: of two definitions theirs is the first. */
static const char folder[] = "(built-in)/";

/* What the library asks for and this tool is about to print. */
const unsigned char hvl__builtin_image[] = {0};
const size_t hvl__builtin_image_size = 0;
const struct builtin_source hvl__builtin_sources[] = {{NULL, NULL, 0}};

static void demand(bool good, const char *file, const char *what) {
  if (good) return;
  fprintf(stderr, "embed: %s: %s\n", file, what);
  exit(1);
}

/* As string literals, which compilers read in a fraction of the time and memory
 * that numbers take. An octal escape has three digits: what follows it is no
 * part of it. A ? is escaped for the sake of trigraphs. */
static void print_bytes(const unsigned char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = bytes[i];
    bool is_plain = byte >= ' ' && byte <= '~' && !strchr("\"\\?", byte);
    if (i % LITERAL_BYTES == 0) printf(i ? "\"\n\"" : "\n\"");
    printf(is_plain ? "%c" : "\\%03o", byte);
  }
  printf(size ? "\";\n" : "\"\";\n");
}

static void read_source(const char *path, const hvl_allocator *mem,
                        struct buf *content) {
  hvl__buf_init(content, mem);
  demand(hvl__file_read(path, content) == HVL_OK, path, "cannot be read");
}

static void print_source(int number, const char *path,
                         const hvl_allocator *mem) {
  struct buf content;
  read_source(path, mem, &content);
  printf("\n/* %s */\nstatic const unsigned char source_%d[] =", path, number);
  print_bytes(content.data, content.len);
  hvl__buf_free(&content);
}

/* By the name that it has in the library. */
static void add(hvl_compiler *compiler, const char *path,
                const hvl_allocator *mem) {
  struct buf content, name;
  read_source(path, mem, &content);
  hvl__buf_init(&name, mem);
  demand(hvl__buf_add(&name, folder, strlen(folder)) &&
             hvl__buf_add(&name, path, strlen(path) + 1),
         path, "no memory");
  hvl_compiler_add(compiler, (const char *)name.data,
                   (hvl_text){(const char *)content.data, content.len});
  hvl__buf_free(&name);
  hvl__buf_free(&content);
}

static hvl_ruleset *compile(int count, char **paths, const hvl_allocator *mem) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  demand(hvl_compiler_new(&compiler, NULL) == HVL_OK, "-", "no memory");
  for (int i = 0; i < count; i++) add(compiler, paths[i], mem);
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  const hvl_diag *diag;
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++) {
    if (diag->severity == HVL_NOTE) continue; /* `rules lint` tells */
    fprintf(stderr, "%s:%u:%u: %s: %s\n", diag->file, (unsigned)diag->line,
            (unsigned)diag->column,
            diag->severity == HVL_ERROR ? "error" : "warning", diag->message);
  }
  demand(status == HVL_OK, "rules", hvl_status_text(status));
  hvl_compiler_free(compiler);
  return ruleset;
}

static void print_image(const hvl_ruleset *ruleset) {
  size_t size;
  demand(hvl_ruleset_save(ruleset, NULL, &size) == HVL_OK, "image", "no size");
  unsigned char *bytes = malloc(size);
  demand(bytes && hvl_ruleset_save(ruleset, bytes, &size) == HVL_OK, "image",
         "no memory");
  printf("\nconst size_t hvl__builtin_image_size = %zu;\n"
         "_Alignas(%d) const unsigned char hvl__builtin_image[] =",
         size, SECTION_ALIGN);
  print_bytes(bytes, size);
  free(bytes);
}

int main(int argc, char **argv) {
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  hvl_ruleset *ruleset = compile(argc - 1, argv + 1, &mem);
  printf("/* Printed by embed. */\n#include \"ruleset/ruleset.h\"\n"
         "#ifdef __GNUC__\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#endif\n");
  for (int i = 1; i < argc; i++) print_source(i, argv[i], &mem);
  printf("\nconst struct builtin_source hvl__builtin_sources[] = {\n");
  for (int i = 1; i < argc; i++)
    printf("{\"%s%s\", source_%d, sizeof source_%d - 1},\n", folder, argv[i], i,
           i);
  printf("{NULL, NULL, 0}};\n");
  print_image(ruleset);
  hvl_ruleset_free(ruleset);
  demand(fflush(stdout) == 0 && !ferror(stdout), "output", "cannot write");
  return 0;
}
