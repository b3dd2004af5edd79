"""The splits of a preset, and their shards on disk.

Layout of `<out>/<split>/`: `meta.json` and `<NNNNN>.npz` of up to `SHARD_SIZE` samples with the arrays

| array | shape, type | what |
|---|---|---|
| light | bytes uint8 | scene light, of the preset's size: path-traced, to be developed when read (`develop.py`); AVIF files (`light.py`) one after another |
| light_end | n int64 | where each of them ends (with `light`) |
| images | n×H×W×3 uint8 | instead of `light` where the sketch drew: sRGB |
| skin | n×3 float32 | linear albedo of the skin, for the camera's meter (with `light`) |
| au | n×47 float32 | what the picture shows, 0-1, `facs.COLUMNS` order, conflicts resolved |
| label | n×8 float32 | soft class label, `facs.CLASSES` order, sums to 1 |
| class_index | n int64 | the class drawn (free combinations: the label's largest) |
| identity | n int64 | identity seed |
| eyes | n×2×2 float32 | pixel (x, y) of the eyes' centres, the person's left first |
| mouth | n×2 float32 | pixel (x, y) of the mouth's centre |
| attributes | n×14 int64 | indices into the vocabularies of `ATTRIBUTES` |
| kind | n int64 | 0 neutral, 1 prototype, 2 blend, 3 free |
| intensity | n float32 | of the expression, 0-1 |
| sample | n int64 | its number in the split |
| renderer | int64 | version of the renderer that drew the shard |

Every sample is a function of (split seed, its number, the renderer's version) alone, so shards can be drawn in any order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..facs import CLASSES, COLUMN_INDEX, COLUMNS
from .attributes import ATTRIBUTES, encode
from .expressions import sample_alone, sample_expression
from .face import FaceParams
from .sampling import sample_face

SHARD_SIZE = 50
#: Pictures of each split, by preset, in the order of `splits`. A count may grow later: samples depend on their number alone.
COUNTS = {"cpu": (7000, 800, 2000, 1200, 1000), "gpu": (20000, 1500, 4000, 3000, 2500), "smoke": (48,) * 5}
#: Every so many samples of split `diffusion`, a face shows a unit alone.
ALONE_EVERY = 5
#: Identity seeds of a split start at its number times this.
IDENTITY_STRIDE = 10_000_000


@dataclass(frozen=True)
class Split:
    """One split of a preset."""

    name: str
    number: int  # fixes seeds; never reuse
    count: int
    views: int = 1  # pictures of each identity
    alone_every: int | None = None

    def identity(self, sample: int) -> int:
        """Identity seed of a sample."""
        return (self.number + 1) * IDENTITY_STRIDE + sample // self.views

    def alone(self, sample: int) -> bool:
        """Whether the sample's expression is a unit alone."""
        return self.alone_every is not None and sample % self.alone_every == self.alone_every - 1

    def params(self, sample: int) -> FaceParams:
        """What a sample shows."""
        expression = sample_alone if self.alone(sample) else sample_expression
        return sample_face(np.random.default_rng([self.number, sample, 0xFACE]), self.identity(sample), expression)

    def shards(self) -> list[range]:
        """Sample numbers of each shard."""
        return [range(a, min(a + SHARD_SIZE, self.count)) for a in range(0, self.count, SHARD_SIZE)]


def splits(preset: str) -> list[Split]:
    """The splits of a preset."""
    # (name, number, views of each identity)
    named = (("diffusion", 0, 1), ("heldout", 1, 1), ("judge", 2, 4), ("guide", 4, 1), ("second_opinion", 3, 1))
    return [
        Split(name, number, count, views, ALONE_EVERY if name == "diffusion" else None)
        for (name, number, views), count in zip(named, COUNTS[preset], strict=True)
    ]


@dataclass(frozen=True)
class Shard:
    """One file to be."""

    split: Split
    index: int
    samples: range
    path: Path


def plan(preset: str, out: Path, version: int, only: list[str] | None = None) -> list[Shard]:
    """Shards to draw: those missing first, then those of an older renderer; splits grow together, each in its own order.

    A split's folder and meta.json are made here, so that what is there can be read while the rest is drawn.
    """
    chosen = [split for split in splits(preset) if not only or split.name in only]
    missing, old = [], []
    for split in chosen:
        folder = out / split.name
        folder.mkdir(parents=True, exist_ok=True)
        for index, samples in enumerate(split.shards()):
            shard = Shard(split, index, samples, folder / f"{index:05d}.npz")
            drawn = version_of(shard.path)
            if drawn is None:
                missing.append(shard)
            elif drawn < version:
                old.append(shard)
    grown = lambda shard: (shard.samples.start / shard.split.count, shard.split.number)  # noqa: E731
    return sorted(missing, key=grown) + sorted(old, key=grown)


