/* SPDX-License-Identifier: MIT */
/* lines.c - a text file line by line, decoded, with a way to go back. */
#include "files/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/interrupt.h"
#include "base/octets.h"
#include "files/decode.h"
#include "files/source_copy.h"

enum { CHUNK = 64 * 1024 };

struct lines {
  const char *path;
  struct source *source;
  struct decoder *decoder;
  bool abandoned;
  struct source_copy copy; /* of a file that is no text */
  bool guessed;            /* the encoding was not given */
  bool at_end;             /* of the decoder */
  char breaker; /* '\n', or '\r' in a file without; 0 before the first line */
  struct buffer text;
  size_t start, next; /* the line given last, and what is behind it */
  size_t number;      /* of the line given last */
  size_t dropped;     /* bytes that have left `text` */
  bool holding;
  size_t held, held_end; /* the held line */
  size_t held_number;
};

struct lines *lines_open(const char *path, const char *encoding,
                         struct log *log) {
  struct source *source = source_open(path, log);
  if (!source) return NULL;
  struct decoder *decoder = decoder_new(source, encoding);
  if (!decoder) {
    log_error(log, (struct where){path, 0}, UNKNOWN_ENCODING, encoding);
    source_close(source);
    return NULL;
  }
  struct lines *lines = mem_zeroed(1, sizeof *lines);
  lines->path = path;
  lines->source = source;
  lines->decoder = decoder;
  lines->guessed = !encoding;
  return lines;
}

struct lines *lines_of_text(hvl_text text, size_t number) {
  struct lines *lines = mem_zeroed(1, sizeof *lines);
  buffer_add(&lines->text, text.data, text.len);
  lines->at_end = true;
  lines->number = number;
  return lines;
}

static void tell(const struct lines *lines, struct log *log) {
  struct where where = {lines->path, 0};
  const char *encoding = decoder_encoding(lines->decoder);
  size_t bad = decoder_bad(lines->decoder);
  source_complain(lines->source, lines->path, log);
  if (lines->guessed && encoding && strcmp(encoding, "UTF-8") != 0)
    log_note(log, where, ENCODING_CHOSEN, encoding);
  if (bad) log_warning(log, where, BYTES_BAD, bad, encoding);
}

bool lines_begin_with(struct lines *lines, hvl_text magic) {
  return source_begins_with(lines->source, magic);
}

bool lines_abandon(struct lines *lines, struct log *log) {
  lines->abandoned = true;
  if (source_is_plain(lines->source)) return true;
  bool good = source_copy_make(&lines->copy, lines->source);
  if (!good && !interrupted())
    log_error(log, (struct where){lines->path, 0}, COPY_FAILED,
              strerror(errno));
  source_complain(lines->source, lines->path, log);
  return good && !interrupted();
}

hvl_text lines_copy(const struct lines *lines) {
  return (hvl_text){lines->copy.data, lines->copy.len};
}

void lines_close(struct lines *lines, struct log *log) {
  if (!lines) return;
  if (log && !lines->abandoned) tell(lines, log);
  decoder_free(lines->decoder);
  source_close(lines->source);
  source_copy_free(&lines->copy);
  buffer_free(&lines->text);
  free(lines);
}

void lines_on_pause(struct lines *lines, struct pause pause) {
  source_on_pause(lines->source, pause);
}

bool lines_are_live(const struct lines *lines) {
  return !lines->guessed && !source_is_file(lines->source);
}

/* Drop what nobody needs, then read more. */
static void read_more(struct lines *lines) {
  size_t keep = lines->holding ? lines->held : lines->start;
  if (keep > lines->text.len / 2) {
    lines->text.len -= keep;
    memmove(lines->text.data, lines->text.data + keep, lines->text.len);
    lines->start -= keep;
    lines->next -= keep;
    lines->held -= lines->holding ? keep : 0;
    lines->held_end -= lines->holding ? keep : 0;
    lines->dropped += keep;
  }
  buffer_reserve(&lines->text, CHUNK);
  size_t len =
      decoder_read(lines->decoder, lines->text.data + lines->text.len, CHUNK);
  lines->text.len += len;
  lines->at_end = len == 0;
}

static bool has(const struct lines *lines, char byte) {
  return lines->text.len && memchr(lines->text.data, byte, lines->text.len);
}

/* A file of CRs and no LF has lines all the same. */
static void find_breaker(struct lines *lines) {
  while (!has(lines, '\n') && !lines->at_end && lines->text.len < CHUNK)
    read_more(lines);
  lines->breaker = has(lines, '\r') && !has(lines, '\n') ? '\r' : '\n';
}

bool lines_next(struct lines *lines, hvl_text *line) {
  if (!lines->breaker) find_breaker(lines);
  lines->start = lines->next;
  size_t seen = 0;
  for (;;) {
    const char *from = lines->text.data + lines->start + seen;
    size_t left = lines->text.len - lines->start - seen;
    const char *end = left ? memchr(from, lines->breaker, left) : NULL;
    if (end) {
      lines->next = (size_t)(end - lines->text.data) + 1;
      break;
    }
    seen += left;
    if (!lines->at_end) read_more(lines);
    if (!lines->at_end) continue;
    if (lines->start == lines->text.len) return false;
    lines->next = lines->text.len;
    break;
  }
  lines->number++;
  *line =
      (hvl_text){lines->text.data + lines->start, lines->next - lines->start};
  return true;
}

size_t lines_number(const struct lines *lines) {
  return lines->number;
}

size_t line_column(hvl_text line, size_t at) {
  size_t column = 1, i = 0;
  for (; at - i >= OCTETS; i += OCTETS) {
    uint64_t octets = octets_load(line.data + i);
    uint64_t inner = octets & ~(octets << 1) & OCTETS_HIGH; /* 10xxxxxx */
    column += OCTETS - octets_count(inner);
  }
  for (; i < at; i++) column += ((unsigned char)line.data[i] & 0xC0) != 0x80;
  return column;
}

size_t line_column_of(hvl_text line, size_t at, hvl_text text) {
  if (at > line.len || text.len > line.len - at) return 0;
  if (line.data + at != text.data &&
      memcmp(line.data + at, text.data, text.len) != 0)
    return 0;
  return line_column(line, at);
}

const char *lines_encoding(const struct lines *lines) {
  return decoder_encoding(lines->decoder);
}

size_t lines_doubt(const struct lines *lines) {
  return decoder_doubt(lines->decoder);
}

const char *lines_path(const struct lines *lines) {
  return lines->path;
}

uint64_t lines_position(const struct lines *lines) {
  return source_position(lines->source);
}

const char *lines_packing(const struct lines *lines) {
  return source_packing(lines->source);
}

size_t lines_bytes(const struct lines *lines) {
  return lines->dropped + lines->next;
}

void lines_hold(struct lines *lines) {
  lines->holding = true;
  lines->held = lines->start;
  lines->held_end = lines->next;
  lines->held_number = lines->number;
}

void lines_release(struct lines *lines) {
  lines->holding = false;
}

hvl_text lines_held(const struct lines *lines) {
  return (hvl_text){lines->text.data + lines->held, lines->next - lines->held};
}

void lines_rewind(struct lines *lines) {
  lines->next = lines->held_end;
  lines->start = lines->held;
  lines->number = lines->held_number;
  lines->holding = false;
}

hvl_text lines_head(struct lines *lines) {
  while (!lines->at_end && lines->text.len < CHUNK) read_more(lines);
  return buffer_text(&lines->text);
}
