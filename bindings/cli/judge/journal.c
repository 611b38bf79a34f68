/* SPDX-License-Identifier: MIT */
/* journal.c - a file that grows by what is found in one conversation after the
 * other. Only conversations with something to tell have a record: numbers of
 * eight bytes, and the text that was said. */
#define _POSIX_C_SOURCE 200809L
#include "judge/journal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/checksum.h"

enum { WINDOW = 64 * 1024 };

struct journal {
  const hvl_ruleset *ruleset;
  size_t rules;
  int file;
  struct journal_end end;
  struct buffer added; /* and not written yet */

  struct buffer window; /* of what is read again */
  size_t at;
  uint64_t next, last; /* bytes of the file that follow the window */
  bool has_record;     /* the number of the next record was read */
  uint64_t number;
  struct findings findings;
  struct buffer said;
};

struct journal *journal_new(int file, const hvl_ruleset *ruleset) {
  struct journal *journal = mem_zeroed(1, sizeof *journal);
  journal->file = file;
  journal->ruleset = ruleset;
  journal->end.sum = CHECKSUM_INIT;
  while (hvl_ruleset_rule(ruleset, journal->rules)) journal->rules++;
  return journal;
}

void journal_free(struct journal *journal) {
  if (!journal) return;
  buffer_free(&journal->added);
  buffer_free(&journal->window);
  buffer_free(&journal->said);
  findings_free(&journal->findings);
  free(journal);
}

/* ---- Writing ------------------------------------------------------------- */

static void put_number(struct journal *journal, uint64_t number) {
  buffer_add(&journal->added, (const char *)&number, sizeof number);
}

