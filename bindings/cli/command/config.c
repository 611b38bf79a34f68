/* SPDX-License-Identifier: MIT */
/* config.c - options that stand in a file, so that nobody types them each time.
 */
#define _POSIX_C_SOURCE 200809L
#include "command/config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <yaml.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "command/args.h"
#include "command/preset.h"
#include "files/whole_file.h"
#include "input/columns.h"

static const char default_path[] = "hvline.yaml";

struct config {
  const char *path;
  struct options *options;
  struct log *log;
  yaml_document_t document;
  const yaml_node_t *root; /* NULL: there is nothing in it */
};

/* ---- Keys ---------------------------------------------------------------- */

/* Keys that are the opposite of an option. */
static const struct {
  const char *key, *option;
} opposites[] = {{"mask", "no-mask"}, {"builtin", "no-builtin"}};

enum { OPPOSITES = sizeof opposites / sizeof *opposites };

/* May it stand in a file? */
static bool is_setting(const struct option *option) {
  static const enum option_id never[] = {OPTION_CONFIG, OPTION_DRY_RUN,
                                         OPTION_RESUME, OPTION_HELP,
                                         OPTION_VERSION};
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (option->id == never[i]) return false;
  return (option->commands & COMMANDS_JUDGING) != 0;
}

/* Where two commands have one of the name, that of `command`. */
static const struct option *setting_called(const char *name,
                                           enum command command) {
  const struct option *found = NULL;
  for (const struct option *o = option_table; o->name; o++) {
    if (!is_setting(o) || strcmp(o->name, name) != 0) continue;
    if (!found || o->commands & (unsigned)command) found = o;
  }
  return found;
}

/* The names of keys, for suggestions. */
static const char *key_at(const void *ctx, size_t index) {
  (void)ctx;
  if (index < OPPOSITES) return opposites[index].key;
  index -= OPPOSITES;
  for (const struct option *o = option_table; o->name; o++)
    if (is_setting(o) && index-- == 0) return o->name;
  return NULL;
}

/* ---- Complaints ---------------------------------------------------------- */

static struct where where_of(const struct config *config,
                             const yaml_node_t *node) {
  return (struct where){config->path, node->start_mark.line + 1};
}

static bool complain_key(const struct config *config, const yaml_node_t *node,
                         const char *key) {
  const char *near = nearest(key, key_at, NULL);
  if (near)
    log_error(config->log, where_of(config, node), UNKNOWN_KEY_NEAR, key, near);
  else
    log_error(config->log, where_of(config, node), UNKNOWN_KEY, key);
  return false;
}

static bool complain_value(const struct config *config, const yaml_node_t *node,
                           const char *key, const char *wanted) {
  log_error(config->log, where_of(config, node), BAD_KEY_VALUE, key, wanted);
  return false;
}

/* ---- Values -------------------------------------------------------------- */

static const char *text_of(const yaml_node_t *node) {
  return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value
                                        : NULL;
}

/* A text that lives as long as the options. */
static const char *keep(const struct config *config, const char *text) {
  return pool_string(&config->options->texts, text);
}

/* The value `text` with its path, from byte `at` on, as it is from here; the
 * file says it from its own folder. */
static const char *path_of(const struct config *config, const char *text,
                           size_t at) {
  const char *slash = strrchr(config->path, '/');
  if (!slash || text[at] == '/' || strcmp(text + at, "-") == 0)
    return keep(config, text);
  struct buffer path = {0};
  buffer_add(&path, text, at);
  buffer_add(&path, config->path, (size_t)(slash - config->path) + 1);
  buffer_print(&path, text + at);
  const char *kept = keep(config, path.data);
  buffer_free(&path);
  return kept;
}

/* The value of `option`, paths among it: "out.csv", "csv=out.csv". */
static const char *value_from(const struct config *config,
                              const struct option *option, const char *text) {
  if (strncmp(option->value, "FILE", 4) == 0) return path_of(config, text, 0);
  const char *path = option->id == OPTION_REPORT ? value_of(text) : NULL;
  return path ? path_of(config, text, (size_t)(path - text))
              : keep(config, text);
}

/* Is the value in the list of the option, as "csv|jsonl"? */
static bool is_choice(const struct option *option, const char *value) {
  size_t len = strlen(value);
  for (const char *at = option->value; at; at = strchr(at, '|')) {
    if (*at == '|') at++;
    if (strcspn(at, "|") == len && strncmp(at, value, len) == 0) return true;
  }
  return false;
}

