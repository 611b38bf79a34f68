/* SPDX-License-Identifier: MIT */
/* Masking: what is hidden, in whatever spelling, and what is not. */
#include "mask/mask.h"

#include <stdio.h>

#include "cli_test.h"

static void expect(const char *text, const char *masked) {
  struct mask mask = {0};
  struct buffer out = {0};
  hvl_text whole = text_of(text);
  mask_find(&mask, whole, 0, whole.len);
  mask_write(&mask, &out, whole, 0, whole.len);
  assert_string_equal(buffer_text(&out).data, masked);
  buffer_free(&out);
  mask_free(&mask);
}

static void test_mobile_keeps_three_and_four_digits(void **state) {
  (void)state;
  expect("电话13800138000。", "电话138****8000。");
  expect("13800138000", "138****8000");
  expect("+8613800138000", "+86138****8000");
  expect("008613800138000转", "0086138****8000转");
  expect("打19912345678或17012345678", "打199****5678或170****5678");
}

static void test_spaced_mobile_keeps_its_shape(void **state) {
  (void)state;
  expect("138 0013 8000", "138 **** 8000");
  expect("138-0013-8000 2件", "138-****-8000 2件");
  expect("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 * * * * 8 0 0 0");
  expect("1.3.8.0.0.1.3.8.0.0.0", "1.3.8.*.*.*.*.8.0.0.0");
  expect("138❤0013❤8000", "138❤****❤8000");
  expect("138\u200b0013\u200b8000", "138\u200b****\u200b8000");
}

static void test_numbers_go_on_over_line_breaks(void **state) {
  (void)state;
  expect("加我微信 138\n12345678", "加我微信 138\n****5678");
  expect("加1381234\r\n5678谢谢", "加138****\r\n5678谢谢");
  expect("138\n0013\n8000", "138\n****\n8000");
  expect("138 0013\n 8000", "138 ****\n 8000");
  expect("138-1234\n5678", "138-****\n5678");
  expect("138，\n1234-\n5678。", "138，\n****-\n5678。");
  expect("幺三八\n〇〇幺三八〇〇〇", "幺三八\n****八〇〇〇");
  expect("卡号 62220212345\n67890123", "卡号 ***********\n****0123");
  expect("身份证110101\n199003074514", "身份证110101\n********4514");
  expect("座机0571\n88881234", "座机0571\n****1234");
}

static void test_lines_of_numbers_stay(void **state) {
  (void)state;
  expect("尺码165\n2024-05-01发货", "尺码165\n2024-05-01发货");
  expect("运费15\n13:00:00前下单", "运费15\n13:00:00前下单");
  expect("188.00\n800.00", "188.00\n800.00");
  expect("18.00-18.50\n199", "18.00-18.50\n199");
  expect("150\n160\n170\n180", "150\n160\n170\n180");
  expect("满188元\n12345678件", "满188元\n12345678件");
  expect("138\n\n\n\n\n12345678", "138\n\n\n\n\n12345678");
  /* What is whole in a line is not taken apart. */
  expect("1880\n138 1234 5678", "1880\n138 **** 5678");
  expect("13800138000\n15900159000", "138****8000\n159****9000");
}

static void test_numbers_of_hong_kong_macau_and_taiwan(void **state) {
  (void)state;
  expect("加 +852 9123 4567 聊", "加 +852 **** 4567 聊");
  expect("+85291234567", "+852****4567");
  expect("00853 6612 3456", "00853 **** 3456");
  expect("＋８５２ ９１２３４５６７", "＋８５２ ****４５６７");
  expect("(852) 9123 4567", "(852) **** 4567");
  expect("+886 912 345 678", "+886 91* *** 678");
  expect("+886 0912-345-678", "+886 091*-***-678");
  expect("852 9123 4567", "852 9123 4567");
  expect("+852 1123 4567", "+852 1123 4567");
  expect("+852 9123 45678", "+852 9123 45678");
}

static void test_mobile_in_other_digits(void **state) {
  (void)state;
  expect("１３８００１３８０００", "１３８****８０００");
  expect("一三八零零一三八零零零", "一三八****八零零零");
  expect("幺三八〇〇幺三八〇〇〇", "幺三八****八〇〇〇");
  expect("壹叁捌零零壹叁捌零零零", "壹叁捌****捌零零零");
  expect("①③⑧00138000", "①③⑧****8000");
  expect("138OO138OOO", "138****8OOO");
  expect("138一二345678九", "138****5678九");
  /* Words begin and end with what else is a digit. */
  expect("加我13800138000一起聊", "加我138****8000一起聊");
  expect("电话一13800138000，二13900139000",
         "电话一138****8000，二139****9000");
  expect("ID13800138000ID", "ID138****8000ID");
  expect("一三八零零一三八零零零 1", "一三八****八零零零 1");
  expect("l3800l38000", "l38****8000");
}

