/* SPDX-License-Identifier: MIT */
/* input.c - which format a file is in. */
#include "input/input.h"

#include <string.h>

#include "files/endings.h"
#include "input/wide_delimiter.h"

struct where input_where(const struct input *input) {
  return (struct where){input->path, lines_number(input->lines)};
}

void input_read(const char *path, const struct options *options,
                struct log *log,
                bool (*read)(void *ctx, const struct input *input), void *ctx) {
  log_begin(log);
  struct lines *lines = lines_open(path, options->encoding, log);
  if (lines) {
    struct input input = {
        .path = path, .lines = lines, .options = options, .log = log};
    bool good = read(ctx, &input);
    lines_close(lines, good ? log : NULL);
  }
  log_end(log, path);
}

void input_stem(const struct input *input, struct buffer *out) {
  const char *path = shown_path(input->path);
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  buffer_add(out, name, strcspn(name, "."));
}

size_t head_skip_space(hvl_text head, size_t at) {
  while (at < head.len && head.data[at] && strchr(" \t\r\n", head.data[at]))
    at++;
  return at;
}

/* What packs several files: "ZIP", "tar", ...; NULL for others. */
static const char *archive_of(hvl_text head) {
  static const struct {
    const char *name, *magic;
    size_t at, len;
  } archives[] = {{"tar", "ustar", 257, 5},
                  {"RAR", "Rar!\032\007", 0, 6},
                  {"ZIP", "PK\003\004", 0, 4}};
  for (size_t i = 0; i < sizeof archives / sizeof *archives; i++) {
    size_t end = archives[i].at + archives[i].len;
    if (head.len >= end && memcmp(head.data + archives[i].at, archives[i].magic,
                                  archives[i].len) == 0)
      return archives[i].name;
  }
  return NULL;
}

/* Signs that nobody types, one in sixteen and more: a picture, a program. What
 * a PDF begins with has none. */
