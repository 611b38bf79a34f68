/* SPDX-License-Identifier: MIT */
/* case.c - one conformance case out of its line. */
#include "case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Evidence by marks: all of them belong to one finding. */
struct marks {
  hvl_span spans[CASE_SPANS_MAX];
  size_t count;
};

static bool put(struct chat_case *out, char byte) {
  if (out->used == CASE_TEXT_MAX) return false;
  out->bytes[out->used++] = byte;
  return true;
}

static void put_code(struct chat_case *out, unsigned long code) {
  if (code < 0x80) {
    put(out, (char)code);
  } else if (code < 0x800) {
    put(out, (char)(0xC0 | code >> 6));
    put(out, (char)(0x80 | (code & 63)));
  } else if (code < 0x10000) {
    put(out, (char)(0xE0 | code >> 12));
    put(out, (char)(0x80 | (code >> 6 & 63)));
    put(out, (char)(0x80 | (code & 63)));
  } else {
    put(out, (char)(0xF0 | code >> 18));
    put(out, (char)(0x80 | (code >> 12 & 63)));
    put(out, (char)(0x80 | (code >> 6 & 63)));
    put(out, (char)(0x80 | (code & 63)));
  }
}

/* The escape behind a backslash at `text`; the place behind it. \*N repeats the
 * byte before it N times in all. */
static const char *put_escape(struct chat_case *out, const char *text) {
  char *end;
  switch (*text) {
  case 'n': put(out, '\n'); return text + 1;
  case 'r': put(out, '\r'); return text + 1;
  case 't': put(out, '\t'); return text + 1;
  case '0': put(out, '\0'); return text + 1;
  case 'x': {
    char hex[3] = {text[1], text[1] ? text[2] : '\0', '\0'};
    put(out, (char)strtoul(hex, NULL, 16));
    return text + 3;
  }
  case 'u': /* \u{1F600} */
    put_code(out, strtoul(text + 2, &end, 16));
    return end + 1;
  case '*': { /* \*{1000}: the byte before, so often in all */
    unsigned long times = strtoul(text + 2, &end, 10);
    char byte = out->bytes[out->used - 1];
    while (times-- > 1) put(out, byte);
    return end + 1;
  }
  default: put(out, *text); return text + 1;
  }
}

/* Read the text of a message up to " / ", " => " or the end. */
static const char *read_text(struct chat_case *out, struct case_step *step,
                             size_t message, const char *at,
                             struct marks *marks) {
  step->text = out->bytes + out->used;
  size_t start = out->used;
  hvl_span span = {message, SIZE_MAX, 0};
  while (*at && strncmp(at, " / ", 3) && strncmp(at, " => ", 4)) {
    if (*at == '[') {
      span.start = out->used - start;
      at++;
    } else if (*at == ']' && span.start != SIZE_MAX &&
               marks->count < CASE_SPANS_MAX) {
      span.end = out->used - start;
      marks->spans[marks->count++] = span;
      span.start = SIZE_MAX;
      at++;
    } else if (*at == '\\') {
      at = put_escape(out, at + 1);
    } else {
      put(out, *at++);
    }
  }
  step->len = out->used - start;
  return at;
}

/* "b: ", "s: ", "y: ", "b@anna: ", "f: "; none of them is the seller. */
static const char *read_prefix(struct case_step *step, const char *at) {
  static const char letters[] = "sbyf";
  const char *letter = strchr(letters, *at);
  const char *colon = strchr(at, ':');
  step->role = HVL_SELLER;
  if (!*at || !letter || !colon || (colon[1] && colon[1] != ' ')) return at;
  if (at[1] == '@')
    snprintf(step->name, sizeof step->name, "%.*s", (int)(colon - at - 2),
             at + 2);
  else if (colon != at + 1)
    return at;
  step->fact = *letter == 'f';
  step->role = (hvl_role)(letter - letters + 1);
  return colon + (colon[1] == ' ' ? 2 : 1);
}

static const char *read_fact(struct case_step *step, const char *at) {
  size_t name = strcspn(at, "=");
  size_t len = strcspn(at, " ");
  if (name > len) return NULL;
  snprintf(step->name, sizeof step->name, "%.*s", (int)name, at);
  snprintf(step->value, sizeof step->value, "%.*s", (int)(len - name - 1),
           at + name + 1);
  return at + len;
}

/* ---- What is expected ---------------------------------------------------- */

static const struct case_step *message_at(const struct chat_case *in,
                                          size_t message) {
  for (size_t i = 0; i < in->step_count; i++)
    if (!in->steps[i].fact && message-- == 0) return &in->steps[i];
  return NULL;
}

static const char *find_bytes(const char *in, size_t len, const char *what,
                              size_t size) {
  for (size_t i = 0; i + size <= len; i++)
    if (!memcmp(in + i, what, size)) return in + i;
  return NULL;
}

