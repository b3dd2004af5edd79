"""Renders that the repository keeps: what goes in, and what a run takes out of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.render import kept, stage
from training.render.dataset import version_of, write_atomically


def shard(folder: Path, name: str, version: int) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, {"renderer": np.asarray(version)})
    return path


def test_what_is_missing_is_copied_and_what_is_there_stays(tmp_path):
    shard(tmp_path / "kept", "diffusion/00000.npz", 3)
    shard(tmp_path / "kept", "judge/00001.npz", 3)
    own = shard(tmp_path / "run", "diffusion/00000.npz", 3)
    before = own.stat().st_mtime_ns
    assert kept.bring(tmp_path / "kept", tmp_path / "run", "cpu") == 1
    assert own.stat().st_mtime_ns == before and version_of(tmp_path / "run/judge/00001.npz") == 3


@pytest.mark.parametrize(("there", "coming", "then"), [(2, 3, 3), (3, 2, 3)])
def test_the_newer_renderer_wins(tmp_path, there, coming, then):
    own = shard(tmp_path / "run", "heldout/00002.npz", there)
    shard(tmp_path / "kept", "heldout/00002.npz", coming)
    kept.bring(tmp_path / "kept", tmp_path / "run", "cpu")
    assert version_of(own) == then


def test_what_describes_a_split_comes_along_so_that_it_can_be_read_where_it_is_kept(tmp_path):
    shard(tmp_path / "run", "diffusion/00000.npz", 3)
    (tmp_path / "run/diffusion/meta.json").write_text("{}")
    kept.bring(tmp_path / "run", tmp_path / "kept", "cpu")
    assert (tmp_path / "kept/diffusion/meta.json").read_text() == "{}"


def test_a_shard_under_way_is_not_kept(tmp_path):
    (tmp_path / "run/diffusion/.00003.v3").mkdir(parents=True)
    assert kept.bring(tmp_path / "run", tmp_path / "kept", "cpu") == 0


def test_the_render_stage_takes_what_is_kept_even_where_it_cannot_draw(tmp_path, monkeypatch, capsys):
    shard(tmp_path / "renders/cpu", "diffusion/00000.npz", 3)
    monkeypatch.setattr(kept, "KEPT", tmp_path / "renders")
    monkeypatch.setattr(stage, "has_bpy", lambda: False)
    assert stage.main(["--preset", "cpu", "--out", str(tmp_path / "run")]) != 0
    assert version_of(tmp_path / "run/diffusion/00000.npz") == 3
    assert "1 shards need no drawing" in capsys.readouterr().err