static bool is_binary(hvl_text head) {
  static const char pdf[] = "%PDF-";
  size_t signs = 0;
  if (head.len >= sizeof pdf && memcmp(head.data, pdf, sizeof pdf - 1) == 0)
    return true;
  for (size_t i = 0; i < head.len; i++) {
    unsigned char byte = (unsigned char)head.data[i];
    signs += (byte < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
  }
  return signs >= 4 && signs * 16 > head.len;
}

/* .xls begins with D0 CF 11 E0, which is no UTF-8 but was read as GB18030, or
 * is a page of HTML. Many tools give a table of text that name, which is read
 * as what it is. */
static bool is_old_workbook(hvl_text head, const char *path) {
  size_t start = head_skip_space(head, 0);
  if (!ends_in(path, strlen(path), ".xls")) return false;
  return start == head.len || head.data[start] == '<' || is_binary(head) ||
         memchr(head.data, 0x11, head.len < 8 ? head.len : 8);
}

/* What Office wrote before 2007 and, since, what has a password: .xls, .doc, a
 * locked .xlsx. */
static bool is_old_office(const struct input *input) {
  return lines_begin_with(input->lines, (hvl_text){"\xD0\xCF\x11\xE0", 4});
}

/* .xlsx is a ZIP archive. */
bool input_is_workbook(const struct input *input) {
  return lines_begin_with(input->lines, (hvl_text){"PK\003\004", 4}) &&
         !is_called(input->path, ".zip");
}

/* Does the object that `head` begins with end in its first line? So it is in
 * JSONL; if that cannot be seen, it may be as well, but for a long line of what
 * is called JSON. */
enum { LONG_LINE = 64 * 1024 };
static bool is_one_line(const struct input *input, hvl_text head) {
  const char *end = memchr(head.data, '\n', head.len);
  size_t len = end ? (size_t)(end - head.data) : head.len;
  while (len && strchr(" \t\r\n", head.data[len - 1])) len--;
  if (!end) return len < LONG_LINE || !is_called(input->path, ".json");
  return len && head.data[len - 1] == '}';
}

/* "[" before an object; a table's header may begin with "[", too. */
static bool is_json_array(hvl_text head) {
  size_t at = head_skip_space(head, 1);
  return at < head.len && strchr("{]", head.data[at]) && head.data[at];
}

bool head_is_json(hvl_text head) {
  size_t at = head_skip_space(head, 0);
  head = (hvl_text){head.data + at, head.len - at};
  if (!head.len || (*head.data != '{' && *head.data != '[')) return false;
  if (*head.data == '[') return is_json_array(head);
  at = head_skip_space(head, 1);
  return at < head.len && head.data[at] == '"';
}

static const struct reader_type *by_name(const char *path, hvl_text head) {
  if (is_called(path, ".csv") || is_called(path, ".tsv"))
    return head_is_json(head) ? NULL : &csv_reader;
  if (is_called(path, ".jsonl") || is_called(path, ".ndjson"))
    return &jsonl_reader;
  return NULL;
}

static const struct reader_type *by_content(const struct input *input,
                                            hvl_text head) {
  size_t at = head_skip_space(head, 0);
  if (!head_is_json(head) && dialogue_is_chat(input, head) &&
      !csv_has_header(input, head))
    return &dialogue_reader;
  /* A row of a table may look like a head: a|b|2024-05-01 09:03:12. */
  if (qianniu_is_chat(head) && !csv_is_header(input, head))
    return &qianniu_reader;
  head = (hvl_text){head.data + at, head.len - at};
  if (head.len && *head.data == '{')
    return is_one_line(input, head) ? &jsonl_reader : &json_reader;
  if (head.len && *head.data == '[' &&
      (is_called(input->path, ".json") || is_json_array(head)))
    return &json_reader;
  return &csv_reader;
}

/* HTML or XML, which a table of chats may have been saved as. */
static bool is_page(const struct input *input, hvl_text head) {
  size_t at = head_skip_space(head, 0);
  return at < head.len && head.data[at] == '<' && !csv_is_header(input, head);
}

/* The reader that the user asks for; NULL: none in particular. */
static const struct reader_type *reader_told(const struct input *input) {
  if (input->options->command == COMMAND_CHECK)
    return template_reader_told(input);
  switch (input->options->input) {
  case INPUT_CSV: return &csv_reader;
  case INPUT_JSONL: return &jsonl_reader;
  case INPUT_JSON: return &json_reader;
  case INPUT_QIANNIU: return &qianniu_reader;
  case INPUT_DIALOGUE: return &dialogue_reader;
  default: return NULL;
  }
}

/* Does any line begin as JSON does? A blank head tells nothing. */
static bool may_be_json(hvl_text head) {
  size_t at = head_skip_space(head, 0);
  if (at == head.len) return true;
  while (at < head.len) {
    if (head.data[at] == '{' || head.data[at] == '[') return true;
    while (at < head.len && head.data[at] != '\n') at++;
    at = head_skip_space(head, at);
  }
  return false;
}

/* `type`; NULL, after saying so once rather than of each line, if it reads JSON
 * and the file holds none. */
static const struct reader_type *unless_no_json(const struct input *input,
                                                const struct reader_type *type,
                                                hvl_text head) {
  if ((type != &jsonl_reader && type != &json_reader) || may_be_json(head))
    return type;
  log_error(input->log, (struct where){input->path, 0},
            csv_is_header(input, head) ? TABLE_IS_NO_JSON : TEXT_IS_NO_JSON);
  return NULL;
}

/* Is it a table that would be read as one of one column, or as text, which is
 * said then? */
static bool is_parted_wide(const struct input *input,
                           const struct reader_type *type, hvl_text head) {
  if (type != &csv_reader && type != &text_reader) return false;
  const char *sign = wide_delimiter(input, head);
  if (!sign || csv_is_header(input, head)) return false;
  log_error(input->log, (struct where){input->path, 1}, PARTED_WIDE, sign,
            sign);
  return true;
}

const struct reader_type *reader_pick(const struct input *input) {
  const struct reader_type *told = reader_told(input);
  if (input->workbook) return &xlsx_reader;
  /* Nobody is made to wait for a head that tells what is known. */
  if (told && lines_are_live(input->lines)) return told;
  hvl_text head = lines_head(input->lines);
  if (is_old_workbook(head, input->path)) {
    log_error(input->log, (struct where){input->path, 0}, IS_WORKBOOK);
    return NULL;
  }
  if (is_old_office(input)) {
    log_error(input->log, (struct where){input->path, 0}, IS_OLD_OFFICE);
    return NULL;
  }
  if (archive_of(head)) {
    log_error(input->log, (struct where){input->path, 0}, IS_ARCHIVE,
              archive_of(head));
    return NULL;
  }
  if (is_binary(head)) {
    log_error(input->log, (struct where){input->path, 0}, IS_BINARY);
    return NULL;
  }
  if (!told && input->options->command != COMMAND_CHECK &&
      (is_called(input->path, ".yaml") || is_called(input->path, ".yml"))) {
    log_error(input->log, (struct where){input->path, 0}, YAML_IS_NO_CHAT);
    return NULL;
  }
  const struct reader_type *type = told;
  if (!type && input->options->command == COMMAND_CHECK)
    type = template_reader_pick(input, head);
  if (!type) type = by_name(input->path, head);
  if (!type) type = by_content(input, head);
  if (!told && type == &csv_reader && is_page(input, head)) {
    log_error(input->log, (struct where){input->path, 0}, IS_PAGE);
    return NULL;
  }
  if (is_parted_wide(input, type, head)) return NULL;
  return unless_no_json(input, type, head);
}
