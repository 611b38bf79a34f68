/* SPDX-License-Identifier: MIT */
/* match_weigh_test.c - what messages weigh: sums, how far they reach, levels,
 * and where the weight lies. */
#include "compile_fixture.h"

#include "match/weigh.h"

static const char rules[] = RULE_FILE("", "    seller: [发票]\n");
static const char weights[] = "side,gram,test\n"
                              "bias,,-10\n"
                              "rule-2,,30\n"
                              "level-1,,50\n"
                              "level-2,,20\n"
                              "level-3,,0\n"
                              "own,甲,60\n"
                              "own,乙,-20\n"
                              "own,丙丁,45\n"
                              "buyer,问,40\n"
                              "buyer,答,3\n"
                              "seller,前,15\n";

struct fixture {
  hvl_ruleset *ruleset;
  hvl_allocator mem;
  struct text text;
  struct weighing weighing;
};

static int set_up_with(void **state, const char *table) {
  static struct fixture fixture;
  hvl_compiler *compiler = new_compiler();
  fixture = (struct fixture){.mem = hvl__mem_pick(NULL, NULL)};
  add_text(compiler, "a.yaml", rules);
  add_text(compiler, "a.csv", table);
  assert_int_equal(hvl_compiler_build(compiler, &fixture.ruleset), HVL_OK);
  hvl_compiler_free(compiler);
  *state = &fixture;
  return 0;
}

static int set_up(void **state) {
  return set_up_with(state, weights);
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  hvl__text_free(&fixture->text, &fixture->mem);
  hvl_ruleset_free(fixture->ruleset);
  return 0;
}

static int64_t weigh(struct fixture *fixture, hvl_role role,
                     const char *message) {
  const struct image *image = &fixture->ruleset->image;
  hvl_text source = {message, strlen(message)};
  assert_true(hvl__fold(&fixture->text, image, source, &fixture->mem));
  hvl__weigh(&fixture->weighing, image, &fixture->text, source.len, role);
  return fixture->weighing.lines[0];
}

static void feed(struct fixture *fixture, hvl_role role, const char *message) {
  weigh(fixture, role, message);
  hvl__weigh_commit(&fixture->weighing);
}

static void test_grams_add_up(void **state) {
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), -10);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲乙甲"), 90);
  assert_int_equal(weigh(*state, HVL_SELLER, "丙丁 丙 丁"), 35);
  assert_int_equal(weigh(*state, HVL_SELLER, ""), -10);
}

static void test_what_is_not_kept_counts_for_nothing_later(void **state) {
  weigh(*state, HVL_BUYER, "问");
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), -10);
}

static void
test_a_question_counts_for_four_messages_less_and_less(void **state) {
  static const int sums[WEIGHED_BUYERS] = {30, 22, 15, 10};
  feed(*state, HVL_BUYER, "问");
  for (int i = 0; i < WEIGHED_BUYERS; i++) {
    assert_int_equal(weigh(*state, HVL_SELLER, "好"), sums[i]);
    feed(*state, HVL_SYSTEM, "问");
  }
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), -10);
}

static void test_the_shops_own_counts_for_three(void **state) {
  static const int sums[WEIGHED_SELLERS] = {5, 2, -1};
  feed(*state, HVL_SELLER, "前");
  for (int i = 0; i < WEIGHED_SELLERS; i++) {
    assert_int_equal(weigh(*state, HVL_SELLER, "好"), sums[i]);
    feed(*state, HVL_BUYER, "好");
  }
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), -10);
}

static void
test_one_message_before_counts_for_so_much_and_no_more(void **state) {
  feed(*state, HVL_BUYER, "问问问问问问问问问问问问问问问问问问");
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), 182);
}

static void test_what_a_message_adds_is_told_apart(void **state) {
  struct fixture *fixture = *state;
  feed(fixture, HVL_BUYER, "问");
  weigh(fixture, HVL_SELLER, "甲乙");
  assert_int_equal(fixture->weighing.lines[0], 70);
  assert_int_equal(fixture->weighing.none[0], 30);
  assert_int_equal(fixture->weighing.none_asked[0], -10);
  feed(fixture, HVL_SELLER, "前");
  weigh(fixture, HVL_SELLER, "甲");
  assert_int_equal(fixture->weighing.lines[0], 97);
  assert_int_equal(fixture->weighing.none[0], 37);
  assert_int_equal(fixture->weighing.none_asked[0], 37);
}

