"""What people wear below the chin: a shirt from MakeHuman's shoulders, collars and scarves from the neck's hull."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..face import FaceParams
from ..geometry import Head, makehuman_to_facekit, scatter_matrix, vertex_normals
from ..numerics import field, smoothstep
from ..posing import Posed
from .blender import Material, Node, add_object, replace_mesh
from .hull import Hull
from .surface import Surface


def neck_follow(rest: np.ndarray) -> np.ndarray:
    """How far points [n,3] below the head turn with it [n]."""
    return 0.35 + 0.65 * smoothstep(-16.0, -7.0, rest[:, 1] + 0.35 * rest[:, 2])


def cloth_material(name: str) -> tuple[Material, Node]:
    """Woven cloth with soft creases, and its shader."""
    material = Material(name)
    shader = material.node("BsdfPrincipled", Roughness=0.9, Sheen_Weight=0.3, Specular_IOR_Level=0.2)
    place, creases, weave = material.node("TexCoord"), material.node("TexNoise"), material.node("TexNoise")
    creases.inputs["Scale"].default_value, creases.inputs["Detail"].default_value = 0.35, 3
    weave.inputs["Scale"].default_value = 9.0
    add, bump = material.node("Math"), material.node("Bump", Distance=1.2, Strength=0.8)
    add.operation = "MULTIPLY_ADD"
    add.inputs[1].default_value = 0.05
    for noise in (creases, weave):
        material.link(place.outputs["Object"], noise.inputs["Vector"])
    material.link(weave.outputs[0], add.inputs[0])
    material.link(creases.outputs[0], add.inputs[2])
    material.link(add.outputs[0], bump.inputs["Height"])
    material.link(bump.outputs[0], shader.inputs["Normal"])
    material.surface(shader)
    return material, shader


def _subdivided(vertices: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every triangle in four."""
    edges = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), 1)
    unique, index = np.unique(edges, axis=0, return_inverse=True)
    e = index.reshape(-1, 3) + len(vertices)
    t = triangles
    return np.concatenate([vertices, vertices[unique].mean(1)]), np.concatenate(
        [np.stack([t[:, 0], e[:, 0], e[:, 2]], 1), np.stack([t[:, 1], e[:, 1], e[:, 0]], 1), np.stack([t[:, 2], e[:, 2], e[:, 1]], 1), e]
    )


def _off_the_neck(points: np.ndarray) -> np.ndarray:
    """How far below a neckline points [n,3] beside the neck count as lying, cm: shoulders are covered however low the neckline is."""
    return 4.0 * smoothstep(6.5, 9.5, np.abs(points[:, 0]))


#: What a neckline's height grows by for a step in y and z.
SLOPE = np.array([0.0, 1.0, 0.42])


def _onto_line(points: np.ndarray, cut: np.ndarray, edge: float) -> np.ndarray:
    """Points [n,3] of which those above a neckline (`cut` [n] over `edge`) move onto it: the hem is a line, not a row of teeth."""
    return points + np.clip(edge - cut, -1.5, 0.0)[:, None] * SLOPE / (SLOPE @ SLOPE)


