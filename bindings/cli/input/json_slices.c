/* SPDX-License-Identifier: MIT */
/* json_slices.c - an object of JSON whose one long array is taken piece by
 * piece. */
#include "input/json_slices.h"

#include <string.h>

enum { SLICE = 256 * 1024, DEEPEST = 8 };

bool json_scan_byte(struct json_scan *scan, char byte) {
  if (scan->quoted) {
    if (scan->escaped)
      scan->escaped = false;
    else if (byte == '\\')
      scan->escaped = true;
    else if (byte == '"')
      scan->quoted = false;
    return !scan->quoted && scan->depth == 0;
  }
  if (byte == '"') scan->quoted = true;
  if (byte == '{' || byte == '[') scan->depth++;
  if (byte == '}' || byte == ']') return scan->depth-- <= 1;
  return false;
}

/* Where a walk over the whole is. */
struct walk {
  struct json_scan scan;
  size_t objects; /* that have begun */
  size_t array;   /* how deep the array at hand stands; 0: none */
  size_t open, before;
};

/* The array that ends at `at` is the longest so far? */
static void end_array(struct json_slices *slices, const struct walk *walk,
                      size_t at) {
  if (at - walk->open <= slices->close - slices->open) return;
  slices->open = walk->open;
  slices->close = at;
  slices->before = walk->before;
  slices->within = walk->objects - walk->before;
}

static void walk_byte(struct json_slices *slices, struct walk *walk,
                      size_t at) {
  char byte = slices->text.data[at];
  bool was_quoted = walk->scan.quoted;
  json_scan_byte(&walk->scan, byte);
  if (was_quoted || walk->scan.quoted) return;
  walk->objects += byte == '{';
  if (byte == '[' && !walk->array && walk->scan.depth <= DEEPEST) {
    walk->array = walk->scan.depth;
    walk->open = at;
    walk->before = walk->objects;
  } else if (byte == ']' && walk->array &&
             walk->scan.depth == walk->array - 1) {
    walk->array = 0;
    end_array(slices, walk, at);
  }
}

bool json_slices_begin(struct json_slices *slices, hvl_text text) {
  struct walk walk = {.array = 0};
  *slices = (struct json_slices){.text = text};
  for (size_t i = 0; i < text.len; i++) walk_byte(slices, &walk, i);
  slices->from = slices->to = slices->open + 1;
  return slices->close > 0;
}

/* The object with the elements from `from` to `to` alone. */
static void put(const struct json_slices *slices, struct buffer *out) {
  hvl_text text = slices->text;
  buffer_add(out, text.data, slices->open + 1);
  buffer_add(out, text.data + slices->from, slices->to - slices->from);
  buffer_add(out, text.data + slices->close, text.len - slices->close);
}

void json_slices_rest(const struct json_slices *slices, struct buffer *out) {
  struct json_slices none = *slices;
  none.from = none.to = slices->close;
  put(&none, out);
}

/* Go to the end of the elements that are taken together: behind some, before
 * the comma between two. */
static void take_elements(struct json_slices *slices) {
  struct json_scan scan = {0, false, false};
  size_t i = slices->from;
  slices->passed += slices->taken;
  slices->taken = 0;
  for (; i < slices->close; i++) {
    char byte = slices->text.data[i];
    bool is_between = !scan.depth && !scan.quoted && byte == ',';
    if (is_between && i - slices->from >= SLICE) break;
    slices->taken += byte == '{' && !scan.quoted;
    json_scan_byte(&scan, byte);
  }
  slices->to = i;
}

bool json_slices_more(const struct json_slices *slices) {
  return slices->to < slices->close;
}

bool json_slices_next(struct json_slices *slices, struct buffer *out) {
  if (!json_slices_more(slices)) return false;
  slices->from = slices->to + (slices->text.data[slices->to] == ',');
  take_elements(slices);
  put(slices, out);
  return true;
}

size_t json_slices_place(const struct json_slices *slices, size_t at) {
  size_t first = slices->open + 1, len = slices->to - slices->from;
  if (at < first) return at;
  if (at - first < len) return at - first + slices->from;
  return at - first - len + slices->close;
}

size_t json_slices_object(const struct json_slices *slices, size_t index) {
  if (index < slices->before) return index;
  if (index - slices->before < slices->taken) return index + slices->passed;
  return index + slices->within - slices->taken;
}
