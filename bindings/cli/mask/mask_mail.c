/* SPDX-License-Identifier: MIT */
/* mask_mail.c - hides e-mail addresses to their first character; the domain
 * stays. */
#include "mask/glyphs.h"

enum { SIGN_GAP = 2 }; /* spaces on a side of the @ */

static bool is_letter(const struct glyphs *glyphs, size_t at) {
  return glyph_is(glyphs, at,
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                  "0123456789");
}

static bool is_local(const struct glyphs *glyphs, size_t at) {
  return is_letter(glyphs, at) || glyph_is(glyphs, at, "._+-%");
}

static bool is_label(const struct glyphs *glyphs, size_t at) {
  return is_letter(glyphs, at) || glyph_is(glyphs, at, "-") ||
         is_han(glyph_at(glyphs, at)->code);
}

/* com, or what ends domains in Han; others may be what a sentence says. */
static bool is_top(const struct glyphs *glyphs, size_t at) {
  static const char *const tops[] = {"中国", "公司", "香港", "台湾",
                                     "澳门", "商城", NULL};
  return is_letter(glyphs, at) || glyphs_read_any(glyphs, at, tops);
}

/* Does a domain, as qq.com or 例子。中国, begin soon behind the sign at `at`?
 */
static bool is_domain_behind(const struct glyphs *glyphs, size_t at) {
  size_t next = at + 1;
  while (next - at <= SIGN_GAP && glyph_is(glyphs, next, " ")) next++;
  size_t first = next;
  while (is_label(glyphs, next)) next++;
  return next > first && glyph_is(glyphs, next, ".。｡") &&
         is_top(glyphs, next + 1);
}

/* Hide what stands before the sign at `at`. */
static void hide_local(struct glyphs *glyphs, size_t at) {
  size_t end = at;
  while (end > 0 && at - end < SIGN_GAP && glyph_is(glyphs, end - 1, " "))
    end--;
  size_t start = end;
  while (start > 0 && is_local(glyphs, start - 1)) start--;
  if (start < end) glyphs_hide(glyphs, start + 1, end);
}

void mask_mail(struct glyphs *glyphs) {
  for (size_t at = 1; at < glyphs->count; at++)
    if (glyph_is(glyphs, at, "@") && is_domain_behind(glyphs, at))
      hide_local(glyphs, at);
}
