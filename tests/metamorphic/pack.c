/* SPDX-License-Identifier: MIT */
/* pack.c - what the rules say about disguise: lists, phrases, rules by name. */
#define _POSIX_C_SOURCE 200809L
#include "pack.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hvline.h"

enum { PATH_LEN = 1024 };

static void *demand(void *block) {
  if (!block) abort();
  return block;
}

const struct entry *pack_find(const struct pack *pack, enum entry_kind kind,
                              const char *name, size_t len) {
  for (size_t i = 0; i < pack->count; i++) {
    const struct entry *entry = &pack->entries[i];
    if (entry->kind == kind && strlen(entry->name) == len &&
        !memcmp(entry->name, name, len))
      return entry;
  }
  return NULL;
}

struct entry *pack_entry(struct pack *pack, enum entry_kind kind,
                         const char *name) {
  const struct entry *found = pack_find(pack, kind, name, strlen(name));
  if (found) return &pack->entries[found - pack->entries];
  size_t size = (pack->count + 1) * sizeof *pack->entries;
  pack->entries = demand(realloc(pack->entries, size));
  struct entry *entry = &pack->entries[pack->count++];
  *entry = (struct entry){.kind = kind, .name = demand(strdup(name))};
  return entry;
}

void entry_add(struct entry *entry, const char *text) {
  size_t size = (entry->count + 1) * sizeof *entry->texts;
  entry->texts = demand(realloc(entry->texts, size));
  entry->texts[entry->count++] = demand(strdup(text));
}

unsigned evasion_named(const char *text) {
  unsigned evasion = 0;
  if (strstr(text, "spaced")) evasion |= HVL_EVASION_SPACED;
  if (strstr(text, "sound")) evasion |= HVL_EVASION_SOUND;
  if (strstr(text, "split")) evasion |= HVL_EVASION_SPLIT;
  return evasion;
}

typedef bool reader(struct pack *pack, const char *path);

static bool read_folder(struct pack *pack, const char *folder,
                        const char *ending, reader *read) {
  char path[PATH_LEN];
  struct dirent *item;
  bool ok = true;
  DIR *dir = opendir(folder);
  if (!dir) return false;
  while (ok && (item = readdir(dir))) {
    const char *dot = strrchr(item->d_name, '.');
    if (!dot || strcmp(dot, ending)) continue;
    snprintf(path, sizeof path, "%s/%s", folder, item->d_name);
    ok = read(pack, path);
    if (!ok) fprintf(stderr, "%s: cannot be read\n", path);
  }
  closedir(dir);
  return ok;
}

bool pack_load(struct pack *pack, const char *folder) {
  char words[PATH_LEN];
  snprintf(words, sizeof words, "%s/words", folder);
  *pack = (struct pack){NULL, 0};
  return read_folder(pack, folder, ".yaml", pack_read_yaml) &&
         read_folder(pack, words, ".csv", pack_read_csv);
}

void pack_free(struct pack *pack) {
  for (size_t i = 0; i < pack->count; i++) {
    struct entry *entry = &pack->entries[i];
    for (size_t k = 0; k < entry->count; k++) free(entry->texts[k]);
    free(entry->texts);
    free(entry->name);
  }
  free(pack->entries);
}