class Clothing:
    """Shirt and neckwear of the scene."""

    def __init__(self, head: Head, surface: Surface, makehuman: Path | None) -> None:
        self.head, self.surface = head, surface
        self.shirt_material, self.shirt_shader = cloth_material("shirt")
        self.neck_material, self.neck_shader = cloth_material("neckwear")
        self.shirt, self.neck = add_object("shirt"), add_object("neckwear")
        self.body = self._shoulders(makehuman) if makehuman is not None else None

    @staticmethod
    def _shoulders(makehuman: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Neck and shoulders: vertices, normals, triangles; finer than MakeHuman's and smooth."""
        with np.load(makehuman / "head.npz", allow_pickle=False) as z:
            vertices = makehuman_to_facekit(z["vertices"].astype(float))
            quads = z["quads"][z["quad_group"] == [str(n) for n in z["group_names"]].index("body")]
        height = vertices[quads].mean(1)[:, 1]
        used, index = np.unique(quads[(height < -5.5) & (height > -34)], return_inverse=True)
        quads, vertices = index.reshape(-1, 4), vertices[used]
        triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        for _ in range(2):
            vertices, triangles = _subdivided(vertices, triangles)
        scatter = scatter_matrix(triangles, len(vertices))
        degree = np.maximum(np.asarray(scatter.sum(1)).ravel(), 1)[:, None]
        for _ in range(6):
            vertices = 0.5 * vertices + 0.5 * (scatter @ vertices[triangles].mean(1)) / degree
        return vertices + np.array([0, -1.9, -0.8]), vertex_normals(vertices, triangles, scatter), triangles

    def draw(self, params: FaceParams, posed: Posed, world: np.ndarray, normals: np.ndarray) -> np.ndarray:
        """Dress the neck; returns the shirt's vertices [n,3] in the world."""
        person, rest = params.person, self.head.rest
        line = person.neckline - (1.2 if person.attributes["neckwear"] == "collar" else 0.0)
        cut = rest[:, 1] + 0.42 * rest[:, 2] - line - _off_the_neck(rest) + 0.06 * np.sin(rest[:, 0] * 1.3 + person.noise[0])
        skin = self.surface.skin
        skin = skin[(cut[skin] < 0.25).any(1) & (rest[skin][:, :, 1] < -8).all(1)]
        hem = np.exp(-(((cut + 0.55) / 0.5) ** 2))
        snapped = _onto_line(world, cut, 0.25)
        on_neck = snapped + normals * (0.12 + 0.40 * smoothstep(0.35, -0.25, cut) + 0.12 * hem + 0.15 * smoothstep(-1, -5, cut))[:, None]
        vertices, triangles = on_neck, skin
        if self.body is not None:
            body, outward, tri = self.body
            cut = body[:, 1] + 0.42 * body[:, 2] - line + 1.0 - _off_the_neck(body)
            pushed = _onto_line(body, cut, 0.35) + outward * (0.18 + 0.55 * smoothstep(0.4, -0.3, cut))[:, None]
            follow = neck_follow(body)[:, None]
            pushed = pushed * (1 - follow) + posed.posed(pushed) * follow
            triangles = np.concatenate([tri[(cut[tri] < 0.35).any(1)], skin + len(pushed)])
            vertices = np.concatenate([pushed, on_neck])
        replace_mesh(self.shirt, vertices, triangles, self.shirt_material)
        self.shirt_shader.inputs["Base Color"].default_value = (*np.clip(person.cloth, 0.01, 0.8).tolist(), 1)
        self._neckwear(params, posed, vertices[np.unique(triangles)] if len(triangles) else vertices)
        return vertices[np.unique(triangles)] if len(triangles) else vertices

    def _neckwear(self, params: FaceParams, posed: Posed, shirt: np.ndarray) -> None:
        person, kind = params.person, params.person.attributes["neckwear"]
        if kind == "none" or person.attributes["headwear"] in ("headscarf", "hood"):
            replace_mesh(self.neck, np.zeros((0, 3)), np.zeros((0, 3), int), self.neck_material)
            return
        own = np.random.default_rng([person.seed, 0x5C])
        neck = posed.vertices[np.unique(self.surface.skin)]
        neck = neck[neck[:, 1] < -6.5]
        hull = Hull(np.concatenate([posed.vertices[np.unique(self.surface.skin)], neck]))
        height, azimuth = hull.origin[..., 1], hull.azimuth
        if kind == "collar":
            colour, top = (person.cloth if own.random() < 0.6 else np.clip(person.cloth * 1.5 + 0.05, 0, 0.8)), own.uniform(-10.6, -9.4)
            back = np.abs(azimuth) / np.pi
            front = 1 - back
            upper = top - 2.0 * front**1.6 + 1.0 * (1 - front)
            lower = upper - 2.9
            flare = 0.35 + 0.5 * smoothstep(0, 2.5, upper - height) + 0.5 * front * smoothstep(0.5, 3, upper - height)
            vertices = Hull.band(hull.at(flare), hull.crossing(upper), hull.crossing(lower), 12)
            keep = np.abs(hull.azimuth[:12]) > 0.06 + 0.34 * np.linspace(0, 1, 12)[:, None] ** 1.5  # open in front
        else:
            colour, top = person.worn, own.uniform(-8.0, -6.6)
            upper = top - 1.2 * np.cos(azimuth) + 0.4 * np.sin(3 * azimuth + person.noise[1])
            folds = field(hull.at(0.0).reshape(-1, 3) * [0.35, 1.5, 0.35], int(person.seed % 577), 0.9)[:, 0].reshape(height.shape)
            bulge = 1.3 * np.sqrt(np.clip((upper - height) / 2.5, 0.02, 1)) + 0.45 * folds + 0.5 * smoothstep(4, 8, upper - height)
            first = hull.crossing(upper)
            vertices = Hull.band(hull.at(bulge), first, np.full_like(first, len(height) - 1), 40)
            keep = np.ones(vertices.shape[:2], bool)
        flat = vertices.reshape(-1, 3)
        follow = neck_follow(flat)[:, None]
        replace_mesh(self.neck, flat * (1 - follow) + posed.posed(flat) * follow, Hull.triangles(keep), self.neck_material)
        self.neck_shader.inputs["Base Color"].default_value = (*np.clip(colour, 0.01, 0.8).tolist(), 1)
