/* SPDX-License-Identifier: MIT */
/* reading.c - which messages need not be read, and reading them later. */
#include "match/reading.h"

#include "match/session.h"

hvl_status hvl__reader_init(struct reader *reader, const hvl_ruleset *ruleset,
                            const hvl_allocator *mem) {
  const struct image *image = &ruleset->image;
  struct scene *scene = &reader->scene;
  *reader = (struct reader){.turn = {.segment_count = 0}};
  scene->earlier =
      hvl__mem_zeroed(mem, hvl__symbol_words(image), sizeof(uint64_t));
  bool ready = scene->earlier &&
               hvl__presence_init(&scene->here, image, &ruleset->sets, mem) &&
               hvl__presence_init(&scene->both, image, &ruleset->sets, mem) &&
               hvl__agenda_init(&reader->agenda, image, mem);
  return ready ? HVL_OK : HVL_ERR_MEMORY;
}

void hvl__reader_free(struct reader *reader, const hvl_allocator *mem) {
  hvl__turn_free(&reader->scene.joined, mem);
  hvl__presence_free(&reader->scene.here);
  hvl__presence_free(&reader->scene.both);
  hvl__mem_free(mem, reader->scene.earlier);
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

/* Read message `index`, again if it was, behind what reader->turn holds. False
 * if memory runs out: then it is unread. */
static bool read_one(hvl_session *session, size_t index) {
  struct reader *reader = &session->reader;
  const hvl_ruleset *ruleset = session->ruleset;
  struct scene *scene = &reader->scene;
  struct past_message *message = hvl__past_slot(&session->past, index);
  hvl__recall_show(&session->recall, index, message->role, scene);
  message->happenings.len = 0;
  message->unread = ruleset->index.roles[message->role].kept;
  if (!hvl__scene_read(scene, &ruleset->image, &reader->turn, &session->mem))
    return false;
  hvl__agenda_set_events(&reader->agenda, &ruleset->index, &ruleset->image,
                         scene);
  if (!hvl__judge_steps(session, scene, &reader->agenda, message, TO_FEED))
    return false;
  hvl__past_read(&session->past, index);
  return true;
}

/* Go on to message `index` of a turn: read it, unless it is. The words of one
 * that is are not at hand. `*tail`: as turn.h has it. */
static bool go_to(hvl_session *session, size_t index, uint32_t *tail) {
  struct scene *scene = &session->reader.scene;
  if (!hvl__past_slot(&session->past, index)->unread) {
    *tail = UINT32_MAX;
    hvl__scene_pass(scene);
    return true;
  }
  if (!read_one(session, index)) return false;
  *tail = scene->here.tail;
  hvl__scene_commit(scene);
  hvl__recall_take(&session->recall, scene);
  return true;
}

/* Add message `index`, with that `tail`, to reader->turn. */
static bool extend_turn(hvl_session *session, size_t index, uint32_t tail) {
  struct reader *reader = &session->reader;
  const struct text *text = hvl__recall_text(&session->recall, index);
  if (!hvl__turn_extend(&reader->longer, &reader->turn, text, index, tail,
                        &session->mem))
    return false;
  struct turn turn = reader->turn;
  reader->turn = reader->longer;
  reader->longer = turn;
  return true;
}

bool hvl__read_late(hvl_session *session, size_t index) {
  struct reader *reader = &session->reader;
  uint32_t tail;
  size_t first = turn_start(&session->past, index);
  reader->scene.unread = false; /* so far all words are at hand */
  hvl__turn_clear(&reader->turn);
  for (size_t i = first; i < index; i++)
    if (!go_to(session, i, &tail) || !extend_turn(session, i, tail))
      return false;
  return go_to(session, index, &tail);
}
