"""What the sketch draws besides the head's own mesh: eyeballs, lashes, glasses."""

from __future__ import annotations

import numpy as np

from .geometry import Head, smooth_polyline
from .posing import Posed

#: Landmarks of each upper lid's margin, outer corner first, and of the lower lid's middle; +1 the person's left.
LIDS = ((1.0, (45, 44, 43, 42), (46, 47)), (-1.0, (36, 37, 38, 39), (41, 40)))
LASH_STEPS = 8


def sphere(rings: int = 20, sectors: int = 28) -> tuple[np.ndarray, np.ndarray]:
    """Unit directions [n,3] of the front half and more of a sphere around +Z, and triangles."""
    theta = np.linspace(0, np.pi * 0.62, rings)
    phi = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    d = np.stack([np.outer(np.sin(theta), np.cos(phi)), np.outer(np.sin(theta), np.sin(phi)), np.outer(np.cos(theta), np.ones(sectors))], -1).reshape(-1, 3)
    tri = []
    for i in range(rings - 1):
        for j in range(sectors):
            a, b = i * sectors + j, i * sectors + (j + 1) % sectors
            tri += [(a, a + sectors, b), (b, a + sectors, b + sectors)]
    return d.astype(np.float32), np.asarray(tri, np.int32)


def lash_strips(head: Head, vertices: np.ndarray, feminine: bool) -> list[np.ndarray]:
    """A fringe for each eye [n,5] (place and place on the fringe) that stands off the upper lid's margin, longest towards the temple.

    It points up from an open lid, down from a closed one.
    """
    strips = []
    for side, chain, below in LIDS:
        marks = head.landmarks
        root = smooth_polyline(vertices[marks[list(chain)]], LASH_STEPS, closed=False)
        gap = vertices[marks[list(chain[1:3])], 1].mean() - vertices[marks[list(below)], 1].mean()
        rise = np.interp(gap, (0.0, 0.75), (-0.9, 1.0))
        t = np.linspace(0, 1, len(root), dtype=np.float32)[:, None]  # from the outer corner in
        up = np.array([0.0, rise, 0.55]) + np.array([0.7 * side, 0, 0]) * (1 - 1.4 * t)
        length = (0.62 if feminine else 0.42) * np.sin(np.pi * np.clip(0.12 + 0.85 * (1 - t), 0, 1)) ** 0.6
        tip = root + up / np.linalg.norm(up, axis=1, keepdims=True) * length
        ends = [np.concatenate([points, t, np.full_like(t, v)], 1) for points, v in ((root, 0.0), (tip, 1.0))]
        strips.append(np.stack(ends, 1).reshape(-1, 5))
    return strips


def glasses_on(head: Head, posed: Posed, frame: np.ndarray) -> np.ndarray:
    """The vertices [n,8] of a frame on this person's nose, before these eyes."""
    vertices, rest, eyes = frame.copy(), posed.rest, posed.eyes
    middle = head.eye_rest.mean(0)
    spread = float((eyes[0, 0] - eyes[1, 0]) / (head.eye_rest[0, 0] - head.eye_rest[1, 0]))
    vertices[:, 0] *= spread
    vertices[:, 1] += eyes[:, 1].mean() - middle[1]
    bridge = head.landmarks[28]
    vertices[:, 2] += max(float(rest[bridge, 2] - head.rest[bridge, 2]), float(eyes[:, 2].mean() - middle[2]))
    return vertices
