"""The sketch: a face in milliseconds by OpenGL, for tests and for the smoke preset, which must run where Blender is not installed.

Nothing that is shipped learns from it. A shadow pass from the key light and one to a larger picture that is averaged down; hair is a painted
cap, places are grey.
"""

from __future__ import annotations

from typing import Any

import moderngl
import numpy as np
from PIL import Image

from . import folds, sketch_maps
from . import sketch_shaders as shaders
from .action_units import gaze_angles
from .face import FaceParams, Person
from .geometry import Head, scatter_matrix, vertex_normals
from .glasses import glasses_mesh
from .posing import CAMERA_DISTANCE, PIVOT, Posed, pose, shape_person
from .sketch_meshes import LASH_STEPS, glasses_on, lash_strips, sphere
from .sketch_occlusion import ambient_occlusion
from .sketch_uniforms import Uniforms, set_uniforms, skin_uniforms

#: Settings of the context; typed, since moderngl's own types take each for a dict.
EGL: dict[str, Any] = {"backend": "egl"}
IMAGE_SIZE = 128
SUPERSAMPLING = 1.5
#: Texels a side of the shadow map, by light: the fewer, the softer its shadows' edges.
SHADOW_TEXELS = {"side": 224, "soft": 112}
SHADOW_TEXELS_ELSE = 160
SHADOW_CENTRE, SHADOW_RADIUS = np.array([0.0, -1.0, 2.0], np.float32), 20.0  # cm


