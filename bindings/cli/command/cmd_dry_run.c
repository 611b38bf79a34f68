/* SPDX-License-Identifier: MIT */
/* cmd_dry_run.c - `hvline audit --dry-run`: what was understood of the files.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/width.h"
#include "chats/chat_mask.h"
#include "chats/grouping.h"
#include "chats/roles.h"
#include "command/commands.h"
#include "files/file_list.h"
#include "input/input.h"
#include "report/excerpt.h"

enum { SAMPLE = 2000, SHOWN = 5 }; /* messages */

/* What the sample of a file holds. */
struct sample {
  struct grouping *grouping;
  size_t parts;
  bool is_whole; /* the file holds no more */
  size_t chats, messages, roles[HVL_SYSTEM + 1];
  size_t timed;
  int64_t first, last; /* times */
};

struct dry_run {
  const struct options *options;
  struct log *log;
  struct buffer out;
};

static const char *text(const struct dry_run *run, enum message message) {
  return message_text(run->options->lang, message);
}

static void show_label(const struct dry_run *run, struct buffer *out,
                       hvl_text label) {
  struct buffer shown = {0};
  mask_label(&shown, trim(label), !run->options->no_mask);
  show_text(out, buffer_text(&shown));
  buffer_free(&shown);
}

/* ---- The layout ---------------------------------------------------------- */

static void show_delimiter(struct dry_run *run, char delimiter) {
  if (!delimiter) return;
  buffer_format(&run->out, text(run, DRY_DELIMITER),
                delimiter == '\t' ? "TAB" : (char[]){delimiter, '\0'});
}

static void show_fields(struct dry_run *run, const struct layout *layout) {
  const struct columns *columns = &layout->columns;
  for (int field = 0; field < FIELD_COUNT; field++) {
    int at = columns->at[field];
    if (at == NO_COLUMN) continue;
    buffer_format(&run->out, "    %-14s ", field_name((enum field)field));
    show_label(run, &run->out, layout->headers[at]);
    buffer_put(&run->out, '\n');
  }
}

static bool is_used(const struct columns *columns, size_t column) {
  for (int field = 0; field < FIELD_COUNT; field++)
    if (columns->at[field] == (int)column) return true;
  return false;
}

static void show_unused(struct dry_run *run, const struct layout *layout) {
  struct buffer list = {0};
  for (size_t i = 0; i < layout->columns.count; i++) {
    hvl_text header = trim(layout->headers[i]);
    if (is_used(&layout->columns, i) || !header.len) continue;
    if (list.len) buffer_print(&list, ", ");
    show_label(run, &list, header);
  }
  if (list.len) buffer_format(&run->out, text(run, DRY_UNUSED), list.data);
  buffer_free(&list);
}

static void show_layout(struct dry_run *run, const struct input *input,
                        const struct reader_type *type, void *state) {
  struct layout layout = {.headers = NULL};
  const char *packing = lines_packing(input->lines);
  const char *encoding = lines_encoding(input->lines);
  if (type->describe && state) type->describe(state, &layout);
  if (packing) buffer_format(&run->out, text(run, DRY_PACKING), packing);
  if (strcmp(type->name, "xlsx") != 0)
    buffer_format(&run->out, text(run, DRY_ENCODING),
                  encoding ? encoding : "ASCII");
  buffer_format(&run->out, text(run, DRY_FORMAT), type->name);
  show_delimiter(run, layout.delimiter);
  buffer_put(&run->out, '\n');
  if (!layout.headers) return;
  buffer_format(&run->out, "%s\n", text(run, DRY_COLUMNS));
  show_fields(run, &layout);
  show_unused(run, &layout);
}

/* ---- The messages -------------------------------------------------------- */

static struct sample take_sample(const struct input *input,
                                 const struct reader_type *type, void *state) {
  struct sample sample = {.grouping = grouping_new(0, false)};
  struct chat chat;
  while (sample.parts < SAMPLE) {
    sample.is_whole = !type->next(state, &chat);
    if (sample.is_whole) break;
    grouping_add(sample.grouping, &chat);
    sample.parts += chat.count;
  }
  grouping_settle(sample.grouping, input->path, input->log);
  return sample;
}

static void count_row(struct sample *sample, const struct message_row *row) {
  sample->messages++;
  sample->roles[row->role]++;
  if (!row->has_time) return;
  if (!sample->timed || row->time < sample->first) sample->first = row->time;
  if (!sample->timed || row->time > sample->last) sample->last = row->time;
  sample->timed++;
}

