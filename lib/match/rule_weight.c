/* SPDX-License-Identifier: MIT */
/* rule_weight.c - what a rule makes of the weight of a message. */
#include "base/bits.h"
#include "match/session.h"

/* What the weight of the whole message alone finds for `line`. */
static uint32_t alone_whole(const hvl_session *session, uint32_t line) {
  return hvl__weighed_level(&session->weighing, &session->ruleset->image, line,
                            0);
}

/* The same, or what that of a part does: such a finding is likely at most. */
static uint32_t alone(const hvl_session *session, uint32_t line) {
  uint32_t found = alone_whole(session, line);
  bool by_part =
      found > 2 && hvl__weighed_part_alone(&session->weighing,
                                           &session->ruleset->image, line);
  return by_part ? 2 : found;
}

/* `level`, that of a rule, as a weight doubts it that gives it `weighed`: by
 * one level, or down to 3 if it is too little for any. */
static uint32_t doubted_by(uint32_t weighed, uint32_t level) {
  if (weighed > 3) return 3;
  return weighed > level ? level + 1 : level;
}

/* The same by what a part of a long message weighs: such a finding is likely at
 * most. 3: the message has no parts. */
static uint32_t doubted_part(const hvl_session *session, uint32_t line,
                             uint32_t level) {
  if (!session->weighing.is_parted) return 3;
  uint32_t less =
      doubted_by(hvl__weighed_part_level(&session->weighing,
                                         &session->ruleset->image, line, level),
                 level);
  return less < 2 ? 2 : less;
}

/* The same by the weight of the message, or of a part of it if that doubts
 * less. */
static uint32_t doubted(const hvl_session *session, uint32_t line,
                        uint32_t level) {
  if (level == 3) return level;
  uint32_t less =
      doubted_by(hvl__weighed_level(&session->weighing,
                                    &session->ruleset->image, line, level),
                 level);
  return less < 3 ? less : doubted_part(session, line, level);
}

/* The same by what it weighs with the shop's message right before it. */
static uint32_t doubted_joined(const hvl_session *session, uint32_t line,
                               uint32_t level) {
  if (!session->weighing.is_joined) return doubted(session, line, level);
  return doubted_by(hvl__weighed_joined_level(&session->weighing,
                                              &session->ruleset->image, line,
                                              level),
                    level);
}

/* Could a finding of a rule of `line` and `level` have a level asked for? */
static bool admits(const hvl_session *session, uint32_t line, uint32_t level) {
  return doubted(session, line, level) <= session->level ||
         alone(session, line) <= session->level;
}

/* The same of one that is spread over this message and those before it. */
static bool admits_joined(const hvl_session *session, uint32_t line,
                          uint32_t level) {
  return session->weighing.is_joined &&
         doubted_joined(session, line, level) <= session->level;
}

/* The level of a finding of a rule of `line` and `level`. */
static uint32_t level_of(const hvl_session *session, uint32_t line,
                         uint32_t level) {
  uint32_t less = doubted(session, line, level);
  uint32_t found = less > 1 ? alone(session, line) : less;
  return found < less ? found : less;
}

uint32_t hvl__rule_weighed_level(const hvl_session *session,
                                 const struct image_rule *rule) {
  if (rule->weighed == NONE) return rule->level;
  if (!(rule->flags & RULE_BY_WEIGHT))
    return level_of(session, rule->weighed, rule->level);
  uint32_t found = alone(session, rule->weighed);
  return found > rule->level ? found : rule->level;
}

uint32_t hvl__rule_spread_level(const hvl_session *session,
                                const struct image_rule *rule) {
  uint32_t level = hvl__rule_weighed_level(session, rule);
  if (rule->weighed == NONE) return level;
  uint32_t joined = doubted_joined(session, rule->weighed, rule->level);
  return joined < level ? joined : level;
}

/* What the message weighs for `line`, or the part of it that weighs more. */
static int64_t most_of(const struct weighing *weighing, uint32_t line) {
  int64_t sum = weighing->lines[line];
  bool by_part = weighing->is_parted && weighing->parts[line].sum > sum;
  return by_part ? weighing->parts[line].sum : sum;
}

uint32_t hvl__rule_disguised_level(const hvl_session *session,
                                   const struct image_rule *rule) {
  if (rule->weighed == NONE) return rule->level;
  const struct image_weighed *weighed =
      &session->ruleset->image.weighed[rule->weighed];
  return most_of(&session->weighing, rule->weighed) <
                 (int32_t)weighed->disguised_least
             ? 3
             : rule->level;
}

