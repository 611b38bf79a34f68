#!/bin/sh
# SPDX-License-Identifier: MIT
# An audit that is killed, again and again, at moments that are drawn by lot,
# goes on with --resume and reports what it had reported undisturbed.
#
#   sh tests/cli/resume.sh HVLINE [SEED]
set -u
hvline=$1
seed=${2:-1}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
reports="jsonl junit summary html"
failed=0

# Chats enough for a second or two: a table whose conversations lie scattered,
# and one a line, with facts that no rule knows.
awk 'function rnd() { r = r * 16807 % 2147483647; return r / 2147483647 }
  BEGIN {
    r = 11
    print "会话,发送人,内容,时间"
    for (i = 0; i < 10000; i++) {
      c = int(rnd() * 1000); s = int(rnd() * 3)
      text = s ? "能开发票吗" i : rnd() < .5 ? "没有哦" i : "好的" i
      if (!s && rnd() < .02) text = "加我微信" i
      print c "," (s ? "tb" c : "某店:小美" c % 7) "," text \
        ",2024-05-" 1 + int(rnd() * 28) " 8:00"
    }
  }' > scattered.csv
awk 'BEGIN {
    for (i = 0; i < 4500; i++)
      printf "{\"id\": \"j%d\", \"facts\": {\"strange%d\": \"x\"}, " \
        "\"messages\": [{\"role\": \"seller\", \"text\": \"%s\"}]}\n", i,
        i / 2000, (i % 99 ? "没有哦" : "加我微信") i
    print "{"
  }' > lines.jsonl

# audit OUT [OPTIONS...]: all reports, to OUT.NAME; what it says to OUT.err.
audit() {
  out=$1
  shift
  set -- --lang en -f text -o "$out.text" "$@"
  for name in $reports; do set -- "$@" --report "$name=$out.$name"; done
  exec "$hvline" audit "$@" scattered.csv lines.jsonl 2> "$out.err"
}

# Draw the next pause, in milliseconds: a short one first; later up to the time
# that the audit takes undisturbed, and a little longer with each kill.
draw() {
  seed=$((seed * 16807 % 2147483647))
  percent=$((10 + seed % 50 + kills * 10))
  [ $kills -gt 0 ] && pause=$((whole * percent / 100)) || pause=$percent
}

# Let it run until its state says that conversations were judged, or it ends.
await_progress() {
  while kill -0 $running 2> /dev/null; do
    grep -qs '^conversations [1-9]' state && return
    sleep 0.02
  done
}

# Wait for the moment of the next kill. The second one comes as soon as there is
# something to go on from, however slow the disk is; the others when they may.
await_moment() {
  if [ $kills -eq 1 ]; then
    await_progress
  else
    draw
    sleep $((pause / 1000)).$(printf %03d $((pause % 1000)))
  fi
}

# Is it at its end? The state goes last, when all reports are there; a kill that
# comes behind that finds nothing to do.
ended() {
  [ $status -ne 137 ] || { [ $kills -gt 1 ] && [ ! -e state ] && status=2; }
}

# Kill it until it comes to its end; a little later each time, so that it does.
run_killed() {
  kills=0
  while :; do
    (audit is --resume state "$@") &
    running=$!
    await_moment
    kill -9 $running 2> /dev/null
    wait $running 2> /dev/null
    status=$?
    ended && return
    kills=$((kills + 1))
    [ $kills -lt 30 ] || return
  done
}

report() {
  if [ -z "$2" ]; then echo "ok $1"; else
    printf 'not ok %s\n%s\n' "$1" "$2"
    failed=1
  fi
}

# The audit with these options is the same killed and not.
check() {
  rm -f is.* state*
  run_killed "$@"
  wrong=
  [ $status -eq 2 ] || wrong="ended with $status after $kills kills;"
  [ $kills -gt 1 ] || wrong="$wrong was killed $kills times only;"
  for name in text $reports; do
    cmp -s "must.$name" "is.$name" || wrong="$wrong $name differs;"
  done
  grep -q 'going on: .*: [1-9]' is.err || wrong="$wrong began anew;"
  grep -v 'going on' is.err | cmp -s must.err - || wrong="$wrong messages differ;"
  [ -z "$(ls state* 2> /dev/null)" ] || wrong="$wrong files are left;"
  report "an audit that is killed goes on the same${*:+, with $*}" "$wrong"
}

start=$(date +%s%3N)
(audit must)
whole=$(($(date +%s%3N) - start))
check
check --jobs 2
check --memory 200K
check --memory 200K --jobs 3
exit $failed
