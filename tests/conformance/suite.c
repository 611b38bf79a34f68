/* SPDX-License-Identifier: MIT */
/* suite.c - a file of conformance cases, read into groups. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MARK_OPEN[] = "\xE2\x9F\xAA";  /* U+27EA */
static const char MARK_CLOSE[] = "\xE2\x9F\xAB"; /* U+27EB */

static void die(const char *path, unsigned line, const char *what) {
  fprintf(stderr, "%s:%u: %s\n", path, line, what);
  exit(2);
}

static void *grow(void *block, size_t size) {
  void *grown = realloc(block, size);
  if (!grown) die("suite", 0, "out of memory");
  return grown;
}

void bytes_add(struct bytes *bytes, const char *data, size_t len) {
  if (bytes->len + len + 1 > bytes->cap) {
    bytes->cap = 2 * (bytes->len + len + 1);
    bytes->data = grow(bytes->data, bytes->cap);
  }
  memcpy(bytes->data + bytes->len, data, len);
  bytes->len += len;
  bytes->data[bytes->len] = '\0';
}

void bytes_text(struct bytes *bytes, const char *text) {
  bytes_add(bytes, text, strlen(text));
}

static char *read_file(const char *path) {
  struct bytes bytes = {0};
  char part[4096];
  size_t got;
  FILE *file = fopen(path, "rb");
  if (!file) die(path, 0, "cannot be opened");
  bytes_text(&bytes, "");
  while ((got = fread(part, 1, sizeof part, file)) > 0)
    bytes_add(&bytes, part, got);
  fclose(file);
  return bytes.data;
}

/* ---- Faults announced by markers ----------------------------------------- */

static unsigned column_of(const struct bytes *text) {
  unsigned column = 1;
  for (size_t i = text->len; i > 0 && text->data[i - 1] != '\n'; i--)
    if ((text->data[i - 1] & 0xC0) != 0x80) column++;
  return column;
}

static unsigned line_of(const struct bytes *text) {
  unsigned line = 1;
  for (size_t i = 0; i < text->len; i++) line += text->data[i] == '\n';
  return line;
}

/* A marker is "error" or "warning" and words of the message, in U+27EA U+27EB.
 */
static void add_fault(struct group *group, const struct source *source,
                      const char *mark, size_t len, unsigned line) {
  if (group->fault_count == FAULTS_MAX) die(group->path, line, "many faults");
  struct fault *fault = &group->faults[group->fault_count++];
  const char *words = memchr(mark, ' ', len);
  fault->source = (size_t)(source - group->sources);
  fault->line = line_of(&source->text);
  fault->column = column_of(&source->text);
  fault->error = *mark == 'e';
  fault->words[0] = '\0';
  if (words)
    snprintf(fault->words, sizeof fault->words, "%.*s",
             (int)(len - (size_t)(words + 1 - mark)), words + 1);
}

/* Add a line to a source; markers become faults. */
static void add_line(struct group *group, struct source *source,
                     const char *text, unsigned line) {
  const char *open;
  while ((open = strstr(text, MARK_OPEN))) {
    const char *mark = open + sizeof MARK_OPEN - 1;
    const char *close = strstr(mark, MARK_CLOSE);
    if (!close) die(group->path, line, "a marker is not closed");
    bytes_add(&source->text, text, (size_t)(open - text));
    add_fault(group, source, mark, (size_t)(close - mark), line);
    text = close + sizeof MARK_CLOSE - 1;
  }
  bytes_text(&source->text, text);
  bytes_text(&source->text, "\n");
}

/* ---- Rules without the keys that each one has ---------------------------- */

static bool has_key(const char *body, const char *key) {
  size_t len = strlen(key);
  for (const char *at = body; at; at = strchr(at, '\n')) {
    at += *at == '\n';
    if (!strncmp(at, key, len) && at[len] == ':') return true;
  }
  return false;
}

void suite_wrap_rule(struct bytes *out, const char *id, const char *body) {
  static const char *const keys[][2] = {{"severity", "error"},
                                        {"level", "1"},
                                        {"title", "{zh: 规则, en: Rule}"},
                                        {"why", "{zh: 因, en: Why}"},
                                        {"say", "{zh: 说, en: Say}"},
                                        {"violates", "[x]"},
                                        {"complies", "[y]"}};
  bytes_text(out, "hvline: 1\nline: test\ntitle: {zh: 测试, en: Test}\n"
                  "rules:\n  - id: ");
  bytes_text(out, id);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (has_key(body, keys[i][0])) continue;
    bytes_text(out, "\n    ");
    bytes_text(out, keys[i][0]);
    bytes_text(out, ": ");
    bytes_text(out, keys[i][1]);
  }
  while (*body) {
    size_t len = strcspn(body, "\n");
    bytes_text(out, "\n    ");
    bytes_add(out, body, len);
    body += len + (body[len] == '\n');
  }
  bytes_text(out, "\n");
}