void hvl__weights_let(hvl_session *session) {
  const struct image *image = &session->ruleset->image;
  const struct event_index *index = &session->ruleset->index;
  struct agenda *agenda = &session->agenda;
  for (uint32_t level = 1; level <= session->level; level++)
    hvl__agenda_let(agenda, hvl__triggers(index, image, NO_LINE, level));
  for (uint32_t line = 0; line < image->weighed_count; line++)
    for (uint32_t level = 1; level <= session->level; level++) {
      const uint64_t *events = hvl__triggers(index, image, line, level);
      if (admits(session, line, level))
        hvl__agenda_let(agenda, events);
      else if (admits_joined(session, line, level))
        hvl__agenda_let_spread(agenda, index, events);
    }
}

/* Are there rules that ask for these events? */
static bool are_asked(const struct image *image, const uint64_t *events) {
  uint64_t any = 0;
  for (uint32_t i = 0; i < hvl__event_words(image); i++) any |= events[i];
  return any != 0;
}

/* The least sum with which a finding of a rule of `level`, or, if that is 0,
 * one by weight alone, could have level `most`. */
static int64_t least_sum(const struct image_weighed *line, uint32_t level,
                         uint32_t most) {
  /* A finding is doubted by one level, and never beyond 3. */
  if (level > 0 && most == 3) return INT64_MIN;
  uint32_t weighed = level > 0 && level < most ? 3 : most;
  int64_t least = INT64_MAX;
  for (uint32_t i = 0; i < weighed; i++)
    if ((int32_t)line->levels[i] < least) least = (int32_t)line->levels[i];
  return level > 0 ? least - (int32_t)line->rules[level - 1] : least;
}

void hvl__weights_set_least(hvl_session *session) {
  const struct image *image = &session->ruleset->image;
  const struct event_index *index = &session->ruleset->index;
  for (uint32_t line = 0; line < image->weighed_count; line++) {
    const struct image_weighed *weighed = &image->weighed[line];
    int64_t least = least_sum(weighed, 0, session->level);
    for (uint32_t level = 1; level <= session->level; level++) {
      int64_t sum = least_sum(weighed, level, session->level);
      if (sum < least &&
          are_asked(image, hvl__triggers(index, image, line, level)))
        least = sum;
    }
    session->least[line] = least;
  }
  session->unweighed = false;
  for (uint32_t level = 1; level <= session->level; level++)
    session->unweighed |=
        are_asked(image, hvl__triggers(index, image, NO_LINE, level));
}

bool hvl__weights_rule_out(const hvl_session *session) {
  const struct weighing *weighing = &session->weighing;
  if (session->unweighed) return false;
  bool may = false;
  for (uint32_t i = 0; i < session->ruleset->image.weighed_count; i++)
    may |= weighing->lines[i] >= session->least[i] ||
           (weighing->is_joined && weighing->joined[i] >= session->least[i]) ||
           (weighing->is_parted && weighing->parts[i].sum >= session->least[i]);
  return !may;
}

int64_t hvl__rule_weight(const hvl_session *session, uint32_t rule) {
  uint32_t line = session->ruleset->image.rules[rule].weighed;
  return line == NONE ? 0 : most_of(&session->weighing, line);
}

bool hvl__rule_weighs_enough(const hvl_session *session,
                             const struct image_rule *rule) {
  uint32_t event = rule->event;
  return hvl__rule_weighed_level(session, rule) <= session->level ||
         hvl__bits_has(session->agenda.disguised, event);
}

static void add_span(struct happening *happening, size_t message, size_t start,
                     size_t end) {
  happening->spans[happening->span_count++] = (hvl_span){message, start, end};
}

void hvl__rule_weigh(const hvl_session *session, uint32_t rule,
                     struct event_result *result, struct stretch *most) {
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
  *most =
      alone_whole(session, line) <= happening->level
          ? hvl__weighed_stretch(&session->weighing, image, text, line)
          : hvl__weighed_part_stretch(&session->weighing, image, text, line);
  if (back > 0) add_span(happening, session->scene.message - back, 0, len);
  add_span(happening, session->scene.message, text->offsets[most->from],
           text->offsets[most->to - 1] + text->sizes[most->to - 1]);
}
