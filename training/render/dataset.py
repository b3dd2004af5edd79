"""Shards of renders: plan, write (atomically, resumably, in several processes), read.

Layout of `<out>/<split>/`: `meta.json` and `<NNNNN>.npz` of up to 500 samples with the arrays

| array | shape, type | what |
|---|---|---|
| images | n×H×W×3 uint8 | sRGB, of the preset's size |
| au | n×47 float32 | what the picture shows, 0-1, `facs.COLUMNS` order, conflicts resolved |
| label | n×8 float32 | soft class label, `facs.CLASSES` order, sums to 1 |
| class_index | n int64 | the class drawn (free combinations: the label's largest) |
| identity | n int64 | identity seed |
| eyes | n×2×2 float32 | pixel (x, y) of the eyes' centres, the person's left first |
| mouth | n×2 float32 | pixel (x, y) of the mouth's centre |
| attributes | n×12 int64 | indices into the vocabularies of `ATTRIBUTES` |
| kind | n int64 | 0 neutral, 1 prototype, 2 blend, 3 free |
| intensity | n float32 | of the expression, 0-1 |

Every sample is a function of (split seed, its number) alone, so shards can be written in any order.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..facs import CLASSES, COLUMNS
from .attributes import ATTRIBUTES, encode
from .renderer import Renderer
from .sampling import sample_alone, sample_expression, sample_face

SHARD_SIZE = 500
#: Pictures of each split, by preset, in the order of `splits`. A count may grow later: samples depend on their number alone.
COUNTS = {"cpu": (20000, 1500, 5000, 6000, 3000), "gpu": (48000, 2000, 8000, 8000, 8000), "smoke": (48,) * 5}
#: From these samples of split `diffusion` on, a fifth or sixth of them, faces show a unit alone.
ALONE_FROM = {"cpu": 16000, "gpu": 40000, "smoke": 40}
#: Identity seeds of a split start at its number times this.
IDENTITY_STRIDE = 10_000_000


@dataclass(frozen=True)
class Split:
    """One split of a preset."""

    name: str
    number: int  # fixes seeds; never reuse
    count: int
    views: int = 1  # pictures of each identity
    alone_from: int | None = None  # the first sample whose expression is a unit alone

    def identity(self, sample: int) -> int:
        """Identity seed of a sample."""
        return (self.number + 1) * IDENTITY_STRIDE + sample // self.views

    def shards(self) -> list[range]:
        """Sample numbers of each shard."""
        return [range(a, min(a + SHARD_SIZE, self.count)) for a in range(0, self.count, SHARD_SIZE)]


def splits(preset: str) -> list[Split]:
    """The splits of a preset in the order they are rendered."""
    # (name, number, views of each identity)
    named = (("diffusion", 0, 1), ("heldout", 1, 1), ("judge", 2, 4), ("guide", 4, 1), ("second_opinion", 3, 1))
    return [
        Split(name, number, count, views, ALONE_FROM[preset] if name == "diffusion" else None)
        for (name, number, views), count in zip(named, COUNTS[preset], strict=True)
    ]


def render_samples(renderer: Renderer, split: Split, samples: range) -> dict[str, np.ndarray]:
    """The arrays of one shard."""
    rows: dict[str, list] = {key: [] for key in ("images", "au", "label", "class_index", "identity", "eyes", "mouth",
                                                 "attributes", "kind", "intensity")}
    for sample in samples:
        expression = sample_expression if split.alone_from is None or sample < split.alone_from else sample_alone
        params = sample_face(np.random.default_rng([split.number, sample, 0xFACE]), split.identity(sample), expression)
        image, eyes, mouth = renderer.render(params)
        for key, value in (("images", image), ("au", params.au), ("label", params.label), ("class_index", params.class_index),
                           ("identity", params.person.seed), ("eyes", eyes), ("mouth", mouth),
                           ("attributes", encode(params.attributes)), ("kind", params.kind), ("intensity", params.intensity)):
            rows[key].append(value)
    types = {"images": np.uint8, "class_index": np.int64, "identity": np.int64, "attributes": np.int64, "kind": np.int64}
    return {key: np.asarray(values, types.get(key, np.float32)) for key, values in rows.items()}


def write_atomically(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write an npz under a temporary name, then rename, so that a file that exists is whole."""
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
    with open(temporary, "wb") as file:
        np.savez(file, **arrays)
    os.replace(temporary, path)


def write_meta(folder: Path, split: Split, preset: str, image_size: int) -> None:
    """Write a split's meta.json."""
    meta = {
        "split": split.name, "preset": preset, "seed": split.number, "count": split.count, "views_per_identity": split.views,
        "shard_size": SHARD_SIZE, "image_size": image_size, "columns": list(COLUMNS), "classes": list(CLASSES),
        "attributes": {name: list(words) for name, words in ATTRIBUTES.items()},
    }
    temporary = folder / f".meta.{os.getpid()}.tmp"
    temporary.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / "meta.json")


def render_shards(renderer: Renderer, preset: str, out: Path, chosen: list[Split], worker: int = 0, workers: int = 1) -> int:
    """Write the missing shards that are this worker's (every `workers`-th); returns samples written."""
    todo = []
    for split in chosen:
        folder = out / split.name
        folder.mkdir(parents=True, exist_ok=True)
        write_meta(folder, split, preset, renderer.size)
        for index, samples in enumerate(split.shards()):
            path = folder / f"{index:05d}.npz"
            if index % workers == worker and not path.exists():
                todo.append((split, samples, path))
    total, done, start = sum(len(samples) for _, samples, _ in todo), 0, time.monotonic()
    for split, samples, path in todo:
        write_atomically(path, render_samples(renderer, split, samples))
        done += len(samples)
        rate = done / (time.monotonic() - start)
        left = (total - done) / rate
        print(f"render {split.name} {path.stem}: {done}/{total}, {rate:.1f} images/s, {left / 60:.0f} min left (worker {worker})",
              file=sys.stderr, flush=True)
    return done


def shard_paths(folder: Path) -> list[Path]:
    """The finished shards of a split, in order."""
    return sorted(p for p in folder.glob("*.npz") if p.stem.isdigit())


def read_shards(folder: Path) -> Iterator[dict[str, np.ndarray]]:
    """The shards of a split, one dict of arrays at a time."""
    for path in shard_paths(folder):
        with np.load(path, allow_pickle=False) as z:
            yield {key: z[key] for key in z.files}
