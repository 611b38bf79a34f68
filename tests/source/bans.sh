#!/bin/sh
# SPDX-License-Identifier: MIT
# What the library never does: allocate outside base/mem, print, end the
# process, read the locale or the environment. Build tools may.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0
tools='lib/compile/(fold_build|embed_main)\.c'
files=$(find lib -name '*.c' | grep -Ev "^$tools\$" | sort)

# Code without comments and strings, each line behind its file and number.
code() {
  awk 'FNR == 1 { comment = 0 }
    { line = $0; out = ""
      gsub(/\\\\/, "", line); gsub(/\\"/, "", line)
      gsub(/"[^"]*"/, "\"\"", line)
      while (line != "") {
        if (comment) {
          at = index(line, "*/")
          if (!at) break
          line = substr(line, at + 2); comment = 0
        } else {
          at = index(line, "/*")
          if (!at) { out = out line; break }
          out = out substr(line, 1, at - 1)
          line = substr(line, at + 2); comment = 1
        }
      }
      sub(/\/\/.*/, "", out)
      print FILENAME ":" FNR ":" out }' "$@"
}

# ban NAME CALLS [FILE]: no call of CALLS (an alternation) outside FILE.
ban() {
  wrong=$(code $files | grep -v "^${3:-none}:" |
    grep -E ":(.*[^[:alnum:]_.>])?($2)[[:space:]]*\(")
  if [ -z "$wrong" ]; then
    echo "ok $1"
  else
    printf 'not ok %s\n%s\n' "$1" "$wrong"
    failed=1
  fi
}

ban "only base/mem.c allocates" \
  'malloc|calloc|realloc|free|strdup|strndup|aligned_alloc|alloca' \
  lib/base/mem.c
ban "the library does not print" \
  'printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|putc|fputc|perror'
ban "the library does not end the process" \
  'exit|_Exit|quick_exit|abort|raise|signal|longjmp'
ban "the library reads neither locale nor environment" \
  'setlocale|localeconv|getenv|isalpha|isdigit|isalnum|isspace|tolower|toupper|strcoll|strtod|atof'
ban "no function that cannot be bounded" \
  'gets|strcpy|strcat|sprintf|vsprintf|strtok|rand|asctime|ctime|tmpnam'
exit $failed
