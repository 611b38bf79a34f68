/* SPDX-License-Identifier: MIT */
/* builtin.c - the ruleset that comes with the library. */
#include "ruleset/ruleset.h"

hvl_status hvl_ruleset_builtin(hvl_ruleset **out, const hvl_options *options) {
  return hvl_ruleset_load(out, hvl__builtin_image, hvl__builtin_image_size,
                          options);
}
