/* SPDX-License-Identifier: MIT */
/* recall.c - goes back to an earlier message for an event that nobody asked
 * about when it came. */
#include "match/recall.h"

#include <assert.h>
#include <string.h>

enum { SLOTS = WINDOW + 1 };

bool hvl__recall_init(struct recall *recall, const hvl_ruleset *ruleset,
                      const hvl_allocator *mem) {
  size_t units = (size_t)SLOTS * RECALL_UNITS;
  *recall = (struct recall){.is_set = false};
  recall->units = hvl__mem_zeroed(mem, units, sizeof *recall->units);
  recall->offsets = hvl__mem_zeroed(mem, units, sizeof *recall->offsets);
  recall->sizes = hvl__mem_zeroed(mem, units, sizeof *recall->sizes);
  bool ready = hvl__presence_init(&recall->scene.here, &ruleset->image,
                                  &ruleset->rows, mem);
  if (!ready || !recall->units || !recall->offsets || !recall->sizes)
    return false;
  for (size_t i = 0, at = 0; i < SLOTS; i++, at += RECALL_UNITS)
    recall->texts[i] = (struct text){recall->units + at, recall->offsets + at,
                                     recall->sizes + at, 0, RECALL_UNITS};
  return true;
}

void hvl__recall_free(struct recall *recall, const hvl_allocator *mem) {
  hvl__presence_free(&recall->scene.here);
  hvl__mem_free(mem, recall->units);
  hvl__mem_free(mem, recall->offsets);
  hvl__mem_free(mem, recall->sizes);
}

void hvl__recall_clear(struct recall *recall) {
  recall->is_set = false;
}

void hvl__recall_keep(struct recall *recall, const struct scene *scene) {
  const struct text *from = &scene->text;
  struct text *to = &recall->texts[scene->message % SLOTS];
  assert(from->count <= RECALL_UNITS);
  to->count = from->count;
  recall->sides[scene->message % SLOTS] = scene->side;
  if (from->count == 0) return;
  memcpy(to->units, from->units, from->count * sizeof *to->units);
  memcpy(to->offsets, from->offsets, from->count * sizeof *to->offsets);
  memcpy(to->sizes, from->sizes, from->count * sizeof *to->sizes);
}

/* Make the scene that of `message`. */
static void set_scene(struct recall *recall, const struct image *image,
                      size_t message, hvl_role role) {
  struct scene *scene = &recall->scene;
  if (recall->is_set && scene->message == message) return;
  scene->role = role;
  scene->message = message;
  scene->side = recall->sides[message % SLOTS];
  scene->text = recall->texts[message % SLOTS];
  hvl__lexicon_scan(image, &scene->text, &scene->here);
  recall->is_set = true;
}

hvl_status hvl__recall_answer(struct recall *recall, struct matcher *matcher,
                              struct past *past,
                              const struct question *question) {
  struct past_message *message = &past->ring[question->message % SLOTS];
  struct setting setting = {matcher, &recall->scene, past, NULL};
  struct event_result result;
  set_scene(recall, &matcher->ruleset->image, question->message, message->role);
  hvl_status status = hvl__event_judge(&setting, question->event, &result);
  if (status == HVL_OK && result.happened &&
      !HVL_PUSH(&matcher->mem, &message->happenings, result.happening))
    status = HVL_ERR_MEMORY;
  if (status != HVL_ERR_MEMORY)
    hvl__past_settle(past, question->message, question->event);
  return status;
}
