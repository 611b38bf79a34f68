/* SPDX-License-Identifier: MIT */
/* status.c - the version of the library, and its statuses in words. */
#include "hvline.h"

uint32_t hvl_version(void) {
  return HVL_VERSION_MAJOR << 16 | HVL_VERSION_MINOR << 8 | HVL_VERSION_PATCH;
}

const char *hvl_status_text(hvl_status status) {
  switch (status) {
  case HVL_OK: return "no error";
  case HVL_ERR_ARGUMENT: return "bad argument";
  case HVL_ERR_MEMORY: return "out of memory";
  case HVL_ERR_IO: return "a file could not be read";
  case HVL_ERR_RULES: return "the rules have errors";
  case HVL_ERR_FORMAT: return "not a saved ruleset, or a damaged one";
  case HVL_ERR_VERSION: return "a ruleset saved by another version";
  case HVL_ERR_LIMIT: return "a regular expression hit the match limit";
  case HVL_ERR_STATE: return "the call does not fit here";
  }
  return "unknown status";
}
