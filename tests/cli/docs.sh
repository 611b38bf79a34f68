#!/bin/sh
# SPDX-License-Identifier: MIT
# What `hvline docs` writes is right to its readers and says what the table of
# options says, which --help prints: mandoc reads the manual page, and the shells
# complete every option of every command.
#
#   sh tests/cli/docs.sh HVLINE
set -u
LC_ALL=C.UTF-8
export LC_ALL
hvline=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
HOME=$work
export HOME
failed=0

commands='audit
check
baseline audit
baseline check
chat
docs
rules list
rules test
rules mutate
rules lint
rules explain
rules compile'

# judge NAME FILE: a case that holds if FILE is empty.
judge() {
  if [ ! -s "$2" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    head -n 30 "$2"
    failed=1
  fi
}

has() {
  command -v "$1" > /dev/null && return 0
  echo "skipped: $1 is not installed"
  return 1
}

# The options of a command, as its help has them.
options_of() {
  "$hvline" $1 --help --lang en | sed -n 's/^ .*  *--\([a-z-]*\).*/--\1/p' |
    sort -u
}

# compare SHELL COMPLETER: what the completer prints for each command.
compare() {
  echo "$commands" | while read -r name; do
    options_of "$name" > "$work/want"
    $2 "$name" | sort -u > "$work/have"
    diff "$work/want" "$work/have" > "$work/diff" ||
      { echo "$name:"; cat "$work/diff"; }
  done > "$work/wrong"
  judge "$1 completes the options of every command" "$work/wrong"
}

# The names below "Commands:", behind the words $1.
subcommands() {
  "$hvline" $1 --help --lang en |
    awk -v parent="$1" '/^Commands:/ { on = 1; next }
      /^$/ { on = 0 }
      on && /^  [a-z]/ { print (parent == "" ? "" : parent " ") $1 }'
}

commands_known() {
  { subcommands "" | grep -vx 'rules\|baseline'
    subcommands rules
    subcommands baseline; } | sort > "$work/want"
  echo "$commands" | sort | diff "$work/want" - > "$work/wrong"
  judge "these are all commands" "$work/wrong"
}

manual() {
  for lang in en zh; do
    "$hvline" docs man --lang $lang > "$work/hvline.1"
    mandoc -T lint -W warning "$work/hvline.1" > "$work/wrong" 2>&1
    judge "mandoc has nothing against the manual page ($lang)" "$work/wrong"
    mandoc -T utf8 -O width=80 "$work/hvline.1" > "$work/seen" 2> "$work/wrong"
    echo "$commands" | while read -r name; do options_of "$name"; done |
      sort -u > "$work/want"
    sed -n 's/^\.It .*Fl Fl \([a-z-]*\).*/--\1/p' "$work/hvline.1" | sort -u |
      diff "$work/want" - >> "$work/wrong"
    grep -q 'hvline' "$work/seen" || echo "nothing to see" >> "$work/wrong"
    judge "the manual page has every option ($lang)" "$work/wrong"
    has groff || continue
    groff -K utf8 -mandoc -T utf8 -P-cbou "$work/hvline.1" > "$work/seen" \
      2> "$work/wrong"
    [ "$(wc -L < "$work/seen")" -le 80 ] || cat "$work/seen" >> "$work/wrong"
    judge "the manual page fits 80 columns ($lang)" "$work/wrong"
  done
}

# in_bash WORD...: what bash offers for the last word.
in_bash() {
  bash -c 'source "$0"
    COMP_WORDS=(hvline "$@") COMP_CWORD=$#
    _hvline
    printf "%s\n" "${COMPREPLY[@]}"' "$work/bash" "$@" 2> /dev/null
}
bash_options() { in_bash $1 --; }

bash_values() {
  { echo "1 2 3"; echo "1 2 3"; echo "note"; echo "csv="; echo "jsonl json"
    echo "zh"; echo "list lint"; echo "chats.csv"; echo "chats.csv"; } \
    > "$work/want"
  touch "$work/chats.csv"
  (cd "$work" &&
    { in_bash audit --level ''
      in_bash audit --level = | grep .
      in_bash rules lint --fail-on n
      in_bash --lang zh check --report c
      in_bash baseline check --input-format = json
      in_bash --lang z
      in_bash rules li
      in_bash audit cha
      in_bash check -o cha; }) | tr '\n' ' ' > "$work/have"
  tr '\n' ' ' < "$work/want" | diff - "$work/have" > "$work/wrong"
  judge "bash completes values, commands and files" "$work/wrong"
}

# The arguments of _arguments, of which zsh makes the options.
zsh_options() {
  zsh -f -c 'compdef() { : }
    _describe() { : }
    _arguments() { print -rl -- "$@" }
    source "$1"
    _hvline_at "$2"' zsh "$work/_hvline" "$1" |
    sed -n 's/^\*\(--[a-z-]*\).*/\1/p'
}

# Typed at a zsh, what it lists.
zsh_lists() {
  cat > "$work/typed" << 'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "fpath=($1 \$fpath); autoload -U compinit; compinit -u -D;" \
  "bindkey '^I' list-choices; setopt no_beep; LISTMAX=999; echo REA''DY"
zpty -r z seen '*READY*'
zpty -w -n z "$2"$'\t'
seen=
for ((i = 0; i < 100; i++)); do
  while zpty -r -t z part; do seen+=$part; done
  [[ $seen = *$~3* ]] && { print found; break }
  sleep 0.1
done
zpty -d z
END
  : > "$work/wrong"
  while IFS='|' read -r line want; do
    [ "$(zsh -f "$work/typed" "$work" "$line" "$want" 2> /dev/null)" = found ] ||
      echo "'$line' does not list '$want'" >> "$work/wrong"
  done << 'END'
hvline rules |explain*list*mutate
hvline audit --lev|report up to: 1 certain
hvline check --level=|1*2*3
hvline --lang zh check --report |baseline=*csv=*sarif=
END
  judge "zsh completes commands, options and values" "$work/wrong"
}

in_fish() {
  fish --no-config -c 'source $argv[1]; complete -C "$argv[2]"' \
    "$work/fish" "$1" 2> /dev/null | cut -f 1
}
fish_options() { in_fish "hvline $1 --" | sed 's/=$//'; }

fish_values() {
  echo "1 2 3 lint list 1 csv= chats.csv chats.csv zsh " > "$work/want"
  touch "$work/chats.csv"
  (cd "$work" &&
    { in_fish "hvline audit --level "
      in_fish "hvline rules li"
      in_fish "hvline check -l" | sed -n 's/^-l1$/1/p'
      in_fish "hvline --lang zh check --report cs"
      in_fish "hvline audit --output cha"
      in_fish "hvline baseline check cha"
      in_fish "hvline docs z"; }) | tr '\n' ' ' > "$work/have"
  echo >> "$work/have"
  diff "$work/want" "$work/have" > "$work/wrong"
  judge "fish completes values, commands and files" "$work/wrong"
}

commands_known
has mandoc && manual
"$hvline" docs bash > "$work/bash"
"$hvline" docs zsh --lang en > "$work/_hvline"
"$hvline" docs fish > "$work/fish"
has bash && compare bash bash_options && bash_values
has zsh && compare zsh zsh_options && zsh_lists
has fish && compare fish fish_options && fish_values
exit $failed
