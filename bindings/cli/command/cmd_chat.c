/* SPDX-License-Identifier: MIT */
/* cmd_chat.c - `hvline chat`: a dialogue that is typed, each message of the
 * shop checked before it is sent, as a chat tool does it. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/width.h"
#include "chats/dialogue_line.h"
#include "chats/roles.h"
#include "command/commands.h"
#include "files/valid_utf8.h"
#include "judge/facts.h"
#include "judge/judging.h"
#include "judge/load.h"
#include "mask/mask.h"
#include "report/verdict_text.h"

struct talk {
  const struct options *options;
  struct log *log;
  hvl_ruleset *ruleset;
  hvl_session *session;
  struct chat chat;
  struct pool pool; /* of the messages */
  struct verdict_text verdict;
  hvl_finding *findings; /* of the last call; the spans are the session's */
  size_t count, cap;
  bool typed; /* at a terminal: what was typed stands there already */
  bool found;
};

static const char *text(const struct talk *talk, enum message message) {
  return message_text(talk->options->lang, message);
}

static void say(struct talk *talk, const char *line) {
  style_print(&talk->verdict.out, talk->verdict.color, STYLE_DIM, line);
  buffer_put(&talk->verdict.out, '\n');
}

/* All is out before the next line is waited for. */
static void flush(struct talk *talk) {
  struct buffer *out = &talk->verdict.out;
  fwrite(buffer_text(out).data, 1, out->len, stdout);
  fflush(stdout);
  buffer_clear(out);
}

static void take_findings(struct talk *talk, hvl_status status) {
  const hvl_finding *finding;
  talk->count = 0;
  tell_failure(talk->log, talk->session, status, (struct where){0});
  while ((finding = hvl_session_next(talk->session))) {
    if (!filter_wants(talk->options, finding->rule)) continue;
    MEM_GROW(talk->findings, talk->count, talk->cap);
    talk->findings[talk->count++] = *finding;
  }
  if (talk->count) talk->found = true;
}

/* Findings that a later message completed, up to message `end`. */
static void show_earlier(struct talk *talk, size_t end) {
  for (size_t i = 0, last = end; i < talk->count; i++) {
    struct judged judged = {.source = "",
                            .chat = &talk->chat,
                            .findings = &talk->findings[i],
                            .count = 1};
    size_t message = talk->findings[i].message;
    if (message >= end) continue;
    if (message != last) {
      buffer_format(&talk->verdict.out, text(talk, CHAT_EARLIER), message + 1);
      buffer_put(&talk->verdict.out, '\n');
    }
    last = message;
    verdict_text_show(&talk->verdict, &judged);
  }
}

/* Before it is sent. */
static void check_draft(struct talk *talk, const hvl_message *draft) {
  struct judged judged = {.source = "", .chat = &talk->chat};
  size_t current = talk->chat.count - 1, kept = 0;
  take_findings(talk, hvl_session_check(talk->session, draft));
  for (size_t i = 0; i < talk->count; i++)
    if (talk->findings[i].message == current)
      talk->findings[kept++] = talk->findings[i];
  talk->count = kept;
  judged.findings = talk->findings;
  judged.count = kept;
  if (kept) {
    verdict_text_show(&talk->verdict, &judged);
    struct buffer line = {0};
    buffer_format(&line, text(talk, CHAT_HELD), kept);
    style_print(&talk->verdict.out, talk->verdict.color, STYLE_BOLD, line.data);
    buffer_put(&talk->verdict.out, '\n');
    buffer_free(&line);
    return;
  }
  if (!talk->typed) verdict_text_message(&talk->verdict, &talk->chat, current);
  if (!talk->options->quiet) say(talk, text(talk, CHAT_CLEAR));
}

static void take_message(struct talk *talk, hvl_text line) {
  struct message_row row = dialogue_line(line);
  row.text = pool_copy(&talk->pool, row.text);
  row.account = pool_copy(&talk->pool, row.account);
  MEM_GROW(talk->chat.messages, talk->chat.count, talk->chat.cap);
  talk->chat.messages[talk->chat.count++] = row;
  hvl_message message = row_message(&row);
  size_t current = talk->chat.count - 1;
  if (row.role == HVL_SELLER)
    check_draft(talk, &message);
  else if (!talk->typed)
    verdict_text_message(&talk->verdict, &talk->chat, current);
  take_findings(talk, hvl_session_feed(talk->session, &message, 1));
  show_earlier(talk, current);
}

/* What waited for the end of the dialogue. */
static void finish(struct talk *talk) {
  take_findings(talk, hvl_session_finish(talk->session));
  show_earlier(talk, talk->chat.count);
}

static void reset(struct talk *talk) {
  finish(talk);
  hvl_session_reset(talk->session);
  session_set_facts(talk->session, talk->ruleset, talk->options, talk->log);
  talk->chat.count = 0;
  pool_free(&talk->pool);
  talk->pool = (struct pool){NULL};
  say(talk, text(talk, CHAT_NEW));
}

/* Append `message` about `word`, which may be anything that was typed or
 * pasted. */
static void quote(struct talk *talk, struct buffer *out, enum message message,
                  const char *word) {
  enum { LONGEST = 60 };
  struct buffer shown = {0};
  mask_beginning(&shown, (hvl_text){word, strlen(word)}, LONGEST);
  buffer_format(out, text(talk, message), buffer_text(&shown).data);
  buffer_free(&shown);
}

/* Append that a fact has a value now. A fact that takes any may be given one
 * that is personal. */