/* Is it a value that only another command knows: of a setting that each has of
 * its own, or a field of its tables? */
static bool is_others(const struct config *config, const struct option *option,
                      const char *value) {
  enum command command = config->options->command;
  unsigned fields = option->id == OPTION_MAP ? field_commands(value) : 0;
  if (fields) return !(fields & (unsigned)command);
  if (!strchr(option->value, '|') || is_choice(option, value)) return false;
  for (const struct option *o = option_table; o->name; o++)
    if (o != option && is_setting(o) && strcmp(o->name, option->name) == 0 &&
        is_choice(o, value))
      return true;
  return false;
}

static bool set_text(const struct config *config, const struct option *option,
                     const char *text, const yaml_node_t *node) {
  struct where where = where_of(config, node);
  if (is_others(config, option, text)) return true;
  const char *value = value_from(config, option, text);
  config->log->context = where;
  options_note(config->options, (struct origin){value, option->name, where});
  bool good = option_set(option, value, config->options, config->log);
  config->log->context = (struct where){0};
  return good;
}

static bool set_flag(const struct config *config, const struct option *option,
                     const char *key, const yaml_node_t *node, bool wanted) {
  const char *text = text_of(node);
  bool is_true = text && strcmp(text, "true") == 0;
  if (!is_true && (!text || strcmp(text, "false") != 0))
    return complain_value(config, node, key, "true, false");
  if (is_true != wanted) return true;
  options_note(config->options,
               (struct origin){NULL, option->name, where_of(config, node)});
  return option_set(option, NULL, config->options, config->log);
}

static bool set_pairs(struct config *config, const struct option *option,
                      const yaml_node_t *node) {
  bool good = true;
  struct buffer pair = {0};
  for (yaml_node_pair_t *at = node->data.mapping.pairs.start;
       at < node->data.mapping.pairs.top; at++) {
    yaml_node_t *key = yaml_document_get_node(&config->document, at->key);
    yaml_node_t *value = yaml_document_get_node(&config->document, at->value);
    if (!text_of(key) || !text_of(value)) {
      good = complain_value(config, key, option->name, option->value);
      continue;
    }
    buffer_clear(&pair);
    buffer_format(&pair, "%s=%s", text_of(key), text_of(value));
    if (!set_text(config, option, pair.data, key)) good = false;
  }
  buffer_free(&pair);
  return good;
}

static bool set_list(struct config *config, const struct option *option,
                     const yaml_node_t *node) {
  bool good = true;
  for (yaml_node_item_t *at = node->data.sequence.items.start;
       at < node->data.sequence.items.top; at++) {
    yaml_node_t *item = yaml_document_get_node(&config->document, *at);
    if (!text_of(item))
      good = complain_value(config, item, option->name, option->value);
    else if (!set_text(config, option, text_of(item), item))
      good = false;
  }
  return good;
}

static bool is_pair_option(const struct option *option) {
  return option->value && strchr(option->value, '=');
}

static bool set_value(struct config *config, const struct option *option,
                      const yaml_node_t *node) {
  if (!option->value) return set_flag(config, option, option->name, node, true);
  if (node->type == YAML_SCALAR_NODE)
    return set_text(config, option, text_of(node), node);
  if (node->type == YAML_SEQUENCE_NODE) return set_list(config, option, node);
  if (is_pair_option(option)) return set_pairs(config, option, node);
  return complain_value(config, node, option->name, option->value);
}

/* ---- The file ------------------------------------------------------------ */

/* Does it say which reports there are? `hvline baseline` writes nothing else.
 */
static bool is_about_reports(const struct option *option) {
  return option->id == OPTION_FORMAT || option->id == OPTION_OUTPUT ||
         option->id == OPTION_REPORT;
}

/* Has the command line said it, or is it for another command? */
static bool is_passed(const struct config *config,
                      const struct option *option) {
  if (!(option->commands & (unsigned)config->options->command)) return true;
  if (config->options->accept && is_about_reports(option)) return true;
  return options_given(config->options, option->id) && !is_pair_option(option);
}

