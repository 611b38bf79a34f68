/* SPDX-License-Identifier: MIT */
/* match_entity_test.c - which entities stand where, and what they are worth. */
#include <stdio.h>

#include "tiny_image.h"

struct fixture {
  struct tiny *tiny;
  struct known known;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->tiny = tiny_new();
  hvl__known_init(&fixture->known, &fixture->tiny->ruleset.image);
  fixture->known.kinds = UINT32_MAX;
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  tiny_free(fixture->tiny);
  free(fixture);
  return 0;
}

/* The first entity of `kind` in `text`; false if there is none. */
static bool first_of(const struct text *text, enum entity_kind kind,
                     struct stretch *stretch) {
  for (uint32_t at = 0; at < text->count; at++) {
    stretch->from = at;
    if (!hvl__entity_at(text, kind, at, &stretch->to)) continue;
    uint64_t places = hvl__entity_places(
        kind, hvl__numerals(text, hvl__kernels()), hvl__ascii(text));
    assert_true(places >> at % 64 & 1);
    if (kind == ENTITY_NAME)
      assert_true(hvl__may_hold_name(text, hvl__kernels()));
    return true;
  }
  return false;
}

/* `expected` is a text with < > around its first entity of `kind`. */
static void expect(void **state, enum entity_kind kind, const char *expected) {
  struct fixture *fixture = *state;
  char source[256] = "", marked[256] = "";
  struct stretch found;
  for (const char *c = expected; *c; c++)
    if (*c != '<' && *c != '>') strncat(source, c, 1);
  struct text text = tiny_fold(fixture->tiny, source);
  if (first_of(&text, kind, &found)) {
    uint32_t end = text.offsets[found.to - 1] + text.sizes[found.to - 1];
    strncat(marked, source, text.offsets[found.from]);
    strcat(marked, "<");
    strncat(marked, source + text.offsets[found.from],
            end - text.offsets[found.from]);
    strcat(marked, ">");
    strcat(marked, source + end);
  } else {
    strcpy(marked, source);
  }
  assert_string_equal(marked, expected);
  hvl__text_free(&text, &fixture->tiny->mem);
}

static void expect_all(void **state, enum entity_kind kind,
                       const char *const *cases) {
  for (; *cases; cases++) expect(state, kind, *cases);
}

#define CASES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* ---- Kinds --------------------------------------------------------------- */

static void test_mobile_numbers(void **state) {
  expect_all(
      state, ENTITY_MOBILE,
      CASES("打<13800138000>吧", "打<138 0013 8000>", "打<138-0013-8000>",
            "打<１３８００１３８０００>", "打<一三八零零一三八零零零>",
            "打<幺三八洞洞幺三八洞洞洞>", "<+8613800138000>", "<8613800138000>",
            "<13800138000>,13900139000", "<13800138000>一个", "a<13800138000>b",
            "138001380001", "1380013800", "12800138000", "138****8000",
            "6228 4800 1380 0138 000", "单号20241380013800"));
}

static void test_landlines(void **state) {
  expect_all(state, ENTITY_LANDLINE,
             CASES("打<0579-85000000>吧", "<057985000000>", "<010-62345678>",
                   "<021 62345678>", "(<0579)85000000>", "<0371-6234567>",
                   "010-6234567", "85000000", "13800138000", "0100-1234567"));
}

static void test_hotlines(void **state) {
  expect_all(state, ENTITY_HOTLINE,
             CASES("打<400-000-0000>吧", "<8008208820>", "<95188>", "<12315>",
                   "<10086>", "<95105105>", "951881", "10000元", "500-000-0000",
                   "10500", "4000元", "114.68"));
}

static void test_identity_cards(void **state) {
  expect_all(state, ENTITY_ID_CARD,
             CASES("证<11010519491231002X>", "<110105 19491231 002x>吧",
                   "110105194912310021", "11010519491231002",
                   "11010519491231002xy", "11010519491331002x"));
}

static void test_bank_cards(void **state) {
  expect_all(state, ENTITY_BANK_CARD,
             CASES("卡<6222020000000007>吧", "<6222 0200 0000 0007>",
                   "6222020000000006", "622202000000", "1222020000000002"));
}