static void print_fact(struct talk *talk, struct buffer *out, const char *name,
                       hvl_text value) {
  struct mask mask = {0};
  struct buffer shown = {0};
  if (!talk->options->no_mask) mask_find(&mask, value, 0, value.len);
  mask_write(&mask, &shown, value, 0, value.len);
  buffer_format(out, text(talk, CHAT_FACT), name, buffer_text(&shown).data);
  mask_free(&mask);
  buffer_free(&shown);
}

static void set_fact(struct talk *talk, const char *pair) {
  struct buffer name = {0}, known = {0}, line = {0};
  const char *value = value_of(pair);
  buffer_add(&name, pair, value ? (size_t)(value - pair) - 1 : strlen(pair));
  bool taken =
      value && fact_understand(&known, talk->ruleset, talk->options, name.data,
                               (hvl_text){value, strlen(value)});
  const char *meant = buffer_text(&known).data;
  if (value && !taken)
    fact_fault(&line, talk->options->lang, talk->ruleset, name.data, value);
  else if (taken &&
           hvl_session_set_fact(talk->session, name.data, meant) == HVL_OK)
    print_fact(talk, &line, name.data, buffer_text(&known));
  else
    quote(talk, &line, CHAT_NO_FACT, name.data);
  struct buffer shown = {0};
  show_text(&shown, buffer_text(&line));
  say(talk, shown.data);
  buffer_free(&name);
  buffer_free(&known);
  buffer_free(&line);
  buffer_free(&shown);
}

/* False if the user is done. */
static bool take_command(struct talk *talk, const char *line) {
  if (strcmp(line, "/quit") == 0) return false;
  if (strcmp(line, "/reset") == 0) {
    reset(talk);
  } else if (strcmp(line, "/help") == 0) {
    say(talk, text(talk, CHAT_HELP));
  } else if (strncmp(line, "/fact", 5) == 0 && (!line[5] || line[5] == ' ')) {
    set_fact(talk, line + 5 + strspn(line + 5, " "));
  } else {
    struct buffer words = {0}, shown = {0};
    quote(talk, &words, CHAT_NO_COMMAND, line);
    show_text(&shown, buffer_text(&words));
    say(talk, shown.data);
    buffer_free(&words);
    buffer_free(&shown);
  }
  return true;
}

/* Append `line` as valid UTF-8. */
static void clean_line(struct talk *talk, struct buffer *out, hvl_text line) {
  if (valid_utf8_prefix(line.data, line.len) < line.len)
    log_warning_once(talk->log, "", (struct where){0}, CHAT_NOT_UTF8);
  for (size_t at = 0; at < line.len;) {
    size_t from = at;
    if (next_char(line, &at) == 0xFFFD)
      buffer_print(out, "\xEF\xBF\xBD");
    else
      buffer_add(out, line.data + from, at - from);
  }
}

/* `line` without the mark that a file may begin with. */
static hvl_text behind_mark(hvl_text line) {
  bool marked = line.len >= 3 && memcmp(line.data, "\xEF\xBB\xBF", 3) == 0;
  return marked ? (hvl_text){line.data + 3, line.len - 3} : line;
}

static bool take_line(struct talk *talk, hvl_text line) {
  struct buffer clean = {0};
  clean_line(talk, &clean, trim(behind_mark(line)));
  bool more = true;
  if (clean.len && clean.data[0] == '/')
    more = take_command(talk, clean.data);
  else if (clean.len)
    take_message(talk, buffer_text(&clean));
  buffer_free(&clean);
  return more;
}

static void run(struct talk *talk) {
  char *line = NULL;
  size_t cap = 0;
  if (talk->typed) say(talk, text(talk, CHAT_HELP));
  for (bool more = true; more;) {
    if (talk->typed) buffer_print(&talk->verdict.out, text(talk, CHAT_PROMPT));
    flush(talk);
    errno = 0;
    ssize_t len = getline(&line, &cap, stdin);
    if (len < 0 && ferror(stdin))
      log_error(talk->log, (struct where){"-", 0}, CANNOT_READ,
                strerror(errno));
    if (len < 0 && talk->typed) buffer_put(&talk->verdict.out, '\n');
    more = len >= 0 && take_line(talk, (hvl_text){line, (size_t)len});
  }
  free(line);
  finish(talk);
  flush(talk);
}

int command_chat(const struct options *options, struct log *log) {
  struct talk talk = {.options = options, .log = log};
  if (options->files.count) {
    log_error(log, (struct where){0}, NO_ARGUMENTS, options->files.items[0]);
    return STATUS_WRONG;
  }
  hvl_options settings = HVL_OPTIONS_INIT;
  settings.level = options->level;
  hvl_status status = HVL_OK;
  talk.ruleset = load_ruleset(options, log);
  if (talk.ruleset && filter_check(options, talk.ruleset, log))
    status = hvl_session_new(&talk.session, talk.ruleset, &settings);
  if (status != HVL_OK) complain_status(log, status);
  talk.typed = isatty(STDIN_FILENO) == 1;
  talk.verdict.options = options;
  talk.verdict.color = style_wanted(options->color, stdout);
  if (talk.session &&
      session_set_facts(talk.session, talk.ruleset, options, log))
    run(&talk);
  hvl_session_free(talk.session);
  hvl_ruleset_free(talk.ruleset);
  free(talk.chat.messages);
  free(talk.findings);
  pool_free(&talk.pool);
  verdict_text_free(&talk.verdict);
  return status_of(log, talk.found);
}
