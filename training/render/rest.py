"""How faces look at rest: shapes and lines a person always wears, drawn once for each identity.

Of photographs of people at rest a third were read as disgust and a quarter as anger by networks that had only seen folds, furrows
and low brows as signs of an expression. Here they belong to the person; an action unit is a change from that person's rest, and every
face without one is labelled neutral. The table is the one place where these distributions are written down.

| what | share of people | how much |
|---|---|---|
| shape of `HABITS` | its first number | half-normal times its second, capped at two and a half times; sides differ by a quarter (deviation) |
| line of `LINES` | all | young + (old - young) · age, times a log-normal of 0.45; sides differ by 15 % |
| opening of the eyes | all | `Person.lids`, by `people.APERTURE` |
| mouth and jaw off the middle | all | normal, 0.10 of `mouthLeft`, 0.08 of `jawLeft` |
"""

from __future__ import annotations

import numpy as np

#: Shape stem -> (share of people, scale of the half-normal weight). Stems without sides are whole shapes.
HABITS: dict[str, tuple[float, float]] = {
    "mouthFrown": (0.35, 0.16),
    "cornerDrop": (0.25, 0.25),
    "mouthSmile": (0.28, 0.11),
    "mouthPress": (0.22, 0.25),
    "lipThin": (0.28, 0.30),
    "mouthShrugLower": (0.18, 0.16),
    "mouthUpperUp": (0.12, 0.08),
    "mouthDimple": (0.15, 0.20),
    "mouthStretch": (0.12, 0.10),
    "browDown": (0.35, 0.24),
    "browTogether": (0.28, 0.22),
    "browInnerUp": (0.20, 0.13),
    "browSlant": (0.18, 0.20),
    "browOuterUp": (0.22, 0.14),
    "eyeSquint": (0.20, 0.08),
    "lidTight": (0.16, 0.15),
    "noseSneer": (0.18, 0.12),
    "cheekRaiser": (0.20, 0.14),
    "cheekPuff": (0.15, 0.12),
    "jawOpen": (0.15, 0.018),
}
CENTRAL = ("lipThin", "mouthShrugLower", "jawOpen")
#: Line -> depth at age 0 and at age 1 (`Person.aged`).
LINES: dict[str, tuple[float, float]] = {
    "nasolabial": (0.16, 0.75),
    "glabella": (0.06, 0.50),
    "glabella_middle": (0.02, 0.22),
    "nose_root": (0.05, 0.35),
    "forehead_inner": (0.08, 0.55),
    "forehead_outer": (0.06, 0.55),
    "crows_feet": (0.05, 0.60),
    "lid_furrow": (0.18, 0.65),
    "cheek_furrow": (0.06, 0.55),
    "mouth_corner": (0.05, 0.55),
    "chin_crease": (0.15, 0.45),
    "under_eye": (0.25, 0.85),
    "stretch": (0.02, 0.30),
}


def sample_rest(rng: np.random.Generator, aged: float, feminine: bool) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Shape weights and line depths (left, right) of one person at rest."""
    shapes: dict[str, float] = {}
    for stem, (share, scale) in HABITS.items():
        if rng.random() >= share:
            continue
        weight = min(abs(rng.normal(0, scale)), 2.5 * scale)
        if stem in ("mouthFrown", "cornerDrop", "browDown"):
            weight *= 0.8 + 0.5 * aged
        if stem == "browDown" and feminine:
            weight *= 0.7
        if stem in CENTRAL:
            shapes[stem] = float(weight)
        else:
            tilt = float(np.clip(rng.normal(0, 0.25), -0.8, 0.8))
            shapes[f"{stem}_L"], shapes[f"{stem}_R"] = float(weight * (1 + tilt)), float(weight * (1 - tilt))
    for towards, scale in (("mouth", 0.10), ("jaw", 0.08)):
        x = float(np.clip(rng.normal(0, scale), -0.25, 0.25))
        shapes[f"{towards}Left"], shapes[f"{towards}Right"] = max(x, 0.0), max(-x, 0.0)
    lines = {}
    for name, (young, old) in LINES.items():
        depth = (young + (old - young) * min(aged, 1.1)) * float(np.exp(rng.normal(0, 0.45)))
        tilt = float(np.clip(rng.normal(0, 0.15), -0.4, 0.4))
        lines[name] = (min(depth * (1 + tilt), 1.1), min(depth * (1 - tilt), 1.1))
    return shapes, lines