static void test_money(void **state) {
  expect_all(state, ENTITY_MONEY,
             CASES("补<15元>吧", "补<十块>", "<¥20>", "<￥20.5元>", "<3块5>吧",
                   "<15块8毛>", "<39块8>", "<5块钱>", "<1,000元>", "<两百块>",
                   "<3-12元>不等", "<一百多块>", "<几十块钱>", "<1.5万元>",
                   "<20rmb>", "<半块>", "<3块>1个", "<2块>一个", "15个", "15",
                   "一下", "元旦"));
}

static void test_shares(void **state) {
  expect_all(state, ENTITY_PERCENT,
             CASES("加<6%>吧", "<6％>", "<6个点>", "<六个点>", "<百分之六>",
                   "<0.6%>", "<一点五个点>", "<13个百分点>", "<几个点>",
                   "<6点>税", "6点发货", "几点发货", "6个"));
}

static void test_numbers(void **state) {
  expect_all(
      state, ENTITY_NUMBER,
      CASES("共<12>个", "共<十二>个", "<1,000>", "<1.5>", "<两>个", "没有"));
}

static void test_days_and_terms(void **state) {
  expect_all(state, ENTITY_DATE,
             CASES("等<25号>开", "<明天>发", "<下周一>", "<周五>", "<星期天>",
                   "<24小时内>", "<3个工作日>", "<两天后>", "<6月18日>",
                   "<5月5号>", "<2024年3月>", "<月底>前", "<16点前>",
                   "<17:00前>", "<1-3天>", "<每月>25号", "过两天", "以后",
                   "有空", "中山路8号", "5号楼", "几天", "35号", "大一号",
                   "2023年"));
}

static void test_addresses(void **state) {
  expect_all(state, ENTITY_ADDRESS,
             CASES("寄到<新华路12号>了", "<江南大道88号>对吗", "<5栋1201>",
                   "<城东花园3栋502>对吧", "<青铜路118号3幢502室>的",
                   "<苏州市平江路20号 3栋502>", "<大学路8号A座12层>",
                   "<绿地新都会12栋1803>", "<蠡园街道隐秀苑21-502>",
                   "<南京大学校区12号宿舍楼3楼>", "大学路那个", "25号到货",
                   "一路走来", "3层5号电池", "住那边"));
}

static void test_names(void **state) {
  expect_all(state, ENTITY_NAME,
             CASES("找<陈女士>吧", "<王先生>", "<欧阳晓先生>", "<陈晓燕女士>",
                   "<收件人陈晓燕>吧", "<收货人：张晴>", "<收件人是孙阳>吗",
                   "<收件人姓刘>", "找女士", "收件人信息", "您先生", "陈皮",
                   "收件人方便吗", "查到了阿姨", "姓名和联系"));
}

static void test_accounts(void **state) {
  expect_all(state, ENTITY_CONTACT,
             CASES("加<qs_home2026>吧", "加 <123456789>", "<zs778899>，备注",
                   "<二八八六零零五一>", "<28 86 00 51>", "41 42 43",
                   "yt88120****3391", "139000****88", "a@bcd", "<a_bc1@qq.com>",
                   "abcd", "加12345678901234", "abcdefghijklmnopqrstuvwxyz",
                   "<abc-1>-"));
}

static void test_links(void **state) {
  expect_all(state, ENTITY_LINK,
             CASES("看 <https://example.com/a?b=1> 吧", "看<www.example.com>吧",
                   "<abc.taobao.com/x>", "<http://1.2.3.4:80/>", "1.5", "a.b",
                   "v1.com1", "看这个"));
}

static void test_masks(void **state) {
  expect_all(state, ENTITY_MASKED,
             CASES("号<138****1234>吧", "<6228****5530>", "<YT88120****3391>",
                   "<138xxxx1234>", "<****1234>", "13800001234", "2xl", "5**",
                   "**重点**"));
}

static void test_placeholders(void **state) {
  expect_all(state, ENTITY_PLACEHOLDER,
             CASES("好<{买家昵称}>呀", "{}", "{买家", "买家}"));
}

/* ---- Values -------------------------------------------------------------- */

static uint64_t value(void **state, enum entity_kind kind, const char *source) {
  struct fixture *fixture = *state;
  struct text text = tiny_fold(fixture->tiny, source);
  struct stretch found;
  assert_true(first_of(&text, kind, &found));
  uint64_t result = hvl__entity_value(&text, kind, found.from, found.to);
  hvl__text_free(&text, &fixture->tiny->mem);
  return result;
}

