"""All strands of a head, and the material they share: Principled Hair (after Chiang et al. 2016), with grey strands among coloured ones."""

from __future__ import annotations

import numpy as np

from ..face import FaceParams, Person
from ..numerics import smoothstep
from . import facial_hair, hair_long, hair_short, hair_tied
from .blender import Material, add_object, bpy, replace_strands
from .strands import HairyHead, Strands

GREY = (0.42, 0.395, 0.36, 1)
LASH = np.array([0.012, 0.009, 0.008])
#: Headwear under which no hair of the scalp is drawn.
COVERED = ("headscarf", "hood", "beanie", "cap")


class _Fibre:
    """A hair material whose strands differ in value, some grey."""

    def __init__(self, name: str) -> None:
        self.material = material = Material(name)
        hair = material.node("BsdfHairPrincipled", Roughness=0.32, Radial_Roughness=0.4, Random_Roughness=0.2, IOR=1.42)
        hair.parametrization, hair.model = "COLOR", "CHIANG"
        info, self.mix = material.node("HairInfo"), material.node("Mix")
        self.mix.data_type = "RGBA"
        self.grey = material.node("Math")
        self.grey.operation = "LESS_THAN"
        material.link(info.outputs["Random"], self.grey.inputs[0])
        material.link(self.grey.outputs[0], self.mix.inputs[0])
        noise, value, hue = material.node("TexWhiteNoise"), material.node("Math"), material.node("HueSaturation")
        noise.noise_dimensions, value.operation = "1D", "MULTIPLY_ADD"
        material.link(info.outputs["Random"], noise.inputs["W"])
        material.link(noise.outputs["Value"], value.inputs[0])
        value.inputs[1].default_value, value.inputs[2].default_value = 0.7, 0.65
        material.link(self.mix.outputs[2], hue.inputs["Color"])
        material.link(value.outputs[0], hue.inputs["Value"])
        material.link(hue.outputs[0], hair.inputs["Color"])
        material.surface(hair)

    def colour(self, colour: np.ndarray, grey: float) -> None:
        self.mix.inputs[6].default_value = (*np.clip(colour, 0.003, 0.9).tolist(), 1)
        self.mix.inputs[7].default_value = GREY
        self.grey.inputs[1].default_value = float(grey)


class Hair:
    """Scalp, brows with beard, and lashes of the scene."""

    def __init__(self) -> None:
        self.fibres = {name: _Fibre(name) for name in ("scalp", "brow", "lash")}
        self.objects = {name: add_object(name, bpy.data.hair_curves.new(name)) for name in self.fibres}
        self.objects["lash"].visible_shadow = False  # eyes went black under them

    def draw(self, params: FaceParams, hairy: HairyHead, rng: np.random.Generator) -> None:
        """Grow this person's hair on the posed head."""
        person = params.person
        grown = {"scalp": grow_scalp(hairy, person, rng), "brow": Strands(), "lash": Strands()}
        facial_hair.brows(hairy, person, rng, grown["brow"])
        facial_hair.beard(hairy, person, rng, grown["brow"])
        facial_hair.lashes(hairy, person, rng, grown["lash"])
        for name, strands in grown.items():
            replace_strands(self.objects[name], *strands.joined(), self.fibres[name].material)
        light = float(person.hair.mean())
        cycles = bpy.context.scene.cycles  # light hair lives on light that crosses many strands
        cycles.transmission_bounces, cycles.max_bounces = (4, 6) if light > 0.12 else (2, 5)
        self.fibres["scalp"].colour(person.hair * (1.15 + 1.3 * min(light, 0.5)), person.grey)
        self.fibres["brow"].colour(person.brow * 0.5, person.grey * 0.7)
        self.fibres["lash"].colour(LASH, 0.0)


def _under(hairy: HairyHead, person: Person, share: np.ndarray, rng: np.random.Generator, out: Strands) -> None:
    """What shows of the hair beneath headwear: a scarf hides all; long hair hangs from under a cap or beanie, other hair lies close to the head."""
    worn, style, rest = person.attributes["headwear"], person.attributes["hair_style"], hairy.roots["scalp"].rest
    if worn == "headscarf":
        return
    if worn != "hood":
        share = share * smoothstep(10.0, 8.6, rest[:, 1] - 0.2 * (rest[:, 2] - 8))
    if worn != "hood" and style not in hair_short.SHORT:
        hair_long.loose(hairy, person, share, rng, out, "curly" if style == "curly" else "long" if style in ("long", "braids") else "bob", close=True)
    else:
        hair_short.cropped(hairy, person, share, rng, out, (0.25, 0.6) if style in ("buzz cut", "shaved sides") else (0.6, 1.3))


def grow_scalp(hairy: HairyHead, person: Person, rng: np.random.Generator) -> Strands:
    """The hair of the head."""
    out, style = Strands(), person.attributes["hair_style"]
    if style == "bald":
        return out
    share = hair_short.scalp_share(hairy, person, rng)
    covered = person.attributes["headwear"] in COVERED
    if covered:
        _under(hairy, person, share, rng, out)
    elif style in ("short", "shaved sides"):
        hair_short.short(hairy, person, share, rng, out, shaved=style == "shaved sides")
    elif style == "buzz cut":
        hair_short.cropped(hairy, person, share, rng, out)
    elif style == "afro":
        hair_short.afro(hairy, person, share, rng, out)
    elif style == "braids":
        hair_long.braids(hairy, person, share, rng, out)
    elif style in ("ponytail", "bun"):
        hair_tied.tied(hairy, person, share, rng, out, bun=style == "bun")
    else:
        hair_long.loose(hairy, person, share, rng, out, style)
    return out
