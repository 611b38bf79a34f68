/* SPDX-License-Identifier: MIT */
/* entity_known.c - remembers the values that the buyers' accounts introduced.
 */
#include "match/entity.h"

void hvl__known_init(struct known *known, const struct image *image) {
  known->count = 0;
  known->kinds = 0;
  for (uint32_t i = 0; i < image->code_count; i++) {
    uint32_t what = image->code[i] & 0xFFFFFF;
    bool asked = image->code[i] >> 24 == OP_ENTITY && what >> 8 != ANY_VALUE;
    if (asked) known->kinds |= UINT32_C(1) << (what & 255);
  }
}

bool hvl__known_has(const struct known *known, uint64_t value,
                    uint64_t account) {
  uint32_t count = known->count < KNOWN_MAX ? known->count : KNOWN_MAX;
  for (uint32_t i = 0; i < count; i++)
    if (known->values[i].value == value && known->values[i].account == account)
      return true;
  return false;
}

static void learn(struct known *known, uint64_t value, uint64_t account) {
  if (hvl__known_has(known, value, account)) return;
  struct known_value new_value = {value, account};
  known->values[known->count % KNOWN_MAX] = new_value;
  known->count++;
  /* The ring stays full when the count comes round. */
  if (known->count == 0) known->count = KNOWN_MAX;
}

static void learn_kind(struct known *known, const struct text *text,
                       enum entity_kind kind, uint64_t account) {
  uint32_t at = 0, end;
  while (at < text->count) {
    if (hvl__entity_at(text, kind, at, &end)) {
      learn(known, hvl__entity_value(text, kind, at, end), account);
      at = end;
    } else {
      at++;
    }
  }
}

/* Kinds of which some value has no digit and no Han numeral. */
static const uint32_t without_numeral =
    1u << ENTITY_DATE | 1u << ENTITY_NAME | 1u << ENTITY_CONTACT |
    1u << ENTITY_LINK | 1u << ENTITY_PLACEHOLDER;

void hvl__known_learn(struct known *known, const struct text *text,
                      uint64_t account) {
  uint32_t kinds = known->kinds;
  if (!hvl__has_numeral(text, 0, text->count))
    kinds &= without_numeral;
  else if (kinds >> ENTITY_ADDRESS & 1 && !hvl__may_hold_address(text))
    kinds &= ~(UINT32_C(1) << ENTITY_ADDRESS);
  if (kinds >> ENTITY_NAME & 1 && !hvl__may_hold_name(text))
    kinds &= ~(UINT32_C(1) << ENTITY_NAME);
  for (uint32_t kind = 0; kind < ENTITY_COUNT; kind++)
    if (kinds >> kind & 1)
      learn_kind(known, text, (enum entity_kind)kind, account);
}
