#!/usr/bin/env bash
# layers_test.sh SOURCE_DIR BIN_DIR: what may include and link what, and that nothing unfinished is kept.
set -euo pipefail
cd "$1"
bin=$2
failures=0

complain() { # rule, places
    failures=$((failures + 1))
    printf '%s:\n%s\n\n' "$1" "$2"
}

# Lines of the sources below the folders that include what the pattern names.
includes() { # pattern, folders…
    local pattern=$1
    shift
    grep -rnE --include='*.h' --include='*.cpp' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" "$@" || true
}

forbid_include() { # rule, pattern, folders…
    local rule=$1 found
    shift
    found=$(includes "$@")
    [[ -z $found ]] || complain "$rule" "$found"
}

forbid_library() { # program, pattern
    local libraries
    [[ -e $bin/$1 ]] || return 0
    libraries=$(ldd "$bin/$1")
    # The C++ library is everywhere: a listing without it tells nothing.
    grep -q 'libstdc++' <<<"$libraries" || complain "$1 has no readable list of libraries" "$libraries"
    libraries=$(grep -E "$2" <<<"$libraries" || true)
    [[ -z $libraries ]] || complain "$1 links what it must not" "$libraries"
}

libtorch='torch/|ATen/|c10/|caffe2/'
qt='Q[A-Z][A-Za-z]+|Qt[A-Z][A-Za-z]*/.*|qcustomplot\.h'
engine='(data|scenarios|networks|methods|metrics|profiling|checkpoint|engine)/'
base=(core/base core/text core/catalog core/places core/backbones core/spec core/rules core/runs core/weights core/cost core/store core/exchange
    core/figures core/compare core/running core/remote core/cluster)

forbid_include 'LibTorch is included by libtorch/ alone' "$libtorch" "${base[@]}" core/arguments core/report core/cli core/worker gui tests benchmarks \
    core/data core/scenarios core/networks core/methods core/metrics core/profiling core/checkpoint core/engine
forbid_include 'Only the engine and the worker use LibTorch' 'libtorch/' "${base[@]}" core/arguments core/report core/cli gui
forbid_include 'Nothing below core/ includes Qt' "$qt" core
forbid_include 'The base includes nothing of what is built on it' "$engine|(report|cli|worker)/" "${base[@]}"
forbid_include 'Figures are made without a database, a page or a window' \
    'SQLiteCpp/|cairo|(store|running|report|cli|app|designer|export|overview|panels|plots|queue|reading|run_list|widgets)/' core/figures
forbid_include 'Comparisons are made of figures, without a database, a page or a window' \
    'SQLiteCpp/|cairo|(store|running|report|cli|app|designer|export|overview|panels|plots|queue|reading|run_list|widgets)/' core/compare
forbid_include 'Figures do not know how they are compared' 'compare/' core/figures
forbid_include 'The middle of window and command line knows neither, nor a page or SQL' \
    'SQLiteCpp/|cairo|(report|cli|worker|app|designer|export|overview|panels|plots|queue|reading|run_list|widgets)/' core/running
forbid_include 'Running on other machines knows neither window nor command line, nor a page or SQL' \
    'SQLiteCpp/|cairo|(report|cli|worker|app|designer|export|overview|panels|plots|queue|reading|run_list|widgets)/' core/remote core/cluster
forbid_include 'What a run is does not depend on how it is stored or predicted' '(store|cost|figures|running|remote|cluster|report|cli)/' core/runs
forbid_include 'The store knows runs, not how they are predicted, shown or started' '(cost|figures|running|remote|cluster)/' core/store
forbid_include 'What is exchanged with other programs knows the store, not how it is predicted, shown or started' '(cost|figures|compare|running)/' core/exchange
forbid_include 'The window and the command line reach the engine only through the worker' "$engine|worker/" core/arguments core/report core/cli gui
forbid_library lightcl '/lib(torch|c10|Qt)'
# Qt 6, the window's: Debian's LibTorch brings Qt 5 along, by way of OpenCV.
forbid_library lightcl-worker '/libQt6'
forbid_library lightcl-workbench '/lib(torch|c10)'

unfinished='TO[D]O|FIX[M]E'
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    found=$(git grep -nwE "$unfinished" || true)
else
    found=$(grep -rnwIE --exclude-dir=build "$unfinished" . || true)
fi
[[ -z $found ]] || complain 'Nothing unfinished is kept' "$found"

((failures == 0)) || exit 1
echo 'The layers hold.'
