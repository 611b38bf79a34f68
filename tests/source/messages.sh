#!/bin/sh
# SPDX-License-Identifier: MIT
# Every message of the library and of the command is used.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0

# Messages of FILE that no C file of FOLDER names.
unused() {
  { grep -rhoE '[A-Z][A-Z0-9_]*' --include='*.[ch]' "$2" | sed -E 's/_(ZH|EN)$//'
    echo "$1"
    sed -n 's/^MESSAGE(\([A-Z0-9_]*\),.*/\1/p' "$1"
  } | awk -v file="$1" '
    $0 == file { told = 1; next }
    !told { used[$0] = 1; next }
    !($0 in used)'
}

check() {
  wrong=$(unused "$1" "$2")
  if [ -z "$wrong" ]; then
    echo "ok every message of $1 is used"
  else
    printf 'not ok every message of %s is used\n%s\n' "$1" "$wrong"
    failed=1
  fi
}

check lib/base/diag_messages.def lib
check bindings/cli/base/messages.def bindings/cli
exit $failed
