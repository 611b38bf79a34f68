/* SPDX-License-Identifier: MIT */
/* bench.c - the whole engine against matchers of the same patterns.
 *
 *   bench [-n MESSAGES] [-r ROUNDS] [-v VECTORSCAN.so] [-y HYPERSCAN.so]
 *         [-c CACHE] [-o JSON]
 *
 * Runs all contenders by turns on the same messages and prints the median of
 * the rounds in nanoseconds a message, and how many times as long as ours each
 * took in the same round. On the real chats in the folder HVL_REAL, if that is
 * set, and on made up ones; HVL_RULESET may name a compiled ruleset. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "record.h"

enum { ROUNDS_MAX = 64, CONTENDERS_MAX = 8, SLOW_SHARE = 200 };

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void *must(void *block) {
  if (block) return block;
  fputs("bench: out of memory\n", stderr);
  exit(2);
}

/* ---- Contenders ---------------------------------------------------------- */

struct contender {
  const char *name;
  struct peer peer; /* or, with no `scan`, our session: */
  hvl_session *session;
  bool drafts;           /* one call a message, nothing before it */
  size_t share;          /* it gets one conversation in so many */
  double ns[ROUNDS_MAX]; /* a message, by round */
  uint64_t hits;
  size_t messages; /* in one round */
};

static uint64_t drain(hvl_session *session) {
  uint64_t findings = 0;
  while (hvl_session_next(session)) findings++;
  return findings;
}

static uint64_t run_conversation(const struct contender *contender,
                                 const hvl_message *messages, size_t count) {
  hvl_session *session = contender->session;
  uint64_t hits = 0;
  if (contender->peer.scan) {
    for (size_t i = 0; i < count; i++)
      hits += contender->peer.scan(contender->peer.state, messages[i].role,
                                   messages[i].text);
    return hits;
  }
  hvl_session_reset(session);
  if (contender->drafts) {
    for (size_t i = 0; i < count; i++) {
      hvl_session_check(session, &messages[i]);
      hits += drain(session);
    }
    return hits;
  }
  hvl_session_feed(session, messages, count);
  hvl_session_finish(session);
  return drain(session);
}

static void run_round(struct contender *contender, const struct corpus *corpus,
                      size_t round) {
  contender->hits = contender->messages = 0;
  double start = now();
  for (size_t i = 0; i < corpus->conversations; i += contender->share) {
    size_t first = corpus->starts[i], count = corpus->starts[i + 1] - first;
    contender->hits +=
        run_conversation(contender, corpus->messages + first, count);
    contender->messages += count;
  }
  contender->ns[round] = (now() - start) * 1e9 / (double)contender->messages;
}

/* ---- Results ------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const double *values, size_t count) {
  double sorted[ROUNDS_MAX];
  memcpy(sorted, values, count * sizeof *values);
  qsort(sorted, count, sizeof *sorted, by_size);
  return sorted[count / 2];
}

/* The median of how many times as long as `ours` the contender took. */
static double times_ours(const struct contender *contender,
                         const struct contender *ours, size_t rounds) {
  double ratios[ROUNDS_MAX];
  for (size_t i = 0; i < rounds; i++)
    ratios[i] = contender->ns[i] / ours->ns[i];
  return median(ratios, rounds);
}

static void print_results(const char *corpus, const struct contender *all,
                          size_t count, size_t rounds, FILE *json) {
  printf("\n%s\n%-26s %12s %10s %10s %10s %9s\n", corpus, "", "ns/message",
         "x feed", "x check", "hits", "build s");
  for (size_t i = 0; i < count; i++) {
    const struct contender *one = &all[i];
    double ns = median(one->ns, rounds);
    double feed = times_ours(one, &all[0], rounds);
    double check = times_ours(one, &all[1], rounds);
    printf("%-26s %12.0f %10.2f %10.2f %10llu %9.2f\n", one->name, ns, feed,
           check, (unsigned long long)one->hits, one->peer.build_seconds);
    if (json)
      fprintf(json,
              "{\"corpus\":\"%s\",\"name\":\"%s\",\"ns\":%.1f,\"feed\":%.3f,"
              "\"check\":%.3f,\"hits\":%llu,\"messages\":%zu}\n",
              corpus, one->name, ns, feed, check, (unsigned long long)one->hits,
              one->messages);
  }
}

/* ---- The run ------------------------------------------------------------- */

struct settings {
  size_t messages, rounds;
  const char *vectorscan, *hyperscan, *cache, *json;
};

