"""Paints one person's skin for one expression: albedo, roughness, height, subsurface share and gloss over the texels of one part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from ...facs import COLUMN_INDEX
from ..face import FaceParams
from ..numerics import lerp, smoothstep
from . import growth
from .surface import Texels

#: Rows of `surface.SKINS` by age and tone.
YOUNG_LIGHT, OLD_LIGHT, YOUNG_DARK, OLD_DARK = (2, 3, 4), (0, 1), (5,), (6,)


def rgb(red: float, green: float, blue: float) -> np.ndarray:
    """A colour in single precision: in double, painting took as long as tracing."""
    return np.array([red, green, blue], np.float32)


ONES = rgb(1, 1, 1)
BLEACH = rgb(0.66, 0.48, 0.36)  # what a freckle or mole leaves of the light


@dataclass(frozen=True)
class Complexion:
    """What chance decides of a person's skin, alike for all its maps."""

    skins: tuple[int, int]  # two of the source skins, mixed region by region
    shift: np.ndarray  # [2] texels of 1024 that the grain is moved by
    oil: float  # 0-1
    spots: float  # 0-1: blemishes
    moles: float
    even: float  # 0-1: make-up that evens the tone
    mottled: float

    @staticmethod
    def of(params: FaceParams, rng: np.random.Generator) -> Complexion:
        looks = params.person.attributes
        dark, old = looks["skin"] in ("brown", "dark"), looks["age"] != "young"
        pool = (OLD_DARK if old else YOUNG_DARK) if dark else (OLD_LIGHT if old else YOUNG_LIGHT)
        if looks["sex"] == "feminine" and not dark:
            pool = (2, 4) if not old else (2, 4, 1)
        a, b = (int(rng.choice(pool)) for _ in range(2))
        made_up = looks["makeup"] != "none"
        return Complexion(
            (a, b),
            rng.integers(0, 1024, 2),
            float(np.clip(rng.beta(1.6, 2.2) - (0.05 if dark else 0), 0, 1)),
            float(rng.beta(0.7, 3.0)) * (0.4 if made_up else 1.0),
            float(rng.beta(1.0, 3.0)),
            0.55 if made_up else 0.0,
            float(rng.uniform(0.4, 1.0)),
        )


def depth_of_folds(params: FaceParams, texels: Texels, noise: np.ndarray) -> np.ndarray:
    """How deep skin is folded [size,size], 0-1.3: the person's lines at rest, deepened where units fold it."""
    au, lines, x = params.au, params.person.lines, texels.rest[..., 0]
    left = smoothstep(-0.35, 0.35, x)
    at = lambda name: float(au[COLUMN_INDEX[name]])  # noqa: E731
    sides = lambda unit: lerp(at(f"AU{unit}R"), at(f"AU{unit}L"), left)  # noqa: E731
    s1, s2, s4, s6, s7, s9, s10, s12, s14, s15, s20, s43 = (sides(u) for u in (1, 2, 4, 6, 7, 9, 10, 12, 14, 15, 20, 43))
    pressed, chin = max(at("AU23"), at("AU24")), at("AU17")
    moved = {
        "forehead_inner": np.maximum(s1, 0.55 * s2),
        "forehead_outer": s2,
        "glabella": np.maximum(s4, 0.4 * s9),
        "glabella_middle": np.maximum(s4 - 0.3, 0) * 0.9,
        "nose_root": np.maximum(s4 * 0.7, s9),
        "nose_wrinkles": s9 * 1.1,
        "crows_feet": np.maximum(s6, 0.35 * s7),
        "lid_furrow": np.maximum(s6, s7),
        "cheek_furrow": 0.6 * s6,
        "nasolabial": np.maximum(np.maximum(np.minimum(1.44 * s12, 1.1), s10), np.maximum(s9 * 0.9, 0.45 * s6)),
        "mouth_corner": s15,
        "stretch": 0.7 * s20,
        "dimple": s14 * 1.25,
        "smile_dimple": 0.8 * s12,
        "lip_tight": np.full_like(x, 0.9 * pressed),
        "chin_crease": np.full_like(x, 0.9 * chin),
        "chin_boss": chin * 0.55 * smoothstep(-0.3, 0.8, noise),
        "lid": 0.35 * s43,
    }
    depth = np.zeros_like(x)
    for name, unit in moved.items():
        rest_left, rest_right = lines.get(name, (0.0, 0.0))
        rest = lerp(rest_right, rest_left, left)
        depth += texels.folds[name] * (rest * 0.85 + unit * (1 - 0.35 * rest))
    depth += 0.12 * texels.folds["chin_rest"]
    purse = max(at("AU18"), 0.9 * at("AU23"), 0.35 * at("AU28"))
    if purse > 0.02:  # spokes around the lips where their ring muscle draws in
        rx, ry = x, (texels.rest[..., 1] + 3.4) * 1.55
        around = np.hypot(rx, ry)
        spokes = 0.5 + 0.5 * np.sin(np.arctan2(rx, ry) * 19.0 + noise)
        depth += purse * 0.65 * spokes**2 * smoothstep(1.3, 2.0, around) * smoothstep(3.7, 2.3, around)
    front = smoothstep(4.0, 7.0, texels.rest[..., 2])
    return np.clip(depth * front * (1 - texels.lip) * (1 + 0.25 * noise), 0, 1.3)


