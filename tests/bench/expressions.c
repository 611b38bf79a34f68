/* SPDX-License-Identifier: MIT */
/* expressions.c - turns the programs of a ruleset into regular expressions that
 * other matchers can take. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/chars.h"
#include "bench.h"

struct text_buf {
  char *data;
  size_t len, cap;
};

static void put(struct text_buf *buf, const char *text, size_t len) {
  if (buf->len + len + 1 > buf->cap) {
    buf->cap = (buf->len + len + 1) * 2;
    buf->data = must(realloc(buf->data, buf->cap));
  }
  memcpy(buf->data + buf->len, text, len);
  buf->len += len;
  buf->data[buf->len] = 0;
}

static void puts_to(struct text_buf *buf, const char *text) {
  put(buf, text, strlen(text));
}

/* A unit as UTF-8; what means something in an expression behind a backslash. */
static void put_unit(struct text_buf *buf, uint16_t unit) {
  char bytes[3];
  if (unit < 0x80) {
    if (strchr("\\.^$|?*+()[]{}/-#&~ ", unit)) puts_to(buf, "\\");
    bytes[0] = (char)unit;
    put(buf, bytes, 1);
  } else if (unit < 0x800) {
    bytes[0] = (char)(0xC0 | unit >> 6);
    bytes[1] = (char)(0x80 | (unit & 63));
    put(buf, bytes, 2);
  } else {
    bytes[0] = (char)(0xE0 | unit >> 12);
    bytes[1] = (char)(0x80 | (unit >> 6 & 63));
    bytes[2] = (char)(0x80 | (unit & 63));
    put(buf, bytes, 3);
  }
}

/* ---- Words --------------------------------------------------------------- */

/* By symbol: its words as they are in the lists, parted by |. */
struct spelled {
  const struct image *image;
  struct text_buf *words;
  uint16_t units[FORM_MAX];
};

static bool is_character(uint16_t unit) {
  return unit < 0xD800 || unit > 0xF8FF;
}

static void spell_word(struct spelled *spelled, uint32_t symbol,
                       uint32_t depth) {
  struct text_buf *words = &spelled->words[symbol];
  for (uint32_t i = 0; i < depth; i++)
    if (!is_character(spelled->units[i])) return;
  if (words->len > 0) puts_to(words, "|");
  for (uint32_t i = 0; i < depth; i++) put_unit(words, spelled->units[i]);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the longest word */
static void spell(struct spelled *spelled, uint32_t n, uint32_t depth) {
  const struct image *image = spelled->image;
  const struct image_node *node = &image->nodes[n];
  uint32_t end = image->lists[node->list + 1];
  for (uint32_t i = image->lists[node->list]; i < end; i++) {
    uint32_t accept = image->accepts[i];
    if ((accept & 255) == 0) spell_word(spelled, accept >> 8, depth);
  }
  for (uint32_t child = node[0].child; child < node[1].child; child++) {
    spelled->units[depth] = image->edges[child];
    spell(spelled, child, depth + 1);
  }
}

/* ---- Programs ------------------------------------------------------------ */

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

static const char *inside(enum scope scope) {
  switch (scope) {
  case SCOPE_PHRASE:
  case SCOPE_CLAUSE: return "[^,，、;；:：。!！?？\\n]";
  case SCOPE_SENTENCE: return "[^。!！?？\\n]";
  default: return "[^\\n]";
  }
}

static void put_element(struct text_buf *out, const struct spelled *spelled,
                        uint32_t instruction) {
  uint32_t operand = instruction & 0xFFFFFF;
  char gap[32];
  switch (instruction >> 24) {
  case OP_SYMBOL:
    puts_to(out, "(?:");
    puts_to(out, spelled->words[operand].len > 0 ? spelled->words[operand].data
                                                 : "\\x01");
    puts_to(out, ")");
    break;
  case OP_GAP:
    puts_to(out, inside((enum scope)(operand >> 16)));
    snprintf(gap, sizeof gap, "{0,%u}", (unsigned)(operand & 0xFFFF));
    puts_to(out, gap);
    break;
  case OP_ENTITY: puts_to(out, entities[operand & 255]); break;
  case OP_REGEX:
    puts_to(out, "(?:");
    puts_to(out,
            spelled->image->strings + spelled->image->regexes[operand].source);
    puts_to(out, ")");
    break;
  case OP_START: puts_to(out, "^"); break;
  case OP_END: puts_to(out, "$"); break;
  default: break;
  }
}

/* Instructions [pc, end) of `code`. A split whose other way follows a jump is a
 * choice, any other an option. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the phrase's parentheses */
static void put_code(struct text_buf *out, const struct spelled *spelled,
                     const uint32_t *code, uint32_t pc, uint32_t end) {
  while (pc < end) {
    uint32_t op = code[pc] >> 24, operand = code[pc] & 0xFFFFFF;
    if (op == OP_JUMP) {
      pc = operand;
    } else if (op != OP_SPLIT) {
      put_element(out, spelled, code[pc++]);
    } else if (code[operand - 1] >> 24 == OP_JUMP && operand - 1 > pc) {
      uint32_t behind = code[operand - 1] & 0xFFFFFF;
      puts_to(out, "(?:");
      put_code(out, spelled, code, pc + 1, operand - 1);
      puts_to(out, "|");
      put_code(out, spelled, code, operand, behind);
      puts_to(out, ")");
      pc = behind;
    } else {
      puts_to(out, "(?:");
      put_code(out, spelled, code, pc + 1, operand);
      puts_to(out, ")?");
      pc = operand;
    }
  }
}

static bool has_lookaround(const char *text) {
  return strstr(text, "(?=") || strstr(text, "(?!") || strstr(text, "(?<");
}

/* ---- All ----------------------------------------------------------------- */

static void add_patterns(struct expressions *all, const struct spelled *spelled,
                         const struct image_event *event, hvl_role role) {
  const struct image *image = spelled->image;
  uint32_t first = event->first[role], end = first + event->patterns[role];
  for (uint32_t p = first; p < end; p++) {
    const struct image_pattern *pattern = &image->patterns[p];
    struct text_buf out = {0};
    put_code(&out, spelled, image->code + pattern->code, 0, pattern->size - 1);
    if (!out.data || has_lookaround(out.data)) {
      free(out.data);
      continue;
    }
    struct expression expression = {out.data, p, role};
    all->items =
        must(realloc(all->items, (all->count + 1) * sizeof *all->items));
    all->items[all->count++] = expression;
  }
}

struct expressions expressions_of(const hvl_ruleset *ruleset) {
  struct expressions all = {0};
  const struct image *image = &ruleset->image;
  struct spelled spelled = {.image = image};
  spelled.words =
      must(calloc(image->symbols_count + 1u, sizeof(struct text_buf)));
  spell(&spelled, 0, 0);
  for (int role = HVL_SELLER; role <= HVL_BUYER; role++)
    for (uint32_t e = 0; e < image->events_count; e++)
      add_patterns(&all, &spelled, &image->events[e], (hvl_role)role);
  for (uint32_t i = 0; i < image->symbols_count; i++)
    free(spelled.words[i].data);
  free(spelled.words);
  return all;
}

void expressions_free(struct expressions *all) {
  for (size_t i = 0; i < all->count; i++) free(all->items[i].text);
  free(all->items);
  *all = (struct expressions){0};
}
