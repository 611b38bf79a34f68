/* SPDX-License-Identifier: MIT */
/* compile.h - parsed rules become a saved image. */
#ifndef HVL_COMPILE_COMPILE_H
#define HVL_COMPILE_COMPILE_H

#include "rules/parsed.h"
#include "ruleset/image.h"

/* Append to `out`, which is empty, the image of all `pack`s together. Their
 * order does not matter. Faults go to `diags`; HVL_ERR_RULES if one is an
 * error, there or before, HVL_ERR_MEMORY. */
hvl_status hvl__compile(const struct parsed_pack *const *packs, uint32_t count,
                        struct diag_list *diags, const hvl_allocator *mem,
                        struct buf *out);

#endif
