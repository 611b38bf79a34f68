#!/bin/sh
# SPDX-License-Identifier: MIT
# The same verdict by whichever file the chats come: the sample export of a day,
# a GB18030 table, and the labelled set of the same texts, UTF-8 JSONL.
# Usage: same.sh HVLINE, in the source tree.
set -u
hvline=$1
set=tests/accuracy/sets/shop-day
failed=0

# findings COMMAND FILE: one a line, but for where the file has them.
findings() {
  "$hvline" "$1" --level 3 --format jsonl "$2" 2> /dev/null |
    sed 's/,"source":.*//' | sort
}

# same NAME COMMAND FILE FILE
same() {
  first=$(findings "$2" "$3")
  if [ -n "$first" ] && [ "$first" = "$(findings "$2" "$4")" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    failed=1
  fi
}

same "an exported table and JSONL give the same findings" \
  audit examples/data/shop_day.csv $set/conversations.jsonl
same "a table of templates and JSONL give the same findings" \
  check examples/data/templates.csv $set/templates.jsonl
exit $failed
