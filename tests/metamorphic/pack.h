/* SPDX-License-Identifier: MIT */
/* pack.h - what the rules say about disguise: lists, phrases, rules by name. */
#ifndef HVL_METAMORPHIC_PACK_H
#define HVL_METAMORPHIC_PACK_H

#include <stdbool.h>
#include <stddef.h>

enum entry_kind {
  ENTRY_LIST,   /* a word list: its words */
  ENTRY_PHRASE, /* a named phrase: its variants */
  ENTRY_RULE,   /* a rule: what it looks for in the shop's messages */
  ENTRY_GUARD,  /* a shared guard: its phrases */
  ENTRY_SAFE    /* a rule again: what stops it, phrases and names of guards */
};

struct entry {
  enum entry_kind kind;
  char *name;
  unsigned evasion; /* HVL_EVASION_* bits a list asks for; TURN: split: yes */
  bool exact;
  char **texts;
  size_t count;
};

struct pack {
  struct entry *entries;
  size_t count;
};

/* Read the .yaml files of `folder` and the .csv files of its folder words;
 * false if something cannot be read. */
bool pack_load(struct pack *pack, const char *folder);
void pack_free(struct pack *pack);

/* NULL if there is none. */
const struct entry *pack_find(const struct pack *pack, enum entry_kind kind,
                              const char *name, size_t len);

/* The entry of that name, made if there is none. Aborts without memory. */
struct entry *pack_entry(struct pack *pack, enum entry_kind kind,
                         const char *name);
void entry_add(struct entry *entry, const char *text);

/* HVL_EVASION_* bits named in `text`: "spaced;sound=2", "split". */
unsigned evasion_named(const char *text);

/* Read one file into the pack. */
bool pack_read_yaml(struct pack *pack, const char *path);
bool pack_read_csv(struct pack *pack, const char *path);

#endif
