/* SPDX-License-Identifier: MIT */
/* compiler.c - the object behind hvl_compiler: collects texts, each parsed as
 * it comes, and compiles them together. */
#include <errno.h>
#include <string.h>

#include "base/abi.h"
#include "base/file.h"
#include "compile/compile.h"
#include "ruleset/ruleset.h"

/* One text that was added. */
struct source {
  struct source *before; /* added before this one */
  struct parsed_pack pack;
};

struct hvl_compiler {
  hvl_allocator mem;
  struct source *sources; /* the last */
  uint32_t source_count;
  struct diag_list diags;
  bool
      built; /* the diagnostics are those of a build: the next add drops them */
};

/* ---- All or nothing ------------------------------------------------------ */

/* What the compiler was before a call that may fail. */
struct mark {
  struct source *sources;
  struct diag_list stale; /* diagnostics of the last build */
  uint32_t diags;
};

static struct mark begin(hvl_compiler *compiler) {
  struct mark mark = {.sources = compiler->sources};
  if (compiler->built) {
    mark.stale = compiler->diags;
    hvl__diag_init(&compiler->diags, &compiler->mem);
  }
  mark.diags = compiler->diags.items.len;
  return mark;
}

static void pop(hvl_compiler *compiler) {
  struct source *source = compiler->sources;
  compiler->sources = source->before;
  compiler->source_count--;
  hvl__pack_free(&source->pack);
  hvl__mem_free(&compiler->mem, source);
}

static void roll_back(hvl_compiler *compiler, struct mark *mark) {
  while (compiler->sources != mark->sources) pop(compiler);
  if (compiler->built) {
    hvl__diag_free(&compiler->diags);
    compiler->diags = mark->stale;
  } else {
    compiler->diags.items.len = mark->diags;
    compiler->diags.failed = false;
  }
}

/* Keep what was done since `mark`, or undo it if memory ran out. */
static hvl_status end(hvl_compiler *compiler, struct mark *mark,
                      hvl_status status) {
  if (compiler->diags.failed) status = HVL_ERR_MEMORY;
  if (status == HVL_ERR_MEMORY) {
    roll_back(compiler, mark);
  } else {
    if (compiler->built) hvl__diag_free(&mark->stale);
    compiler->built = false;
    hvl__diag_sort(&compiler->diags);
  }
  return status;
}

/* ---- Adding -------------------------------------------------------------- */

static bool is_csv(const char *name) {
  size_t len = strlen(name);
  return len >= 4 && strcmp(name + len - 4, ".csv") == 0;
}

typedef bool parse_text(struct parsed_pack *pack, const char *name,
                        hvl_text text, struct diag_list *diags);

static parse_text *parser_of(const char *name, hvl_text text) {
  if (!is_csv(name)) return hvl__rules_parse;
  return hvl__is_weights(text) ? hvl__weights_parse : hvl__words_parse;
}

static hvl_status add(hvl_compiler *compiler, const char *name, hvl_text text) {
  struct source *source = hvl__mem_zeroed(&compiler->mem, 1, sizeof *source);
  if (!source) return HVL_ERR_MEMORY;
  hvl__pack_init(&source->pack, &compiler->mem);
  source->before = compiler->sources;
  compiler->sources = source;
  compiler->source_count++;
  parse_text *parse = parser_of(name, text);
  return parse(&source->pack, name, text, &compiler->diags) ? HVL_OK
                                                            : HVL_ERR_MEMORY;
}

hvl_status hvl_compiler_add(hvl_compiler *compiler, const char *name,
                            hvl_text text) {
  if (!compiler || !name || (!text.data && text.len > 0))
    return HVL_ERR_ARGUMENT;
  if (!text.data) text.data = "";
  struct mark mark = begin(compiler);
  return end(compiler, &mark, add(compiler, name, text));
}