static void test_nothing_is_left_when_cleared(void **state) {
  struct fixture *fixture = *state;
  feed(fixture, HVL_BUYER, "问");
  hvl__weighing_clear(&fixture->weighing);
  assert_int_equal(weigh(fixture, HVL_SELLER, "好"), -10);
}

static void test_levels_are_reached_from_below(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  const struct weighing *weighing = &fixture->weighing;
  weigh(fixture, HVL_SELLER, "甲");
  assert_int_equal(hvl__weighed_level(weighing, image, 0, 0), 1);
  weigh(fixture, HVL_SELLER, "甲乙");
  assert_int_equal(hvl__weighed_level(weighing, image, 0, 0), 2);
  assert_int_equal(hvl__weighed_level(weighing, image, 0, 2), 1);
  weigh(fixture, HVL_SELLER, "好");
  assert_int_equal(hvl__weighed_level(weighing, image, 0, 0), 4);
  assert_int_equal(hvl__weighed_level(weighing, image, 0, 2), 2);
}

static void test_the_stretch_is_where_the_weight_lies(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  weigh(fixture, HVL_SELLER, "一二丙丁五六");
  struct stretch most =
      hvl__weighed_stretch(&fixture->weighing, image, &fixture->text, 0);
  assert_int_equal(most.from, 2);
  assert_int_equal(most.to, 4);
  weigh(fixture, HVL_SELLER, "甲乙乙乙乙丙丁");
  most = hvl__weighed_stretch(&fixture->weighing, image, &fixture->text, 0);
  assert_int_equal(most.from, 0);
  assert_int_equal(most.to, 1);
  weigh(fixture, HVL_SELLER, "一二三");
  most = hvl__weighed_stretch(&fixture->weighing, image, &fixture->text, 0);
  assert_int_equal(most.from, 0);
  assert_int_equal(most.to, 3);
}

static void test_the_question_is_the_one_that_adds_most(void **state) {
  struct fixture *fixture = *state;
  size_t len = 0;
  feed(fixture, HVL_BUYER, "问问");
  feed(fixture, HVL_BUYER, "问");
  feed(fixture, HVL_BUYER, "答");
  weigh(fixture, HVL_SELLER, "好");
  assert_int_equal(hvl__weighed_question(&fixture->weighing,
                                         &fixture->ruleset->image, 0, &len),
                   3);
  assert_int_equal(len, strlen("问问"));
  hvl__weighing_clear(&fixture->weighing);
  feed(fixture, HVL_BUYER, "答");
  weigh(fixture, HVL_SELLER, "好");
  assert_int_equal(hvl__weighed_question(&fixture->weighing,
                                         &fixture->ruleset->image, 0, &len),
                   0);
}

/* ---- Parts --------------------------------------------------------------- */

#define TEN   "一二三四五六七八九十"
#define SIXTY TEN TEN TEN TEN TEN TEN

static void test_a_short_message_has_no_parts(void **state) {
  struct fixture *fixture = *state;
  weigh(fixture, HVL_SELLER, TEN TEN TEN TEN);
  assert_false(fixture->weighing.is_parted);
  assert_false(
      hvl__weighed_part_alone(&fixture->weighing, &fixture->ruleset->image, 0));
}

static void test_a_part_counts_for_itself(void **state) {
  struct fixture *fixture = *state;
  const struct weighed_part *part = &fixture->weighing.parts[0];
  assert_int_equal(
      weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "。甲乙"), -30);
  assert_true(fixture->weighing.is_parted);
  assert_int_equal(part->sum, 30);
  assert_int_equal(part->at.from, 36);
  assert_int_equal(part->at.to, 47);
}