def version_of(path: Path) -> int | None:
    """The renderer's version that drew a shard, None where there is none; shards from before versions count as 0."""
    if not path.exists():
        return None
    with np.load(path) as stored:
        return int(stored["renderer"]) if "renderer" in stored else 0


#: Version of the path tracer -> what its predecessors drew at 1, as a share of what it draws: only these columns' weights and degrees have changed.
STRONGER_SINCE = {
    5: {
        "AU12L": 1 / 1.6,
        "AU12R": 1 / 1.6,
        **dict.fromkeys(("AU51", "AU52"), 17 / 25),
        **dict.fromkeys(("AU53", "AU54"), 10 / 14),
        **dict.fromkeys(("AU55", "AU56"), 8 / 14),
    }
}


def as_drawn_today(au: np.ndarray, version: int) -> np.ndarray:
    """Unit values [n,47] of faces that path tracer `version` drew, as today's would have to be asked for to draw the same; a new array."""
    out = au.copy()
    for since, shares in STRONGER_SINCE.items():
        if version < since:
            for column, share in shares.items():
                out[:, COLUMN_INDEX[column]] *= share
    return out


#: Arrays that are not float32.
TYPES = {"images": np.uint8, "light": np.uint8, "class_index": np.int64, "identity": np.int64, "attributes": np.int64, "kind": np.int64, "sample": np.int64}


def row(sample: int, params: FaceParams, eyes: np.ndarray, mouth: np.ndarray, **picture: np.ndarray) -> dict[str, np.ndarray]:
    """One sample's arrays; `picture` is `light` (bytes as uint8) and `skin`, or `images`."""
    values = {
        "au": params.au,
        "label": params.label,
        "class_index": params.class_index,
        "identity": params.person.seed,
        "eyes": eyes,
        "mouth": mouth,
        "attributes": encode(params.attributes),
        "kind": params.kind,
        "intensity": params.intensity,
        "sample": sample,
        **picture,
    }
    return {key: np.asarray(value, TYPES.get(key, np.float32)) for key, value in values.items()}


def write_shard(path: Path, rows: list[dict[str, np.ndarray]], version: int) -> None:
    """Join samples into a shard, in place of one that may be there."""
    arrays = {key: np.stack([r[key] for r in rows]) for key in rows[0] if key != "light"}
    if "light" in rows[0]:
        arrays["light"] = np.concatenate([r["light"] for r in rows])
        arrays["light_end"] = np.cumsum([len(r["light"]) for r in rows], dtype=np.int64)
    write_atomically(path, {**arrays, "renderer": np.asarray(version, np.int64)})


def write_atomically(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write an npz under a temporary name, then rename, so that a file that exists is whole."""
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.tmp")
    with open(temporary, "wb") as file:
        named: dict[str, Any] = {**arrays}  # numpy's types take an array's name for a setting of savez
        np.savez(file, **named)
    os.replace(temporary, path)


def write_meta(folder: Path, split: Split, preset: str, image_size: int) -> None:
    """Write a split's meta.json."""
    meta = {
        "split": split.name,
        "preset": preset,
        "seed": split.number,
        "count": split.count,
        "views_per_identity": split.views,
        "shard_size": SHARD_SIZE,
        "image_size": image_size,
        "columns": list(COLUMNS),
        "classes": list(CLASSES),
        "attributes": {name: list(words) for name, words in ATTRIBUTES.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".meta.{os.getpid()}.tmp"
    temporary.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, folder / "meta.json")


def shard_paths(folder: Path) -> list[Path]:
    """The finished shards of a split, in order."""
    return sorted(p for p in folder.glob("*.npz") if p.stem.isdigit())


def read_shards(folder: Path) -> Iterator[dict[str, np.ndarray]]:
    """The shards of a split, one dict of arrays at a time."""
    for path in shard_paths(folder):
        with np.load(path, allow_pickle=False) as z:
            yield {key: z[key] for key in z.files}
