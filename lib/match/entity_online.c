/* SPDX-License-Identifier: MIT */
/* entity_online.c - finds account names, web addresses and what a template or a
 * mask left open. */
#include "match/entity_scan.h"

static bool is_alnum(const struct text *text, uint32_t at) {
  enum char_class kind = hvl__scan_class(text, at);
  return kind == CHAR_LATIN || kind == CHAR_DIGIT;
}

/* ---- Accounts ------------------------------------------------------------ */

enum { ACCOUNT_LEAST = 5, ACCOUNT_MOST = 20 };

static bool is_name_unit(const struct text *text, uint32_t at) {
  uint16_t unit = hvl__scan_unit(text, at);
  return unit == '_' || unit == '-' || is_alnum(text, at);
}

/* Sizes and prices stand side by side as well: 41 42 43. */
static bool fits_qq(const struct digits *digits) {
  uint32_t least = digits->parted ? 7 : ACCOUNT_LEAST;
  return digits->count >= least && digits->count <= 11 && digits->value[0] != 0;
}

/* The place behind `@` and a domain at `at`, or `at`. */
static uint32_t behind_host(const struct text *text, uint32_t at) {
  uint32_t end = at + 1, most = at + ENTITY_REACH / 2;
  bool dot = false;
  if (hvl__scan_unit(text, at) != '@') return at;
  for (; end < most; end++) {
    bool here = hvl__scan_unit(text, end) == '.' && is_alnum(text, end + 1);
    if (!here && !is_name_unit(text, end)) break;
    dot = dot || here;
  }
  return dot ? end : at;
}

static bool masks(const struct text *text, uint32_t at) {
  return hvl__scan_unit(text, at) == '*';
}

bool hvl__scan_contact(const struct text *text, uint32_t at, uint32_t *end) {
  bool letters = false;
  uint32_t place = at;
  if (at > 0 && (is_name_unit(text, at - 1) || masks(text, at - 1)))
    return false;
  for (; place < at + ACCOUNT_MOST && is_name_unit(text, place); place++)
    letters = letters || hvl__scan_class(text, place) == CHAR_LATIN;
  if (!letters)
    return hvl__scan_run(text, at, fits_qq, end) && !masks(text, *end);
  if (!is_alnum(text, at) || is_name_unit(text, place) || masks(text, place))
    return false;
  *end = behind_host(text, place);
  while (hvl__scan_unit(text, *end - 1) == '-') --*end;
  return *end - at >= ACCOUNT_LEAST;
}

/* ---- Links --------------------------------------------------------------- */

static bool is_path_unit(uint16_t unit) {
  return unit > ' ' && unit < 127 && !hvl__scan_in(unit, u"\"<>{}|\\^`");
}

/* The place behind labels with dots between, the last in `*label`. */
static uint32_t read_host(const struct text *text, uint32_t at,
                          uint32_t *label) {
  uint32_t place = at, most = at + ENTITY_REACH / 2;
  *label = at;
  for (; place < most; place++) {
    uint16_t unit = hvl__scan_unit(text, place);
    bool dot = unit == '.' && place > at && is_alnum(text, place + 1);
    if (!dot && unit != '-' && !is_alnum(text, place)) break;
    if (dot) *label = place + 1;
  }
  return place;
}

static bool is_domain(const struct text *text, uint32_t label, uint32_t end) {
  uint32_t length =
      hvl__scan_word(text, label,
                     u"com cn net org top xyz vip shop cc co io me tv info "
                     u"club site online app "
                     u"link ltd store hk tw la im ink wang pro fun");
  return length > 0 && label + length == end;
}

bool hvl__scan_link(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t label;
  if (at > 0 && (is_name_unit(text, at - 1) || text->units[at - 1] == '.' ||
                 text->units[at - 1] == '@'))
    return false;
  uint32_t scheme = hvl__scan_word(text, at, u"http:// https://");
  uint32_t place = read_host(text, at + scheme, &label);
  if (place == at + scheme) return false;
  bool www = hvl__scan_word(text, at, u"www.") > 0 && label > at;
  if (scheme == 0 && !www && (label == at || !is_domain(text, label, place)))
    return false;
  uint16_t behind = hvl__scan_unit(text, place);
  if (behind == '/' || behind == '?' || behind == ':')
    while (place < at + ENTITY_REACH &&
           is_path_unit(hvl__scan_unit(text, place)))
      place++;
  *end = place;
  return true;
}

/* ---- Masks --------------------------------------------------------------- */

enum { MASKED_MOST = 24 }; /* units to each side of a mask */

/* The length of the mask at `at`: two stars, or three times the letter x. */
static uint32_t mask_length(const struct text *text, uint32_t at) {
  uint32_t stars = 0, crosses = 0;
  while (stars < MASKED_MOST &&
         hvl__scan_in(hvl__scan_unit(text, at + stars), u"*●•×○"))
    stars++;
  while (crosses < MASKED_MOST && hvl__scan_unit(text, at + crosses) == 'x')
    crosses++;
  if (stars >= 2) return stars;
  return crosses >= 3 ? crosses : 0;
}

/* Letters and digits up to a mask; digits are counted in `*digits`. */
static uint32_t plain_part(const struct text *text, uint32_t at,
                           uint32_t *digits) {
  uint32_t place = at;
  for (; place < at + MASKED_MOST && is_alnum(text, place); place++) {
    if (mask_length(text, place) > 0) break;
    *digits += hvl__scan_class(text, place) == CHAR_DIGIT;
  }
  return place;
}

bool hvl__scan_masked(const struct text *text, uint32_t at, uint32_t *end) {
  uint32_t digits = 0;
  if (at > 0 && (is_alnum(text, at - 1) || text->units[at - 1] == '*'))
    return false;
  uint32_t place = plain_part(text, at, &digits);
  uint32_t mask = mask_length(text, place);
  if (mask == 0) return false;
  *end = plain_part(text, place + mask, &digits);
  return digits >= 3 && !is_alnum(text, *end);
}

/* ---- Placeholders -------------------------------------------------------- */

enum { PLACEHOLDER_MOST = 30 };

bool hvl__scan_placeholder(const struct text *text, uint32_t at,
                           uint32_t *end) {
  uint32_t open = hvl__scan_word(text, at, u"{ {{");
  if (open == 0) return false;
  uint32_t place = at + open;
  for (; place < at + PLACEHOLDER_MOST; place++) {
    uint16_t unit = hvl__scan_unit(text, place);
    if (unit == '}') break;
    if (unit == '{' || unit == '\n' || unit == 0 || unit == UNIT_BREAK)
      return false;
  }
  uint32_t close = hvl__scan_word(text, place, open == 2 ? u"}}" : u"}");
  *end = place + close;
  return close > 0 && place > at + open;
}
