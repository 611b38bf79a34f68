/* SPDX-License-Identifier: MIT */
/* entity_known.c - remembers the values that the buyers' accounts introduced.
 */
#include "match/entity.h"

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

void hvl__known_learn(struct known *known, const struct text *text,
                      uint64_t account) {
  for (int kind = 0; kind < ENTITY_COUNT; kind++) {
    uint32_t at = 0;
    while (at < text->count) {
      uint32_t end = at + 1;
      if (hvl__entity_at(text, (enum entity_kind)kind, at, &end))
        learn(known, hvl__entity_value(text, (enum entity_kind)kind, at, end),
              account);
      else
        end = at + 1;
      at = end;
    }
  }
}
