/* SPDX-License-Identifier: MIT */
/* How fast libcsv and json-c parse a file, and do nothing with what they find:
 * what `hvline audit --stats` of the same file is measured by.
 *
 *   bench_parsers FILE.csv|FILE.jsonl [ROUNDS]
 *
 * The file is read in pieces, as a program would that wants little memory; the
 * best round counts. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <csv.h>
#include <json.h>

enum { PIECE = 64 * 1024 };

struct counts {
  size_t bytes, fields, records;
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void on_field(void *text, size_t len, void *ctx) {
  (void)text;
  (void)len;
  ((struct counts *)ctx)->fields++;
}

static void on_record(int end, void *ctx) {
  (void)end;
  ((struct counts *)ctx)->records++;
}

static void parse_csv(FILE *file, struct counts *counts) {
  static char piece[PIECE];
  struct csv_parser parser;
  csv_init(&parser, 0);
  for (size_t len; (len = fread(piece, 1, sizeof piece, file));) {
    counts->bytes += len;
    csv_parse(&parser, piece, len, on_field, on_record, counts);
  }
  csv_fini(&parser, on_field, on_record, counts);
  csv_free(&parser);
}

/* An object a line, checked as the command does. */
static void parse_json(FILE *file, struct counts *counts) {
  char *line = NULL;
  size_t room = 0;
  struct json_tokener *tokener = json_tokener_new();
  if (!tokener) exit(2);
  json_tokener_set_flags(tokener,
                         JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  for (ssize_t len; (len = getline(&line, &room, file)) > 0;) {
    counts->bytes += (size_t)len;
    json_tokener_reset(tokener);
    struct json_object *object = json_tokener_parse_ex(tokener, line, (int)len);
    counts->records += object != NULL;
    json_object_put(object);
  }
  json_tokener_free(tokener);
  free(line);
}

int main(int argc, char **argv) {
  int rounds = argc > 2 ? atoi(argv[2]) : 5;
  double best = 0;
  struct counts counts = {0};
  if (argc < 2) {
    fputs("usage: bench_parsers FILE.csv|FILE.jsonl [ROUNDS]\n", stderr);
    return 2;
  }
  for (int i = 0; i < rounds; i++) {
    FILE *file = fopen(argv[1], "rb");
    if (!file) {
      perror(argv[1]);
      return 2;
    }
    counts = (struct counts){0};
    double start = now();
    (strstr(argv[1], ".json") ? parse_json : parse_csv)(file, &counts);
    double seconds = now() - start;
    fclose(file);
    if (!i || seconds < best) best = seconds;
  }
  printf("%zu bytes, %zu records, %zu fields: %.3f s, %.1f MB/s\n",
         counts.bytes, counts.records, counts.fields, best,
         best > 0 ? (double)counts.bytes / best / 1e6 : 0);
  return 0;
}
