"""Bob, long, curly and braided hair: guides that fall from a parting under their weight and slide over the head, and strands around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from ..face import Person
from ..numerics import lerp, smoothstep, unit
from .strands import DOWN, HairyHead, Strands, baby_hair, combed, flattened

STEP = 0.75  # cm between a guide's points


@dataclass
class Guides:
    """Guide strands of one head, before anything is cut."""

    points: np.ndarray  # [g,K,3] cm
    rest: np.ndarray  # [g,3] roots on the rest head
    side: np.ndarray  # [g] which side of the parting, +1 or -1
    fringe: np.ndarray  # bool [g]


def fall(
    hairy: HairyHead, person: Person, share: np.ndarray, count: int, steps: int, fringe: bool, framing: float, rng: np.random.Generator, close: bool = False
) -> Guides:
    """Let `count` guides fall. `framing` (cm) lets hair hang that much further over the sides of the face."""
    chosen = rng.choice(np.flatnonzero(rng.random(len(share)) < share), count, replace=False)
    place, normal, rest = hairy.rooted("scalp", chosen)
    part = person.parting * 0.9 + rng.normal(0, 0.2)
    side = np.where(rest[:, 0] + 0.12 * np.sin(rest[:, 2] * 1.3) > part, 1.0, -1.0)
    top, front = smoothstep(7.5, 11.5, rest[:, 1])[:, None], smoothstep(0.0, 7.0, rest[:, 2])
    cut = fringe & (rest[:, 2] > 2.5) & (np.abs(rest[:, 0]) < 5.0)
    zero = np.zeros(count)
    direction = unit(lerp(combed(rest, np.array([part, 14.2, -3.5])), np.stack([side, zero + 0.25, -0.15 - 0.35 * front], 1), 0.75 * top))
    direction = np.where(cut[:, None], unit(np.stack([0.12 * rest[:, 0], zero - 0.1, zero + 1.0], 1)), direction)
    direction = flattened(direction @ hairy.posed.turn.T, normal)
    clear = 0.12 + rng.uniform(0.3, 0.85) * rng.uniform(0.1, 1.0, count)
    clear = np.minimum(clear, 0.3) if close else clear
    lift, inward = rng.uniform(0.25, 0.7), rng.uniform(0.10, 0.30)
    x, points = place.copy(), [place.copy()]
    for k in range(1, steps):
        weight = np.clip(0.03 + 0.028 * k, 0, 0.4)
        ahead = direction * (1 - weight) + DOWN * weight
        if k > 9:
            ahead = ahead - inward * unit((x - np.array([0, 0, -1.5])) * [1, 0, 1])
        if k < 4:
            ahead = ahead + normal * lift * (1 - k / 4)
        y = hairy.off_skin(x + STEP * unit(ahead), np.minimum(clear, 0.1 + 0.25 * k))
        q = hairy.posed.unposed(y)  # off the face
        before = (q[:, 2] > 2.5) & (q[:, 1] < 9.0) & ~cut
        height = (q[:, 1] + 0.5) / np.where(q[:, 1] > -0.5, 8.8, 12.0)
        widest = (6.6 - framing) * np.sqrt(np.clip(1.12 - height**2, 0.0, 2))
        need = np.clip(widest - np.abs(q[:, 0]), 0, 0.8) * before
        q[:, 0] += np.where(np.abs(q[:, 0]) < 0.4, side, np.sign(q[:, 0])) * need
        q[:, 2] -= 0.35 * need
        y = hairy.posed.posed(q)
        direction = unit(0.5 * direction + 0.5 * unit(y - x))
        x = y
        points.append(x.copy())
    return Guides(np.stack(points, 1), rest, side, cut)


def _resampled(points: np.ndarray, last: np.ndarray, steps: int) -> np.ndarray:
    """Strands [n,K,3] cut at point `last` [n], with `steps` points each."""
    at = np.linspace(0, 1, steps)[None] * last[:, None]
    low = np.minimum(at.astype(int), points.shape[1] - 2)
    share, rows = (at - low)[..., None], np.arange(len(points))[:, None]
    return points[rows, low] * (1 - share) + points[rows, low + 1] * share


def loose(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands, style: str, close: bool = False) -> None:
    """Bob, long or curly hair; `close`: pressed to the head by what is worn on it."""
    bob, curly = style == "bob", style == "curly"
    fringe = not close and rng.random() < {"bob": 0.18, "long": 0.10, "curly": 0.2}[style]
    framing = float(rng.choice([0.0, 0.7, 1.6], p=[0.5, 0.3, 0.2]))
    steps = 30 if bob else 42
    guides = fall(hairy, person, share, 260 if curly else 1300, steps, fringe, framing, rng, close)
    chosen = rng.permutation(np.flatnonzero(rng.random(len(share)) < share))[:14000]
    place, normal, rest = hairy.rooted("scalp", chosen)
    n = len(chosen)
    part = guides.rest[guides.side > 0, 0].min() if (guides.side > 0).any() else 0.0
    side = np.where(rest[:, 0] > part, 1.0, -1.0)
    key = lambda r, s: np.concatenate([r, (s * 6.0 * smoothstep(6, 11, r[:, 1]))[:, None]], 1)  # noqa: E731
    distance, near = cKDTree(key(guides.rest, guides.side)).query(key(rest, side), k=3)
    weight = 1 / (distance + 0.15) ** 2
    weight /= weight.sum(1, keepdims=True)
    shape = ((guides.points - guides.points[:, :1])[near] * weight[..., None, None]).sum(1)
    points = place[:, None] + shape
    mine = near[np.arange(n), (rng.random((n, 1)) > np.cumsum(weight, 1)).sum(1).clip(0, 2)]
    t = np.linspace(0, 1, steps)[None, :, None]
    clump = rng.uniform(0.72, 0.9) if curly else rng.uniform(0.25, 0.75)
    points = points + (guides.points[mine] - points) * clump * np.minimum(1, t * 2.2) * (rng.random((n, 1, 1)) > 0.12)
    step = STEP
    if curly:  # more points to a turn than guides have
        steps, step, t = 2 * steps, STEP / 2, np.linspace(0, 1, 2 * steps)[None, :, None]
        points = _resampled(points, np.full(n, len(points[0]) - 1), steps)
    points = _waved(points, rest, mine, len(guides.rest), curly, step, rng)
    flying = rng.random(n) < 0.10
    drift = rng.standard_normal((n, 1, 3)) * np.where(flying, 0.8, 0.18)[:, None, None]
    points = points + drift * t**1.3 + (normal * np.where(flying, 0.35, 0.0)[:, None])[:, None] * np.minimum(1, t * 5)
    height = hairy.posed.unposed(points)[..., 1]
    level = rng.uniform(-8.2, -3.5) if bob else rng.uniform(-12.0, -3.0) if curly else -20.0
    ends = level + (1.6 * rng.standard_normal(len(guides.rest))[mine] if curly else 0.5 * rng.standard_normal(n)) - 0.4 * rng.exponential(1.0, n)
    ends = np.where(
        guides.fringe[mine] & (rest[:, 2] > 2.2),
        rng.uniform(5.6, 7.4) + 0.5 * rng.standard_normal(len(guides.rest))[mine] + 0.35 * rng.standard_normal(n),
        ends,
    )
    below = height < ends[:, None]
    last = np.where(below.any(1), below.argmax(1), steps - 1).clip(3)
    out.add(_resampled(points, last, 32 if curly else 13), rng.uniform(0.024, 0.036, n), 0.35, 0.6)
    baby_hair(hairy, share, np.array([0.0, 14.2, -3.5]), 900, rng, out)


def _waved(points: np.ndarray, rest: np.ndarray, lock: np.ndarray, locks: int, curly: bool, step: float, rng: np.random.Generator) -> np.ndarray:
    """Waves that a lock shares, each strand a little off its phase."""
    if curly:  # each lock its own curl
        amount, length = (rng.uniform(low, high) * np.exp(rng.normal(0, 0.35, locks))[lock][:, None] for low, high in ((0.22, 0.5), (2.2, 4.5)))
    else:
        amount, length = rng.choice([0.05, 0.15, 0.38], p=[0.4, 0.35, 0.25]), rng.uniform(4.5, 8.0)
    n, steps, _ = points.shape
    arc = np.arange(steps)[None] * step
    phase = rng.uniform(0, 6.28, locks)[lock][:, None] * (1.0 if curly else 0.5) + rest[:, 2:3] * 0.5 + rng.normal(0, 0.22, (n, 1))
    along = unit(np.gradient(points, axis=1))
    across = unit(np.cross(along, np.array([0.2, 0.3, 1.0])))
    beside = np.cross(along, across)
    grow = amount * np.minimum(1, arc / (4.0 if curly else 8.0))
    angle = 6.28 * arc / length + phase
    return points + (grow * np.sin(angle))[..., None] * across + (grow * np.cos(angle))[..., None] * beside


def braids(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """Many thin braids: each of three plaits of strands wound around a guide, the scalp showing between them."""
    count, steps, per = 150, 40, 33
    guides = fall(hairy, person, share, count, steps, False, 0.0, rng)
    level = rng.uniform(-16, -6)
    height = hairy.posed.unposed(guides.points)[..., 1]
    below = height < level + rng.normal(0, 0.8, count)[:, None]
    last = np.where(below.any(1), below.argmax(1), steps - 1).clip(4)
    fine = 44
    middle = _resampled(guides.points, last, fine)
    along = unit(np.gradient(middle, axis=1))
    across = unit(np.cross(along, np.array([0.3, 0.2, 1.0])))
    beside = np.cross(along, across)
    arc = np.concatenate([np.zeros((count, 1)), np.cumsum(np.linalg.norm(np.diff(middle, axis=1), axis=2), 1)], 1)
    thick = rng.uniform(0.14, 0.24)
    for plait in range(3):
        turn = 6.28 * arc / (thick * 7.5) + plait * 2.094
        centre = middle + (thick * np.sin(turn))[..., None] * across + (0.6 * thick * np.sin(2 * turn))[..., None] * beside
        spread = rng.standard_normal((count, per // 3, 1, 3)) * thick * 0.42
        strands = (centre[:, None] + spread).reshape(-1, fine, 3)
        out.add(strands, rng.uniform(0.022, 0.032, len(strands)), 0.6)
    baby_hair(hairy, share, np.array([0.0, 14.2, -3.5]), 1200, rng, out)
