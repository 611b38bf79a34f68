/* SPDX-License-Identifier: MIT */
/* fold_table.h - how characters fold and sound: data that fold_build printed
 * when the library was built, copied into every image by the compiler. */
#ifndef HVL_COMPILE_FOLD_TABLE_H
#define HVL_COMPILE_FOLD_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* The sections of image.h of these names, and their lengths in elements. */
extern const uint16_t hvl__fold_pages[];
extern const uint16_t hvl__fold_units[];
extern const uint16_t hvl__fold_sequences[];
extern const uint16_t hvl__sound_pages[];
extern const uint16_t hvl__sound_units[];
extern const size_t hvl__fold_pages_count;
extern const size_t hvl__fold_units_count;
extern const size_t hvl__fold_sequences_count;
extern const size_t hvl__sound_pages_count;
extern const size_t hvl__sound_units_count;

/* The spelling of UNIT_SOUND + n, in letters a-z: "wei". In order. */
extern const char *const hvl__syllables[];
extern const size_t hvl__syllables_count;

#endif
