"""The head that is drawn: FaceKit's mesh, per-vertex masks, extra shapes, and MakeHuman's forms carried over to it.

Rest space is FaceKit's: centimetres, +X the person's left, +Y up, +Z forward, eyes at y = 3.6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from .forms import FORM_NAMES, carry_forms

#: Where FaceKit's head and neck, mouth socket and eye sockets end among its vertices (a file may bring its own `ranges`).
FACEKIT_RANGES = (11248, 13294, 14062)
EYE_RADIUS = 1.52  # cm
IDENTITY_MODES = 100
#: Materials drawn as they are; eyeballs are spheres of our own; blend, occlusion and lash faces are left out, tears are the wet rim of the lids.
SKIN_MATERIALS, GUM_MATERIAL, TEETH_MATERIAL, TEAR_MATERIAL = (0, 1), 2, 3, 8
SCLERA_MATERIALS = (4, 6)  # left, right


@dataclass
class Head:
    """All geometry a renderer needs; K kept vertices."""

    rest: np.ndarray  # [K,3] cm
    ranges: tuple[int, int, int]  # ends of head and neck, mouth socket, eye sockets among the vertices
    shape_names: list[str]
    shape_delta: np.ndarray  # [S, K*3] float32, FaceKit's shapes and ours
    identity_delta: np.ndarray  # [I, K*3] float32
    triangles: dict[str, np.ndarray]  # "skin", "gums", "teeth", "tears" -> [m,3] int32
    lip: np.ndarray  # [K] 0-1, inside the outer lip line
    lash: np.ndarray  # [K,2] 0-1: upper and lower lash line
    landmarks: np.ndarray  # [68] vertex indices
    eye_rest: np.ndarray  # [2,3] eyeball centres, left first
    eye_identity: np.ndarray  # [I,2,4] per mode: centre shift and relative radius change
    form_names: list[str] = field(default_factory=list)
    form_delta: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.float32))  # [F, K*3]
    form_eyes: np.ndarray = field(default_factory=lambda: np.zeros((0, 2, 3), np.float32))


def _gauss(rest: np.ndarray, centre: tuple[float, float, float], radius: tuple[float, float, float]) -> np.ndarray:
    """A bump [K] of height 1 around `centre` with per-axis `radius` (cm)."""
    d = (rest - np.asarray(centre, np.float32)) / np.asarray(radius, np.float32)
    return np.exp(-(d * d).sum(1))


def extra_shapes(rest: np.ndarray, skin: np.ndarray) -> dict[str, np.ndarray]:
    """Shapes [K,3] FaceKit lacks: brows together or slanting, tense lids, mouth corners, thin or bulging lips; sex and age forms.

    `skin` [K] is 1 where skin may move. Expressions follow `_L`/`_R`; "masculine" and "aged" are identity shapes.
    """
    out: dict[str, np.ndarray] = {}
    for side, s in (("L", 1.0), ("R", -1.0)):
        inner = _gauss(rest, (s * 1.7, 5.9, 10.4), (1.7, 1.25, 3.0)) * skin
        middle = _gauss(rest, (s * 3.2, 6.0, 10.0), (2.2, 1.0, 3.0)) * skin
        together = np.zeros_like(rest)
        together[:, 0] = -s * 0.5 * inner
        together[:, 1] = -0.42 * inner - 0.22 * middle
        # The inner ends come down most: a brow lowered evenly reads as tired, not as angry.
        together[:, 1] -= 0.36 * _gauss(rest, (s * 1.5, 5.8, 10.5), (1.5, 1.3, 3.0)) * skin
        together[:, 1] += 0.26 * _gauss(rest, (s * 4.6, 6.2, 9.2), (1.6, 1.2, 3.0)) * skin
        together[:, 2] = 0.22 * _gauss(rest, (s * 1.1, 5.7, 10.6), (0.9, 0.9, 3.0)) * skin + 0.1 * middle
        out[f"browTogether_{side}"] = together
        lower_lid = _gauss(rest, (s * 3.1, 2.75, 9.3), (1.6, 0.55, 2.5)) * skin
        lid = np.zeros_like(rest)
        lid[:, 1] = 0.30 * lower_lid
        lid[:, 2] = 0.10 * _gauss(rest, (s * 3.0, 2.4, 9.3), (1.4, 0.4, 2.5)) * skin
        out[f"lidTight_{side}"] = lid
        corner = _gauss(rest, (s * 2.6, -3.5, 10.1), (1.0, 0.9, 2.5)) * skin
        # The dimpler presses the corner in and level, and the cheek beside it bulges.
        tuck = np.zeros_like(rest)
        tuck[:, 0] = s * 0.10 * corner
        tuck[:, 1] = -0.22 * corner
        tuck[:, 2] = -0.55 * corner + 0.30 * _gauss(rest, (s * 3.9, -3.3, 9.4), (0.8, 1.2, 2.5)) * skin
        out[f"cornerTight_{side}"] = tuck
        drop = np.zeros_like(rest)
        drop[:, 1] = -0.4 * corner
        out[f"cornerDrop_{side}"] = drop
        drawn = np.zeros_like(rest)
        drawn[:, 0] = s * 0.55 * corner
        drawn[:, 1] = 0.22 * corner
        out[f"cornerOut_{side}"] = drawn
        # The inner brow climbs more than the arch, so that the brow slants.
        slant = np.zeros_like(rest)
        slant[:, 1] = 0.42 * _gauss(rest, (s * 1.5, 5.9, 10.5), (1.3, 1.3, 3.0)) * skin
        slant[:, 1] -= 0.12 * _gauss(rest, (s * 4.8, 6.0, 9.2), (1.4, 1.0, 3.0)) * skin
        out[f"browSlant_{side}"] = slant
    x, y, _ = rest.T
    mouth = _gauss(rest, (0, -3.4, 11.0), (2.9, 1.15, 3.0)) * skin
    thin = np.zeros_like(rest)  # towards the line between the lips, without parting or pressing them
    thin[:, 1] = -0.72 * (y + 3.38) * mouth
    thin[:, 2] = -0.25 * mouth
    out["lipThin"] = thin
    bulge = np.zeros_like(rest)
    bulge[:, 2] = 0.42 * (_gauss(rest, (0, -1.9, 11.4), (2.1, 0.5, 3.0)) + _gauss(rest, (0, -5.0, 11.0), (2.0, 0.6, 3.0))) * skin
    out["lipBulge"] = bulge
    jaw = np.exp(-(((y + 4.5) / 3.2) ** 2)) * skin
    chin = _gauss(rest, (0, -6.8, 9.5), (3.2, 1.8, 4.0)) * skin
    ridge = (_gauss(rest, (2.6, 5.6, 9.8), (2.4, 1.0, 3.0)) + _gauss(rest, (-2.6, 5.6, 9.8), (2.4, 1.0, 3.0))) * skin
    lips = _gauss(rest, (0, -3.4, 11.2), (2.6, 1.2, 2.5)) * skin
    nose = _gauss(rest, (0, 0.3, 12.0), (1.9, 2.2, 2.6)) * skin
    masculine = np.zeros_like(rest)
    masculine[:, 0] = 0.075 * x * jaw + 0.10 * x * chin + 0.10 * x * nose
    masculine[:, 1] = -0.30 * chin - 0.09 * ridge - 0.10 * (y + 3.4) * lips
    masculine[:, 2] = 0.32 * ridge + 0.22 * chin - 0.18 * lips + 0.18 * nose
    out["masculine"] = masculine
    aged = np.zeros_like(rest)
    for s in (1.0, -1.0):
        jowl = _gauss(rest, (s * 4.2, -4.6, 8.0), (1.6, 1.6, 3.0)) * skin
        cheek = _gauss(rest, (s * 4.6, -0.6, 8.2), (1.8, 2.0, 3.0)) * skin
        lid_hood = _gauss(rest, (s * 3.7, 4.4, 9.4), (1.4, 0.5, 2.0)) * skin
        aged[:, 1] += -0.55 * jowl - 0.24 * lid_hood - 0.22 * cheek
        aged[:, 0] += s * 0.34 * jowl - s * 0.12 * cheek
        aged[:, 2] += -0.36 * cheek
    aged[:, 2] -= 0.12 * lips
    aged[:, 1] -= 0.08 * (y + 3.4) * lips
    out["aged"] = aged
    return out


#: Vertical gap between the inner lips at rest, cm: closed, a line of shadow between them.
LIP_GAP = 0.03


def close_lips(vertices: np.ndarray, rest: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """A person [K,3] whose lips meet as the neutral's do; identity modes part them, and parted lips are a unit of their own (25)."""
    gap = float((vertices[landmarks[61:64], 1] - vertices[landmarks[[67, 66, 65]], 1]).mean())
    lips = _gauss(rest, (0, -3.36, 11.0), (2.4, 0.8, 2.0))
    closed = vertices.copy()
    closed[:, 1] -= 0.58 * max(gap - LIP_GAP, 0.0) * lips * np.where(rest[:, 1] > -3.36, 1.0, -1.0)
    return closed


