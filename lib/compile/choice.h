/* SPDX-License-Identifier: MIT */
/* choice.h - one of several: texts, lists, named phrases, or anything else. */
#ifndef HVL_COMPILE_CHOICE_H
#define HVL_COMPILE_CHOICE_H

#include "compile/emit.h"

/* Emit a choice, a name or a text. Words among the alternatives that may be
 * written in the same ways become one symbol. */
struct part hvl__emit_choice(struct emitter *emitter, const struct phrase *node,
                             unsigned around);

#endif