static bool read_settings(struct settings *settings, int argc, char **argv) {
  int option;
  *settings = (struct settings){20000, 5, NULL, NULL, "bench-cache", NULL};
  while ((option = getopt(argc, argv, "n:r:v:y:c:o:")) != -1) {
    switch (option) {
    case 'n': settings->messages = strtoul(optarg, NULL, 10); break;
    case 'r': settings->rounds = strtoul(optarg, NULL, 10); break;
    case 'v': settings->vectorscan = optarg; break;
    case 'y': settings->hyperscan = optarg; break;
    case 'c': settings->cache = optarg; break;
    case 'o': settings->json = optarg; break;
    default: return false;
    }
  }
  return settings->messages > 0 && settings->rounds > 0 &&
         settings->rounds <= ROUNDS_MAX && optind == argc;
}

static void add_peer(struct contender *all, size_t *count, struct peer peer,
                     size_t share) {
  all[*count] =
      (struct contender){.name = peer.name, .peer = peer, .share = share};
  if (peer.left_out > 0)
    printf("%s does not take %zu of the patterns\n", peer.name, peer.left_out);
  ++*count;
}

static size_t add_ours(struct contender *all, hvl_ruleset *ruleset) {
  static const char *const names[] = {"hvline feed", "hvline check"};
  for (int i = 0; i < 2; i++) {
    all[i] = (struct contender){.name = names[i], .drafts = i == 1, .share = 1};
    if (hvl_session_new(&all[i].session, ruleset, NULL) != HVL_OK) exit(2);
  }
  return 2;
}

static size_t add_all(struct contender *all, hvl_ruleset *ruleset,
                      const struct settings *settings) {
  struct expressions expressions = expressions_of(ruleset);
  size_t count = add_ours(all, ruleset);
  struct peer peer;
  char cache[2048];
  printf("%zu patterns\n", expressions.count);
  snprintf(cache, sizeof cache, "%s-vectorscan", settings->cache);
  if (settings->vectorscan &&
      peer_hyperscan(&peer, "Vectorscan", settings->vectorscan, cache,
                     &expressions))
    add_peer(all, &count, peer, 1);
  snprintf(cache, sizeof cache, "%s-hyperscan", settings->cache);
  if (settings->hyperscan &&
      peer_hyperscan(&peer, "Hyperscan", settings->hyperscan, cache,
                     &expressions))
    add_peer(all, &count, peer, 1);
  if (peer_pcre2(&peer, &expressions)) add_peer(all, &count, peer, SLOW_SHARE);
  if (peer_utf8(&peer)) add_peer(all, &count, peer, 1);
  expressions_free(&expressions);
  return count;
}

static void measure(const char *name, const struct corpus *corpus,
                    struct contender *all, size_t count,
                    const struct settings *settings, FILE *json) {
  printf("\n%s: %zu messages, %zu bytes\n", name, corpus->count, corpus->bytes);
  for (size_t round = 0; round < settings->rounds; round++)
    for (size_t i = 0; i < count; i++) run_round(&all[i], corpus, round);
  print_results(name, all, count, settings->rounds, json);
}

static void measure_all(hvl_ruleset *ruleset, struct contender *all,
                        size_t count, const struct settings *settings) {
  struct corpus corpus;
  const char *folder = getenv("HVL_REAL");
  FILE *json = settings->json ? fopen(settings->json, "w") : NULL;
  if (folder && corpus_read(&corpus, folder, settings->messages)) {
    measure("real chats", &corpus, all, count, settings, json);
    corpus_free(&corpus);
  }
  corpus_make(&corpus, ruleset, settings->messages, 2);
  measure("made up, 2% violations", &corpus, all, count, settings, json);
  corpus_free(&corpus);
  corpus_make(&corpus, ruleset, settings->messages, 30);
  measure("made up, 30% violations", &corpus, all, count, settings, json);
  corpus_free(&corpus);
  if (json) fclose(json);
}

int main(int argc, char **argv) {
  static struct contender all[CONTENDERS_MAX];
  struct settings settings;
  if (!read_settings(&settings, argc, argv)) {
    fputs("usage: bench [-n MESSAGES] [-r ROUNDS] [-v VECTORSCAN.so] "
          "[-y HYPERSCAN.so] [-c CACHE] [-o JSON]\n",
          stderr);
    return 2;
  }
  hvl_ruleset *ruleset = record_rules();
  if (!ruleset) return 2;
  size_t count = add_all(all, ruleset, &settings);
  measure_all(ruleset, all, count, &settings);
  for (size_t i = 0; i < count; i++) {
    hvl_session_free(all[i].session);
    if (all[i].peer.free) all[i].peer.free(all[i].peer.state);
  }
  hvl_ruleset_free(ruleset);
  return 0;
}
