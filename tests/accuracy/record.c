/* SPDX-License-Identifier: MIT */
/* record.c - a labelled conversation or template out of a line of JSONL. */
#define _POSIX_C_SOURCE 200809L
#include "record.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_LEN = 1024 };

static json_object *member(json_object *object, const char *name) {
  json_object *value = NULL;
  json_object_object_get_ex(object, name, &value);
  return value;
}

static hvl_text text_of(json_object *value) {
  hvl_text text = {"", 0};
  if (json_object_is_type(value, json_type_string)) {
    text.data = json_object_get_string(value);
    text.len = (size_t)json_object_get_string_len(value);
  }
  return text;
}

static hvl_role role_of(json_object *value) {
  hvl_text role = text_of(value);
  if (!strcmp(role.data, "seller")) return HVL_SELLER;
  return strcmp(role.data, "buyer") ? HVL_SYSTEM : HVL_BUYER;
}

static bool read_messages(struct record *record, json_object *list) {
  size_t count = json_object_array_length(list);
  record->messages = calloc(count + 1, sizeof *record->messages);
  if (!record->messages) return false;
  for (size_t i = 0; i < count; i++) {
    json_object *item = json_object_array_get_idx(list, i);
    hvl_message *message = &record->messages[i];
    *message = (hvl_message)HVL_MESSAGE_INIT;
    message->role = role_of(member(item, "role"));
    message->text = text_of(member(item, "text"));
    message->account = text_of(member(item, "account"));
  }
  record->message_count = count;
  return true;
}

static bool read_template(struct record *record, json_object *text) {
  record->messages = calloc(1, sizeof *record->messages);
  if (!record->messages) return false;
  record->messages[0] = (hvl_message)HVL_MESSAGE_INIT;
  record->messages[0].text = text_of(text);
  record->message_count = 1;
  return true;
}

static void read_facts(struct record *record, json_object *facts) {
  if (!json_object_is_type(facts, json_type_object)) return;
  json_object_object_foreach(facts, name, value) {
    if (record->fact_count == FACTS_MAX) return;
    record->facts[2 * record->fact_count] = name;
    record->facts[2 * record->fact_count + 1] = json_object_get_string(value);
    record->fact_count++;
  }
}

/* In a template a label is a line's name; elsewhere it has a message too. */
static struct label read_label(json_object *item) {
  struct label label = {0};
  json_object *name = member(item, "line");
  if (!name) name = item;
  label.message = (size_t)json_object_get_int64(member(item, "message"));
  snprintf(label.name, LINE_NAME_MAX, "%s", json_object_get_string(name));
  return label;
}

static bool read_labels(struct record *record, json_object *list) {
  size_t count = list ? json_object_array_length(list) : 0;
  record->labels = calloc(count + 1, sizeof *record->labels);
  if (!record->labels) return false;
  for (size_t i = 0; i < count; i++)
    record->labels[i] = read_label(json_object_array_get_idx(list, i));
  record->label_count = count;
  return true;
}

bool record_parse(struct record *record, const char *line) {
  memset(record, 0, sizeof *record);
  record->json = json_tokener_parse(line);
  record->id = text_of(member(record->json, "id")).data;
  json_object *messages = member(record->json, "messages");
  json_object *text = member(record->json, "text");
  bool ok = messages ? read_messages(record, messages)
                     : text && read_template(record, text);
  if (ok) ok = read_labels(record, member(record->json, "findings"));
  if (!ok) {
    record_free(record);
    return false;
  }
  read_facts(record, member(record->json, "facts"));
  return true;
}

void record_free(struct record *record) {
  free(record->labels);
  free(record->messages);
  json_object_put(record->json);
  memset(record, 0, sizeof *record);
}

static hvl_status set_facts(const struct record *record, hvl_session *session) {
  for (size_t i = 0; i < record->fact_count; i++) {
    const char *const *pair = &record->facts[2 * i];
    hvl_status status = hvl_session_set_fact(session, pair[0], pair[1]);
    if (status != HVL_OK && status != HVL_ERR_ARGUMENT) return status;
  }
  return HVL_OK;
}

static void drain(const struct record *record, hvl_session *session,
                  record_sink *sink, void *ctx) {
  const hvl_finding *finding;
  while ((finding = hvl_session_next(session))) sink(ctx, record, finding);
}

hvl_status record_run(const struct record *record, hvl_session *session,
                      record_sink *sink, void *ctx) {
  hvl_session_reset(session);
  hvl_status status = set_facts(record, session);
  if (status != HVL_OK) return status;
  status = hvl_session_feed(session, record->messages, record->message_count);
  if (status != HVL_OK) return status;
  drain(record, session, sink, ctx);
  status = hvl_session_finish(session);
  drain(record, session, sink, ctx);
  return status;
}

static bool walk_file(const char *path, line_sink *sink, void *ctx) {
  char command[PATH_LEN + 16], *line = NULL;
  size_t cap = 0;
  bool more = true;
  snprintf(command, sizeof command, "xz -dc '%s'", path);
  FILE *in = popen(command, "r");
  if (!in) return true;
  while (more && getline(&line, &cap, in) > 0) more = sink(ctx, line);
  free(line);
  pclose(in);
  return more;
}

static int is_packed(const struct dirent *entry) {
  const char *end = strstr(entry->d_name, ".jsonl.xz");
  return end && !end[9];
}

void record_walk(const char *folder, line_sink *sink, void *ctx) {
  char path[PATH_LEN];
  struct dirent **entries;
  int count = scandir(folder, &entries, is_packed, alphasort);
  bool more = true;
  for (int i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
    if (more) more = walk_file(path, sink, ctx);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
}

/* The bytes of a file; NULL if it cannot be read. The caller frees them. */
static void *read_whole(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  long size = -1;
  if (file && !fseek(file, 0, SEEK_END)) size = ftell(file);
  if (size > 0) bytes = malloc((size_t)size);
  if (bytes) rewind(file), *len = fread(bytes, 1, (size_t)size, file);
  if (bytes && *len != (size_t)size) free(bytes), bytes = NULL;
  if (file) fclose(file);
  return bytes;
}

hvl_ruleset *record_rules(void) {
  const char *path = getenv("HVL_RULESET");
  hvl_ruleset *ruleset = NULL;
  hvl_status status = HVL_OK;
  size_t len = 0;
  void *bytes = path ? read_whole(path, &len) : NULL;
  if (!path)
    status = hvl_ruleset_builtin(&ruleset, NULL);
  else if (bytes)
    status = hvl_ruleset_load(&ruleset, bytes, len, NULL);
  free(bytes);
  if (!ruleset)
    fprintf(stderr, "%s: %s\n", path ? path : "built-in rules",
            path && !bytes ? "cannot be read" : hvl_status_text(status));
  return ruleset;
}

bool record_read(const char *folder, const char *name, record_take *take,
                 void *ctx) {
  char path[PATH_LEN], *line = NULL;
  size_t cap = 0;
  bool ok = true;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "r");
  if (!file) return true; /* a set may lack one of the two */
  while (ok && getline(&line, &cap, file) > 0) {
    struct record record;
    ok = record_parse(&record, line);
    if (!ok) break;
    ok = take(ctx, &record);
    record_free(&record);
  }
  if (!ok) fprintf(stderr, "%s: a record cannot be read or judged\n", path);
  free(line);
  fclose(file);
  return ok;
}
