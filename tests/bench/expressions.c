/* SPDX-License-Identifier: MIT */
/* expressions.c - turns the programs of a ruleset into regular expressions that
 * other matchers can take. */
#define _POSIX_C_SOURCE 200809L
#include "expressions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "words.h"

/* Bytes of an expression at most. Of longer ones Hyperscan refuses most, and
 * those that it takes cost it seconds each to compile. */
enum { LONGEST = 1500 };

/* About what our scanners find. */
static const char *const entities[ENTITY_COUNT] = {
    [ENTITY_MOBILE] = "1[3-9][0-9]{9}",
    [ENTITY_LANDLINE] = "0[0-9]{2,3}-?[0-9]{7,8}",
    [ENTITY_HOTLINE] = "(?:[48]00-?[0-9]{3}-?[0-9]{4}|95[0-9]{3})",
    [ENTITY_ID_CARD] = "[0-9]{17}[0-9x]",
    [ENTITY_BANK_CARD] = "[0-9]{16,19}",
    [ENTITY_MONEY] = "[0-9]{1,6}(?:元|块|毛|角)",
    [ENTITY_PERCENT] = "(?:[0-9]{1,3}(?:%|个点)|百分之)",
    [ENTITY_NUMBER] = "(?:[0-9]|一|二|三|四|五|六|七|八|九|十|百|千|两)",
    [ENTITY_DATE] = "(?:[0-9]{1,2}(?:号|日)|明天|今天|后天|下周|小时内)",
    [ENTITY_ADDRESS] = "(?:路|街|巷|弄|村)[0-9]{1,5}(?:号|室|栋)",
    [ENTITY_NAME] = "(?:女士|先生|小姐|收件人)",
    [ENTITY_CONTACT] = "[a-z][a-z0-9_]{4,19}",
    [ENTITY_LINK] = "(?:https?:|www\\.)",
    [ENTITY_MASKED] = "[0-9]{3}\\*{3,5}[0-9]{2,4}",
    [ENTITY_PLACEHOLDER] = "\\{[^}]{1,20}\\}",
};

/* ---- Programs ------------------------------------------------------------ */

struct spelling {
  const struct image *image;
  const struct words *words;
  const uint32_t *code; /* of the pattern at hand */
  uint32_t end;         /* where its OP_MATCH is */
};

static uint32_t op_at(const struct spelling *spelling, uint32_t pc) {
  return spelling->code[pc] >> 24;
}

static uint32_t operand_at(const struct spelling *spelling, uint32_t pc) {
  return spelling->code[pc] & 0xFFFFFF;
}

static const char *inside(enum scope scope) {
  switch (scope) {
  case SCOPE_PHRASE:
  case SCOPE_CLAUSE: return "[^,，、;；:：。!！?？\\n]";
  case SCOPE_SENTENCE: return "[^。!！?？\\n]";
  default: return "[^\\n]";
  }
}

static void put_gap(struct text_buf *out, uint32_t operand) {
  uint32_t most = operand & 0xFFFF;
  char times[32];
  if (most == 0) return;
  puts_to(out, inside((enum scope)(operand >> 16)));
  snprintf(times, sizeof times, "{0,%u}", (unsigned)most);
  puts_to(out, times);
}

static void put_element(struct text_buf *out, const struct spelling *spelling,
                        uint32_t pc) {
  const struct image *image = spelling->image;
  uint32_t operand = operand_at(spelling, pc);
  switch (op_at(spelling, pc)) {
  case OP_SYMBOL:
    put_words(out, spelling->words, operand, pc + 1 == spelling->end);
    break;
  case OP_GAP: put_gap(out, operand); break;
  case OP_ENTITY: puts_to(out, entities[operand & 255]); break;
  case OP_REGEX:
    puts_to(out, "(?:");
    puts_to(out, image->strings + image->regexes[operand].source);
    puts_to(out, ")");
    break;
  case OP_START: puts_to(out, "^"); break;
  case OP_END: puts_to(out, "$"); break;
  default: break;
  }
}

/* Whether the split at `pc` begins a choice: then the alternative ahead ends
 * with a jump, at the instruction before the split's target. */
static bool is_choice(const struct spelling *spelling, uint32_t pc,
                      uint32_t end) {
  uint32_t target = operand_at(spelling, pc);
  return op_at(spelling, pc) == OP_SPLIT && target <= end && target - 1 > pc &&
         op_at(spelling, target - 1) == OP_JUMP;
}

/* How often the body behind the split at `pc` may come: once, or as often as
 * the compiler has written it one after the other, each behind its own split
 * to the same end. `*size` is that of split and body. */
static uint32_t repeats(const struct spelling *spelling, uint32_t pc,
                        uint32_t *size) {
  enum { REPEATS = 8 };
  uint32_t end = operand_at(spelling, pc);
  *size = (end - pc) / REPEATS;
  bool even = (end - pc) % REPEATS == 0 && *size > 0;
  for (uint32_t i = 1; even && i < REPEATS; i++)
    even = spelling->code[pc + i * *size] == spelling->code[pc];
  if (even) return REPEATS;
  *size = end - pc;
  return 1;
}

static void put_code(struct text_buf *out, const struct spelling *spelling,
                     uint32_t pc, uint32_t end);

/* The alternatives from the split at `pc` on; returns where they end. */
static uint32_t put_choice(struct text_buf *out,
                           const struct spelling *spelling, uint32_t pc,
                           uint32_t end) {
  uint32_t next = operand_at(spelling, pc);
  uint32_t behind = operand_at(spelling, next - 1);
  puts_to(out, "(?:");
  while (is_choice(spelling, pc, end) &&
         operand_at(spelling, operand_at(spelling, pc) - 1) == behind) {
    next = operand_at(spelling, pc);
    put_code(out, spelling, pc + 1, next - 1);
    puts_to(out, "|");
    pc = next;
  }
  put_code(out, spelling, pc, behind);
  puts_to(out, ")");
  return behind;
}

