"""The text stage: which captions it reads, and how it learns on under a denoiser."""

from __future__ import annotations

import argparse

import numpy as np
import pytest
import torch

from training import runs
from training.presets import PRESETS
from training.render.attributes import ATTRIBUTES
from training.runs import load_checkpoint, save_checkpoint
from training.stages import text
from training.tests.test_recognisers import write_split

SMOKE = PRESETS["smoke"]
COLUMN = {name: i for i, name in enumerate(ATTRIBUTES)}


def looks(count: int, **indices: int) -> np.ndarray:
    """`count` faces of the first word of every attribute but these. [count,12]"""
    rows = np.zeros((count, len(ATTRIBUTES)), np.int64)
    for name, index in indices.items():
        rows[:, COLUMN[name]] = index
    return rows


def test_half_of_the_captions_are_of_men_with_a_beard_or_glasses_but_not_both():
    women, plain = looks(500, glasses=1), looks(350, sex=1)
    bearded, spectacled = looks(120, sex=1, facial_hair=3), looks(30, sex=1, glasses=1)
    weights = text.caption_weights(np.concatenate([women, plain, bearded, spectacled]))
    assert weights.sum() == pytest.approx(1)
    assert weights[850:970].sum() == pytest.approx(0.25 + 0.5 * 0.12)
    assert weights[970:].sum() == pytest.approx(0.25 + 0.5 * 0.03)
    assert weights[0] == pytest.approx(weights[849])


def test_padding_does_not_count_as_distance():
    former = torch.ones(1, 4, 3)
    former[:, 2:] = 0
    moved = former.clone()
    moved[:, 0] += 2
    assert text.distance(moved, former) == pytest.approx(2)  # one of two positions moved, by 2²


def learn(folder, samples: int) -> dict:
    text.run(argparse.Namespace(preset="smoke", samples=samples))
    return load_checkpoint(folder / text.CHECKPOINT)


def test_past_the_presets_captions_the_encoder_is_held_by_what_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "ROOT", tmp_path)
    folder = tmp_path / "smoke"
    write_split(folder / "renders", "diffusion", seed=3)
    first = learn(folder, SMOKE.train_text.samples)
    assert "former" not in first
    on = learn(folder, SMOKE.train_text.samples * 2)
    assert on["done"] == SMOKE.train_text.samples * 2
    assert all(torch.equal(on["former"][name], value) for name, value in first["model"].items())
    assert any(not torch.equal(on["model"][name], value) for name, value in first["model"].items())
    further = learn(folder, SMOKE.train_text.samples * 3)
    assert all(torch.equal(further["former"][name], value) for name, value in first["model"].items())


def test_heads_that_know_nothing_learn_alone_at_first(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "ROOT", tmp_path)
    folder = tmp_path / "smoke"
    write_split(folder / "renders", "diffusion", seed=3)
    first = learn(folder, SMOKE.train_text.samples)
    save_checkpoint(folder / text.CHECKPOINT, {"model": first["model"], "done": first["done"]})  # as `restore` leaves it
    on = learn(folder, SMOKE.train_text.samples * 2)
    assert all(torch.equal(on["model"][name], value) for name, value in first["model"].items())
    assert "reader" in on
