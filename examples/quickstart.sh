#!/bin/sh
# SPDX-License-Identifier: MIT
# From a bare Debian 12 to a first report: installs what the build needs, builds
# the command and audits a shop's day of chats.
#
#   sh examples/quickstart.sh [BUILD_FOLDER]   default: build in the source tree
set -eu
LC_ALL=C.UTF-8
export LC_ALL
root=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$root/build}
packages="gcc libc6-dev cmake make pkg-config libpcre2-dev libyaml-dev
  libcsv-dev libicu-dev libjson-c-dev zlib1g-dev liblzma-dev libzstd-dev
  libzip-dev libexpat1-dev libcmark-gfm-dev libcmark-gfm-extensions-dev"

say() { printf '\n-- %s\n' "$1" >&2; }

# Run quietly; show what was printed if it fails.
quietly() {
  "$@" > "$build/quickstart.log" 2>&1 || {
    status=$?
    tail -n 40 "$build/quickstart.log" >&2
    exit $status
  }
}

mkdir -p "$build"
missing=
for package in $packages; do
  dpkg-query -W -f '${Status}\n' "$package" 2> /dev/null |
    grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  say "installing:$missing"
  as=
  [ "$(id -u)" = 0 ] || as=sudo
  export DEBIAN_FRONTEND=noninteractive
  quietly $as apt-get -qq update
  quietly $as apt-get -qq install -y --no-install-recommends $missing
fi

say "building in $build"
quietly cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release \
  -DBUILD_TESTING=OFF
quietly cmake --build "$build" --parallel 2

say "hvline audit examples/data/shop_day.csv"
cd "$root"
status=0
"$build/bindings/cli/hvline" audit examples/data/shop_day.csv || status=$?
# 1 means that something was found, as it should be here; 2 is an error.
[ "$status" -le 1 ]
