/* SPDX-License-Identifier: MIT */
/* preset.h - shapes of exports that have a name: options that go together. */
#ifndef HVLINE_CLI_PRESET_H
#define HVLINE_CLI_PRESET_H

#include "base/log.h"
#include "base/options.h"

/* Set in `options` what the preset called `name` stands for, but for the format
 * if the command line says that. False, after saying so, if there is no such
 * preset. */
bool preset_apply(struct options *options, const char *name, struct log *log);

/* Append the names of all presets, with `between` between them. */
void preset_list(struct buffer *out, const char *between);

#endif
