/* SPDX-License-Identifier: MIT */
/* steps.c - steps before and after the message that a rule judges. */
#include "compile/steps.h"

#include <string.h>

#include "compile/events.h"
#include "compile/names.h"

enum { WITHIN_DEFAULT = 6 };

HVL_ARRAY(struct image_step, step_records);

/* The step that `step` refers to by name, or itself; NULL after a fault. */
static const struct parsed_step *meant(struct build *build,
                                       const struct parsed_step *step) {
  uint32_t index;
  if (!step->name.data) return step;
  if (!hvl__names_find(build, NAME_STEP, step->name.data, step->name.place,
                       &index))
    return NULL;
  return &build->pack->steps.data[index].step;
}

static uint32_t event_of(struct build *build, const struct parsed_step *step) {
  step = meant(build, step);
  return step ? hvl__event_put(build, &step->event, EVENT_STEP, ANY_PHRASE) : 0;
}

/* What explain calls a step: its name, or its first phrase. */
static const char *source_of(const struct parsed_step *step) {
  if (step->name.data) return step->name.data;
  for (int role = HVL_SELLER; role <= HVL_SYSTEM; role++) {
    if (step->event.phrases[role].len > 0)
      return step->event.phrases[role].data[0].source.data;
  }
  return "";
}

static uint32_t within_of(const struct parsed_step *step,
                          const struct parsed_step *named) {
  if (step->end) return NONE;
  if (step->within) return step->within;
  if (named->end) return NONE;
  return named->within ? named->within : WITHIN_DEFAULT;
}

static void add_step(struct build *build, struct step_records *records,
                     const struct parsed_step *step) {
  const struct parsed_step *named = meant(build, step);
  if (!named) return;
  const struct parsed_step *until = step->until ? step->until : named->until;
  uint32_t turns = step->turns ? step->turns : named->turns;
  struct image_step record = {
      .within = within_of(step, named),
      .turns = turns ? turns : NONE,
      .flags = step->latest || named->latest ? STEP_LATEST : 0};
  record.event = event_of(build, step);
  record.until = until ? event_of(build, until) : NONE;
  record.source = hvl__build_string(build, source_of(step));
  BUILD_PUSH(build, records, record);
}

uint32_t hvl__steps_put(struct build *build, const struct parsed_steps *steps,
                        uint32_t *count) {
  struct step_records records = {0};
  for (uint32_t i = 0; i < steps->len; i++)
    add_step(build, &records, &steps->data[i]);
  *count = records.len;
  return hvl__pool_put(build, &build->steps, records.data, records.len);
}

void hvl__step_check(struct build *build, uint32_t step) {
  struct step_records ignored = {0};
  add_step(build, &ignored, &build->pack->steps.data[step].step);
}
