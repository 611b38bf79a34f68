/* SPDX-License-Identifier: MIT */
/* preset.c - shapes of exports that have a name: options that go together. */
#include "command/preset.h"

#include <string.h>

#include "base/nearest.h"
#include "command/args.h"

enum { MOST_PAIRS = 8 };

struct preset {
  enum input_format input;
  const char *maps[MOST_PAIRS];
  const char *map_roles[MOST_PAIRS];
};

static const char *const names[] = {"native",     "qianniu-web", "qianniu-text",
                                    "buyer-json", "pdd-json",    "taobao-api",
                                    "waiter-tsv", "helpdesk",    NULL};

/* In the order of the names. */
static const struct preset presets[] = {
    {INPUT_JSONL, {NULL}, {NULL}},
    {INPUT_CSV,
     {"conversation=客户名", "number=消息序号", "time=发送时间",
      "text=发送内容", "sender=发送账号", "role=账号类型"},
     {NULL}},
    {INPUT_QIANNIU, {NULL}, {NULL}},
    {INPUT_JSON,
     {"text=text", "sender=sender", "time=time", "date=date"},
     {NULL}},
    {INPUT_JSON,
     {"text=content", "role=role", "sender=name", "kind=type", "time=time"},
     {NULL}},
    {INPUT_JSON,
     {"text=content", "role=direction", "time=time"},
     {"0=seller", "1=buyer"}},
    {INPUT_CSV,
     {"conversation=session_id", "account=user_id", "is_shop=waiter_send",
      "text=text"},
     {NULL}},
    {INPUT_JSON, {"text=body", "role=author.type", "time=created_at"}, {NULL}},
};

/* `where` the preset is asked for: that is what is wrong if they do not fit. */
static void add_pairs(struct options *options, struct words *words,
                      const char *const pairs[MOST_PAIRS], struct where where) {
  for (size_t i = 0; i < MOST_PAIRS && pairs[i]; i++) {
    words_add(words, pairs[i]);
    options_note(options, (struct origin){pairs[i], "preset", where});
  }
}

void preset_list(struct buffer *out, const char *between) {
  for (size_t i = 0; names[i]; i++)
    buffer_format(out, "%s%s", i ? between : "", names[i]);
}

bool preset_apply(struct options *options, const char *name, struct log *log) {
  for (size_t i = 0; names[i]; i++) {
    if (strcmp(names[i], name) != 0) continue;
    if (!options_given(options, OPTION_INPUT_FORMAT))
      options->input = presets[i].input;
    add_pairs(options, &options->maps, presets[i].maps, log->context);
    add_pairs(options, &options->map_roles, presets[i].map_roles, log->context);
    return true;
  }
  const char *near = nearest_in(name, names);
  struct buffer list = {0};
  preset_list(&list, ", ");
  if (near)
    log_error(log, (struct where){0}, BAD_VALUE_NEAR,
              option_dashes(log->context), "preset", name, near);
  else
    log_error(log, (struct where){0}, BAD_VALUE, option_dashes(log->context),
              "preset", name, list.data);
  buffer_free(&list);
  return false;
}
