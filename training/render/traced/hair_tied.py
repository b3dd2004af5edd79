"""Ponytail and bun: hair drawn back over the skull to a tie."""

from __future__ import annotations

import numpy as np

from ..face import Person
from ..numerics import field, unit
from .strands import HairyHead, Strands, flattened


def tied(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands, bun: bool) -> None:
    """Strands over the skull to the tie, wisps at the hairline, and a tail or a bun."""
    high = rng.uniform(11.5, 15.0) if bun and rng.random() < 0.6 else rng.uniform(4.0, 8.5)
    back = -10.6 if high < 9 else -6.0
    tie = hairy.posed.posed(np.array([[0.0, high, back]]))[0]
    chosen = rng.permutation(np.flatnonzero(rng.random(len(share)) < share))[:12000]
    place, normal, rest = hairy.rooted("scalp", chosen)
    n, steps = len(chosen), 14
    clear = 0.10 + rng.uniform(0.25, 0.75) * rng.random(n) ** 1.5
    x, points = place.copy(), [place.copy()]
    for k in range(1, steps):
        ahead = tie - x
        distance = np.linalg.norm(ahead, axis=1, keepdims=True)
        _, over, _ = hairy.depth(x)
        y = x + flattened(ahead, over) * distance * np.pi / 2.4 / (steps - k)
        height, over, _ = hairy.depth(y)
        x = y + (np.minimum(clear, 0.15 * k) - height)[:, None] * over
        points.append(x)
    strands = np.stack(points, 1)
    t = np.linspace(0, 1, steps)[None, :, None]
    strands = strands + 0.10 * field(rest, int(person.seed % 887), 0.9)[:, None] * np.minimum(1, 4 * t) + rng.standard_normal((n, 1, 3)) * 0.05 * t
    flying = rng.random(n) < 0.05
    strands[flying] += (normal[flying][:, None] * 0.35 + 0.35 * rng.standard_normal((flying.sum(), 1, 3))) * np.sin(np.pi * t)
    out.add(strands, rng.uniform(0.014, 0.022, n), 0.6, 0.7)
    edge = rng.permutation(np.flatnonzero((share > 0.03) & (share < 0.9)))[:1100]
    place, normal, _ = hairy.rooted("scalp", edge)
    direction = unit(flattened(tie - place, normal) + 0.45 * rng.standard_normal(place.shape))
    t = np.linspace(0, 1, 5)[None, :, None]
    length = rng.uniform(0.3, 1.5, (len(edge), 1, 1))
    out.add(place[:, None] + (direction[:, None] * t + normal[:, None] * 0.45 * t * (1 - 0.5 * t)) * length, np.full(len(edge), 0.009), 0.3)
    _wisps(hairy, person, share, rng, out)
    (_bun if bun else _tail)(hairy, tie, rng, out)


def _wisps(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """Locks that escaped and hang before the ears or across the temple, on some heads."""
    rest = hairy.roots["scalp"].rest
    for side in (-1, 1):
        if rng.random() > 0.12:
            continue
        near = np.flatnonzero((share > 0.3) & (rest[:, 2] > 4.5) & (rest[:, 0] * side > 2.0) & (rest[:, 1] > 7.5))
        if not len(near):
            continue
        start = rng.choice(near)
        chosen = near[np.argsort(np.linalg.norm(rest[near] - rest[start], axis=1))[: int(rng.integers(25, 90))]]
        place, normal, _ = hairy.rooted("scalp", chosen)
        n, length, bow = len(chosen), rng.uniform(7, 15), rng.uniform(0.4, 1.6)
        t = np.linspace(0, 1, 12)[None, :, None]
        out_ = np.array([side * bow, 0, 0.9]) @ hairy.posed.turn.T
        curve = out_ * np.sin(np.pi * np.minimum(t * 1.1, 1)) + np.array([side * 0.10, -1.0, -0.05]) * length * t
        lock = place[:, None] + normal[:, None] * 0.5 * t + curve + rng.standard_normal((n, 1, 3)) * 0.14 * t * (1 - 0.5 * t)
        lock[:, 1:] = hairy.off_skin(lock[:, 1:].reshape(-1, 3), 0.12).reshape(n, 11, 3)
        out.add(lock, rng.uniform(0.014, 0.020, n), 0.3)


def _tail(hairy: HairyHead, tie: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """What shows of a tail beside the neck."""
    n = 2500
    base, length = tie + rng.standard_normal((n, 3)) * 0.5, rng.uniform(12, 22, (n, 1, 1))
    sway = rng.normal(0, 0.25)
    direction = np.stack([rng.normal(sway, 0.12, n), np.full(n, -1.0), rng.normal(-0.1, 0.12, n)], 1)
    t = np.linspace(0, 1, 10)[None, :, None]
    bulge = np.array([0, 0.3, -1.0]) * 3.0 * t * np.exp(-3 * t)
    out.add(base[:, None] + direction[:, None] * t * length + bulge + rng.standard_normal((n, 1, 3)) * 0.9 * np.sin(np.pi * t), rng.uniform(0.02, 0.03, n), 0.3)


def _bun(hairy: HairyHead, tie: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """A knot of wound strands around the tie."""
    n, steps, size = 1600, 12, rng.uniform(1.8, 2.8)
    outward = unit(hairy.posed.turn @ (hairy.posed.unposed(tie) - np.array([0, 4.0, -1.0])))
    centre = tie + outward * size * 0.7
    axis = unit(outward[None] * rng.choice([-1, 1]) + 0.55 * rng.standard_normal((n, 3)))
    first = unit(np.cross(axis, rng.standard_normal((n, 3))))
    second = np.cross(axis, first)
    start, sweep = rng.uniform(0, 6.28, (n, 1)), rng.uniform(1.5, 3.5, (n, 1))
    angle = start + sweep * np.linspace(0, 1, steps)[None]
    radius = size * rng.uniform(0.88, 1.06, (n, 1, 1))
    ring = np.cos(angle)[..., None] * first[:, None] + np.sin(angle)[..., None] * second[:, None]
    out.add(centre + radius * ring * np.array([1.0, 0.85, 0.9]), rng.uniform(0.02, 0.03, n), 0.6)