static void expect_same(void **state, enum entity_kind kind, const char *a,
                        const char *b) {
  assert_true(value(state, kind, a) == value(state, kind, b));
}

static void expect_other(void **state, enum entity_kind kind, const char *a,
                         const char *b) {
  assert_true(value(state, kind, a) != value(state, kind, b));
}

static void test_a_value_does_not_depend_on_its_spelling(void **state) {
  expect_same(state, ENTITY_MOBILE, "138-0013-8000", "+86 13800138000");
  expect_same(state, ENTITY_MOBILE, "一三八零零一三八零零零", "13800138000");
  expect_other(state, ENTITY_MOBILE, "13800138000", "13800138001");
  expect_same(state, ENTITY_MONEY, "十五块", "15元");
  expect_same(state, ENTITY_MONEY, "一千二百元", "1,200元");
  expect_same(state, ENTITY_MONEY, "一百二元", "120元");
  expect_same(state, ENTITY_MONEY, "1.2万元", "一万二元");
  expect_same(state, ENTITY_NUMBER, "二零二四", "2024");
  expect_other(state, ENTITY_NUMBER, "一百零二", "120");
  expect_same(state, ENTITY_CONTACT, "加ZS_778899", "zs778899");
  expect_same(state, ENTITY_NAME, "收件人：陈晓燕", "陈女士");
  expect_other(state, ENTITY_NAME, "王先生", "陈女士");
  expect_same(state, ENTITY_ADDRESS, "苏州市平江路20号3栋502", "平江路20号3栋");
  expect_other(state, ENTITY_ADDRESS, "平江路20号3栋", "平江路21号3栋");
  assert_true(value(state, ENTITY_NUMBER, "12345") !=
              value(state, ENTITY_CONTACT, "12345"));
}

static void test_what_was_written_is_known_to_its_account(void **state) {
  struct fixture *fixture = *state;
  struct text text = tiny_fold(fixture->tiny, "陈女士，138 0013 8000");
  uint64_t mobile = value(state, ENTITY_MOBILE, "13800138000");
  uint64_t name = value(state, ENTITY_NAME, "陈女士");
  hvl__known_learn(&fixture->known, &text, 1);
  assert_true(hvl__known_has(&fixture->known, mobile, 1));
  assert_true(hvl__known_has(&fixture->known, name, 1));
  assert_false(hvl__known_has(&fixture->known, mobile, 2));
  uint32_t count = fixture->known.count;
  hvl__known_learn(&fixture->known, &text, 1);
  assert_int_equal(fixture->known.count, count);
  hvl__text_free(&text, &fixture->tiny->mem);
}

static void test_only_what_programs_ask_about_is_learnt(void **state) {
  struct fixture *fixture = *state;
  const uint32_t code[] = {(uint32_t)OP_ENTITY << 24 | ENTITY_LINK,
                           (uint32_t)OP_ENTITY << 24 | ENTITY_MOBILE |
                               NEW_VALUE << 8,
                           (uint32_t)OP_MATCH << 24};
  struct image image = fixture->tiny->ruleset.image;
  struct text text = tiny_fold(fixture->tiny, "www.a.com 13800138000 8元");
  image.code = code;
  image.code_count = 3;
  hvl__known_init(&fixture->known, &image);
  hvl__known_learn(&fixture->known, &text, 1);
  assert_int_equal(fixture->known.count, 1);
  assert_true(hvl__known_has(&fixture->known,
                             value(state, ENTITY_MOBILE, "13800138000"), 1));
  hvl__text_free(&text, &fixture->tiny->mem);
}

