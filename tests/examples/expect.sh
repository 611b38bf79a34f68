#!/bin/sh
# SPDX-License-Identifier: MIT
# expect.sh PROGRAM FILE: the program succeeds and prints what FILE holds.
set -u
name="$(basename "$1") prints what is expected"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$1" > "$work/printed"
status=$?
if diff "$2" "$work/printed" > "$work/diff" && [ "$status" -eq 0 ]; then
  echo "ok $name"
else
  echo "not ok $name: status $status (<: expected, >: printed)"
  cat "$work/diff"
  exit 1
fi
