#!/usr/bin/env bash
# Makes resources/sample.sqlite.gz, the database that the window's welcome opens, from the quick start. To be run again
# when the quick start or the schema changes: packaging/make-sample.sh [BIN [OPTIONS of lightcl run …]]
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
bin=${1:-$source/build/release/bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/lightcl" run "$source/experiments/quickstart.toml" --db "$work/sample.sqlite" "${@:2}"
# Without the free pages and the log that training leaves, it is a third smaller.
sqlite3 "$work/sample.sqlite" "PRAGMA journal_mode = DELETE; VACUUM;" >/dev/null
gzip -9 -n -c "$work/sample.sqlite" > "$source/resources/sample.sqlite.gz"
size=$(stat -c %s "$source/resources/sample.sqlite.gz")
echo "resources/sample.sqlite.gz: $size bytes"
[ "$size" -lt 1000000 ] || { echo "expected less than 1 MB" >&2; exit 1; }
