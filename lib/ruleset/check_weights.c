/* SPDX-License-Identifier: MIT */
/* check_weights.c - whether weights are within bounds. */
#include "ruleset/gram.h"
#include "ruleset/image_check.h"

/* The greatest number that a file of weights may have. */
static const uint32_t NUMBER_MOST = 1 << 20;

/* Grams of one unit are counted, and they and those of two have all rows. */
static bool check_rows(const struct image *image) {
  uint32_t grams = 0;
  bool good = true;
  for (uint32_t i = 0; i < image->gram_units_count; i++) {
    good = good && image->gram_units[i].before == grams;
    grams += hvl__bit_count(image->gram_units[i].bits);
  }
  return good && image->gram_rows_count % GRAM_ROW == 0 &&
         image->gram_rows_count / GRAM_ROW ==
             (uint64_t)grams + image->gram_prints_count;
}

/* If there are grams, there is all that it takes to look for one. */
static bool check_grams(const struct image *image) {
  if (image->gram_rows_count == 0) return true;
  return image->gram_units_count == GRAM_SIDES * GRAM_UNITS &&
         image->gram_buckets_count > 0 &&
         image->gram_values_count == 2 * WEIGHT_CODES;
}

/* Every bucket is a range of grams of two units, and each lies in one. */
static bool check_buckets(const struct image *image) {
  if (image->gram_buckets_count == 0) return image->gram_prints_count == 0;
  const uint32_t *buckets = image->gram_buckets;
  uint32_t count = image->gram_buckets_count - 1;
  if (count == 0 || (count & (count - 1)) != 0 ||
      count > SLOTS_MAX / GRAM_FILTER_BITS ||
      image->gram_filter_count != hvl__gram_filter_words(count))
    return false;
  unsigned bad = 0; /* no way out of the loop: it takes many at a time */
  for (uint32_t i = 0; i < count; i++) bad |= buckets[i] > buckets[i + 1];
  return !bad && buckets[0] == 0 && buckets[count] == image->gram_prints_count;
}

static bool check_line(const struct image *image,
                       const struct image_weighed *weighed) {
  if (!hvl__is_string(image, weighed->line)) return false;
  if (weighed->column != NONE && (weighed->column < image->features_count ||
                                  weighed->column >= COLUMNS_MAX))
    return false;
  return weighed->rule == NONE ||
         (weighed->rule < image->rules_count &&
          image->rules[weighed->rule].flags & RULE_BY_WEIGHT);
}

static bool check_rule(const struct image *image,
                       const struct image_rule *rule) {
  if (rule->weighed == NONE) return !(rule->flags & RULE_BY_WEIGHT);
  return rule->weighed < image->weighed_count;
}

static bool is_small(uint32_t number) {
  return number + NUMBER_MOST <= 2 * NUMBER_MOST;
}

/* Sums of what features and blends say stay within 32 bits. */
static bool may_speak(const uint32_t *weights, size_t count) {
  bool good = true;
  for (size_t i = 0; i < count; i++)
    good = good && weights[i] + SPEAK_MOST <= 2 * SPEAK_MOST;
  return good;
}

/* What there is of each feature may speak, and of others nothing does. */
static bool check_says(const struct image *image) {
  uint32_t features = image->features_count;
  uint32_t count = features > 0 ? FEATURE_PAIRS * SAID_MAX : 0;
  if (image->says_count != count) return false;
  for (uint32_t i = 0; i < 2 * count; i++) {
    uint32_t feature = i / SAID_MAX;
    uint32_t says = (uint32_t)hvl__feature_says(image, feature, i % SAID_MAX);
    if (feature < features ? !may_speak(&says, 1) : says != 0) return false;
  }
  return true;
}

static bool check_blend(const struct image *image,
                        const struct image_blend *blend) {
  return may_speak(blend->weights, WEIGHED_MAX) &&
         hvl__is_string(image, blend->name);
}

static bool check_biases(const struct image *image) {
  uint32_t count = image->features_count > 0 ? 2 * COLUMNS_MAX : 0;
  if (image->biases_count != count) return false;
  for (uint32_t i = 0; i < count; i++) {
    bool is_feature = i % COLUMNS_MAX < image->features_count;
    if (!is_small(image->biases[i]) || (!is_feature && image->biases[i] != 0))
      return false;
  }
  return true;
}

/* Local features come first. */
static bool check_locals(const struct image *image) {
  uint32_t count = 0;
  while (count < image->features_count && image->features[count].is_local == 1)
    count++;
  for (uint32_t i = count; i < image->features_count; i++)
    if (image->features[i].is_local != 0) return false;
  return count <= LOCALS_MAX;
}

static bool check_features(const struct image *image) {
  if (image->weighed_count > WEIGHED_MAX ||
      image->features_count > COLUMNS_MAX || image->blends_count > BLENDS_MAX)
    return false;
  for (uint32_t i = 0; i < image->features_count; i++)
    if (!hvl__is_string(image, image->features[i].name)) return false;
  for (uint32_t i = 0; i < image->blends_count; i++)
    if (!check_blend(image, &image->blends[i])) return false;
  return check_says(image) && check_locals(image) && check_biases(image);
}

bool hvl__check_weights(const struct image *image) {
  if (!check_features(image) || !check_rows(image) || !check_grams(image) ||
      !check_buckets(image))
    return false;
  for (uint32_t i = 0; i < image->weighed_count; i++) {
    if (!check_line(image, &image->weighed[i])) return false;
  }
  for (uint32_t i = 0; i < image->rules_count; i++) {
    if (!check_rule(image, &image->rules[i])) return false;
  }
  return true;
}
