"""Glasses: the frame of `glasses.py` in finer tubes, metal or plastic, and lenses that reflect the place."""

from __future__ import annotations

import numpy as np

from ..face import FaceParams
from ..geometry import Head
from ..glasses import LENS_HALF, LENS_MIDDLE, glasses_mesh, lens_depth
from ..posing import Posed
from .blender import Material, add_object, make_mesh, move_vertices

METAL_FROM = 0.12  # mean albedo


def _lenses() -> tuple[np.ndarray, np.ndarray]:
    """Slightly bowed discs within both rims: vertices [n,3], triangles."""
    vertices: list[np.ndarray] = []
    triangles: list[tuple[int, int, int]] = []
    rings, sectors = 6, 40
    turn = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    c, s = np.cos(turn), np.sin(turn)
    for sign in (1.0, -1.0):
        base = len(vertices)
        for t in np.linspace(0.02, 1, rings):
            x = LENS_MIDDLE[0] + t * LENS_HALF[0] * np.sign(c) * np.abs(c) ** 0.75
            y = LENS_MIDDLE[1] + t * LENS_HALF[1] * np.sign(s) * np.abs(s) ** 0.75
            vertices += list(np.stack([sign * x, y, lens_depth(x) + 0.10 * (1 - t * t)], 1))
        for i in range(rings - 1):
            for j in range(sectors):
                a, b = base + i * sectors + j, base + i * sectors + (j + 1) % sectors
                triangles += [(a, a + sectors, b + sectors), (a, b + sectors, b)]
    return np.asarray(vertices, np.float32), np.asarray(triangles)


class Spectacles:
    """The scene's glasses."""

    def __init__(self) -> None:
        frame, lens = Material("frame"), Material("lens")
        self.shader = frame.node("BsdfPrincipled", Roughness=0.25, Coat_Weight=0.5, Coat_Roughness=0.1)
        frame.surface(self.shader)
        lens.glass_over(lens.node("BsdfGlossy", Roughness=0.0, Color=(0.12, 0.15, 0.14, 1)), ior=1.5, tint=(0.95, 0.96, 0.96, 1))
        vertices, triangles = glasses_mesh(sides=14)
        self.frame_rest = vertices
        self.frame = add_object("frame", make_mesh("frame", vertices[:, :3], triangles))
        self.frame.data.materials.append(frame.data)
        self.lens_rest, triangles = _lenses()
        self.lens = add_object("lens", make_mesh("lens", self.lens_rest, triangles))
        self.lens.data.materials.append(lens.data)
        self.lens.visible_shadow = False

    def draw(self, params: FaceParams, posed: Posed, head: Head) -> None:
        """Put the frame on this person's nose, before these eyes; hidden where none is worn."""
        self.frame.hide_render = self.lens.hide_render = params.attributes["glasses"] != "glasses"
        if self.frame.hide_render:
            return
        person, middle = params.person, head.eye_rest.mean(0)
        own = np.random.default_rng([person.seed, 0x61])
        spread = float((posed.eyes[0, 0] - posed.eyes[1, 0]) / (head.eye_rest[0, 0] - head.eye_rest[1, 0]))
        tall, down = own.uniform(0.78, 1.08), own.uniform(-0.45, 0.05)
        bridge = head.landmarks[28]
        forward = max(float(posed.rest[bridge, 2] - head.rest[bridge, 2]), float(posed.eyes[:, 2].mean() - middle[2])) + 0.15
        for obj, rest in ((self.frame, self.frame_rest[:, :3] - (person.frame_thinner + 0.03) * self.frame_rest[:, 3:6]), (self.lens, self.lens_rest)):
            at = rest.copy()
            at[:, 0] *= spread
            front = np.clip((at[:, 2] - 9.0) / 1.5, 0, 1)
            at[:, 1] = np.where(front > 0, LENS_MIDDLE[1] + (at[:, 1] - LENS_MIDDLE[1]) * (1 + (tall - 1) * front), at[:, 1])
            at[:, 1] += posed.eyes[:, 1].mean() - middle[1] + down
            at[:, 2] += forward
            move_vertices(obj, posed.posed(at))
        self.shader.inputs["Base Color"].default_value = (*person.frame.tolist(), 1)
        self.shader.inputs["Metallic"].default_value = float(person.frame.mean() > METAL_FROM)
