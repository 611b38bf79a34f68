/* SPDX-License-Identifier: MIT */
/* record.c - a row of named cells, from a table or a JSON object, as a message.
 */
#include "input/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/texts.h"
#include "chats/roles.h"
#include "input/html_text.h"
#include "input/workbook.h"
#include "mask/mask.h"

struct recorder {
  const struct input *input;
  const struct record *record; /* at hand */
  hvl_text cells[FIELD_COUNT]; /* its own, without what wraps them */
  struct message_row message;
  struct chat part; /* what all have in common */
  struct fact facts[USUAL_FACTS];
  struct buffer values[USUAL_FACTS]; /* of the facts */
  struct buffer id, text;
  struct role_memo roles;
  struct clock_memo clock;
  size_t unread_times, first_unread; /* how many, and the line of one */
  size_t nameless, first_nameless;   /* the same of rows of no conversation */
  int64_t halves;                    /* the number of the last half of a pair */
};

struct recorder *recorder_new(const struct input *input) {
  struct recorder *recorder = mem_zeroed(1, sizeof *recorder);
  recorder->input = input;
  recorder->part = (struct chat){.messages = &recorder->message,
                                 .count = 1,
                                 .facts = recorder->facts,
                                 .is_part = true};
  return recorder;
}

/* Such messages keep their place in the file, which may be the wrong one. */
static void tell_unread_times(const struct recorder *recorder) {
  struct where where = {recorder->input->path, recorder->first_unread};
  if (recorder->unread_times)
    log_warning(recorder->input->log, where, TIME_UNREAD,
                recorder->unread_times);
}

/* Each is a conversation of its own, where a dialogue may be meant. */
static void tell_nameless(const struct recorder *recorder) {
  struct where where = {recorder->input->path, recorder->first_nameless};
  if (recorder->nameless)
    log_warning(recorder->input->log, where, NO_CONVERSATION,
                recorder->nameless);
}

void recorder_free(struct recorder *recorder) {
  if (!recorder) return;
  tell_unread_times(recorder);
  tell_nameless(recorder);
  for (size_t i = 0; i < USUAL_FACTS; i++) buffer_free(&recorder->values[i]);
  buffer_free(&recorder->id);
  buffer_free(&recorder->text);
  free(recorder);
}

hvl_text cell_of(const struct cells *cells, enum field field) {
  int at = cells->columns ? cells->columns->at[field] : NO_COLUMN;
  if (at == NO_COLUMN || (size_t)at >= cells->count) return (hvl_text){"", 0};
  return cells->items[at];
}

/* A cell without what spreadsheets need to keep it as it is: ="0123". */
static hvl_text unwrap(hvl_text cell) {
  hvl_text inner = trim(cell);
  if (inner.len >= 3 && memcmp(inner.data, "=\"", 2) == 0 &&
      inner.data[inner.len - 1] == '"')
    return (hvl_text){inner.data + 2, inner.len - 3};
  return cell;
}

/* Each is asked for several times. The last character of most tells that there
 * is nothing to unwrap. */
static void take_cells(struct recorder *recorder, const struct cells *cells) {
  for (int field = 0; field < FIELD_COUNT; field++) {
    hvl_text cell = cell_of(cells, (enum field)field);
    char last = cell.len ? cell.data[cell.len - 1] : 'a';
    bool may_be = last == '"' || (unsigned char)last <= ' ';
    recorder->cells[field] = may_be ? unwrap(cell) : cell;
  }
}

static hvl_text cell(const struct recorder *recorder, enum field field) {
  return recorder->cells[field];
}

/* What may stand once for a whole conversation. */
static hvl_text outer_cell(const struct recorder *recorder, enum field field) {
  hvl_text own = cell(recorder, field);
  return own.len ? own : cell_of(&recorder->record->outer, field);
}

/* An id or a time may begin with a quote for the same end: '123. */
static hvl_text unquote(hvl_text id) {
  id = trim(id);
  if (id.len > 1 && id.data[0] == '\'')
    return (hvl_text){id.data + 1, id.len - 1};
  return id;
}

/* ---- Who speaks ---------------------------------------------------------- */

static hvl_role word_role(struct recorder *recorder, hvl_text word) {
  return role_memo_of(&recorder->roles, word,
                      &recorder->input->options->map_roles);
}

