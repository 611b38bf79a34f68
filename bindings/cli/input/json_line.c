/* SPDX-License-Identifier: MIT */
/* json_line.c - a conversation on a line of JSON, as nearly all are written. */
#include "input/json_line.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/utf8.h>

#include "base/octets.h"
#include "base/texts.h"

enum { MOST_DIGITS = 18, MOST_FACTS = 16 };

/* Of the bytes of a line, which end in more NULs than are looked at at once: a
 * NUL is no part of any value. */
struct cursor {
  char *at;
};

enum kind { KIND_NONE, KIND_TEXT, KIND_NUMBER, KIND_NULL, KIND_FLAG };

static const hvl_text nothing = {"", 0};

void json_line_free(struct json_line *line) {
  buffer_free(&line->bytes);
  free(line->messages);
  free(line->facts);
}

static void pass_space(struct cursor *cursor) {
  while (*cursor->at == ' ' || *cursor->at == '\t') cursor->at++;
}

static bool take(struct cursor *cursor, char byte) {
  pass_space(cursor);
  if (*cursor->at != byte) return false;
  cursor->at++;
  return true;
}

/* ---- Texts --------------------------------------------------------------- */

/* Go to the first byte that is no plain part of a text: a quote, a backslash, a
 * control character. */
static void pass_plain(struct cursor *cursor) {
  for (;; cursor->at += OCTETS) {
    uint64_t octets = octets_load(cursor->at);
    uint64_t control = (octets - OCTETS_LOW * ' ') & ~octets & OCTETS_HIGH;
    uint64_t found =
        control | octets_equal(octets, '"') | octets_equal(octets, '\\');
    if (!found) continue;
    cursor->at += octets_first(found);
    return;
  }
}

/* Four hexadecimal digits; -1 if they are none. */
static int32_t take_unit(struct cursor *cursor) {
  int32_t unit = 0;
  for (int i = 0; i < 4; i++) {
    char digit = *cursor->at++;
    if (digit >= '0' && digit <= '9')
      unit = unit * 16 + digit - '0';
    else if ((digit | 32) >= 'a' && (digit | 32) <= 'f')
      unit = unit * 16 + (digit | 32) - 'a' + 10;
    else
      return -1;
  }
  return unit;
}

/* Behind "\u". What it stands for is shorter than what is written. */
static bool take_code(struct cursor *cursor, char **to) {
  int32_t code = take_unit(cursor);
  if (code > 0 && U16_IS_LEAD(code)) {
    if (cursor->at[0] != '\\' || cursor->at[1] != 'u') return false;
    cursor->at += 2;
    int32_t trail = take_unit(cursor);
    if (trail < 0 || !U16_IS_TRAIL(trail)) return false;
    code = U16_GET_SUPPLEMENTARY(code, trail);
  }
  if (code <= 0 || U_IS_SURROGATE(code)) return false;
  size_t len = 0;
  U8_APPEND_UNSAFE(*to, len, code);
  *to += len;
  return true;
}

/* Behind a backslash. */
static bool take_escape(struct cursor *cursor, char **to) {
  static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
  char letter = *cursor->at++;
  if (letter == 'u') return take_code(cursor, to);
  const char *found = letter ? strchr(letters, letter) : NULL;
  if (!found) return false;
  *(*to)++ = bytes[found - letters];
  return true;
}

/* A text, which is then NUL-terminated, too. */
static bool take_text(struct cursor *cursor, hvl_text *text) {
  if (!take(cursor, '"')) return false;
  char *start = cursor->at, *to;
  pass_plain(cursor);
  to = cursor->at;
  while (*cursor->at == '\\') {
    cursor->at++;
    if (!take_escape(cursor, &to)) return false;
    const char *from = cursor->at;
    pass_plain(cursor);
    memmove(to, from, (size_t)(cursor->at - from));
    to += cursor->at - from;
  }
  if (*cursor->at++ != '"') return false;
  *to = '\0';
  *text = (hvl_text){start, (size_t)(to - start)};
  return true;
}

/* ---- Values -------------------------------------------------------------- */

/* As json-c would write it: digits, the first of several not 0. */
static bool take_number(struct cursor *cursor, hvl_text *number) {
  const char *start = cursor->at;
  while (*cursor->at >= '0' && *cursor->at <= '9') cursor->at++;
  *number = (hvl_text){start, (size_t)(cursor->at - start)};
  return number->len && number->len <= MOST_DIGITS &&
         (*start != '0' || number->len == 1);
}

static bool take_word(struct cursor *cursor, const char *word) {
  size_t len = strlen(word);
  if (strncmp(cursor->at, word, len) != 0) return false;
  cursor->at += len;
  return true;
}

