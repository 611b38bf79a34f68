#!/bin/sh
# SPDX-License-Identifier: MIT
# What an inspector has marked is counted by rule and by line.
# Usage: review.sh ACCURACY
set -u
accuracy=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
failed=0

# review FILE RULE:MARK:NUMBER...: a review as the page exports it.
review() {
  file=$1
  shift
  {
    echo '{"hvline-review":2,"marks":['
    for mark in "$@"; do
      printf '%s' "$mark" | awk -F: -v first="$1" -v mark="$mark" '{
        printf "%s{\"fingerprint\":\"%016x\",\"rule\":\"%s\",\"mark\":\"%s\",\"note\":\"\"}",
          mark == first ? "" : ",", $3, $1, $2 }'
    done
    echo ']}'
  } > "$file"
}

# expect NAME FILE...: what is in `wanted` is printed.
expect() {
  name=$1
  shift
  if "$accuracy" --review "$@" 2>&1 | tr -s ' ' | diff wanted - ; then
    echo "ok $name"
  else
    echo "not ok $name"
    failed=1
  fi
}

review one.json invoice.refuse:confirmed:1 invoice.refuse:false:2 \
  cod.refuse:confirmed:3 cod.refuse:note:4
review two.json invoice.refuse:confirmed:2 invoice.condition-soft:false:5

cat > wanted << 'END'
cod.refuse confirmed 1 false 0 precision 100.0
invoice.refuse confirmed 1 false 1 precision 50.0
cod confirmed 1 false 0 precision 100.0
invoice confirmed 1 false 1 precision 50.0
END
expect "marks are counted by rule and by line" one.json

cat > wanted << 'END'
cod.refuse confirmed 1 false 0 precision 100.0
invoice.condition-soft confirmed 0 false 1 precision 0.0
invoice.refuse confirmed 2 false 0 precision 100.0
cod confirmed 1 false 0 precision 100.0
invoice confirmed 2 false 1 precision 66.7
END
expect "the last of several reviews decides" one.json two.json

echo '{"marks":[]}' > bad.json
echo 'bad.json: no review of hvline; export one from its page' > wanted
expect "another file is no review" bad.json
review bad.json invoice.nonesuch:confirmed:1
echo 'bad.json: a mark of a rule that is not there' > wanted
expect "a rule that is not there is told" bad.json
exit $failed
