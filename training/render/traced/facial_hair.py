"""Brows, beards and lashes, strand by strand."""

from __future__ import annotations

import numpy as np

from ..face import Person
from ..geometry import smooth_polyline
from ..numerics import field, lerp, smoothstep, unit
from . import growth
from .strands import HairyHead, Strands, flattened

#: Landmarks of each upper lid's margin, outer corner first, and of the lower lid's middle; +1 the person's left.
LIDS = ((1.0, (45, 44, 43, 42), (46, 47)), (-1.0, (36, 37, 38, 39), (41, 40)))
BEARD_STRANDS = {"stubble": 9000, "moustache": 4000, "beard": 14000}


def brows(hairy: HairyHead, person: Person, rng: np.random.Generator, out: Strands) -> None:
    """Hairs that stand up at the nose, lie along the arch and meet above the tail."""
    rest = hairy.roots["brow"].rest
    shape = growth.brow(rest, person)
    thick, density = float(person.brow_shape[0]), float(person.brow_shape[3])
    chosen = rng.permutation(np.flatnonzero(rng.random(len(rest)) < shape.share**1.4 * 0.8 * density))[: int(1000 * (0.4 + 0.6 * thick) * density)]
    place, normal, rest = hairy.rooted("brow", chosen)
    n, side = len(chosen), np.sign(rest[:, 0])
    along, off = shape.along[chosen], np.clip(shape.off[chosen], -1, 1)
    zero = np.zeros(n)
    direction = np.stack(
        [side * lerp(0.35, 1.0, np.clip(along * 2.2, 0, 1)), lerp(1.0, -0.12, np.clip(along * 1.9, 0, 1)) - 0.45 * off * np.clip(along * 2.5, 0, 1), zero], 1
    )
    direction = flattened((direction + rng.uniform(0.2, 0.4) * rng.standard_normal((n, 3))) @ hairy.posed.turn.T, normal)
    length = rng.uniform(0.35, 0.75, n) * lerp(1.0, 0.75, along) * (1.15 if person.aged > 0.8 and person.attributes["sex"] == "masculine" else 0.95)
    t = np.linspace(0, 1, 4)[None, :, None]
    bend = np.stack([side * 0.35, zero - 0.1, zero], 1) @ hairy.posed.turn.T
    points = place[:, None] + (direction[:, None] * t + bend[:, None] * 0.35 * t**2 + normal[:, None] * 0.32 * (t - 0.7 * t**2)) * length[:, None, None]
    out.add(points, rng.uniform(0.009, 0.014, n), 0.2)