/* Rules are in order of id. */
static size_t index_of(const struct journal *journal, const hvl_rule *rule) {
  size_t low = 0, high = journal->rules;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const hvl_rule *at = hvl_ruleset_rule(journal->ruleset, middle);
    if (strcmp(at->id, rule->id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void put_finding(struct journal *journal, const hvl_finding *finding) {
  put_number(journal, index_of(journal, finding->rule));
  put_number(journal, (uint64_t)finding->severity);
  put_number(journal, finding->level);
  put_number(journal, finding->evasion);
  put_number(journal, finding->message);
  put_number(journal, finding->span_count);
  for (size_t i = 0; i < finding->span_count; i++) {
    put_number(journal, finding->spans[i].message);
    put_number(journal, finding->spans[i].start);
    put_number(journal, finding->spans[i].end);
  }
}

void journal_add(struct journal *journal, const struct judged *judged) {
  uint64_t number = journal->end.chats++;
  if (!judged->count && !judged->said.len) return;
  put_number(journal, number);
  put_number(journal, judged->said.len);
  put_number(journal, judged->count);
  for (size_t i = 0; i < judged->count; i++)
    put_finding(journal, &judged->findings[i]);
  buffer_add(&journal->added, judged->said.data, judged->said.len);
}

void journal_begin(struct journal *journal, hvl_text head) {
  buffer_add(&journal->added, head.data, head.len);
}

bool journal_sync(struct journal *journal, struct journal_end *end) {
  struct buffer *added = &journal->added;
  for (size_t at = 0; at < added->len;) {
    ssize_t len = pwrite(journal->file, added->data + at, added->len - at,
                         (off_t)(journal->end.length + at));
    if (len < 0 && errno == EINTR) continue;
    if (len < 0) return false;
    at += (size_t)len;
  }
  if (fsync(journal->file) != 0) return false;
  journal->end.sum = checksum(journal->end.sum, added->data, added->len);
  journal->end.length += added->len;
  buffer_clear(added);
  *end = journal->end;
  return true;
}

/* ---- Reading again ------------------------------------------------------- */

/* Have `size` bytes in the window, from `at` on. */
static bool need(struct journal *journal, size_t size) {
  struct buffer *window = &journal->window;
  size_t left = window->len - journal->at;
  if (left >= size) return true;
  if (size - left > journal->last - journal->next) return false;
  if (left) memmove(window->data, window->data + journal->at, left);
  window->len = left;
  journal->at = 0;
  size_t room = size > WINDOW ? size : WINDOW;
  buffer_reserve(window, room - left);
  while (window->len < size) {
    uint64_t rest = journal->last - journal->next;
    size_t wanted = room - window->len;
    ssize_t len =
        pread(journal->file, window->data + window->len,
              wanted < rest ? wanted : (size_t)rest, (off_t)journal->next);
    if (len < 0 && errno == EINTR) continue;
    if (len <= 0) return false;
    window->len += (size_t)len;
    journal->next += (uint64_t)len;
  }
  return true;
}

static bool take_number(struct journal *journal, uint64_t *number) {
  if (!need(journal, sizeof *number)) return false;
  memcpy(number, journal->window.data + journal->at, sizeof *number);
  journal->at += sizeof *number;
  return true;
}

bool journal_continue(struct journal *journal, size_t head_len,
                      const struct journal_end *end) {
  uint64_t sum = CHECKSUM_INIT;
  journal->last = end->length;
  for (uint64_t left = end->length; left;) {
    size_t size = left < WINDOW ? (size_t)left : WINDOW;
    if (!need(journal, size)) return false;
    sum = checksum(sum, journal->window.data + journal->at, size);
    journal->at += size;
    left -= size;
  }
  if (sum != end->sum || head_len > end->length) return false;
  if (ftruncate(journal->file, (off_t)end->length) != 0) return false;
  journal->end = *end;
  journal->next = head_len;
  journal->at = journal->window.len = 0;
  return true;
}

/* Is it a part of a message of `chat`? */
static bool is_span(const struct chat *chat, hvl_span span) {
  return span.message < chat->count && span.start <= span.end &&
         span.end <= chat->messages[span.message].text.len;
}

static bool take_spans(struct journal *journal, const struct chat *chat,
                       size_t count) {
  uint64_t message, start, end;
  for (size_t i = 0; i < count; i++) {
    if (!take_number(journal, &message) || !take_number(journal, &start) ||
        !take_number(journal, &end))
      return false;
    hvl_span span = {(size_t)message, (size_t)start, (size_t)end};
    if (!is_span(chat, span)) return false;
    findings_span(&journal->findings, span);
  }
  return true;
}

static bool take_finding(struct journal *journal, const struct chat *chat) {
  enum { RULE, SEVERITY, LEVEL, EVASION, MESSAGE, SPANS, FIELDS };
  uint64_t fields[FIELDS];
  for (size_t i = 0; i < FIELDS; i++)
    if (!take_number(journal, &fields[i])) return false;
  if (fields[RULE] >= journal->rules || fields[MESSAGE] >= chat->count ||
      fields[SEVERITY] < HVL_NOTE || fields[SEVERITY] > HVL_ERROR)
    return false;
  hvl_finding finding = {
      .rule = hvl_ruleset_rule(journal->ruleset, (size_t)fields[RULE]),
      .severity = (hvl_severity)fields[SEVERITY],
      .level = (uint32_t)fields[LEVEL],
      .evasion = (uint32_t)fields[EVASION],
      .message = (size_t)fields[MESSAGE],
      .span_count = (size_t)fields[SPANS]};
  if (!finding.span_count || !take_spans(journal, chat, finding.span_count))
    return false;
  findings_close(&journal->findings, &finding);
  return true;
}

/* The rest of the record whose number was read. */
static bool take_record(struct journal *journal, const struct chat *chat) {
  uint64_t said, count;
  if (!take_number(journal, &said) || !take_number(journal, &count))
    return false;
  for (; count; count--)
    if (!take_finding(journal, chat)) return false;
  if (!need(journal, (size_t)said)) return false;
  buffer_add(&journal->said, journal->window.data + journal->at, (size_t)said);
  journal->at += (size_t)said;
  findings_place(&journal->findings);
  return true;
}

bool journal_next(struct journal *journal, uint64_t number,
                  struct judged *judged) {
  findings_clear(&journal->findings);
  buffer_clear(&journal->said);
  bool more =
      journal->at < journal->window.len || journal->next < journal->last;
  if (!journal->has_record && more)
    journal->has_record = take_number(journal, &journal->number);
  if (journal->has_record && journal->number == number) {
    journal->has_record = false;
    if (!take_record(journal, judged->chat)) return false;
  }
  judged->findings = journal->findings.items;
  judged->count = journal->findings.count;
  judged->said = buffer_text(&journal->said);
  return true;
}
