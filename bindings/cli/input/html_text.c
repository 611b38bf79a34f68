/* SPDX-License-Identifier: MIT */
/* html_text.c - what a reader sees of a message that is written in HTML. */
#include "input/html_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/utf8.h>

enum { LONGEST_TAG = 16 };

/* What a tag does to the text. */
enum tag_kind { TAG_NONE, TAG_INLINE, TAG_BLOCK, TAG_HIDDEN, TAG_LINK };

static enum tag_kind kind_of(const char *name) {
  static const struct {
    const char *name;
    enum tag_kind kind;
  } tags[] = {
      {"a", TAG_LINK},       {"b", TAG_INLINE},      {"i", TAG_INLINE},
      {"u", TAG_INLINE},     {"s", TAG_INLINE},      {"em", TAG_INLINE},
      {"img", TAG_INLINE},   {"span", TAG_INLINE},   {"font", TAG_INLINE},
      {"code", TAG_INLINE},  {"strong", TAG_INLINE}, {"small", TAG_INLINE},
      {"sub", TAG_INLINE},   {"sup", TAG_INLINE},    {"br", TAG_BLOCK},
      {"p", TAG_BLOCK},      {"div", TAG_BLOCK},     {"ul", TAG_BLOCK},
      {"ol", TAG_BLOCK},     {"li", TAG_BLOCK},      {"tr", TAG_BLOCK},
      {"td", TAG_BLOCK},     {"th", TAG_BLOCK},      {"table", TAG_BLOCK},
      {"tbody", TAG_BLOCK},  {"thead", TAG_BLOCK},   {"h1", TAG_BLOCK},
      {"h2", TAG_BLOCK},     {"h3", TAG_BLOCK},      {"h4", TAG_BLOCK},
      {"hr", TAG_BLOCK},     {"pre", TAG_BLOCK},     {"body", TAG_BLOCK},
      {"html", TAG_BLOCK},   {"section", TAG_BLOCK}, {"blockquote", TAG_BLOCK},
      {"head", TAG_HIDDEN},  {"style", TAG_HIDDEN},  {"script", TAG_HIDDEN},
      {"title", TAG_HIDDEN}, {"meta", TAG_INLINE},
  };
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (strcasecmp(tags[i].name, name) == 0) return tags[i].kind;
  return TAG_NONE;
}

/* A tag: its name and where it ends, behind '>'. */
struct tag {
  char name[LONGEST_TAG];
  bool closes;
  enum tag_kind kind;
  size_t start, end;
};

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '1' && byte <= '6');
}

/* The '>' that ends a tag: not one in quotes. */
static size_t end_of_tag(hvl_text html, size_t at) {
  char quote = 0;
  for (; at < html.len; at++) {
    char byte = html.data[at];
    if (quote)
      quote = byte == quote ? 0 : quote;
    else if (byte == '"' || byte == '\'')
      quote = byte;
    else if (byte == '>')
      return at + 1;
  }
  return 0;
}

/* The known tag at `at`, where a '<' stands. */
static bool read_tag(hvl_text html, size_t at, struct tag *tag) {
  size_t len = 0;
  *tag = (struct tag){.start = at++};
  if (at < html.len && html.data[at] == '/') {
    tag->closes = true;
    at++;
  }
  while (at < html.len && is_letter(html.data[at]) && len + 1 < LONGEST_TAG)
    tag->name[len++] = html.data[at++];
  if (at >= html.len || !strchr(" \t\r\n/>", html.data[at])) return false;
  tag->kind = kind_of(tag->name);
  tag->end = tag->kind ? end_of_tag(html, at) : 0;
  return tag->end != 0;
}

bool is_html(hvl_text text) {
  struct tag tag;
  for (size_t at = 0; at < text.len; at++) {
    const char *found = memchr(text.data + at, '<', text.len - at);
    if (!found) return false;
    at = (size_t)(found - text.data);
    if (read_tag(text, at, &tag)) return true;
  }
  return false;
}

static void put_code(struct buffer *out, unsigned long code) {
  char bytes[4];
  size_t len = 0;
  if (code == 0 || code > 0x10FFFF || U_IS_SURROGATE(code)) code = 0xFFFD;
  U8_APPEND_UNSAFE(bytes, len, code);
  buffer_add(out, bytes, len);
}

