/* SPDX-License-Identifier: MIT */
/* image.h - the compiled form: one block of bytes, offsets instead of pointers,
 * the same on every machine. compile/ writes it, match/ reads it.
 *
 * An image is a header, a table of sections and the sections, each aligned to
 * SECTION_ALIGN bytes, each an array of one type: bytes, 16-bit or 32-bit
 * little-endian numbers. Records are structs of uint32_t only. A range [at, at
 * + count) counts elements of the section its comment names. NONE stands for
 * "not there". hvl__image_open() has verified every number before match/ sees
 * it. */
#ifndef HVL_RULESET_IMAGE_H
#define HVL_RULESET_IMAGE_H

#include "base/buf.h"
#include "base/kernels.h"
#include "base/limits.h"

enum {
  IMAGE_VERSION = 19,
  IMAGE_ALIGN = 8,    /* of an image in memory; better as its sections, */
  SECTION_ALIGN = 64, /* so that none of their records lies in two lines of a
                         cache that fits into one */
  FORM_MAX = 64,      /* most units of a form of a word: the trie's depth */
  PROGRAM_MAX = 4096, /* most instructions of a program */
  REACH_MAX = 4096    /* most units that a pattern may span */
};
#define NONE UINT32_MAX

/* X(name, element type): name is the member of struct image. */
#define IMAGE_SECTIONS(X)                                                      \
  X(strings, char)               /* NUL-terminated UTF-8 */                    \
  X(fold_pages, uint16_t)        /* 512: code point >> 8 -> page */            \
  X(fold_units, uint16_t)        /* pages of 256 */                            \
  X(fold_sequences, uint16_t)    /* FOLD_SEQUENCE slots each: length, units */ \
  X(sound_pages, uint16_t)       /* 256: unit >> 8 -> page */                  \
  X(sound_units, uint16_t)       /* pages of 256: UNIT_SOUND + n, or 0 */      \
  X(root_pages, uint16_t)        /* 256: unit >> 8 -> page of root_nodes */    \
  X(root_nodes, uint16_t)        /* pages of 256: node, or 0 */                \
  X(nodes, struct image_node)    /* the lexicon's trie, and one more */        \
  X(edges, uint16_t)             /* edges[n]: the unit that leads to node n */ \
  X(jumps, uint32_t)             /* a hash table: see ruleset/node.h */        \
  X(openings, uint64_t)          /* a filter: see ruleset/opening.h */         \
  X(lists, uint32_t)             /* ranges of accepts, see below */            \
  X(accepts, uint32_t)           /* symbol << 8 | evasion bits of the form */  \
  X(disguises, uint64_t)         /* a filter: see ruleset/disguise.h */        \
  X(disguise_openings, uint64_t) /* the same: see ruleset/opening.h */         \
  X(symbols, struct image_symbol)                                              \
  X(code, uint32_t)                 /* programs: see enum opcode */            \
  X(variants, struct image_variant) /* what matches need, see below */         \
  X(regexes, struct image_regex)                                               \
  X(patterns, struct image_pattern)                                            \
  X(scoped, struct image_scoped) /* guards: a pattern and where it looks */    \
  X(events, struct image_event)                                                \
  X(steps, struct image_step)                                                  \
  X(facts, struct image_fact)                                                  \
  X(values, uint32_t) /* strings: values of facts and conditions */            \
  X(conditions, struct image_condition)                                        \
  X(severities, struct image_severity)                                         \
  X(rules, struct image_rule) /* in order of id */                             \
  X(examples, struct image_example)                                            \
  X(messages, struct image_message)                                            \
  X(pairs, uint32_t) /* strings: facts of examples, name, value */             \
  X(gram_units, struct image_gram_units) /* GRAM_UNITS a side, or none */      \
  X(gram_buckets, uint32_t) /* a power of two and one more, or none */         \
  X(gram_filter, uint64_t)  /* GRAM_FILTER_BITS a bucket, in whole words */    \
  X(gram_prints, uint32_t)  /* of each gram of two units, see below */         \
  X(gram_rows, uint8_t)     /* GRAM_ROW a gram: codes of its weights */        \
  X(gram_values, int8_t)    /* WEIGHT_CODES for features, then for lines */    \
  X(weighed, struct image_weighed) /* lines that are weighed */                \
  X(features, struct image_feature)                                            \
  X(says, uint32_t)   /* what they speak of, see below */                      \
  X(biases, uint32_t) /* of features, see below */                             \
  X(blends, struct image_blend)

/* ---- Folding ------------------------------------------------------------- */

/* A code point c below FOLD_LIMIT folds to v = fold_units[fold_pages[c >> 8] *
 * 256 + (c & 255)]: 0 leaves nothing; 0xD800 + k stands for sequence k, the 1
 * to 18 units behind the length at fold_sequences[k * FOLD_SEQUENCE]; another v
 * is the unit. Above, U+E0000 to U+E0FFF leave nothing, all else UNIT_OTHER. */
