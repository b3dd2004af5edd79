"""Where hair grows on the rest head: scalp, brows, beard. Points [n,3] in, shares 0-1 out; skin is tinted and strands are rooted by them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..face import Person
from ..numerics import field, lerp, smoothstep

#: cm over which hair thins out at the hairline: of strands, and of the roots that tint the skin, which begin further in.
STRANDS, ROOTS = (-0.45, 0.95), (0.35, 2.3)


def scalp(rest: np.ndarray, grain: np.ndarray | float, recession: float = 0.0, edges: tuple[float, float] = STRANDS) -> np.ndarray:
    """The hairy scalp [n], from nothing to full over `edges`; `grain` (about N(0, 0.2)) frays it, `recession` 0-1 draws temples and forehead back."""
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    temples = np.exp(-(((x - 4.2) / 1.6) ** 2)) * smoothstep(3.0, 6.0, z)
    edge = 0.75 * (y - 10.2) - 0.62 * (z - 8.7) - 0.35 * temples - recession * (1.2 + 2.0 * temples)
    # Down the temple and before the ear: a strip that faces see from the front.
    strip = np.minimum(np.minimum(5.6 + 0.22 * (y - 5.0) - z, 0.9 * (y - 2.6)), 2.0 * (z - 3.2)) * smoothstep(5.4, 6.2, x)
    edge = np.maximum(edge, np.where((x > 5.4) & (z > 2.5) & (y < 9.0), strip - 0.2, -9.0)) + 1.2 * grain
    ear = smoothstep(7.35, 7.7, x) * smoothstep(7.2, 5.6, y) * smoothstep(-3.4, -2.2, z)
    return smoothstep(*edges, edge) * (1 - ear) * smoothstep(-6.0, -4.0, y)


class Beard(NamedTuple):
    """Regions [n] of facial hair."""

    jaw: np.ndarray
    moustache: np.ndarray
    sideburn: np.ndarray

    @property
    def full(self) -> np.ndarray:
        return np.clip(np.maximum(self.jaw, np.maximum(self.moustache, self.sideburn)), 0, 1)


def beard(rest: np.ndarray) -> Beard:
    """Where facial hair grows."""
    x, y, z = np.abs(rest[:, 0]), rest[:, 1], rest[:, 2]
    jaw = smoothstep(0.5, -0.7, y + 1.2 + 0.10 * (5.6 - x) + 2.0 * smoothstep(5.2, 3.0, x)) * smoothstep(-10.2, -8.6, y) * smoothstep(-1.0, 1.2, z)
    moustache = smoothstep(-1.25, -1.6, y + 0.28 * x) * smoothstep(3.1, 2.5, x) * smoothstep(-3.7, -3.2, y) * (z > 7.5)
    side = smoothstep(5.6, 6.2, x) * smoothstep(6.0, 4.0, y) * smoothstep(1.6, 2.6, z) * (1 - smoothstep(5.6, 7.0, z)) * smoothstep(-3.0, -1.0, y)
    return Beard(jaw, moustache, side)


class Brow(NamedTuple):
    """Both brows at points [n]: how hairy, how far along (0 at the nose, 1 at the tail), how far off the middle line (-1 to 1)."""

    share: np.ndarray
    along: np.ndarray
    off: np.ndarray


def brow(rest: np.ndarray, person: Person) -> Brow:
    """The person's brows. Each person has an own course: arch, peak, taper, start and ragged lower edge."""
    thick, arch, height, _ = person.brow_shape
    own = np.random.default_rng([person.seed, 0xB0])
    peak, taper, start, droop = own.uniform(0.60, 0.84), own.uniform(0.18, 0.42), own.uniform(0.80, 1.2), own.uniform(0.30, 0.75)
    x = np.abs(rest[:, 0])
    along = np.clip((x - start) / 4.9, 0, 1)
    middle = 5.58 + height + (0.82 + arch) * np.sin(np.pi * along**0.85 * peak) - (0.15 + droop) * along**2.2
    half = (0.30 + 0.24 * thick) * lerp(1.0, taper, along**1.6) * smoothstep(-0.05, 0.16, along)
    uneven = field(rest, int(person.seed % 913), 1.9)
    wobble = 0.10 * uneven[:, 0]
    off = (rest[:, 1] - middle + wobble * half * 2) / np.maximum(half, 0.02)
    patch = 0.95 + 0.15 * uneven[:, 1]
    share = np.clip(patch, 0.5, 1.2) * smoothstep(1.45, 0.15, np.abs(off)) * smoothstep(start - 0.3, start + 0.7, x)
    share *= smoothstep(start + 5.3, start + 4.0, x) * (rest[:, 2] > 6)
    return Brow(share, along, off)
