/* SPDX-License-Identifier: MIT */
/* scene.c - makes a message ready to be judged. */
#include "match/scene.h"

#include <string.h>

/* Units of a text that are kept from one message to the next: 450 KB. */
enum { KEPT_UNITS = 65536 };

hvl_status hvl__scene_init(struct scene *scene, const hvl_ruleset *ruleset,
                           const hvl_allocator *mem) {
  const struct image *image = &ruleset->image;
  const struct symbol_sets *sets = &ruleset->sets;
  *scene = (struct scene){0};
  scene->memos =
      hvl__mem_zeroed(mem, image->scoped_count + 1u, sizeof *scene->memos);
  scene->earlier =
      hvl__mem_zeroed(mem, hvl__symbol_words(image), sizeof(uint64_t));
  bool ready = scene->memos && scene->earlier &&
               hvl__presence_init(&scene->here, image, sets, mem) &&
               hvl__presence_init(&scene->both, image, sets, mem);
  return ready ? HVL_OK : HVL_ERR_MEMORY;
}

void hvl__scene_free(struct scene *scene, const hvl_allocator *mem) {
  hvl__text_free(&scene->text, mem);
  hvl__turn_free(&scene->joined, mem);
  hvl__presence_free(&scene->here);
  hvl__presence_free(&scene->both);
  hvl__mem_free(mem, scene->memos);
  hvl__mem_free(mem, scene->earlier);
}

void hvl__scene_trim(struct scene *scene, const hvl_allocator *mem) {
  if (scene->text.cap <= KEPT_UNITS) return;
  hvl__text_free(&scene->text, mem);
  hvl__presence_trim(&scene->here);
}

void hvl__scene_commit(struct scene *scene) {
  const struct presence *here = &scene->here;
  if (scene->shift > 0)
    here->image->kernels->add_set(scene->earlier, here->bits, here->words);
  else
    memcpy(scene->earlier, here->bits, here->words * sizeof(uint64_t));
  scene->unread = scene->unread && scene->shift > 0;
}

void hvl__scene_pass(struct scene *scene) {
  scene->unread = true;
}

const struct presence *hvl__scene_guess(struct scene *scene,
                                        const struct image *image) {
  if (scene->unread) return hvl__scene_both(scene, image);
  if (scene->both_is == BOTH_UNKNOWN) {
    hvl__lexicon_scan_across(image, &scene->joined, &scene->both);
    hvl__presence_guess(&scene->both, scene->here.bits, scene->earlier);
    scene->both_is = BOTH_GUESSED;
  }
  return &scene->both;
}

const struct presence *hvl__scene_both(struct scene *scene,
                                       const struct image *image) {
  if (scene->both_is != BOTH_KNOWN)
    hvl__lexicon_scan(image, &scene->joined.text, &scene->both);
  scene->both_is = BOTH_KNOWN;
  return &scene->both;
}

bool hvl__scene_set(struct scene *scene, const struct image *image,
                    hvl_text source, const hvl_allocator *mem) {
  return hvl__fold(&scene->text, image, source, mem);
}

bool hvl__scene_read(struct scene *scene, const struct image *image,
                     const struct turn *turn, const hvl_allocator *mem) {
  scene->shift = 0;
  scene->number++;
  scene->both_is = BOTH_UNKNOWN;
  hvl__lexicon_scan(image, &scene->text, &scene->here);
  if (!turn || turn->segment_count == 0) return true;
  if (!hvl__turn_join(&scene->joined, turn, &scene->text, scene->message, mem))
    return false;
  scene->shift = scene->joined.segments[turn->segment_count].start;
  return true;
}
