# SPDX-License-Identifier: MIT
# Counts the cases in the log of `ctest -V`: one line for each test, what the
# failed ones printed (100 lines each), and on the last line the numbers passed
# and failed. A test that fails without naming a case, or reports none, is one
# failure.

/^[0-9]+: (Test command|Working Directory|Test timeout computed|Environment)/ {
  next
}

/^[0-9]+: / {
  id = $0
  sub(/:.*/, "", id)
  line = $0
  sub(/^[0-9]+: /, "", line)
  if (++lines[id] <= 100) output[id] = output[id] "    " line "\n"
  if (line ~ /^(ok |\[       OK \])/) passed[id]++
  if (line ~ /^(not ok |\[  FAILED  \] )/ && line !~ /[0-9] test\(s\)/) {
    if (!((id, line) in seen)) failed[id]++
    seen[id, line] = 1
  }
  if (line ~ /^(skipped: |\[  SKIPPED \])/) skipped[id] = 1
}

/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / {
  id = $0
  sub(/^[^#]*#/, "", id)
  sub(/:.*/, "", id)
  name = $0
  sub(/^[^:]*: /, "", name)
  sub(/ .*/, "", name)
  good = /   Passed |\*\*\*Skipped/
  if (/\*\*\*Skipped/) skipped[id] = 1
  if (!good && !failed[id]) failed[id] = 1
  if (good && !passed[id] && !failed[id] && !skipped[id]) {
    output[id] = output[id] "    reported no case\n"
    failed[id] = 1
  }
  printf "%-28s %5d passed", name, passed[id]
  if (failed[id]) printf ", %d failed\n%s", failed[id], output[id]
  else if (skipped[id]) printf ", the rest skipped\n"
  else printf "\n"
  all_passed += passed[id]
  all_failed += failed[id]
}

END { print all_passed + 0, all_failed + 0 }