static void test_mail_keeps_the_first_character_and_the_domain(void **state) {
  (void)state;
  expect("发到zhan@example.com哦", "发到z***@example.com哦");
  expect("li_fei.88@mail.example.cn", "l*_***.**@mail.example.cn");
  expect("10001234＠qq．com", "1*******＠qq．com");
  expect("zhan @ example.com", "z*** @ example.com");
  expect("13800138000@163.com", "1**********@163.com");
  expect("陈晓燕 zhan@example.com", "陈晓燕 z***@example.com");
  expect("发wang@例子.cn", "发w***@例子.cn");
  expect("wang@例子.中国", "w***@例子.中国");
  expect("wang@例子。公司", "w***@例子。公司");
  expect("wang@example。com", "w***@example。com");
  expect("wang@example｡com", "w***@example｡com");
}

static void test_what_is_no_mail_stays(void **state) {
  (void)state;
  expect("@小王 看下", "@小王 看下");
  expect("abc@def", "abc@def");
  expect("@qq.com", "@qq.com");
  expect("abc@.com", "abc@.com");
  expect("abc@小王。好的", "abc@小王。好的");
  expect("abc@小王.好的", "abc@小王.好的");
}

static void test_other_numbers_stay(void **state) {
  (void)state;
  expect("12345678901", "12345678901");
  expect("138001380001", "138001380001");
  expect("138一001380001", "138一001380001");
  expect("订单2024050112345", "订单2024050112345");
  expect("138****8000", "138****8000");
  expect("400-820-8820", "400-820-8820");
  expect("满300减40 第2件 8折", "满300减40 第2件 8折");
  expect("2024-05-01 13:00:00", "2024-05-01 13:00:00");
  expect("1234567890123456789", "1234567890123456789");
}

static void test_landline_hides_the_middle(void **state) {
  (void)state;
  expect("0571-88881234", "0571-****1234");
  expect("010 66668888", "010 ****8888");
  expect("02166668888", "021****8888");
  expect("+86 571 8888 1234", "+86 571 **** 1234");
  expect("86-10-66668888", "86-10-****8888");
  expect("0086 571 8888123", "0086 571 ****123");
  expect("8657188881234", "8657188881234");
}

static void test_id_number_keeps_six_and_four(void **state) {
  (void)state;
  expect("身份证110101199003074514", "身份证110101********4514");
  expect("11010119900307451X", "110101********451X");
  expect("110101 19900307 451x", "110101 ******** 451x");
  expect("１１０１０１１９９００３０７４５１４",
         "１１０１０１********４５１４");
}

static void test_bank_card_keeps_the_last_four(void **state) {
  (void)state;
  expect("4111111111111111", "************1111");
  expect("4111 1111 1111 1111", "**** **** **** 1111");
  expect("卡号6222021234567890123", "卡号***************0123");
  expect("农行 6228480031122334455 户名林小满",
         "农行 ***************4455 户名林**");
}

static void test_address_hides_what_is_below_the_district(void **state) {
  (void)state;
  expect("浙江省杭州市西湖区文三路90号3幢502室",
         "浙江省杭州市西湖区************");
  expect("寄到文三路 90 号 2单元501，谢谢", "***** ** * ******，谢谢");
  expect("杭州市余杭区良渚街道玉鸟村", "杭州市余杭区*******");
  expect("阳光花园3栋2单元1102", "*************");
}

static void test_addresses_by_building_or_below_a_named_district(void **state) {
  (void)state;
  expect("南昌东湖区绿地新城12栋1803,对吧", "南昌东湖区***********,对吧");
  expect("送到世纪广场 T2 1605，合计90元", "****** ** ****，合计90元");
  expect("师范大学东校区12号宿舍楼", "**********宿舍楼");
  expect("深圳市南山区科技园南区腾讯大厦", "深圳市南山区*********");
}

