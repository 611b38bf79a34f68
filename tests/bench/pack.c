/* SPDX-License-Identifier: MIT */
/* pack.c - makes up rules, as many as wanted. */
#include "pack.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "words.h"

enum { IN_LIST = 10, IN_RULE = 10, LONGEST = 6, SEED = 3000 };

struct maker {
  struct word *halves; /* words of Han characters */
  size_t halves_count;
  uint64_t *taken; /* hashes of the words made: open addressing */
  size_t slots;
  uint64_t dice;
  struct text_buf out;
  struct text_buf *first; /* word of each list */
};

static bool is_han(const struct word *word) {
  for (uint32_t i = 0; i < word->len; i++)
    if (word->units[i] < 0x4E00 || word->units[i] > 0x9FFF) return false;
  return word->len >= 2 && word->len <= LONGEST;
}

static void put_units(struct text_buf *out, const uint16_t *units,
                      uint32_t len) {
  char bytes[4];
  for (uint32_t i = 0; i < len; i++)
    put(out, bytes, hvl__utf8_encode(units[i], bytes));
}

/* Whether the word of `hash` is new; it is noted. */
static bool is_new(struct maker *maker, uint64_t hash) {
  size_t slot = hash % maker->slots;
  while (maker->taken[slot] && maker->taken[slot] != hash)
    slot = (slot + 1) % maker->slots;
  bool free_slot = maker->taken[slot] == 0;
  maker->taken[slot] = hash;
  return free_slot;
}

static const struct word *pick(struct maker *maker) {
  return &maker->halves[roll(&maker->dice, (uint32_t)maker->halves_count)];
}

static void put_word(struct maker *maker) {
  size_t start = maker->out.len;
  uint64_t hash;
  do {
    const struct word *front = pick(maker), *back = pick(maker);
    uint32_t half = (back->len + 1) / 2;
    maker->out.len = start;
    put_units(&maker->out, front->units, (front->len + 1) / 2);
    put_units(&maker->out, back->units + back->len - half, half);
    hash =
        hash_bytes(HASH_START, maker->out.data + start, maker->out.len - start);
  } while (!is_new(maker, hash));
}

static void put_list(struct maker *maker, size_t i) {
  char name[48];
  snprintf(name, sizeof name, "  bench-%zu: [", i);
  puts_to(&maker->out, name);
  for (int k = 0; k < IN_LIST; k++) {
    size_t start = maker->out.len;
    put_word(maker);
    if (k == 0)
      put(&maker->first[i], maker->out.data + start, maker->out.len - start);
    puts_to(&maker->out, k + 1 < IN_LIST ? ", " : "]\n");
  }
}

static void put_rule(struct maker *maker, size_t i) {
  char line[256];
  snprintf(line, sizeof line,
           "  - id: bench.r%zu\n    severity: note\n    level: 1\n"
           "    title: {zh: 基准, en: Bench}\n"
           "    why: {zh: 基准。, en: Bench.}\n    complies: [好的]\n",
           i);
  puts_to(&maker->out, line);
}

/* A rule's first phrase has an example. */
static void put_rules(struct maker *maker, size_t patterns, size_t lists) {
  char line[256];
  puts_to(&maker->out, "rules:\n");
  for (size_t i = 0; i < patterns; i++) {
    size_t other = roll(&maker->dice, (uint32_t)lists);
    if (i % IN_RULE == 0) {
      put_rule(maker, i / IN_RULE);
      snprintf(line, sizeof line, "    violates: [%s%s]\n    seller:\n",
               maker->first[i % lists].data, maker->first[other].data);
      puts_to(&maker->out, line);
    }
    snprintf(line, sizeof line, "      - \"{bench-%zu} ~4 {bench-%zu}\"\n",
             i % lists, other);
    puts_to(&maker->out, line);
  }
}

static void gather(struct maker *maker, const struct words *words,
                   uint32_t symbols) {
  maker->halves = must(calloc(words->first[symbols] + 1u, sizeof(struct word)));
  for (uint32_t i = 0; i < words->first[symbols]; i++)
    if (is_han(&words->all[i]))
      maker->halves[maker->halves_count++] = words->all[i];
  if (maker->halves_count == 0) die("no words to make others of");
}

char *pack_make(const hvl_ruleset *ruleset, size_t patterns, size_t words) {
  struct words source = words_of(&ruleset->image);
  struct maker maker = {.dice = SEED, .slots = 4 * words + 1};
  size_t lists = words / IN_LIST;
  maker.taken = must(calloc(maker.slots, sizeof *maker.taken));
  maker.first = must(calloc(lists + 1, sizeof *maker.first));
  gather(&maker, &source, ruleset->image.symbols_count);
  puts_to(&maker.out,
          "hvline: 1\nline: bench\ntitle: {zh: 基准, en: Bench}\nwords:\n");
  for (size_t i = 0; i < lists; i++) put_list(&maker, i);
  put_rules(&maker, patterns, lists);
  for (size_t i = 0; i < lists; i++) free(maker.first[i].data);
  free(maker.first);
  free(maker.halves);
  free(maker.taken);
  words_free(&source);
  return maker.out.data;
}

/* The first error of `compiler`, else its first diagnostic. */
static const char *fault(const hvl_compiler *compiler) {
  const hvl_diag *diag, *first = hvl_compiler_diag(compiler, 0);
  for (size_t i = 0; (diag = hvl_compiler_diag(compiler, i)); i++)
    if (diag->severity == HVL_ERROR) return diag->message;
  return first ? first->message : "the made-up rules do not compile";
}

hvl_ruleset *pack_compile(const char *text, bool builtin, double *seconds) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset = NULL;
  double start = now();
  if (hvl_compiler_new(&compiler, NULL) != HVL_OK) die("no compiler");
  if (builtin) hvl_compiler_add_builtin(compiler);
  hvl_compiler_add(compiler, "bench.yaml", (hvl_text){text, strlen(text)});
  if (hvl_compiler_build(compiler, &ruleset) != HVL_OK) die(fault(compiler));
  if (seconds) *seconds = now() - start;
  hvl_compiler_free(compiler);
  return ruleset;
}
