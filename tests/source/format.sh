#!/bin/sh
# SPDX-License-Identifier: MIT
# Every C file is formatted as .clang-format says.
set -u
cd "$(dirname "$0")/../.." || exit 1
if ! command -v clang-format > /dev/null; then
  echo "skipped: clang-format is not installed"
  exit 0
fi
wrong=
for file in $(find include lib bindings examples tests \
  \( -name '*.c' -o -name '*.h' \) | sort); do
  clang-format "$file" | cmp -s - "$file" || wrong="$wrong $file"
done
if [ -z "$wrong" ]; then
  echo "ok clang-format changes nothing"
else
  echo "not ok clang-format changes nothing; it would change:$wrong"
  exit 1
fi