enum {
  FOLD_LIMIT = 0x20000,
  FOLD_FIRST_SEQUENCE = 0xD800,
  FOLD_LAST_SEQUENCE = 0xDFFF,
  FOLD_SEQUENCE = 20
};

/* ---- Lexicon ------------------------------------------------------------- */

/* Children of node n are the nodes from its child up to that of node n + 1;
 * they come behind n, and edges rises strictly among them. Nodes lie level by
 * level, each a child of exactly one, the root first; behind the last a record
 * ends its children. The root's are reached by root_pages and root_nodes too.
 *
 * Bits of `next` tell of its children's units: see ruleset/node.h.
 *
 * A word that ends at node n is one of the symbols of the node's list: accepts
 * from lists[list] up to lists[list + 1], by symbol. Most words share their
 * list with others; list 0 is the empty one. */
struct image_node {
  uint32_t child;
  uint32_t list;
  uint32_t next;
};

/* A set of words: a list, a choice of literals, or one literal. */
struct image_symbol {
  uint32_t name;    /* string: what explain and the oracle call it */
  uint32_t allowed; /* HVL_EVASION_* bits that its words may be disguised by */
  uint32_t levels;  /* by evasion: spaced | sound << 8 | split << 16; 0: any */
  uint32_t flags;   /* SYMBOL_* */
  uint32_t reach;   /* the most units that a word of it can span */
};
enum { SYMBOL_INSIDE = 1 }; /* Latin words may stand inside longer runs */

/* ---- Patterns ------------------------------------------------------------ */

/* A program is a run of instructions, opcode << 24 | operand, over a place in
 * the text; operands of jumps count from the start of the program. Between two
 * elements up to three fillers or spaces are passed over, gap or not. */
enum opcode {
  OP_MATCH,  /* end of program */
  OP_SYMBOL, /* symbol */
  OP_GAP,    /* scope << 16 | most characters */
  OP_SPLIT,  /* also go on at operand */
  OP_JUMP,   /* go on at operand */
  OP_ENTITY, /* kind | provenance << 8 */
  OP_REGEX,  /* regex */
  OP_START,  /* only fillers, spaces and punctuation before, in the message */
  OP_END,    /* the same behind */
  OP_HIT,    /* what the rule's own phrase hit, as a whole */
  OP_COUNT
};

enum entity_kind {
  ENTITY_MOBILE,    /* <mobile> */
  ENTITY_LANDLINE,  /* <landline> */
  ENTITY_HOTLINE,   /* <hotline>: 400, 800, 95xxx, 1xxxx */
  ENTITY_ID_CARD,   /* <idcard>: checksum */
  ENTITY_BANK_CARD, /* <bankcard>: Luhn */
  ENTITY_MONEY,     /* <money>: number and unit */
  ENTITY_PERCENT,   /* <percent>: 6%, 6个点, 百分之六 */
  ENTITY_NUMBER,    /* <number>: any run of digits or Han numerals */
  ENTITY_DATE,    /* <date>: a fixed date or term: 25号, 明天, 24小时内 */
  ENTITY_ADDRESS, /* <address>: a place with road, number or house */
  ENTITY_NAME,    /* <name>: a person's name by title or cue */
  ENTITY_CONTACT, /* <contact>: an id such as wxid, QQ number */
  ENTITY_LINK,    /* <link> */
  ENTITY_MASKED,  /* <masked>: 138****1234 and the like */
  ENTITY_PLACEHOLDER, /* <placeholder>: {...} of a template */
  ENTITY_COUNT
};
enum entity_provenance { ANY_VALUE, KNOWN_VALUE, NEW_VALUE };
enum { ENTITY_REACH = 128 }; /* no entity spans more units */

struct image_regex {
  uint32_t source; /* string: as written in the rule, with folded letters */
  uint32_t symbol; /* a word of it lies in every match; NONE: none is known */
  uint32_t reach;  /* the most units that a match can span */
  uint32_t flags;  /* REGEX_* */
  /* Bit n % 32 of begins[n / 32]: a match may begin with a unit n, n + 64 .. */
  uint32_t begins[2];
};
enum { REGEX_HAS_DIGIT = 1 }; /* so has every match: or a Han numeral */

static inline uint64_t hvl__regex_begins(const struct image_regex *regex) {
  return regex->begins[0] | (uint64_t)regex->begins[1] << 32;
}

/* A kind of match. Of words of the symbols it needs, the rarest first, the
 * second begins at most `apart` units behind the first, or before it if that is
 * less than 0; 0: anywhere. Where it needs fewer, the first is there again, or
 * NONE. */