def beard(hairy: HairyHead, person: Person, rng: np.random.Generator, out: Strands) -> None:
    """Stubble, a moustache or a beard; each beard has its own length, patches and cut of the cheek."""
    facial = person.attributes["facial_hair"]
    if facial == "none":
        return
    roots = hairy.roots["beard"]
    regions = growth.beard(roots.rest)
    lip = (hairy.head.lip[roots.triangles] * roots.weights).sum(1)
    bare = 1 - smoothstep(0.15, 0.5, lip)
    patch = 0.75 + 0.25 * np.clip(field(roots.rest.astype(float), int(person.seed % 977), 0.9)[:, 0], -1, 1)
    own = np.random.default_rng([person.seed, 0xBE])
    jaw = regions.jaw
    if facial == "beard" and own.random() < 0.3:  # a goatee
        jaw = jaw * smoothstep(3.6, 2.6, np.abs(roots.rest[:, 0]))
    sides = regions.sideburn * (0.8 if facial != "beard" or own.random() < 0.7 else 0.1)
    full = np.clip(np.maximum(jaw, np.maximum(regions.moustache, sides)), 0, 1) * bare
    likely = {"stubble": full * patch, "moustache": regions.moustache * bare, "beard": full}[facial] ** 1.5
    chosen = np.flatnonzero(rng.random(len(likely)) < likely)[: BEARD_STRANDS[facial]]
    place, normal, rest = hairy.rooted("beard", chosen)
    n, side = len(chosen), np.sign(rest[:, 0])
    of_lip = regions.moustache[chosen] > regions.jaw[chosen]
    direction = np.stack([np.where(of_lip, side * 0.7, 0.25 * side * (np.abs(rest[:, 0]) < 3)), np.full(n, -1.0), np.zeros(n)], 1)
    direction = flattened(direction @ hairy.posed.turn.T, normal)
    direction = unit(direction + 0.35 * field(rest.astype(float), 3 + int(person.seed % 91), 1.2) + 0.25 * rng.standard_normal((n, 3)))
    steps, lift = (2, 0.8) if facial == "stubble" else (5, 0.5 if facial == "moustache" else 0.7)
    if facial == "stubble":
        length = rng.uniform(0.04, 0.14, n)
    elif facial == "moustache":
        length = rng.uniform(0.5, 1.0, n)
    else:
        chin, long = smoothstep(-4.5, -8.0, rest[:, 1]), own.choice([0.55, 1.0, 1.6], p=[0.4, 0.4, 0.2])
        length = rng.uniform(0.45, 1.0, n) * lerp(0.8, 1.5, chin) * np.where(of_lip, 0.7, long) * lerp(0.4, 1.0, full[chosen])
    t = np.linspace(0, 1, steps)[None, :, None]
    curl = rng.standard_normal((n, 1, 3)) * 0.12
    points = place[:, None] + (direction[:, None] * t + normal[:, None] * lift * (t - 0.45 * t**2) + curl * t**2) * length[:, None, None]
    out.add(points, rng.uniform(*((0.007, 0.011) if facial == "stubble" else (0.016, 0.024)), n), 0.3)


def lashes(hairy: HairyHead, person: Person, rng: np.random.Generator, out: Strands) -> None:
    """A fringe on both lids; it points up from an open lid, down from a closed one."""
    feminine, painted = person.attributes["sex"] == "feminine", person.attributes["makeup"] == "eye makeup"
    vertices, marks = hairy.posed.vertices, hairy.head.landmarks
    thick = (1.15 if feminine else 0.85) * (1.35 if painted else 1.0)
    for side, chain, below in LIDS:
        gap = vertices[marks[list(chain[1:3])], 1].mean() - vertices[marks[list(below)], 1].mean()
        rise = float(np.interp(gap, (0.0, 0.3, 0.75), (-0.8, 0.1, 0.75)))
        for upper in (True, False):
            line = smooth_polyline(vertices[marks[list(chain if upper else (chain[0], *below, chain[-1]))]], 8, closed=False)
            n = int(((95 if feminine else 70) if upper else 42) * (1.3 if painted else 1.0))
            at = np.sort(rng.uniform(0.03, 0.97, n)) * (len(line) - 1)
            low = np.minimum(at.astype(int), len(line) - 2)
            root = line[low] + (line[low + 1] - line[low]) * (at - low)[:, None]
            t = (at / (len(line) - 1))[:, None]
            if upper:
                direction = np.concatenate([0.75 * side * (1 - 1.5 * t), np.full((n, 1), rise * 0.35 - 0.12), np.full((n, 1), 0.95)], 1)
                curl = np.array([0, 0.95 * max(rise, 0.1), -0.05])
                length = (0.74 if feminine else 0.5) * np.sin(np.pi * np.clip(0.12 + 0.85 * (1 - t[:, 0]), 0, 1)) ** 0.6 * rng.uniform(0.7, 1.1, n)
            else:
                direction = np.concatenate([0.7 * side * (1 - 1.5 * t), np.full((n, 1), -0.35), np.full((n, 1), 0.8)], 1)
                curl, length = np.array([0, -0.35, 0.0]), rng.uniform(0.18, 0.34, n)
            direction = unit(direction + 0.13 * rng.standard_normal((n, 3)))
            s = np.linspace(0, 1, 5)[None, :, None]
            points = root[:, None] + (direction[:, None] * s + curl * 0.6 * s**2) * length[:, None, None]
            out.add(hairy.posed.posed(points), np.full(n, 0.010 if upper else 0.006) * thick, 0.15)
