"""Draws what a picture has beside its person and expression: place, light, framing.

| what | drawn |
|---|---|
| background | three in five a place (a real environment map), else a plain wall or paper of one of eight colours |
| light | what suits the place: see `LIGHT_CHANCES` |
| framing | `zoom` log-normal around 0.86, deviation 0.11, from 0.66 (head and shoulders) to 1.14 (forehead to chin); shift normal, 0.015 of the side, down by 0.02 |
"""

from __future__ import annotations

import numpy as np

from .attributes import ATTRIBUTES
from .colours import BACKGROUND
from .people import pick

#: Word of a background -> environment maps that show it (file names in the `hdri` folder).
PLACES = {
    "office": ("lobby", "bridge"),
    "home": ("apartment",),
    "hall": ("hall", "esplanade", "warehouse"),
    "workshop": ("lab", "workshop"),
    "street": ("city", "sunset"),
    "park": ("park",),
    "forest": ("forest",),
    "field": ("sunrise", "dawn", "night"),
    "seaside": ("sky", "venice"),
}
OUTDOORS = ("street", "park", "forest", "field", "seaside")
LIGHT_CHANCES = {
    "indoors": {"soft": 0.38, "window": 0.22, "warm": 0.12, "cool": 0.08, "dim": 0.10, "side": 0.10},
    "outdoors": {"soft": 0.42, "sun": 0.24, "evening": 0.14, "side": 0.10, "cool": 0.05, "dim": 0.05},
    "wall": {"soft": 0.28, "studio": 0.26, "window": 0.14, "warm": 0.10, "cool": 0.08, "dim": 0.06, "side": 0.08},
}
PLACE_SHARE = 0.6


def sample_scene(rng: np.random.Generator) -> dict[str, str]:
    """The attributes of a picture rather than of its person: the light's name and the background's."""
    if rng.random() < PLACE_SHARE:
        background = list(PLACES)[int(rng.integers(len(PLACES)))]
        kind = "outdoors" if background in OUTDOORS else "indoors"
    else:
        background = list(BACKGROUND)[int(rng.integers(len(BACKGROUND)))]
        kind = "wall"
    assert background in ATTRIBUTES["background"]
    return {"light": pick(rng, LIGHT_CHANCES[kind]), "background": background}


def sample_place(rng: np.random.Generator, background: str) -> str:
    """An environment map of a background, "" for a wall."""
    maps = PLACES.get(background, ("",))
    return maps[int(rng.integers(len(maps)))]


def sample_framing(rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """Shift [2] (share of the image) and zoom."""
    shift = np.clip(rng.normal((0, 0.02), 0.015), -0.045, 0.06).astype(np.float32)
    return shift, float(np.clip(np.exp(rng.normal(np.log(0.86), 0.11)), 0.66, 1.14))


def sample_light(rng: np.random.Generator, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Key direction [3], key and fill colour [3] (linear) of a named light."""
    sign = 1.0 if rng.random() < 0.5 else -1.0
    azimuth = sign * rng.uniform(0.15, 0.7)
    elevation = rng.uniform(0.2, 0.8)
    key, fill = np.array([1.22, 1.18, 1.14]), np.array([0.54, 0.55, 0.57])
    if name in ("warm", "evening"):
        key, fill = np.array([1.5, 1.12, 0.76]), np.array([0.56, 0.46, 0.37])
    elif name == "cool":
        key, fill = np.array([0.92, 1.14, 1.45]), np.array([0.42, 0.52, 0.66])
    elif name == "dim":
        key, fill = np.array([0.52, 0.48, 0.44]), np.array([0.22, 0.22, 0.24])
    elif name in ("side", "window"):
        azimuth, elevation = sign * (rng.uniform(1.1, 1.4) if name == "side" else rng.uniform(0.7, 1.25)), rng.uniform(0.1, 0.4)
        key, fill = np.array([1.7, 1.62, 1.54]), np.array([0.27, 0.28, 0.31]) * (1.0 if name == "side" else 1.6)
    if name == "evening":
        elevation = rng.uniform(0.03, 0.25)
    elif name == "sun":
        azimuth, elevation = sign * rng.uniform(0.3, 1.2), rng.uniform(0.5, 1.0)
        key, fill = np.array([1.75, 1.65, 1.5]), np.array([0.42, 0.46, 0.54])
    key, fill = key * np.exp(rng.normal(0, 0.06)), fill * np.exp(rng.normal(0, 0.08))
    direction = np.array([np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)])
    return direction.astype(np.float32), key.astype(np.float32), fill.astype(np.float32)
