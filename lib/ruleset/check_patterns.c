/* SPDX-License-Identifier: MIT */
/* check_patterns.c - whether the programs of an image can be run. */
#include "base/chars.h"
#include "ruleset/image_check.h"

enum { GAP_MOST = 0xFFFF };

static bool is_entity(uint32_t operand) {
  return (operand & 255) < ENTITY_COUNT && operand >> 8 <= NEW_VALUE;
}

static bool check_operand(const struct image *image, enum opcode op,
                          uint32_t operand, uint32_t at, uint32_t size) {
  switch (op) {
  case OP_SYMBOL: return operand < image->symbols_count;
  case OP_GAP:
    return operand >> 16 > SCOPE_OVERLAP && operand >> 16 < SCOPE_COUNT &&
           (operand & GAP_MOST) <= REACH_MAX;
  case OP_SPLIT:
  case OP_JUMP: return operand > at && operand < size; /* never back */
  case OP_ENTITY: return is_entity(operand);
  case OP_REGEX: return operand < image->regexes_count;
  case OP_MATCH:
  case OP_START:
  case OP_END:
  case OP_HIT: return operand == 0;
  case OP_COUNT: break;
  }
  return false;
}

static bool check_program(const struct image *image,
                          const struct image_pattern *pattern) {
  const uint32_t *code = image->code + pattern->code;
  const uint32_t flags = pattern->flags;
  uint32_t has = 0;
  for (uint32_t i = 0; i < pattern->size; i++) {
    uint32_t op = code[i] >> 24, operand = code[i] & 0xFFFFFF;
    if (op >= OP_COUNT) return false;
    if (!check_operand(image, (enum opcode)op, operand, i, pattern->size))
      return false;
    if (op == OP_HIT) has |= PATTERN_HAS_HIT;
    if (op == OP_REGEX) has |= PATTERN_HAS_REGEX;
  }
  if (code[pattern->size - 1] >> 24 != OP_MATCH) return false;
  if ((flags & (PATTERN_HAS_HIT | PATTERN_HAS_REGEX)) != has) return false;
  if (flags & PATTERN_NEEDS_HIT && !(has & PATTERN_HAS_HIT)) return false;
  return code[0] >> 24 == OP_START || !(flags & PATTERN_AT_START);
}

static bool check_pattern(const struct image *image,
                          const struct image_pattern *pattern) {
  const uint32_t flags = PATTERN_AT_START | PATTERN_HAS_HIT |
                         PATTERN_NEEDS_HIT | PATTERN_HAS_REGEX;
  if (!hvl__is_string(image, pattern->source)) return false;
  if (pattern->size == 0 || pattern->size > PROGRAM_MAX) return false;
  if (!hvl__in_range(pattern->code, pattern->size, image->code_count))
    return false;
  if (!hvl__in_range(pattern->variant, pattern->variants,
                     image->variants_count))
    return false;
  if (pattern->variants > VARIANTS_MAX) return false;
  if (pattern->reach > REACH_MAX || pattern->flags & ~flags) return false;
  return check_program(image, pattern);
}

/* Sessions look for entities in all code, be it of a pattern or not. */
static bool check_entities(const struct image *image) {
  for (uint32_t i = 0; i < image->code_count; i++) {
    uint32_t op = image->code[i] >> 24, operand = image->code[i] & 0xFFFFFF;
    if (op == OP_ENTITY && !is_entity(operand)) return false;
  }
  return true;
}

static bool check_variant(const struct image *image,
                          const struct image_variant *variant) {
  bool none = variant->needs[0] == NONE;
  for (uint32_t i = 0; i < VARIANT_NEEDS; i++)
    if (none ? variant->needs[i] != NONE
             : variant->needs[i] >= image->symbols_count)
      return false;
  return variant->apart >= -REACH_MAX && variant->apart <= REACH_MAX &&
         !(none && variant->apart != 0) && variant->digit <= 1;
}

bool hvl__check_patterns(const struct image *image) {
  for (uint32_t i = 0; i < image->variants_count; i++)
    if (!check_variant(image, &image->variants[i])) return false;
  for (uint32_t i = 0; i < image->regexes_count; i++) {
    const struct image_regex *regex = &image->regexes[i];
    if (!hvl__is_string(image, regex->source)) return false;
    if (regex->symbol != NONE && regex->symbol >= image->symbols_count)
      return false;
    if (regex->reach > REACH_MAX) return false;
    if (regex->flags & ~(uint32_t)REGEX_HAS_DIGIT) return false;
  }
  for (uint32_t i = 0; i < image->patterns_count; i++) {
    if (!check_pattern(image, &image->patterns[i])) return false;
  }
  return check_entities(image);
}
