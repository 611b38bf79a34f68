/* SPDX-License-Identifier: MIT */
/* pack.c - the room in which parsed rules live. */
#include "rules/parsed.h"

void hvl__pack_init(struct parsed_pack *pack, const hvl_allocator *mem) {
  *pack = (struct parsed_pack){0};
  hvl__arena_init(&pack->arena, mem);
  pack->mem = hvl__arena_allocator(&pack->arena);
}

void hvl__pack_free(struct parsed_pack *pack) {
  hvl__arena_free(&pack->arena);
}