class Sketch:
    """One OpenGL context and one head; `render` is deterministic. Not for use from several threads."""

    def __init__(self, head: Head, size: int = IMAGE_SIZE) -> None:
        self.head, self.size = head, size
        try:
            self.ctx = ctx = moderngl.create_context(require=330, standalone=True, **EGL)
        except Exception as error:  # moderngl raises bare exceptions
            raise RuntimeError("No OpenGL through EGL; on Debian: apt-get install libegl1 libgl1-mesa-dri") from error
        self.pixels = int(size * SUPERSAMPLING)
        self.target = ctx.framebuffer([ctx.renderbuffer((self.pixels, self.pixels), 4)], ctx.depth_renderbuffer((self.pixels, self.pixels)))
        self.shadow_maps: dict[int, tuple[moderngl.Texture, moderngl.Framebuffer]] = {}
        for texels in {*SHADOW_TEXELS.values(), SHADOW_TEXELS_ELSE}:
            texture = ctx.depth_texture((texels, texels))
            texture.compare_func, texture.repeat_x, texture.repeat_y = "<=", False, False
            texture.filter = (moderngl.LINEAR, moderngl.LINEAR)
            self.shadow_maps[texels] = texture, ctx.framebuffer(depth_attachment=texture)
        grain, strands = sketch_maps.grain(), sketch_maps.strands()
        self.grain = ctx.texture3d(grain.shape[2::-1], 4, grain.tobytes())
        self.strands = ctx.texture(strands.shape[1::-1], 4, strands.tobytes())
        self.grain.filter = self.strands.filter = (moderngl.LINEAR, moderngl.LINEAR)
        k = len(head.rest)
        self.all_triangles = np.concatenate(list(head.triangles.values()))
        self.scatter = scatter_matrix(self.all_triangles, k)
        self.occlusion = ambient_occlusion(ctx, head, self.all_triangles, self.scatter)

        maps = folds.bake()
        self.folds = ctx.texture_array((folds.SIZE, folds.SIZE, len(maps)), 4, maps.tobytes())
        self.folds.filter = (moderngl.LINEAR, moderngl.LINEAR)
        self.folds.repeat_x = self.folds.repeat_y = False
        self.dynamic = ctx.buffer(reserve=k * 24, dynamic=True)
        static = np.concatenate([head.rest, self.occlusion[:, None], head.lip[:, None], head.lash], 1).astype("f4")
        self.static = ctx.buffer(static.tobytes())
        skin = head.triangles["skin"]
        skin_end, mouth_end, sockets_end = head.ranges
        mouth = ((skin >= skin_end) & (skin < mouth_end)).any(1)
        socket = ((skin >= mouth_end) & (skin < sockets_end)).all(1)
        surface = ctx.buffer(np.ascontiguousarray(skin[~mouth & ~socket], np.int32).tobytes())
        # llvmpipe runs both sides of a branch: what a face lacks is compiled away instead
        self.skin_programs = {}
        for facial in (False, True):
            for freckles in (False, True):
                defines = "#version 330\n" + "#define FACIAL_HAIR\n" * facial + "#define FRECKLES\n" * freckles
                program = ctx.program(shaders.SKIN_VERTEX, shaders.SKIN_FRAGMENT.replace("#version 330\n", defines, 1))
                self.skin_programs[facial, freckles] = program, self._face_array(program, surface)
        self.interior_program = ctx.program(shaders.SKIN_VERTEX, shaders.INTERIOR_FRAGMENT)
        self.interior = [
            (part, self._face_array(self.interior_program, ctx.buffer(np.ascontiguousarray(triangles, np.int32).tobytes())))
            for part, triangles in ((1, head.triangles["gums"]), (2, head.triangles["teeth"]), (3, skin[mouth]), (4, skin[socket]))
            if len(triangles)
        ]
        self.shadow_program = ctx.program(shaders.SHADOW_VERTEX, shaders.DEPTH_FRAGMENT)
        self.skin_shadow = ctx.vertex_array(self.shadow_program, [(self.dynamic, "3f 12x", "position"), (self.static, "3f 16x", "rest")], surface)
        self.eye_program = ctx.program(shaders.EYE_VERTEX, shaders.EYE_FRAGMENT)
        directions, triangles = sphere()
        self.eye_array = ctx.vertex_array(self.eye_program, [(ctx.buffer(directions.tobytes()), "3f", "direction")], ctx.buffer(triangles.tobytes()))
        self.frame_program = ctx.program(shaders.FRAME_VERTEX, shaders.FRAME_FRAGMENT)
        self.frame_vertices, triangles = glasses_mesh(sides=6)
        self.frame_buffer = ctx.buffer(self.frame_vertices.tobytes(), dynamic=True)
        self.frame_array = ctx.vertex_array(self.frame_program, [(self.frame_buffer, "3f 3f 8x", "position", "rest")], ctx.buffer(triangles.tobytes()))
        self.lash_program = ctx.program(shaders.LASH_VERTEX, shaders.LASH_FRAGMENT)
        self.lash_buffer = ctx.buffer(reserve=2 * (3 * LASH_STEPS + 1) * 2 * 20, dynamic=True)
        self.lash_array = ctx.vertex_array(self.lash_program, [(self.lash_buffer, "3f 2f", "position", "at")])
        self.background_program = ctx.program(shaders.BACKGROUND_VERTEX, shaders.BACKGROUND_FRAGMENT)
        quad = np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], "f4")
        self.background_array = ctx.vertex_array(self.background_program, [(ctx.buffer(quad.tobytes()), "2f", "corner")])
        self._person_seed: int | None = None
        self._person_shape: tuple[np.ndarray, np.ndarray, float] | None = None

    def _face_array(self, program: moderngl.Program, indices: moderngl.Buffer) -> moderngl.VertexArray:
        used = set(program)
        static = [("rest", 3), ("occlusion", 1), ("lip", 1), ("lash", 2)]
        layout = " ".join(f"{n}f" if name in used else f"{4 * n}x" for name, n in static)
        return self.ctx.vertex_array(
            program,
            [
                (self.dynamic, "3f 3f", "position", "normal"),
                (self.static, layout, *[name for name, _ in static if name in used]),
            ],
            indices,
        )

    def _person(self, person: Person) -> tuple[np.ndarray, np.ndarray, float]:
        """`shape_person` of the last person drawn, kept: sheets draw one person many times."""
        if self._person_seed != person.seed or self._person_shape is None:
            self._person_seed, self._person_shape = person.seed, shape_person(self.head, person)
        return self._person_shape

    def render(self, params: FaceParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """RGB image uint8 [size,size,3]; eye centres [2,2] (left, right) and mouth centre [2] in pixels (x, y)."""
        person = params.person
        posed = pose(self.head, params, self.size, self._person(person))
        normals = vertex_normals(posed.vertices, self.all_triangles, self.scatter)
        self.dynamic.write(np.concatenate([posed.vertices, normals], 1).astype("f4").tobytes())
        camera = (posed.focal, CAMERA_DISTANCE, float(posed.shift[0]), float(posed.shift[1]))

        shared: Uniforms = {
            "head_rotation": posed.turn,
            "camera": camera,
            "pivot": tuple(PIVOT),
            "key_direction": params.key_direction,
            "key_colour": params.key_colour,
            "fill_colour": params.fill_colour,
            "grain_map": 0,
            "folds": 1,
            "strand_map": 3,
        }
        ctx = self.ctx
        shared |= self._cast_shadows(params, posed.turn)
        self.target.use()
        self.target.clear(depth=1.0)
        self.grain.use(0)
        self.folds.use(1)
        self.strands.use(3)
        ctx.enable(moderngl.DEPTH_TEST)
        set_uniforms(self.background_program, background=params.background, background_noise=params.background_noise, grain_map=0)
        ctx.disable(moderngl.DEPTH_TEST)
        self.background_array.render(moderngl.TRIANGLE_STRIP)
        ctx.enable(moderngl.DEPTH_TEST)
        self._draw_skin(params, shared)
        self._draw_eyes(params, posed, shared)
        self._draw_lashes(params, posed.vertices, shared)
        if params.attributes["glasses"] == "glasses":
            self.frame_buffer.write(glasses_on(self.head, posed, self.frame_vertices).tobytes())
            set_uniforms(self.frame_program, **shared, frame_colour=person.frame, thinner=person.frame_thinner)
            self.frame_array.render()
        raw = np.frombuffer(self.target.read(components=3), np.uint8).reshape(self.pixels, self.pixels, 3)[::-1]
        image = np.asarray(Image.fromarray(raw).resize((self.size, self.size), Image.Resampling.BOX))
        return image, posed.eye_pixels, posed.mouth_pixel

    def _cast_shadows(self, params: FaceParams, turn: np.ndarray) -> Uniforms:
        """Draw what the key light sees; returns the uniforms by which the picture looks it up."""
        light = params.key_direction / np.linalg.norm(params.key_direction)
        side = np.cross([0.0, 1.0, 0.0], light)
        side /= np.linalg.norm(side)
        basis = np.stack([side, np.cross(light, side), -light]) / (2 * SHADOW_RADIUS)
        matrix = np.eye(4, dtype=np.float32)
        matrix[:3, :3], matrix[:3, 3] = basis, 0.5 - basis @ SHADOW_CENTRE
        texture, target = self.shadow_maps[SHADOW_TEXELS.get(params.attributes["light"], SHADOW_TEXELS_ELSE)]
        target.use()
        target.clear(depth=1.0)
        set_uniforms(self.shadow_program, head_rotation=turn, pivot=tuple(PIVOT), shadow_matrix=matrix)
        self.skin_shadow.render()
        texture.use(2)
        return {"shadow_map": 2, "shadow_matrix": matrix}

    def _draw_skin(self, params: FaceParams, shared: Uniforms) -> None:
        attributes = params.attributes
        program, array = self.skin_programs[attributes["facial_hair"] != "none", attributes["freckles"] == "freckles"]
        set_uniforms(program, **shared, **skin_uniforms(params))
        self.ctx.enable(moderngl.CULL_FACE)
        array.render()
        self.ctx.disable(moderngl.CULL_FACE)
        set_uniforms(self.interior_program, **shared, skin=params.person.skin, neckline=-100.0)
        for part, array in self.interior:
            set_uniforms(self.interior_program, part=part)
            array.render()

    def _draw_eyes(self, params: FaceParams, posed: Posed, shared: Uniforms) -> None:
        yaw, pitch = gaze_angles(params.au)
        gaze = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)], np.float32)
        marks, vertices, eyes = self.head.landmarks, posed.vertices, posed.eyes
        upper, lower = ((43, 44), (37, 38)), ((46, 47), (40, 41))
        for i in range(2):
            lids = (float(vertices[marks[list(upper[i])], 1].mean()), float(vertices[marks[list(lower[i])], 1].mean()))
            set_uniforms(
                self.eye_program,
                **shared,
                centre=eyes[i, :3],
                radius=float(eyes[i, 3]),
                gaze=gaze,
                iris=params.person.iris,
                iris_radius=params.person.iris_radius,
                pupil=0.36,
                lids=lids,
            )
            self.eye_array.render()

    def _draw_lashes(self, params: FaceParams, vertices: np.ndarray, shared: Uniforms) -> None:
        feminine = params.attributes["sex"] == "feminine"
        strips = lash_strips(self.head, vertices, feminine)
        self.lash_buffer.write(np.concatenate(strips).astype("f4").tobytes())
        set_uniforms(self.lash_program, **shared, lash_strength=0.95 if feminine else 0.7)
        self.ctx.enable(moderngl.BLEND)
        for i, strip in enumerate(strips):
            self.lash_array.render(moderngl.TRIANGLE_STRIP, vertices=len(strip), first=i * len(strip))
        self.ctx.disable(moderngl.BLEND)
