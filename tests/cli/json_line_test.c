/* SPDX-License-Identifier: MIT */
/* Lines of JSON read without json-c: what is read is what json-c reads. */
#include "input/json_line.h"

#include <json.h>
#include <stdlib.h>
#include <string.h>

#include "cli_test.h"
#include "input/json_cells.h"

static const char *const usual[] = {
    "{\"id\": \"a\", \"messages\": [{\"role\": \"seller\", \"text\": \"亲\"}]}",
    "{\"messages\":[{\"text\":\"\",\"role\":\"\"},{\"role\":\"客服\",\"text\":"
    "\"a\\n\\\"\\u4eb2\\/b\",\"time\":1714554192000,\"account\":\"x:y\"}]}",
    "{\"id\":123456789012345678,\"messages\":[],\"facts\":{}, \"more\": true}",
    "{\"id\":null,\"facts\":{\"shop\":\"tm\\tall\",\"cod\":\"是\"},\"messages\""
    ":[{\"role\":\"buyer\",\"text\":\"\\ud83d\\ude00\\uFFfd\",\"time\":\"2024-"
    "05-01 09:03:12\",\"seen\":false,\"account\":null}],\"shop\":0}",
    "{\t\"\\u0069d\" : \"\xF0\x9F\x98\x80 eight..\", \"messages\":\t[ ] }",
};

/* Left to json-c, right or wrong. */
static const char *const unusual[] = {
    "",
    "{}",
    "[]",
    "{\"messages\":[{}]}",
    "{\"messages\":[{\"role\":\"a\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":1}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"b\",\"role\":\"c\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"b\"},]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"\\u0000\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"\\ud83d\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"\\ude00\\ud83d\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"\\x\"}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"b\",\"account\":true}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"b\",\"time\":1.5}]}",
    "{\"messages\":[{\"role\":\"a\",\"text\":\"b\",\"time\":012}]}",
    "{\"messages\":[],\"messages\":[]}",
    "{\"messages\":[],\"facts\":{\"a\":\"b\",\"a\":\"c\"}}",
    "{\"messages\":[],\"facts\":{\"a\":1}}",
    "{\"messages\":[],\"of\":{\"a\":1}}",
    "{\"messages\":[]} x",
    "{\"messages\":[]",
};

static hvl_text member(json_object *object, const char *key) {
  json_object *value = NULL;
  json_object_object_get_ex(object, key, &value);
  return json_text(value);
}

static void expect_text(hvl_text text, hvl_text wanted) {
  assert_int_equal(text.len, wanted.len);
  assert_memory_equal(text.data, wanted.data, wanted.len);
}

static void expect_message(const struct json_message *message,
                           json_object *wanted) {
  static const char *const keys[JSON_KEYS] = {"role", "text", "account",
                                              "time"};
  for (int i = 0; i < JSON_KEYS; i++)
    expect_text(message->of[i], member(wanted, keys[i]));
}

static void expect_facts(const struct json_line *line, json_object *object) {
  json_object *facts = NULL;
  size_t at = 0;
  if (!json_object_object_get_ex(object, "facts", &facts)) return;
  json_object_object_foreach(facts, name, value) {
    assert_true(at < line->fact_count);
    assert_string_equal(line->facts[at].name.data, name);
    assert_string_equal(line->facts[at].value.data,
                        json_object_get_string(value));
    expect_text(line->facts[at].value, json_text(value));
    at++;
  }
  assert_int_equal(line->fact_count, at);
}

/* What json-c makes of `text` is what `line` holds. */
static void expect_same(const struct json_line *line, hvl_text text) {
  json_object *messages = NULL;
  json_tokener *tokener = json_tokener_new();
  json_tokener_set_flags(tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  json_object *object =
      json_tokener_parse_ex(tokener, text.data, (int)text.len);
  assert_int_equal(json_tokener_get_error(tokener), json_tokener_success);
  assert_int_equal(json_tokener_get_parse_end(tokener), text.len);
  expect_text(line->id, member(object, "id"));
  assert_true(json_object_object_get_ex(object, "messages", &messages));
  assert_int_equal(line->count, json_object_array_length(messages));
  for (size_t i = 0; i < line->count; i++)
    expect_message(&line->messages[i], json_object_array_get_idx(messages, i));
  expect_facts(line, object);
  json_object_put(object);
  json_tokener_free(tokener);
}

/* Is it read? If so, it is as json-c reads it. */
static bool is_read(struct json_line *line, const char *text, size_t len) {
  bool good = json_line_read(line, (hvl_text){text, len});
  if (good) expect_same(line, (hvl_text){text, len});
  return good;
}

static void test_usual_lines_are_read(void **state) {
  (void)state;
  struct json_line line = {0};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    assert_true(is_read(&line, usual[i], strlen(usual[i])));
  json_line_free(&line);
}

static void test_other_lines_are_left(void **state) {
  (void)state;
  struct json_line line = {0};
  for (size_t i = 0; i < sizeof unusual / sizeof *unusual; i++)
    assert_false(is_read(&line, unusual[i], strlen(unusual[i])));
  json_line_free(&line);
}

/* Each byte is left out, is put twice, and is another: of these lines, too,
 * nothing is read that json-c does not read. */
static void test_lines_with_a_fault_are_as_json_c_reads_them(void **state) {
  (void)state;
  static const char others[] = "\"\\{}[],: \t\r\n0-.9eunxa\x01\x7F";
  struct json_line line = {0};
  struct buffer text = {0};
  size_t reads = 0, left = 0;
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
    size_t len = strlen(usual[i]);
    for (size_t at = 0; at < len; at++) {
      if (usual[i][at] & 0x80) continue; /* it would be no UTF-8 */
      for (size_t k = 0; k < sizeof others + 2; k++) {
        buffer_clear(&text);
        buffer_add(&text, usual[i], at);
        if (k < sizeof others) buffer_put(&text, others[k]);
        if (k == sizeof others) buffer_fill(&text, usual[i][at], 2);
        buffer_print(&text, usual[i] + at + 1);
        bool read = is_read(&line, text.data, text.len);
        reads += read;
        left += !read;
      }
    }
  }
  assert_true(reads > 1000 && left > 1000);
  buffer_free(&text);
  json_line_free(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_usual_lines_are_read),
      cmocka_unit_test(test_other_lines_are_left),
      cmocka_unit_test(test_lines_with_a_fault_are_as_json_c_reads_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
