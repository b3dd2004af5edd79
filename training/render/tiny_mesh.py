"""A tiny stand-in for FaceKit, made in code: tests and the `smoke` preset run without the real mesh.

An ellipsoid with FaceKit's proportions, two eyeballs, the 57 shape names as smooth bumps, a dozen identity modes, and
landmarks at their usual places: the same npz layout (see shared/facekit/README.md) plus `ranges`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

CENTRE, RADII = np.array([0.0, 2.5, 0.0]), np.array([7.6, 11.8, 10.2])
MATERIALS = (
    "M_Face",
    "M_BackHead",
    "M_GumsTongue",
    "M_Teeth",
    "M_ScleraLeft",
    "M_IrisLeft",
    "M_ScleraRight",
    "M_IrisRight",
    "M_LacrimalFluid",
    "M_EyeBlend",
    "M_EyeOcclusion",
    "M_EyeLashes",
)
EYE = (3.1, 3.6, 7.9)

#: Shape stem -> (centre on the person's left, displacement at the centre, radius), cm; `_R` is mirrored.
SIDED = {
    "PupilDilate": ((3.1, 3.6), (0, 0, 0), 1.0),
    "browDown": ((3.0, 6.0), (-0.3, -0.6, 0.2), 1.4),
    "browInnerUp": ((1.6, 6.0), (0, 0.7, 0), 1.3),
    "browOuterUp": ((4.6, 6.0), (0, 0.7, 0), 1.3),
    "cheekPuff": ((4.4, -2.0), (0.4, 0, 0.6), 1.8),
    "cheekRaiser": ((4.2, 1.2), (0, 0.5, 0.2), 1.5),
    "cheekSquint": ((3.9, 1.8), (0, 0.4, 0.1), 1.2),
    "eyeBlink": ((3.1, 3.6), (0, -0.1, 0.8), 1.1),
    "eyeLookDown": ((3.1, 4.4), (0, -0.3, 0.2), 0.8),
    "eyeLookIn": ((3.1, 3.6), (-0.1, 0, 0), 0.8),
    "eyeLookOut": ((3.1, 3.6), (0.1, 0, 0), 0.8),
    "eyeLookUp": ((3.1, 4.4), (0, 0.3, 0), 0.8),
    "eyeSquint": ((3.1, 2.6), (0, 0.4, 0.2), 0.9),
    "eyeWide": ((3.1, 4.5), (0, 0.4, -0.1), 0.8),
    "mouthDimple": ((2.9, -3.5), (0.3, 0, -0.4), 0.9),
    "mouthFrown": ((2.6, -3.7), (0, -0.8, 0), 1.0),
    "mouthLowerDown": ((1.0, -4.2), (0, -0.7, 0.1), 1.0),
    "mouthPress": ((1.4, -3.5), (0, 0, -0.3), 0.9),
    "mouthSmile": ((2.6, -3.4), (0.6, 0.9, -0.2), 1.2),
    "mouthStretch": ((2.8, -3.6), (0.9, -0.2, -0.2), 1.1),
    "mouthUpperUp": ((1.0, -2.6), (0, 0.7, 0.1), 0.9),
    "noseSneer": ((1.2, 0.8), (0, 0.6, 0.2), 1.1),
}
CENTRAL = {
    "jawForward": ((0, -6.5), (0, 0, 0.6), 2.5),
    "jawLeft": ((0, -6.5), (0.7, 0, 0), 2.5),
    "jawOpen": ((0, -6.5), (0, -2.4, -0.6), 2.6),
    "jawRight": ((0, -6.5), (-0.7, 0, 0), 2.5),
    "mouthClose": ((0, -3.6), (0, 0.3, 0), 1.2),
    "mouthFunnel": ((0, -3.4), (0, 0, 0.9), 1.5),
    "mouthLeft": ((0, -3.4), (0.7, 0, 0), 1.6),
    "mouthPucker": ((0, -3.4), (0, 0, 0.7), 1.3),
    "mouthRight": ((0, -3.4), (-0.7, 0, 0), 1.6),
    "mouthRollLower": ((0, -4.0), (0, 0.2, -0.4), 1.0),
    "mouthRollUpper": ((0, -2.9), (0, -0.2, -0.4), 1.0),
    "mouthShrugLower": ((0, -5.0), (0, 0.6, 0.3), 1.2),
    "mouthShrugUpper": ((0, -2.6), (0, 0.3, 0.1), 1.0),
}


def landmark_places() -> np.ndarray:
    """Multi-PIE landmarks [68,2] (x, y) in FaceKit's proportions."""
    jaw = [(-7.3 * np.cos(t), 2.6 - 10.2 * np.sin(t)) for t in np.linspace(0, np.pi, 17)]
    brow = [(5.8, 5.2), (4.9, 6.0), (3.8, 6.3), (2.4, 6.2), (1.2, 5.9)]
    eye = [(4.5, 3.4), (3.9, 3.9), (2.8, 3.9), (1.8, 3.3), (2.7, 3.1), (3.9, 3.1)]
    mirror = lambda points: [(-x, y) for x, y in points]  # noqa: E731
    nose = [(0, 3.7), (0, 2.6), (0, 1.6), (0, 0.4), (-1.2, -1.1), (-0.6, -1.1), (0, -1.2), (0.6, -1.1), (1.2, -1.1)]
    right_eye = mirror(eye)
    left_eye = [eye[3], eye[2], eye[1], eye[0], eye[5], eye[4]]
    outer = [(2.5 * np.cos(t), -3.5 + (0.95 if np.sin(t) > 0 else 0.9) * np.sin(t)) for t in np.linspace(np.pi, -np.pi, 12, endpoint=False)]
    inner = [(2.1 * np.cos(t), -3.45 + 0.1 * np.sin(t)) for t in np.linspace(np.pi, -np.pi, 8, endpoint=False)]
    return np.array([*jaw, *mirror(brow), *brow[::-1], *nose, *right_eye, *left_eye, *outer, *inner])


