/* SPDX-License-Identifier: MIT */
/* regex.c - regular expressions over folded text, compiled by PCRE2. */
#include "ruleset/ruleset.h"

#include <string.h>

#include "base/utf8.h"
#include "ruleset/units.h"

/* Folded text is not UTF-16: a unit is a character, whatever its number. */
static const uint32_t regex_options = PCRE2_ANCHORED | PCRE2_NEVER_UTF |
                                      PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;

/* A saved ruleset may hold anything: no expression shall take long to compile.
 */
enum { NESTING = 50, LENGTH = 4096 };

static void *allocate(size_t size, void *mem) {
  return hvl__mem_resize(mem, NULL, size ? size : 1, 1);
}

static void release(void *block, void *mem) {
  hvl__mem_free(mem, block);
}

pcre2_general_context_16 *hvl__regex_context(const hvl_allocator *mem) {
  return pcre2_general_context_create_16(allocate, release, (void *)mem);
}

size_t hvl__regex_units(const char *source, uint16_t *units) {
  size_t len = strlen(source), count = 0, size;
  for (size_t i = 0; i < len; i += size) {
    uint32_t code = hvl__utf8_decode(source + i, len - i, &size);
    units[count++] = hvl__unit_unfolded(code);
  }
  return count;
}

static void describe(int error, char message[128]) {
  PCRE2_UCHAR16 text[128];
  int len = pcre2_get_error_message_16(error, text, sizeof text / sizeof *text);
  int i = 0;
  for (; i < len && i < 127; i++) message[i] = (char)text[i];
  message[i] = 0;
}

pcre2_code_16 *hvl__regex_compile(const uint16_t *source, size_t len,
                                  pcre2_general_context_16 *context,
                                  size_t *position, char message[128]) {
  int error;
  PCRE2_SIZE at;
  message[0] = 0;
  *position = 0;
  pcre2_compile_context_16 *limits = pcre2_compile_context_create_16(context);
  if (!limits) return NULL;
  pcre2_set_parens_nest_limit_16(limits, NESTING);
  pcre2_set_max_pattern_length_16(limits, LENGTH);
  pcre2_code_16 *code =
      pcre2_compile_16(source, len, regex_options, &error, &at, limits);
  pcre2_compile_context_free_16(limits);
  if (!code) {
    *position = at;
    /* Without memory there is nothing wrong with the expression. */
    if (error != PCRE2_ERROR_HEAP_FAILED) describe(error, message);
  }
  return code;
}