enum {
  VARIANT_NEEDS = 3,
  VARIANTS_MAX = 64 /* of a pattern */
};
struct image_variant {
  uint32_t needs[VARIANT_NEEDS];
  int16_t apart;
  uint16_t digit; /* whether it needs a digit or Han numeral, too */
};

struct image_pattern {
  uint32_t source;            /* string: the phrase as the rules have it */
  uint32_t code, size;        /* range of code */
  uint32_t variant, variants; /* range of variants: a match is of one of them;
                                 none: it may need nothing */
  uint32_t reach;             /* the most units that a match can span */
  uint32_t flags;             /* PATTERN_* */
};
enum {
  PATTERN_AT_START = 1,  /* begins with OP_START */
  PATTERN_HAS_HIT = 2,   /* contains OP_HIT */
  PATTERN_NEEDS_HIT = 4, /* cannot match without OP_HIT */
  PATTERN_HAS_REGEX = 8  /* contains OP_REGEX */
};

struct image_scoped {
  uint32_t pattern;
  uint32_t scope; /* enum scope of base/chars.h */
  uint32_t name;  /* string: the shared guard it comes from, or NONE */
};

/* ---- Events, steps, rules ------------------------------------------------ */

/* What is looked for in one message: any of the patterns of its role, where
 * for each scope among `with` one pattern hits and none of `unless` does. */
struct image_event {
  uint32_t first[4], patterns[4]; /* ranges of patterns by hvl_role */
  uint32_t with, withs;           /* range of scoped, by scope */
  uint32_t unless, unlesses;      /* range of scoped, by scope */
  uint32_t account;               /* enum account */
  uint32_t flags;                 /* EVENT_* */
};
enum account { ACCOUNT_ANY, ACCOUNT_OWNER, ACCOUNT_OTHER };
enum {
  EVENT_SPLIT = 1,  /* may spread over consecutive messages of one side */
  EVENT_STEP = 2,   /* some step refers to it: judge it on every message */
  EVENT_TRIGGER = 4 /* it is some rule's own */
};

struct image_step {
  uint32_t event;
  uint32_t until;  /* event that closes it, or NONE */
  uint32_t within; /* at most so many messages apart; NONE: no bound */
  uint32_t turns;  /* at most so many turns apart; NONE: no bound */
  uint32_t flags;  /* STEP_* */
  uint32_t source; /* string: what explain calls it */
};
enum { STEP_LATEST = 1 };

struct image_fact {
  uint32_t name, fallback; /* strings */
  uint32_t value, values;  /* range of values: none if it may have any */
};

struct image_condition {
  uint32_t fact;
  uint32_t value, values; /* range of values */
  uint32_t negated;
};

struct image_severity {
  uint32_t fact, value, severity; /* fact index, string, hvl_severity */
};

struct image_rule {
  uint32_t id, line; /* strings */
  uint32_t line_zh, line_en, title_zh, title_en, why_zh, why_en, say_zh, say_en;
  uint32_t severity, level;
  uint32_t event;
  uint32_t after, afters;               /* range of steps: a chain */
  uint32_t unless_after, unless_afters; /* range of steps: any */
  uint32_t later, laters;               /* range of steps: all */
  uint32_t unless_later, unless_laters; /* range of steps: any */
  uint32_t condition, conditions;       /* range of conditions: all */
  uint32_t by_fact, by_facts;           /* range of severities: the first */
  uint32_t weighed; /* of weighed: what weighs its findings; or NONE */
  uint32_t flags;   /* RULE_* */
};
enum {
  RULE_ONCE = 1,
  RULE_BY_WEIGHT = 2 /* finds what weighs enough: its event has guards only */
};

struct image_example {
  uint32_t rule, violates;
  uint32_t message, messages; /* range of messages */
  uint32_t pair, pairs;       /* range of pairs, in strings: 2 a fact */
  uint32_t file, line, column;
};

struct image_message {
  uint32_t role, text, account; /* text and account: strings */
  uint32_t len;                 /* bytes of text: it may hold NULs */
};

/* ---- Weights ------------------------------------------------------------- */

/* A gram is one unit, or two in a row, and what it says: see ruleset/gram.h.
 * Those of one unit have the first rows, in order of side and unit. */
enum { GRAM_UNITS = 0x10000 / 32 };
struct image_gram_units {
  uint32_t bits;   /* which of 32 units are grams, the first one lowest */
  uint32_t before; /* how many there are before these */
};

/* Those of two units have the other rows. The ones of bucket b are the range
 * [gram_buckets[b], gram_buckets[b + 1]), told apart by their prints: no two of
 * an image have the same bucket and print, and hardly any other run has those
 * of one. gram_filter has the bit of each: most runs of a message are none, and
 * few have a bit all the same.
 *
 * A row has a code of four bits a column, the features and then those lines
 * that grams weigh for: of the first half of the columns the low four of a byte
 * each, of the other half the high four. gram_values says what it stands for.
 */
