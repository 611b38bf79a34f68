/* SPDX-License-Identifier: MIT */
/* config.h - options that stand in a file, so that nobody types them each time.
 */
#ifndef HVLINE_CLI_CONFIG_H
#define HVLINE_CLI_CONFIG_H

#include "base/log.h"
#include "base/options.h"

/* Add to `options` what the file of --config, or else hvline.yaml in the
 * current folder, says, and what --preset stands for. What the command line
 * says goes before the file, and that before the preset; pairs such as those of
 * --map add up. A key is the name of an option; mask: false is --no-mask,
 * builtin: false
 * --no-builtin. Relative paths are those of the file's folder. False, after
 * saying all that is wrong. */
bool config_apply(struct options *options, struct log *log);

#endif
