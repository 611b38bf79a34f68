/* SPDX-License-Identifier: MIT */
/* reader.h - from a tree of YAML to structs, by tables of keys: what a rule may
 * hold is read in one place, and every fault has a place of its own. */
#ifndef HVL_RULES_READER_H
#define HVL_RULES_READER_H

#include "rules/parsed.h"
#include "rules/yaml.h"

/* Faults go to `diags`; so does the news that memory ran out. */
struct reader {
  struct parsed_pack *pack;
  struct diag_list *diags;
};

/* Read `node` into `field`, whose type the function knows. Where the node is
 * wrong the fault is recorded and the field is left as it was. */
typedef void read_value(struct reader *reader, const struct yaml_node *node,
                        void *field);

struct key {
  const char *name;
  read_value *read;
  size_t field; /* offset in the struct that the mapping is read into */
  bool required;
};

/* The keys of a kind of mapping. */
struct key_table {
  hvl_bilingual what; /* "a rule": for messages */
  const struct key *keys;
  size_t count;
};

/* Read every key of `node`, which should be a mapping, into `record`; report
 * unknown and missing keys. False if it is no mapping. */
bool hvl__read_map(struct reader *reader, const struct yaml_node *node,
                   const struct key_table *table, void *record);

/* Whether `node` is of `kind`; else records that it is not. */
bool hvl__expect(struct reader *reader, const struct yaml_node *node,
                 enum yaml_kind kind);

/* The element called `name` of a mapping, or NULL. */
const struct yaml_node *hvl__find_key(const struct yaml_node *map,
                                      const char *name);

/* Which of the `count` names `node` is, or `count` after recording that it is
 * none; `zh` and `en`, which DIAG() gives, say what is named. */
size_t hvl__read_choice(struct reader *reader, const struct yaml_node *node,
                        const char *zh, const char *en,
                        const char *const *names, size_t count);

/* A whole number from `low` to `high`; false after recording that it is none.
 */
bool hvl__read_number(struct reader *reader, const struct yaml_node *node,
                      uint32_t low, uint32_t high, uint32_t *number);

/* A text or name as it stands; false after recording that it is empty or no
 * name. A name is of a-z 0-9 - _ . and begins with a letter. */
bool hvl__take_text(struct reader *reader, const struct yaml_node *node,
                    struct parsed_text *text);
bool hvl__take_name(struct reader *reader, const struct yaml_node *node,
                    struct parsed_text *name);

/* Note that memory ran out unless `done`. Returns `done`. */
bool hvl__reader_keep(struct reader *reader, bool done);

#define READER_PUSH(reader, array, value)                                      \
  hvl__reader_keep((reader), HVL_PUSH(&(reader)->pack->mem, (array), (value)))

/* Fields of common types. */
read_value hvl__read_text;      /* struct parsed_text: not empty */
read_value hvl__read_name;      /* struct parsed_text: a name */
read_value hvl__read_names;     /* struct parsed_texts: a list of names */
read_value hvl__read_values;    /* struct parsed_texts: one text or a list */
read_value hvl__read_flag;      /* bool: yes, no, true or false */
read_value hvl__read_level;     /* uint32_t: 1 to 3 */
read_value hvl__read_bilingual; /* struct parsed_bilingual: {zh: .., en: ..} */

#endif