static bool take_key(struct config *config, const yaml_node_t *key,
                     const yaml_node_t *value) {
  const char *name = text_of(key);
  if (!name) return complain_key(config, key, "?");
  for (size_t i = 0; i < OPPOSITES; i++) {
    if (strcmp(opposites[i].key, name) != 0) continue;
    const struct option *option =
        setting_called(opposites[i].option, config->options->command);
    return is_passed(config, option) ||
           set_flag(config, option, name, value, false);
  }
  const struct option *option = setting_called(name, config->options->command);
  if (!option) return complain_key(config, key, name);
  return is_passed(config, option) || set_value(config, option, value);
}

/* All keys but `preset`, which went before them. */
static bool take_keys(struct config *config) {
  bool good = true;
  if (!config->root) return true;
  for (yaml_node_pair_t *at = config->root->data.mapping.pairs.start;
       at < config->root->data.mapping.pairs.top; at++) {
    yaml_node_t *key = yaml_document_get_node(&config->document, at->key);
    yaml_node_t *value = yaml_document_get_node(&config->document, at->value);
    if (text_of(key) && strcmp(text_of(key), "preset") == 0) continue;
    if (!take_key(config, key, value)) good = false;
  }
  return good;
}

static bool take_preset(struct config *config) {
  const struct option *option =
      setting_called("preset", config->options->command);
  struct options *options = config->options;
  if (config->root && !options->preset) {
    for (yaml_node_pair_t *at = config->root->data.mapping.pairs.start;
         at < config->root->data.mapping.pairs.top; at++) {
      yaml_node_t *key = yaml_document_get_node(&config->document, at->key);
      yaml_node_t *value = yaml_document_get_node(&config->document, at->value);
      bool named = text_of(key) && strcmp(text_of(key), "preset") == 0;
      if (!named || is_passed(config, option)) continue;
      if (!text_of(value))
        return complain_value(config, value, "preset", option->value);
      options->preset = keep(config, text_of(value));
      config->log->context = where_of(config, value);
    }
  }
  bool good =
      !options->preset || preset_apply(options, options->preset, config->log);
  config->log->context = (struct where){0};
  return good;
}

static bool parse(struct config *config, hvl_text text) {
  yaml_parser_t parser;
  mem_must(yaml_parser_initialize(&parser) ? &parser : NULL);
  yaml_parser_set_input_string(&parser, (const unsigned char *)text.data,
                               text.len);
  bool good = yaml_parser_load(&parser, &config->document) == 1;
  if (!good)
    log_error(config->log,
              (struct where){config->path, parser.problem_mark.line + 1},
              CONFIG_BROKEN, parser.problem ? parser.problem : "?");
  yaml_parser_delete(&parser);
  return good;
}

/* Pairs of the command line go behind those of the file, so that they hold. */
static void append(struct words *words, const struct words *last) {
  for (size_t i = 0; i < last->count; i++) words_add(words, last->items[i]);
  free(last->items);
}

static bool take_all(struct config *config) {
  struct options *options = config->options;
  struct words *pairs[] = {&options->maps, &options->map_roles,
                           &options->map_shops, &options->facts};
  enum { PAIRS = sizeof pairs / sizeof *pairs };
  struct words own[PAIRS];
  for (size_t i = 0; i < PAIRS; i++) {
    own[i] = *pairs[i];
    *pairs[i] = (struct words){0};
  }
  bool good = take_preset(config);
  if (!take_keys(config)) good = false;
  for (size_t i = 0; i < PAIRS; i++) append(pairs[i], &own[i]);
  return good;
}

static bool read_file(struct config *config) {
  struct buffer text = {0};
  bool good = file_read(config->path, &text, config->log) &&
              parse(config, text.len ? buffer_text(&text) : (hvl_text){"", 0});
  buffer_free(&text);
  if (!good) return false;
  config->root = yaml_document_get_root_node(&config->document);
  if (config->root && config->root->type != YAML_MAPPING_NODE)
    good = complain_value(config, config->root, "-", "level: 2");
  if (good) good = take_all(config);
  yaml_document_delete(&config->document);
  return good;
}

bool config_apply(struct options *options, struct log *log) {
  struct config config = {
      .path = options->config, .options = options, .log = log};
  bool found = !config.path && access(default_path, F_OK) == 0;
  if (found) config.path = default_path;
  bool good = config.path ? read_file(&config) : take_all(&config);
  log->lang = options->lang;
  log->quiet = options->quiet;
  if (found && good)
    log_note(log, (struct where){default_path, 0}, CONFIG_USED);
  return good;
}
