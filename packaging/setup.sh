# shellcheck shell=bash
# Shared by ./run and ./test, which source it from the top folder: what the build needs, how Debian and its like install
# it, and how it is configured and built. Asks nothing; a line of its own is all it prints where nothing goes wrong.

# One requirement a line: Debian package, its name for people, how to tell on other systems that it is there (a program,
# a header below one of the include folders, or none where the build does without it), and its package in Fedora, Arch
# and openSUSE where that is known.
requirements='
cmake                 | CMake 3.24 or newer        | program cmake                 | cmake                   | cmake          | cmake
ninja-build           | Ninja                      | program ninja                 | ninja-build             | ninja          | ninja
g++                   | a C++20 compiler           | program c++                   | gcc-c++                 | gcc            | gcc-c++
ccache                | ccache                     | none                          |                         |                |
pkg-config            | pkg-config                 | program pkg-config            | pkgconf-pkg-config      | pkgconf        | pkgconf-pkg-config
libtorch-dev          | LibTorch 1.13 or newer     | header  torch/script.h        | python3-torch-devel     | python-pytorch |
libopenblas0-openmp   | OpenBLAS (OpenMP build)    | none                          |                         |                |
qt6-base-dev          | Qt 6.4 or newer            | header  QtWidgets/qwidget.h   | qt6-qtbase-devel        | qt6-base       | qt6-base-devel
qt6-svg-dev           | Qt SVG 6.4 or newer        | header  QtSvg/qsvgrenderer.h  | qt6-qtsvg-devel         | qt6-svg        | qt6-svg-devel
libqcustomplot-dev    | QCustomPlot 2.1 for Qt 6   | header  qcustomplot.h         | qcustomplot-qt6-devel   |                |
libsqlite3-dev        | SQLite 3                   | header  sqlite3.h             | sqlite-devel            | sqlite         | sqlite3-devel
libsqlitecpp-dev      | SQLiteCpp 3.2              | header  SQLiteCpp/SQLiteCpp.h | sqlitecpp-devel         | sqlitecpp      |
libfmt-dev            | fmt                        | header  fmt/format.h          | fmt-devel               | fmt            | fmt-devel
libtomlplusplus-dev   | toml++ 3                   | header  toml++/toml.h         | tomlplusplus-devel      | tomlplusplus   | tomlplusplus-devel
nlohmann-json3-dev    | nlohmann-json 3.11         | header  nlohmann/json.hpp     | json-devel              | nlohmann-json  | nlohmann_json-devel
libcli11-dev          | CLI11 2                    | header  CLI/CLI.hpp           | cli11-devel             | cli11          | cli11-devel
zlib1g-dev            | zlib                       | header  zlib.h                | zlib-devel              | zlib           | zlib-devel
libjpeg-dev           | libjpeg-turbo              | header  jpeglib.h             | libjpeg-turbo-devel     | libjpeg-turbo  | libjpeg8-devel
libpng-dev            | libpng 1.6                 | header  png.h                 | libpng-devel            | libpng         | libpng16-devel
libcairo2-dev         | cairo                      | header  cairo/cairo.h         | cairo-devel             | cairo          | cairo-devel
libpango1.0-dev       | Pango                      | header  pango-1.0/pango/pangocairo.h | pango-devel      | pango          | pango-devel
catch2                | Catch2                     | header  catch2                | catch-devel             | catch2         | Catch2-devel
libbenchmark-dev      | Google Benchmark           | header  benchmark/benchmark.h | google-benchmark-devel  | benchmark      |
dataset-fashion-mnist | the Fashion-MNIST data set | none                          |                         |                |
fonts-dejavu-core     | the DejaVu fonts           | none                          |                         |                |
'

fail() {
    echo "${0##*/}: $1" >&2
    exit 1
}

# A requirement is met when its package is installed, or when LibTorch and the like are given by CMAKE_PREFIX_PATH.
missing_packages() {
    local package rest kind name installed
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | sed -n 's/ installed$//p')
    installed=$'\n'$installed$'\n'
    while IFS='|' read -r package _ rest _; do
        read -r package <<<"$package"
        read -r kind name <<<"$rest"
        [[ -z $package || $installed == *$'\n'"$package"$'\n'* ]] && continue
        [[ $kind == header ]] && has_header "$name" "${prefix_includes[@]}" && continue
        echo "$package"
    done <<<"$requirements"
}