static void test_autonomous_regions_have_districts(void **state) {
  (void)state;
  expect("广西壮族自治区南宁市青秀区民族大道100号",
         "广西壮族自治区南宁市青秀区********");
  expect("内蒙古自治区 呼和浩特市新城区中山路12号",
         "内蒙古自治区 呼和浩特市新城区******");
  expect("香港特别行政区中西区皇后大道中99号", "香港特别行政区中西区********");
  expect("宁夏回族自治区民族大道100号", "宁夏回族自治区********");
  expect("新疆维吾尔自治区阿克苏红柳坡12号", "新疆维吾尔自治区*********");
}

static void test_villages_below_a_district_of_a_province(void **state) {
  (void)state;
  expect("北京朝阳区望京街道", "北京朝阳区****");
  expect("安徽和县乌江镇，尽快发", "安徽和县***，尽快发");
  expect("廣西桂林陽朔縣興坪鎮", "廣西桂林陽朔縣***");
  expect("北京市区三环路也送", "北京市区三环路也送");
  expect("云南山区村里的茶叶", "云南山区村里的茶叶");
  expect("新疆西藏偏远山区乡镇不送", "新疆西藏偏远山区乡镇不送");
  expect("新疆各县乡镇不送", "新疆各县乡镇不送");
  expect("海南免税区门店里的", "海南免税区门店里的");
  expect("山区村里也送", "山区村里也送");
}

static void test_a_building_and_room_need_no_road(void **state) {
  (void)state;
  expect("他家是11栋902 您去找他吧", "他家是****** 您去找他吧");
  expect("8 栋 1 单元，没错哦", "* * * **，没错哦");
  expect("7号楼2单元1102，请确认", "**********，请确认");
  expect("门牌是3单元602对吧", "门牌是******对吧");
  expect("住三栋一单元 1102 您", "住***** **** 您");
  expect("中关村南大街5号院 3号楼 1201", "********* *** ****");
  expect("方美兰 2单元801", "方** ******");
}

static void test_what_is_no_address_stays(void **state) {
  (void)state;
  expect("这栋楼有3栋 每栋100户", "这栋楼有3栋 每栋100户");
  expect("一共2栋300元", "一共2栋300元");
  expect("货号1023号楼", "货号1023号楼");
  expect("我不知道25号能不能到", "我不知道25号能不能到");
  expect("新疆西藏地区要补15元", "新疆西藏地区要补15元");
  expect("在路上了，预计明天到", "在路上了，预计明天到");
  expect("物流渠道3个工作日", "物流渠道3个工作日");
  expect("偏远地区不包邮", "偏远地区不包邮");
}

static void test_cued_names_keep_the_surname(void **state) {
  (void)state;
  expect("收件人：陈晓燕，请核对", "收件人：陈**，请核对");
  expect("【收件人】陈晓燕", "【收件人】陈**");
  expect("收货人是王芳吗", "收货人是王*吗");
  expect("我叫欧阳修远", "我叫欧阳**");
  expect("陈晓燕女士您好", "陈**女士您好");
  expect("王伟先生", "王*先生");
  expect("姓韩的先生", "姓韩的先生");
  expect("陈女士您好", "陈女士您好");
}

static void test_names_beside_a_phone_keep_the_surname(void **state) {
  (void)state;
  expect("陈晓燕 13800138000", "陈** 138****8000");
  expect("陈晓燕，电话：13800138000", "陈**，电话：138****8000");
  expect("13800138000 王芳", "138****8000 王*");
  expect("西湖区文三路90号陈晓燕13800138000", "西湖区******陈**138****8000");
}

static void test_names_behind_an_address_keep_the_surname(void **state) {
  (void)state;
  expect("西湖区文三路90号 李飞飞", "西湖区****** 李**");
  expect("西湖区文三路90号，包邮", "西湖区******，包邮");
}

static void test_names_before_an_address_keep_the_surname(void **state) {
  (void)state;
  expect("林小满 收货地址 浙江省杭州市西湖区文三路90号3幢502室",
         "林** 收货地址 浙江省杭州市西湖区************");
  expect("林小满，浙江省 杭州市 西湖区文三路90号",
         "林**，浙江省 杭州市 西湖区******");
  expect("买家林小满的地址是杭州市西湖区文三路90号",
         "买家林**的地址是杭州市西湖区******");
  expect("王芳\n江苏 常州 天宁区锦绣路18号", "王*\n江苏 常州 天宁区******");
  expect("欧阳修远收件地址：朝阳北路101号", "欧阳**收件地址：********");
}

