/* SPDX-License-Identifier: MIT */
/* compile_weights_test.c - where the compiler puts grams, and what features say
 * of lines and blends. */
#include "compile_fixture.h"

#include "ruleset/gram.h"

static const char rules[] = RULE_FILE("", "    seller: [发票]\n");

static hvl_ruleset *compile_weights(const char *table) {
  hvl_compiler *compiler = new_compiler();
  hvl_ruleset *ruleset;
  add_text(compiler, "a.yaml", rules);
  add_text(compiler, "a.csv", table);
  hvl_status status = hvl_compiler_build(compiler, &ruleset);
  if (status != HVL_OK) {
    print_diags(compiler);
    fail_msg("status %d", (int)status);
  }
  hvl_compiler_free(compiler);
  return ruleset;
}

/* ---- Buckets ------------------------------------------------------------- */

/* Characters that the examples have, and others. */
static const char *const common[] = {"发", "票", "开", "不", "了", "可", "以"};
static const char *const seldom[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚"};
enum { CHARACTERS = 7, PAIRS = CHARACTERS * CHARACTERS };

static uint64_t key_of(const char *const characters[], uint32_t pair) {
  uint16_t units[2];
  for (uint32_t i = 0; i < 2; i++) {
    const unsigned char *bytes =
        (const void *)characters[i ? pair % CHARACTERS : pair / CHARACTERS];
    units[i] = (uint16_t)((bytes[0] & 15) << 12 | (bytes[1] & 63) << 6 |
                          (bytes[2] & 63));
  }
  return hvl__gram_key(GRAM_OWN, units, 2);
}

static void test_in_a_bucket_the_commonest_come_first(void **state) {
  char table[8192] = "side,gram,test\nlevel-1,,50\n";
  for (uint32_t i = 0; i < 2 * PAIRS; i++) {
    const char *const *of = i < PAIRS ? common : seldom;
    size_t len = strlen(table);
    snprintf(table + len, sizeof table - len, "own,%s%s,1\n",
             of[i % PAIRS / CHARACTERS], of[i % CHARACTERS]);
  }
  hvl_ruleset *ruleset = compile_weights(table);
  const struct image *image = &ruleset->image;
  uint32_t shared = 0;
  for (uint32_t i = 0; i < PAIRS; i++)
    for (uint32_t k = 0; k < PAIRS; k++) {
      uint64_t often = key_of(common, i), other = key_of(seldom, k);
      if (hvl__gram_bucket(image, often) != hvl__gram_bucket(image, other))
        continue;
      shared++;
      assert_true(hvl__gram_find(image, often) < hvl__gram_find(image, other));
    }
  assert_true(shared > 10);
  hvl_ruleset_free(ruleset);
  (void)state;
}

/* ---- Features ------------------------------------------------------------ */

enum { FEATURES = 40 };

static int32_t says(uint32_t feature) {
  return (feature % 3 ? -1 : 1) * (int32_t)(7 + 100 * feature);
}

/* Add a row with `weight` for the line, and of features nothing. */
static void add_row(char *table, const char *kind, int32_t weight) {
  sprintf(table + strlen(table), "%s,%d", kind, (int)weight);
  for (uint32_t i = 0; i < FEATURES; i++) strcat(table, ",");
  strcat(table, "\n");
}

/* Feature n says says(n) of the line, and the opposite of a blend. */
static void write_features(char *table) {
  char kind[16];
  strcpy(table, "side,gram,test");
  for (uint32_t i = 0; i < FEATURES; i++)
    sprintf(table + strlen(table), ",f%u", (unsigned)i);
  strcat(table, "\n");
  for (uint32_t i = 0; i < FEATURES; i++) {
    sprintf(kind, "feature,f%u", (unsigned)i);
    add_row(table, kind, says(i));
  }
  add_row(table, "level-1,", 50);
  add_row(table, "own,甲", 1);
  strcat(table, "blend,b,5");
  for (uint32_t i = 0; i < FEATURES; i++)
    sprintf(table + strlen(table), ",%d", (int)-says(i));
  strcat(table, "\n");
}

static void test_features_say_what_the_table_has(void **state) {
  char table[8192];
  write_features(table);
  hvl_ruleset *ruleset = compile_weights(table);
  const struct image *image = &ruleset->image;
  assert_int_equal(image->features_count, FEATURES);
  for (uint32_t i = 0; i < COLUMNS_MAX; i++)
    for (uint32_t k = 0; k < SAID_MAX; k++) {
      int32_t expected = k == 0 ? says(i) : k == WEIGHED_MAX ? -says(i) : 0;
      assert_int_equal(hvl__feature_says(image, i, k),
                       i < FEATURES ? expected : 0);
    }
  hvl_ruleset_free(ruleset);
  (void)state;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_in_a_bucket_the_commonest_come_first),
      cmocka_unit_test(test_features_say_what_the_table_has),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