# On other systems: "CMake 3.24 or newer", and " (cmake)" where this one's package is known.
missing_names() { # distribution
    local label rest kind name fedora arch suse package
    while IFS='|' read -r _ label rest fedora arch suse; do
        read -r label <<<"$label"
        read -r kind name <<<"$rest"
        package=
        case $1 in
            fedora) read -r package <<<"$fedora" ;;
            arch) read -r package <<<"$arch" ;;
            suse) read -r package <<<"$suse" ;;
        esac
        case $kind in
            program) command -v "$name" >/dev/null && continue ;;
            header) has_header "$name" "${prefix_includes[@]}" /usr/local/include /usr/include /usr/include/*-linux-gnu && continue ;;
            *) continue ;;
        esac
        echo "$label${package:+ ($package)}"
    done <<<"$requirements"
}

# fedora, arch or suse where the system says that it is one or like one.
distribution() {
    local like
    like=" $(sed -nE 's/^(ID|ID_LIKE)="?([^"]*)"?$/\2/p' "${OS_RELEASE:-/etc/os-release}" 2>/dev/null | tr '\n' ' ')"
    case $like in
        *' fedora '* | *' rhel '*) echo fedora ;;
        *' arch '*) echo arch ;;
        *' suse '* | *' opensuse '* | *' opensuse-'*) echo suse ;;
    esac
}

has_header() { # header, include folders…
    local header=$1 folder
    shift
    for folder; do
        [[ -e $folder/$header || -e $folder/qt6/$header ]] && return 0
    done
    return 1
}

joined() { # separator, words…
    local separator=$1 result=${2-}
    shift 2
    for word; do result+=$separator$word; done
    echo "$result"
}

install_packages() { # packages…
    local as_root=() log=build/apt-get.log hint='' unknown
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || fail "missing packages, and no right to install them; install them with: apt-get install $*"
        as_root=(sudo -n)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0)
    # A source that cannot be reached need not matter, if the others know the packages.
    "${as_root[@]}" update >"$log" 2>&1 </dev/null || hint=" (apt-get update failed, see $log)"
    unknown=$(comm -23 <(printf '%s\n' "$@" | sort) <(apt-cache pkgnames | sort))
    [[ -z $unknown ]] || fail "this system does not know the packages: ${unknown//$'\n'/ }$hint"
    echo "Installing with apt-get: $*"
    "${as_root[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null || {
        tail -n 15 "$log" >&2
        fail "apt-get could not install the packages (see $log)"
    }
}

install_requirements() {
    local prefix missing
    prefix_includes=()
    while IFS= read -r -d : prefix; do
        [[ -z $prefix ]] || prefix_includes+=("$prefix/include")
    done <<<"${CMAKE_PREFIX_PATH:-}:"
    mkdir -p build
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        mapfile -t missing < <(missing_names "$(distribution)")
        ((${#missing[@]} == 0)) ||
            fail "missing on this system: $(joined ', ' "${missing[@]}"); what is elsewhere is found through CMAKE_PREFIX_PATH"
        return
    fi
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
    advise_on_blas
}

# LibTorch multiplies matrices with whatever BLAS the alternatives system has chosen.
advise_on_blas() {
    local link blas
    for link in /usr/lib/*-linux-gnu/libblas.so.3; do
        blas=$(readlink -f "$link") || continue
        [[ $blas == */openblas-openmp/* || ! -e $blas ]] ||
            echo "Note: $blas is the active BLAS; training is faster with OpenBLAS's OpenMP build (update-alternatives --config libblas.so.3-$(basename "$(dirname "$link")"))." >&2
    done
}

cores() {
    env -u OMP_NUM_THREADS -u OMP_THREAD_LIMIT nproc
}

# As many compilers as cores, but no more than memory bears: a file that includes LibTorch takes about 1.5 GB.
build_jobs() {
    local jobs memory
    jobs=$(cores)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || true)
    if [[ -n $memory ]] && ((memory < jobs)); then jobs=$((memory > 0 ? memory : 1)); fi
    echo "$jobs"
}

# Configures build/release unless it is: later changes of CMake files are Ninja's to notice, those of the presets and of
# where parts are found are not.
configure() {
    local preset=release wanted
    [[ -z ${CI:-} ]] || preset=ci
    wanted="$preset $(cksum <CMakePresets.json) ${CMAKE_PREFIX_PATH:-}"
    [[ -e build/release/build.ninja && $(cat build/release/.preset 2>/dev/null) == "$wanted" ]] && return
    echo "Configuring build/release"
    cmake --fresh --preset "$preset" >build/configure.log || fail "CMake could not configure the build (see build/configure.log)"
    echo "$wanted" >build/release/.preset
}

# Builds, telling in one line how far it is and about how long it will take; what the compilers say goes to a log.
build() { # targets…
    local target arguments=() log=build/build.log
    for target; do arguments+=(--target "$target"); done
    NINJA_STATUS='@%f %t %e ' cmake --build build/release --parallel "$(build_jobs)" "${arguments[@]}" 2>&1 |
        tee "$log" | build_progress || {
        grep -E '^FAILED: |error:|Killed|cannot find' "$log" | head -n 12 >&2
        fail "the build failed; all that the compilers said is in $PWD/$log"
    }
}

# Reads Ninja's lines "@done all seconds what"; on a terminal one line that changes, elsewhere one at each tenth.
build_progress() {
    local line done all seconds left tenth told=-1 drawn=
    while IFS= read -r line; do
        [[ $line =~ ^@([0-9]+)\ ([0-9]+)\ ([0-9]+) ]] || continue
        done=${BASH_REMATCH[1]} all=${BASH_REMATCH[2]} seconds=${BASH_REMATCH[3]}
        ((done > 0 && all > 3)) || continue
        left=$((seconds * (all - done) / done))
        if [[ -t 1 ]]; then
            printf '\r\033[KBuilding: %d of %d, %s' "$done" "$all" "$(time_left "$left")"
            drawn=1
        else
            tenth=$((done * 10 / all))
            ((tenth > told)) && printf 'Building: %d of %d, %s\n' "$done" "$all" "$(time_left "$left")"
            told=$tenth
        fi
    done
    [[ -z $drawn ]] || printf '\r\033[K'
}

time_left() { # seconds
    if (($1 >= 90)); then
        echo "about $((($1 + 30) / 60)) minutes left"
    else
        echo "about $1 seconds left"
    fi
}