static hvl_role sender_role(struct recorder *recorder, hvl_text sender) {
  hvl_text name = trim(sender);
  hvl_role role = word_role(recorder, name);
  if (role) return role;
  hvl_text shop = shop_of(name);
  if (shop.len) {
    role = word_role(recorder, shop); /* "买家:小雨" */
    return role ? role : HVL_SELLER;
  }
  hvl_text agent = trim(outer_cell(recorder, FIELD_AGENT));
  if (!name.len) return (hvl_role)0;
  if (text_same(name, agent)) return HVL_SELLER;
  if (text_same(name, trim(recorder->record->customer)) ||
      text_same(name, trim(outer_cell(recorder, FIELD_CONVERSATION))))
    return HVL_BUYER;
  /* Beside an agent an account is the buyer's; else it may be the sender's. */
  return agent.len && text_same(name, trim(cell(recorder, FIELD_ACCOUNT)))
             ? HVL_BUYER
             : (hvl_role)0;
}

/* 1 for staff, say: in a column of roles no account is as short, though the
 * conversation may have the same number. */
static bool is_code(hvl_text cell) {
  int64_t number;
  cell = trim(cell);
  return cell.len <= 2 && clock_parse_number(cell, &number);
}

/* The role of "[买家]小雨" or "客服-小李" in a column of roles. It may be one
 * of nicks, too, such as out_of_time and 我 爱 你: without brackets it takes a
 * Chinese word of two characters or more. */
static hvl_text role_beside_name(const struct recorder *recorder) {
  enum { TWO_CHARACTERS = 6 };
  hvl_text words = trim(cell(recorder, FIELD_ROLE));
  bool in_brackets = words.len && *words.data == '[';
  size_t begin = in_brackets, end = begin;
  while (end < words.len && !memchr("]-_/| ", words.data[end], 6)) end++;
  hvl_text word = {words.data + begin, end - begin};
  bool is_sure = in_brackets || (word.len >= TWO_CHARACTERS &&
                                 (unsigned char)*word.data >= 0x80);
  return is_sure ? word : (hvl_text){"", 0};
}

/* The surest cell that tells decides; which way a message goes, before a role
 * that is vague. */
static hvl_role record_role(struct recorder *recorder) {
  if (recorder->record->side == SIDE_QUESTION) return HVL_BUYER;
  if (recorder->record->side == SIDE_ANSWER) return HVL_SELLER;
  const struct words *map = &recorder->input->options->map_roles;
  hvl_text word = cell(recorder, FIELD_ROLE), kind = cell(recorder, FIELD_KIND);
  hvl_role role = word_role(recorder, word);
  hvl_role told = word_role(recorder, kind);
  if (!role) role = role_of_flag(cell(recorder, FIELD_IS_SHOP), map);
  if (told && told != role && (!role || role_is_vague(word, map)) &&
      role_is_direction(kind))
    role = told;
  if (!role) role = sender_role(recorder, cell(recorder, FIELD_SENDER));
  if (!role && !is_code(word)) role = sender_role(recorder, word);
  if (!role) role = word_role(recorder, role_beside_name(recorder));
  return role ? role : told;
}

static bool complain_role(const struct recorder *recorder) {
  struct where where = {recorder->input->path, recorder->record->line};
  hvl_text value = cell(recorder, FIELD_ROLE);
  if (!value.len) value = cell(recorder, FIELD_IS_SHOP);
  if (!value.len) value = cell(recorder, FIELD_SENDER);
  role_unknown(recorder->input->log, where, value);
  return false;
}

/* A sender whose name says nothing: the file as a whole may tell. */
static bool is_open_sender(const struct recorder *recorder) {
  return trim(cell(recorder, FIELD_SENDER)).len &&
         !trim(cell(recorder, FIELD_ROLE)).len &&
         !trim(cell(recorder, FIELD_IS_SHOP)).len;
}

/* The account that wrote: the sender, unless that is a role; of a buyer rather
 * what the column for it says, of the shop what that for its agents does where
 * the sender is not named. */