/* ---- Sections ------------------------------------------------------------ */

enum section { NOWHERE, SOURCE, RULE, CASES, PHRASES };

struct reader {
  struct suite *suite;
  const char *path;
  unsigned line;
  struct group *group;
  enum section section;
  char rule[48];     /* RULE: its id */
  struct bytes body; /* RULE: what was read of it */
};

static struct source *add_source(struct reader *reader, const char *name) {
  struct group *group = reader->group;
  if (group->source_count == SOURCES_MAX)
    die(reader->path, reader->line, "too many sources");
  struct source *source = &group->sources[group->source_count++];
  snprintf(source->name, sizeof source->name, "%s", name);
  return source;
}

/* A rule is whole when the next section begins. */
static void end_section(struct reader *reader) {
  if (reader->section == RULE) {
    char name[64];
    snprintf(name, sizeof name, "%s.yaml", reader->rule);
    bytes_text(&reader->body, "");
    suite_wrap_rule(&add_source(reader, name)->text, reader->rule,
                    reader->body.data);
  }
  reader->body.len = 0;
  reader->section = NOWHERE;
}

static void begin_group(struct reader *reader, const char *title) {
  struct suite *suite = reader->suite;
  end_section(reader);
  suite->groups =
      grow(suite->groups, (suite->group_count + 1) * sizeof *suite->groups);
  struct group *group = &suite->groups[suite->group_count++];
  memset(group, 0, sizeof *group);
  snprintf(group->title, sizeof group->title, "%s", title);
  group->path = reader->path;
  group->line = reader->line;
  group->level = 3;
  reader->group = group;
}

static void begin_section(struct reader *reader, const char *what) {
  char word[16] = "", name[64] = "";
  if (!reader->group) die(reader->path, reader->line, "no group yet");
  end_section(reader);
  sscanf(what, "%15s %63s", word, name);
  if (!strcmp(word, "file")) {
    add_source(reader, name);
    reader->section = SOURCE;
  } else if (!strcmp(word, "rule")) {
    snprintf(reader->rule, sizeof reader->rule, "%.47s", name);
    reader->section = RULE;
  } else if (!strcmp(word, "cases")) {
    reader->section = CASES;
  } else if (!strcmp(word, "phrases")) {
    reader->section = PHRASES;
  } else if (!strcmp(word, "level")) {
    reader->group->level = (unsigned)strtoul(name, NULL, 10);
  } else if (!strcmp(word, "faults")) {
    reader->group->expects_faults = true;
  } else {
    die(reader->path, reader->line, "no such section");
  }
}

static void add_case(struct reader *reader, char *text) {
  struct group *group = reader->group;
  struct case_line line = {NULL, text, reader->line};
  if (reader->section == PHRASES) {
    char *split = strstr(text, " :: ");
    if (!split) die(reader->path, reader->line, "a phrase, ' :: ', a case");
    for (char *end = split; end >= text && *end == ' '; end--) *end = '\0';
    line.phrase = text;
    line.text = split + 4;
  }
  group->cases =
      grow(group->cases, (group->case_count + 1) * sizeof *group->cases);
  group->cases[group->case_count++] = line;
}

static bool is_remark(const char *text) {
  return !*text || (text[0] == '#' && (!text[1] || text[1] == ' '));
}

static void read_line(struct reader *reader, char *text) {
  struct group *group = reader->group;
  if (!strncmp(text, "== ", 3)) {
    begin_group(reader, text + 3);
  } else if (!strncmp(text, "--- ", 4)) {
    begin_section(reader, text + 4);
  } else if (reader->section == SOURCE) {
    add_line(group, &group->sources[group->source_count - 1], text,
             reader->line);
  } else if (reader->section == RULE) {
    bytes_text(&reader->body, text);
    bytes_text(&reader->body, "\n");
  } else if (is_remark(text)) {
    return;
  } else if (reader->section == CASES || reader->section == PHRASES) {
    add_case(reader, text);
  } else {
    die(reader->path, reader->line, "a line outside of a section");
  }
}

void suite_read(struct suite *suite, const char *path) {
  struct reader reader = {.suite = suite, .path = path};
  memset(suite, 0, sizeof *suite);
  suite->content = read_file(path);
  for (char *at = suite->content; *at;) {
    char *end = at + strcspn(at, "\n");
    bool last = !*end;
    *end = '\0';
    reader.line++;
    read_line(&reader, at);
    at = end + !last;
  }
  end_section(&reader);
  free(reader.body.data);
}

void suite_free(struct suite *suite) {
  for (size_t i = 0; i < suite->group_count; i++) {
    struct group *group = &suite->groups[i];
    for (size_t k = 0; k < group->source_count; k++)
      free(group->sources[k].text.data);
    free(group->cases);
  }
  free(suite->groups);
  free(suite->content);
}
