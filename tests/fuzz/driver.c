/* SPDX-License-Identifier: MIT */
/* driver.c - runs a fuzz target on mutated seeds without libFuzzer.
 *
 *   TARGET RUNS [FIRST]   runs FIRST (0) and the following, RUNS in all
 *   TARGET FOLDER         writes the seeds to FOLDER, a corpus for libFuzzer
 *
 * A run is made from its number alone, so that a failure can be repeated. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { SEEDS_MAX = 256, ROOM = 4096, PATH_LEN = 1024 };

struct seed {
  uint8_t *data;
  size_t size;
};

struct input {
  uint8_t *data;
  size_t size, cap;
};

static struct seed seeds[SEEDS_MAX];
static size_t seed_count;

static uint32_t roll(uint64_t *dice, size_t bound) {
  *dice ^= *dice << 13;
  *dice ^= *dice >> 7;
  *dice ^= *dice << 17;
  return (uint32_t)((*dice >> 32) % bound);
}

/* A place to change: often near the end or the start, where a saved ruleset has
 * more than its large tables. */
static size_t place(const struct input *input, uint64_t *dice) {
  enum { HEAD = 512, TAIL = 8192 };
  uint32_t where = roll(dice, 4);
  if (where == 0 && input->size > HEAD) return roll(dice, HEAD);
  if (where > 1 && input->size > TAIL)
    return input->size - 1 - roll(dice, TAIL);
  return roll(dice, input->size);
}

static void flip(struct input *input, uint64_t *dice) {
  input->data[place(input, dice)] ^= (uint8_t)(1u << roll(dice, 8));
}

static void overwrite(struct input *input, uint64_t *dice) {
  static const uint8_t bytes[] = {0,   1,   9,    10,   ' ',  '"',  '\'', '(',
                                  '{', '~', '<',  '/',  '\\', 0x7F, 0x80, 0xC0,
                                  '}', ')', 0xE5, 0xF0, 0xFE, 0xFF, ':',  '-'};
  input->data[place(input, dice)] =
      bytes[roll(dice, sizeof bytes / sizeof *bytes)];
}

static void change_number(struct input *input, uint64_t *dice) {
  static const uint32_t numbers[] = {0, 1, 255, 65535, 65536, UINT32_MAX};
  if (input->size < 8) return;
  size_t at = place(input, dice) / 4 * 4;
  uint32_t number;
  if (at + 4 > input->size) return;
  memcpy(&number, input->data + at, 4);
  number =
      roll(dice, 2) ? number + 1 - 2 * roll(dice, 2) : numbers[roll(dice, 6)];
  memcpy(input->data + at, &number, 4);
}

static void cut(struct input *input, uint64_t *dice) {
  size_t at = place(input, dice);
  size_t len = 1 + roll(dice, 16);
  if (len > input->size - at) len = input->size - at;
  memmove(input->data + at, input->data + at + len, input->size - at - len);
  input->size -= len;
}

/* Insert `len` bytes of `from`, which is not of `input`, at `at`. */
static void insert(struct input *input, size_t at, const uint8_t *from,
                   size_t len) {
  if (len > input->cap - input->size) len = input->cap - input->size;
  memmove(input->data + at + len, input->data + at, input->size - at);
  memcpy(input->data + at, from, len);
  input->size += len;
}

/* A piece of any seed, somewhere. */
static void splice(struct input *input, uint64_t *dice) {
  const struct seed *seed = &seeds[roll(dice, seed_count)];
  if (!seed->size) return;
  size_t from = roll(dice, seed->size), len = 1 + roll(dice, 64);
  if (len > seed->size - from) len = seed->size - from;
  insert(input, roll(dice, input->size + 1), seed->data + from, len);
}

static void mutate(struct input *input, uint64_t *dice) {
  if (!input->size) {
    splice(input, dice);
    return;
  }
  switch (roll(dice, 5)) {
  case 0: flip(input, dice); break;
  case 1: overwrite(input, dice); break;
  case 2: change_number(input, dice); break;
  case 3: cut(input, dice); break;
  default: splice(input, dice); break;
  }
}

static void run(unsigned long number) {
  uint64_t dice = 0x9E3779B97F4A7C15u * (number + 1);
  const struct seed *seed = &seeds[roll(&dice, seed_count)];
  struct input input = {malloc(seed->size + ROOM), seed->size,
                        seed->size + ROOM};
  if (!input.data) exit(2);
  memcpy(input.data, seed->data, seed->size);
  for (uint32_t n = roll(&dice, 6); n > 0; n--) mutate(&input, &dice);
  LLVMFuzzerTestOneInput(input.data, input.size);
  free(input.data);
}

static int write_seeds(const char *folder) {
  char path[PATH_LEN];
  for (size_t i = 0; i < seed_count; i++) {
    snprintf(path, sizeof path, "%s/seed-%03zu", folder, i);
    FILE *file = fopen(path, "wb");
    if (!file) return 2;
    fwrite(seeds[i].data, 1, seeds[i].size, file);
    if (fclose(file)) return 2;
  }
  return 0;
}

int main(int argc, char **argv) {
  char *end;
  if (argc < 2) {
    fputs("usage: TARGET RUNS [FIRST] | TARGET FOLDER\n", stderr);
    return 2;
  }
  for (; seed_count < SEEDS_MAX; seed_count++) {
    struct seed *seed = &seeds[seed_count];
    seed->data = fuzz_seed(seed_count, &seed->size);
    if (!seed->data) break;
  }
  if (!seed_count) return 2;
  unsigned long runs = strtoul(argv[1], &end, 10);
  unsigned long first = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
  if (*end) return write_seeds(argv[1]);
  for (unsigned long i = first; i < first + runs; i++) {
    if (getenv("FUZZ_SAY")) fprintf(stderr, "run %lu\n", i);
    run(i);
  }
  for (size_t i = 0; i < seed_count; i++) free(seeds[i].data);
  printf("ok %lu runs from %zu seeds\n", runs, seed_count);
  return 0;
}
