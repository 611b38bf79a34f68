/* SPDX-License-Identifier: MIT */
/* emit.h - what the parts of the program maker share. */
#ifndef HVL_COMPILE_EMIT_H
#define HVL_COMPILE_EMIT_H

#include "compile/part.h"

struct emitter {
  struct build *build;
  const struct parsed_phrase *phrase; /* the whole, for its place */
  HVL_ARRAY(uint32_t, instructions) code;
  const struct phrase *outer; /* the name whose phrases are being filled in */
  uint32_t visits, depth;
  bool hit;       /* it refers to the rule's hit */
  bool regex;     /* it contains a regular expression */
  bool faulty;    /* a fault was recorded: the program comes to nothing */
  bool too_large; /* that was the fault: go no further */
};

/* What stands around an element of a phrase. */
enum { STANDS_BEFORE = 1, STANDS_BEHIND = 2 };

/* Emit the instructions of `node`. */
struct part hvl__emit_element(struct emitter *emitter,
                              const struct phrase *node, unsigned around);

/* Emit one instruction. */
void hvl__emit(struct emitter *emitter, enum opcode op, uint32_t operand);

/* Let the jump or split at `at`, whose operand is 0, lead to here. */
void hvl__emit_patch(struct emitter *emitter, uint32_t at);

/* Count one more element; false if there are too many of them. */
bool hvl__emit_visit(struct emitter *emitter);

/* Record that the phrase is too large, once. */
void hvl__emit_too_large(struct emitter *emitter);

#endif
