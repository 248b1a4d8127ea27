#!/usr/bin/env bash
# kill -9 of either side at random moments: nothing is lost or doubled. Called by run.sh, which sets the variables.
set -euo pipefail
accuracies() {
    sqlite3 "$1" "SELECT method, seed, trained_task, epoch, eval_task, printf('%.17g', class_il), printf('%.17g', task_il)
        FROM accuracies JOIN runs USING (run_id) ORDER BY 1, 2, 3, 4, 5"
}
home=$work/killed.sqlite
board=$work/board/a\ folder\'s\ name
count=0
jobs_there() { find "$board/jobs" -mindepth 1 -maxdepth 1 ! -name '*.part' 2>/dev/null; }
say() { echo "kill $count: $*"; }
victims() { # the programs here or there: home, ssh, driver, worker
    case $1 in
        home) pgrep -u "$EUID" -f "lightcl run $work/spec.toml --on board" || true ;;
        ssh) pgrep -u "$EUID" -f "ssh: $work/run|sshd: $(id -un)" || true ;;
        driver) pgrep -u "$EUID" -f "lightcl job start" || true ;;
        worker) pgrep -u "$EUID" -x lightcl-worker || true ;;
    esac
}
# Each round is a new job; kills fall on it until `kills` have been made.
while ((count < kills)); do
    rm -f "$home"*
    rm -rf "$board/jobs"
    lightcl run "$work/spec.toml" --on board --db "$home" >"$work/kill.log" 2>&1 &
    follower=$!
    for _ in 1 2 3 4; do
        sleep "0.$((RANDOM % 90 + 10))"
        ((count < kills)) || break
        kind=$(shuf -n1 -e home ssh driver worker worker driver)
        pids=$(victims "$kind")
        [[ -n $pids ]] || continue
        for pid in $pids; do kill -9 "$pid" 2>/dev/null || true; done
        count=$((count + 1))
        say "$kind"
        if [[ $kind == home ]]; then
            wait "$follower" 2>/dev/null || true
            [[ -n $(jobs_there) ]] || break
            lightcl fetch board --follow --db "$home" >>"$work/kill.log" 2>&1 &
            follower=$!
        fi
    done
    wait "$follower" 2>/dev/null || true
    # Whoever is left brings the rest home; a run whose worker was killed is failed and goes on like any other.
    [[ -n $(jobs_there) ]] || continue
    for attempt in $(seq 60); do
        lightcl devices resume board >>"$work/kill.log" 2>&1 || true
        jobs_there | while read -r job; do
            failed=$(sqlite3 "$job/runs.sqlite" "SELECT group_concat(run_id, ' ') FROM runs WHERE state = 'failed'")
            # shellcheck disable=SC2086
            [[ -z $failed ]] || lightcl resume $failed --db "$job/runs.sqlite" >>"$work/kill.log" 2>&1 </dev/null || true
        done
        lightcl fetch board --db "$home" >>"$work/kill.log" 2>&1 || { sleep 1; continue; }
        [[ $(sqlite3 "$home" "SELECT count(*) FROM runs WHERE state = 'done'") != 4 ]] || break
        sleep 0.5
    done
    [[ $(sqlite3 "$home" "SELECT count(*) FROM runs") == 4 ]] || { echo "FAILED: runs lost or doubled"; sqlite3 "$home" "SELECT run_id, method, seed, state, message FROM runs"; tail -20 "$work/kill.log"; exit 1; }
    diff <(accuracies "$work/desk.sqlite") <(accuracies "$home") || { echo "FAILED: accuracies differ after kills"; exit 1; }
done
echo "$count kills: nothing lost, nothing doubled, accuracies as on the desk"
