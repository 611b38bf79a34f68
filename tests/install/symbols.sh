#!/bin/sh
# SPDX-License-Identifier: MIT
# symbols.sh LIBRARY HEADER: the shared library exports exactly the functions
# that the header declares with HVL_API.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# A declaration may go on over lines: join up to the semicolon.
awk '/^HVL_API/ { text = "" ; open = 1 }
     open { text = text " " $0 }
     open && /;/ {
       match(text, /hvl_[a-z0-9_]+ *\(/)
       name = substr(text, RSTART, RLENGTH)
       sub(/ *\($/, "", name)
       print name
       open = 0
     }' "$2" | LC_ALL=C sort > "$work/declared"
nm -D --defined-only "$1" | awk '{print $NF}' |
  grep -Ev '^(_init|_fini|__bss_start|_edata|_end)$' |
  LC_ALL=C sort > "$work/exported"

name="the library exports what hvline.h declares"
if [ -s "$work/declared" ] &&
  diff "$work/declared" "$work/exported" > "$work/diff"; then
  echo "ok $name"
else
  echo "not ok $name (<: declared only, >: exported only)"
  cat "$work/diff"
  exit 1
fi
