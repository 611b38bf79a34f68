/* SPDX-License-Identifier: MIT */
/* record.h - a labelled conversation or template out of a line of JSONL. */
#ifndef HVL_ACCURACY_RECORD_H
#define HVL_ACCURACY_RECORD_H

#include <json-c/json.h>
#include <stdbool.h>

#include "hvline.h"

enum { FACTS_MAX = 16, LINE_NAME_MAX = 32 };

/* A finding as labelled or as found: `message` crosses the line `name`. */
struct label {
  size_t message;
  char name[LINE_NAME_MAX];
};

struct record {
  json_object *json; /* owns all strings below */
  const char *id;
  hvl_message *messages;
  size_t message_count;
  const char *facts[2 * FACTS_MAX]; /* name, value, ... */
  size_t fact_count;                /* pairs */
  struct label *labels;
  size_t label_count;
};

/* Read a record; false if `line` is not one. A template (it has "text" in place
 * of "messages") becomes a conversation of one seller message. */
bool record_parse(struct record *record, const char *line);
void record_free(struct record *record);

/* What takes a finding of `record`. */
typedef void record_sink(void *ctx, const struct record *record,
                         const hvl_finding *finding);

/* Feed the whole record to `session`, which is reset first, and finish it;
 * every finding goes to `sink`. Facts that no rule knows are left out. */
hvl_status record_run(const struct record *record, hvl_session *session,
                      record_sink *sink, void *ctx);

/* What takes a record of a set; false: it cannot be judged. */
typedef bool record_take(void *ctx, const struct record *record);

/* Give every record of the file `name` in `folder`, which may be missing, to
 * `take`. False, with a word on stderr, if one cannot be read or judged. */
bool record_read(const char *folder, const char *name, record_take *take,
                 void *ctx);

/* Takes one line of a file of conversations; false: no more are wanted. */
typedef bool line_sink(void *ctx, const char *line);

/* Give every line of the *.jsonl.xz in `folder` to `sink`, files by name. */
void record_walk(const char *folder, line_sink *sink, void *ctx);

/* The rules to measure: the compiled ones that HVL_RULESET of the environment
 * names, else the built-in ones. NULL, with the reason on stderr, on failure.
 * The caller frees them. */
hvl_ruleset *record_rules(void);

#endif
