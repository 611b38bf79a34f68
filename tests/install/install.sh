#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs a release build, moves it elsewhere, and builds and runs consumers
# with it by find_package and by pkg-config, shared and static.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
consumer=$root/tests/install/consumer
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
log=$work/log
failed=0

# check NAME COMMAND...: one case; shows what was printed if it fails.
check() {
  name=$1
  shift
  if "$@" > "$log" 2>&1; then
    echo "ok $name"
  else
    echo "not ok $name"
    tail -n 40 "$log"
    failed=1
  fi
}

configure() {
  cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$work/first" -DCMAKE_INSTALL_LIBDIR=lib \
    -DHVL_WERROR=ON -DBUILD_TESTING=OFF -DHVL_EXAMPLES=OFF
}
build() { cmake --build "$work/build" --parallel 2; }
install() { cmake --install "$work/build" && mv "$work/first" "$prefix"; }

# The files of an installation, library versions cut to the name.
contents() {
  (cd "$prefix" && find . -type f ! -path './share/hvline/rules/*' |
    sed 's/^\.\///; s/\(\.so\.[0-9]*\)\..*/\1/; s/-[a-z]*\.cmake$/-*.cmake/' |
    sort -u) > "$work/files"
  sort -u "$root/tests/install/files" | diff - "$work/files"
}

by_find_package() {
  cmake -S "$consumer" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$prefix" &&
    cmake --build "$work/consumer" &&
    "$work/consumer/shared" && "$work/consumer/static"
}

# As a new major version would be refused, and a newer minor one.
by_other_version() {
  mkdir "$work/other" && cp "$consumer/consumer.c" "$work/other" &&
    sed 's/hvline 0\.1/hvline 9.1/' "$consumer/CMakeLists.txt" \
      > "$work/other/CMakeLists.txt" &&
    ! cmake -S "$work/other" -B "$work/other/build" \
      -DCMAKE_PREFIX_PATH="$prefix"
}

by_pkg_config() {
  cc -std=c99 "$consumer/consumer.c" $(pkg-config --cflags --libs hvline) \
    -o "$work/pc_shared" && LD_LIBRARY_PATH=$prefix/lib "$work/pc_shared"
}

by_pkg_config_static() {
  cc -std=c99 -static "$consumer/consumer.c" \
    $(pkg-config --static --cflags --libs hvline) \
    -o "$work/pc_static" && "$work/pc_static"
}

# The C of README.md, as it stands there.
by_readme() {
  {
    printf '#include <hvline.h>\n#include <stdio.h>\n#include <string.h>\n'
    echo 'int main(void) {'
    awk '/^```c$/ { code = 1; next } /^```/ { code = 0 } code' \
      "$root/README.md"
    echo 'return 0; }'
  } > "$work/readme.c"
  cc -std=c99 -Wall -Werror "$work/readme.c" \
    $(pkg-config --cflags --libs hvline) -o "$work/readme" &&
    LD_LIBRARY_PATH=$prefix/lib "$work/readme" | grep '^invoice\.'
}

installed_command() { "$prefix/bin/hvline" --version; }

prefix=$work/moved
PKG_CONFIG_PATH=$prefix/lib/pkgconfig
export PKG_CONFIG_PATH
check "a release build configures" configure
check "a release build builds" build
check "it installs" install
check "the installation holds the expected files" contents
check "find_package: a consumer builds and runs" by_find_package
check "find_package: another major version is refused" by_other_version
check "pkg-config: a consumer builds and runs" by_pkg_config
check "pkg-config: a fully static consumer builds and runs" by_pkg_config_static
check "the C of README.md builds, runs and finds" by_readme
check "the installed command runs" installed_command
exit $failed
