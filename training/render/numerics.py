"""Small numeric helpers that the renderer's rooms share."""

from __future__ import annotations

from typing import overload

import numpy as np
from scipy import ndimage

from .folds import smoothstep

__all__ = ["field", "grain", "lerp", "smoothstep", "unit"]


@overload
def lerp(a: np.ndarray | float, b: np.ndarray | float, t: np.ndarray) -> np.ndarray: ...
@overload
def lerp(a: np.ndarray, b: np.ndarray, t: float) -> np.ndarray: ...
def lerp(a: np.ndarray | float, b: np.ndarray | float, t: np.ndarray | float) -> np.ndarray | float:
    """From a to b."""
    return a + (b - a) * t


def unit(v: np.ndarray) -> np.ndarray:
    """Vectors [...,d] of length 1."""
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9)


def field(points: np.ndarray, seed: int, frequency: float) -> np.ndarray:
    """A smooth random vector field [n,3] at points [n,3], about N(0, 0.7): sums of sines."""
    rng = np.random.default_rng(seed)
    out = np.zeros_like(points)
    for _ in range(6):
        waves, phase = rng.standard_normal((3, 3)) * frequency, rng.uniform(0, 6.28, 3)
        out += np.sin(points @ waves.T.astype(points.dtype) + phase.astype(points.dtype))
    return out / points.dtype.type(2.4)


def grain(size: int, sigma: float, seed: int) -> np.ndarray:
    """Tiling noise [size,size] of deviation 1, smoothed by `sigma` texels."""
    noise = np.random.default_rng(seed).standard_normal((size, size)).astype(np.float32)
    noise = ndimage.gaussian_filter(noise, sigma, mode="wrap")
    return noise / noise.std()
