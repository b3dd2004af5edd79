"""Teeth, gums, tongue, the inside of mouth and eye sockets, and the wet rim of the lids: materials of the head's own mesh."""

from __future__ import annotations

import numpy as np

from ..face import Person
from .blender import Material


class Inside:
    """Materials of what is not skin, in the order of the slots from `surface.GUMS` on."""

    def __init__(self) -> None:
        # A glow stands in for the light that scatters through cheeks and lips into the mouth.
        gums = Material("gums")
        gums.surface(
            gums.node(
                "BsdfPrincipled",
                Base_Color=(0.62, 0.24, 0.22, 1),
                Roughness=0.3,
                Emission_Color=(0.6, 0.2, 0.18, 1),
                Emission_Strength=0.03,
                Subsurface_Weight=0.6,
                Subsurface_Scale=0.15,
            )
        )
        teeth = Material("teeth")
        self.enamel = teeth.node("BsdfPrincipled", Roughness=0.22, Subsurface_Weight=0.5, Subsurface_Scale=0.12, Emission_Strength=0.05)
        teeth.surface(self.enamel)
        mouth = Material("mouth")
        mouth.surface(
            mouth.node("BsdfPrincipled", Base_Color=(0.34, 0.15, 0.135, 1), Roughness=0.4, Emission_Color=(0.32, 0.12, 0.11, 1), Emission_Strength=0.01)
        )
        socket = Material("socket")
        self.lining = socket.node("BsdfPrincipled", Roughness=0.4)
        socket.surface(self.lining)
        tears = Material("tears")
        self.rim = tears.node("BsdfPrincipled", Roughness=0.5, Specular_IOR_Level=0.15, Subsurface_Weight=0.5, Subsurface_Scale=0.1)
        tears.surface(self.rim)
        self.materials = [gums, teeth, mouth, socket, tears]

    def draw(self, person: Person, rng: np.random.Generator) -> None:
        """Colours of this person's teeth and linings."""
        tone, yellow = rng.uniform(0.72, 1.0) * (1 - 0.12 * person.aged), rng.uniform(0, 1)
        enamel = (0.70 * tone, (0.66 - 0.05 * yellow) * tone, (0.56 - 0.14 * yellow) * tone, 1)
        self.enamel.inputs["Base Color"].default_value = enamel
        self.enamel.inputs["Emission Color"].default_value = enamel
        self.lining.inputs["Base Color"].default_value = (*(person.skin * [0.7, 0.4, 0.36]).tolist(), 1)
        self.rim.inputs["Base Color"].default_value = (*np.clip(person.skin * [0.66, 0.42, 0.38], 0, 0.8).tolist(), 1)
