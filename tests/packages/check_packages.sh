#!/usr/bin/env bash
# check_packages.sh BUILD_DIR: makes the Debian packages of a built release (preset `package` or `release`) in BUILD_DIR
# and looks at them: lintian, contents, dependencies, and what desktop and shells read. It is no part of ./test, for it needs
#   apt-get install dpkg-dev lintian appstream desktop-file-utils shared-mime-info man-db zsh libglib2.0-bin
set -euo pipefail
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() { # what is wrong, details
    failures=$((failures + 1))
    printf '%s:\n%s\n\n' "$1" "${2-}"
}

expect_silence() { # what is checked, command…
    local what=$1 output
    shift
    output=$("$@" 2>&1) || output+=" (exit code $?)"
    [[ -z $output ]] || complain "$what" "$output"
}

pages() { # file; prints what man complains of
    { LC_ALL=C.UTF-8 man --warnings --local-file "$1" >/dev/null; } 2>&1
}

kind() { # file; prints its MIME type
    XDG_DATA_HOME=$work/data gio info --attributes=standard::content-type "$1" | sed -n 's/.*content-type: //p'
}

expect_kind() { # file, MIME type
    local found
    found=$(kind "$1")
    [[ $found == "$2" ]] || complain "MIME type of ${1##*/}: expected $2" "$found"
}

rm -f "$build"/*.deb
(cd "$build" && cpack) >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; exit 1; }
packages=("$build"/*.deb)
printf '%s\n' "${packages[@]##*/}"
((${#packages[@]} == 3)) || complain 'Packages: expected lightcl, lightcl-workbench and lightcl-doc' "${packages[*]}"

# Errors, warnings and what lintian calls info are wrong alike.
lintian=$(lintian --allow-root --display-info "${packages[@]}" 2>&1 || true)
[[ -z $lintian ]] || complain lintian "$lintian"

for package in "${packages[@]}"; do
    dpkg-deb --extract "$package" "$work/root"
    name=$(dpkg-deb --field "$package" Package)
    dpkg-deb --field "$package" Depends >"$work/$name.depends" 2>/dev/null || true
done
if grep -qi qt "$work/lightcl.depends"; then complain 'lightcl must not depend on Qt' "$(cat "$work/lightcl.depends")"; fi
grep -q 'libqt6widgets6' "$work/lightcl-workbench.depends" || complain 'lightcl-workbench depends on Qt' "$(cat "$work/lightcl-workbench.depends")"
grep -q 'libtorch' "$work/lightcl.depends" || complain 'lightcl depends on LibTorch' "$(cat "$work/lightcl.depends")"

share=$work/root/usr/share
for program in lightcl lightcl-worker lightcl-workbench; do
    [[ -x $work/root/usr/bin/$program ]] || complain "usr/bin/$program is missing"
    expect_silence "man page of $program" pages "$share/man/man1/$program.1.gz"
    expect_silence "bash completion of $program" bash -n "$share/bash-completion/completions/$program"
    expect_silence "zsh completion of $program" zsh -n "$share/zsh/vendor-completions/_$program"
done
[[ -e $share/lightcl/experiments/quickstart.toml ]] || complain 'the quick start is missing'
[[ -e $share/doc/lightcl-doc/docs/user-guide.md ]] || complain 'the user guide is missing'

expect_silence 'desktop entry' desktop-file-validate "$share/applications/lightcl-workbench.desktop"
metadata=$(appstreamcli validate --no-net "$share"/metainfo/*.xml 2>&1) || complain AppStream "$metadata"

# A database is known by its content, a specification by its name.
mkdir -p "$work/data" "$work/files"
cp -r "$share/mime" "$work/data/mime"
update-mime-database "$work/data/mime" 2>/dev/null || complain 'update-mime-database fails'
gzip -dc "$here/../../resources/sample.sqlite.gz" >"$work/files/runs"
cp "$work/files/runs" "$work/files/runs.sqlite"
for file in one.lightcl.toml other.toml; do echo 'name = "x"' >"$work/files/$file"; done
expect_kind "$work/files/runs" application/x-lightcl-database
expect_kind "$work/files/runs.sqlite" application/x-lightcl-database
expect_kind "$work/files/one.lightcl.toml" application/x-lightcl-spec+toml
expect_kind "$work/files/other.toml" application/toml

((failures == 0)) || exit 1
echo 'The packages are as they should be.'