def without_mouth(rest: np.ndarray) -> np.ndarray:
    """Weight [K] that keeps a shape of the cheeks or the nose off the lips: nearly 0 at the mouth, 1 above it."""
    return 1.0 - np.clip(_gauss(rest, (0, -3.6, 11.0), (3.6, 2.0, 4.0)) * 1.25, 0.0, 0.92)


#: FaceKit's shapes that raise the upper lip along with what FACS says they move; the lip has units of its own (10, 12).
OFF_THE_MOUTH = ("cheekRaiser", "cheekSquint", "noseSneer")


def _inside_polygon_distance(points: np.ndarray, polygon: np.ndarray) -> np.ndarray:
    """Signed distance [n] of 2D points to a closed polygon, positive inside."""
    a, b = polygon, np.roll(polygon, -1, 0)
    ab = b - a
    ap = points[:, None] - a[None]
    t = np.clip((ap * ab).sum(2) / np.maximum((ab * ab).sum(1), 1e-9), 0, 1)
    distance = np.linalg.norm(ap - t[..., None] * ab, axis=2).min(1)
    y = points[:, None, 1]
    crosses = ((a[:, 1] > y) != (b[:, 1] > y)) & (points[:, None, 0] < a[:, 0] + (y - a[:, 1]) * ab[:, 0] / np.where(ab[:, 1] == 0, 1e-9, ab[:, 1]))
    return np.where(crosses.sum(1) % 2 == 1, distance, -distance)


