/* SPDX-License-Identifier: MIT */
/* cluster.c - the findings of one line on one message. */
#include "report/cluster.h"

#include <stdlib.h>
#include <string.h>

static bool is_like(const hvl_finding *a, const hvl_finding *b) {
  return a->message == b->message && strcmp(a->rule->line, b->rule->line) == 0;
}

static int by_weight(const void *left, const void *right) {
  const hvl_finding *a = *(const hvl_finding *const *)left;
  const hvl_finding *b = *(const hvl_finding *const *)right;
  if (a->severity != b->severity) return a->severity > b->severity ? -1 : 1;
  if (a->level != b->level) return a->level < b->level ? -1 : 1;
  return strcmp(a->rule->id, b->rule->id);
}

/* Findings are in order of message: likes are never far. */
bool cluster_fill(struct cluster *cluster, const struct judged *judged,
                  size_t index) {
  const hvl_finding *first = &judged->findings[index];
  const hvl_finding *end = judged->findings + judged->count;
  for (size_t i = index; i > 0; i--) {
    if (judged->findings[i - 1].message != first->message) break;
    if (is_like(first, &judged->findings[i - 1])) return false;
  }
  cluster->count = 0;
  for (const hvl_finding *like = first;
       like < end && like->message == first->message; like++) {
    if (!is_like(first, like)) continue;
    MEM_GROW(cluster->findings, cluster->count, cluster->cap);
    cluster->findings[cluster->count++] = like;
  }
  qsort(cluster->findings, cluster->count, sizeof *cluster->findings,
        by_weight);
  return true;
}

static int by_start(const void *left, const void *right) {
  const struct byte_range *a = left, *b = right;
  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  return (a->end > b->end) - (a->end < b->end);
}

size_t cluster_evidence(const struct cluster *cluster, size_t message,
                        struct byte_range *ranges, size_t most) {
  size_t count = 0;
  for (size_t i = 0; i < cluster->count; i++) {
    const hvl_finding *finding = cluster->findings[i];
    for (size_t j = 0; j < finding->span_count && count < most; j++)
      if (finding->spans[j].message == message)
        ranges[count++] =
            (struct byte_range){finding->spans[j].start, finding->spans[j].end};
  }
  qsort(ranges, count, sizeof *ranges, by_start);
  return count;
}

size_t cluster_first_message(const struct cluster *cluster) {
  size_t first = cluster->findings[0]->message;
  for (size_t i = 0; i < cluster->count; i++)
    for (size_t j = 0; j < cluster->findings[i]->span_count; j++)
      if (cluster->findings[i]->spans[j].message < first)
        first = cluster->findings[i]->spans[j].message;
  return first;
}

uint32_t cluster_evasion(const struct cluster *cluster) {
  uint32_t evasion = 0;
  for (size_t i = 0; i < cluster->count; i++)
    evasion |= cluster->findings[i]->evasion;
  return evasion;
}
