"""The rendered data set in memory (written by `python -m training render`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.facs import MIRROR_ORDER
from training.render.attributes import ATTRIBUTES
from training.render.dataset import as_drawn_today
from training.render.develop import Negative, develop
from training.render.light import split, unpack


@dataclass(frozen=True)
class Labels:
    """What is known of the faces of one split; the shapes are those of training/render/dataset.py."""

    au: np.ndarray  # float32 [n,N]
    label: np.ndarray  # float32 [n,8]
    class_index: np.ndarray
    identity: np.ndarray
    eyes: np.ndarray
    mouth: np.ndarray
    attributes: np.ndarray
    kind: np.ndarray
    intensity: np.ndarray
    meta: dict

    def __len__(self) -> int:
        return len(self.kind)


@dataclass(frozen=True)
class Split(Labels):
    """The same with the pictures, which fill gigabytes."""

    images: np.ndarray  # uint8 [n,H,W,3]

    def pixels(self, device: torch.device) -> Tensor:
        """All images on a device, uint8 [n,H,W,3]; on the processor they are not copied."""
        return torch.from_numpy(self.images).to(device)

    def batch(self, index: np.ndarray, device: torch.device | None = None) -> Tensor:
        """Images of these indices as float32 [n,3,H,W] in −1…1."""
        return to_planes(torch.from_numpy(self.images[index]).to(device))

    def mirrored(self) -> Split:
        """The same faces seen in a mirror: sides of AUs, turns and gazes swapped, the person's left eye still first."""
        last = self.images.shape[2] - 1
        flip = lambda points: np.stack([last - points[..., 0], points[..., 1]], axis=-1)  # noqa: E731
        return replace(
            self,
            images=self.images[:, :, ::-1],  # a view: `batch` copies what it takes, all at once would be gigabytes
            au=self.au[:, MIRROR_ORDER],
            eyes=flip(self.eyes)[:, ::-1],
            mouth=flip(self.mouth),
        )


def to_planes(pixels: Tensor) -> Tensor:
    """uint8 [n,H,W,3] → float32 [n,3,H,W] in −1…1, channels last in memory."""
    return pixels.permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)


def shrunk(images: np.ndarray, side: int) -> np.ndarray:
    """uint8 [n,H,W,3] averaged down to this side, a divisor of theirs; themselves where they have it."""
    n, height, _width, channels = images.shape
    if height == side:
        return images
    step = height // side
    return images.reshape(n, side, step, side, step, channels).mean(axis=(2, 4), dtype=np.float32).round().astype(np.uint8)


LABELS = tuple(field.name for field in fields(Labels) if field.name != "meta")


def _shards(renders: Path, name: str) -> list[Path]:
    shards = sorted((renders / name).glob("[0-9]*.npz"))
    if not shards:
        raise SystemExit(f"No renders in {renders / name}: run `python -m training render` first.")
    return shards


def _meta(renders: Path, name: str) -> dict:
    return json.loads((renders / name / "meta.json").read_text())


def load_labels(renders: Path, name: str) -> Labels:
    """What is known of all faces of a split that exist so far, in order; no picture is read."""
    parts: dict[str, list[np.ndarray]] = {key: [] for key in LABELS}
    for shard in _shards(renders, name):
        with np.load(shard) as stored:
            for key, values in _labels(stored).items():
                parts[key].append(values)
    return Labels(**{key: np.concatenate(values) for key, values in parts.items()}, meta=_meta(renders, name))


def _labels(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What a shard says of its faces; units of one that an older path tracer drew, by what they mean today."""
    labels = {key: stored[key] for key in LABELS}
    if "light" in stored:
        labels["au"] = as_drawn_today(labels["au"], int(stored["renderer"]))
    return labels


def _pictures(stored: Mapping[str, np.ndarray], labels: Mapping[str, np.ndarray], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Pictures of a shard, uint8, and the places that move with their crop; what is stored as scene light is developed."""
    if "images" in stored:
        return {"images": stored["images"]}
    if "light" not in stored:
        raise SystemExit("A shard keeps its pictures in a form that an older renderer wrote: draw it again with `python -m training render`.")
    light = list(ATTRIBUTES).index("light")
    photographs = [
        develop(Negative(unpack(file), eyes, mouth, ATTRIBUTES["light"][looks[light]], skin), rng)
        for file, eyes, mouth, looks, skin in zip(
            split(stored["light"], stored["light_end"]), labels["eyes"], labels["mouth"], labels["attributes"], stored["skin"], strict=True)
    ]
    return {name: np.stack([getattr(p, of) for p in photographs]) for name, of in (("images", "image"), ("eyes", "eyes"), ("mouth", "mouth"))}


def _count(shard: Path) -> int:
    """Samples of a shard, without reading its pictures."""
    with np.load(shard) as stored:
        return len(stored["kind"])


def load_split(renders: Path, name: str, limit: int | None = None, side: int | None = None) -> Split:
    """All shards of a split that exist so far, in order; at most `limit` samples. `side`: pictures averaged down to it.

    Scene light is developed anew at every reading (`render/develop.py`), except in split `heldout`, so that reports can be held against one another.
    """
    shards = _shards(renders, name)
    rng = np.random.default_rng(0 if name == "heldout" else None)
    arrays: dict[str, np.ndarray] = {}
    count = 0
    held = sum(_count(shard) for shard in shards)
    room = held if limit is None else min(limit, held)
    for shard in shards:
        with np.load(shard) as stored:
            part = _labels(stored)
            part.update(_pictures(stored, part, rng))
        drawn = part["images"].shape[1]
        if side and side != drawn:
            part.update(images=shrunk(part["images"], side), eyes=part["eyes"] * (side / drawn), mouth=part["mouth"] * (side / drawn))
        if not arrays:  # room for all is made once: joining parts at the end would hold the pictures twice
            arrays = {key: np.empty((room, *values.shape[1:]), values.dtype) for key, values in part.items()}
        taken = min(len(part["images"]), room - count)
        for key, values in part.items():
            arrays[key][count : count + taken] = values[:taken]
        count += taken
        if count == room:
            break
    return Split(**arrays, meta=_meta(renders, name))
