#!/usr/bin/env bash
# setup_test.sh SOURCE_DIR: what ./run and ./test say where they cannot install, and while they build.
set -euo pipefail
cd "$1"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

expect() { # what, wanted, got
    [[ $3 == "$2" ]] && return
    failures=$((failures + 1))
    printf '%s:\nexpected: %s\ngot:      %s\n\n' "$1" "$2" "$3"
}

# A system without a package manager that is known, and without any of the programs that a build needs.
mkdir -p "$folder/bin" "$folder/top"
for program in bash sed tr mkdir; do ln -s "$(command -v "$program")" "$folder/bin/$program"; done
missing_on() { # lines of os-release
    printf '%s\n' "$@" >"$folder/os-release"
    (cd "$folder/top" && OS_RELEASE=$folder/os-release PATH=$folder/bin bash -c \
        "source '$OLDPWD/packaging/setup.sh'; install_requirements" run 2>&1) | grep -o 'CMake 3.*pkg-config[^,;]*' || true
}
expect 'Fedora' 'CMake 3.24 or newer (cmake), Ninja (ninja-build), a C++20 compiler (gcc-c++), pkg-config (pkgconf-pkg-config)' \
    "$(missing_on ID=fedora)"
expect 'A system like Fedora' "$(missing_on ID=fedora)" "$(missing_on 'ID="rocky"' 'ID_LIKE="rhel centos fedora"')"
expect 'Arch' 'CMake 3.24 or newer (cmake), Ninja (ninja), a C++20 compiler (gcc), pkg-config (pkgconf)' "$(missing_on ID=arch)"
expect 'openSUSE' 'CMake 3.24 or newer (cmake), Ninja (ninja), a C++20 compiler (gcc-c++), pkg-config (pkgconf-pkg-config)' \
    "$(missing_on 'ID="opensuse-tumbleweed"' 'ID_LIKE="opensuse suse"')"
expect 'A system that is not known' 'CMake 3.24 or newer, Ninja, a C++20 compiler, pkg-config' "$(missing_on ID=plan9)"

source packaging/setup.sh
progress=$(printf '%s\n' '@1 200 5 a' '@20 200 100 b' '@100 200 500 c' '@200 200 900 d' | build_progress)
expect 'Progress' $'Building: 1 of 200, about 17 minutes left\nBuilding: 20 of 200, about 15 minutes left
Building: 100 of 200, about 8 minutes left\nBuilding: 200 of 200, about 0 seconds left' "$progress"

# A library of a prefix need not be installed. Here nothing is.
dpkg-query() { :; }
mkdir -p "$folder/prefix/include/torch"
touch "$folder/prefix/include/torch/script.h"
without=$(prefix_includes=() && missing_packages)
given=$(prefix_includes=("$folder/prefix/include") && missing_packages)
grep -q '^libtorch-dev$' <<<"$without" || expect 'LibTorch, nowhere' libtorch-dev "$without"
expect 'LibTorch in a prefix' "$(grep -v '^libtorch-dev$' <<<"$without" || true)" "$given"

((failures == 0)) || exit 1
echo 'Both commands say what is missing, and how far they are.'