static hvl_text account_of(struct recorder *recorder, hvl_role role) {
  hvl_text account = trim(cell(recorder, FIELD_ACCOUNT));
  hvl_text sender = trim(cell(recorder, FIELD_SENDER));
  hvl_text agent = trim(outer_cell(recorder, FIELD_AGENT));
  if (recorder->record->side == SIDE_ANSWER) return agent;
  bool is_named = sender.len && !(agent.len && word_role(recorder, sender));
  if (role == HVL_SELLER) return is_named ? sender : agent;
  if (account.len || word_role(recorder, sender)) return account;
  return sender;
}

/* ---- When, where, what --------------------------------------------------- */

/* A time by the calendar of the file. */
static bool parse_time(struct recorder *recorder, hvl_text text,
                       int64_t *time) {
  const struct workbook *book = recorder->input->workbook;
  if (!clock_memo_parse(&recorder->clock, text, time)) return false;
  if (book && workbook_sheets(book)->from_1904) *time += clock_shift_1904(text);
  return true;
}

/* The day may stand in a cell of its own. */
static bool take_time(struct recorder *recorder, int64_t *time) {
  hvl_text clock = unquote(cell(recorder, FIELD_TIME));
  hvl_text day = unquote(cell(recorder, FIELD_DATE));
  if (clock.len && parse_time(recorder, clock, time)) return true;
  if (!day.len && !clock.len)
    return clock_parse(trim(outer_cell(recorder, FIELD_TIME)), time);
  enum { DAY_LENGTH = 24 * 3600 * 1000 };
  int64_t of_day = 0;
  if (clock.len && !clock_parse_of_day(clock, &of_day)) return false;
  if (!parse_time(recorder, day, time)) return false;
  if (clock.len) *time += of_day - *time % DAY_LENGTH;
  return true;
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* With letters behind its digits, as in 9f3, it is a name and tells no order.
 */
bool record_place(hvl_text cell, int64_t *place) {
  enum { LONGEST_PREFIX = 8 };
  size_t from = 0, end;
  cell = trim(cell);
  if (clock_parse_number(cell, place)) return true;
  while (from < cell.len && !memchr("0123456789", cell.data[from], 10)) from++;
  for (end = from; end < cell.len && memchr("0123456789", cell.data[end], 10);)
    end++;
  hvl_text digits = {cell.data + from, end - from};
  for (size_t i = end; i < cell.len; i++)
    if (is_letter(cell.data[i])) return false;
  return from <= LONGEST_PREFIX && clock_parse_number(digits, place);
}

/* Both halves of a pair have one time and one number. One without a number
 * stays behind the one before it. */
static void take_half(struct recorder *recorder) {
  static const int64_t between = 1 << 20, most = INT64_C(1) << 40;
  struct message_row *message = &recorder->message;
  bool is_known =
      message->has_number && message->number > -most && message->number < most;
  recorder->halves = is_known ? between * message->number +
                                    (recorder->record->side == SIDE_ANSWER)
                              : recorder->halves + 1;
  message->has_number = true;
  message->number = recorder->halves;
}

static void take_order(struct recorder *recorder) {
  struct message_row *message = &recorder->message;
  message->has_time = take_time(recorder, &message->time);
  bool is_written = trim(cell(recorder, FIELD_TIME)).len != 0;
  if (is_written && !message->has_time && !recorder->unread_times++)
    recorder->first_unread = message->line;
  message->has_number =
      record_place(cell(recorder, FIELD_NUMBER), &message->number);
  if (recorder->record->side != SIDE_ALL) take_half(recorder);
}

static void take_facts(struct recorder *recorder, struct chat *chat) {
  static const enum field fields[USUAL_FACTS] = {[FACT_FREE_SHIPPING] =
                                                     FIELD_FREE_SHIPPING,
                                                 [FACT_SHOP] = FIELD_SHOP,
                                                 [FACT_COD] = FIELD_COD};
  for (size_t i = 0; i < USUAL_FACTS; i++) {
    const char *name = usual_fact_name((enum usual_fact)i);
    hvl_text value = trim(outer_cell(recorder, fields[i]));
    if (!value.len) continue;
    struct buffer *kept = &recorder->values[i];
    buffer_clear(kept);
    buffer_add(kept, value.data, value.len);
    recorder->facts[chat->fact_count++] =
        (struct fact){{name, strlen(name)}, buffer_text(kept)};
  }
}

/* Of a picture or a voice message the text is an address of the file, which
 * nobody wrote. */
static bool has_no_text(const struct recorder *recorder) {
  static const char *const kinds[] = {
      "image", "img",  "picture", "pic",  "photo", "voice", "audio",
      "video", "图片", "语音",    "视频", "表情",  "emoji", "sticker"};
  hvl_text kind = trim(cell(recorder, FIELD_KIND));
  for (size_t i = 0; kind.len && i < sizeof kinds / sizeof *kinds; i++)
    if (same_name(kind, (hvl_text){kinds[i], strlen(kinds[i])})) return true;
  return false;
}

static hvl_text kind_as_text(struct recorder *recorder) {
  hvl_text kind = trim(cell(recorder, FIELD_KIND));
  buffer_clear(&recorder->text);
  buffer_format(&recorder->text, "[%.*s]", (int)kind.len, kind.data);
  return buffer_text(&recorder->text);
}

enum field record_text_field(enum row_side side) {
  return side == SIDE_QUESTION ? FIELD_QUESTION : FIELD_TEXT;
}

static hvl_text text_of(struct recorder *recorder) {
  enum row_side side = recorder->record->side;
  if (side == SIDE_ALL && has_no_text(recorder)) return kind_as_text(recorder);
  return html_shown(&recorder->text, cell(recorder, record_text_field(side)));
}

/* The two who talk make the conversation where nothing else does: it has the
 * name of the one who is not the shop. */
static hvl_text id_of_parties(const struct recorder *recorder, hvl_role role) {
  hvl_text sender = trim(cell(recorder, FIELD_SENDER));
  hvl_text receiver = trim(cell(recorder, FIELD_RECEIVER));
  if (recorder->record->side != SIDE_ALL) return sender;
  if (!receiver.len) return (hvl_text){"", 0};
  return role == HVL_SELLER ? receiver : sender;
}

/* Is it a number in the form that spreadsheets round long ones to: 6.12E+18? */
static bool is_rounded(hvl_text id) {
  size_t at = 0;
  while (at < id.len && memchr("0123456789.", id.data[at], 11)) at++;
  return at > 0 && at + 2 < id.len &&
         (id.data[at] == 'E' || id.data[at] == 'e') && id.data[at + 1] == '+';
}

/* It may be many conversations. */
static void doubt_id(const struct recorder *recorder, hvl_text id) {
  struct where where = {recorder->input->path, recorder->record->line};
  struct buffer shown = {0};
  if (!is_rounded(id)) return;
  mask_label(&shown, id, true);
  log_warning(recorder->input->log, where, ID_ROUNDED, (int)shown.len,
              shown.data);
  buffer_free(&shown);
}

static hvl_text take_id(struct recorder *recorder, hvl_role role) {
  hvl_text id = unquote(outer_cell(recorder, FIELD_CONVERSATION));
  if (id.len) doubt_id(recorder, id);
  if (!id.len) id = id_of_parties(recorder, role);
  if (id.len) return id;
  id = recorder->record->id;
  recorder->message.is_nameless = !id.len || recorder->record->id_is_made_up;
  if (id.len) return id;
  if (recorder->record->side == SIDE_ALL && !recorder->nameless++)
    recorder->first_nameless = recorder->record->line;
  buffer_clear(&recorder->id);
  buffer_format(&recorder->id, "%zu", recorder->record->line);
  return buffer_text(&recorder->id);
}

bool recorder_take(struct recorder *recorder, const struct record *record,
                   struct chat *chat) {
  struct message_row *message = &recorder->message;
  recorder->record = record;
  take_cells(recorder, &record->own);
  enum field field = record_text_field(record->side);
  if (record->side != SIDE_ALL && !trim(cell(recorder, field)).len)
    return false;
  hvl_role role = record_role(recorder);
  if (!role && !is_open_sender(recorder)) return complain_role(recorder);
  *message = (struct message_row){.role = role, .line = record->line};
  *chat = recorder->part;
  message->text = text_of(recorder);
  if (message->text.data == cell_of(&record->own, field).data)
    message->column = record->column;
  message->account = account_of(recorder, role);
  chat->id = take_id(recorder, role);
  take_order(recorder);
  take_facts(recorder, chat);
  return true;
}
