"""Textures that repeat without a seam: the grain of skin and cloth, and streaks for whatever grows in strands."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, zoom

GRAIN_SIDE, STRAND_WIDTH, STRAND_LENGTH = 64, 512, 64
SEED = 7


def _spread(values: np.ndarray, deviation: float) -> np.ndarray:
    """Around 0.5 with this deviation, kept in 0-1."""
    return np.clip(0.5 + (values - values.mean()) / values.std() * deviation, 0, 1)


def _bytes(channels: list[np.ndarray]) -> np.ndarray:
    return (np.stack(channels, -1) * 255 + 0.5).astype(np.uint8)


def grain() -> np.ndarray:
    """Random fields uint8 [64,64,64,4] of 64, 32, 16 and 8 cells a side, 0-255 around 128."""
    rng = np.random.default_rng(SEED)
    fields = []
    for cells in (64, 32, 16, 8):
        field = rng.random((cells,) * 3)
        step = GRAIN_SIDE // cells
        fields.append(_spread(zoom(field, step, order=1, mode="grid-wrap", grid_mode=True), 0.26))
    return _bytes(fields)


def strands() -> np.ndarray:
    """Streaks uint8 [64 along, 512 across, 4]: locks (about 10 texels wide), strands (2), finer strands (1), and nothing."""
    rng = np.random.default_rng(SEED + 1)
    shape = (STRAND_LENGTH, STRAND_WIDTH)
    fields = [_spread(gaussian_filter(rng.random(shape), (along, across), mode="wrap"), 0.24) for along, across in ((7, 5.0), (5, 1.1), (3, 0.5))]
    return _bytes([*fields, np.zeros(shape)])
