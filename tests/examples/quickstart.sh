#!/bin/sh
# SPDX-License-Identifier: MIT
# examples/quickstart.sh builds the command and prints a report with findings,
# and the report that opens README.md is one that the command prints.
set -u
LC_ALL=C.UTF-8
export LC_ALL
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# judge NAME FILE: a case that holds if FILE is empty.
judge() {
  if [ ! -s "$2" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    tail -n 30 "$2"
    failed=1
  fi
}

sh "$root/examples/quickstart.sh" "$work/build" > "$work/report" 2> "$work/log"
status=$?
if [ "$status" -eq 0 ] && grep -q 'invoice\.' "$work/report"; then
  : > "$work/log"
else
  echo "status $status" >> "$work/log"
fi
judge "quickstart.sh reports the findings of the sample" "$work/log"

cd "$root" || exit 1
"$work/build/bindings/cli/hvline" audit --lang en examples/data/shop_day.csv \
  > "$work/english" 2> /dev/null
awk '/^```$/ { if (++fences == 2) exit; next }
     fences == 1 && !/^\$ / && !/^\.\.\.$/' README.md > "$work/excerpt"
grep -vxFf "$work/english" "$work/excerpt" > "$work/missing"
[ -s "$work/excerpt" ] || echo "README.md shows no report" > "$work/missing"
judge "the report in README.md is what the command prints" "$work/missing"
exit $failed