static hvl_bilingual reason(int error) {
  switch (error) {
  case ENOENT: return (hvl_bilingual){DIAG(NO_SUCH_FILE)};
  case EACCES: return (hvl_bilingual){DIAG(NOT_PERMITTED)};
  case EISDIR: return (hvl_bilingual){DIAG(IS_FOLDER)};
  default: return (hvl_bilingual){DIAG(NOT_READABLE)};
  }
}

hvl_status hvl_compiler_add_file(hvl_compiler *compiler, const char *path) {
  if (!compiler || !path) return HVL_ERR_ARGUMENT;
  struct mark mark = begin(compiler);
  struct buf content;
  hvl__buf_init(&content, &compiler->mem);
  hvl_status status = hvl__file_read(path, &content);
  if (status == HVL_OK) {
    const char *data = content.data ? (const char *)content.data : "";
    status = add(compiler, path, (hvl_text){data, content.len});
  } else if (status == HVL_ERR_IO) {
    hvl_bilingual why = reason(errno);
    hvl__diag_add(&compiler->diags, HVL_ERROR, (struct place){path, 0, 0},
                  DIAG(FILE_UNREADABLE), why.zh, why.en);
  }
  hvl__buf_free(&content);
  return end(compiler, &mark, status);
}

hvl_status hvl_compiler_add_builtin(hvl_compiler *compiler) {
  if (!compiler) return HVL_ERR_ARGUMENT;
  struct mark mark = begin(compiler);
  hvl_status status = HVL_OK;
  for (const struct builtin_source *source = hvl__builtin_sources;
       source->name && status == HVL_OK; source++)
    status = add(compiler, source->name,
                 (hvl_text){(const char *)source->text, source->len});
  return end(compiler, &mark, status);
}

/* ---- Building ------------------------------------------------------------ */

static hvl_status build(hvl_compiler *compiler, hvl_ruleset **out) {
  const hvl_allocator *mem = &compiler->mem;
  const struct parsed_pack **packs =
      hvl__mem_zeroed(mem, (size_t)compiler->source_count + 1, sizeof *packs);
  struct buf image;
  if (!packs) return HVL_ERR_MEMORY;
  uint32_t count = 0;
  for (const struct source *source = compiler->sources; source;
       source = source->before)
    packs[count++] = &source->pack;
  hvl__buf_init(&image, mem);
  hvl_status status = hvl__compile(packs, count, &compiler->diags, mem, &image);
  if (status == HVL_OK)
    status = hvl__ruleset_new(out, image.data, image.len, mem);
  hvl__buf_free(&image);
  hvl__mem_free(mem, packs);
  return status;
}

hvl_status hvl_compiler_build(hvl_compiler *compiler, hvl_ruleset **out) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!compiler) return HVL_ERR_ARGUMENT;
  struct mark mark = begin(compiler);
  hvl_status status = end(compiler, &mark, build(compiler, out));
  if (status == HVL_ERR_MEMORY) {
    hvl_ruleset_free(*out);
    *out = NULL;
    return status;
  }
  while (compiler->sources) pop(compiler);
  compiler->built = true;
  return status;
}

const hvl_diag *hvl_compiler_diag(const hvl_compiler *compiler, size_t index) {
  if (!compiler || index >= compiler->diags.items.len) return NULL;
  return &compiler->diags.items.data[index];
}

/* ---- Life ---------------------------------------------------------------- */

hvl_status hvl_compiler_new(hvl_compiler **out, const hvl_options *options) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!hvl__options_valid(options)) return HVL_ERR_ARGUMENT;
  hvl_allocator mem = hvl__mem_pick(options, NULL);
  *out = hvl__mem_zeroed(&mem, 1, sizeof **out);
  if (!*out) return HVL_ERR_MEMORY;
  (*out)->mem = mem;
  hvl__diag_init(&(*out)->diags, &mem);
  return HVL_OK;
}

void hvl_compiler_free(hvl_compiler *compiler) {
  if (!compiler) return;
  hvl_allocator mem = compiler->mem;
  while (compiler->sources) pop(compiler);
  hvl__diag_free(&compiler->diags);
  hvl__mem_free(&mem, compiler);
}
