"""Draws one picture: a person (`people.py`), an expression (`expressions.py`), a scene (`scenes.py`)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .action_units import resolve_conflicts
from .colours import BACKGROUND, linear
from .expressions import Drawn, sample_expression, sample_pose
from .face import FaceParams
from .people import sample_person
from .scenes import sample_framing, sample_light, sample_place, sample_scene


def sample_face(rng: np.random.Generator, identity_seed: int, expression: Callable[[np.random.Generator], Drawn] = sample_expression) -> FaceParams:
    """One picture of the person `identity_seed`: expression, pose, light, place, framing from `rng`."""
    person = sample_person(identity_seed)
    au, label, index, kind, intensity = expression(rng)
    sample_pose(rng, au, index)
    scene = sample_scene(rng)
    direction, key, fill = sample_light(rng, scene["light"])
    wall = linear(BACKGROUND.get(scene["background"], BACKGROUND["grey"]))
    shift, zoom = sample_framing(rng)
    return FaceParams(
        person=person,
        attributes={**person.attributes, **scene},
        au=resolve_conflicts(au),
        label=label,
        class_index=index,
        kind=kind,
        intensity=intensity,
        key_direction=direction,
        key_colour=key,
        fill_colour=fill,
        background=(wall * np.exp(rng.normal(0, 0.08)) * np.exp(rng.normal(0, 0.04, 3))).astype(np.float32),
        background_noise=np.array([*rng.uniform(0, 1, 2), rng.uniform(0.05, 0.4)], np.float32),
        place=sample_place(rng, scene["background"]),
        seed=int(rng.integers(2**31)),
        shift=shift,
        zoom=zoom,
    )
