/* SPDX-License-Identifier: MIT */
/* conditions.c - facts, and what depends on them. */
#include "compile/conditions.h"

#include <string.h>

#include "compile/names.h"
#include "rules/suggest.h"

HVL_ARRAY(struct image_condition, condition_records);
HVL_ARRAY(struct image_severity, severity_records);
HVL_ARRAY(uint32_t, value_records);

/* Where `values` are among the values of the draft. */
static uint32_t put_values(struct build *build,
                           const struct parsed_texts *values) {
  struct value_records records = {0};
  for (uint32_t i = 0; i < values->len; i++)
    BUILD_PUSH(build, &records, hvl__build_string(build, values->data[i].data));
  return hvl__pool_put(build, &build->values, records.data, records.len);
}

void hvl__facts_write(struct build *build) {
  const struct parsed_facts *facts = &build->pack->facts;
  for (uint32_t i = 0; i < facts->len && !build->failed; i++) {
    const struct parsed_fact *fact = &facts->data[i];
    struct image_fact record = {.values = fact->values.len};
    record.name = hvl__build_string(build, fact->name.data);
    record.fallback = hvl__build_string(build, fact->fallback.data);
    record.value = put_values(build, &fact->values);
    BUILD_ADD(build, facts, record);
  }
}

/* The number of `fact`, which can have `value`; false after a fault. */
static bool find_fact(struct build *build, const struct parsed_text *fact,
                      const struct parsed_text *value, uint32_t *index) {
  if (!hvl__names_find(build, NAME_FACT, fact->data, fact->place, index))
    return false;
  const struct parsed_texts *values = &build->pack->facts.data[*index].values;
  struct suggestion suggestion = {.wrong = value->data};
  for (uint32_t i = 0; i < values->len; i++) {
    if (strcmp(values->data[i].data, value->data) == 0) return true;
    hvl__suggest_offer(&suggestion, values->data[i].data);
  }
  if (values->len == 0) return true;
  BUILD_ERROR(build, value->place, DIAG(FACT_NEVER), fact->data, value->data,
              suggestion.best ? suggestion.best : values->data[0].data);
  return false;
}

void hvl__fact_check(struct build *build, const struct parsed_text *fact,
                     const struct parsed_text *value) {
  uint32_t index;
  find_fact(build, fact, value, &index);
}

uint32_t hvl__conditions_put(struct build *build,
                             const struct parsed_conditions *conditions,
                             uint32_t *count) {
  struct condition_records records = {0};
  for (uint32_t i = 0; i < conditions->len; i++) {
    const struct parsed_condition *condition = &conditions->data[i];
    struct image_condition record = {.negated = condition->negated};
    struct value_records values = {0};
    for (uint32_t k = 0; k < condition->values.len; k++) {
      const struct parsed_text *value = &condition->values.data[k];
      if (!find_fact(build, &condition->fact, value, &record.fact)) continue;
      BUILD_PUSH(build, &values, hvl__build_string(build, value->data));
    }
    record.values = values.len;
    record.value =
        hvl__pool_put(build, &build->values, values.data, values.len);
    BUILD_PUSH(build, &records, record);
  }
  *count = records.len;
  return hvl__pool_put(build, &build->conditions, records.data, records.len);
}

uint32_t hvl__severities_put(struct build *build,
                             const struct parsed_severities *severities,
                             uint32_t *count) {
  struct severity_records records = {0};
  for (uint32_t i = 0; i < severities->len; i++) {
    const struct parsed_severity *by = &severities->data[i];
    struct image_severity record = {.severity = (uint32_t)by->severity};
    if (!by->fact.data) continue;
    if (!find_fact(build, &by->fact, &by->value, &record.fact)) continue;
    record.value = hvl__build_string(build, by->value.data);
    BUILD_PUSH(build, &records, record);
  }
  *count = records.len;
  return hvl__pool_put(build, &build->severities, records.data, records.len);
}
