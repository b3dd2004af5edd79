"""Cropped and short hair: buzz cut, short, shaved sides, afro."""

from __future__ import annotations

import numpy as np

from ..face import Person
from ..numerics import field, lerp, smoothstep, unit
from . import growth
from .strands import DOWN, HairyHead, Strands, clumped, combed, flattened

#: Styles that leave the neck free.
SHORT = ("buzz cut", "short", "shaved sides", "afro", "ponytail", "bun")


def cropped(
    hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands, longest: tuple[float, float] = (0.35, 0.8), count: int = 20000
) -> None:
    """Hair of a few millimetres that lies along the head, shorter, finer and sparser at the hairline; `longest` (cm) at full density."""
    chosen = rng.permutation(np.flatnonzero(rng.random(len(share)) < share))[:count]
    place, normal, rest = hairy.rooted("scalp", chosen)
    n, full = len(chosen), np.clip(share[chosen], 0, 1)
    direction = flattened(combed(rest, np.array([0, 14.2, -2.5])) @ hairy.posed.turn.T, normal)
    direction = unit(direction + 0.25 * field(rest.astype(float), int(person.seed % 953), 0.8) + 0.25 * rng.standard_normal((n, 3)))
    t = np.linspace(0, 1, 3)[None, :, None]
    length = (rng.uniform(*longest, n) * lerp(0.45, 1.0, full))[:, None, None]
    out.add(
        place[:, None] + (direction[:, None] * t + normal[:, None] * 0.5 * (t - 0.45 * t**2)) * length,
        rng.uniform(0.016, 0.023, n) * lerp(0.55, 1.0, full),
        0.25,
    )


def short(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands, shaved: bool = False) -> None:
    """Combed forward, to the side, back, or tousled; longer on top than at the sides; `shaved`: only on top, over a buzz cut."""
    if shaved:
        cropped(hairy, person, share, rng, out, (0.2, 0.5), 14000)
        share = share * smoothstep(8.6, 9.8, hairy.roots["scalp"].rest[:, 1] - 0.15 * hairy.roots["scalp"].rest[:, 2])
    chosen = rng.permutation(np.flatnonzero(rng.random(len(share)) < share**0.8))[:14000]
    place, normal, rest = hairy.rooted("scalp", chosen)
    n, density = len(chosen), share[chosen]
    if not n:
        return
    kind = rng.choice(["forward", "side", "back", "messy", "up"], p=[0.22, 0.32, 0.18, 0.20, 0.08])
    sign = 1.0 if person.parting >= 0 else -1.0
    fall = combed(rest, np.array([0.8 * sign, 13.2, -4.0]))
    front, top = smoothstep(-2.0, 6.0, rest[:, 2])[:, None], smoothstep(8.0, 11.5, rest[:, 1])[:, None]
    if kind == "side":
        beyond = (rest[:, 0] * sign > 3.2)[:, None]  # hair past the parting falls the other way
        fall = lerp(fall, np.where(beyond, np.array([sign, -0.5, 0.2]), np.array([-sign, -0.05, 0.25])), 0.85 * top)
    elif kind in ("back", "up"):
        fall = lerp(fall, np.array([0.15 * sign, 0.25 if kind == "back" else 0.9, -1.0 if kind == "back" else -0.2]), 0.9 * top * front)
    longest = rng.uniform(1.8, 5.2) * (0.8 if kind == "forward" else 1.0) * (0.75 if person.aged > 0.8 else 1)
    if kind == "up":
        longest *= 0.7
    length = lerp(rng.uniform(0.8, 2.0), longest, top[:, 0]) * rng.uniform(0.7, 1.1, n) * lerp(0.35, 1.0, np.clip(density * 1.1, 0, 1))
    lift = rng.uniform(0.45, 0.9) * {"back": 1.25, "messy": 1.25, "up": 1.7}.get(kind, 1.0)
    wave = field(rest, int(person.seed % 991), 0.55)
    direction = flattened(fall @ hairy.posed.turn.T, normal) + (0.55 if kind == "messy" else 0.2) * wave * (0.4 + 0.6 * top)
    direction = unit(direction)
    curl, phase = rng.choice([0.0, 0.12, 0.35, 0.7], p=[0.42, 0.28, 0.18, 0.12]), wave[:, :1] * 3
    steps, side = 8, unit(np.cross(direction, normal))
    points = np.zeros((n, steps, 3))
    points[:, 0] = place - 0.05 * normal
    for k in range(1, steps):
        u = k / (steps - 1)
        ahead = unit(
            direction
            + normal * lift * (1.0 - 1.5 * u) * (0.5 + 0.5 * top)
            + DOWN * 0.35 * u
            + 0.06 * rng.standard_normal((n, 3))
            + curl * side * np.cos(6.28 * u * 1.3 + phase)
        )
        points[:, k] = points[:, k - 1] + ahead * (length / (steps - 1))[:, None]
    points = clumped(points, rest, 420, (0.35, 0.75), rng)
    clear = np.repeat(rng.uniform(0.08, 0.45, n), steps - 2)
    points[:, 2:] = hairy.off_skin(points[:, 2:].reshape(-1, 3), clear, reach=50, most=1.5).reshape(n, steps - 2, 3)
    out.add(points, rng.uniform(0.015, 0.024, n) * lerp(0.55, 1.0, np.clip(density, 0, 1)), 0.25)


