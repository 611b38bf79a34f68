#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs all tests, from a bare Debian 12: installs what they need, builds with
# gcc under ASan and UBSan and runs everything, builds with clang and runs the
# unit tests, builds with TSan and runs the tests with threads. The last line
# is "N passed, N failed".
#
#   sh tests/run.sh [BUILD_FOLDER]      default: build-tests in the source tree
set -u
LC_ALL=C.UTF-8
export LC_ALL
root=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$root/build-tests}
packages="gcc g++ libc6-dev clang clang-format cmake make pkg-config
  libpcre2-dev libyaml-dev libcsv-dev libicu-dev libjson-c-dev zlib1g-dev
  liblzma-dev libzstd-dev libzip-dev libexpat1-dev libcmocka-dev
  gzip xz-utils zstd
  libcmark-gfm-dev libcmark-gfm-extensions-dev git mandoc zsh fish
  python3 python3-yaml python3-jsonschema python3-pip chromium"
passed=0
failed=0
mkdir -p "$build" || exit 1

install_packages() {
  missing=
  for package in $packages; do
    dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null |
      grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as=
  [ "$(id -u)" = 0 ] || as=sudo
  export DEBIAN_FRONTEND=noninteractive
  $as apt-get -qq update &&
    $as apt-get -qq install -y --no-install-recommends $missing
}

# step NAME COMMAND...: a step that must work; shows its output if it does not.
step() {
  name=$1
  shift
  printf '== %s\n' "$name"
  "$@" > "$build/step.log" 2>&1 && return 0
  tail -n 60 "$build/step.log"
  echo "FAILED: $name"
  failed=$((failed + 1))
  return 1
}

# make_build FOLDER TARGETS OPTION...: configure and build in FOLDER.
make_build() {
  folder=$build/$1
  targets=$2
  shift 2
  cmake -S "$root" -B "$folder" -DHVL_WERROR=ON -DBUILD_TESTING=ON "$@" &&
    cmake --build "$folder" --parallel 2 --target $targets
}

# run_tests FOLDER [CTEST-OPTION...]: run, show and count the cases.
run_tests() {
  folder=$build/$1
  shift
  $wrap ctest --test-dir "$folder" -V -j 2 "$@" > "$folder/ctest.log" 2>&1
  awk -f "$root/tests/count.awk" "$folder/ctest.log" > "$folder/summary"
  sed '$d' "$folder/summary"
  set -- $(tail -n 1 "$folder/summary")
  passed=$((passed + $1))
  failed=$((failed + $2))
}

# TSan of gcc 12 cannot stand the address randomisation of newer kernels.
wrap=
fixed_addresses() {
  setarch "$(uname -m)" -R true 2> /dev/null &&
    wrap="setarch $(uname -m) -R"
}

step "packages" install_packages

if step "gcc, ASan and UBSan: build" make_build asan all \
  -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_C_FLAGS_DEBUG="-O1 -g" -DHVL_SANITIZE=ON; then
  echo "== gcc, ASan and UBSan: all tests"
  run_tests asan
fi
if step "clang: build" make_build clang all \
  -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release; then
  echo "== clang: unit tests"
  run_tests clang -L 'unit|api'
fi
if step "gcc, TSan: build" make_build tsan \
  "api_threads example_hot_swap" -DCMAKE_C_COMPILER=gcc \
  -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG="-O1 -g" -DHVL_TSAN=ON \
  -DHVL_COMMAND=OFF; then
  echo "== gcc, TSan: tests with threads"
  fixed_addresses
  run_tests tsan -L threads
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
