#!/bin/sh
# SPDX-License-Identifier: MIT
# Files: each is registered with CMake, opens with its licence and a sentence,
# has a name of its own, and is not too long.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

report() {
  if [ -z "$2" ]; then
    echo "ok $1"
  else
    printf 'not ok %s\n%s\n' "$1" "$2"
    failed=1
  fi
}

sources() { find "$@" \( -name '*.c' -o -name '*.h' \) | sort; }

# Names of files that CMAKELISTS does not mention.
unlisted() {
  list=$1
  shift
  for file in "$@"; do
    [ -f "$file" ] || continue
    name=$(basename "$file" .c)
    case $file in
    tests/*) name=${name%_test} name=${name%_fuzz} ;;
    lib/* | bindings/*) name=${file#"${list%/*}/"} ;; # with its folder
    esac
    grep -qE "(^|[^a-z0-9_])$name([^a-z0-9_]|\$)" "$list" || echo "$file"
  done
}

unregistered() {
  unlisted lib/CMakeLists.txt lib/*/*.c
  unlisted bindings/cli/CMakeLists.txt bindings/cli/*.c bindings/cli/*/*.c
  unlisted examples/CMakeLists.txt examples/*.c
  unlisted tests/CMakeLists.txt tests/unit/*_test.c
  for folder in tests/*/; do
    [ -f "$folder/CMakeLists.txt" ] || continue
    unlisted "$folder/CMakeLists.txt" "$folder"*.c
  done
}

unopened() {
  for file in $(sources include lib bindings examples tests); do
    awk 'NR == 1 { good = /^\/\* SPDX-License-Identifier: MIT \*\/$/ }
         NR == 2 { good = good && /^\/\* [^ ]/ }
         END { exit !(good && NR > 2) }' "$file" || echo "$file"
  done
}

# A test may be called like what it tests, behind its folder's name.
twice() {
  sources include lib bindings | sed 's/.*\///' | sort | uniq -d
}

too_long() {
  for file in $(sources include lib bindings); do
    lines=$(wc -l < "$file")
    [ "$lines" -le 500 ] || echo "$file: $lines lines"
  done
}

# A function: from its first line at the margin to the brace that closes it.
long_functions() {
  awk 'FNR == 1 { first = 0; body = 0 }
    body && /^}/ {
      if (FNR - first + 1 > 60)
        print FILENAME ":" first ": " FNR - first + 1 " lines"
      first = body = 0
    }
    body { next }
    /^[a-zA-Z_]/ { if (!first) first = FNR }
    first && /\) \{$/ { body = 1 }
    /;$/ || /^$/ || /^}/ || /^#/ { if (!body) first = 0 }
  ' $(sources lib include bindings examples tests | grep '\.c$')
}

report "every C file is registered with CMake" "$(unregistered)"
report "every C file opens with licence and purpose" "$(unopened)"
report "file names are unique" "$(twice)"
report "no file is over 500 lines" "$(too_long)"
report "no function is over 60 lines" "$(long_functions)"
exit $failed
