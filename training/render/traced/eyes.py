"""Eyes: a painted ball with a sunken iris, and the surroundings that its wet front mirrors.

The mirror image is computed and painted as light. A path tracer would find it in one path of forty, and what few paths bring as single
bright pixels its denoiser takes for noise: eyes without a window in them look dead.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from ..action_units import gaze_angles
from ..face import FaceParams, Person
from ..numerics import lerp, smoothstep, unit
from ..posing import Posed
from .blender import Material, Picture, add_object, bpy, place
from .places import radiance

IRIS = 0.42  # radians of the iris' edge on the unit ball
PAINTED = 1.9  # radians of the ball that the picture covers
TEXELS = 384
SECTORS = 48
#: Radius of the cornea's sphere, of the ball's.
CORNEA = 0.66
#: Share of light that tears mirror straight on, at a refractive index of 1.37.
WET = 0.024
#: The most that a mirror image shines, of a white card's 1: what a sensor makes of a bare lamp.
BRIGHTEST = 1.2
FILL = 0.008
MIRRORED = 160
#: Radians by which both eyes turn towards the nose to meet at the camera.
CONVERGENCE = 0.02


def _lathe(profile: list[tuple[float, float, float]], name: str) -> bpy.types.Mesh:
    """A surface around +Z of (radius, height, angle painted) rows."""
    turn = np.linspace(0, 2 * np.pi, SECTORS, endpoint=False)
    vertices, uv = [], []
    for radius, height, angle in profile:
        vertices += [(radius * np.cos(t), radius * np.sin(t), height) for t in turn]
        uv += [(0.5 + 0.5 * angle / PAINTED * np.cos(t), 0.5 + 0.5 * angle / PAINTED * np.sin(t)) for t in turn]
    faces = []
    for i in range(len(profile) - 1):
        for j in range(SECTORS):
            a, b = i * SECTORS + j, i * SECTORS + (j + 1) % SECTORS
            faces.append((a, a + SECTORS, b + SECTORS, b))
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(vertices, [], faces)
    mesh.polygons.foreach_set("use_smooth", np.ones(len(faces), bool))
    corner = np.zeros(len(mesh.loops), np.int32)
    mesh.loops.foreach_get("vertex_index", corner)
    mesh.uv_layers.new(name="uv").data.foreach_set("uv", np.asarray(uv, np.float32)[corner].ravel())
    return mesh


def _ball() -> bpy.types.Mesh:
    rows = [(np.sin(IRIS) * a / IRIS, np.cos(IRIS) - 0.035 - 0.03 * (1 - a / IRIS), a) for a in np.linspace(0.002, IRIS * 0.985, 12)]
    for a in np.linspace(IRIS, 1.9, 26):
        flat = 1 - 0.10 * float(smoothstep(0.72, 1.15, a))  # keeps the white off the lids' corners
        rows.append((flat * np.sin(a), flat * np.cos(a), a))
    return _lathe(rows, "ball")


class Eyes:
    """Both eyes of the scene."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self.mirrors: list[Picture] = []
        self.balls = []
        for i in range(2):
            ball = _ball()
            ball.materials.append(self._material(f"eye{i}").data)
            self.balls.append(add_object(f"ball{i}", ball))

    def _material(self, name: str) -> Material:
        painted = Material(name)
        texture, mirrored = painted.node("TexImage"), painted.node("TexImage")
        # Light that lids and lashes let through and two bounces do not bring: whites are never black.
        skin = painted.node("BsdfPrincipled", Roughness=0.5, Specular_IOR_Level=0.1, Subsurface_Scale=0.1, Emission_Strength=FILL)
        painted.link(texture.outputs["Color"], skin.inputs["Base Color"])
        painted.link(texture.outputs["Alpha"], skin.inputs["Subsurface Weight"])
        painted.link(texture.outputs["Color"], skin.inputs["Emission Color"])
        shine, both = painted.node("Emission"), painted.node("AddShader")
        painted.link(mirrored.outputs["Color"], shine.inputs["Color"])
        painted.link(skin.outputs[0], both.inputs[0])
        painted.link(shine.outputs[0], both.inputs[1])
        painted.surface(both)
        painted.data.cycles.emission_sampling = "NONE"
        self.pictures.append(Picture(name, texture))
        self.mirrors.append(Picture(f"{name} mirrored", mirrored, alpha=False))
        return painted

    def draw(self, params: FaceParams, posed: Posed, light: np.ndarray, rng: np.random.Generator) -> None:
        """Paint, place and turn both eyes under the light [h,w,3] of the surroundings."""
        paint = _paint(params.person, rng)
        yaw, pitch = gaze_angles(params.au)
        for i, ball in enumerate(self.balls):
            inward = yaw + (-CONVERGENCE if i == 0 else CONVERGENCE)
            ahead = posed.turn @ np.array([np.sin(inward) * np.cos(pitch), np.sin(pitch), np.cos(inward) * np.cos(pitch)])
            side = unit(np.cross(posed.turn @ [0, 1, 0], ahead))
            turn = np.stack([side, np.cross(ahead, side), ahead], 1)
            matrix = np.eye(4)
            matrix[:3, :3] = turn * posed.eyes[i, 3]
            matrix[:3, 3] = posed.posed(posed.eyes[i, :3])
            place(ball, matrix)
            self.pictures[i].put(paint)
            self.mirrors[i].put(_mirror_image(turn, posed.turn, light))


