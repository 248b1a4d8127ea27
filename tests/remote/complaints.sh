#!/usr/bin/env bash
# What goes wrong on the way to a device is told in one line, at once. Called by run.sh.
set -euo pipefail
expect() { # words, command…
    local words=$1 text
    shift
    if text=$(timeout 60 "$@" 2>&1); then
        echo "FAILED: $* succeeded: $text" >&2
        exit 1
    fi
    if ! grep -q -- "$words" <<<"$text"; then
        echo "FAILED: $*: expected \"$words\", got: $text" >&2
        exit 1
    fi
    echo "told: $(tail -1 <<<"$text")"
}
config=$work/ssh_config
add_host() { # name, options of ssh
    printf 'Host %s\n  HostName 127.0.0.1\n  IdentitiesOnly yes\n%s\n' "$1" "$2" >>"$config"
    lightcl devices add "$1" --ssh "$1" --folder "$work/board/other" >/dev/null
}
port=$(sed -n 's/^Port //p' "$work/sshd_config")
ssh-keygen -q -t ed25519 -N '' -f "$work/strange"
printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$work/strange.pub")" >"$work/known-wrong"
: >"$work/known-none"
add_host nokey "  Port $port
  IdentityFile $work/strange
  UserKnownHostsFile $work/known"
add_host wrong "  Port $port
  IdentityFile $work/key
  UserKnownHostsFile $work/known-wrong"
add_host unknown "  Port $port
  IdentityFile $work/key
  UserKnownHostsFile $work/known-none"
add_host nobody "  Port 1
  IdentityFile $work/key"
expect 'a password would be asked for' lightcl devices check nokey
expect 'host key is not the one that is known' lightcl devices check wrong
expect 'host key is not known here yet' lightcl devices check unknown
expect 'no SSH server listens there' lightcl devices check nobody
lightcl devices add far --ssh no-such-host.invalid >/dev/null
expect 'there is no machine of that name' lightcl devices check far
expect 'not known; expected one of' lightcl devices check nothing
lightcl devices add locked --ssh board --folder /proc/lightcl >/dev/null
expect 'cannot be made or entered there' lightcl devices check locked
mkdir -p "$work/readonly"
chmod 555 "$work/readonly"
lightcl devices add readonly --ssh board --folder "$work/readonly" >/dev/null
[[ $EUID == 0 ]] || expect 'read-only' lightcl devices check readonly
mkdir -p "$work/old/bin"
printf '#!/bin/sh\necho lightcl 0.0.1\n' >"$work/old/bin/lightcl"
chmod +x "$work/old/bin/lightcl"
lightcl devices add old --ssh board --folder "$work/old" >/dev/null
expect 'lightcl 0.0.1' lightcl run "$work/spec.toml" --on old --db "$work/old.sqlite"
mkdir -p "$work/broken/bin"
cp "$bin/lightcl" "$work/broken/bin"
printf '#!/bin/sh\necho "lightcl-worker: error while loading shared libraries: libtorch_cpu.so: cannot open shared object file" >&2\nexit 127\n' >"$work/broken/bin/lightcl-worker"
chmod +x "$work/broken/bin/lightcl-worker"
lightcl devices add broken --ssh board --folder "$work/broken" >/dev/null
expect 'libtorch_cpu.so' lightcl devices check broken
expect 'openssh-client' env PATH="$bin" "$bin/lightcl" devices check board