def afro(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """Tight coils that stand off the scalp into a round volume."""
    chosen = rng.permutation(np.flatnonzero(rng.random(len(share)) < share))[:15000]
    place, normal, rest = hairy.rooted("scalp", chosen)
    n, steps = len(chosen), 13
    reach = rng.choice([1.6, 3.0, 4.6], p=[0.4, 0.35, 0.25]) * rng.uniform(0.85, 1.2)
    ball = unit(hairy.posed.unposed(place) - np.array([0, 5.0, -1.0])) @ hairy.posed.turn.T
    lumps = field(rest, int(person.seed % 719), 1.4)
    axis = unit(0.5 * normal + 0.6 * ball + 0.22 * lumps + 0.30 * rng.standard_normal((n, 3)))
    length = reach * rng.uniform(0.45, 1.0, n) ** 0.6 * lerp(0.35, 1.0, np.clip(share[chosen], 0, 1)) * (1 + 0.12 * lumps[:, 0])
    t = np.linspace(0, 1, steps)[None]
    radius, turns, phase = rng.uniform(0.10, 0.22, (n, 1)), rng.uniform(1.5, 3.2, (n, 1)) * length[:, None] / 2.2, rng.uniform(0, 6.28, (n, 1))
    e1 = unit(np.cross(axis, rng.standard_normal((n, 3))))
    e2 = np.cross(axis, e1)
    angle, grow = 6.28 * turns * t + phase, np.minimum(1, 3 * t)
    points = place[:, None] + axis[:, None] * (length[:, None] * t)[..., None]
    points = points + (radius * grow * np.cos(angle))[..., None] * e1[:, None] + (radius * grow * np.sin(angle))[..., None] * e2[:, None]
    out.add(points, rng.uniform(0.018, 0.027, n), 0.5)


def recession(person: Person) -> float:
    """How far the hairline has drawn back, 0-1: of older men mostly."""
    own = np.random.default_rng([person.seed, 0xA1])
    if person.attributes["sex"] == "feminine":
        return float(own.uniform(0, 0.12))
    return float(own.beta(1.0, 2.6)) * (0.25 + 0.75 * min(person.aged, 1.0))


def scalp_share(hairy: HairyHead, person: Person, rng: np.random.Generator) -> np.ndarray:
    """How likely each root of the scalp is to bear hair [n]."""
    rest = hairy.roots["scalp"].rest
    grain = rng.normal(0, 0.23, len(rest)) + 0.25 * np.sin(rest[:, 0] * 1.1 + person.noise[0])
    return growth.scalp(rest, grain, recession(person))
