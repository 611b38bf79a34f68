/* SPDX-License-Identifier: MIT */
/* examples.c - the examples inside rules, written into the draft. */
#include <string.h>

#include "compile/conditions.h"
#include "compile/rule_table.h"

static uint32_t count(const struct buf *section, size_t size) {
  return (uint32_t)(section->len / size);
}

static void write_message(struct build *build,
                          const struct parsed_message *message) {
  struct image_message record = {.role = (uint32_t)message->role,
                                 .len = (uint32_t)strlen(message->text.data)};
  record.text = hvl__build_string(build, message->text.data);
  record.account = hvl__build_string(build, message->account);
  BUILD_ADD(build, messages, record);
}

static void write_example(struct build *build,
                          const struct parsed_example *example, uint32_t rule) {
  const struct image_draft *draft = &build->draft;
  struct image_example record = {
      .rule = rule,
      .violates = example->violates,
      .message = count(&draft->messages, sizeof(struct image_message)),
      .messages = example->messages.len,
      .pair = count(&draft->pairs, sizeof(uint32_t)),
      .pairs = example->facts.len,
      .file = hvl__build_string(build, example->place.file),
      .line = example->place.line,
      .column = example->place.column};
  for (uint32_t i = 0; i < example->messages.len; i++)
    write_message(build, &example->messages.data[i]);
  for (uint32_t i = 0; i < example->facts.len; i++) {
    uint32_t text = hvl__build_string(build, example->facts.data[i].data);
    BUILD_ADD(build, pairs, text);
  }
  for (uint32_t i = 0; i + 1 < example->facts.len; i += 2)
    hvl__fact_check(build, &example->facts.data[i],
                    &example->facts.data[i + 1]);
  BUILD_ADD(build, examples, record);
}

void hvl__examples_write(struct build *build, const struct parsed_rule *rule,
                         uint32_t index) {
  for (uint32_t i = 0; i < rule->examples.len && !build->failed; i++)
    write_example(build, &rule->examples.data[i], index);
}
