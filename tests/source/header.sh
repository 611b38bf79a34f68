#!/bin/sh
# SPDX-License-Identifier: MIT
# hvline.h compiles alone as C99, C11 and C++98, pedantically, with each
# compiler at hand, and so do its two initialisers.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
cat > "$work/use.c" << 'END'
#include "hvline.h"
hvl_options options = HVL_OPTIONS_INIT;
hvl_message message = HVL_MESSAGE_INIT;
END
cp "$work/use.c" "$work/use.cpp"

check() { # COMPILER STANDARD FILE
  command -v "$1" > /dev/null || return 0
  if "$1" "-std=$2" -pedantic -Wall -Wextra -Werror -Iinclude -c "$work/$3" \
    -o "$work/use.o" 2> "$work/log"; then
    echo "ok hvline.h is $2 for $1"
  else
    echo "not ok hvline.h is $2 for $1"
    cat "$work/log"
    failed=1
  fi
}

for compiler in gcc clang; do
  check $compiler c99 use.c
  check $compiler c11 use.c
done
for compiler in g++ clang++; do
  check $compiler c++98 use.cpp
  check $compiler c++17 use.cpp
done
exit $failed
