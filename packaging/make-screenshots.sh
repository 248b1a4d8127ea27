#!/usr/bin/env bash
# Makes the pictures of docs/screenshots/ from the stored sample: packaging/make-screenshots.sh [BIN]
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
bin=${1:-$source/build/release/bin}
pictures=$source/docs/screenshots
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gunzip -c "$source/resources/sample.sqlite.gz" > "$work/sample.sqlite"
export QT_QPA_PLATFORM=offscreen

picture() { # name, options…
    "$bin/lightcl-workbench" --screenshot "$work/$1" "${@:2}" 2>/dev/null
    # Few colours and no dots between them: half the bytes.
    if command -v convert >/dev/null; then convert "$work/$1" -strip +dither -colors 255 "PNG8:$pictures/$1"; else cp "$work/$1" "$pictures/$1"; fi
    echo "docs/screenshots/$1"
}

picture welcome-light.png --db "$work/empty.sqlite" --theme light --size 1024x640
picture window-light.png --db "$work/sample.sqlite" --theme light --size 1440x900
picture run-light.png --db "$work/sample.sqlite" --theme light --size 1440x900 --select 2
picture tradeoff-light.png --db "$work/sample.sqlite" --theme light --size 1024x600 --select 2,3,4,5,6,7 --raise tradeoff
picture tiles-light.png --db "$work/sample.sqlite" --theme light --size 1024x600 --select 2,3,4,5,6,7 --raise comparison/tiles
picture parallel-light.png --db "$work/sample.sqlite" --theme light --size 1024x600 --select 2,3,4,5,6,7 --raise tradeoff/all
picture window-dark.png --db "$work/sample.sqlite" --theme dark --size 1440x900 --layout compare --select 2,4
picture designer-light.png "$source/experiments/quickstart.toml" --db "$work/sample.sqlite" --theme light --size 1440x900