/* 2"text": the only place of the text in message 2. */
static const char *read_span(struct chat_case *out, struct wanted *wanted,
                             const char **at) {
  char *quote;
  hvl_span *span = &wanted->spans[wanted->span_count++];
  span->message = strtoul(*at, &quote, 10);
  const char *text = quote + 1, *end = strchr(text, '"');
  const struct case_step *step = message_at(out, span->message);
  if (!step || !end) return "a span names no message, or is not closed";
  size_t len = (size_t)(end - text);
  const char *hit = find_bytes(step->text, step->len, text, len);
  if (!hit) return "a span's text is not in its message";
  span->start = (size_t)(hit - step->text);
  span->end = span->start + len;
  if (find_bytes(hit + 1, step->len - span->start - 1, text, len))
    return "a span's text is twice in its message";
  *at = end + 1;
  return NULL;
}

static long evasion_bits(const char *names) {
  static const char *const known[] = {"filler", "spaced", "sound", "split",
                                      "turn"};
  long bits = 0;
  for (int i = 0; i < 5; i++)
    if (strstr(names, known[i])) bits |= 1L << i;
  return bits;
}

static unsigned severity_named(const char *name) {
  if (!strcmp(name, "error")) return HVL_ERROR;
  return strcmp(name, "warning") ? HVL_NOTE : HVL_WARNING;
}

static const char *read_attribute(struct wanted *wanted, const char *word) {
  const char *value = strchr(word, '=') + 1;
  if (!strncmp(word, "level=", 6))
    wanted->level = (unsigned)strtoul(value, NULL, 10);
  else if (!strncmp(word, "severity=", 9))
    wanted->severity = severity_named(value);
  else if (!strncmp(word, "evasion=", 8))
    wanted->evasion = evasion_bits(value);
  else if (!strncmp(word, "at=", 3))
    wanted->at = strcmp(value, "end") ? strtoul(value, NULL, 10) : SIZE_MAX;
  else
    return "no such attribute";
  return NULL;
}

/* [rule@]2, attributes and spans, in any order behind it. */
static const char *read_wanted(struct chat_case *out, const char **at) {
  struct wanted *wanted = &out->wanted[out->wanted_count++];
  bool numbered = false;
  wanted->evasion = -1;
  while (**at && **at != ';') {
    char word[96];
    size_t len = strcspn(*at, " ;\"");
    snprintf(word, sizeof word, "%.*s", (int)len, *at);
    const char *fault = NULL, *name = strchr(word, '@');
    if ((*at)[len] == '"') {
      fault = read_span(out, wanted, at);
      len = 0;
    } else if (strchr(word, '=')) {
      fault = read_attribute(wanted, word);
    } else if (len && !numbered) {
      numbered = true;
      if (name)
        snprintf(wanted->rule, sizeof wanted->rule, "%.*s", (int)(name - word),
                 word);
      wanted->message = strtoul(name ? name + 1 : word, NULL, 10);
      wanted->at = wanted->message;
    } else if (len) {
      fault = "a word too much";
    }
    if (fault) return fault;
    *at += len;
    *at += strspn(*at, " ");
  }
  return numbered ? NULL : "a finding without its message";
}

static const char *read_expectation(struct chat_case *out, const char *at,
                                    const struct marks *marks) {
  if (!strcmp(at, "none")) return NULL;
  while (*at) {
    if (out->wanted_count == CASE_FINDINGS_MAX) return "too many findings";
    const char *fault = read_wanted(out, &at);
    if (fault) return fault;
    struct wanted *wanted = &out->wanted[out->wanted_count - 1];
    if (!wanted->span_count) {
      memcpy(wanted->spans, marks->spans, sizeof marks->spans);
      wanted->span_count = marks->count;
    }
    at += *at == ';';
    at += strspn(at, " ");
  }
  return NULL;
}

/* Marks alone: one finding, on the last of the shop's messages with a mark. */
static void expect_marks(struct chat_case *out, const struct marks *marks) {
  struct wanted *wanted = &out->wanted[0];
  if (!marks->count) return;
  out->wanted_count = 1;
  wanted->evasion = -1;
  memcpy(wanted->spans, marks->spans, sizeof marks->spans);
  wanted->span_count = marks->count;
  for (size_t i = 0; i < marks->count; i++)
    if (message_at(out, marks->spans[i].message)->role == HVL_SELLER)
      wanted->message = marks->spans[i].message;
  wanted->at = wanted->message;
}

const char *case_parse(struct chat_case *out, const char *text) {
  struct marks marks = {.count = 0};
  size_t messages = 0;
  memset(out, 0, sizeof *out);
  while (*text && strncmp(text, " => ", 4)) {
    if (out->step_count == CASE_STEPS_MAX) return "too many messages";
    struct case_step *step = &out->steps[out->step_count++];
    text += strncmp(text, " / ", 3) ? 0 : 3;
    text = read_prefix(step, text);
    text = step->fact ? read_fact(step, text)
                      : read_text(out, step, messages++, text, &marks);
    if (!text) return "a fact is name=value";
  }
  if (out->used == CASE_TEXT_MAX) return "the texts are too long";
  if (*text) return read_expectation(out, text + 4, &marks);
  expect_marks(out, &marks);
  return NULL;
}
