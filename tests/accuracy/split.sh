#!/bin/sh
# SPDX-License-Identifier: MIT
# Split a development set by its sources: the conversations of src/conv_01 to
# conv_06 and the templates of src/tpl_01 and tpl_02 go to sets/dev-open, the
# rest to sets/dev-held. It counts blocks and never looks at a text: both sets
# are written in the order of their sources.
# Usage: split.sh FOLDER  (with conversations.jsonl, templates.jsonl and src/)
set -eu
from=$1
sets=$(dirname "$0")/sets
mkdir -p "$sets/dev-open" "$sets/dev-held"

split() { # NAME, COUNT of open records
  head -n "$2" "$from/$1" >"$sets/dev-open/$1"
  tail -n "+$(($2 + 1))" "$from/$1" >"$sets/dev-held/$1"
}

split conversations.jsonl "$(cat "$from"/src/conv_0[1-6].txt | grep -c '^#=')"
split templates.jsonl "$(cat "$from"/src/tpl_0[12].txt | grep -c '^s')"
wc -l "$sets"/dev-*/*.jsonl