static void test_names_before_any_province_keep_the_surname(void **state) {
  (void)state;
  static const char *const provinces[] = {
      "北京", "天津",   "上海", "重庆", "河北", "山西", "辽宁",
      "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
      "山东", "河南",   "湖北", "湖南", "广东", "海南", "四川",
      "贵州", "云南",   "陕西", "甘肃", "青海", "台湾", "内蒙古",
      "广西", "西藏",   "宁夏", "新疆", "香港", "澳门"};
  assert_int_equal(sizeof provinces / sizeof *provinces, 34);
  for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++) {
    char text[128], masked[128];
    snprintf(text, sizeof text, "林小满 %s 西湖区文三路90号", provinces[i]);
    snprintf(masked, sizeof masked, "林** %s 西湖区******", provinces[i]);
    expect(text, masked);
  }
}

static void test_names_before_other_forms_of_a_province(void **state) {
  (void)state;
  expect("林小满 新疆维吾尔自治区 乌鲁木齐市 天山区人民路8号",
         "林** 新疆维吾尔自治区 乌鲁木齐市 天山区*****");
  expect("林小满 内蒙 呼和浩特市 新城区中山路12号",
         "林** 内蒙 呼和浩特市 新城区******");
  expect("林小满，粤 深圳市 南山区科技路9号", "林**，粤 深圳市 南山区*****");
  expect("林小满 广东深圳 南山区科技路9号", "林** 广东深圳 南山区*****");
  expect("林小滿 臺灣 臺北市 大安區忠孝東路100號",
         "林** 臺灣 臺北市 大安區********");
}

static void test_goods_that_contain_a_province_stay(void **state) {
  (void)state;
  expect("海南鸡饭 西湖区文三路90号", "海南鸡饭 西湖区******");
  expect("江西老表 西湖区文三路90号", "江西老表 西湖区******");
  expect("江苏南京 玄武区中山路9号", "江苏南京 玄武区*****");
  expect("江西李梅 西湖区文三路90号", "江*** 西湖区******");
  expect("一份海南鸡饭，江西老表爱吃", "一份海南鸡饭，江西老表爱吃");
}

static void test_words_before_an_address_stay(void **state) {
  (void)state;
  expect("请核对收货地址 西湖区文三路90号", "请核对收货地址 西湖区******");
  expect("单位地址：西湖区文三路90号", "单位地址：西湖区******");
  expect("马上寄到，西湖区文三路90号", "马上寄到，西湖区******");
  expect("白色，地址西湖区文三路90号", "白色，地址西湖区******");
  expect("邵小姐 西湖区文三路90号", "邵小姐 西湖区******");
  expect("宁波 海曙区中山路9号", "宁波 海曙区*****");
}

static void test_traditional_names_and_addresses(void **state) {
  (void)state;
  expect("收件人：陳曉燕 聯絡電話13800138000",
         "收件人：陳** 聯絡電話138****8000");
  expect("收件人：蔣曉燕 聯絡電話13800138000",
         "收件人：蔣** 聯絡電話138****8000");
  expect("張偉 13800138000", "張* 138****8000");
  expect("台北市大安區忠孝東路四段100號5樓", "台北市大安區************");
  expect("帳號6222021234567890123", "帳號***************0123");
}

static void test_words_beside_a_phone_stay(void **state) {
  (void)state;
  expect("快递电话 13800138000", "快递电话 138****8000");
  expect("请打 13800138000 联系", "请打 138****8000 联系");
  expect("请打 13800138000 谢谢", "请打 138****8000 谢谢");
}

static void test_a_number_cut_in_two_is_found(void **state) {
  (void)state;
  struct mask mask = {0};
  struct buffer out = {0};
  hvl_text text = text_of("打13800138000");
  mask_find(&mask, text, 3, 8);
  mask_write(&mask, &out, text, 3, 8);
  assert_string_equal(out.data, "138**");
  buffer_free(&out);
  mask_free(&mask);
}

static void expect_beside(const char *before, const char *text,
                          const char *behind, const char *masked) {
  struct mask mask = {0};
  struct buffer out = {0};
  hvl_text whole = text_of(text);
  mask_find_beside(&mask, text_of(before), whole, text_of(behind),
                   (struct byte_range){0, whole.len});
  mask_write(&mask, &out, whole, 0, whole.len);
  assert_string_equal(buffer_text(&out).data, masked);
  buffer_free(&out);
  mask_free(&mask);
}

static void test_a_number_goes_on_in_the_texts_beside(void **state) {
  (void)state;
  expect_beside("", "加我1381234", "5678", "加我138****");
  expect_beside("1381234", "5678 同号", "", "5678 同号");
  expect_beside("13812", "345678 同号", "", "**5678 同号");
  expect_beside("138", "1234。", "5678", "****。");
  expect_beside("", "", "", "");
}

