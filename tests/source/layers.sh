#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads every #include: each layer sees only the layers it may see, and all that
# stands outside lib/ sees hvline.h alone.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

# Quoted includes of the files in FOLDER.
includes() {
  grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' \
    --include='*.c' --include='*.h' "$1"
}

# outside PREFIX...: the includes on standard input that begin with none.
outside() {
  awk -v allowed="$*" '
    BEGIN { n = split(allowed, prefix, " ") }
    { split($0, part, "\""); good = 0
      for (i = 1; i <= n; i++) if (index(part[2], prefix[i]) == 1) good = 1
      if (!good) print }'
}

# check FOLDER PREFIX...: the folder includes only what begins so.
check() {
  folder=$1
  shift
  report "$folder includes only $*" "$(includes "$folder" | outside "$@")"
}

# check_own FOLDER HEADER...: hvline.h and its own headers.
check_own() {
  folder=$1
  shift
  wrong=$(includes "$folder" | outside hvline.h "$@")
  report "$folder includes only hvline.h and its own headers" "$wrong"
}

# only FILE HEADER: nothing else in lib/ includes <HEADER>.
only() {
  wrong=$(grep -rnE "include *<$2>" lib | grep -Ev "^lib/($1):")
  report "only $1 sees <$2>" "$wrong"
}

report() {
  if [ -z "$2" ]; then
    echo "ok $1"
  else
    printf 'not ok %s\n%s\n' "$1" "$2"
    failed=1
  fi
}

check lib/base base/ hvline.h
check lib/rules base/ rules/ hvline.h
check lib/ruleset base/ ruleset/ hvline.h
check lib/compile base/ rules/ ruleset/ compile/ hvline.h
check lib/match base/ ruleset/ match/ hvline.h
for folder in bindings/cli examples tests/api tests/conformance \
  tests/accuracy; do
  own=$(cd $folder && find . -name '*.h' -o -name '*.def' | sed 's/^\.\///')
  check_own $folder $own
done
only 'rules/yaml\.c' yaml.h
only 'compile/fold_build\.c' 'unicode/[^>]*'
exit $failed
