"""The rendered data set in memory (written by `python -m training render`)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.facs import MIRROR_ORDER


@dataclass(frozen=True)
class Split:
    """Arrays of one split; the shapes are those of training/render/dataset.py."""

    images: np.ndarray  # uint8 [n,H,W,3]
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
        return len(self.images)

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
            images=np.ascontiguousarray(self.images[:, :, ::-1]),
            au=self.au[:, MIRROR_ORDER],
            eyes=flip(self.eyes)[:, ::-1],
            mouth=flip(self.mouth),
        )


def to_planes(pixels: Tensor) -> Tensor:
    """uint8 [n,H,W,3] → float32 [n,3,H,W] in −1…1, channels last in memory."""
    return pixels.permute(0, 3, 1, 2).float().div_(127.5).sub_(1.0)


def shrunk(images: np.ndarray, side: int) -> np.ndarray:
    """uint8 [n,H,W,3] averaged down to this side, a divisor of theirs; themselves where they have it."""
    n, height, width, channels = images.shape
    if height == side:
        return images
    step = height // side
    return images.reshape(n, side, step, side, step, channels).mean(axis=(2, 4), dtype=np.float32).round().astype(np.uint8)


def load_split(renders: Path, name: str, limit: int | None = None, side: int | None = None) -> Split:
    """All shards of a split that exist so far, in order; at most `limit` samples. `side`: pictures averaged down to it."""
    shards = sorted((renders / name).glob("[0-9]*.npz"))
    if not shards:
        raise SystemExit(f"No renders in {renders / name}: run `python -m training render` first.")
    keys = ("images", "au", "label", "class_index", "identity", "eyes", "mouth", "attributes", "kind", "intensity")
    parts: dict[str, list[np.ndarray]] = {key: [] for key in keys}
    count = 0
    for shard in shards:
        with np.load(shard) as arrays:
            drawn = arrays["images"].shape[1]
            scale = {"images": lambda images: shrunk(images, side), "eyes": lambda at: at * (side / drawn), "mouth": lambda at: at * (side / drawn)} if side else {}
            for key in keys:
                parts[key].append(scale[key](arrays[key]) if key in scale else arrays[key])
            count += len(arrays["images"])
        if limit is not None and count >= limit:
            break
    arrays = {key: np.concatenate(parts[key])[:limit] for key in keys}
    meta = json.loads((renders / name / "meta.json").read_text())
    return Split(**arrays, meta=meta)