/* A value that holds no others. */
static enum kind take_value(struct cursor *cursor, hvl_text *value) {
  pass_space(cursor);
  *value = nothing;
  if (*cursor->at == '"')
    return take_text(cursor, value) ? KIND_TEXT : KIND_NONE;
  if (take_word(cursor, "null")) return KIND_NULL;
  if (take_word(cursor, "true") || take_word(cursor, "false")) return KIND_FLAG;
  return take_number(cursor, value) ? KIND_NUMBER : KIND_NONE;
}

static bool take_name(struct cursor *cursor, hvl_text *name) {
  return take_text(cursor, name) && take(cursor, ':');
}

static bool is(hvl_text name, const char *word) {
  return name.len == strlen(word) && memcmp(name.data, word, name.len) == 0;
}

/* ---- Conversations ------------------------------------------------------- */

static enum json_key key_of(hvl_text name) {
  if (is(name, "role")) return KEY_ROLE;
  if (is(name, "text")) return KEY_TEXT;
  if (is(name, "account")) return KEY_ACCOUNT;
  return is(name, "time") ? KEY_TIME : JSON_KEYS;
}

/* Both texts have to be there. */
static bool take_message(struct cursor *cursor, struct json_message *message) {
  bool has[JSON_KEYS] = {false};
  for (int i = 0; i < JSON_KEYS; i++) message->of[i] = nothing;
  if (!take(cursor, '{')) return false;
  do {
    hvl_text name, value;
    if (!take_name(cursor, &name)) return false;
    enum json_key key = key_of(name);
    enum kind kind = take_value(cursor, &value);
    if (kind == KIND_NONE) return false;
    if (key == JSON_KEYS) continue;
    bool is_text = key == KEY_ROLE || key == KEY_TEXT;
    if (has[key] || kind == KIND_FLAG || (is_text && kind == KIND_NUMBER))
      return false;
    has[key] = true;
    message->of[key] = value;
  } while (take(cursor, ','));
  return take(cursor, '}') && has[KEY_ROLE] && has[KEY_TEXT];
}

static bool take_messages(struct cursor *cursor, struct json_line *line) {
  if (!take(cursor, '[')) return false;
  if (take(cursor, ']')) return true;
  do {
    MEM_GROW(line->messages, line->count, line->cap);
    if (!take_message(cursor, &line->messages[line->count++])) return false;
  } while (take(cursor, ','));
  return take(cursor, ']');
}

static bool add_fact(struct json_line *line, struct fact fact) {
  for (size_t i = 0; i < line->fact_count; i++)
    if (text_same(line->facts[i].name, fact.name)) return false;
  MEM_GROW(line->facts, line->fact_count, line->fact_cap);
  line->facts[line->fact_count++] = fact;
  return line->fact_count <= MOST_FACTS;
}

static bool take_facts(struct cursor *cursor, struct json_line *line) {
  if (!take(cursor, '{')) return false;
  if (take(cursor, '}')) return true;
  do {
    struct fact fact;
    if (!take_name(cursor, &fact.name) || !take_text(cursor, &fact.value) ||
        !fact.value.len || !add_fact(line, fact))
      return false;
  } while (take(cursor, ','));
  return take(cursor, '}');
}

static bool take_chat(struct cursor *cursor, struct json_line *line) {
  bool has_id = false, has_messages = false, has_facts = false;
  if (!take(cursor, '{')) return false;
  do {
    hvl_text name, value;
    if (!take_name(cursor, &name)) return false;
    bool *has = is(name, "id")         ? &has_id
                : is(name, "messages") ? &has_messages
                : is(name, "facts")    ? &has_facts
                                       : NULL;
    if (has && *has) return false;
    if (has) *has = true;
    if (has == &has_messages || has == &has_facts) {
      if (has == &has_facts ? !take_facts(cursor, line)
                            : !take_messages(cursor, line))
        return false;
      continue;
    }
    enum kind kind = take_value(cursor, &value);
    if (kind == KIND_NONE || (has && kind == KIND_FLAG)) return false;
    if (has) line->id = value;
  } while (take(cursor, ','));
  return take(cursor, '}') && has_messages;
}

bool json_line_read(struct json_line *line, hvl_text text) {
  buffer_clear(&line->bytes);
  buffer_add(&line->bytes, text.data, text.len);
  buffer_fill(&line->bytes, '\0', OCTETS);
  line->id = nothing;
  line->count = line->fact_count = 0;
  struct cursor cursor = {line->bytes.data};
  return take_chat(&cursor, line) && cursor.at == line->bytes.data + text.len;
}
