/* SPDX-License-Identifier: MIT */
/* identity.c - what an audit is of: its rules, options and files. */
#define _POSIX_C_SOURCE 200809L
#include "judge/identity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/checksum.h"
#include "base/clock.h"
#include "base/texts.h"

static const char file_word[] = "file ", rules_word[] = "rules ",
                  version_word[] = "hvline ";

static void print_rules(struct buffer *out, const hvl_ruleset *ruleset) {
  size_t size = 0;
  hvl_ruleset_save(ruleset, NULL, &size);
  char *bytes = mem_resize(NULL, size, 1);
  bool good = hvl_ruleset_save(ruleset, bytes, &size) == HVL_OK;
  uint64_t sum = checksum(CHECKSUM_INIT, bytes, good ? size : 0);
  buffer_format(out, "%s%016" PRIx64 "\n", rules_word, sum);
  free(bytes);
}

static void print_words(struct buffer *out, const char *name,
                        const struct words *words) {
  for (size_t i = 0; i < words->count; i++)
    buffer_format(out, "--%s %s\n", name, words->items[i]);
}

static void print_time(struct buffer *out, const char *name, int64_t time) {
  buffer_format(out, "--%s ", name);
  clock_format_exact(out, time);
  buffer_put(out, '\n');
}

static void print_options(struct buffer *out, const struct options *options) {
  buffer_format(out, "--lang %s\n", options->lang == LANG_ZH ? "zh" : "en");
  buffer_format(out, "--level %u\n", options->level);
  buffer_format(out, "--input-format %d\n", options->input);
  if (options->encoding)
    buffer_format(out, "--encoding %s\n", options->encoding);
  if (options->has_since) print_time(out, "since", options->since);
  /* Its last moment, as one writes it, not the first behind it. */
  if (options->has_until) print_time(out, "until", options->until - 1);
  print_words(out, "line", &options->lines);
  print_words(out, "rule", &options->rule_ids);
  print_words(out, "agent", &options->agents);
  print_words(out, "fact", &options->facts);
  print_words(out, "sheet", &options->sheets);
  print_words(out, "map", &options->maps);
  print_words(out, "map-role", &options->map_roles);
  print_words(out, "map-shop", &options->map_shops);
}

/* Its name goes first, so that a file that changed can be named. */
static void print_file(struct buffer *out, const char *path) {
  struct stat about;
  buffer_format(out, "%s%s\t", file_word, path);
  if (stat(path, &about) == 0)
    buffer_format(out, "%lld %lld.%09ld\n", (long long)about.st_size,
                  (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec);
  else
    buffer_print(out, "-\n");
}

void identity_print(struct buffer *out, const hvl_ruleset *ruleset,
                    const struct options *options, const struct words *paths) {
  buffer_format(out, "%s%08" PRIx32 "\n", version_word, hvl_version());
  print_rules(out, ruleset);
  print_options(out, options);
  for (size_t i = 0; i < paths->count; i++) print_file(out, paths->items[i]);
}

static bool begins(const char *line, const char *word) {
  return strncmp(line, word, strlen(word)) == 0;
}

/* What messages call a line: the name of a file, or the line as it is. */
static hvl_text name_of(const char *line) {
  bool is_file = begins(line, file_word);
  if (is_file) line += strlen(file_word);
  return (hvl_text){line, strcspn(line, is_file ? "\t\n" : "\n")};
}

void identity_complain(const char *there, const char *here, const char *state,
                       struct log *log) {
  size_t at = 0;
  for (size_t i = 0; there[i] && there[i] == here[i]; i++)
    if (there[i] == '\n') at = i + 1;
  there += at;
  here += at;
  hvl_text a = name_of(there), b = name_of(here);
  bool files = begins(there, file_word) && begins(here, file_word);
  struct where where = {state, 0};
  if (begins(there, version_word))
    log_error(log, where, RESUME_OTHER_VERSION, state);
  else if (begins(there, rules_word))
    log_error(log, where, RESUME_OTHER_RULES, state);
  else if (files && text_same(a, b))
    log_error(log, where, RESUME_FILE_CHANGED, (int)a.len, a.data, state);
  else
    log_error(log, where, RESUME_DIFFERS, a.len ? (int)a.len : 1,
              a.len ? a.data : "-", b.len ? (int)b.len : 1,
              b.len ? b.data : "-", state);
}