def _source(texels: Texels, complexion: Complexion, params: FaceParams, region: np.ndarray, mean: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """The source skins' local variation [size,size,3] around 1, without their painted shadows and hair; and their mean."""
    size, rest = texels.size, texels.rest
    if not len(texels.skins):
        return np.ones((size, size, 3), np.float32), np.ones(3, np.float32)
    looks = params.person.attributes
    dark = looks["skin"] in ("brown", "dark")
    a, b = (texels.skins[i].astype(np.float32) for i in complexion.skins)
    if mean is None:
        face = rest[..., 2] > 6.7
        mean = np.stack([a[face].mean(0), b[face].mean(0)])
    ratio = lerp(a / mean[0], b / mean[1], region[..., None]) if complexion.skins[0] != complexion.skins[1] else a / mean[0]
    wide = smoothstep(-2.2, 0.2, 0.75 * (rest[..., 1] - 10.2) - 0.62 * (rest[..., 2] - 8.7))
    plain = np.maximum(wide * 0.97, smoothstep(-6.5, -9.0, rest[..., 1]))
    if looks["sex"] == "feminine":  # all sources are men: no shadow of a beard, calmer brows
        y, x = rest[..., 1], np.abs(rest[..., 0])
        jaw = smoothstep(-0.8, -2.2, y + 0.12 * x) * (1 - texels.lip) * smoothstep(2.0, 5.0, rest[..., 2])
        brows = smoothstep(4.7, 5.3, y) * smoothstep(7.6, 6.9, y) * smoothstep(6.4, 5.6, x)
        plain = np.maximum(plain, np.maximum(0.8 * jaw, 0.85 * brows))
    ratio = lerp(ratio, ONES, plain[..., None])
    ratio = np.clip(ratio, 0.25, 2.0) ** 0.9
    light = ratio.mean(-1, keepdims=True)
    coarse = ndimage.zoom(light[..., 0], 0.25, order=1)
    shade = ndimage.zoom(ndimage.gaussian_filter(coarse, 4.5 * size / 1024), size / coarse.shape[0], order=1)
    chroma = np.clip(ratio / light, 0.6, 1.5) ** 0.25
    light = light / np.maximum(shade, 0.3)[..., None] ** (0.8 if dark else 0.6)
    return (light ** (0.5 if dark else 0.85)) * chroma, mean


@dataclass
class Painted:
    """Maps [size,size,…] of one part."""

    albedo: np.ndarray
    roughness: np.ndarray
    height: np.ndarray  # cm
    subsurface: np.ndarray
    gloss: np.ndarray


def paint(params: FaceParams, texels: Texels, complexion: Complexion, recession: float, mean: np.ndarray | None = None) -> tuple[Painted, np.ndarray]:
    """One part's maps, and the sources' mean to pass on to the next part (the face comes first)."""
    person, looks = params.person, params.person.attributes
    aged, size, rest, lip, folds = person.aged, texels.size, texels.rest, texels.lip, texels.folds
    flat = rest.reshape(-1, 3)
    dark = looks["skin"] in ("brown", "dark")
    n0, n1, n2, n3, n4 = (np.roll(g, complexion.shift * size // 1024, (0, 1)) for g in texels.grain)
    front = smoothstep(4.0, 7.0, rest[..., 2])
    x, y = np.abs(rest[..., 0]), rest[..., 1]
    variation, mean = _source(texels, complexion, params, smoothstep(-0.8, 0.8, n4 + 0.4 * n3), mean)
    calm = 1 - 0.6 * complexion.even
    blotch = complexion.mottled * calm * (0.6 if dark else 1.0)
    tone = person.skin * (1.12 if looks["skin"] == "dark" else 1.03)
    base = (tone * variation).astype(np.float32)
    base *= (1 + blotch * (0.022 * n1 + 0.024 * n2 + (0.025 + 0.03 * aged) * n3))[..., None]
    base *= 1 + blotch * np.array([0.006, -0.010, -0.012], np.float32) * (n4 + 0.6 * n3)[..., None]
    age_spots = smoothstep(1.9, 2.6, n2 + 0.25 * n3) * (0.04 + 0.5 * aged) * calm * (0.4 if dark else 1.0)
    base *= lerp(ONES, rgb(0.72, 0.58, 0.48), (age_spots * 0.7)[..., None])
    moles = smoothstep(3.1 - 0.5 * complexion.moles, 3.7 - 0.5 * complexion.moles, n2 - 0.3 * n1) * front
    base = lerp(base, base * BLEACH * 0.7, (moles * 0.6)[..., None])
    zone = np.exp(-(((x - 4.0) / 2.0) ** 2) - ((y + 2.0) / 2.5) ** 2) + np.exp(-(((y - 8.3) / 1.4) ** 2)) + np.exp(-((x / 2.0) ** 2) - ((y + 6.5) / 1.2) ** 2)
    pimples = smoothstep(2.2, 3.0, -n2 + 0.2 * n3) * np.clip(zone, 0, 1) * complexion.spots * front * (1 - 0.6 * aged)
    base = lerp(base, base * rgb(1.08, 0.66, 0.62), pimples[..., None])
    red = folds["red"] * front + 0.35 * smoothstep(7.6, 8.6, x)
    base *= lerp(ONES, rgb(1.05, 0.80, 0.77), (red * person.blush * (0.9 + 0.25 * n3).clip(0, 1.5) * (0.45 if dark else 0.8))[..., None])
    rings = 0.5 * (person.lines["under_eye"][0] + person.lines["under_eye"][1]) * calm
    base *= 1 - (folds["under_eye"] * front)[..., None] * rgb(0.16, 0.22, 0.18) * rings
    base *= (1 - 0.10 * folds["lid"] * front)[..., None]
    if looks["freckles"] == "freckles":
        where = front * (np.exp(-(((x - 2.6) / 3.4) ** 2) - ((y - 0.6) / 2.4) ** 2) + 0.3)
        base = lerp(base, base * BLEACH, (smoothstep(0.8, 2.0, 0.6 * n1 + 0.9 * n2) * np.clip(where, 0, 1) * 0.5)[..., None])
    if looks["makeup"] == "eye makeup":
        shadow = np.clip(folds["lid"] * 1.3 + 0.6 * folds["under_eye"] * smoothstep(2.2, 2.9, y), 0, 1) * front
        base = lerp(base, base * rgb(0.50, 0.40, 0.42), (shadow * 0.75)[..., None])
    corner = np.exp(-(((x - 1.72) / 0.2) ** 2) - ((y - 3.22) / 0.16) ** 2) * (rest[..., 2] > 8)  # the caruncle
    base = lerp(base, rgb(0.5, 0.2, 0.17) * (0.4 + 0.6 * person.skin[0]), (corner * 0.8)[..., None])
    depth = depth_of_folds(params, texels, n3)
    base *= 1 - depth[..., None] * rgb(0.11, 0.16, 0.17)
    pores = (0.5 + 0.9 * np.exp(-(((x - 1.8) / 2.6) ** 2) - ((y - 0.5) / 2.6) ** 2)) * (0.7 + 0.6 * complexion.oil) * (1 - 0.5 * complexion.even)
    ridges = np.sin(rest[..., 0] * 26 + 2.0 * n3) * 0.5 + 0.5 * n1
    height = -0.09 * depth + (1 - lip) * (pores * (0.0020 * n0 + 0.0036 * n1) + 0.0038 * n2) + 0.008 * n3 * (0.5 + 0.7 * aged)
    height = height + 0.010 * lip * ridges + 0.010 * pimples
    base = _lips(params, base, rest, lip, n2, ridges)
    base, covered = _hair_under(params, base, flat, lip, recession, (n1, n2, n3))
    oily = front * folds["oily"]
    painted = looks["makeup"] == "lipstick"
    roughness = 0.56 - 0.09 * complexion.oil - 0.06 * oily + 0.02 * n2 - 0.08 * lip * (1.4 if painted else 0.8) + 0.25 * covered
    gloss = (0.24 if dark else 0.32) + 0.14 * complexion.oil + 0.10 * oily + 0.06 * n1 + 0.05 * n2
    gloss = gloss * (1 - 0.6 * np.clip(depth, 0, 1)) * (1 - 0.7 * covered)
    return Painted(np.clip(base, 0.004, 0.93), np.clip(roughness, 0.3, 0.9), height, np.clip(1 - 1.2 * covered, 0, 1), np.clip(gloss, 0, 1)), mean


def _lips(params: FaceParams, base: np.ndarray, rest: np.ndarray, lip: np.ndarray, grain: np.ndarray, ridges: np.ndarray) -> np.ndarray:
    """The base with lips on it, and the line between them."""
    painted = params.person.attributes["makeup"] == "lipstick"
    colour = params.person.lip * (0.96 + 0.07 * grain + 0.06 * ridges)[..., None]
    if not painted:
        colour = lerp(colour, base * rgb(0.94, 0.68, 0.66), 0.6)
    base = lerp(base, colour, (lip * (0.72 if painted else 0.68))[..., None])
    x = np.abs(rest[..., 0])
    line = np.exp(-(((rest[..., 1] + 3.36 - 0.02 * x * x) / 0.10) ** 2)) * lip * smoothstep(2.6, 2.1, x)
    return base * (1 - 0.35 * line)[..., None]


def _hair_under(
    params: FaceParams, base: np.ndarray, flat: np.ndarray, lip: np.ndarray, recession: float, grains: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """The base with roots of beard, brows and hair showing through, and how much scalp is covered [size,size]."""
    person, looks, size = params.person, params.person.attributes, base.shape[0]
    n1, n2, n3 = grains
    regions = growth.beard(flat)
    facial, masculine = looks["facial_hair"], looks["sex"] == "masculine"
    bare = 1 - smoothstep(0.25, 0.6, lip)
    soft = ndimage.gaussian_filter(regions.full.reshape(size, size) * bare, 10 * size / 1024)
    shade = {"none": 0.08 if masculine else 0.0, "stubble": 0.24, "moustache": 0.10, "beard": 0.40}[facial]
    root = person.brow * 0.9
    base = lerp(base, lerp(base * rgb(0.62, 0.62, 0.64), root, 0.4), (soft * shade * (1 + 0.25 * n1).clip(0, 1.5))[..., None])
    if facial == "moustache":
        base = lerp(base, root, (regions.moustache.reshape(size, size) * bare * 0.5)[..., None])
    forehead = np.flatnonzero((flat[:, 1] > 3.5) & (flat[:, 1] < 9.5) & (flat[:, 2] > 5.5))
    share = np.zeros(len(flat), np.float32)
    share[forehead] = growth.brow(flat[forehead], person).share
    brows = np.clip(ndimage.gaussian_filter(share.reshape(size, size), 3 * size / 1024), 0, 1)
    base = lerp(base, base * 0.5 + person.brow * 0.35, (brows * 0.30)[..., None])
    style = looks["hair_style"]
    hairy = growth.scalp(flat, 0.12 * n2.ravel() + 0.08 * n3.ravel(), recession, growth.ROOTS).reshape(size, size)
    painted = {"bald": 0.06 if masculine else 0.0, "buzz cut": 0.45, "shaved sides": 0.5, "braids": 0.35}.get(style, 0.8)
    covered = hairy * painted
    return lerp(base, person.hair * 0.6, covered[..., None]), covered
