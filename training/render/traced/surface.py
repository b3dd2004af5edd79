"""The head's surface for the path tracer: triangles with texture coordinates and parts, and tables over its texels, made once and kept.

Texels of the face and of the back of the head know where they lie on the rest head; MakeHuman's skins (CC0) are carried there by the
correspondence of `forms.facekit_to_makehuman`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage
from scipy.spatial import cKDTree

from .. import folds
from ..forms import facekit_to_makehuman
from ..geometry import Head, _inside_polygon_distance, makehuman_to_facekit, smooth_polyline
from ..numerics import grain

#: MakeHuman's skins. All seven are of men.
SKINS = (
    "middleage_lightskinned_male_diffuse",
    "middleage_lightskinned_male_diffuse2",
    "young_lightskinned_male_diffuse",
    "young_lightskinned_male_diffuse2",
    "young_lightskinned_male_diffuse3",
    "young_darkskinned_male_diffuse",
    "old_darkskinned_male_diffuse",
)
FOLD_NAMES = tuple(name for layer in folds.LAYERS for name in layer)
#: Parts of the surface: their slots in the mesh's materials.
FACE, BACK, GUMS, TEETH, MOUTH, SOCKET, TEARS = range(7)
GRAINS = (0.7, 1.6, 4.0, 12.0, 40.0)  # texels of 1024
VERSION = 3


@dataclass(frozen=True)
class Surface:
    """Triangles of the whole head. Slots are the parts above."""

    triangles: np.ndarray  # [m,3]
    uv: np.ndarray  # [m,3,2] within the part's own map
    slot: np.ndarray  # [m]

    @property
    def skin(self) -> np.ndarray:
        """Triangles of face, head and neck [s,3]."""
        return self.triangles[self.slot <= BACK]


@dataclass(frozen=True)
class Texels:
    """Tables over one map of size × size texels; row 0 is v = 0."""

    size: int
    rest: np.ndarray  # [size,size,3] place on the rest head, cm
    skins: np.ndarray  # float16 [skins,size,size,3] linear albedo; none without MakeHuman
    folds: dict[str, np.ndarray]  # float32 [size,size] by name, 0-1
    lip: np.ndarray  # [size,size] 0-1
    grain: tuple[np.ndarray, ...]


def read_surface(facekit: Path, head: Head) -> Surface:
    """The surface of FaceKit's file for the head that `load_head` made of it."""
    with np.load(facekit, allow_pickle=False) as z:
        tri, tuv, uv, material = z["tri"], z["tri_uv"], z["uv"], z["tri_material"].astype(int)
    parts = {0: FACE, 1: BACK, 2: GUMS, 3: TEETH, 8: TEARS}
    used = (tri < len(head.rest)).all(1) & np.isin(material, list(parts))
    tri, tuv, material = tri[used], tuv[used], material[used]
    slot = np.array([parts.get(m, 0) for m in range(9)])[material]
    skin_end, mouth_end, _ = head.ranges
    skin = material <= 1
    slot = np.where(skin & ((tri >= skin_end) & (tri < mouth_end)).any(1), MOUTH, slot)
    slot = np.where(skin & (tri >= mouth_end).all(1), SOCKET, slot)
    corners = uv[tuv] - np.stack([material, np.zeros_like(material)], 1)[:, None]
    return Surface(tri.astype(np.int32), corners.astype(np.float32), slot)


def _rest_of_texels(head: Head, surface: Surface, part: int, size: int, points: int) -> np.ndarray:
    """Place of each texel [size,size,3], by averaging random points of the part; empty texels take the nearest's."""
    chosen = surface.slot == part
    tri, uv = surface.triangles[chosen], surface.uv[chosen].astype(float)
    rng = np.random.default_rng(1)
    a, b = uv[:, 1] - uv[:, 0], uv[:, 2] - uv[:, 0]
    area = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) + 1e-9
    i = rng.choice(len(tri), points, p=area / area.sum())
    w = rng.dirichlet((1, 1, 1), points)
    place = (head.rest[tri[i]] * w[..., None]).sum(1)
    texel = np.clip(((uv[i] * w[..., None]).sum(1) * size).astype(int), 0, size - 1)
    k = texel[:, 1] * size + texel[:, 0]
    count = np.bincount(k, minlength=size * size)
    total = np.stack([np.bincount(k, place[:, c], size * size) for c in range(3)], 1)
    mean = (total / np.maximum(count, 1)[:, None]).reshape(size, size, 3)
    rows, columns = ndimage.distance_transform_edt((count == 0).reshape(size, size), return_distances=False, return_indices=True)
    return mean[rows, columns].astype(np.float32)


