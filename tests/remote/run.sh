#!/usr/bin/env bash
# run.sh BIN_DIR [KILLS]: devices by a real SSH server on a loopback address, as an unprivileged user; see README.md.
# As root it makes the user lightcl-test and goes on as that one.
set -euo pipefail
bin=$(realpath "$1")
kills=${2:-10}
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
for needed in /usr/sbin/sshd ssh ssh-keygen sqlite3 python3; do
    if ! command -v "$needed" >/dev/null; then
        echo "skipped: $needed is not installed"
        exit 0
    fi
done
if [[ $EUID == 0 ]]; then
    id lightcl-test >/dev/null 2>&1 || useradd -m lightcl-test
    exec runuser -u lightcl-test -- env HOME="$(getent passwd lightcl-test | cut -d: -f6)" "$0" "$bin" "$kills"
fi

work=$(mktemp -d /tmp/lightcl-remote-XXXXXX)
export XDG_RUNTIME_DIR=$work/run XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
mkdir -p "$work"/{run,config,data,cache,path,board,lib}
chmod 700 "$work/run"
port=$((20000 + RANDOM % 20000))

finish() {
    # Only what this script started: workers and programs in its own folder, and its server.
    for pid in $(pgrep -u "$EUID" -f "$work" || true); do [[ $pid == "$$" ]] || kill -9 "$pid" 2>/dev/null || true; done
    [[ -n ${KEEP:-} ]] || rm -rf "$work"
}
trap finish EXIT

# The server, with a key of its own, for this user alone.
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized"
cat >"$work/sshd_config" <<END
ListenAddress 127.0.0.1
Port $port
HostKey $work/host
PidFile $work/sshd.pid
AuthorizedKeysFile $work/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
END
/usr/sbin/sshd -f "$work/sshd_config" -E "$work/sshd.log"
cat >"$work/ssh_config" <<END
Host board
  HostName 127.0.0.1
  Port $port
  User $(id -un)
  IdentityFile $work/key
  IdentitiesOnly yes
  UserKnownHostsFile $work/known
END
printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d' ' -f1,2 "$work/host.pub")" >"$work/known"
printf '#!/bin/sh\nexec /usr/bin/ssh -F %s "$@"\n' "$work/ssh_config" >"$work/path/ssh"
chmod +x "$work/path/ssh"
export PATH=$work/path:$bin:$PATH
export work bin kills
cat >"$work/spec.toml" <<'END'
name = "there and back"
seeds = [0, 1]
[scenario]
dataset = "fashion-mnist"
train_fraction = 0.1
test_fraction = 0.05
[network]
backbone = "mlp"
hidden = [20, 10]
[training]
epochs = 3
batch_size = 10
learning_rate = 0.03
[[method]]
name = "er"
buffer_size = 50
[[method]]
name = "sgd"
END

fail() {
    echo "FAILED: $*" >&2
    exit 1
}
accuracies() { # database: what was measured, without its numbers
    sqlite3 "$1" "SELECT method, seed, trained_task, epoch, eval_task, printf('%.17g', class_il), printf('%.17g', task_il)
        FROM accuracies JOIN runs USING (run_id) ORDER BY 1, 2, 3, 4, 5"
}
rows() { # database: how many rows of every kind the finished runs have
    for table in accuracies layer_metrics losses memory phases; do
        sqlite3 "$1" "SELECT '$table', method, seed, count(*) FROM $table JOIN runs USING (run_id)
            WHERE state = 'done' GROUP BY 2, 3 ORDER BY 2, 3"
    done
}

lightcl devices add board --ssh board --folder "$work/board/a folder's name" --threads 1
lightcl devices check board >"$work/check.txt" 2>&1 && fail "a device without programs is ready"
grep -q 'lightcl is missing there' "$work/check.txt" || fail "$(cat "$work/check.txt")"
lightcl devices setup board
lightcl devices check board
echo "== desk"
lightcl run "$work/spec.toml" --threads 1 --db "$work/desk.sqlite" | tail -8
echo "== board"
lightcl run "$work/spec.toml" --on board --db "$work/home.sqlite" | tail -8
diff <(accuracies "$work/desk.sqlite") <(accuracies "$work/home.sqlite") || fail "desk and board differ"
diff <(rows "$work/desk.sqlite") <(rows "$work/home.sqlite") || fail "rows are missing at home"
cp "$work/home.sqlite" "$work/before.sqlite"
lightcl fetch board --db "$work/home.sqlite"
diff <(sqlite3 "$work/before.sqlite" .dump) <(sqlite3 "$work/home.sqlite" .dump) || fail "fetching twice changed something"
lightcl fetch board --checkpoints --db "$work/home.sqlite"
[[ $(ls "$work/home.sqlite.checkpoints" | wc -l) == 4 ]] || fail "checkpoints did not come"
echo "desk and board agree to the last digit: $(accuracies "$work/home.sqlite" | wc -l) accuracies"

bash "$here/complaints.sh"
bash "$here/kills.sh"
