"""Skin: random-walk subsurface light under painted maps (`skin_paint.py`), as the material of face and back of the head."""

from __future__ import annotations

import numpy as np

from ..face import FaceParams
from .blender import Material, Picture
from .skin_paint import Complexion, paint
from .surface import BACK, FACE, Texels

#: cm that light travels in skin, and how far red, green and blue go in that, by tone.
DEPTH = {"brown": 0.14, "dark": 0.11}
DEPTH_ELSE = 0.22
LIGHT_RADII, DARK_RADII = (1.0, 0.34, 0.18), (1.0, 0.50, 0.34)


class _Part:
    """The material of one map."""

    def __init__(self, name: str) -> None:
        self.material = material = Material(name)
        colour, relief = material.node("TexImage"), material.node("TexImage")
        self.shader = shader = material.node("BsdfPrincipled", IOR=1.42, Subsurface_Weight=1.0)
        shader.subsurface_method = "RANDOM_WALK"
        split, bump = material.node("SeparateColor"), material.node("Bump", Strength=1.0, Distance=1.0)
        material.link(colour.outputs["Color"], shader.inputs["Base Color"])
        material.link(colour.outputs["Alpha"], shader.inputs["Roughness"])
        material.link(relief.outputs["Color"], split.inputs[0])
        material.link(split.outputs["Red"], bump.inputs["Height"])
        material.link(bump.outputs[0], shader.inputs["Normal"])
        material.link(split.outputs["Green"], shader.inputs["Subsurface Weight"])
        material.link(split.outputs["Blue"], shader.inputs["Specular IOR Level"])
        material.surface(shader)
        self.colour, self.relief = Picture(f"{name} colour", colour), Picture(f"{name} relief", relief)


class Skin:
    """Face and back of the head."""

    def __init__(self, texels: dict[int, Texels]) -> None:
        self.texels = texels
        self.parts = {part: _Part(f"skin{part}") for part in (FACE, BACK)}

    @property
    def materials(self) -> list[Material]:
        return [self.parts[part].material for part in (FACE, BACK)]

    def draw(self, params: FaceParams, recession: float, rng: np.random.Generator) -> None:
        """Paint this person with this expression."""
        tone = params.person.attributes["skin"]
        complexion, mean = Complexion.of(params, rng), None
        for number, part in self.parts.items():
            part.shader.inputs["Subsurface Scale"].default_value = DEPTH.get(tone, DEPTH_ELSE)
            part.shader.inputs["Subsurface Radius"].default_value = DARK_RADII if tone in DEPTH else LIGHT_RADII
            if number in self.texels:
                painted, mean = paint(params, self.texels[number], complexion, recession, mean)
                part.colour.put(np.dstack([painted.albedo, painted.roughness]))
                part.relief.put(np.dstack([painted.height, painted.subsurface, painted.gloss, np.ones_like(painted.height)]))
