/* SPDX-License-Identifier: MIT */
/* transcript.c - the cell of a table that holds a whole conversation. What is
 * in it is read as a file of its own. */
#include "input/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "chats/roles.h"
#include "input/html_text.h"

enum { PEOPLE = 2 /* whom other cells name */ };

struct transcript {
  const struct input *table;
  struct input input; /* the cell */
  struct options options;
  const char **map_roles; /* those of the user, behind room for the people's */
  struct buffer people[PEOPLE];
  struct buffer text; /* of the cell as people see it */
  const struct reader_type *reader;
  void *state; /* of the reader; NULL: no cell is being read */
  struct record record;
};

struct transcript *transcript_new(const struct input *input) {
  struct transcript *transcript = mem_zeroed(1, sizeof *transcript);
  const struct words *told = &input->options->map_roles;
  transcript->table = input;
  transcript->input = *input;
  transcript->input.workbook = NULL;
  transcript->input.options = &transcript->options;
  transcript->options = *input->options;
  transcript->map_roles =
      mem_zeroed(told->count + PEOPLE, sizeof *transcript->map_roles);
  return transcript;
}

static void end(struct transcript *transcript) {
  if (!transcript->state) return;
  transcript->reader->close(transcript->state);
  lines_close(transcript->input.lines, NULL);
  transcript->state = NULL;
}

void transcript_free(struct transcript *transcript) {
  if (!transcript) return;
  end(transcript);
  for (size_t i = 0; i < PEOPLE; i++) buffer_free(&transcript->people[i]);
  buffer_free(&transcript->text);
  free(transcript->map_roles);
  free(transcript);
}

static const struct reader_type *reader_of(const struct transcript *transcript,
                                           hvl_text text) {
  if (head_is_json(text)) return &json_reader;
  if (dialogue_is_chat(&transcript->input, text)) return &dialogue_reader;
  return qianniu_is_chat(text) ? &qianniu_reader : NULL;
}

/* Let `role` be that of the name in the cell, if there is one. */
static void know(struct transcript *transcript, size_t at, hvl_text name,
                 const char *role) {
  struct words *map = &transcript->options.map_roles;
  struct buffer *pair = &transcript->people[at];
  name = trim(name);
  if (!name.len || memchr(name.data, '=', name.len)) return;
  buffer_clear(pair);
  buffer_format(pair, "%.*s=%s", (int)name.len, name.data, role);
  transcript->map_roles[map->count++] = pair->data;
}

/* Those whom the row names, and what the user says, which holds. */
static void know_people(struct transcript *transcript,
                        const struct cells *cells) {
  const struct words *told = &transcript->table->options->map_roles;
  struct words *map = &transcript->options.map_roles;
  *map = (struct words){.items = transcript->map_roles};
  know(transcript, 0, cell_of(cells, FIELD_AGENT), "seller");
  hvl_text buyer = cell_of(cells, FIELD_ACCOUNT);
  if (!buyer.len) buyer = cell_of(cells, FIELD_CONVERSATION);
  know(transcript, 1, buyer, "buyer");
  for (size_t i = 0; i < told->count; i++)
    transcript->map_roles[map->count++] = told->items[i];
}

bool transcript_is(struct transcript *transcript, const struct cells *cells) {
  know_people(transcript, cells);
  hvl_text text = html_shown(&transcript->text, cell_of(cells, FIELD_TEXT));
  return reader_of(transcript, text) != NULL;
}

void transcript_complain(const struct transcript *transcript, size_t line) {
  log_error(transcript->table->log,
            (struct where){transcript->table->path, line}, CELL_IS_NO_CHAT);
}

void transcript_begin(struct transcript *transcript,
                      const struct record *record) {
  hvl_text cell = cell_of(&record->own, FIELD_TEXT);
  end(transcript);
  transcript->record = *record;
  transcript->record.side = SIDE_ANSWER; /* in order, whoever speaks */
  transcript->record.column = 0;
  if (!trim(cell).len) return;
  know_people(transcript, &record->own);
  hvl_text text = html_shown(&transcript->text, cell);
  transcript->reader = reader_of(transcript, text);
  if (!transcript->reader) {
    transcript_complain(transcript, record->line);
    return;
  }
  transcript->input.lines = lines_of_text(text, record->line - 1);
  transcript->state = transcript->reader->open(&transcript->input);
  if (!transcript->state) lines_close(transcript->input.lines, NULL);
}

/* What the message says for itself goes before what the row does. */
static void join(struct message_row *row, const struct message_row *own) {
  row->role = own->role;
  row->text = own->text;
  if (own->account.len || own->role != HVL_SELLER) row->account = own->account;
  if (!own->has_time) return;
  row->has_time = true;
  row->time = own->time;
}

bool transcript_next(struct transcript *transcript, struct recorder *recorder,
                     struct chat *chat) {
  struct chat own;
  if (!transcript->state) return false;
  if (!transcript->reader->next(transcript->state, &own) ||
      !recorder_take(recorder, &transcript->record, chat)) {
    end(transcript);
    return false;
  }
  join(chat->messages, own.messages);
  return true;
}
