/* SPDX-License-Identifier: MIT */
/* html_tags.c - the tags of a message, told from text that holds a '<'. */
#include "input/html_tags.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 16 };

static const struct {
  const char *name;
  enum tag_kind kind;
} known_tags[KNOWN_TAGS] = {
    {"a", TAG_LINK},       {"b", TAG_INLINE},      {"i", TAG_INLINE},
    {"u", TAG_INLINE},     {"s", TAG_INLINE},      {"em", TAG_INLINE},
    {"img", TAG_IMAGE},    {"span", TAG_INLINE},   {"font", TAG_INLINE},
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

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The byte at `at`, NUL past the end. */
static char byte_at(hvl_text text, size_t at) {
  return at < text.len ? text.data[at] : '\0';
}

static size_t skip_space(hvl_text text, size_t at) {
  while (is_space(byte_at(text, at))) at++;
  return at;
}

/* The place of the name at `*at` among the known tags, and behind it in `*at`;
 * KNOWN_TAGS if it is none. */
static size_t read_name(hvl_text text, size_t *at) {
  char name[LONGEST_NAME];
  size_t len = 0, found = 0;
  for (char byte; len + 1 < LONGEST_NAME; name[len++] = byte, ++*at) {
    byte = byte_at(text, *at);
    if (!is_letter(byte) && (len == 0 || byte < '1' || byte > '6')) break;
  }
  name[len] = '\0';
  if (len == 0) return KNOWN_TAGS;
  while (found < KNOWN_TAGS && strcasecmp(known_tags[found].name, name) != 0)
    found++;
  return found;
}

/* Behind the value at `at`; 0 if none can stand there. */
static size_t pass_value(hvl_text text, size_t at) {
  char quote = byte_at(text, at);
  if (quote == '"' || quote == '\'') {
    const char *end = memchr(text.data + at + 1, quote, text.len - at - 1);
    return end ? (size_t)(end - text.data) + 1 : 0;
  }
  size_t start = at;
  while (at < text.len && !is_space(text.data[at]) &&
         !memchr("<>\"'", text.data[at], 4))
    at++;
  return at > start ? at : 0;
}

/* Behind the attribute at `at`, `*name` its name and `*value` its value, empty
 * with a NULL where it has none; 0 if none stands there. */
static size_t pass_attribute(hvl_text text, size_t at, hvl_text *name,
                             hvl_text *value) {
  size_t start = at;
  while (at < text.len &&
         (is_letter(text.data[at]) ||
          (at > start && strchr("0123456789-_:.", text.data[at]) &&
           text.data[at])))
    at++;
  if (at == start) return 0;
  *name = (hvl_text){text.data + start, at - start};
  *value = (hvl_text){NULL, 0};
  size_t sign = skip_space(text, at);
  if (byte_at(text, sign) != '=') return at;
  start = skip_space(text, sign + 1);
  at = pass_value(text, start);
  *value = (hvl_text){text.data + start, at > start ? at - start : 0};
  return at;
}

/* What stands between the name of a tag and its end. */
struct attributes {
  bool any, valued; /* are there some, and has each a value? */
  size_t end;       /* behind '>'; 0: it is no tag */
};

static struct attributes pass_attributes(hvl_text text, size_t at) {
  struct attributes passed = {.valued = true};
  for (;;) {
    hvl_text name, value;
    size_t next = skip_space(text, at);
    if (byte_at(text, next) == '/') next = skip_space(text, next + 1);
    if (byte_at(text, next) == '>') {
      passed.end = next + 1;
      return passed;
    }
    if (next == at) return passed; /* nothing parts them */
    at = pass_attribute(text, next, &name, &value);
    if (!at) return passed;
    passed.any = true;
    passed.valued = passed.valued && value.data;
  }
}

/* Nobody types <span>, but <b> may be a size, and <style> must not hide what
 * stands behind it: these are tags only if they are closed. */
static bool is_doubtful(const struct html *html, const struct tag *tag,
                        const struct attributes *passed) {
  bool is_short = known_tags[tag->name].name[1] == '\0';
  bool is_closed = html->last_close[tag->name] > tag->start;
  if (tag->closes) return false;
  if (tag->kind == TAG_HIDDEN) return !is_closed;
  return is_short && (passed->any ? !passed->valued : !is_closed);
}

bool html_read_tag(const struct html *html, size_t at, struct tag *tag) {
  hvl_text text = html->text;
  *tag = (struct tag){.start = at++};
  tag->closes = byte_at(text, at) == '/';
  if (tag->closes) at++;
  tag->name = read_name(text, &at);
  if (tag->name == KNOWN_TAGS) return false;
  tag->kind = known_tags[tag->name].kind;
  struct attributes passed = pass_attributes(text, at);
  tag->end = passed.end;
  return tag->end && !is_doubtful(html, tag, &passed);
}

bool html_find_tag(const struct html *html, size_t at, struct tag *tag) {
  hvl_text text = html->text;
  const char *found;
  for (; at < text.len; at = (size_t)(found - text.data) + 1) {
    found = memchr(text.data + at, '<', text.len - at);
    if (!found) return false;
    if (html_read_tag(html, (size_t)(found - text.data), tag)) return true;
  }
  return false;
}

void html_begin(struct html *html, hvl_text text) {
  *html = (struct html){.text = text};
  const char *found;
  for (size_t at = 0; at < text.len;) {
    found = memchr(text.data + at, '<', text.len - at);
    if (!found) return;
    size_t start = (size_t)(found - text.data);
    at = start + 1;
    if (byte_at(text, at) != '/') continue;
    at++;
    size_t name = read_name(text, &at);
    if (name < KNOWN_TAGS) html->last_close[name] = start;
  }
}

hvl_text html_attribute(const struct html *html, const struct tag *tag,
                        const char *name) {
  hvl_text text = {html->text.data, tag->end - 1}, found, value;
  size_t at = tag->start + 1;
  for (read_name(text, &at); at < text.len;) {
    size_t next = pass_attribute(text, skip_space(text, at), &found, &value);
    if (!next) break;
    at = next;
    if (found.len != strlen(name) ||
        strncasecmp(found.data, name, found.len) != 0)
      continue;
    if (value.len < 2 || (*value.data != '"' && *value.data != '\''))
      return value.len ? value : (hvl_text){"", 0};
    return (hvl_text){value.data + 1, value.len - 2};
  }
  return (hvl_text){"", 0};
}