enum { GRAM_ROW = COLUMNS_MAX / 2 };

/* A weight of one; what a feature speaks of. */
enum { FEATURE_PARTS = 1024, SAID_MAX = WEIGHED_MAX + BLENDS_MAX };

/* What the grams of a message tell together, as far as their sum is above 0 and
 * as far as the messages before open its gate: so an answer means what was
 * asked. What it speaks for and against, lines and blends, is in `says`. Sums
 * begin with biases: if there are features, COLUMNS_MAX of their own sums,
 * signed, and as many of those that open their gates; behind the features they
 * are 0. */
struct image_feature {
  uint32_t name; /* string */
  /* Its sum is that of the LOCAL_PLACES places in a row where it is greatest,
   * not that of the whole message: local ones come first. */
  uint32_t is_local;
};

/* If there are features, says has SAID_MAX numbers for each of FEATURE_PAIRS
 * pairs of them: what feature n speaks of in the low 16 bits, what feature n +
 * FEATURE_PAIRS does in the high ones, 0 where there is none. They are signed,
 * in FEATURE_PARTS, by line of weighed, and from WEIGHED_MAX on by blend. */
enum { FEATURE_PAIRS = COLUMNS_MAX / 2 };

/* What features tell together, as far as that is above 0: it speaks for and
 * against lines. The weights are signed, and in FEATURE_PARTS. */
struct image_blend {
  uint32_t name;                 /* string */
  uint32_t weights[WEIGHED_MAX]; /* by line of weighed */
};

/* A line, and from what sums its findings have which level. All but the first
 * three are signed. */
struct image_weighed {
  uint32_t line;      /* string */
  uint32_t rule;      /* the one that finds by weight alone, or NONE */
  uint32_t column;    /* of grams' weights, or NONE: they have none for it */
  uint32_t bias;      /* what a message weighs before a gram is seen */
  uint32_t rules[3];  /* what a finding of a rule adds, by its level - 1 */
  uint32_t levels[3]; /* the least sum of a finding, by its level - 1 */
  /* What a message adds, if no rule found it: by itself, and with what it
   * answers. */
  uint32_t own_least, turn_least;
  /* The least sum of a message of which a disguised finding keeps its level. */
  uint32_t disguised_least;
};

/* ---- The image as a whole ------------------------------------------------ */

/* Sections as typed pointers into one block. */
struct image {
  const struct kernels *kernels; /* what to go through it with */
#define X(name, type)                                                          \
  const type *name;                                                            \
  uint32_t name##_count;
  IMAGE_SECTIONS(X)
#undef X
};

/* Point `image` at the sections of `bytes`, a saved image aligned to 8, after
 * checking the checksum and every number, so that no later read can leave the
 * block. Its numbers are turned into this machine's byte order, in place.
 * HVL_ERR_FORMAT or HVL_ERR_VERSION where it fails. */
hvl_status hvl__image_open(struct image *image, uint8_t *bytes, size_t size);

/* Whether this machine reads saved images as they are. */
bool hvl__image_is_native(void);

/* hvl__image_open() for such a machine: nothing is written to. */
hvl_status hvl__image_map(struct image *image, const uint8_t *bytes,
                          size_t size);

/* Point `image` at the sections of `bytes`, a saved image that is known to be
 * good: nothing is checked. False where this machine cannot read it as it
 * lies there, or `size` is 0. */
bool hvl__image_point(struct image *image, const uint8_t *bytes, size_t size);

/* Copy the opened image `bytes` to `out`, in the byte order of saved images. */
void hvl__image_save(const uint8_t *bytes, size_t size, uint8_t *out);

/* Set the checksum in the header of a saved image to what its bytes give. */
void hvl__image_seal(uint8_t *bytes, size_t size);

/* Turn around the bytes of every number in the sections of an image whose
 * table is good: from this machine's order to the other, and back. */
void hvl__image_swap(uint8_t *bytes);

/* Whether every number of `image` is within its bounds. */
bool hvl__image_check(const struct image *image);

/* What compile/ fills: one buffer a section. */
struct image_draft {
#define X(name, type) struct buf name;
  IMAGE_SECTIONS(X)
#undef X
};

void hvl__draft_init(struct image_draft *draft, const hvl_allocator *mem);
void hvl__draft_free(struct image_draft *draft);

/* Append `draft` as a saved image to `out`, which is empty; false if memory
 * runs out or a section passes 4 GiB. */
bool hvl__draft_write(const struct image_draft *draft, struct buf *out);

#endif
