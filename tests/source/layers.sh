#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads every #include: each layer of the library and of the command sees only
# the layers it may see, and all that stands outside lib/ sees hvline.h alone.
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
checked=
check() {
  folder=$1
  checked="$checked $folder "
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

# Files of FOLDER... in a folder that check() was not called for.
unchecked() {
  find "$@" -name '*.c' -o -name '*.h' | sort | while read -r file; do
    case $checked in
    *" ${file%/*} "*) ;;
    *) echo "$file" ;;
    esac
  done
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

cli=bindings/cli
check $cli/base base/ hvline.h
check $cli/mask base/ mask/ hvline.h
check $cli/files base/ files/ hvline.h
check $cli/chats base/ mask/ files/ chats/ hvline.h
check $cli/input base/ mask/ files/ chats/chat.h chats/roles.h input/ hvline.h
check $cli/judge base/ mask/ files/ chats/ judge/ hvline.h
check $cli/verdicts base/ mask/ files/ chats/ input/ judge/ verdicts/ hvline.h
check $cli/report base/ mask/ files/ chats/ verdicts/ report/ hvline.h
check $cli/rules base/ files/ chats/ input/ judge/ rules/ hvline.h
check $cli/command base/ mask/ files/ chats/ input/ judge/ verdicts/ report/ \
  rules/ command/ hvline.h
report "each folder of lib and $cli is checked" "$(unchecked lib $cli)"

for folder in $cli examples tests/api tests/conformance \
  tests/accuracy; do
  own=$(cd $folder && find . -name '*.h' -o -name '*.def' | sed 's/^\.\///')
  check_own $folder $own
done
only 'rules/yaml\.c' yaml.h
only 'compile/fold_build\.c' 'unicode/[^>]*'
exit $failed