class _SkinSource:
    """Where on MakeHuman's skins a point of the aligned base head lies."""

    def __init__(self, makehuman: Path) -> None:
        with np.load(makehuman / "head.npz", allow_pickle=False) as z:
            vertices = makehuman_to_facekit(z["vertices"].astype(float))
            body = z["quad_group"] == [str(n) for n in z["group_names"]].index("body")
            quads, quads_uv, uv = z["quads"][body], z["quads_uv"][body], z["uv"]
        tri, tuv = (np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]]) for q in (quads, quads_uv))
        corners = vertices[tri]
        area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
        keep = (corners.mean(1)[:, 1] > -18) & (area > 1e-8)
        corners, tuv, area = corners[keep], tuv[keep], area[keep]
        area = np.maximum(area, np.median(area) * 0.5)
        rng = np.random.default_rng(0)
        i, w = rng.choice(len(area), 1_500_000, p=area / area.sum()), rng.dirichlet((1, 1, 1), 1_500_000)
        self.tree = cKDTree((corners[i] * w[..., None]).sum(1))
        self.uv = (uv[tuv[i]] * w[..., None]).sum(1)
        self.maps = [(np.asarray(Image.open(makehuman / "skins" / f"{name}.png").convert("RGB"), np.float32) / 255) ** 2.2 for name in SKINS]

    def at(self, rest: np.ndarray) -> np.ndarray:
        """Albedos [skins,n,3] of FaceKit rest points [n,3]."""
        distance, near = self.tree.query(facekit_to_makehuman(rest.astype(float)), k=3)
        weight = 1 / (distance + 1e-3)
        weight /= weight.sum(1, keepdims=True)
        uvs = self.uv[near]
        one_chart = np.abs(uvs - uvs[:, :1]).max((1, 2)) < 0.01  # averaged only where the three agree
        uv = np.where(one_chart[:, None], (uvs * weight[..., None]).sum(1), uvs[:, 0])
        # The maps are the head part of 2048² pictures, cut at x 1296, y 352.
        x, y = uv[:, 0] * 2048 - 1296.5, (1 - uv[:, 1]) * 2048 - 352.5
        return np.stack([np.stack([ndimage.map_coordinates(m[..., c], [y, x], order=1, mode="nearest") for c in range(3)], 1) for m in self.maps])


def _folds_at(rest: np.ndarray) -> np.ndarray:
    """The fold maps at rest points [n,3]: uint8 [folds,n]."""
    baked = folds.bake().astype(np.float32)
    x = np.abs(rest[:, 0]) / folds.EXTENT_X * folds.SIZE - 0.5
    y = (rest[:, 1] - folds.BOTTOM) / (folds.TOP - folds.BOTTOM) * folds.SIZE - 0.5
    return np.stack(
        [
            (ndimage.map_coordinates(baked[layer, :, :, c], [y, x], order=1, mode="nearest") + 0.5).astype(np.uint8)
            for layer in range(len(folds.LAYERS))
            for c in range(4)
        ]
    )


def _lip_at(rest: np.ndarray, head: Head) -> np.ndarray:
    """0-1 [n], inside the outer line of the lips."""
    outer = smooth_polyline(head.rest[head.landmarks[48:60], :2], 5, closed=True)
    near = np.flatnonzero((np.abs(rest[:, 0]) < 4) & (rest[:, 1] < 0) & (rest[:, 1] > -7) & (rest[:, 2] > 8))
    lip = np.zeros(len(rest), np.float32)
    for start in range(0, len(near), 40_000):
        part = near[start : start + 40_000]
        lip[part] = np.clip(_inside_polygon_distance(rest[part, :2], outer) / 0.40 + 0.18, 0, 1)
    return lip


def _cache_name(facekit: Path, makehuman: Path | None, sizes: dict[int, int]) -> str:
    stamp = [VERSION, sizes, facekit.stat().st_size, None if makehuman is None else (makehuman / "head.npz").stat().st_size, folds.bake().tobytes()]
    return hashlib.sha256(repr(stamp).encode()).hexdigest()[:12]


def load_texels(facekit: Path, makehuman: Path | None, head: Head, surface: Surface, cache: Path, sizes: dict[int, int]) -> dict[int, Texels]:
    """Tables of the maps of `sizes` (part -> texels a side), from `cache` where they were made before (a minute otherwise)."""
    path = cache / f"texels-{_cache_name(facekit, makehuman, sizes)}.npz"
    if not path.exists():
        source = _SkinSource(makehuman) if makehuman is not None else None
        arrays: dict[str, Any] = {}  # numpy's types take an array's name for a setting of savez
        for part, size in sizes.items():
            rest = _rest_of_texels(head, surface, part, size, 5 * size * size)
            flat = rest.reshape(-1, 3)
            arrays[f"rest{part}"] = rest
            skins = source.at(flat) if source else np.zeros((0, len(flat), 3))
            arrays[f"skins{part}"] = skins.reshape(-1, size, size, 3).astype(np.float16)
            arrays[f"folds{part}"] = _folds_at(flat).reshape(-1, size, size)
            arrays[f"lip{part}"] = _lip_at(flat, head).reshape(size, size)
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, **arrays)
        partial.replace(path)
    with np.load(path) as z:
        return {
            part: Texels(
                size,
                z[f"rest{part}"],
                z[f"skins{part}"],
                {name: z[f"folds{part}"][i] / np.float32(255) for i, name in enumerate(FOLD_NAMES)},
                z[f"lip{part}"],
                tuple(grain(size, sigma * size / 1024 + (0.2 if size < 1024 else 0), 10 + i) for i, sigma in enumerate(GRAINS)),
            )
            for part, size in sizes.items()
        }
