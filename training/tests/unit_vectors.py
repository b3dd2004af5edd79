"""Unit vectors for tests, by the columns' names."""

from __future__ import annotations

import numpy as np

from training.facs import COLUMN_INDEX, COLUMNS


def vector(**units: float) -> np.ndarray:
    """A unit vector from column names."""
    au = np.zeros(len(COLUMNS), np.float32)
    for name, value in units.items():
        au[COLUMN_INDEX[name]] = value
    return au