/* Instructions [pc, end). NOLINTNEXTLINE(misc-no-recursion): as deep as the
 * phrase's parentheses */
static void put_code(struct text_buf *out, const struct spelling *spelling,
                     uint32_t pc, uint32_t end) {
  while (pc < end) {
    if (is_choice(spelling, pc, end)) {
      pc = put_choice(out, spelling, pc, end);
    } else if (op_at(spelling, pc) == OP_SPLIT) {
      uint32_t size, times = repeats(spelling, pc, &size);
      puts_to(out, "(?:");
      put_code(out, spelling, pc + 1, pc + size);
      puts_to(out, times > 1 ? ")*" : ")?");
      pc = operand_at(spelling, pc);
    } else {
      put_element(out, spelling, pc++);
    }
  }
}

static bool has_lookaround(const char *text) {
  return strstr(text, "(?=") || strstr(text, "(?!") || strstr(text, "(?<");
}

/* ---- All ----------------------------------------------------------------- */

static void add(struct expressions *all, const struct spelling *spelling,
                uint32_t pc, uint32_t end, struct expression expression) {
  struct text_buf out = {0};
  put_code(&out, spelling, pc, end);
  expression.text = out.data;
  expression.len = out.len;
  expression.hash = hash_bytes(HASH_START, out.data, out.len);
  if (!out.data || has_lookaround(out.data)) {
    all->lookaround += out.data != NULL;
    free(out.data);
    return;
  }
  all->items = must(realloc(all->items, (all->count + 1) * sizeof *all->items));
  all->items[all->count++] = expression;
}

/* A pattern that is a choice as a whole becomes an expression for each of its
 * alternatives. */
static void add_pattern(struct expressions *all, struct spelling *spelling,
                        uint32_t pattern, hvl_role role) {
  const struct image_pattern *record = &spelling->image->patterns[pattern];
  struct expression expression = {.pattern = pattern, .role = role};
  uint32_t pc = 0, end = record->size - 1;
  spelling->code = spelling->image->code + record->code;
  spelling->end = end;
  all->patterns++;
  while (is_choice(spelling, pc, end) &&
         operand_at(spelling, operand_at(spelling, pc) - 1) == end) {
    uint32_t next = operand_at(spelling, pc);
    add(all, spelling, pc + 1, next - 1, expression);
    pc = next;
  }
  add(all, spelling, pc, end, expression);
}

static int by_role_and_hash(const void *a, const void *b) {
  const struct expression *x = a, *y = b;
  if (x->role != y->role) return x->role < y->role ? -1 : 1;
  return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Sort, which also spreads the large ones evenly, and drop what comes twice. */
static void settle(struct expressions *all) {
  size_t kept = 0;
  if (all->count == 0) return;
  qsort(all->items, all->count, sizeof *all->items, by_role_and_hash);
  for (size_t i = 1; i < all->count; i++) {
    if (by_role_and_hash(&all->items[i], &all->items[kept]) == 0)
      free(all->items[i].text);
    else
      all->items[++kept] = all->items[i];
  }
  all->count = kept + 1;
}

struct expressions expressions_of(const hvl_ruleset *ruleset,
                                  const char *cache) {
  struct expressions all = {.cache = cache};
  const struct image *image = &ruleset->image;
  struct words words = words_of(image);
  struct spelling spelling = {.image = image, .words = &words};
  for (int role = HVL_SELLER; role < ROLES; role++)
    for (uint32_t e = 0; e < image->events_count; e++) {
      const struct image_event *event = &image->events[e];
      uint32_t end = event->first[role] + event->patterns[role];
      for (uint32_t p = event->first[role]; p < end; p++)
        add_pattern(&all, &spelling, p, (hvl_role)role);
    }
  words_free(&words);
  settle(&all);
  for (size_t i = 0; i < all.count; i++) {
    all.items[i].left_out = all.items[i].len > LONGEST;
    all.too_long += all.items[i].left_out;
  }
  expressions_mark(&all);
  return all;
}

void expressions_free(struct expressions *all) {
  for (size_t i = 0; i < all->count; i++) free(all->items[i].text);
  free(all->items);
  *all = (struct expressions){0};
}

void expressions_range(const struct expressions *all, hvl_role role,
                       size_t *first, size_t *end) {
  size_t at = 0;
  while (at < all->count && all->items[at].role < role) at++;
  *first = at;
  while (at < all->count && all->items[at].role == role) at++;
  *end = at;
}

/* ---- What is left out ---------------------------------------------------- */

static FILE *open_refusals(const struct expressions *all, const char *mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s/refused", all->cache);
  return fopen(path, mode);
}

void expressions_leave_out(const struct expressions *all,
                           const struct expression *expression, const char *who,
                           const char *why) {
  FILE *file = open_refusals(all, "a");
  if (!file) die("cannot write to the cache");
  fprintf(file, "%016llx %s: %s\n", (unsigned long long)expression->hash, who,
          why);
  fclose(file);
}

size_t expressions_mark(struct expressions *all) {
  FILE *file = open_refusals(all, "r");
  unsigned long long hash;
  size_t marked = 0;
  while (file && fscanf(file, "%llx%*[^\n]", &hash) == 1)
    for (size_t i = 0; i < all->count; i++)
      if (all->items[i].hash == hash) all->items[i].left_out = true;
  if (file) fclose(file);
  for (size_t i = 0; i < all->count; i++) marked += all->items[i].left_out;
  return marked;
}
