#!/usr/bin/env bash
# Signals, requeues, cancelled elements, killed processes and a killed node daemon at random moments: nothing measured is
# lost or doubled. Called by run.sh, which sets the variables.
set -euo pipefail
count=0
round=0
tasks() { squeue -h -r -t RUNNING -o '%F_%K' 2>/dev/null || true; }
while ((count < kills)); do
    round=$((round + 1))
    folder=$shared/kills-$round
    home=$work/kills-$round.sqlite
    lightcl submit "$work/spec.toml" --slurm --pack $((1 + round % 2)) --dir "$folder" >/dev/null
    for _ in $(seq 12); do
        sleep "0.$((RANDOM % 90 + 10))"
        ((count < kills)) || break
        hurry
        task=$(tasks | shuf -n1)
        [[ -n $task ]] || { sleep 0.5; continue; }
        kind=$(shuf -n1 -e signal signal requeue cancel worker element element daemon)
        case $kind in
            signal) scancel --batch --signal=USR1 "$task" || continue ;;
            requeue) scontrol requeue "$task" || continue ;;
            cancel) scancel "$task" || continue ;;
            worker) pid=$(pgrep -x lightcl-worker | shuf -n1) && kill -9 "$pid" || continue ;;
            element) pid=$(pgrep -f "lightcl element $shared" | shuf -n1) && kill -9 "$pid" || continue ;;
            daemon)
                kill -9 "$(cat "$work/slurmd.pid")" || continue
                sleep 1
                start_daemon slurmd
                ;;
        esac
        count=$((count + 1))
        echo "kill $count: $kind $task"
        lightcl collect "$folder" --db "$home" >/dev/null || fail "collecting after $kind"
    done
    for attempt in $(seq 20); do
        wait_for_jobs
        lightcl submit --again --dir "$folder" >"$work/again" || fail "submitting again: $(cat "$work/again")"
        ! grep -q 'Nothing is missing' "$work/again" || break
        ((attempt < 20)) || fail "elements stay missing: $(cat "$work/again")"
    done
    lightcl collect "$folder" --db "$home" >/dev/null
    [[ $(sqlite3 "$home" "SELECT count(*) FROM runs WHERE state = 'done'") == 4 ]] || fail "runs are missing: $(sqlite3 "$home" "SELECT run_id, method, state FROM runs")"
    [[ $(sqlite3 "$home" "SELECT count(*) FROM runs") == 4 ]] || fail "runs are doubled"
    diff <(accuracies "$work/desk.sqlite") <(accuracies "$home") || { tail -n 30 "$folder"/log/*; fail "accuracies differ after kills"; }
done
echo "$count kills in $round rounds: nothing lost, nothing doubled, accuracies as on the desk"
