"""The path tracer: one head, one scene; `trace` gives the linear picture of `FaceParams` and where eyes and mouth are in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..face import FaceParams
from ..geometry import load_head, scatter_matrix, vertex_normals
from ..posing import CAMERA_DISTANCE, Posed, pose
from . import hair_short
from .blender import add_object, bpy, make_mesh, move_vertices, new_scene, render
from .clothing import Clothing, neck_follow
from .eyes import Eyes
from .hair import Hair
from .headwear import Headwear
from .mouth import Inside
from .places import Places
from .skin import Skin
from .spectacles import Spectacles
from .strands import HairyHead, scatter_roots
from .surface import BACK, FACE, load_texels, read_surface
from .version import VERSION

#: Paths a pixel, and texels a side of the maps of face and back of the head.
SAMPLES = 4
TEXELS = {FACE: 512, BACK: 256}
SENSOR = 36.0  # mm


class Traced(NamedTuple):
    """One picture."""

    linear: np.ndarray  # float32 [size,size,3], scene light, first row on top
    eyes: np.ndarray  # [2,2] pixels (x, y), the person's left first
    mouth: np.ndarray  # [2]


class PathTracer:
    """Not for several threads or instances in one process: Blender's scene is global."""

    version = VERSION

    def __init__(
        self,
        facekit: Path,
        makehuman: Path | None,
        hdri: Path | None,
        cache: Path,
        size: int = 256,
        samples: int = SAMPLES,
        texels: dict[int, int] = TEXELS,
        device: str = "CPU",
    ) -> None:
        self.size = size
        self.head = head = load_head(facekit, makehuman)
        self.surface = surface = read_surface(facekit, head)
        used = {part: side for part, side in texels.items() if (surface.slot == part).any()}
        self.scene = new_scene(size, samples, device)
        self.skin = Skin(load_texels(facekit, makehuman, head, surface, cache, used))
        self.inside = Inside()
        self.mesh = add_object("head", make_mesh("head", head.rest, surface.triangles, surface.uv))
        for material in [*self.skin.materials, *self.inside.materials]:
            self.mesh.data.materials.append(material.data)
        self.mesh.data.polygons.foreach_set("material_index", surface.slot.astype(np.int32))
        self.scatter = scatter_matrix(surface.triangles, len(head.rest))
        self.roots = scatter_roots(head, surface)
        self.eyes, self.spectacles, self.hair = Eyes(), Spectacles(), Hair()
        self.clothing, self.headwear = Clothing(head, surface, makehuman), Headwear(surface)
        self.places = Places(size, hdri)
        self.camera = self._camera()

    def _camera(self) -> bpy.types.Object:
        camera = add_object("camera", bpy.data.cameras.new("camera"))
        camera.location = (0, 0, CAMERA_DISTANCE)
        camera.data.clip_start, camera.data.clip_end, camera.data.sensor_width = 5, 400, SENSOR
        camera.data.dof.use_dof = True
        self.scene.camera = camera
        return camera

    def trace(self, params: FaceParams) -> Traced:
        """Draw one picture; a function of `params` alone."""
        posed = pose(self.head, params, self.size)
        self._prepare(params, posed)
        return Traced(render(self.scene), posed.eye_pixels, posed.mouth_pixel)

    def _prepare(self, params: FaceParams, posed: Posed) -> None:
        person = params.person
        own = np.random.default_rng([person.seed, 78])  # the same in every picture of this person
        follow = neck_follow(self.head.rest)[:, None]
        world = posed.vertices * (1 - follow) + posed.posed(posed.vertices) * follow
        normals = vertex_normals(world, self.surface.triangles, self.scatter)
        move_vertices(self.mesh, world)
        self.skin.draw(params, hair_short.recession(person), own)
        self.inside.draw(person, own)
        light = self.places.draw(params)
        self.eyes.draw(params, posed, light, np.random.default_rng([person.seed, 79]))
        self.spectacles.draw(params, posed, self.head)
        shirt = self.clothing.draw(params, posed, world, normals)
        self.headwear.draw(params, posed, shirt)
        self.hair.draw(params, HairyHead(self.head, self.surface, self.roots, posed, world, normals), np.random.default_rng([person.seed, 80]))
        self._focus(params, posed)

    def _focus(self, params: FaceParams, posed: Posed) -> None:
        """Frame the face and focus on the eyes; the aperture is chosen by the blur that it makes ten centimetres behind them."""
        rng = np.random.default_rng([params.seed, 0xF0])
        camera = self.camera.data
        camera.lens = posed.focal * SENSOR / 2
        camera.shift_x, camera.shift_y = (float(-s / 2) for s in posed.shift)
        eyes = posed.posed(posed.eyes[:, :3]).mean(0)
        camera.dof.focus_distance = float(CAMERA_DISTANCE - eyes[2] - 1.2)
        opening = rng.uniform(0.03, 0.35) * (CAMERA_DISTANCE - 9.0) / 10.0  # cm
        camera.dof.aperture_fstop = float(camera.lens * 1e-3 / max(opening, 1e-4))
