/* SPDX-License-Identifier: MIT */
/* bench.c - the engine against matchers of the same patterns, and by itself.
 *
 *   bench [-n MESSAGES] [-r ROUNDS] [-v VECTORSCAN.so] [-y HYPERSCAN.so]
 *         [-k EXPRESSIONS] [-c CACHE] [-d DIFFERENCES] [-p PARTS] [-o JSON]
 *
 * README.md tells how to read what it prints. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contest.h"
#include "parts.h"
#include "probe.h"
#include "record.h"

static const char usage[] =
    "usage: bench [-n MESSAGES] [-r ROUNDS] [-v VECTORSCAN.so]\n"
    "             [-y HYPERSCAN.so] [-k EXPRESSIONS] [-c CACHE]\n"
    "             [-d DIFFERENCES] [-p PARTS] [-o JSON]\n"
    "parts: v versus peers, g growth, s start, c steady calls, t threads\n";

static bool read_settings(struct settings *settings, int argc, char **argv) {
  int option;
  *settings = (struct settings){.messages = 20000,
                                .rounds = 5,
                                .database_most = 800,
                                .cache = "bench-cache",
                                .parts = "vgsct",
                                .self = argv[0]};
  while ((option = getopt(argc, argv, "n:r:v:y:k:c:d:p:o:")) != -1) {
    switch (option) {
    case 'n': settings->messages = strtoul(optarg, NULL, 10); break;
    case 'r': settings->rounds = strtoul(optarg, NULL, 10); break;
    case 'v': settings->vectorscan = optarg; break;
    case 'y': settings->hyperscan = optarg; break;
    case 'k': settings->database_most = strtoul(optarg, NULL, 10); break;
    case 'c': settings->cache = optarg; break;
    case 'd': settings->tolerated = strtoul(optarg, NULL, 10); break;
    case 'p': settings->parts = optarg; break;
    case 'o': settings->json = optarg; break;
    default: return false;
    }
  }
  return settings->messages > 0 && settings->rounds > 0 &&
         settings->database_most > 0 && settings->rounds <= ROUNDS_MAX &&
         optind == argc;
}

/* The folder that keeps what takes long to make. */
static void make_folder(const char *path) {
  struct stat status;
  mkdir(path, 0777);
  if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return;
  fprintf(stderr,
          "bench: %s: no folder, and none can be made; name one by -c\n", path);
  exit(1);
}

static struct text_source *add_text(struct bench *bench, const char *name,
                                    bool rich) {
  struct text_source *text = &bench->texts[bench->texts_count++];
  text->name = name;
  text->rich = rich;
  return text;
}

static void add_texts(struct bench *bench) {
  const char *folder = getenv("HVL_REAL");
  size_t most = bench->settings.messages;
  struct corpus *real = &bench->texts[0].corpus;
  if (folder && corpus_read(real, folder, most))
    add_text(bench, "real chats", false);
  corpus_make(&add_text(bench, "made up", false)->corpus, bench->ruleset, most,
              2);
  corpus_make(&add_text(bench, "made up, 30% rich", true)->corpus,
              bench->ruleset, most, 30);
}

static bool run_parts(struct bench *bench) {
  const char *parts = bench->settings.parts;
  if (strchr(parts, 'v') && !part_versus(bench)) return false;
  if (strchr(parts, 'g')) part_growth(bench);
  if (strchr(parts, 's')) part_start(bench);
  if (strchr(parts, 'c')) part_steady(bench);
  if (strchr(parts, 't')) part_threads(bench);
  return true;
}

int main(int argc, char **argv) {
  static struct bench bench;
  if (argc > 1 && strcmp(argv[1], "probe") == 0)
    return probe_main(argc - 2, argv + 2);
  if (!read_settings(&bench.settings, argc, argv)) {
    fputs(usage, stderr);
    return 2;
  }
  bench.ruleset = record_rules();
  if (!bench.ruleset) return 2;
  make_folder(bench.settings.cache);
  report_start(&bench.report);
  add_texts(&bench);
  bool agreed = run_parts(&bench);
  if (!agreed) fputs("bench: peers do not agree, nothing is timed\n", stderr);
  report_end(&bench.report, bench.settings.json);
  for (size_t i = 0; i < bench.texts_count; i++)
    corpus_free(&bench.texts[i].corpus);
  hvl_ruleset_free(bench.ruleset);
  return agreed ? 0 : 1;
}
