/* SPDX-License-Identifier: MIT */
/* hs_interface.c - finds Hyperscan's functions in a shared library. */
#include "hs_interface.h"

#include <dlfcn.h>
#include <string.h>

/* Store the address of `name` in the pointer to a function at `slot`. */
static bool find(void *library, const char *name, void *slot) {
  void *address = dlsym(library, name);
  memcpy(slot, &address, sizeof address);
  return address != NULL;
}

bool hs_open(struct hs_interface *hs, const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  return library && find(library, "hs_version", &hs->version) &&
         find(library, "hs_compile_multi", &hs->compile_multi) &&
         find(library, "hs_free_compile_error", &hs->free_compile_error) &&
         find(library, "hs_free_database", &hs->free_database) &&
         find(library, "hs_serialize_database", &hs->serialize_database) &&
         find(library, "hs_deserialize_database", &hs->deserialize_database) &&
         find(library, "hs_alloc_scratch", &hs->alloc_scratch) &&
         find(library, "hs_free_scratch", &hs->free_scratch) &&
         find(library, "hs_scan", &hs->scan);
}