def smooth_polyline(points: np.ndarray, per_segment: int, closed: bool) -> np.ndarray:
    """Catmull-Rom resampling of a polyline [n,d]."""
    n = len(points)
    rows = []
    for i in range(n if closed else n - 1):
        index = [(i + k) % n if closed else min(max(i + k, 0), n - 1) for k in (-1, 0, 1, 2)]
        p0, p1, p2, p3 = points[index]
        rows += [
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3)
            for t in np.linspace(0, 1, per_segment, endpoint=False)
        ]
    if not closed:
        rows.append(points[-1])
    return np.asarray(rows, np.float32)


def load_head(facekit: Path, makehuman: Path | None) -> Head:
    """Read `facekit.npz` (layout: shared/facekit/README.md) and, if given, the MakeHuman folder for ethnic, sex and age forms."""
    with np.load(facekit, allow_pickle=False) as z:
        data = {key: z[key] for key in z.files}
    neutral = data["neutral"].astype(np.float32)
    material = data["tri_material"]
    skin_end, mouth_end, sockets_end = (int(i) for i in data.get("ranges", FACEKIT_RANGES))
    ranges = (skin_end, mouth_end, sockets_end)
    kept = int(data["tri"][np.isin(material, (*SKIN_MATERIALS, GUM_MATERIAL, TEETH_MATERIAL, TEAR_MATERIAL))].max()) + 1
    rest = neutral[:kept].copy()
    used = (data["tri"] < kept).all(1)
    triangles = {
        "skin": data["tri"][used & np.isin(material, SKIN_MATERIALS)],
        "gums": data["tri"][used & (material == GUM_MATERIAL)],
        "teeth": data["tri"][used & (material == TEETH_MATERIAL)],
        "tears": data["tri"][used & (material == TEAR_MATERIAL)],
    }
    triangles = {k: np.ascontiguousarray(t, np.int32) for k, t in triangles.items()}
    skin = np.zeros(kept, np.float32)
    skin[: ranges[0]] = 1.0

    names = [str(n) for n in data["expression_names"]]
    delta = data["expression_delta"].astype(np.float32)[:, :kept]
    delta[[name.startswith(OFF_THE_MOUTH) for name in names]] *= without_mouth(rest)[:, None]
    more = extra_shapes(rest, skin)
    names += list(more)
    shapes = np.concatenate([delta, np.stack(list(more.values()))]).reshape(len(names), -1)

    identity = data["identity_delta"][:IDENTITY_MODES].astype(np.float32)
    eye_rest, eye_identity = [], []
    for sclera in SCLERA_MATERIALS:
        ball_index = np.unique(data["tri"][material == sclera])
        ball = neutral[ball_index]
        centre = 0.5 * (ball.min(0) + ball.max(0))
        centre[2] = ball[:, 2].min() + 0.5 * (ball[:, 0].max() - ball[:, 0].min())
        direction = (ball - centre) / np.linalg.norm(ball - centre, axis=1, keepdims=True)
        d = identity[:, ball_index]
        shift = d.mean(1)
        radial = ((d - shift[:, None]) * direction).sum(2).mean(1) / EYE_RADIUS
        eye_rest.append(centre)
        eye_identity.append(np.concatenate([shift, radial[:, None]], 1))

    landmarks = data["landmarks68"].astype(np.int64)
    outer = smooth_polyline(rest[landmarks[48:60], :2], 5, closed=True)
    lip = np.clip(_inside_polygon_distance(rest[:, :2], outer) / 0.16 + 0.5, 0, 1) * (rest[:, 2] > 8.5) * skin
    lash = np.zeros((kept, 2), np.float32)
    for upper, lower in (((36, 37, 38, 39), (36, 41, 40, 39)), ((42, 43, 44, 45), (42, 47, 46, 45))):
        for k, chain in enumerate((upper, lower)):
            line = smooth_polyline(rest[landmarks[list(chain)]], 8, closed=False)
            d, _ = cKDTree(line).query(rest)
            lash[:, k] = np.maximum(lash[:, k], np.exp(-((d / (0.19, 0.15)[k]) ** 2)))

    whole = np.ascontiguousarray(data["tri"][used & np.isin(material, SKIN_MATERIALS)], np.int32)
    names_of_forms: list[str] = []
    form_delta, form_eyes = np.zeros((0, kept * 3), np.float32), np.zeros((0, 2, 3), np.float32)
    if makehuman is not None:
        names_of_forms = list(FORM_NAMES)
        form_delta, form_eyes = carry_forms(makehuman, rest, whole, ranges[0], np.asarray(eye_rest))
    return Head(
        rest,
        ranges,
        names,
        np.ascontiguousarray(shapes),
        np.ascontiguousarray(identity[:, :kept].reshape(len(identity), -1)),
        triangles,
        lip.astype(np.float32),
        lash,
        landmarks,
        np.asarray(eye_rest, np.float32),
        np.stack(eye_identity, 1).astype(np.float32),
        names_of_forms,
        form_delta,
        form_eyes,
    )


def vertex_normals(positions: np.ndarray, triangles: np.ndarray, scatter: sparse.csr_matrix) -> np.ndarray:
    """Unit normals [K,3], area-weighted; `scatter` [K, m] sums triangles into vertices (see `scatter_matrix`)."""
    p = positions[triangles]
    face = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    n = scatter @ face
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)


def scatter_matrix(triangles: np.ndarray, vertices: int) -> sparse.csr_matrix:
    """Sparse 0/1 matrix [vertices, triangles]: which triangles touch a vertex."""
    rows = triangles.T.ravel()
    columns = np.tile(np.arange(len(triangles)), 3)
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (vertices, len(triangles)))


def makehuman_to_facekit(points: np.ndarray) -> np.ndarray:
    """MakeHuman base-mesh decimetres to FaceKit centimetres: per-axis scale that aligns eyes, crown, temples, occiput."""
    p = points * 10.0
    return np.stack([p[..., 0] * 1.06, (p[..., 1] - 72.84) * 0.903 + 3.6, p[..., 2] * 1.015 - 4.74], -1)
