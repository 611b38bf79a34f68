/* SPDX-License-Identifier: MIT */
/* cmd_rules.c - `hvline rules list` and `compile`. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/width.h"
#include "command/commands.h"
#include "judge/load.h"
#include "report/json_out.h"
#include "report/output.h"

static void pad(struct buffer *out, const char *text, size_t columns) {
  size_t width = show_string(out, text);
  buffer_fill(out, ' ', width < columns ? columns - width : 0);
  buffer_print(out, "  ");
}

static void list_row(struct buffer *out, const struct options *options,
                     const hvl_rule *rule) {
  pad(out, rule->id, 36);
  pad(out, rule->line, 14);
  pad(out, severity_text(options->lang, rule->severity), 7);
  buffer_format(out, "%u  ", (unsigned)rule->level);
  show_string(out, message_pick(options->lang, rule->title));
  buffer_put(out, '\n');
}

static void list_json(struct buffer *out, const struct options *options,
                      const hvl_rule *rule) {
  json_object *object = json_new_object();
  json_set_string(object, "id", rule->id);
  json_set_string(object, "line", rule->line);
  json_set_string(object, "severity", severity_name(rule->severity));
  json_set_number(object, "level", rule->level);
  json_set_string(object, "line_title",
                  message_pick(options->lang, rule->line_title));
  json_set_string(object, "title", message_pick(options->lang, rule->title));
  json_set_string(object, "why", message_pick(options->lang, rule->why));
  json_set_string(object, "say", message_pick(options->lang, rule->say));
  buffer_print(out, json_object_to_json_string_ext(
                        object, JSON_C_TO_STRING_PLAIN |
                                    JSON_C_TO_STRING_NOSLASHESCAPE));
  buffer_put(out, '\n');
  json_object_put(object);
}

static void list_rules(const struct options *options,
                       const hvl_ruleset *ruleset, FILE *stream) {
  struct buffer out = {0};
  bool json = options->format && strcmp(options->format, "jsonl") == 0;
  size_t count = 0;
  const hvl_rule *rule;
  for (size_t i = 0; (rule = hvl_ruleset_rule(ruleset, i)); i++) {
    if (!filter_wants(options, rule)) continue;
    (json ? list_json : list_row)(&out, options, rule);
    count++;
  }
  if (!json) {
    buffer_format(&out, message_text(options->lang, SUM_RULES), count);
    buffer_put(&out, '\n');
  }
  fwrite(buffer_text(&out).data, 1, out.len, stream);
  buffer_free(&out);
}

static bool check_list(const struct options *options, struct log *log) {
  if (!format_check(options, log)) return false;
  if (!options->files.count) return true;
  log_error(log, (struct where){0}, NO_ARGUMENTS, options->files.items[0]);
  return false;
}

int command_list(const struct options *options, struct log *log) {
  struct output output;
  if (!check_list(options, log)) return STATUS_WRONG;
  hvl_ruleset *ruleset = load_ruleset(options, log);
  if (ruleset && filter_check(options, ruleset, log) &&
      output_open(&output, options->output, log)) {
    list_rules(options, ruleset, output.stream);
    output_commit(&output, log);
  }
  hvl_ruleset_free(ruleset);
  return status_of(log, false);
}

static void save(const hvl_ruleset *ruleset, struct output *output,
                 struct log *log) {
  size_t size = 0;
  hvl_status status = hvl_ruleset_save(ruleset, NULL, &size);
  char *bytes = mem_resize(NULL, size, 1);
  if (status == HVL_OK) status = hvl_ruleset_save(ruleset, bytes, &size);
  if (status == HVL_OK) {
    fwrite(bytes, 1, size, output->stream);
    output_commit(output, log);
  } else {
    complain_status(log, status);
    output_drop(output);
  }
  free(bytes);
}

int command_compile(const struct options *options, struct log *log) {
  struct output output;
  if (!options->output) {
    log_error(log, (struct where){0}, NO_OUTPUT);
    return STATUS_WRONG;
  }
  struct options all = options_with_files(options);
  hvl_ruleset *ruleset = load_ruleset(&all, log);
  if (ruleset && output_open(&output, options->output, log))
    save(ruleset, &output, log);
  hvl_ruleset_free(ruleset);
  free(all.rules.items);
  return status_of(log, false);
}