def write_tiny_mesh(path: Path, rings: int = 56, sectors: int = 64) -> Path:
    """Write the mesh to `path` (npz) and return it."""
    theta = np.linspace(0.02, np.pi - 0.02, rings)
    phi = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    unit = np.stack([np.outer(np.sin(theta), np.sin(phi)), np.outer(np.cos(theta), np.ones(sectors)), np.outer(np.sin(theta), np.cos(phi))], -1).reshape(-1, 3)
    skin = CENTRE + RADII * unit
    skin[:, 2] += 1.4 * np.exp(-((skin[:, 0] / 1.1) ** 2) - ((skin[:, 1] - 0.6) / 1.6) ** 2) * (skin[:, 2] > 0)  # a nose
    ball = (
        np.array(
            [
                [np.sin(t) * np.cos(f), np.sin(t) * np.sin(f), np.cos(t)]
                for t in np.linspace(0.1, np.pi - 0.1, 8)
                for f in np.linspace(0, 2 * np.pi, 10, endpoint=False)
            ]
        )
        * 1.5
    )
    vertices = np.concatenate([skin, ball + EYE, ball + np.array(EYE) * (-1, 1, 1)])

    def strip(start: int, rows: int, columns: int) -> list[tuple[int, int, int]]:
        out = []
        for i in range(rows - 1):
            for j in range(columns):
                a, b = start + i * columns + j, start + i * columns + (j + 1) % columns
                out += [(a, a + columns, b), (b, a + columns, b + columns)]
        return out

    head, left = strip(0, rings, sectors), strip(len(skin), 8, 10)
    right = strip(len(skin) + len(ball), 8, 10)
    tri = np.asarray(head + left + right, np.int32)
    material = np.repeat(np.array([0, 4, 6], np.uint8), [len(head), len(left), len(right)])

    def bump(x: float, y: float, displacement: tuple[float, float, float], radius: float) -> np.ndarray:
        weight = np.exp(-((vertices[:, 0] - x) ** 2 + (vertices[:, 1] - y) ** 2) / radius**2) * (vertices[:, 2] > 0)
        weight[len(skin) :] = 0
        return weight[:, None] * np.asarray(displacement, float)

    shapes = {}
    for stem, ((x, y), d, radius) in SIDED.items():
        shapes[f"{stem}_L"] = bump(x, y, d, radius)
        shapes[f"{stem}_R"] = bump(-x, y, (-d[0], d[1], d[2]), radius)
    for name, ((x, y), d, radius) in CENTRAL.items():
        shapes[name] = bump(x, y, d, radius)
    names = sorted(shapes)
    rng = np.random.default_rng(11)
    identity = np.stack([0.25 * np.sin(vertices @ rng.normal(0, 0.15, (3, 3)) + rng.uniform(0, 6, 3)) for _ in range(12)])
    places = landmark_places()
    front = np.flatnonzero(skin[:, 2] > -1.0)
    landmarks = np.array([front[np.argmin(((skin[front, :2] - p) ** 2).sum(1))] for p in places], np.int32)
    uv = np.stack([0.5 + np.arctan2(vertices[:, 0], vertices[:, 2]) / (2 * np.pi), 0.5 + vertices[:, 1] / 30], 1)
    np.savez(
        path,
        neutral=vertices.astype(np.float32),
        uv=uv.astype(np.float32),
        tri=tri,
        tri_uv=tri,
        tri_material=material,
        material_names=np.array(MATERIALS),
        expression_names=np.array(names),
        expression_delta=np.stack([shapes[n] for n in names]).astype(np.float16),
        identity_delta=identity.astype(np.float16),
        landmarks68=landmarks,
        ranges=np.array([len(skin)] * 3, np.int32),
    )
    return path
