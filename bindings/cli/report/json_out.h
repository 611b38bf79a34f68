/* SPDX-License-Identifier: MIT */
/* json_out.h - JSON that reports write, made of json-c's objects. */
#ifndef HVLINE_CLI_JSON_OUT_H
#define HVLINE_CLI_JSON_OUT_H

#include <json.h>
#include <stdio.h>

#include "report/report.h"

/* Empty ones; never NULL. The caller hands them on or frees them with
 * json_object_put(). */
json_object *json_new_object(void);
json_object *json_new_array(void);

/* Set `key` of `object`. `value` belongs to `object` from now on; texts are
 * copied, with U+FFFD for what is not UTF-8. */
void json_set(json_object *object, const char *key, json_object *value);
void json_set_text(json_object *object, const char *key, hvl_text text);
void json_set_string(json_object *object, const char *key, const char *text);
void json_set_number(json_object *object, const char *key, size_t number);
void json_set_bool(json_object *object, const char *key, int value);

/* Set `key` to `label`, masked if the report is; see report_label(). */
void json_set_label(json_object *object, const char *key,
                    const struct report *report, hvl_text label);

/* Set "evasion" to the names of the disguises, of HVL_EVASION_*. */
void json_set_evasion(json_object *object, uint32_t evasion);

/* Append to `array`, as json_set() and json_set_string() set. */
void json_add(json_object *array, json_object *value);
void json_add_string(json_object *array, const char *text);

/* Write `object` in one line, without a line break, and free it. */
void json_write(FILE *out, json_object *object);

#endif
