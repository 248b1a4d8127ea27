#!/usr/bin/env bash
# install_test.sh BUILD_DIR: what `cmake --install` puts below a folder for each of the three packages.
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

complain() { # what is wrong, details
    failures=$((failures + 1))
    printf '%s:\n%s\n\n' "$1" "${2-}"
}

install_part() { # component
    cmake --install "$build" --prefix "$work/$1" --component "$1" >"$work/log" 2>&1 || complain "Installing $1" "$(cat "$work/log")"
}

expect_files() { # component, files…
    local component=$1
    shift
    for file; do [[ -s $work/$component/$file ]] || complain "$component lacks" "$file"; done
}

help_of() { # program; the files made of its help
    echo "share/man/man1/$1.1.gz" "share/bash-completion/completions/$1" "share/zsh/vendor-completions/_$1"
}

components=(headless documentation)
grep -q '^LIGHTCL_GUI:BOOL=OFF' "$build/CMakeCache.txt" || components+=(window)
for component in "${components[@]}"; do install_part "$component"; done

# shellcheck disable=SC2046 # several words on purpose
expect_files headless bin/lightcl bin/lightcl-worker share/lightcl/experiments/quickstart.toml \
    share/lightcl/python/lightcl_writer.py share/doc/lightcl/copyright $(help_of lightcl) $(help_of lightcl-worker)
expect_files documentation share/doc/lightcl-doc/{README.md,docs/user-guide.md,copyright}
if [[ " ${components[*]} " == *' window '* ]]; then
    # shellcheck disable=SC2046
    expect_files window bin/lightcl-workbench share/applications/lightcl-workbench.desktop \
        share/icons/hicolor/scalable/apps/lightcl-workbench.svg share/mime/packages/lightcl-workbench.xml \
        share/metainfo/org.lightcl.workbench.metainfo.xml share/doc/lightcl-workbench/copyright $(help_of lightcl-workbench)
fi

twice=$(for component in "${components[@]}"; do (cd "$work/$component" && find . -type f); done | sort | uniq -d)
[[ -z $twice ]] || complain 'In two packages, which could not be installed together' "$twice"

# What a shell loads by the program's name completes its commands.
# shellcheck disable=SC2016 # for the inner bash
offered=$(bash -c 'source "$1"; COMP_WORDS=(lightcl comp); COMP_CWORD=1; _lightcl; echo "${COMPREPLY[@]}"' bash \
    "$work/headless/share/bash-completion/completions/lightcl")
[[ $offered == compare ]] || complain 'bash completes "lightcl comp"' "$offered"

((failures == 0)) || exit 1
echo 'Each package gets what belongs to it.'
