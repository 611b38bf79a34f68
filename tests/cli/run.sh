#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the cases of tests/cli/cases: a command line each, with exactly what it
# prints and the status it ends with.
#
#   sh tests/cli/run.sh HVLINE [CASES...]
#
# A file of cases has for each case the lines
#   ## name of the case, a sentence
#   $ command            (several: one script)
#   > line on stdout     ">|" before a last line that has no line break
#   ! line on stderr
#   ? status             0 unless given
# The command runs in a copy of tests/cli/data; $R stands for the options that
# make the rules in there the only ones.
# With HVL_UPDATE=1 the files are rewritten with what was printed.
set -u
hvline=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here"/cases/*.txt
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/bin" || exit 1
cat > "$work/bin/hvline" << END
#!/bin/sh
exec "$hvline" "\$@"
END
chmod +x "$work/bin/hvline"
PATH=$work/bin:$PATH
TERM=dumb
R="--no-builtin --rules rules"
export PATH TERM R
unset LANG LC_ALL LC_MESSAGES NO_COLOR
failed=0

# Cut a file of cases into N.name, N.cmd, N.out, N.err and N.status.
cut_cases() {
  awk -v work="$work" '
    function put(kind, text) { print text > (work "/" n "." kind) }
    /^## / {
      n++
      put("name", substr($0, 4))
      printf "" > (work "/" n ".out")
      printf "" > (work "/" n ".err")
      printf "" > (work "/" n ".cmd")
      status = work "/" n ".status"
      print 0 > status
      close(status)
    }
    /^\$ / { put("cmd", substr($0, 3)) }
    /^> / { put("out", substr($0, 3)) }
    /^>$/ { put("out", "") }
    /^>[|] / { printf "%s", substr($0, 4) > (work "/" n ".out") }
    /^! / { put("err", substr($0, 3)) }
    /^\? / { print substr($0, 3) > status; close(status) }
    END { print n + 0 }' "$1"
}

# Run case $1; its results are $1.out.is, $1.err.is and $1.status.is.
run_case() {
  rm -rf "$work/data"
  cp -r "$here/data" "$work/data"
  (cd "$work/data" && sh "$work/$1.cmd") \
    > "$work/$1.out.is" 2> "$work/$1.err.is" < /dev/null
  echo $? > "$work/$1.status.is"
}

check_case() {
  name=$(cat "$work/$1.name")
  for kind in out err status; do
    cmp -s "$work/$1.$kind" "$work/$1.$kind.is" && continue
    echo "not ok $name"
    diff -u "$work/$1.$kind" "$work/$1.$kind.is" | sed "s/^/  $kind: /"
    failed=1
    return
  done
  echo "ok $name"
}

# The case as it is now, for HVL_UPDATE.
print_case() {
  printf '## %s\n' "$(cat "$work/$1.name")"
  sed 's/^/$ /' "$work/$1.cmd"
  awk '{ print ($0 == "" ? ">" : "> " $0) }' "$work/$1.out.is"
  sed 's/^/! /' "$work/$1.err.is"
  [ "$(cat "$work/$1.status.is")" = 0 ] || sed 's/^/? /' "$work/$1.status.is"
  echo
}

for file in "$@"; do
  rm -f "$work"/[0-9]*
  count=$(cut_cases "$file")
  number=1
  while [ "$number" -le "$count" ]; do
    run_case "$number"
    if [ "${HVL_UPDATE:-0}" = 1 ]; then
      print_case "$number"
    else
      check_case "$number"
    fi
    number=$((number + 1))
  done > "$work/shown"
  if [ "${HVL_UPDATE:-0}" = 1 ]; then
    { sed -n '/^## /q;p' "$file"; cat "$work/shown"; } > "$work/new"
    cp "$work/new" "$file"
  else
    cat "$work/shown"
    grep -q '^not ok' "$work/shown" && failed=1
  fi
done
exit $failed
