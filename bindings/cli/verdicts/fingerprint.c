/* SPDX-License-Identifier: MIT */
/* fingerprint.c - what tells a finding from others: a checksum of what does
 * not change from run to run. */
#include "verdicts/fingerprint.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/checksum.h"
#include "base/width.h"
#include "mask/mask.h"
#include "verdicts/occurrences.h"
#include "verdicts/source_path.h"

enum { MOST_DIGITS = 24 };

struct fingerprinting {
  bool chats;                  /* not templates */
  struct buffer file, path;    /* at hand, and that as source_path() has it */
  struct occurrences findings; /* of it that are alike but for their order */
  struct fingerprint *prints;
  size_t cap;
};

/* With its NUL, so that parts do not run into each other. */
static uint64_t hash_string(uint64_t hash, const char *text) {
  return checksum(hash, text, strlen(text) + 1);
}

static uint64_t hash_code(uint64_t hash, UChar32 code) {
  char bytes[] = {(char)(code & 0xFF), (char)(code >> 8 & 0xFF),
                  (char)(code >> 16 & 0xFF)};
  return checksum(hash, bytes, sizeof bytes);
}

/* `text` as UTF-16, folded by NFKC_Casefold. The caller frees it; `*len` is its
 * length. Where ICU cannot fold it is the text as it was. */
static UChar *fold(hvl_text text, int32_t *len) {
  UErrorCode status = U_ZERO_ERROR;
  size_t room = text.len + 1;
  UChar *wide = mem_resize(NULL, room, sizeof *wide);
  u_strFromUTF8WithSub(wide, (int32_t)room, len, text.data, (int32_t)text.len,
                       0xFFFD, NULL, &status);
  const UNormalizer2 *folder = unorm2_getNFKCCasefoldInstance(&status);
  int32_t need = unorm2_normalize(folder, wide, *len, NULL, 0, &status);
  if (status != U_BUFFER_OVERFLOW_ERROR) {
    if (U_SUCCESS(status)) *len = need;
    return wide;
  }
  status = U_ZERO_ERROR;
  UChar *folded = mem_resize(NULL, (size_t)need + 1, sizeof *folded);
  *len = unorm2_normalize(folder, wide, *len, folded, need + 1, &status);
  free(wide);
  return folded;
}

static uint64_t hash_folded(uint64_t hash, hvl_text text) {
  int32_t len = 0;
  UChar *folded = fold(text, &len);
  for (int32_t at = 0; at < len;) {
    UChar32 code;
    U16_NEXT(folded, at, len, code);
    if (!u_isUWhiteSpace(code) && !u_ispunct(code))
      hash = hash_code(hash, code);
  }
  free(folded);
  return hash_string(hash, "");
}

static uint64_t hash_message(uint64_t hash, hvl_text text) {
  struct mask mask = {0};
  struct buffer masked = {0};
  mask_find(&mask, text, 0, text.len);
  mask_write(&mask, &masked, text, 0, text.len);
  hash = hash_folded(hash, buffer_text(&masked));
  mask_free(&mask);
  buffer_free(&masked);
  return hash;
}

static uint64_t hash_label(uint64_t hash, hvl_text label) {
  struct buffer masked = {0};
  mask_label(&masked, label, true);
  hash = hash_string(hash, masked.len ? masked.data : "");
  buffer_free(&masked);
  return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number) {
  char digits[MOST_DIGITS];
  snprintf(digits, sizeof digits, "%" PRIu64, number);
  return hash_string(hash, digits);
}

/* The conversation that `row` is in. A name that was made up would be of its
 * place in the file. */
static uint64_t hash_conversation(uint64_t hash, const struct chat *chat,
                                  const struct message_row *row) {
  if (!row->is_nameless) return hash_label(hash, chat->id);
  hash = hash_label(hash, row->account);
  return row->has_time ? hash_number(hash, (uint64_t)row->time) : hash;
}

/* Of the finding in message `index`, the `nth` of its text in there. */
static uint64_t hash_finding(struct fingerprinting *fingerprinting,
                             const struct judged *judged,
                             const hvl_finding *finding, size_t nth) {
  const struct message_row *row = &judged->chat->messages[finding->message];
  uint64_t hash = hash_string(CHECKSUM_INIT, finding->rule->id);
  hash = hash_message(hash, row->text);
  hash = hash_string(hash, fingerprinting->path.data);
  if (fingerprinting->chats) {
    hash = hash_conversation(hash, judged->chat, row);
    hash = hash_number(hash, nth);
  }
  size_t like = occurrences_count(&fingerprinting->findings, hash);
  return like > 1 ? hash_number(hash, like) : hash;
}

struct fingerprinting *fingerprinting_new(enum command command) {
  struct fingerprinting *fingerprinting = mem_zeroed(1, sizeof *fingerprinting);
  fingerprinting->chats = command == COMMAND_AUDIT;
  return fingerprinting;
}

void fingerprinting_free(struct fingerprinting *fingerprinting) {
  if (!fingerprinting) return;
  buffer_free(&fingerprinting->file);
  buffer_free(&fingerprinting->path);
  occurrences_free(&fingerprinting->findings);
  free(fingerprinting->prints);
  free(fingerprinting);
}

static void begin_file(struct fingerprinting *fingerprinting,
                       const char *file) {
  struct buffer *known = &fingerprinting->file;
  if (known->len && strcmp(known->data, file) == 0) return;
  buffer_clear(known);
  buffer_print(known, file);
  buffer_clear(&fingerprinting->path);
  source_path(&fingerprinting->path, file);
  occurrences_free(&fingerprinting->findings);
}

static void add_print(struct fingerprinting *fingerprinting, size_t index,
                      uint64_t hash) {
  MEM_GROW(fingerprinting->prints, index, fingerprinting->cap);
  snprintf(fingerprinting->prints[index].text, FINGERPRINT_SIZE, "%016" PRIx64,
           hash);
}

/* All messages are counted, not only those of findings: which of these there
 * are depends on what the run is to report. */
void fingerprinting_apply(struct fingerprinting *fingerprinting,
                          struct judged *judged) {
  const hvl_finding *finding = judged->findings;
  struct occurrences texts = {0};
  size_t done = 0;
  begin_file(fingerprinting, judged->file);
  for (size_t i = 0; done < judged->count; i++) {
    hvl_text text = judged->chat->messages[i].text;
    size_t nth =
        occurrences_count(&texts, checksum(CHECKSUM_INIT, text.data, text.len));
    while (done < judged->count && finding[done].message == i) {
      add_print(fingerprinting, done,
                hash_finding(fingerprinting, judged, &finding[done], nth));
      done++;
    }
  }
  occurrences_free(&texts);
  judged->fingerprints = fingerprinting->prints;
}
