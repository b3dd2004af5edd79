"""The spectacle frame: tubes along two rims, a bridge and two arms, in rest space."""

from __future__ import annotations

import numpy as np


def _tube(points: np.ndarray, radius: float, closed: bool, sides: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions, normals and triangles of a tube along a polyline [n,3]."""
    n = len(points)
    ahead = np.roll(points, -1, 0) if closed else np.vstack([points[1:], points[-1:]])
    behind = np.roll(points, 1, 0) if closed else np.vstack([points[:1], points[:-1]])
    axis = ahead - behind
    axis /= np.linalg.norm(axis, axis=1, keepdims=True)
    first = np.cross(axis, [0.01, 0.02, 1.0])
    short = np.linalg.norm(first, axis=1) < 0.2
    first[short] = np.cross(axis[short], [0, 1.0, 0])
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(axis, first)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    normal = first[:, None] * np.cos(angle)[None, :, None] + second[:, None] * np.sin(angle)[None, :, None]
    position = points[:, None] + radius * normal
    tri = []
    for i in range(n if closed else n - 1):
        for j in range(sides):
            a, b = i * sides + j, i * sides + (j + 1) % sides
            c, d = ((i + 1) % n) * sides + j, ((i + 1) % n) * sides + (j + 1) % sides
            tri += [(a, c, b), (b, c, d)]
    return position.reshape(-1, 3), normal.reshape(-1, 3), np.asarray(tri)


#: Middle and half width and height of the lens on the person's left, cm.
LENS_MIDDLE, LENS_HALF = (3.25, 3.15), (2.55, 1.95)


def lens_depth(x: np.ndarray) -> np.ndarray:
    """Depth of the rim at a distance x from the middle of the face, cm."""
    return 11.1 - 0.055 * (x - 0.5) ** 2


def glasses_mesh(sides: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Vertices [n,8] (position, normal, uv) and triangles of a spectacle frame in rest space, of tubes with so many sides."""
    pieces = []
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    for s in (1.0, -1.0):
        c, q = np.cos(angle), np.sin(angle)
        x = LENS_MIDDLE[0] + LENS_HALF[0] * np.sign(c) * np.abs(c) ** 0.75
        y = LENS_MIDDLE[1] + LENS_HALF[1] * np.sign(q) * np.abs(q) ** 0.75
        z = lens_depth(x)
        pieces.append(_tube(np.stack([s * x, y, z], 1), 0.17, True, sides))
        pieces.append(_tube(np.array([[s * 5.75, 3.7, 9.6], [s * 6.9, 3.8, 8.4], [s * 8.3, 3.9, 1.5], [s * 8.4, 3.7, 0.0]]), 0.15, False, sides))
    pieces.append(_tube(np.array([[-0.75, 3.6, 11.1], [-0.3, 3.85, 11.4], [0.3, 3.85, 11.4], [0.75, 3.6, 11.1]]), 0.16, False, sides))
    vertices, triangles, start = [], [], 0
    for position, normal, tri in pieces:
        vertices.append(np.concatenate([position, normal, np.zeros((len(position), 2))], 1))
        triangles.append(tri + start)
        start += len(position)
    return np.concatenate(vertices).astype(np.float32), np.concatenate(triangles).astype(np.int32)