static void count(struct sample *sample) {
  const struct chat *chat;
  for (; (chat = grouping_chat(sample->grouping, sample->chats));
       sample->chats++)
    for (size_t i = 0; i < chat->count; i++)
      count_row(sample, &chat->messages[i]);
}

static void show_counts(struct dry_run *run, const struct sample *sample) {
  buffer_format(&run->out,
                text(run, sample->is_whole ? DRY_WHOLE : DRY_BEGINNING),
                sample->chats, sample->messages);
  buffer_format(&run->out, text(run, DRY_ROLES), sample->roles[HVL_BUYER],
                sample->roles[HVL_SELLER], sample->roles[HVL_SYSTEM]);
  if (!sample->timed) {
    buffer_format(&run->out, "%s\n", text(run, DRY_TIMELESS));
    return;
  }
  struct buffer first = {0}, last = {0};
  clock_format(&first, sample->first);
  clock_format(&last, sample->last);
  buffer_format(&run->out, text(run, DRY_TIMES), first.data, last.data);
  buffer_free(&first);
  buffer_free(&last);
}

static void show_text_of(struct dry_run *run, const struct chat *chat,
                         size_t index) {
  hvl_text message = chat->messages[index].text;
  struct byte_range piece;
  struct evidence none = {0};
  struct mask mask = {0};
  struct excerpt excerpt = {0};
  if (excerpt_pieces(message, none, &piece, 1)) {
    if (!run->options->no_mask)
      chat_mask(&mask, chat, index, piece.start, piece.end);
    excerpt_fill(&excerpt, message, piece, &mask, none);
    buffer_add(&run->out, excerpt.text.data, excerpt.text.len);
  }
  mask_free(&mask);
  excerpt_free(&excerpt);
}

static void show_row(struct dry_run *run, const struct chat *chat,
                     size_t index) {
  const struct message_row *row = &chat->messages[index];
  buffer_format(&run->out, "    %zu  ", row->line);
  show_label(run, &run->out, chat->id);
  buffer_format(&run->out, "  %s", role_text(run->options->lang, row->role));
  if (row->account.len) buffer_print(&run->out, "  ");
  show_label(run, &run->out, row->account);
  buffer_print(&run->out, "  ");
  show_text_of(run, chat, index);
  buffer_put(&run->out, '\n');
}

static void show_rows(struct dry_run *run, const struct sample *sample) {
  const struct chat *chat;
  size_t shown = 0;
  if (sample->messages)
    buffer_format(&run->out, "%s\n", text(run, DRY_MESSAGES));
  for (size_t i = 0; (chat = grouping_chat(sample->grouping, i)); i++)
    for (size_t k = 0; k < chat->count && shown < SHOWN; k++, shown++)
      show_row(run, chat, k);
}

/* ---- Files --------------------------------------------------------------- */

static void show_path(struct dry_run *run, const char *path) {
  const char *shown = shown_path(path);
  show_text(&run->out, (hvl_text){shown, strlen(shown)});
  buffer_put(&run->out, '\n');
}

static bool show_part(void *ctx, const struct input *input) {
  struct dry_run *run = ctx;
  const struct reader_type *type = reader_pick(input);
  void *state = type ? type->open(input) : NULL;
  if (!type) return false;
  show_path(run, input->path);
  if (!state) {
    show_layout(run, input, type, NULL);
    return false;
  }
  struct sample sample = take_sample(input, type, state);
  count(&sample);
  show_layout(run, input, type, state);
  show_counts(run, &sample);
  show_rows(run, &sample);
  grouping_free(sample.grouping);
  type->close(state);
  return true;
}

static bool show_file(void *ctx, const struct input *input) {
  return input_parts(input, show_part, ctx);
}

static void run_file(struct dry_run *run, const char *path) {
  input_read(path, run->options, run->log, show_file, run);
  if (run->out.len) fwrite(run->out.data, 1, run->out.len, stdout);
  buffer_clear(&run->out);
}

int command_dry_run(const struct options *options, struct log *log) {
  struct dry_run run = {.options = options, .log = log};
  struct file_list list = {0};
  file_list_find(&list, options, log);
  for (size_t i = 0; i < list.paths.count; i++)
    run_file(&run, list.paths.items[i]);
  file_list_free(&list);
  buffer_free(&run.out);
  return status_of(log, false);
}
