"""Writes what a training script measures as JSON lines that LightCL Workbench reads.

    lightcl import run.jsonl --format jsonl --db runs.sqlite

One file, standard library only; Python 3.8 or newer. Tasks and epochs count from 1, layers from 0; accuracies are
shares in [0, 1]; memory is in bytes. Each call writes one line at once, so a script that dies leaves what it had.

A loop in PyTorch:

    from lightcl_writer import RunWriter

    with RunWriter("run.jsonl", method="my-er", dataset="cifar-10", backbone="resnet18", seed=seed,
                   scenario="class-incremental") as run:
        run.environment(libtorch_version=torch.__version__)
        for task, loader in enumerate(tasks, start=1):
            for epoch in range(1, epochs + 1):
                for step, (images, labels) in enumerate(loader, start=1):
                    loss = criterion(model(images), labels)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                    if step % 50 == 0:
                        run.loss(task, epoch, step, loss.item())
                for seen in range(1, task + 1):
                    run.accuracy(task, epoch, seen, class_il=evaluate(model, seen))
                for index, (name, weights) in enumerate(model.named_parameters()):
                    run.layer(task, epoch, index, name, "gradient_norm", weights.grad.norm().item())
            run.memory(task, "weights", sum(p.numel() * p.element_size() for p in model.parameters()))
"""

import datetime
import json
import math
import os
import platform
import uuid

__all__ = ["RunWriter"]


def _number(value):
    """A number as JSON has it; None for what is not one (NaN, infinity)."""
    if value is None:
        return None
    value = float(value)
    return value if math.isfinite(value) else None


def _now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class RunWriter:
    """One run in one file. As a context manager it says how the run ended: done, failed or interrupted."""

    def __init__(self, path, method, name="", dataset="", backbone="", scenario="", seed=0, tags=(), note=""):
        self._file = open(path, "w", encoding="utf-8")
        self._ended = False
        now = _now()
        self._write("run", format=1, uuid=str(uuid.uuid4()), method=method, name=name, dataset=dataset,
                    backbone=backbone, scenario=scenario, seed=int(seed), tags=list(tags), note=note,
                    created_at=now, started_at=now)

    def _write(self, kind, **fields):
        self._file.write(json.dumps({"kind": kind, **fields}, allow_nan=False) + "\n")
        self._file.flush()

    def environment(self, libtorch_version="", blas="", data_digest=""):
        """Where and with what the run is made."""
        self._write("environment", host=platform.node(), cpu=platform.processor() or platform.machine(),
                    cores=os.cpu_count() or 0, system=platform.platform(), libtorch_version=str(libtorch_version),
                    blas=blas, data_digest=data_digest)

    def accuracy(self, trained_task, epoch, eval_task, class_il=None, task_il=None):
        """The accuracy on a task's test images after an epoch of `trained_task` (0: the untrained network)."""
        self._write("accuracy", trained_task=int(trained_task), epoch=int(epoch), eval_task=int(eval_task),
                    class_il=_number(class_il), task_il=_number(task_il))

    def loss(self, task, epoch, step, loss):
        """The mean loss over the piece of an epoch that ends with `step`."""
        self._write("loss", task=int(task), epoch=int(epoch), step=int(step), loss=_number(loss))

    def layer(self, task, epoch, layer_index, layer, metric, value):
        """A layer's metric; the workbench knows those of its docs/metrics.md by name, others as they are called."""
        self._write("layer", task=int(task), epoch=int(epoch), layer_index=int(layer_index), layer=layer,
                    metric=metric, value=_number(value))

    def memory(self, task, category, peak_bytes, live_bytes=0):
        """Bytes of a category at a task's peak, and alive when the task ended: weights, gradients, optimizer,
        activations, replay buffer, method state, data, workspace or measuring."""
        self._write("memory", source="measured", task=int(task), category=category, live_bytes=int(live_bytes),
                    peak_bytes=int(peak_bytes))

    def phase(self, task, epoch, phase, seconds):
        """Seconds of an epoch's phase: data, training, evaluation, …"""
        self._write("phase", task=int(task), epoch=int(epoch), phase=phase, seconds=float(seconds))

    def confusion(self, trained_task, epoch, true_class, predicted):
        """How many images of a class were taken for which: {predicted class: images}."""
        self._write("confusion", trained_task=int(trained_task), epoch=int(epoch), true_class=int(true_class),
                    predicted={str(int(k)): int(v) for k, v in predicted.items()})

    def totals(self, seconds, training_flops=0.0, peak_rss_bytes=0):
        """Figures of the whole run; the last ones count."""
        self._write("totals", seconds=float(seconds), training_flops=float(training_flops),
                    peak_rss_bytes=int(peak_rss_bytes))

    def end(self, state="done", message=""):
        """Says how the run ended, and closes the file. Calling it again does nothing."""
        if self._ended:
            return
        self._ended = True
        self._write("end", state=state, message=message, finished_at=_now())
        self._file.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.end()
        elif issubclass(kind, KeyboardInterrupt):
            self.end("interrupted")
        else:
            self.end("failed", f"{kind.__name__}: {error}")
