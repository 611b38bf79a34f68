/* SPDX-License-Identifier: MIT */
/* subject.c - rules both compiled and parsed, for the engine and the oracle. */
#include "subject.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(bool done) {
  if (done) return;
  fputs("oracle: out of memory\n", stderr);
  exit(2);
}

void subject_begin(struct subject *subject) {
  hvl_allocator mem = hvl__mem_pick(NULL, NULL);
  memset(subject, 0, sizeof *subject);
  hvl__diag_init(&subject->diags, &mem);
  hvl__pack_init(&subject->pack, &mem);
}

void subject_parse(struct subject *subject, const char *name, hvl_text text) {
  size_t len = strlen(name);
  bool csv = len > 4 && !strcmp(name + len - 4, ".csv");
  must((csv ? hvl__words_parse : hvl__rules_parse)(&subject->pack, name, text,
                                                   &subject->diags));
}

void subject_start(struct subject *subject, hvl_ruleset *ruleset) {
  subject->ruleset = ruleset;
  naive_init(&subject->naive, &subject->pack, ruleset);
  must(hvl__presence_init(&subject->presence, &ruleset->image, &ruleset->sets,
                          &subject->naive.matcher.mem));
}

static void end_parsed(struct subject *subject) {
  hvl__pack_free(&subject->pack);
  hvl__diag_free(&subject->diags);
}

void subject_end(struct subject *subject) {
  const hvl_allocator mem = subject->naive.matcher.mem;
  hvl__text_free(&subject->text, &mem);
  hvl__presence_free(&subject->presence);
  naive_free(&subject->naive);
  hvl_ruleset_free(subject->ruleset);
  end_parsed(subject);
}

static hvl_ruleset *compile(hvl_text text) {
  hvl_compiler *compiler;
  hvl_ruleset *ruleset;
  must(hvl_compiler_new(&compiler, NULL) == HVL_OK);
  must(hvl_compiler_add(compiler, "t.yaml", text) == HVL_OK);
  hvl_compiler_build(compiler, &ruleset);
  hvl_compiler_free(compiler);
  return ruleset;
}

bool subject_make(struct subject *subject, hvl_text text) {
  hvl_ruleset *ruleset = compile(text);
  if (!ruleset) return false;
  subject_begin(subject);
  subject_parse(subject, "t.yaml", text);
  subject_start(subject, ruleset);
  return true;
}

void subject_read(struct subject *subject, hvl_text source) {
  const struct image *image = &subject->ruleset->image;
  must(hvl__fold(&subject->text, image, source, &subject->naive.matcher.mem));
  naive_next_text(&subject->naive);
  hvl__lexicon_scan(image, &subject->text, &subject->presence);
}
