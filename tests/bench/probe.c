/* SPDX-License-Identifier: MIT */
/* probe.c - what is measured in a process of its own. */
#define _POSIX_C_SOURCE 200809L
#include "probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus.h"
#include "text_buf.h"

/* ---- Start --------------------------------------------------------------- */

struct resident {
  double private_kb; /* memory that no file stands behind */
  double program_kb; /* that, and what is mapped of the program itself */
};

/* A mapping of a shared library is not ours. */
static struct resident resident(void) {
  struct resident sum = {0, 0};
  char line[1024];
  bool library = false;
  unsigned long kb;
  FILE *file = fopen("/proc/self/smaps", "r");
  while (file && fgets(line, sizeof line, file)) {
    bool head = strchr("0123456789abcdef", line[0]) && strchr(line, '-');
    if (head) library = strstr(line, ".so") != NULL;
    if (sscanf(line, "Anonymous: %lu", &kb) == 1) sum.private_kb += (double)kb;
    if (!library && sscanf(line, "Rss: %lu", &kb) == 1)
      sum.program_kb += (double)kb;
  }
  if (file) fclose(file);
  return sum;
}

static hvl_ruleset *load(const char *path) {
  hvl_ruleset *ruleset = NULL;
  FILE *file = fopen(path, "rb");
  if (!file) die("no saved rules");
  fseek(file, 0, SEEK_END);
  size_t size = (size_t)ftell(file);
  char *bytes = must(malloc(size + 1));
  rewind(file);
  if (fread(bytes, 1, size, file) == size)
    hvl_ruleset_load(&ruleset, bytes, size, NULL);
  fclose(file);
  free(bytes);
  return ruleset;
}

/* The same without a copy: the file stays mapped. */
static hvl_ruleset *map(const char *path) {
  hvl_ruleset *ruleset = NULL;
  struct stat info;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &info) != 0) die("no saved rules");
  size_t size = (size_t)info.st_size;
  void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes != MAP_FAILED) hvl_ruleset_map(&ruleset, bytes, size, NULL);
  close(file);
  return ruleset;
}

static void probe_start(hvl_ruleset *(*get)(const char *path),
                        const char *path) {
  static const char text[] = "亲 这边开不了发票的哦";
  struct resident before = resident();
  hvl_ruleset *ruleset = NULL;
  hvl_session *session = NULL;
  double start = now();
  if (get)
    ruleset = get(path);
  else
    hvl_ruleset_builtin(&ruleset, NULL);
  double ready = now();
  if (hvl_session_new(&session, ruleset, NULL) != HVL_OK) die("no session");
  hvl_message message = HVL_MESSAGE_INIT;
  message.text = (hvl_text){text, sizeof text - 1};
  hvl_session_check(session, &message);
  double checked = now();
  struct resident after = resident();
  printf("%.9f %.9f %.0f %.0f\n", ready - start, checked - ready,
         after.private_kb - before.private_kb,
         after.program_kb - before.program_kb);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

/* ---- Length -------------------------------------------------------------- */

enum {
  RICH = 10 /* violations in 100 messages */
};

static bool begins_character(char byte) {
  return (byte & 0xC0) != 0x80;
}

/* The first PROBE_CHARACTERS of what is said, and the byte behind them. */
static struct text_buf all_said(const struct corpus *corpus) {
  struct text_buf text = {0};
  size_t characters = 0, end = 0;
  for (size_t i = 0; i < corpus->count; i++) {
    put(&text, corpus->messages[i].text.data, corpus->messages[i].text.len);
    puts_to(&text, "，");
  }
  while (end < text.len && characters <= PROBE_CHARACTERS)
    characters += begins_character(text.data[end++]);
  if (characters <= PROBE_CHARACTERS) die("too little is said");
  text.len = end - 1;
  return text;
}

/* Check what is said in messages of `n` characters. */
static void probe_message(hvl_session *session, const struct corpus *corpus,
                          size_t n) {
  struct text_buf text = all_said(corpus);
  hvl_message message = HVL_MESSAGE_INIT;
  double start = now();
  for (size_t from = 0, to = 0; n > 0 && from < text.len; from = to) {
    size_t characters = 0;
    for (; to < text.len; to++) {
      characters += begins_character(text.data[to]);
      if (characters > n) break;
    }
    message.text = (hvl_text){text.data + from, to - from};
    hvl_session_check(session, &message);
  }
  printf("%.9f\n", now() - start);
  free(text.data);
}

/* Feed the messages in conversations of `n`. */
static void probe_chat(hvl_session *session, const struct corpus *corpus,
                       size_t n) {
  double start = now();
  for (size_t i = 0; n > 0 && i < corpus->count; i++) {
    if (i % n == 0) hvl_session_reset(session);
    hvl_session_feed(session, &corpus->messages[i], 1);
    while (hvl_session_next(session)) continue;
  }
  printf("%.9f\n", now() - start);
}

static void probe_length(bool chat, uint32_t level, size_t n) {
  hvl_ruleset *ruleset;
  hvl_session *session;
  struct corpus corpus;
  hvl_options options = HVL_OPTIONS_INIT;
  options.level = level;
  if (hvl_ruleset_builtin(&ruleset, NULL) != HVL_OK ||
      hvl_session_new(&session, ruleset, &options) != HVL_OK)
    die("no session");
  corpus_make(&corpus, ruleset, PROBE_MESSAGES, RICH);
  if (chat)
    probe_chat(session, &corpus, n);
  else
    probe_message(session, &corpus, n);
  corpus_free(&corpus);
  hvl_session_free(session);
  hvl_ruleset_free(ruleset);
}

int probe_main(int argc, char **argv) {
  const char *what = argc > 0 ? argv[0] : "";
  const char *argument = argc > 1 ? argv[1] : NULL;
  if (strcmp(what, "builtin") == 0)
    probe_start(NULL, NULL);
  else if (strcmp(what, "saved") == 0 && argument)
    probe_start(load, argument);
  else if (strcmp(what, "mapped") == 0 && argument)
    probe_start(map, argument);
  else if (strcmp(what, "message") == 0 && argument)
    probe_length(false, 2, strtoul(argument, NULL, 10));
  else if (strcmp(what, "message-level-3") == 0 && argument)
    probe_length(false, 3, strtoul(argument, NULL, 10));
  else if (strcmp(what, "chat") == 0 && argument)
    probe_length(true, 2, strtoul(argument, NULL, 10));
  else
    return 2;
  return 0;
}

/* ---- From outside -------------------------------------------------------- */

size_t probe_run(const char *self, const char *what, const char *argument,
                 double *numbers, size_t count) {
  char command[8192];
  size_t read = 0;
  snprintf(command, sizeof command, "'%s' probe %s '%s'", self, what,
           argument ? argument : "");
  FILE *out = popen(command, "r");
  while (out && read < count && fscanf(out, "%lf", &numbers[read]) == 1) read++;
  if (out) pclose(out);
  return read;
}

double probe_instructions(const char *self, const char *what, size_t n) {
  char command[8192], line[1024];
  unsigned long long instructions = 0;
  snprintf(command, sizeof command,
           "valgrind --tool=callgrind --callgrind-out-file=/dev/null '%s' "
           "probe %s %zu 2>&1",
           self, what, n);
  FILE *out = popen(command, "r");
  while (out && fgets(line, sizeof line, out)) {
    const char *at = strstr(line, "Collected : ");
    if (at) instructions = strtoull(at + strlen("Collected : "), NULL, 10);
  }
  if (out) pclose(out);
  return (double)instructions;
}
