"""Strands of hair: where they can be rooted on a posed head, what keeps them out of it, and the collection that Blender draws."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.spatial import cKDTree

from ..geometry import Head
from ..numerics import unit
from ..posing import Posed
from . import growth
from .surface import Surface

DOWN = np.array([0.0, -1.0, 0.0])


@dataclass
class Strands:
    """Polylines of cm, each with its radius."""

    points: list[np.ndarray] = field(default_factory=list)
    radius: list[np.ndarray] = field(default_factory=list)
    sizes: list[np.ndarray] = field(default_factory=list)

    def add(self, points: np.ndarray, radius: np.ndarray, tip: float = 0.25, root: float = 1.0) -> None:
        """Strands [n,S,3] of radius [n] (cm), thinning to the share `tip` of it, from the share `root`."""
        n, steps, _ = points.shape
        profile = np.linspace(1, 0, steps) ** 0.6 * (1 - tip) + tip
        if root < 1:
            profile = profile * np.minimum(1, root + (1 - root) * np.linspace(0, 4, steps))
        self.points.append(points.reshape(-1, 3))
        self.radius.append((radius[:, None] * profile[None]).ravel())
        self.sizes.append(np.full(n, steps))

    def joined(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All points [n,3], radii [n] and sizes [c]."""
        if not self.points:
            return np.zeros((0, 3)), np.zeros(0), np.zeros(0, int)
        return np.concatenate(self.points), np.concatenate(self.radius), np.concatenate(self.sizes)


@dataclass(frozen=True)
class Roots:
    """Random points of a region of the skin, in triangle coordinates."""

    triangles: np.ndarray  # [n,3]
    weights: np.ndarray  # [n,3]
    rest: np.ndarray  # [n,3] on the rest head

    def on(self, values: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Vertex values [K,d] at the chosen points [c,d]."""
        return (values[self.triangles[chosen]] * self.weights[chosen][..., None]).sum(1)


def scatter_roots(head: Head, surface: Surface) -> dict[str, Roots]:
    """Points for brows, beard and scalp on the rest head; the same for everybody."""
    rng = np.random.default_rng(3)
    skin = surface.skin
    corners = head.rest[skin]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    x, y, z = corners.mean(1).T

    def scatter(where: np.ndarray, count: int) -> Roots:
        tri = skin[where]
        i = rng.choice(len(tri), count, p=area[where] / area[where].sum())
        w = rng.dirichlet((1, 1, 1), count)
        return Roots(tri[i], w, (head.rest[tri[i]] * w[..., None]).sum(1))

    return {
        "brow": scatter((np.abs(x) < 6.8) & (y > 4.4) & (y < 8.6) & (z > 6), 18000),
        "beard": scatter((y < 5.5) & (y > -11.5) & (z > 0.5) & (head.lip[skin].max(1) < 0.6), 26000),
        "scalp": scatter(growth.scalp(corners.mean(1), 0.3) > 0, 40000),
    }


class HairyHead:
    """A posed head as hair sees it."""

    def __init__(self, head: Head, surface: Surface, roots: dict[str, Roots], posed: Posed, world: np.ndarray, normals: np.ndarray) -> None:
        self.head, self.roots, self.posed, self.world, self.normals = head, roots, posed, world, normals
        skull = np.unique(surface.skin)
        self.skull = skull[head.rest[skull, 1] > -9]
        self._tree = cKDTree(world[self.skull])

    def rooted(self, region: str, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places, normals and rest places [c,3] of chosen roots."""
        roots = self.roots[region]
        return roots.on(self.world, chosen), unit(roots.on(self.normals, chosen)), roots.rest[chosen]

    def depth(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Height over the skin [n], its normals [n,3] and the distance to its nearest vertex [n]."""
        distance, near = self._tree.query(points)
        near = self.skull[near]
        return ((points - self.world[near]) * self.normals[near]).sum(1), self.normals[near], distance

    def off_skin(self, points: np.ndarray, clearance: np.ndarray | float, reach: float = 3.5, most: float = 1.2) -> np.ndarray:
        """Points [n,3] pushed out to at least `clearance` (cm) over the skin."""
        height, normal, distance = self.depth(points)
        push = np.where(distance < reach, np.clip(clearance - height, 0, most), 0)
        return points + push[:, None] * normal


def combed(rest: np.ndarray, whorl: np.ndarray) -> np.ndarray:
    """Directions [n,3] in which hair falls from a whorl, at rest points [n,3]."""
    q = rest - whorl
    return unit(np.stack([q[:, 0], -0.55 * np.linalg.norm(q, axis=1), q[:, 2]], 1))


def flattened(direction: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Directions [n,3] made tangent to the skin, of length 1."""
    return unit(direction - (direction * normal).sum(1, keepdims=True) * normal)


def baby_hair(hairy: HairyHead, share: np.ndarray, whorl: np.ndarray, count: int, rng: np.random.Generator, out: Strands) -> None:
    """Short new hair along the hairline."""
    edge = rng.permutation(np.flatnonzero((share > 0.05) & (share < 0.85)))[:count]
    place, normal, rest = hairy.rooted("scalp", edge)
    direction = flattened(combed(rest, whorl) * [1, 1, -0.3] @ hairy.posed.turn.T, normal)
    direction = unit(direction + 0.3 * rng.standard_normal(direction.shape))
    t = np.linspace(0, 1, 4)[None, :, None]
    length = rng.uniform(0.4, 1.3, (len(edge), 1, 1))
    out.add(place[:, None] + (direction[:, None] * t + normal[:, None] * 0.3 * t * (1 - 0.6 * t)) * length, np.full(len(edge), 0.010), 0.3)


def clumped(points: np.ndarray, rest: np.ndarray, count: int, strength: tuple[float, float], rng: np.random.Generator, loose: float = 0.12) -> np.ndarray:
    """Strands [n,S,3] drawn towards `count` of them, more at their tips; a share stays loose."""
    n, steps, _ = points.shape
    centres = rng.choice(n, min(count, n), replace=False)
    _, mine = cKDTree(rest[centres] + 0.3 * rng.standard_normal((len(centres), 3))).query(rest + 0.12 * rng.standard_normal(rest.shape))
    pull = (np.linspace(0, 1, steps) ** 1.3)[None, :, None] * rng.uniform(*strength)
    free = rng.random((n, 1, 1)) < loose
    return np.where(free, points, points + (points[centres][mine] - points) * pull)
