"""MakeHuman's ethnicity × sex × age shapes carried over to FaceKit's head.

Both heads lie in the same space after `makehuman_to_facekit`, but features do not lie at the same heights: `facekit_to_makehuman`
says where a point of FaceKit's face lies on MakeHuman's. A form is what a shape changes beyond a shift and a scale of the whole head.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from .folds import smoothstep

ETHNICITIES, SEXES, AGES = ("african", "asian", "caucasian"), ("female", "male"), ("young", "old")
MACROS = tuple(f"{e}-{s}-{a}" for e in ETHNICITIES for s in SEXES for a in AGES)
#: Single features beside them.
FEATURES = {
    "fat": ("head/head-fat-incr", "neck/neck-double-incr"),
    "thin": ("head/head-fat-decr",),
    "round": ("head/head-round",),
    "square": ("head/head-square",),
    "oval": ("head/head-oval",),
    "triangular": ("head/head-triangular",),
    "diamond": ("head/head-diamond",),
    "long": ("head/head-rectangular",),
    "hump": ("nose/nose-hump-incr",),
    "snub": ("nose/nose-curve-concave", "nose/nose-point-up"),
    "hooked": ("nose/nose-point-down", "nose/nose-curve-convex"),
    "wide nose": ("nose/nose-scale-horiz-incr",),
    "narrow nose": ("nose/nose-scale-horiz-decr",),
    "long nose": ("nose/nose-scale-vert-incr",),
    "strong chin": ("chin/chin-prominent-incr",),
    "weak chin": ("chin/chin-prominent-decr",),
    "wide chin": ("chin/chin-width-incr",),
    "narrow chin": ("chin/chin-width-decr",),
    "cleft chin": ("chin/chin-cleft-incr",),
    "wide mouth": ("mouth/mouth-scale-horiz-incr",),
    "narrow mouth": ("mouth/mouth-scale-horiz-decr",),
    "full lips": ("mouth/mouth-upperlip-volume-incr", "mouth/mouth-lowerlip-volume-incr"),
    "thin lips": ("mouth/mouth-upperlip-height-decr", "mouth/mouth-lowerlip-height-decr"),
    "standing ears": ("ears/l-ear-wing-incr", "ears/r-ear-wing-incr"),
    "large ears": ("ears/l-ear-scale-incr", "ears/r-ear-scale-incr"),
    "high cheeks": ("cheek/l-cheek-bones-incr", "cheek/r-cheek-bones-incr"),
    "hollow cheeks": ("cheek/l-cheek-volume-decr", "cheek/r-cheek-volume-decr"),
    "eye bags": ("eyes/l-eye-bag-incr", "eyes/r-eye-bag-incr"),
    "low lid fold": ("eyes/l-eye-eyefold-down", "eyes/r-eye-eyefold-down"),
    "large eyes": ("eyes/l-eye-scale-incr", "eyes/r-eye-scale-incr"),
    "sloping eyes": ("eyes/l-eye-corner2-down", "eyes/r-eye-corner2-down"),
}
FORM_NAMES = MACROS + tuple(FEATURES)
#: MakeHuman decimetres to FaceKit centimetres, as in `geometry.makehuman_to_facekit`.
SCALE = np.array([10.6, 9.03, 10.15])
#: Rows of features from the hairline to the neck, counted in pixels of one frontal picture, hand-picked on both heads.
FACEKIT_ROWS = np.array([-400, 340, 390, 453, 505, 514, 565, 597, 637, 700, 758, 850, 1200], float)
MAKEHUMAN_ROWS = np.array([-400, 340, 385, 440, 478, 490, 530, 562, 605, 662, 718, 808, 1158], float)


def facekit_to_makehuman(points: np.ndarray) -> np.ndarray:
    """FaceKit rest points [n,3] (cm) to where the same feature lies on the aligned MakeHuman base head."""
    down = 392 - (points[:, 1] - 2) * 38.3
    face = np.interp(down, FACEKIT_ROWS, MAKEHUMAN_ROWS)
    ear = 308 + (down - 330) * (182 / 215)
    side = smoothstep(6.9, 7.8, np.abs(points[:, 0])) * smoothstep(4.0, 2.5, points[:, 2])
    side = side * smoothstep(280, 330, down) * smoothstep(600, 545, down)
    moved = points.astype(float).copy()
    moved[:, 1] = 2 + (392 - (face * (1 - side) + ear * side)) / 38.3
    moved[:, 0] *= 1 + 0.06 * np.exp(-(((down - 597) / 40) ** 2))
    return moved


def _without_similarity(delta: np.ndarray, points: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """A change [n,3] of `points` less its best shift and uniform scale over the weighted points."""
    w = weight[:, None] / weight.sum()
    middle, shift = (w * points).sum(0), (w * delta).sum(0)
    arm = points - middle
    growth = float((w * arm * (delta - shift)).sum() / (w * arm * arm).sum())
    return delta - shift - growth * arm


def carry_forms(makehuman: Path, rest: np.ndarray, triangles: np.ndarray, skin_end: int, eyes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`FORM_NAMES` as changes of FaceKit's vertices [F,K,3] and eyeball centres [F,2,3], cm, relative to the mean adult head.

    `triangles` [m,3] smooth what nearest points leave in steps; vertices from `skin_end` on (mouth, teeth, sockets) follow the skin before them.
    """
    with np.load(makehuman / "head.npz", allow_pickle=False) as z:
        base = z["vertices"].astype(float)
        names, offset = [str(n) for n in z["target_names"]], z["target_offset"]
        index, delta = z["target_index"], z["target_delta"].astype(float)
        body = np.unique(z["quads"][z["quad_group"] == [str(n) for n in z["group_names"]].index("body")])

    def target(name: str) -> np.ndarray:
        k = names.index(name)
        change = np.zeros_like(base)
        change[index[offset[k] : offset[k + 1]]] = delta[offset[k] : offset[k + 1]]
        return change * SCALE

    aligned = np.stack([base[:, 0] * 10.6, (base[:, 1] * 10 - 72.84) * 0.903 + 3.6, base[:, 2] * 10.15 - 4.74], 1)
    skin = rest[:skin_end]
    distance, near = cKDTree(aligned[body]).query(facekit_to_makehuman(skin), k=4)
    weight = 1 / (distance + 0.15)
    weight /= weight.sum(1, keepdims=True)
    head = (skin[:, 1] > -8).astype(float) * (0.3 + 0.7 * (skin[:, 2] > 3))
    touched = triangles[(triangles < skin_end).all(1)]
    degree = np.maximum(np.bincount(touched.ravel(), minlength=skin_end), 1)[:, None]

    def smooth(change: np.ndarray) -> np.ndarray:
        for _ in range(6):
            total = np.zeros_like(change)
            mean = change[touched].mean(1)
            for corner in range(3):
                np.add.at(total, touched[:, corner], mean)
            change = total / degree
        return change

    def carried(change: np.ndarray) -> np.ndarray:
        on_skin = (change[body][near] * weight[..., None]).sum(1)
        on_skin = smooth(_without_similarity(on_skin, skin, head))
        fade = smoothstep(-13.0, -7.0, skin[:, 1])[:, None]  # the neck stays: clothes and shoulders are fitted to it
        return on_skin * fade

    macros = np.stack([target(f"macrodetails/{name}") for name in MACROS])
    young = macros[0::2].mean(0)
    forms = [carried(macro - young) for macro in macros]
    forms += [carried(sum((target(part) for part in parts), np.zeros_like(base))) for parts in FEATURES.values()]
    whole, centres = np.zeros((len(forms), len(rest), 3), np.float32), np.zeros((len(forms), 2, 3), np.float32)
    lips = np.exp(-(((skin - [0, -3.4, 10.5]) / [2.5, 1.5, 3.0]) ** 2).sum(1))
    for k, form in enumerate(forms):
        whole[k, :skin_end] = form
        whole[k, skin_end:] = (lips[:, None] * form).sum(0) / lips.sum()
        for side in range(2):
            lids = np.exp(-(((skin - eyes[side] - [0, 0, 1.5]) / [1.6, 1.0, 2.0]) ** 2).sum(1))
            centres[k, side] = (lids[:, None] * form).sum(0) / lids.sum()
    return whole.reshape(len(forms), -1), centres