def _mirror_image(turn: np.ndarray, head: np.ndarray, light: np.ndarray) -> np.ndarray:
    """What the wet front of a ball turned by `turn` [3,3] mirrors of `light` [h,w,3] towards the camera: radiance [n,n,3] on its picture."""
    y, x = (np.mgrid[0:MIRRORED, 0:MIRRORED] + 0.5) / MIRRORED * 2 - 1
    out = np.hypot(x, y) * PAINTED
    bulge = np.arcsin(np.clip(np.sin(np.minimum(out, 1.5)) / CORNEA, 0, 0.99))
    angle = lerp(bulge, out, smoothstep(0.94 * IRIS, 1.12 * IRIS, out))
    along = unit(np.dstack([x, y]))
    normal = np.dstack([np.sin(angle)[..., None] * along, np.cos(angle)]) @ turn.T
    facing = normal[..., 2]
    mirrored = 2 * facing[..., None] * normal - np.array([0.0, 0.0, 1.0])
    reflected = WET + (1 - WET) * np.clip(1 - facing, 0, 1) ** 5
    # Brow and cheek stand before the rest; what the skin itself sends is little and even, and left to the fill.
    level = (mirrored @ head)[..., 1]
    open_to = smoothstep(0.75, 0.5, level) * smoothstep(-0.75, -0.4, level) * (facing > 0.1)
    return np.minimum(radiance(light, mirrored) * (reflected * open_to)[..., None], BRIGHTEST)


def _paint(person: Person, rng: np.random.Generator) -> np.ndarray:
    """Colour and share of subsurface light [n,n,4] of the ball."""
    n = TEXELS
    y, x = (np.mgrid[0:n, 0:n] + 0.5) / n * 2 - 1
    turn, out = np.arctan2(y, x), np.hypot(x, y) * PAINTED / person.iris_radius  # 1 at the iris' edge
    veins = np.exp(-((ndimage.gaussian_filter(rng.standard_normal((n, n)), 4) / 0.014) ** 2))
    dark = float(np.clip(1.0 - person.skin.mean() / 0.35, 0, 1))
    white = np.array([0.47, 0.435, 0.41]) * (1 - 0.48 * dark - 0.08 * person.aged) * np.array([1, 1 - 0.03 * person.aged, 1 - 0.08 * person.aged - 0.05 * dark])
    white = white * (1 - 0.10 * smoothstep(1.2, 3.0, out))[..., None]
    white = white * lerp(np.ones(3), np.array([0.95, 0.58, 0.52]), (smoothstep(1.5, 2.9, out) * 0.9)[..., None])
    white = white * lerp(np.ones(3), np.array([0.97, 0.66, 0.62]), (veins * rng.uniform(0.25, 0.7) * smoothstep(1.15, 2.4, out))[..., None])
    above = y * PAINTED / IRIS  # lids shade the ball; what they do not reach is lit
    white = white * (1 - 0.42 * smoothstep(0.2, 1.25, above) - 0.15 * smoothstep(-0.5, -1.3, above))[..., None]
    spokes = 180
    at = (turn + np.pi) / (2 * np.pi) * spokes
    fibres = np.zeros((n, n))
    for frequency, weight, twist in ((1, 0.5, 1.0), (0.5, 0.3, -1.6), (2, 0.25, 0.6)):
        table = ndimage.gaussian_filter1d(rng.standard_normal(spokes * 2), 0.8, mode="wrap")
        table /= table.std()
        fibres += weight * np.interp((at * frequency + twist * out * 3) % (spokes * 2), np.arange(spokes * 2), table, period=spokes * 2)
    iris = person.iris * lerp(np.ones(3), np.full(3, person.iris.mean() / np.maximum(person.iris, 1e-3)), 0.18)
    colour = 1.25 * iris[None, None] * (1.0 + 0.36 * fibres[..., None]).clip(0.25, 2.2)
    inner = iris * np.array([1.3, 1.0, 0.65])
    colour = lerp(colour, inner * (1 + 0.3 * fibres[..., None]), (0.55 * smoothstep(0.62, 0.42, out + 0.05 * fibres))[..., None])
    colour = lerp(colour, iris * 0.2, (0.85 * smoothstep(0.76, 0.98, out))[..., None])
    pupil = rng.uniform(0.28, 0.42)
    colour = lerp(colour, np.full(3, 0.004), smoothstep(pupil + 0.04, pupil - 0.02, out)[..., None])
    base = lerp(white, colour, smoothstep(1.08, 0.95, out)[..., None])
    return np.dstack([np.clip(base, 0, 1), 0.4 * smoothstep(0.98, 1.1, out)])
