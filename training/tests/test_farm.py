"""Drawing that survives crashes: children that draw, die, hang or cannot draw at all."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from training.render import farm
from training.render.dataset import Shard, Split, read_shards

#: A child that writes each sample that is left; it dies at sample 2, or hangs at sample 3, where told to.
CHILD = """
import os, sys, time
import numpy as np
folder, failed, mode = sys.argv[1], set(eval(sys.argv[2])), sys.argv[3]
for sample in range(5):
    if sample in failed or os.path.exists(f"{folder}/{sample}.npz"): continue
    if mode == "dies" and sample == 2: os.kill(os.getpid(), 11)
    if mode == "hangs" and sample == 3: time.sleep(60)
    if mode == "cannot": sys.exit(3)
    np.savez(f"{folder}/.part.npz", sample=np.int64(sample)); os.replace(f"{folder}/.part.npz", f"{folder}/{sample}.npz")
"""


@pytest.fixture
def shard(tmp_path: Path) -> Shard:
    return Shard(Split("diffusion", 0, 5), 0, range(5), tmp_path / "00000.npz")


def child(shard: Shard, mode: str, version: int = 1):
    started = []

    def command(of: Shard, into: Path) -> list[str]:
        started.append(into)
        return [sys.executable, "-c", CHILD, str(into), str(list(farm.failed_samples(of.path.parent, version))), mode]

    return command, started


def drawn(folder: Path) -> list[int]:
    return [int(s) for arrays in read_shards(folder) for s in arrays["sample"]]


def test_a_shard_is_whole_and_leaves_nothing_behind(shard, tmp_path):
    command, started = child(shard, "well")
    assert farm.draw([shard], 1, command) == 5
    assert drawn(tmp_path) == [0, 1, 2, 3, 4] and len(started) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["00000.npz"]


def test_a_crash_costs_one_sample_which_is_noted(shard, tmp_path, capsys):
    command, started = child(shard, "dies")
    assert farm.draw([shard], 1, command) == 4
    assert drawn(tmp_path) == [0, 1, 3, 4] and len(started) == 2
    assert farm.failed_samples(tmp_path, 1) == {2: "exit status -11"} and farm.failed_samples(tmp_path, 2) == {}
    assert "sample 2 passed over" in capsys.readouterr().err


def test_a_child_that_hangs_is_ended(shard, tmp_path, monkeypatch):
    command, _ = child(shard, "hangs")
    assert farm.draw([shard], 1, command, patience=2) == 4
    assert drawn(tmp_path) == [0, 1, 2, 4] and "no sample in" in farm.failed_samples(tmp_path, 1)[3]


def test_what_was_drawn_before_the_machine_went_down_is_kept(shard, tmp_path):
    folder = farm.parts_folder(shard, 1)
    folder.mkdir()
    np.savez(folder / "0.npz", sample=np.int64(0), mark=np.int64(7))
    assert farm.left_of(shard, 1) == [1, 2, 3, 4]
    assert farm.left_of(shard, 2) == [0, 1, 2, 3, 4]  # another renderer's samples are another thing


def test_a_child_that_cannot_draw_at_all_holds_nothing_against_its_samples(shard, tmp_path):
    command, _ = child(shard, "cannot")
    with pytest.raises(SystemExit) as ended:
        farm.draw([shard], 1, command)
    assert ended.value.code == farm.CANNOT_DRAW and not (tmp_path / "failed.jsonl").exists()
