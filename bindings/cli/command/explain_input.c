/* SPDX-License-Identifier: MIT */
/* explain_input.c - the dialogues that `hvline rules explain` is given: typed
 * on the command line or in a file, or exported as for `hvline audit`. */
#define _POSIX_C_SOURCE 200809L
#include "command/explain_input.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "chats/dialogue_line.h"
#include "chats/grouping.h"
#include "chats/roles.h"
#include "files/endings.h"
#include "input/input.h"

struct explain_input {
  struct options options; /* as of an audit */
  struct log *log;
  struct explain_taker taker;
  struct chat typed;
  struct pool pool; /* its texts */
};

bool explain_names_file(const char *word) {
  struct stat about;
  return strcmp(word, "-") == 0 || stat(word, &about) == 0;
}

static bool is_ascii(const char *word) {
  while (*word && !(*word & 0x80)) word++;
  return !*word;
}

/* Nobody says "chats.csv" or "shop/may"; "s: 1/2" is said. */
static bool seems_path(const char *word) {
  static const char *const endings[] = {
      ".csv",  ".tsv", ".txt", ".json", ".jsonl",    ".ndjson",
      ".xlsx", ".xls", ".md",  ".yaml", ".markdown", ".yml"};
  if (strpbrk(word, " \t\r\n:") || strstr(word, "\xEF\xBC\x9A")) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (is_called(word, endings[i])) return true;
  return strchr(word, '/') && is_ascii(word);
}

static void add_line(struct explain_input *input, hvl_text line) {
  struct message_row row = dialogue_line(line);
  row.text = pool_copy(&input->pool, row.text);
  row.account = pool_copy(&input->pool, row.account);
  struct chat *chat = &input->typed;
  MEM_GROW(chat->messages, chat->count, chat->cap);
  chat->messages[chat->count++] = row;
}

static bool is_typed_csv(const struct input *file) {
  return !is_called(file->path, ".csv") && !is_called(file->path, ".tsv") &&
         !csv_is_header(file, lines_head(file->lines));
}

/* "{nick}, welcome" */
static bool is_typed_json(const struct input *file) {
  static const char *const endings[] = {".json", ".jsonl", ".ndjson"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (is_called(file->path, endings[i])) return false;
  hvl_text head = lines_head(file->lines);
  size_t at = head_skip_space(head, 0);
  if (at == head.len || head.data[at] != '{') return false;
  at = head_skip_space(head, at + 1);
  return at == head.len || head.data[at] != '"';
}

/* "买家：在吗", where a line without a name is the shop's. */
static bool is_typed_dialogue(const struct input *file) {
  hvl_text head = lines_head(file->lines);
  size_t at = head_skip_space(head, 0);
  head = (hvl_text){head.data + at, head.len - at};
  const char *end = memchr(head.data, '\n', head.len);
  if (end) head.len = (size_t)(end - head.data);
  hvl_text line = trim(head);
  return line.len && dialogue_line(line).text.data != line.data;
}

/* Lines as people type them, though the reader of another format would be
 * picked in lack of a better one? */
static bool is_typed(const struct input *file, const struct reader_type *type) {
  if (file->workbook) return false;
  if (type == &dialogue_reader) return is_typed_dialogue(file);
  if (type == &csv_reader) return is_typed_csv(file);
  return (type == &jsonl_reader || type == &json_reader) && is_typed_json(file);
}

static void read_typed(struct explain_input *input, struct lines *lines) {
  hvl_text line;
  while (lines_next(lines, &line))
    if (trim(line).len) add_line(input, line);
}

static bool read_chats(struct explain_input *input, const struct input *file,
                       const struct reader_type *type) {
  void *state = type->open(file);
  struct chat part;
  if (!state) return false;
  struct grouping *grouping = grouping_new(input->options.memory, false);
  while (type->next(state, &part)) grouping_add(grouping, &part);
  type->close(state);
  grouping_settle(grouping, file->path, file->log);
  const struct chat *chat;
  size_t number;
  while ((chat = grouping_next(grouping, &number)))
    input->taker.take(input->taker.ctx, chat);
  grouping_free(grouping);
  return true;
}

static bool read_part(void *ctx, const struct input *file) {
  struct explain_input *input = ctx;
  const struct reader_type *type = reader_pick(file);
  if (!type) return false;
  if (!is_typed(file, type)) return read_chats(input, file, type);
  read_typed(input, file->lines);
  return true;
}

static bool read_file(void *ctx, const struct input *file) {
  return input_parts(file, read_part, ctx);
}

static bool read_word(struct explain_input *input, const char *word) {
  size_t errors = input->log->errors;
  if (explain_names_file(word)) {
    input_read(word, &input->options, input->log, read_file, input);
  } else if (seems_path(word)) {
    log_error(input->log, (struct where){word, 0}, NO_SUCH_FILE);
  } else {
    add_line(input, (hvl_text){word, strlen(word)});
  }
  return input->log->errors == errors;
}

bool explain_read(const struct options *options, struct log *log,
                  struct explain_taker taker) {
  struct explain_input input = {
      .options = *options, .log = log, .taker = taker};
  bool good = true;
  input.options.command = COMMAND_AUDIT;
  for (size_t i = 0; good && i < options->files.count; i++)
    good = read_word(&input, options->files.items[i]);
  if (good && input.typed.count) taker.take(taker.ctx, &input.typed);
  free(input.typed.messages);
  pool_free(&input.pool);
  return good;
}
