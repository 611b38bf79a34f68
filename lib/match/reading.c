/* SPDX-License-Identifier: MIT */
/* reading.c - which messages need not be read, and reading them later. */
#include "match/reading.h"

#include "match/session.h"

hvl_status hvl__reader_init(struct reader *reader, const hvl_ruleset *ruleset,
                            const hvl_allocator *mem) {
  const struct image *image = &ruleset->image;
  struct scene *scene = &reader->scene;
  *reader = (struct reader){.turn = {.segment_count = 0}};
  bool ready = hvl__presence_init(&scene->here, image, &ruleset->rows, mem) &&
               hvl__presence_init(&scene->both, image, &ruleset->rows, mem) &&
               hvl__agenda_init(&reader->agenda, image, mem);
  return ready ? HVL_OK : HVL_ERR_MEMORY;
}

void hvl__reader_free(struct reader *reader, const hvl_allocator *mem) {
  hvl__turn_free(&reader->scene.joined, mem);
  hvl__presence_free(&reader->scene.here);
  hvl__presence_free(&reader->scene.both);
  hvl__agenda_free(&reader->agenda, mem);
  hvl__turn_free(&reader->turn, mem);
  hvl__turn_free(&reader->longer, mem);
}

/* ---- Passing over -------------------------------------------------------- */

/* Can all of the turn before the message being judged be read later? */
static bool turn_is_kept(hvl_session *session) {
  struct past *past = &session->past;
  size_t turn = hvl__past_next(past)->turn;
  for (size_t back = 1; back <= past->count; back++) {
    size_t index = past->count - back;
    if (back > KEPT || hvl__past_slot(past, index)->turn != turn) return true;
    if (back >= PASSED_TURN || !hvl__recall_has(&session->recall, index))
      return false;
  }
  return true;
}

bool hvl__may_wait(hvl_session *session) {
  const struct scene *scene = &session->scene;
  return !session->explain && session->waiting.len == 0 &&
         scene->text.count <= RECALL_UNITS &&
         !session->ruleset->index.roles[scene->role].hasty &&
         turn_is_kept(session);
}

bool hvl__may_pass(hvl_session *session) {
  const hvl_ruleset *ruleset = session->ruleset;
  const struct scene *scene = &session->scene;
  return scene->role != HVL_SELLER ||
         (hvl__weights_rule_out(session) &&
          !hvl__lexicon_disguised(&ruleset->image, &scene->text,
                                  ruleset->index.disguises.symbols));
}

/* ---- Reading later ------------------------------------------------------- */

/* Where the turn that message `index` belongs to begins. */
static size_t turn_start(struct past *past, size_t index) {
  size_t turn = hvl__past_slot(past, index)->turn;
  while (index > 0 && past->count - index < KEPT &&
         hvl__past_slot(past, index - 1)->turn == turn)
    index--;
  return index;
}

/* Make reader->turn the turn from message `first` to that before `index`. */
static bool set_turn(hvl_session *session, size_t first, size_t index) {
  struct reader *reader = &session->reader;
  hvl__turn_clear(&reader->turn);
  if (index - first > TURN_MESSAGES) first = index - TURN_MESSAGES;
  for (size_t i = first; i < index; i++) {
    if (!hvl__turn_extend(&reader->longer, &reader->turn,
                          hvl__recall_text(&session->recall, i), i, UINT32_MAX,
                          &session->mem))
      return false;
    struct turn turn = reader->turn;
    reader->turn = reader->longer;
    reader->longer = turn;
  }
  return true;
}

/* Read message `index`, again if it was, of a turn from `first` on of which the
 * others before were. False if memory runs out: then it is unread. */
static bool read_one(hvl_session *session, size_t first, size_t index) {
  struct reader *reader = &session->reader;
  const hvl_ruleset *ruleset = session->ruleset;
  struct scene *scene = &reader->scene;
  struct past_message *message = hvl__past_slot(&session->past, index);
  hvl__recall_show(&session->recall, index, message->role, scene);
  message->happenings.len = 0;
  message->unread = ruleset->index.roles[message->role].kept;
  if (!set_turn(session, first, index) ||
      !hvl__scene_read(scene, &ruleset->image,
                       first < index ? &reader->turn : NULL, &session->mem))
    return false;
  scene->unread = true; /* what stands in the turn's others is not at hand */
  hvl__agenda_set_events(&reader->agenda, &ruleset->index, &ruleset->image,
                         scene);
  if (!hvl__judge_steps(session, scene, &reader->agenda, message, TO_FEED))
    return false;
  hvl__past_read(&session->past, index);
  hvl__recall_take(&session->recall, scene);
  return true;
}

bool hvl__read_late(hvl_session *session, size_t index) {
  struct past *past = &session->past;
  size_t first = turn_start(past, index);
  for (size_t i = first; i <= index; i++)
    if (hvl__past_slot(past, i)->unread && !read_one(session, first, i))
      return false;
  return true;
}
