"""A smooth hull over head, hair line and neck in capsule coordinates: what is worn on the head or round the neck is cut from it."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from ..numerics import smoothstep

SECTORS, DOME, TRUNK = 120, 36, 56
CENTRE = np.array([0.0, 4.5, -1.0])
BOTTOM = -18.0  # cm


class Hull:
    """A grid of (rows from the crown to `BOTTOM`) × (sectors from the back over the person's left): places and outward directions."""

    def __init__(self, points: np.ndarray) -> None:
        """`points` [n,3] before the head's turn: skin, and whatever lies under."""
        azimuth = np.linspace(-np.pi, np.pi, SECTORS, endpoint=False)
        polar = np.linspace(0.02, np.pi / 2, DOME)
        flat = np.stack([np.sin(azimuth), np.zeros(SECTORS), np.cos(azimuth)], 1)
        dome = np.sin(polar)[:, None, None] * flat[None] + np.cos(polar)[:, None, None] * np.array([0, 1.0, 0])
        above = points[points[:, 1] > CENTRE[1] - 1.5] - CENTRE
        length = np.linalg.norm(above, axis=1)
        _, near = cKDTree(above / length[:, None]).query(dome.reshape(-1, 3), k=10)
        dome_radius = length[near].max(1).reshape(DOME, SECTORS)
        heights = np.linspace(CENTRE[1], BOTTOM, TRUNK + 1)[1:]
        axis = self._axis(heights)
        below = points[(points[:, 1] < CENTRE[1] + 1.0) & (points[:, 1] > BOTTOM - 2)]
        arm = below[:, [0, 2]] - np.stack([np.zeros(len(below)), self._axis(below[:, 1])], 1)
        reach, turn = np.linalg.norm(arm, axis=1), np.arctan2(arm[:, 0], arm[:, 1])
        place = np.stack([np.sin(turn) * 6, np.cos(turn) * 6, below[:, 1]], 1)
        grid = np.stack(np.broadcast_arrays(np.sin(azimuth)[None] * 6, np.cos(azimuth)[None] * 6, heights[:, None]), -1)
        _, near = cKDTree(place).query(grid.reshape(-1, 3), k=10)
        trunk_radius = reach[near].max(1).reshape(TRUNK, SECTORS)
        radius = ndimage.gaussian_filter(np.concatenate([dome_radius, trunk_radius]), (1.2, 1.5), mode=("nearest", "wrap"))
        self.outward = np.concatenate([dome, np.broadcast_to(flat, (TRUNK, SECTORS, 3))])
        origin = np.broadcast_to(CENTRE, (DOME, SECTORS, 3)), np.stack(np.broadcast_arrays(np.zeros((TRUNK, SECTORS)), heights[:, None], axis[:, None]), -1)
        self.origin = np.concatenate(origin)
        self.radius = radius
        self.azimuth = np.broadcast_to(azimuth, radius.shape)

    @staticmethod
    def _axis(height: np.ndarray) -> np.ndarray:
        """Depth z of the trunk's axis: the neck leans back from the head's middle."""
        return -1.0 - 1.2 * smoothstep(-4.0, -12.0, height)

    def at(self, margin: np.ndarray | float) -> np.ndarray:
        """Places [rows,sectors,3], `margin` cm outside."""
        return self.origin + self.outward * (self.radius + margin)[..., None]

    def draped(self) -> None:
        """Let what hangs span hollows: no row below the chin is nearer than most of what is above it."""
        start = DOME + 8
        for row in range(start, len(self.radius)):
            self.radius[row] = np.maximum(self.radius[row], self.radius[row - 1] * 0.985)

    def crossing(self, height: np.ndarray) -> np.ndarray:
        """Fractional row [sectors] at which each sector first lies below a height [sectors] or [rows,sectors] (cm); the last row where none does."""
        over = self.at(0.0)[..., 1] - height
        below = over < 0
        row = np.where(below.any(0), below.argmax(0), len(over) - 1).clip(1)
        columns = np.arange(over.shape[1])
        a, b = over[row - 1, columns], over[row, columns]
        return row - 1 + np.clip(a / np.maximum(a - b, 1e-6), 0, 1)

    @staticmethod
    def band(places: np.ndarray, first: np.ndarray | float, last: np.ndarray, rows: int) -> np.ndarray:
        """A strip [rows,sectors,3] of a grid of places between two fractional rows of each sector: its edges are smooth lines."""
        at = first + (last - first) * np.linspace(0, 1, rows)[:, None]
        low = np.clip(at.astype(int), 0, len(places) - 2)
        share, columns = (at - low)[..., None], np.arange(places.shape[1])[None]
        return places[low, columns] * (1 - share) + places[low + 1, columns] * share

    @staticmethod
    def triangles(keep: np.ndarray) -> np.ndarray:
        """Triangles over the grid whose corners are all kept (bool [rows,sectors])."""
        rows, sectors = keep.shape
        i, j = np.meshgrid(np.arange(rows - 1), np.arange(sectors), indexing="ij")
        a, b = i * sectors + j, i * sectors + (j + 1) % sectors
        quads = np.stack([a, a + sectors, b + sectors, b], -1).reshape(-1, 4)
        quads = quads[keep.ravel()[quads].all(1)]
        return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
