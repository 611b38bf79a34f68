/* SPDX-License-Identifier: MIT */
/* re2_shim.cc - the little of RE2::Set that the benchmark uses, for C. */
#include "re2_shim.h"

#include <cstdio>
#include <new>
#include <re2/re2.h>
#include <re2/set.h>
#include <vector>

struct re2_set {
  RE2::Set set;
  std::vector<int> hits;
  explicit re2_set(const RE2::Options &options)
      : set(options, RE2::UNANCHORED) {
  }
};

re2_set *re2_set_new(long long memory) {
  RE2::Options options;
  options.set_max_mem(memory);
  options.set_log_errors(false);
  return new (std::nothrow) re2_set(options);
}

void re2_set_free(re2_set *set) {
  delete set;
}

int re2_set_add(re2_set *set, const char *text, size_t len, char why[128]) {
  std::string error;
  int index = set->set.Add(re2::StringPiece(text, len), &error);
  if (index < 0) std::snprintf(why, 128, "%s", error.c_str());
  return index;
}

int re2_set_compile(re2_set *set) {
  return set->set.Compile();
}

int re2_set_match(re2_set *set, const char *text, size_t len,
                  const int **hits) {
  RE2::Set::ErrorInfo error = {RE2::Set::kNoError};
  set->hits.clear();
  if (!set->set.Match(re2::StringPiece(text, len), &set->hits, &error) &&
      error.kind != RE2::Set::kNoError)
    return -1;
  *hits = set->hits.data();
  return static_cast<int>(set->hits.size());
}