static void test_a_part_alone_must_be_certain_as_a_message(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "。丙丁");
  assert_false(hvl__weighed_part_alone(&fixture->weighing, image, 0));
  weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "。甲");
  assert_true(hvl__weighed_part_alone(&fixture->weighing, image, 0));
  assert_int_equal(hvl__weighed_level(&fixture->weighing, image, 0, 0), 4);
}

static void test_the_stretch_of_a_part_is_where_its_weight_lies(void **state) {
  struct fixture *fixture = *state;
  weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "一二甲三。");
  struct stretch most = hvl__weighed_part_stretch(
      &fixture->weighing, &fixture->ruleset->image, &fixture->text, 0);
  assert_int_equal(most.from, 46);
  assert_int_equal(most.to, 47);
}

static const char asking_weights[] = "side,gram,test\n"
                                     "level-1,,50\n"
                                     "own-least,,20\n"
                                     "turn-least,,60\n"
                                     "own,甲,20\n"
                                     "own,乙,-20\n"
                                     "buyer,问,40\n"
                                     "seller,前,40\n";

static int set_up_asking(void **state) {
  return set_up_with(state, asking_weights);
}

static void test_a_part_alone_must_add_enough(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  feed(fixture, HVL_SELLER, "前");
  weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "。甲");
  assert_int_equal(fixture->weighing.parts[0].sum, 60);
  assert_false(hvl__weighed_part_alone(&fixture->weighing, image, 0));
  hvl__weighing_clear(&fixture->weighing);
  feed(fixture, HVL_BUYER, "问");
  weigh(fixture, HVL_SELLER, "乙乙乙，" TEN TEN TEN TEN "。甲");
  assert_int_equal(fixture->weighing.parts[0].sum, 60);
  assert_true(hvl__weighed_part_alone(&fixture->weighing, image, 0));
}

/* ---- Local features ------------------------------------------------------ */

static const char local_weights[] = "side,gram,test,all,near\n"
                                    "bias,,0,,5\n"
                                    "local,,,,1\n"
                                    "feature,all,1024,,\n"
                                    "feature,near,1024,,\n"
                                    "own,甲,,,10\n"
                                    "own,乙,,,-20\n"
                                    "own,丙丁,,,40\n"
                                    "own,戊,,7,\n";

static int set_up_local(void **state) {
  return set_up_with(state, local_weights);
}

static void test_local_ones_come_first(void **state) {
  struct fixture *fixture = *state;
  const struct image *image = &fixture->ruleset->image;
  assert_int_equal(hvl__local_count(image), 1);
  assert_string_equal(image->strings + image->features[0].name, "near");
}

static void test_a_short_message_has_all_of_a_local_feature(void **state) {
  assert_int_equal(weigh(*state, HVL_SELLER, "好"), 5);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲" TEN "甲"), 25);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲乙"), 0);
}

static void test_of_a_long_one_what_is_near_counts(void **state) {
  assert_int_equal(weigh(*state, HVL_SELLER, "甲" TEN TEN "甲"), 15);
  assert_int_equal(weigh(*state, HVL_SELLER, "乙" TEN TEN "甲甲"), 25);
  assert_int_equal(weigh(*state, HVL_SELLER, "戊" TEN TEN "戊"), 19);
}

static void test_what_is_near_is_so_wherever_it_stands(void **state) {
  char text[512];
  for (size_t before = 0; before < 90; before++) {
    text[0] = '\0';
    for (size_t i = 0; i < before; i++) strcat(text, "好");
    strcat(text, "甲一二三四丙丁五六七八九十甲");
    assert_int_equal(weigh(*state, HVL_SELLER, text), 65);
    strcat(text, "一二" SIXTY);
    assert_int_equal(weigh(*state, HVL_SELLER, text), 65);
  }
}

static void test_no_place_counts_for_less_than_nothing_is_near(void **state) {
  assert_int_equal(weigh(*state, HVL_SELLER, SIXTY "乙"), 5);
}

static void test_two_messages_are_near_each_for_itself(void **state) {
  struct fixture *fixture = *state;
  feed(fixture, HVL_SELLER, "甲");
  weigh(fixture, HVL_SELLER, "丙丁");
  assert_true(fixture->weighing.is_joined);
  assert_int_equal(fixture->weighing.joined[0], 45);
}

