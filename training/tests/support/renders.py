"""Splits of pictures for tests, in the data set's format, and the arguments of stages that read them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from training.facs import COLUMN_INDEX
from training.render.attributes import ATTRIBUTES


def write_split(renders: Path, name: str, n: int = 24, views: int = 1, seed: int = 0) -> None:
    """A split of blobs in the data set's format."""
    rng = np.random.default_rng(seed)
    folder = renders / name
    folder.mkdir(parents=True)
    coarse = rng.integers(0, 256, (n, 8, 8, 3), dtype=np.uint8)
    classes = np.arange(n) % 8
    au = rng.random((n, 47), dtype=np.float32)
    au[: n // 2, [COLUMN_INDEX[f"AU{u}"] for u in range(51, 57)]] = 0.0  # half look ahead
    attributes = np.stack([rng.integers(0, len(words), n) for words in ATTRIBUTES.values()], axis=1)
    style, colour = (list(ATTRIBUTES).index(name) for name in ("hair_style", "hair_colour"))
    attributes[:, colour] = np.where(attributes[:, style] == 0, 0, np.maximum(attributes[:, colour], 1))  # only who is bald has no hair
    np.savez(
        folder / "00000.npz",
        images=coarse.repeat(16, 1).repeat(16, 2),
        au=au,
        label=(np.eye(8)[classes] * 0.9 + 0.0125).astype(np.float32),
        class_index=classes,
        identity=np.arange(n) // views,
        eyes=np.tile(np.array([[78.0, 50.0], [50.0, 50.0]], np.float32), (n, 1, 1)),
        mouth=np.tile(np.array([64.0, 90.0], np.float32), (n, 1)),
        attributes=attributes,
        kind=(classes > 0).astype(np.int64),
        intensity=np.full(n, 0.8, np.float32),
    )
    (folder / "meta.json").write_text(json.dumps({"split": name}))


def arguments(stage, runs_folder: Path, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--preset", default="smoke")
    stage.add_arguments(parser)
    return parser.parse_args(["--runs", str(runs_folder), *words])