static void test_deferred_texts_are_learnt_in_order_when_asked(void **state) {
  enum { TEXTS = DEFERRED_MAX + 3, BEFORE = 5 };
  struct fixture *fixture = *state;
  struct known *known = &fixture->known;
  struct text texts[TEXTS];
  known->kinds = 1 << ENTITY_LINK;
  for (size_t i = 0; i < TEXTS; i++) {
    char source[32];
    snprintf(source, sizeof source, "www.a%u.com", (unsigned)i);
    texts[i] = tiny_fold(fixture->tiny, source);
    hvl__known_defer(known, &texts[i], 1, i);
  }
  assert_int_equal(known->count, TEXTS - DEFERRED_MAX);
  hvl__known_catch_up(known, BEFORE);
  assert_int_equal(known->count, BEFORE);
  assert_true(
      hvl__known_has(known, value(state, ENTITY_LINK, "www.a66.com"), 1));
  assert_int_equal(known->count, TEXTS);
  for (size_t i = 0; i < TEXTS; i++) {
    assert_true(known->values[i].value ==
                hvl__entity_value(&texts[i], ENTITY_LINK, 0, texts[i].count));
    hvl__text_free(&texts[i], &fixture->tiny->mem);
  }
}

static void test_the_oldest_values_make_room(void **state) {
  struct fixture *fixture = *state;
  for (int i = 0; i < 2 * KNOWN_MAX; i++) {
    char source[32];
    snprintf(source, sizeof source, "www.a%d.com", i);
    struct text text = tiny_fold(fixture->tiny, source);
    hvl__known_learn(&fixture->known, &text, 1);
    hvl__text_free(&text, &fixture->tiny->mem);
  }
  assert_true(hvl__known_has(&fixture->known,
                             value(state, ENTITY_LINK, "www.a511.com"), 1));
  assert_false(hvl__known_has(&fixture->known,
                              value(state, ENTITY_LINK, "www.a1.com"), 1));
}

/* ---- Hostile texts ------------------------------------------------------- */

/* Takes minutes if a scanner is not linear. */
static void test_a_megabyte_of_anything_is_learnt(void **state) {
  static const char *const pieces[] = {"1",  "一", "1 ", "*",  "x",     "路",
                                       "号", "{",  "a.", "王", "收件人"};
  struct fixture *fixture = *state;
  enum { TIMES = 100000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t len = strlen(pieces[i]);
    char *source = malloc(len * TIMES + 1);
    assert_non_null(source);
    for (size_t n = 0; n < TIMES; n++)
      memcpy(source + n * len, pieces[i], len + 1);
    struct text text = tiny_fold(fixture->tiny, source);
    hvl__known_learn(&fixture->known, &text, 1);
    hvl__text_free(&text, &fixture->tiny->mem);
    free(source);
  }
}

/* Scanners stay inside texts of any units and inside ENTITY_REACH. */
static void test_any_units_can_be_scanned(void **state) {
  static const char pieces[] =
      "0159xa.-:/@*{}() \n+元块点号路楼王女士收件人十百半几两年月日周天前";
  struct fixture *fixture = *state;
  struct text text = tiny_fold(fixture->tiny, pieces);
  struct text some = tiny_fold(fixture->tiny, pieces);
  uint64_t seed = 3;
  for (int round = 0; round < 30000; round++) {
    some.count = 1 + (uint32_t)(seed >> 40) % 24;
    for (uint32_t i = 0; i < some.count; i++) {
      seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
      some.units[i] = text.units[(uint32_t)(seed >> 33) % text.count];
    }
    for (int kind = 0; kind < ENTITY_COUNT; kind++) {
      struct stretch found;
      if (!first_of(&some, (enum entity_kind)kind, &found)) continue;
      assert_true(found.to > found.from && found.to <= some.count);
      hvl__entity_value(&some, (enum entity_kind)kind, found.from, found.to);
    }
  }
  hvl__text_free(&text, &fixture->tiny->mem);
  hvl__text_free(&some, &fixture->tiny->mem);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_mobile_numbers),
      TEST(test_landlines),
      TEST(test_hotlines),
      TEST(test_identity_cards),
      TEST(test_bank_cards),
      TEST(test_money),
      TEST(test_shares),
      TEST(test_numbers),
      TEST(test_days_and_terms),
      TEST(test_addresses),
      TEST(test_names),
      TEST(test_accounts),
      TEST(test_links),
      TEST(test_masks),
      TEST(test_placeholders),
      TEST(test_a_value_does_not_depend_on_its_spelling),
      TEST(test_what_was_written_is_known_to_its_account),
      TEST(test_only_what_programs_ask_about_is_learnt),
      TEST(test_deferred_texts_are_learnt_in_order_when_asked),
      TEST(test_the_oldest_values_make_room),
      TEST(test_a_megabyte_of_anything_is_learnt),
      TEST(test_any_units_can_be_scanned),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
