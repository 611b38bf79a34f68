#!/bin/sh
# SPDX-License-Identifier: MIT
# examples/quickstart.sh builds the command and prints a report with findings.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

sh "$root/examples/quickstart.sh" "$work/build" > "$work/report" 2> "$work/log"
status=$?
if [ "$status" -eq 0 ] && grep -q 'invoice\.' "$work/report"; then
  echo "ok quickstart.sh reports the findings of the sample"
else
  echo "not ok quickstart.sh reports the findings of the sample: $status"
  tail -n 30 "$work/log" "$work/report"
  exit 1
fi
