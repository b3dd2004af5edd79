"""The uniforms of the sketch's programs: how they are set, and those of the skin."""

from __future__ import annotations

from typing import TypeAlias

import moderngl
import numpy as np

from ..facs import COLUMN_INDEX
from .face import FaceParams

Uniform: TypeAlias = float | tuple[float, ...] | np.ndarray
#: By name; matrices as numpy has them, row by row.
Uniforms: TypeAlias = dict[str, Uniform]

#: Where painted hair runs from.
CROWN = np.array([0.0, 14.2, -2.5], np.float32)


def set_uniforms(program: moderngl.Program, **values: Uniform) -> None:
    """Set those of the values that the program uses: its compiler drops the others."""
    for name, value in values.items():
        uniform = program.get(name, None)
        if not isinstance(uniform, moderngl.Uniform):
            continue
        if isinstance(value, np.ndarray):
            uniform.write(np.ascontiguousarray(value.T if value.ndim == 2 else value, "f4").tobytes())
        else:
            uniform.value = value


def skin_uniforms(params: FaceParams) -> Uniforms:
    """What a face's skin program takes of its person, expression and attributes."""
    person, au, attributes = params.person, params.au, params.attributes
    facial, freckled = attributes["facial_hair"], attributes["freckles"] == "freckles"

    def at(name: str) -> float:
        return float(au[COLUMN_INDEX[name]])

    painted = {"bald": 0.0, "buzz cut": 0.8}.get(attributes["hair_style"], 1.0)
    return {
        "skin": person.skin,
        "blush": person.blush,
        "noise_offset": person.noise,
        "brow_colour": person.brow,
        "brow_shape": person.brow_shape,
        "lip_colour": person.lip,
        "lip_gloss": 0.9 if attributes["makeup"] == "lipstick" else 0.35,
        "hair_colour": person.hair,
        "scalp": painted,
        "beard_colour": person.brow * 0.9,
        "beard": (float(facial == "stubble"), float(facial == "moustache"), float(facial == "beard"), 0.85 * float(freckled)),
        "neckline": person.neckline,
        "cloth_colour": person.cloth,
        "crown": CROWN,
        "age": person.aged,
        "lash_strength": 0.95 if attributes["sex"] == "feminine" else 0.72,
        "mouth_open": min(1.0, 2 * max(at("AU25"), at("AU26"), at("AU27"), at("AU16L"))),
        "au_mid": (at("AU17"), max(at("AU23"), at("AU24")), max(at("AU20L"), at("AU20R"))),
        "purse": max(at("AU18"), 0.75 * at("AU23")),
        **{f"au{u}": (at(f"AU{u}L"), at(f"AU{u}R")) for u in (1, 2, 4, 6, 7, 9, 10, 12, 14, 15)},
    }
