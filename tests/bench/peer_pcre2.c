/* SPDX-License-Identifier: MIT */
/* peer_pcre2.c - PCRE2 with JIT, expression by expression. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#undef PCRE2_CODE_UNIT_WIDTH
#include "peers.h"

struct pcre2 {
  pcre2_code_8 **codes;    /* by expression; NULL if it is left out */
  size_t first[ROLES + 1]; /* expression, by role */
  const struct expressions *all;
  pcre2_match_data_8 *data;
  pcre2_match_context_8 *context;
  pcre2_jit_stack_8 *stack;
};

static void scan(struct peer *peer, hvl_role role, hvl_text text,
                 struct hits *hits) {
  const struct pcre2 *self = peer->state;
  for (size_t i = self->first[role]; i < self->first[role + 1]; i++) {
    if (!self->codes[i]) continue;
    int status =
        pcre2_match_8(self->codes[i], (PCRE2_SPTR8)text.data, text.len, 0,
                      PCRE2_NO_UTF_CHECK, self->data, self->context);
    if (status >= 0) hit(hits, i);
    if (status < PCRE2_ERROR_NOMATCH) peer->undecided++;
  }
}

static void free_pcre2(struct peer *peer) {
  struct pcre2 *self = peer->state;
  for (size_t i = 0; i < self->all->count; i++)
    pcre2_code_free_8(self->codes[i]);
  pcre2_match_data_free_8(self->data);
  pcre2_match_context_free_8(self->context);
  pcre2_jit_stack_free_8(self->stack);
  free(self->codes);
  free(self);
}

static pcre2_code_8 *compile(const struct expressions *all,
                             const struct expression *expression) {
  int error;
  PCRE2_SIZE at;
  PCRE2_UCHAR8 why[128];
  pcre2_code_8 *code =
      pcre2_compile_8((PCRE2_SPTR8)expression->text, expression->len,
                      PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &error, &at, NULL);
  if (!code) pcre2_get_error_message_8(error, why, sizeof why);
  if (!code)
    expressions_leave_out(all, expression, "PCRE2", (const char *)why);
  else
    pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE);
  return code;
}

bool peer_pcre2(struct peer *peer, struct expressions *all) {
  enum { STACK = 32 << 10, STACK_MAX = 8 << 20 };
  struct pcre2 *self = must(calloc(1, sizeof *self));
  double start = now();
  self->all = all;
  self->codes = must(calloc(all->count + 1, sizeof *self->codes));
  for (size_t i = 0; i < all->count; i++)
    if (!all->items[i].left_out) self->codes[i] = compile(all, &all->items[i]);
  for (int role = HVL_SELLER; role < ROLES; role++)
    expressions_range(all, (hvl_role)role, &self->first[role],
                      &self->first[role + 1]);
  self->data = must(pcre2_match_data_create_8(1, NULL));
  self->context = must(pcre2_match_context_create_8(NULL));
  self->stack = must(pcre2_jit_stack_create_8(STACK, STACK_MAX, NULL));
  pcre2_jit_stack_assign_8(self->context, NULL, self->stack);
  *peer = (struct peer){.name = "PCRE2",
                        .build_seconds = now() - start,
                        .databases = all->count,
                        .scan = scan,
                        .free = free_pcre2,
                        .state = self};
  return true;
}
