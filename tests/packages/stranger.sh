#!/usr/bin/env bash
# stranger.sh DEBS_DIR OUT_DIR [ARGUMENT of lightcl run …]: as root in a bare Debian that may be thrown away (a container, a
# chroot). Installs the packages in DEBS_DIR, trains the quick start with them as another user, looks at it in the window and
# removes them again. What the user made goes to OUT_DIR; nothing else may be left.
set -euo pipefail
debs=$(cd "$1" && pwd)
out=$2
shift 2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
failures=0

complain() { # what is wrong, details
    failures=$((failures + 1))
    printf '%s:\n%s\n\n' "$1" "${2-}"
}

install() { # packages…
    apt-get install -y -qq -o Dpkg::Use-Pty=0 "$@" >/tmp/apt.log 2>&1 || { tail -n 20 /tmp/apt.log; exit 1; }
}

visitor() { # command…
    runuser -u visitor -- env -i HOME=/home/visitor PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 "$@"
}

ours() { # what is named after us, but for the packages themselves, what is known of them, and what the visitor made
    find / -xdev \( -path "$debs" -o -path "$out" -o -path /proc -o -path /home -o -path /tmp -o -path /mnt \
        -o -path /var/log -o -path /var/lib/apt -o -path /var/cache/apt \) -prune -o -iname '*lightcl*' -print
    grep -rls lightcl /usr/share/applications /usr/share/mime /etc 2>/dev/null || true
}

apt-get update -qq
useradd --create-home visitor
[[ -z $(ours) ]] || complain 'Something of ours is there before anything is installed' "$(ours)"

install "$debs"/lightcl_*.deb
echo "installed: lightcl, with $(dpkg -l | grep -c '^ii') packages in the system"
if dpkg -l 'libqt6*' 2>/dev/null | grep '^ii'; then complain 'The headless package brings Qt 6'; fi
echo "Qt that LibTorch itself depends on: $(dpkg -l 'libqt5*' 2>/dev/null | sed -n 's/^ii  \([^ ]*\).*/\1/p' | tr '\n' ' ')"
visitor lightcl --version
visitor bash -c 'cd && mkdir -p work && lightcl run /usr/share/lightcl/experiments/quickstart.toml --db work/runs.sqlite "$@"' run "$@"
visitor bash -c 'cd ~/work && lightcl runs --db runs.sqlite && for form in html pdf; do
    lightcl report --db runs.sqlite --format $form --out report.$form; done'
visitor bash -c 'source /usr/share/bash-completion/completions/lightcl; COMP_WORDS=(lightcl com); COMP_CWORD=1
    _lightcl; [[ ${COMPREPLY[*]} == compare ]]' || complain 'bash does not complete lightcl com'

install "$debs"/lightcl-workbench_*.deb "$debs"/lightcl-doc_*.deb
visitor env QT_QPA_PLATFORM=offscreen lightcl-workbench /home/visitor/work/runs.sqlite --size 1440x900 --theme light \
    --select 1,2 --screenshot /home/visitor/work/window.png
[[ -s /home/visitor/work/window.png ]] || complain 'The window made no picture'
[[ -s /usr/share/doc/lightcl-doc/docs/user-guide.md ]] || complain 'The documentation is missing'
[[ ! -e /usr/share/mime/packages/freedesktop.org.xml || -e /usr/share/mime/application/x-lightcl-database.xml ]] ||
    complain 'The MIME types are not registered'

mkdir -p "$out"
cp -r /home/visitor/work/. "$out/"
apt-get purge -y -qq lightcl lightcl-workbench lightcl-doc >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }
left=$(ours)
[[ -z $left ]] || complain 'Left behind' "$left"
[[ -s /home/visitor/work/runs.sqlite ]] || complain 'What the user made is gone'

((failures == 0)) || exit 1
echo 'Installed, used and removed cleanly.'
