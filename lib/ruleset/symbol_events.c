/* SPDX-License-Identifier: MIT */
/* symbol_events.c - files events under symbols. */
#include "ruleset/symbol_events.h"

#include "base/bits.h"

struct symbol_filing {
  struct symbol_events *made;
  uint32_t event;
  struct filed_event *last; /* by symbol: the last one under it */
  bool counts;              /* they are only counted so far */
};

void hvl__file_under(struct symbol_filing *filing, uint32_t symbol,
                     uint32_t with) {
  struct symbol_events *made = filing->made;
  struct filed_event *last = &filing->last[symbol];
  if (last->event == filing->event && last->with == with) return;
  *last = (struct filed_event){filing->event, with};
  if (filing->counts) {
    hvl__bits_add(made->symbols, symbol);
    made->first[symbol]++;
  } else {
    /* Ranges are filled from their ends. */
    made->events[--made->first[symbol]] = *last;
  }
}

static void file_all(struct symbol_filing *filing, const struct image *image,
                     hvl__filer *filer, const void *how) {
  for (uint32_t i = 0; i < image->symbols_count; i++)
    filing->last[i] = (struct filed_event){NONE, NONE};
  for (uint32_t e = 0; e < image->events_count; e++) {
    filing->event = e;
    filer(filing, image, e, how);
  }
}

/* Count them, make room for them, put them there. */
static bool make(struct symbol_filing *filing, const struct image *image,
                 hvl__filer *filer, const void *how, const hvl_allocator *mem) {
  struct symbol_events *made = filing->made;
  uint32_t symbols = image->symbols_count;
  file_all(filing, image, filer, how);
  for (uint32_t i = 1; i <= symbols; i++) made->first[i] += made->first[i - 1];
  made->events =
      hvl__mem_zeroed(mem, made->first[symbols] + 1u, sizeof *made->events);
  if (!made->events) return false;
  filing->counts = false;
  file_all(filing, image, filer, how);
  return true;
}

bool hvl__symbol_events_make(struct symbol_events *made,
                             const struct image *image, hvl__filer *filer,
                             const void *how, const hvl_allocator *mem) {
  uint32_t symbols = image->symbols_count, words = hvl__symbol_words(image);
  struct symbol_filing filing = {.made = made, .counts = true};
  made->symbols = hvl__mem_zeroed(mem, words, sizeof *made->symbols);
  made->first = hvl__mem_zeroed(mem, symbols + 1u, sizeof *made->first);
  filing.last = hvl__mem_zeroed(mem, symbols + 1u, sizeof *filing.last);
  bool ready = made->symbols && made->first && filing.last &&
               make(&filing, image, filer, how, mem);
  hvl__mem_free(mem, filing.last);
  return ready;
}

void hvl__symbol_events_free(struct symbol_events *made,
                             const hvl_allocator *mem) {
  hvl__mem_free(mem, made->symbols);
  hvl__mem_free(mem, made->first);
  hvl__mem_free(mem, made->events);
}