static void expect_ends(const char *text, const char *head, const char *tail) {
  hvl_text whole = text_of(text);
  struct byte_range first = mask_head(whole), last = mask_tail(whole);
  assert_int_equal(first.end - first.start, strlen(head));
  assert_memory_equal(text + first.start, head, strlen(head));
  assert_int_equal(last.end - last.start, strlen(tail));
  assert_memory_equal(text + last.start, tail, strlen(tail));
}

static void test_the_numbers_a_text_begins_and_ends_with(void **state) {
  (void)state;
  expect_ends("138 1234 加我 5678。", "138 1234", "5678");
  expect_ends(" 幺三八-12 ", "幺三八-12", "幺三八-12");
  expect_ends("加我", "", "");
  expect_ends("。。", "", "");
  expect_ends("", "", "");
  char text[1001] = "";
  memset(text, ' ', 1000);
  memcpy(text + 997, "\xE4\xB8\x80", 3); /* 一 */
  expect_ends(text, "", "一");
}

static void expect_label(const char *label, const char *masked) {
  struct mask mask = {0};
  struct buffer out = {0};
  mask_find_label(&mask, text_of(label));
  mask_write(&mask, &out, text_of(label), 0, strlen(label));
  assert_string_equal(buffer_text(&out).data, masked);
  buffer_free(&out);
  mask_free(&mask);
}

static void test_a_label_keeps_the_number_of_an_order(void **state) {
  (void)state;
  expect("4111111111111111", "************1111");
  expect_label("4111111111111111", "4111111111111111");
  expect_label("订单2841957630012345678", "订单2841957630012345678");
  expect_label("旗舰店:13800138000", "旗舰店:138****8000");
  expect_label("anna@example.com", "a***@example.com");
  expect_label("", "");
}

static void test_bad_bytes_and_empty_texts_are_harmless(void **state) {
  (void)state;
  expect("", "");
  expect("\xFF\xFE 13800138000 \xC3", "\xFF\xFE 138****8000 \xC3");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_mobile_keeps_three_and_four_digits),
      cmocka_unit_test(test_spaced_mobile_keeps_its_shape),
      cmocka_unit_test(test_numbers_go_on_over_line_breaks),
      cmocka_unit_test(test_lines_of_numbers_stay),
      cmocka_unit_test(test_numbers_of_hong_kong_macau_and_taiwan),
      cmocka_unit_test(test_mobile_in_other_digits),
      cmocka_unit_test(test_mail_keeps_the_first_character_and_the_domain),
      cmocka_unit_test(test_what_is_no_mail_stays),
      cmocka_unit_test(test_other_numbers_stay),
      cmocka_unit_test(test_landline_hides_the_middle),
      cmocka_unit_test(test_id_number_keeps_six_and_four),
      cmocka_unit_test(test_bank_card_keeps_the_last_four),
      cmocka_unit_test(test_address_hides_what_is_below_the_district),
      cmocka_unit_test(test_addresses_by_building_or_below_a_named_district),
      cmocka_unit_test(test_autonomous_regions_have_districts),
      cmocka_unit_test(test_villages_below_a_district_of_a_province),
      cmocka_unit_test(test_a_building_and_room_need_no_road),
      cmocka_unit_test(test_what_is_no_address_stays),
      cmocka_unit_test(test_cued_names_keep_the_surname),
      cmocka_unit_test(test_names_beside_a_phone_keep_the_surname),
      cmocka_unit_test(test_names_behind_an_address_keep_the_surname),
      cmocka_unit_test(test_names_before_an_address_keep_the_surname),
      cmocka_unit_test(test_names_before_any_province_keep_the_surname),
      cmocka_unit_test(test_names_before_other_forms_of_a_province),
      cmocka_unit_test(test_goods_that_contain_a_province_stay),
      cmocka_unit_test(test_words_before_an_address_stay),
      cmocka_unit_test(test_traditional_names_and_addresses),
      cmocka_unit_test(test_words_beside_a_phone_stay),
      cmocka_unit_test(test_a_number_cut_in_two_is_found),
      cmocka_unit_test(test_a_number_goes_on_in_the_texts_beside),
      cmocka_unit_test(test_the_numbers_a_text_begins_and_ends_with),
      cmocka_unit_test(test_a_label_keeps_the_number_of_an_order),
      cmocka_unit_test(test_bad_bytes_and_empty_texts_are_harmless),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
