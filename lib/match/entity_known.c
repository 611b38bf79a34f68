/* SPDX-License-Identifier: MIT */
/* entity_known.c - remembers the values that the buyers' accounts introduced.
 */
#include "match/entity.h"

void hvl__known_init(struct known *known, const struct image *image) {
  *known = (struct known){.image = image};
  for (uint32_t i = 0; i < image->code_count; i++) {
    uint32_t what = image->code[i] & 0xFFFFFF;
    bool asked = image->code[i] >> 24 == OP_ENTITY && what >> 8 != ANY_VALUE;
    if (asked) known->kinds |= UINT32_C(1) << (what & 255);
  }
}

void hvl__known_clear(struct known *known) {
  known->count = known->first = known->last = 0;
}

static bool has(const struct known *known, uint64_t value, uint64_t account) {
  uint32_t count = known->count < KNOWN_MAX ? known->count : KNOWN_MAX;
  for (uint32_t i = 0; i < count; i++)
    if (known->values[i].value == value && known->values[i].account == account)
      return true;
  return false;
}

static void learn(struct known *known, uint64_t value, uint64_t account) {
  if (has(known, value, account)) return;
  struct known_value new_value = {value, account};
  known->values[known->count % KNOWN_MAX] = new_value;
  known->count++;
  /* The ring stays full when the count comes round. */
  if (known->count == 0) known->count = KNOWN_MAX;
}

static void learn_kind(struct known *known, const struct text *text,
                       enum entity_kind kind, uint64_t places,
                       uint64_t account) {
  uint32_t at = 0, end;
  while (at < text->count && places != 0) {
    if (places >> at % 64 & 1 && hvl__entity_at(text, kind, at, &end)) {
      learn(known, hvl__entity_value(text, kind, at, end), account);
      at = end;
    } else {
      at++;
    }
  }
}

/* Where an entity of `kind` may begin. */
static uint64_t places_of(const struct text *text, enum entity_kind kind,
                          uint64_t numerals, uint64_t ascii,
                          const struct kernels *kernels) {
  uint64_t places = hvl__entity_places(kind, numerals, ascii);
  if (places == 0) return 0;
  bool may = kind == ENTITY_MOBILE    ? hvl__may_hold_mobile(text, numerals)
             : kind == ENTITY_ADDRESS ? hvl__may_hold_address(text, kernels)
             : kind == ENTITY_NAME    ? hvl__may_hold_name(text, kernels)
                                      : true;
  return may ? places : 0;
}

static void learn_text(struct known *known, const struct text *text,
                       uint64_t account) {
  const struct kernels *kernels = known->image->kernels;
  uint64_t numerals = hvl__numerals(text, kernels);
  uint64_t ascii = hvl__ascii(text);
  for (uint32_t kind = 0; kind < ENTITY_COUNT; kind++)
    if (known->kinds >> kind & 1)
      learn_kind(
          known, text, (enum entity_kind)kind,
          places_of(text, (enum entity_kind)kind, numerals, ascii, kernels),
          account);
}

/* ---- Later --------------------------------------------------------------- */

static void learn_first(struct known *known) {
  const struct deferred_text *deferred =
      &known->deferred[known->first++ % DEFERRED_MAX];
  learn_text(known, deferred->text, deferred->account);
}

void hvl__known_learn(struct known *known, const struct text *text,
                      uint64_t account) {
  hvl__known_catch_up(known, SIZE_MAX);
  learn_text(known, text, account);
}

void hvl__known_defer(struct known *known, const struct text *text,
                      uint64_t account, size_t message) {
  if (known->kinds == 0) return; /* nobody will ask */
  if (known->last - known->first == DEFERRED_MAX) learn_first(known);
  known->deferred[known->last++ % DEFERRED_MAX] =
      (struct deferred_text){text, account, message};
}

void hvl__known_catch_up(struct known *known, size_t message) {
  while (known->first != known->last &&
         known->deferred[known->first % DEFERRED_MAX].message < message)
    learn_first(known);
}

bool hvl__known_has(struct known *known, uint64_t value, uint64_t account) {
  hvl__known_catch_up(known, SIZE_MAX);
  return has(known, value, account);
}