static void test_the_stretch_is_where_it_is_nearest(void **state) {
  struct fixture *fixture = *state;
  weigh(fixture, HVL_SELLER, "甲" SIXTY "丙丁好甲");
  struct stretch most = hvl__weighed_stretch(
      &fixture->weighing, &fixture->ruleset->image, &fixture->text, 0);
  assert_int_equal(most.from, 61);
  assert_int_equal(most.to, 65);
}

/* ---- Many features ------------------------------------------------------- */

enum { MANY = 40, ONE = 1, OTHER = ONE + FEATURE_PAIRS };

/* Add a row of `kind` with what it has in the column of the line and, of the
 * features, in those of ONE and OTHER. */
static void add_row(char *table, const char *kind, const char *line,
                    const char *one, const char *other) {
  sprintf(table + strlen(table), "%s,%s", kind, line);
  for (uint32_t i = 0; i < MANY; i++)
    sprintf(table + strlen(table), ",%s",
            i == ONE     ? one
            : i == OTHER ? other
                         : "");
  strcat(table, "\n");
}

/* What the two features say are halves of one number. */
static int set_up_many(void **state) {
  char table[8192] = "side,gram,test", kind[16];
  for (unsigned i = 0; i < MANY; i++) sprintf(table + strlen(table), ",f%u", i);
  strcat(table, "\n");
  for (unsigned i = 0; i < MANY; i++) {
    sprintf(kind, "feature,f%u", i);
    add_row(table, kind, i == ONE ? "-2048" : i == OTHER ? "3072" : "", "", "");
  }
  add_row(table, "level-1,", "50", "", "");
  add_row(table, "blend,b", "1024", "1024", "-1024");
  add_row(table, "own,甲", "", "10", "");
  add_row(table, "own,乙", "", "", "10");
  add_row(table, "own,丙", "", "", "-20");
  return set_up_with(state, table);
}

static void test_features_speak_each_for_itself(void **state) {
  assert_int_equal(weigh(*state, HVL_SELLER, "甲"), -20 + 10);
  assert_int_equal(weigh(*state, HVL_SELLER, "乙"), 30);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲乙乙"), -20 + 60);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲甲乙"), -40 + 30 + 10);
  assert_int_equal(weigh(*state, HVL_SELLER, "甲乙丙"), -20 + 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define ASKING_TEST(name)                                                      \
  cmocka_unit_test_setup_teardown(name, set_up_asking, tear_down)
#define LOCAL_TEST(name)                                                       \
  cmocka_unit_test_setup_teardown(name, set_up_local, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_grams_add_up),
      TEST(test_what_is_not_kept_counts_for_nothing_later),
      TEST(test_a_question_counts_for_four_messages_less_and_less),
      TEST(test_the_shops_own_counts_for_three),
      TEST(test_one_message_before_counts_for_so_much_and_no_more),
      TEST(test_what_a_message_adds_is_told_apart),
      TEST(test_nothing_is_left_when_cleared),
      TEST(test_levels_are_reached_from_below),
      TEST(test_the_stretch_is_where_the_weight_lies),
      TEST(test_the_question_is_the_one_that_adds_most),
      TEST(test_a_short_message_has_no_parts),
      TEST(test_a_part_counts_for_itself),
      TEST(test_a_part_alone_must_be_certain_as_a_message),
      TEST(test_the_stretch_of_a_part_is_where_its_weight_lies),
      ASKING_TEST(test_a_part_alone_must_add_enough),
      LOCAL_TEST(test_local_ones_come_first),
      LOCAL_TEST(test_a_short_message_has_all_of_a_local_feature),
      LOCAL_TEST(test_of_a_long_one_what_is_near_counts),
      LOCAL_TEST(test_what_is_near_is_so_wherever_it_stands),
      LOCAL_TEST(test_no_place_counts_for_less_than_nothing_is_near),
      LOCAL_TEST(test_two_messages_are_near_each_for_itself),
      LOCAL_TEST(test_the_stretch_is_where_it_is_nearest),
      cmocka_unit_test_setup_teardown(test_features_speak_each_for_itself,
                                      set_up_many, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
