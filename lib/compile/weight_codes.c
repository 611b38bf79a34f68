/* SPDX-License-Identifier: MIT */
/* weight_codes.c - parts weights into runs, and lets one stand for each run. */
#include "compile/weight_codes.h"

/* The weights met, rising, and by how many of them are taken: how often they
 * are met, their sum and that of their squares; what they are off at the least
 * in so many runs, and where the last of these begins. */
struct runs {
  uint32_t count;
  int32_t weights[WEIGHT_RANGE];
  int64_t met[WEIGHT_RANGE + 1];
  int64_t sum[WEIGHT_RANGE + 1];
  int64_t squares[WEIGHT_RANGE + 1];
  int64_t least[WEIGHT_CODES + 1][WEIGHT_RANGE + 1];
  uint8_t begins[WEIGHT_CODES + 1][WEIGHT_RANGE + 1];
};

static void collect(struct runs *runs, const uint64_t met[WEIGHT_RANGE]) {
  runs->count = 0;
  runs->met[0] = runs->sum[0] = runs->squares[0] = 0;
  for (int32_t i = 0; i < WEIGHT_RANGE; i++) {
    int64_t times = (int64_t)met[i], weight = i - WEIGHT_MOST;
    uint32_t at = runs->count;
    if (times == 0) continue;
    runs->weights[at] = (int32_t)weight;
    runs->met[at + 1] = runs->met[at] + times;
    runs->sum[at + 1] = runs->sum[at] + times * weight;
    runs->squares[at + 1] = runs->squares[at] + times * weight * weight;
    runs->count++;
  }
}

/* The whole number nearest to the mean of the weights [from, to). */
static int64_t mean(const struct runs *runs, uint32_t from, uint32_t to) {
  int64_t sum = runs->sum[to] - runs->sum[from];
  int64_t met = runs->met[to] - runs->met[from];
  return (2 * sum + (sum < 0 ? -met : met)) / (2 * met);
}

static int64_t off(const struct runs *runs, uint32_t from, uint32_t to) {
  int64_t value = mean(runs, from, to);
  return runs->squares[to] - runs->squares[from] -
         2 * value * (runs->sum[to] - runs->sum[from]) +
         value * value * (runs->met[to] - runs->met[from]);
}

/* Part the first `to` weights into `count` runs. */
static void part(struct runs *runs, uint32_t count, uint32_t to) {
  int64_t *least = &runs->least[count][to];
  *least = INT64_MAX;
  for (uint32_t from = count - 1; from < to; from++) {
    int64_t sum = runs->least[count - 1][from] + off(runs, from, to);
    if (sum >= *least) continue;
    *least = sum;
    runs->begins[count][to] = (uint8_t)from;
  }
}

static void part_all(struct runs *runs, uint32_t most) {
  for (uint32_t to = 1; to <= runs->count; to++) {
    runs->least[1][to] = off(runs, 0, to);
    runs->begins[1][to] = 0;
  }
  for (uint32_t count = 2; count <= most; count++)
    for (uint32_t to = count; to <= runs->count; to++) part(runs, count, to);
}

void hvl__weight_codes_make(struct weight_codes *codes,
                            const uint64_t met[WEIGHT_RANGE]) {
  struct runs runs;
  *codes = (struct weight_codes){{0}, {0}};
  collect(&runs, met);
  uint32_t most = runs.count < WEIGHT_CODES ? runs.count : WEIGHT_CODES;
  part_all(&runs, most);
  for (uint32_t code = most, to = runs.count; code-- > 0;) {
    uint32_t from = runs.begins[code + 1][to];
    codes->values[code] = (int8_t)mean(&runs, from, to);
    for (uint32_t i = from; i < to; i++)
      codes->codes[runs.weights[i] + WEIGHT_MOST] = (uint8_t)code;
    to = from;
  }
}
