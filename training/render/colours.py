"""The colours that words of the vocabulary stand for, sRGB 0-255, and their way into linear light."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SKIN = {"very light": (222, 182, 160), "light": (208, 164, 138), "medium": (194, 148, 118), "tan": (162, 118, 92), "brown": (122, 86, 67), "dark": (82, 58, 48)}
HAIR = {
    "none": (60, 45, 38),
    "black": (26, 23, 23),
    "dark brown": (58, 41, 32),
    "brown": (104, 73, 50),
    "blond": (188, 148, 98),
    "red": (160, 74, 36),
    "grey": (118, 112, 105),
    "white": (198, 191, 181),
}
IRIS = {"brown": (88, 54, 32), "dark brown": (48, 30, 22), "hazel": (98, 74, 42), "green": (88, 104, 70), "blue": (82, 112, 144), "grey": (104, 114, 122)}
#: Plain walls and paper backdrops; places have no colour of their own here and a grey one in the sketch.
BACKGROUND = {
    "grey": (128, 128, 130),
    "white": (232, 232, 230),
    "black": (26, 26, 28),
    "blue": (70, 106, 156),
    "green": (82, 122, 82),
    "brown": (112, 82, 60),
    "red": (150, 58, 54),
    "beige": (208, 188, 160),
}
CLOTH = (
    (34, 38, 48),
    (60, 66, 78),
    (118, 118, 120),
    (206, 204, 198),
    (226, 224, 220),
    (52, 72, 108),
    (118, 44, 48),
    (70, 88, 70),
    (150, 126, 96),
    (24, 24, 26),
    (176, 120, 60),
    (92, 60, 96),
    (170, 190, 205),
    (205, 160, 165),
    (96, 110, 60),
)
FRAMES = ((28, 26, 26), (22, 22, 24), (72, 46, 30), (58, 30, 24), (150, 122, 70), (120, 122, 126), (30, 40, 64))
LIPSTICK = ((164, 40, 50), (178, 72, 88), (138, 40, 56), (190, 92, 96), (170, 92, 86), (148, 66, 70))


def linear(colour: Sequence[float]) -> np.ndarray:
    """sRGB 0-255 to linear 0-1 (gamma 2.2)."""
    return (np.asarray(colour, np.float32) / 255.0) ** 2.2
