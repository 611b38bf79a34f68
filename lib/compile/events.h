/* SPDX-License-Identifier: MIT */
/* events.h - what is looked for in one message, written into the draft. */
#ifndef HVL_COMPILE_EVENTS_H
#define HVL_COMPILE_EVENTS_H

#include "compile/build.h"

/* What of an event's own phrases must hold. */
enum phrase_demand { ANY_PHRASE, FINDABLE_PHRASE };

/* The number of the event, with `flags` (EVENT_STEP, EVENT_TRIGGER) added to
 * those it has. Faults are recorded. */
uint32_t hvl__event_put(struct build *build, const struct parsed_event *event,
                        uint32_t flags, enum phrase_demand demand);

/* Record the faults in phrases, or in a shared guard of the pack. */
void hvl__phrases_check(struct build *build,
                        const struct parsed_phrases *phrases);
void hvl__guard_check(struct build *build, uint32_t guard);

#endif
