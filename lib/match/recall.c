/* SPDX-License-Identifier: MIT */
/* recall.c - goes back to an earlier message for an event that nobody asked
 * about when it came. */
#include "match/recall.h"

#include <assert.h>
#include <string.h>

#include "base/bits.h"

enum { SLOTS = KEPT + 1 };

bool hvl__recall_init(struct recall *recall, const hvl_ruleset *ruleset,
                      const hvl_allocator *mem) {
  size_t units = (size_t)SLOTS * RECALL_UNITS;
  *recall = (struct recall){.is_set = false};
  recall->units = hvl__mem_zeroed(mem, units, sizeof *recall->units);
  recall->offsets = hvl__mem_zeroed(mem, units, sizeof *recall->offsets);
  recall->sizes = hvl__mem_zeroed(mem, units, sizeof *recall->sizes);
  bool ready = hvl__presence_init(&recall->scene.here, &ruleset->image,
                                  &ruleset->sets, mem);
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
  memset(recall->numbers, 0, sizeof recall->numbers);
}

bool hvl__recall_has(const struct recall *recall, size_t message) {
  return recall->numbers[message % SLOTS] == message + 1;
}

const struct text *hvl__recall_text(const struct recall *recall,
                                    size_t message) {
  assert(hvl__recall_has(recall, message));
  return &recall->texts[message % SLOTS];
}

void hvl__recall_show(const struct recall *recall, size_t message,
                      hvl_role role, struct scene *scene) {
  scene->role = role;
  scene->message = message;
  scene->side = recall->sides[message % SLOTS];
  scene->text = *hvl__recall_text(recall, message);
}

void hvl__recall_keep(struct recall *recall, const struct scene *scene) {
  const struct text *from = &scene->text;
  struct text *to = &recall->texts[scene->message % SLOTS];
  assert(from->count <= RECALL_UNITS);
  to->count = from->count;
  recall->numbers[scene->message % SLOTS] = scene->message + 1;
  recall->sides[scene->message % SLOTS] = scene->side;
  recall->visits[scene->message % SLOTS] = 0;
  if (from->count > 0) {
    memcpy(to->units, from->units, from->count * sizeof *to->units);
    memcpy(to->offsets, from->offsets, from->count * sizeof *to->offsets);
    memcpy(to->sizes, from->sizes, from->count * sizeof *to->sizes);
  }
}

void hvl__recall_take(struct recall *recall, struct scene *scene) {
  struct presence words = scene->here;
  /* It is the message that most questions are about. */
  hvl__recall_show(recall, scene->message, scene->role, &recall->scene);
  recall->is_set = true;
  scene->here = recall->scene.here;
  recall->scene.here = words;
  /* What long texts need stays: none of them is kept. */
  recall->scene.here.places = scene->here.places;
  scene->here.places = words.places;
}

/* Go to `message`; false if the scene is that already. */
static bool visit(struct recall *recall, const struct image *image,
                  size_t message, hvl_role role) {
  if (recall->is_set && recall->scene.message == message) return false;
  hvl__recall_show(recall, message, role, &recall->scene);
  recall->is_set = true;
  hvl__lexicon_scan(image, &recall->scene.text, &recall->scene.here);
  recall->visits[message % SLOTS]++;
  return true;
}

/* Judge `event` on the scene and settle it; one that is undecided only if it is
 * `asked` about. */
static hvl_status judge(struct recall *recall, struct matcher *matcher,
                        struct past *past, uint32_t event, bool asked) {
  struct setting setting = {
      .matcher = matcher, .scene = &recall->scene, .past = past};
  size_t index = recall->scene.message;
  struct event_result result;
  hvl_status status = hvl__event_judge(&setting, event, &result);
  if (status == HVL_ERR_MEMORY || (status == HVL_ERR_LIMIT && !asked))
    return status;
  if (result.happened &&
      !hvl__past_add(past, index, &result.happening, &matcher->mem))
    return HVL_ERR_MEMORY;
  hvl__past_settle(past, index, event);
  return status;
}

/* Judge what is still open in the scene's message; what is undecided stays so,
 * for those who ask. False if memory runs out. */
static bool judge_rest(struct recall *recall, struct matcher *matcher,
                       struct past *past) {
  const uint64_t *open = past->ring[recall->scene.message % SLOTS].open;
  for (uint32_t i = 0; i < past->words; i++)
    for (uint64_t events = open[i]; events != 0; events &= events - 1) {
      uint32_t event = i * 64 + hvl__lowest_bit(events);
      if (judge(recall, matcher, past, event, false) == HVL_ERR_MEMORY)
        return false;
    }
  return true;
}

hvl_status hvl__recall_answer(struct recall *recall, struct matcher *matcher,
                              struct past *past,
                              const struct question *question) {
  size_t slot = question->message % SLOTS;
  bool is_new = visit(recall, &matcher->ruleset->image, question->message,
                      past->ring[slot].role);
  hvl_status status = judge(recall, matcher, past, question->event, true);
  if (status == HVL_ERR_MEMORY || !is_new ||
      recall->visits[slot] != RECALL_VISITS)
    return status;
  return judge_rest(recall, matcher, past) ? status : HVL_ERR_MEMORY;
}
