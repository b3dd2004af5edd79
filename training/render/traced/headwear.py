"""Headscarf, hood, beanie and cap, cut from the head's hull."""

from __future__ import annotations

import numpy as np

from ..face import FaceParams
from ..numerics import field, smoothstep
from ..posing import Posed
from .blender import add_object, replace_mesh
from .clothing import cloth_material, neck_follow
from .hull import DOME, Hull
from .surface import Surface


class Headwear:
    """What is worn on the head, in the scene."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.material, self.shader = cloth_material("headwear")
        self.worn = add_object("headwear")

    def draw(self, params: FaceParams, posed: Posed, shirt: np.ndarray) -> None:
        """Put it on; `shirt` [n,3] are the clothes under what hangs, in the world."""
        kind = params.person.attributes["headwear"]
        if kind == "none":
            replace_mesh(self.worn, np.zeros((0, 3)), np.zeros((0, 3), int), self.material)
            return
        skin = posed.vertices[np.unique(self.surface.skin)]
        long = kind in ("headscarf", "hood")
        hull = Hull(np.concatenate([skin, posed.unposed(shirt)]) if long else skin)
        vertices, keep = {"headscarf": _headscarf, "hood": _hood, "beanie": _beanie, "cap": _cap}[kind](hull, params)
        triangles = Hull.triangles(keep)
        flat = vertices.reshape(-1, 3)
        follow = neck_follow(flat)[:, None] if long else 1.0
        flat = flat * (1 - follow) + posed.posed(flat) * follow
        if kind == "cap":
            peak, more = _peak(hull, params)
            triangles, flat = np.concatenate([triangles, more + len(flat)]), np.concatenate([flat, posed.posed(peak)])
        replace_mesh(self.worn, flat, triangles, self.material)
        self.shader.inputs["Base Color"].default_value = (*np.clip(params.person.worn, 0.012, 0.8).tolist(), 1)


def _creases(hull: Hull, seed: int, squeeze: tuple[float, float, float], frequency: float) -> np.ndarray:
    """Noise [rows,sectors] over the hull's places."""
    return field(hull.at(0.0).reshape(-1, 3) * squeeze, seed, frequency)[:, 0].reshape(hull.radius.shape)


def _opening(places: np.ndarray, width: float, top: float, bottom: float) -> np.ndarray:
    """How far outside an oval around the face places [...,3] lie: 1 at its edge, less inside."""
    x, y, z = places[..., 0], places[..., 1], places[..., 2]
    middle, half = 0.5 * (top + bottom), 0.5 * (top - bottom)
    return np.where(z > -1.0, np.hypot(x / width, (y - middle) / half), 9.0)


def _rimmed(hull: Hull, margin: np.ndarray, outside: np.ndarray, middle: float) -> tuple[np.ndarray, np.ndarray]:
    """Places and what is kept of a cloth with an opening: vertices just inside are drawn onto its edge, so that the rim is smooth."""
    places = hull.at(margin)
    edge = (outside > 0.82) & (outside < 1.0)
    grow = np.where(edge, 1 / np.maximum(outside, 0.5), 1.0)
    places[..., 0] *= grow
    places[..., 1] = middle + (places[..., 1] - middle) * grow
    return places, outside > 0.82


def _headscarf(hull: Hull, params: FaceParams) -> tuple[np.ndarray, np.ndarray]:
    own = np.random.default_rng([params.person.seed, 0x11A])
    hull.draped()
    top = own.uniform(8.2, 9.6)
    outside = _opening(hull.at(0.0), own.uniform(6.1, 6.7), top, -8.0)
    near = smoothstep(1.5, 1.0, outside)
    folds = _creases(hull, int(params.person.seed % 541), (0.5, 0.9, 0.5), 0.55)
    below = smoothstep(DOME + 8, DOME + 22, np.arange(len(hull.radius)))[:, None]
    margin = 0.35 + 0.25 * near * np.sin(outside * 9) ** 2 + (0.10 + 0.55 * below) * (folds + 0.6) + 0.4 * below
    return _rimmed(hull, np.maximum(margin, 0.2), outside, 0.5 * (top - 8.0))


def _hood(hull: Hull, params: FaceParams) -> tuple[np.ndarray, np.ndarray]:
    own = np.random.default_rng([params.person.seed, 0x0D])
    hull.draped()
    top = own.uniform(11.6, 12.8)
    outside = _opening(hull.at(0.0), 7.3, top, -11.0)
    folds = _creases(hull, int(params.person.seed % 541), (0.6, 0.6, 0.6), 0.35)
    return _rimmed(hull, 1.5 + 0.5 * folds + 0.4 * smoothstep(1.25, 1.0, outside), outside, 0.5 * (top - 11.0))


def _beanie(hull: Hull, params: FaceParams) -> tuple[np.ndarray, np.ndarray]:
    own = np.random.default_rng([params.person.seed, 0xBEA])
    places = hull.at(0.0)
    edge = own.uniform(6.6, 8.2) + 0.24 * (places[..., 2] - 8)
    over = places[..., 1] - edge
    brim = smoothstep(3.4, 3.0, over) * smoothstep(-0.8, 0.1, over)
    ribs = 0.05 * np.sin(hull.azimuth * 60) * brim
    slouch = own.uniform(0.4, 1.6) * smoothstep(4, 9, over)
    knit = hull.at(0.35 + 0.30 * brim + ribs + slouch + 0.12 * _creases(hull, int(params.person.seed % 523), (1, 1, 1), 0.6))
    return _whole(Hull.band(knit, 0.0, hull.crossing(edge), 60))


def _cap(hull: Hull, params: FaceParams) -> tuple[np.ndarray, np.ndarray]:
    edge = _cap_edge(hull.at(0.0))
    crown = hull.at(0.45 + 0.35 * smoothstep(2, 6, hull.at(0.0)[..., 1] - edge))
    return _whole(Hull.band(crown, 0.0, hull.crossing(edge), 48))


def _cap_edge(places: np.ndarray) -> np.ndarray:
    """Height of a cap's rim at places [...,3]: low behind, over the brows in front."""
    return 8.6 + 0.12 * (places[..., 2] - 8)


def _whole(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A grid of which all is kept."""
    return places, np.ones(places.shape[:2], bool)


def _peak(hull: Hull, params: FaceParams) -> tuple[np.ndarray, np.ndarray]:
    """The cap's peak: places [n,3] and triangles."""
    own = np.random.default_rng([params.person.seed, 0xCA9])
    rows, length = 9, own.uniform(5.0, 7.0)
    rim = Hull.band(hull.at(0.45), 0.0, hull.crossing(_cap_edge(hull.at(0.0))), 2)[1]
    front = rim[np.abs(hull.azimuth[0]) < 1.05]
    front = front[np.argsort(front[:, 0])]
    t = np.linspace(-0.06, 1, rows)[:, None]  # begins inside the crown
    x = front[None, :, 0]
    round_ = np.sqrt(np.clip(1 - (x / (np.abs(x).max() + 0.3)) ** 2, 0.02, 1))
    drop = own.uniform(0.6, 1.8)
    places = np.stack(
        [np.broadcast_to(x, (rows, x.shape[1])), front[None, :, 1] - drop * t * round_ - 0.02 * x**2 * t, front[None, :, 2] + t * length * round_], -1
    )
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(x.shape[1] - 1), indexing="ij")
    a = (i * x.shape[1] + j).ravel()
    return places.reshape(-1, 3), np.concatenate([np.stack([a, a + x.shape[1], a + x.shape[1] + 1], 1), np.stack([a, a + x.shape[1] + 1, a + 1], 1)])
