/* SPDX-License-Identifier: MIT */
/* html_text.c - what a reader sees of a message that is written in HTML. */
#include "input/html_text.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/utf8.h>

#include "base/texts.h"
#include "input/html_tags.h"

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

/* Where the text goes on behind the end of what `tag` opens. */
static size_t skip_hidden(const struct html *html, const struct tag *tag) {
  struct tag next = *tag;
  while (html_find_tag(html, next.end, &next))
    if (next.closes && next.name == tag->name) return next.end;
  return html->text.len;
}

/* A link that is open: its address, and where its text begins in the output. */
struct link {
  hvl_text address;
  size_t from;
};

static void close_link(struct buffer *out, struct link *link) {
  hvl_text address = link->address;
  hvl_text shown = {out->data + link->from, out->len - link->from};
  bool same = text_same(shown, address);
  if (address.len && !same) {
    put_space(out);
    buffer_add(out, address.data, address.len);
  }
  link->address.len = 0;
}

static size_t pass_tag(struct buffer *out, const struct html *html,
                       const struct tag *tag, struct link *link) {
  if (tag->kind == TAG_HIDDEN && !tag->closes) return skip_hidden(html, tag);
  if (tag->kind == TAG_BLOCK) put_break(out);
  if (tag->kind != TAG_LINK) return tag->end;
  if (link->address.len) close_link(out, link);
  if (!tag->closes)
    *link = (struct link){html_attribute(html, tag, "href"), out->len};
  return tag->end;
}

static bool begins(hvl_text text, size_t at, const char *word) {
  size_t len = strlen(word);
  return text.len - at >= len && memcmp(text.data + at, word, len) == 0;
}

/* Where the last comment ends; 0 if none does. */
static size_t last_comment(hvl_text html) {
  size_t at = html.len;
  while (at > 0 && !begins(html, at - 1, "-->")) at--;
  return at;
}

/* Behind the comment at `at`, not before `last`; `at` if there is none. */
static size_t skip_comment(hvl_text html, size_t at, size_t last) {
  if (at + 4 >= last || !begins(html, at, "<!--")) return at;
  for (at += 4; !begins(html, at, "-->");) at++;
  return at + 3;
}

static void put_html(struct buffer *out, const struct html *html) {
  struct tag tag;
  struct link link = {{"", 0}, 0};
  size_t last = last_comment(html->text);
  bool has_image = false;
  for (size_t at = 0; at < html->text.len;) {
    char byte = html->text.data[at];
    size_t len = byte == '&' ? take_entity(out, html->text, at) : 0;
    size_t behind = byte == '<' ? skip_comment(html->text, at, last) : at;
    if (behind > at) {
      at = behind;
      continue;
    }
    if (byte == '<' && html_read_tag(html, at, &tag)) {
      has_image = has_image || tag.kind == TAG_IMAGE;
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
  if (!len && has_image) buffer_format(out, "[img]");
}

/* Cells of tables, too, write a comma or a space that stays as an entity. */
static void put_entities(struct buffer *out, hvl_text text) {
  for (size_t at = 0; at < text.len;) {
    size_t len = text.data[at] == '&' ? take_entity(out, text, at) : 0;
    if (!len) buffer_put(out, text.data[at]);
    at += len ? len : 1;
  }
}

hvl_text html_shown(struct buffer *out, hvl_text text) {
  struct html html;
  struct tag tag;
  bool may_have_tags = text.len && memchr(text.data, '<', text.len);
  if (!may_have_tags && !(text.len && memchr(text.data, '&', text.len)))
    return text;
  buffer_clear(out);
  html_begin(&html, text);
  if (html_find_tag(&html, 0, &tag))
    put_html(out, &html);
  else
    put_entities(out, text);
  return buffer_text(out);
}
