"""Draws for days without care: a child process for every shard, which writes sample by sample.

A crash inside Blender costs the sample under way and no more: it is noted in `<split>/failed.jsonl` and passed over. What was drawn of a
shard when the machine went down is found again. A shard that is there is never drawn again by the same version of the renderer.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .dataset import Shard, write_shard

#: Seconds without a new sample after which a child is taken for hung. A loaded machine at lowest priority needs minutes for a face.
PATIENCE = 1800
#: Of this exit status a child says why it cannot draw at all (no bpy, no geometry): nothing is noted against a sample.
CANNOT_DRAW = 3


def parts_folder(shard: Shard, version: int) -> Path:
    """Where a shard's samples lie until it is whole."""
    return shard.path.parent / f".{shard.path.stem}.v{version}"


def failed_samples(folder: Path, version: int) -> dict[int, str]:
    """Samples of a split that this version could not draw, and why."""
    path = folder / "failed.jsonl"
    if not path.exists():
        return {}
    notes = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {note["sample"]: note["why"] for note in notes if note["version"] == version}


def note_failure(folder: Path, version: int, sample: int, why: str) -> None:
    """Record that a sample crashed."""
    with open(folder / "failed.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps({"sample": sample, "version": version, "why": why}) + "\n")


def left_of(shard: Shard, version: int) -> list[int]:
    """Samples of a shard that are neither drawn nor known to fail."""
    failed, folder = failed_samples(shard.path.parent, version), parts_folder(shard, version)
    return [sample for sample in shard.samples if sample not in failed and not (folder / f"{sample}.npz").exists()]


def draw(shards: list[Shard], version: int, command: Callable[[Shard, Path], list[str]], patience: float = PATIENCE) -> int:
    """Draw shards one after another by children that `command` starts for a shard and its parts' folder; returns samples written."""
    total, written, start = sum(len(shard.samples) for shard in shards), 0, time.monotonic()
    for shard in shards:
        folder = parts_folder(shard, version)
        folder.mkdir(parents=True, exist_ok=True)
        while left_of(shard, version):
            _run_child(shard, version, command(shard, folder), folder, patience)
        written += _finish(shard, version, folder)
        done = sum(len(s.samples) for s in shards[: shards.index(shard) + 1])
        pace = (time.monotonic() - start) / done
        print(
            f"render {shard.split.name} {shard.path.stem}: {done}/{total}, {pace:.1f} s a face, {_said(pace * (total - done))} left",
            file=sys.stderr,
            flush=True,
        )
    return written


def _said(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds > 5400 else f"{seconds / 60:.0f} min"


def _run_child(shard: Shard, version: int, command: list[str], folder: Path, patience: float) -> None:
    """Run one child to its end; if that is a crash or a hang, note the sample it was at."""
    child = subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"})
    last, seen = time.monotonic(), len(left_of(shard, version))
    while True:
        try:
            status = child.wait(timeout=min(5.0, patience))
            break
        except subprocess.TimeoutExpired:
            remaining = len(left_of(shard, version))
            if remaining < seen:
                last, seen = time.monotonic(), remaining
            elif time.monotonic() - last > patience:
                child.kill()
                status = child.wait()
                break
        except BaseException:
            child.terminate()
            raise
    if status == CANNOT_DRAW:
        raise SystemExit(CANNOT_DRAW)
    left = left_of(shard, version)
    if left:  # children draw in order, so the first that is left is the one it died of
        why = f"exit status {status}" if time.monotonic() - last <= patience else f"no sample in {patience:.0f} s"
        note_failure(shard.path.parent, version, left[0], why)
        print(f"render {shard.split.name}: sample {left[0]} passed over ({why})", file=sys.stderr, flush=True)


def _finish(shard: Shard, version: int, folder: Path) -> int:
    """Join a shard's parts; returns their number."""
    rows = []
    for path in sorted(folder.glob("[0-9]*.npz"), key=lambda p: int(p.stem)):
        with np.load(path) as stored:
            rows.append({key: stored[key] for key in stored.files})
    if rows:
        write_shard(shard.path, rows, version)
    shutil.rmtree(folder)
    return len(rows)
