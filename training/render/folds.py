"""Maps of the skin's folds and tints over rest space, baked once: the fragment shader only weighs them by intensity.

The maps cover |x| 0-8 cm and y -10.5..11.5 cm of the face's front (FaceKit rest space, mirrored at x = 0).
"""

from __future__ import annotations

import numpy as np

SIZE = 512
EXTENT_X, BOTTOM, TOP = 8.0, -10.5, 11.5

#: Four maps a layer, in the order of the texture's channels.
LAYERS = (
    ("forehead_inner", "forehead_outer", "glabella", "glabella_middle"),
    ("nose_root", "nose_wrinkles", "crows_feet", "lid_furrow"),
    ("cheek_furrow", "nasolabial", "dimple", "smile_dimple"),
    ("mouth_corner", "chin_boss", "chin_crease", "lip_tight"),
    ("stretch", "red", "under_eye", "lid"),
    ("oily", "chin_rest", "jaw", "moustache"),
)


def _line(d: np.ndarray, width: float) -> np.ndarray:
    return np.exp(-((d / width) ** 2))


def smoothstep(a: float, b: float, x: np.ndarray) -> np.ndarray:
    """GLSL's smoothstep, also for a > b."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def bake() -> np.ndarray:
    """Maps uint8 [layers, SIZE, SIZE, 4]; row 0 is `BOTTOM`."""
    x = (np.arange(SIZE) + 0.5)[None, :] / SIZE * EXTENT_X
    y = BOTTOM + (np.arange(SIZE) + 0.5)[:, None] / SIZE * (TOP - BOTTOM)
    x, y = np.broadcast_arrays(x, y)

    def segment(a: tuple[float, float], b: tuple[float, float], width: float) -> np.ndarray:
        """A tapering groove from a to b."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        t = np.clip(((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy), 0, 1)
        distance = np.hypot(x - a[0] - t * dx, y - a[1] - t * dy)
        return _line(distance, width) * (1 - 0.6 * np.abs(2 * t - 1))

    def bump(cx: float, cy: float, rx: float, ry: float) -> np.ndarray:
        return np.exp(-(((x - cx) / rx) ** 2) - ((y - cy) / ry) ** 2)

    wave = 0.12 * np.sin(x * 1.7 + 0.6)
    rows = _line(y - 7.75 - wave - 0.06 * x, 0.13) + 0.9 * _line(y - 8.75 - wave, 0.13) + 0.75 * _line(y - 9.7 + wave, 0.12)
    arc = 2.42 + 0.10 * (x - 3.0) ** 2
    fold_x = 1.75 + 0.62 * (-0.2 - y) - 0.035 * (y + 0.2) ** 2
    maps = {
        "forehead_inner": rows * smoothstep(4.2, 1.4, x),
        "forehead_outer": rows * smoothstep(1.2, 3.2, x) * smoothstep(6.4, 4.8, x),
        "glabella": segment((0.60, 5.25), (0.80, 7.2), 0.24),
        "glabella_middle": segment((0.08, 5.5), (0.12, 6.8), 0.16),
        "nose_root": segment((0.0, 4.75), (0.9, 4.9), 0.13),
        "nose_wrinkles": segment((0.0, 4.25), (1.0, 4.5), 0.13)
        + 0.9 * segment((0.0, 3.65), (0.95, 3.85), 0.13)
        + 0.95 * segment((0.75, 3.1), (1.5, 2.0), 0.14)
        + 0.7 * segment((0.9, 3.6), (1.75, 2.6), 0.12),
        "crows_feet": segment((4.85, 3.55), (6.5, 4.35), 0.12) + segment((4.9, 3.2), (6.6, 3.15), 0.12) + segment((4.75, 2.85), (6.3, 2.0), 0.12),
        "lid_furrow": _line(y - arc, 0.13) * smoothstep(1.4, 2.1, x) * smoothstep(4.9, 4.0, x),
        "cheek_furrow": _line(y - arc + 0.75, 0.2) * smoothstep(1.8, 2.6, x) * smoothstep(5.2, 4.2, x),
        "nasolabial": _line(x - fold_x, 0.22) * smoothstep(-4.3, -2.8, y) * smoothstep(0.9, -0.2, y),
        "dimple": bump(3.05, -3.5, 0.26, 0.95),
        "smile_dimple": bump(3.5, -2.9, 0.22, 0.9),
        "mouth_corner": segment((2.85, -3.7), (3.3, -5.0), 0.26),
        "chin_boss": bump(0.0, -6.3, 1.6, 0.9),
        "chin_crease": _line(y + 5.25 + 0.08 * x * x, 0.2) * smoothstep(2.6, 1.2, x),
        "lip_tight": 0.6 * _line(y + 2.2 - 0.1 * x, 0.16) * smoothstep(2.6, 1.8, x) * smoothstep(0.2, 0.8, x) + bump(2.75, -3.5, 0.25, 0.6),
        "stretch": segment((3.4, -2.6), (3.9, -4.6), 0.2),
        "red": 0.8 * bump(4.4, -0.6, 1.9, 1.6) + 0.75 * bump(0.0, 0.2, 1.3, 1.2) + 0.35 * bump(0.0, -6.6, 1.6, 1.0),
        "under_eye": bump(2.7, 2.15, 1.3, 0.55),
        "lid": bump(3.1, 4.35, 1.5, 0.6),
        "oily": 0.5 * bump(0.0, 8.0, 3.0, 2.0) + 0.8 * bump(0.0, 1.0, 0.9, 2.0) + 0.4 * bump(4.0, 1.0, 1.5, 1.0),
        "chin_rest": _line(y + 5.2 + 0.06 * x * x, 0.3) * smoothstep(2.4, 1.2, x),
        "jaw": smoothstep(0.5, -0.7, y + 1.2 + 0.10 * (5.6 - x) + 2.0 * smoothstep(5.2, 3.0, x)) * smoothstep(-10.2, -8.6, y),
        "moustache": smoothstep(-1.25, -1.6, y + 0.28 * x) * smoothstep(3.1, 2.5, x) * smoothstep(-3.7, -3.2, y),
    }
    stack = np.stack([np.stack([maps[name] for name in layer], -1) for layer in LAYERS])
    return (np.clip(stack, 0, 1) * 255 + 0.5).astype(np.uint8)