/* The entity at `at`, where an '&' stands; its length, 0 if it is none. */
static size_t take_entity(struct buffer *out, hvl_text html, size_t at) {
  static const struct {
    const char *name;
    unsigned long code;
  } names[] = {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},
               {"quot", '"'},      {"apos", '\''},    {"nbsp", ' '},
               {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013},
               {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"yen", 0xA5}};
  char name[12] = "";
  size_t len = 0;
  while (at + 1 + len < html.len && len + 1 < sizeof name &&
         html.data[at + 1 + len] != ';')
    len++;
  if (at + 1 + len >= html.len || html.data[at + 1 + len] != ';') return 0;
  memcpy(name, html.data + at + 1, len);
  if (name[0] == '#' && len > 1) {
    bool hex = name[1] == 'x' || name[1] == 'X';
    char *end;
    unsigned long code = strtoul(name + (hex ? 2 : 1), &end, hex ? 16 : 10);
    if (*end) return 0;
    put_code(out, code);
    return len + 2;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i].name, name) != 0) continue;
    put_code(out, names[i].code);
    return len + 2;
  }
  return 0;
}

/* Spaces are one space, none at the start of a line. */
static void put_space(struct buffer *out) {
  if (out->len && out->data[out->len - 1] != '\n' &&
      out->data[out->len - 1] != ' ')
    buffer_put(out, ' ');
}

static void put_break(struct buffer *out) {
  while (out->len && out->data[out->len - 1] == ' ') out->len--;
  if (out->len && out->data[out->len - 1] != '\n') buffer_put(out, '\n');
}

/* The value of href in the tag; empty if there is none. */
static hvl_text address_of(hvl_text html, const struct tag *tag) {
  for (size_t at = tag->start; at + 6 < tag->end; at++) {
    char quote = html.data[at + 5];
    if (strncasecmp(html.data + at, "href=", 5) != 0) continue;
    if (quote != '"' && quote != '\'') continue;
    const char *start = html.data + at + 6;
    const char *end = memchr(start, quote, tag->end - at - 6);
    if (end) return (hvl_text){start, (size_t)(end - start)};
  }
  return (hvl_text){"", 0};
}

/* Where the text goes on behind the end of what `tag` opens. */
static size_t skip_hidden(hvl_text html, const struct tag *tag) {
  struct tag next;
  for (size_t at = tag->end; at < html.len; at++)
    if (html.data[at] == '<' && read_tag(html, at, &next) && next.closes &&
        strcasecmp(next.name, tag->name) == 0)
      return next.end;
  return html.len;
}

/* A link that is open: its address, and where its text begins in the output. */
struct link {
  hvl_text address;
  size_t from;
};

static void close_link(struct buffer *out, struct link *link) {
  hvl_text address = link->address;
  hvl_text shown = {out->data + link->from, out->len - link->from};
  bool same = shown.len == address.len && address.len &&
              memcmp(shown.data, address.data, address.len) == 0;
  if (address.len && !same) {
    put_space(out);
    buffer_add(out, address.data, address.len);
  }
  link->address.len = 0;
}

static size_t pass_tag(struct buffer *out, hvl_text html, const struct tag *tag,
                       struct link *link) {
  if (tag->kind == TAG_HIDDEN && !tag->closes) return skip_hidden(html, tag);
  if (tag->kind == TAG_BLOCK) put_break(out);
  if (tag->kind != TAG_LINK) return tag->end;
  if (link->address.len) close_link(out, link);
  if (!tag->closes) *link = (struct link){address_of(html, tag), out->len};
  return tag->end;
}

void html_text(struct buffer *out, hvl_text html) {
  struct tag tag;
  struct link link = {{"", 0}, 0};
  for (size_t at = 0; at < html.len;) {
    char byte = html.data[at];
    size_t len = byte == '&' ? take_entity(out, html, at) : 0;
    if (byte == '<' && read_tag(html, at, &tag)) {
      at = pass_tag(out, html, &tag, &link);
      continue;
    }
    if (len == 0 && strchr(" \t\r\n", byte) && byte)
      put_space(out);
    else if (len == 0)
      buffer_put(out, byte);
    at += len ? len : 1;
  }
  if (link.address.len) close_link(out, &link);
  size_t len = out->len;
  while (len && strchr(" \n", out->data[len - 1])) len--;
  buffer_cut(out, len);
}
