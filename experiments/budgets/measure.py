#!/usr/bin/env python3
"""Trains every method within 1.05 and 0.8 times its predicted peak plus the process's floor, and prints the table of
docs/devices.md. Takes a few minutes.

    experiments/budgets/measure.py build/release/bin [METHOD...]

Fashion-MNIST (package dataset-fashion-mnist) must be there. Exit code 1 when a run within 1.05 times fails, or one
within 0.8 times does not fail for its budget.
"""
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

MEBI = 1024 * 1024
# Weights and gradients of so large a network are more than a quarter of the floor, so that 0.8 times the sum is still
# above the floor: a run within it starts, and fails where it needs more.
SPEC = """name = "budget"
[scenario]
kind = "{kind}"
dataset = "fashion-mnist"
tasks = 2
train_fraction = 0.01
test_fraction = 0.01
[network]
backbone = "mlp"
hidden = [2500, 2500]
[training]
batch_size = 100
epochs = 1
learning_rate = 0.001
[[method]]
name = "{method}"
{keys}
"""
KEYS = {"gdumb": "fit_epochs = 1", "lightcl-sparse": "sparsity = 0.3"}
KINDS = {"pnn": "task-incremental"}


def train(programs, folder, method, budget):
    """The run's row: state, message, predicted and measured peak, the most anonymous memory."""
    spec = folder / "spec.toml"
    spec.write_text(SPEC.format(method=method, kind=KINDS.get(method, "class-incremental"), keys=KEYS.get(method, "")))
    database = folder / f"{method}-{budget}.sqlite"
    command = [programs / "lightcl", "run", spec, "--db", database, "--threads", "1", "--json"]
    if budget:
        command += ["--budget", str(budget)]
    subprocess.run(command, capture_output=True, check=False)
    with sqlite3.connect(database) as store:
        return store.execute(
            "SELECT s.state, (SELECT message FROM runs r WHERE r.run_id = s.run_id), s.predicted_peak_bytes, "
            "s.measured_peak_bytes, (SELECT max(rss_anonymous_bytes) FROM device_measurement d "
            "WHERE d.run_id = s.run_id) FROM run_summary s").fetchone()


def mebi(number):
    return "" if number is None else f"{number / MEBI:.1f}"


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    methods = sys.argv[2:] or [method["name"] for method in
                               json.loads(subprocess.check_output([programs / "lightcl", "methods", "--json"]))]
    failed = False
    print("| method | predicted | + floor | 1.05 times | measured | resident | 0.8 times | which says |")
    print("|---|---|---|---|---|---|---|---|")
    for method in methods:
        floor = int(subprocess.check_output([programs / "lightcl-worker", "--floor"]))
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            # A budget that no run has: it is refused, and leaves its prediction.
            predicted = train(programs, folder, method, 1)[2]
            within, beyond = (int(factor * (predicted + floor)) for factor in (1.05, 0.8))
            state, message, _, measured, resident = train(programs, folder, method, within)
            short, reason = train(programs, folder, method, beyond)[:2]
        as_wanted = state == "done" and short == "failed" and "memory budget" in reason
        failed = failed or not as_wanted
        words = reason.split(", more than")[0] if "needed at least" in reason else reason or short
        print(f"| {method} | {mebi(predicted)} | {mebi(predicted + floor)} | {mebi(within)}: {state}"
              f"{' (' + message + ')' if message else ''} | {mebi(measured)} | {mebi(resident)} | "
              f"{mebi(beyond)}: {short} | {words} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
