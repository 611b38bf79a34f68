/* SPDX-License-Identifier: MIT */
/* rule_weight.c - what a rule makes of the weight of a message. */
#include "match/session.h"

/* A message of one unit says nothing by itself that could be weighed. */
enum { SINGLE_UNIT = 1 };

/* The level of a rule's finding that the weight may doubt, by one level. */
static uint32_t doubted(const hvl_session *session,
                        const struct image_rule *rule) {
  if (session->scene.text.count <= SINGLE_UNIT || rule->level == 3)
    return rule->level;
  uint32_t level = hvl__weighed_level(
      &session->weighing, &session->ruleset->image, rule->weighed, rule->level);
  return level > rule->level ? rule->level + 1 : rule->level;
}

uint32_t hvl__rule_weighed_level(const hvl_session *session,
                                 const struct image_rule *rule) {
  if (rule->weighed == NONE) return rule->level;
  uint32_t alone = hvl__weighed_level(
      &session->weighing, &session->ruleset->image, rule->weighed, 0);
  if (rule->flags & RULE_BY_WEIGHT)
    return alone > rule->level ? alone : rule->level;
  uint32_t level = doubted(session, rule);
  return alone < level ? alone : level;
}

int64_t hvl__rule_weight(const hvl_session *session, uint32_t rule) {
  uint32_t line = session->ruleset->image.rules[rule].weighed;
  return line == NONE ? 0 : session->weighing.lines[line];
}

bool hvl__rule_weighs_enough(const hvl_session *session,
                             const struct image_rule *rule) {
  uint32_t event = rule->event;
  bool split = session->ruleset->image.events[event].flags & EVENT_SPLIT;
  if (hvl__rule_weighed_level(session, rule) <= session->level) return true;
  if (session->agenda.disguised[event / 64] >> event % 64 & 1) return true;
  return split && session->scene.shift > 0;
}

static void add_span(struct happening *happening, size_t message, size_t start,
                     size_t end) {
  happening->spans[happening->span_count++] = (hvl_span){message, start, end};
}

void hvl__rule_weigh(const hvl_session *session, uint32_t rule,
                     struct event_result *result) {
  const struct image *image = &session->ruleset->image;
  const struct text *text = &session->scene.text;
  uint32_t line = image->rules[rule].weighed;
  struct happening *happening = &result->happening;
  *result = (struct event_result){.pattern = NONE};
  happening->level = hvl__rule_weighed_level(session, &image->rules[rule]);
  result->happened = happening->level <= 3 && text->count > 0;
  if (!result->happened) return;
  size_t len = 0;
  size_t back = hvl__weighed_question(&session->weighing, image, line, &len);
  struct stretch most =
      hvl__weighed_stretch(&session->weighing, image, text, line);
  if (back > 0) add_span(happening, session->scene.message - back, 0, len);
  add_span(happening, session->scene.message, text->offsets[most.from],
           text->offsets[most.to - 1] + text->sizes[most.to - 1]);
}
