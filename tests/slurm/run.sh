#!/usr/bin/env bash
# run.sh BIN_DIR [KILLS]: array jobs in a real Slurm (slurm-wlm, munge) on this machine alone, as root; see README.md.
set -euo pipefail
bin=$(realpath "$1")
kills=${2:-10}
for needed in slurmctld slurmd munged sbatch sqlite3; do
    if ! command -v "$needed" >/dev/null && [[ ! -x /usr/sbin/$needed ]]; then
        echo "skipped: $needed is not installed (Debian: slurm-wlm munge sqlite3)"
        exit 0
    fi
done
if [[ $EUID != 0 ]]; then
    echo "skipped: slurmd must be started by root"
    exit 0
fi
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
export PATH=$bin:/usr/sbin:$PATH OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
work=$(mktemp -d /tmp/lightcl-slurm-XXXXXX)
shared="$work/a folder's \"name\" 100%"
mkdir -p "$shared" "$work"/{state,spool,node,munge}
export SLURM_CONF=$work/slurm.conf XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache TMPDIR=$work/node work bin kills shared
cores=$(nproc --all) # nproc alone takes OMP_NUM_THREADS for the number

start_daemon() { # name: slurmctld or slurmd
    "$1" -D >>"$work/$1.log" 2>&1 &
    echo $! >"$work/$1.pid"
}
finish() {
    scancel --user=root 2>/dev/null || true
    sleep 1
    for daemon in slurmd slurmctld munged; do
        [[ ! -s $work/$daemon.pid ]] || kill -9 "$(cat "$work/$daemon.pid")" 2>/dev/null || true
    done
    for pid in $(pgrep -f "$work" || true); do [[ $pid == "$$" ]] || kill -9 "$pid" 2>/dev/null || true; done
    [[ -n ${KEEP:-} ]] || rm -rf "$work"
}
trap finish EXIT

# A key and a socket of its own, so that a cluster that this machine belongs to is left alone.
dd if=/dev/urandom of="$work/munge/key" bs=64 count=1 2>/dev/null
chmod 400 "$work/munge/key"
chmod 755 "$work" "$work/munge"
munged --force --foreground --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed" >/dev/null 2>&1 &
for _ in $(seq 50); do [[ -S $work/munge/socket ]] && break || sleep 0.1; done
port=$((20000 + RANDOM % 20000))
cat >"$SLURM_CONF" <<END
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MailProg=/bin/true
MpiDefault=none
KillWait=5
SlurmdTimeout=20
MinJobAge=600
SchedulerParameters=sched_interval=2,batch_sched_delay=0,bf_interval=2
MaxArraySize=3
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$cores RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
start_daemon slurmctld
sleep 1
start_daemon slurmd
for _ in $(seq 100); do
    sinfo -h -o %T 2>/dev/null | grep -q 'idle\|mixed' && break || sleep 0.2
done
sinfo

cat >"$work/spec.toml" <<'END'
name = "an array's \"spec\""
seeds = [0, 1]
[scenario]
dataset = "fashion-mnist"
train_fraction = 0.3
test_fraction = 0.05
[network]
backbone = "mlp"
hidden = [20, 10]
[training]
epochs = 4
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
accuracies() {
    sqlite3 "$1" "SELECT method, seed, trained_task, epoch, eval_task, printf('%.17g', class_il), printf('%.17g', task_il)
        FROM accuracies JOIN runs USING (run_id) ORDER BY 1, 2, 3, 4, 5"
}
hurry() { # Slurm lets a requeued task wait for two minutes
    squeue -h -r -t PENDING -o '%F_%K %r' 2>/dev/null | while read -r task reason; do
        [[ $reason != BeginTime ]] || scontrol update "jobid=$task" starttime=now 2>/dev/null || true
    done
}
wait_for_jobs() {
    for _ in $(seq 600); do
        [[ -n $(squeue -h) ]] || return 0
        hurry
        sleep 0.5
    done
    fail "jobs do not end: $(squeue)"
}
export -f fail accuracies hurry wait_for_jobs start_daemon

echo "== desk"
lightcl run "$work/spec.toml" --threads 1 --db "$work/desk.sqlite" | tail -8
echo "== what is refused"
lightcl submit "$work/spec.toml" --slurm --partition nowhere --dir "$shared/refused" 2>&1 | tee "$work/refused" || true
grep -q 'invalid partition' "$work/refused" || fail "a partition that does not exist was taken"
[[ $(wc -l <"$work/refused") == 1 || $(grep -c '^lightcl:' "$work/refused") == 1 ]] || fail "more than one line"
echo "== an array"
lightcl submit "$work/spec.toml" --slurm --dry-run --dir "$shared/one"
lightcl submit "$work/spec.toml" --slurm --dir "$shared/one"
# Live: before the end something is there already, and collecting is harmless.
for _ in $(seq 100); do
    lightcl collect "$shared/one" --db "$work/home.sqlite" >/dev/null || true
    [[ -n $(squeue -h) ]] || break
    sleep 0.5
done
wait_for_jobs
lightcl collect "$shared/one" --db "$work/home.sqlite"
diff <(accuracies "$work/desk.sqlite") <(accuracies "$work/home.sqlite") || { tail -n 20 "$shared"/one/log/*; fail "desk and array differ"; }
cp "$work/home.sqlite" "$work/before.sqlite"
lightcl collect "$shared/one" --db "$work/home.sqlite"
diff <(sqlite3 "$work/before.sqlite" .dump) <(sqlite3 "$work/home.sqlite" .dump) || fail "collecting twice changed something"
lightcl submit --again --dir "$shared/one" | grep -q 'Nothing is missing' || fail "a finished submission lacks something"
echo "desk and array agree to the last digit: $(accuracies "$work/home.sqlite" | wc -l) accuracies"

bash "$here/kills.sh"
