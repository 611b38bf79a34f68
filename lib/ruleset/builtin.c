/* SPDX-License-Identifier: MIT */
/* builtin.c - the ruleset that comes with the library. */
#include "ruleset/ruleset.h"

#include "base/abi.h"

hvl_status hvl_ruleset_builtin(hvl_ruleset **out, const hvl_options *options) {
  if (!out) return HVL_ERR_ARGUMENT;
  *out = NULL;
  if (!hvl__options_valid(options)) return HVL_ERR_ARGUMENT;
  hvl_allocator mem = hvl__mem_pick(options, NULL);
  return hvl__ruleset_over(out, hvl__builtin_image, hvl__builtin_image_size,
                           &mem);
}
