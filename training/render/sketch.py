"""The sketch: a face in milliseconds by OpenGL, for tests and for the smoke preset, which must run where Blender is not installed.

Nothing that is shipped learns from it. A shadow pass from the key light and one to a larger picture that is averaged down; hair is a painted
cap, places are grey.
"""

from __future__ import annotations

import moderngl
import numpy as np
from PIL import Image

from ..facs import COLUMN_INDEX
from . import folds, sketch_maps
from . import sketch_shaders as shaders
from .action_units import gaze_angles
from .face import FaceParams, Person
from .geometry import Head, scatter_matrix, smooth_polyline, vertex_normals
from .glasses import glasses_mesh
from .posing import CAMERA_DISTANCE, PIVOT, Posed, pose, shape_person

IMAGE_SIZE = 128
SUPERSAMPLING = 1.5
#: Texels a side of the shadow map, by light: the fewer, the softer its shadows' edges.
SHADOW_TEXELS = {"side": 224, "soft": 112}
SHADOW_TEXELS_ELSE = 160
SHADOW_CENTRE, SHADOW_RADIUS = np.array([0.0, -1.0, 2.0], np.float32), 20.0  # cm
#: Landmarks of each upper lid's margin, outer corner first, and of the lower lid's middle; +1 the person's left.
LIDS = ((1.0, (45, 44, 43, 42), (46, 47)), (-1.0, (36, 37, 38, 39), (41, 40)))
LASH_STEPS = 8
#: Where painted hair runs from.
CROWN = np.array([0.0, 14.2, -2.5], np.float32)


def _sphere(rings: int = 20, sectors: int = 28) -> tuple[np.ndarray, np.ndarray]:
    """Unit directions [n,3] of the front half and more of a sphere around +Z, and triangles."""
    theta = np.linspace(0, np.pi * 0.62, rings)
    phi = np.linspace(0, 2 * np.pi, sectors, endpoint=False)
    d = np.stack([np.outer(np.sin(theta), np.cos(phi)), np.outer(np.sin(theta), np.sin(phi)),
                  np.outer(np.cos(theta), np.ones(sectors))], -1).reshape(-1, 3)
    tri = []
    for i in range(rings - 1):
        for j in range(sectors):
            a, b = i * sectors + j, i * sectors + (j + 1) % sectors
            tri += [(a, a + sectors, b), (b, a + sectors, b + sectors)]
    return d.astype(np.float32), np.asarray(tri, np.int32)


class Sketch:
    """One OpenGL context and one head; `render` is deterministic. Not for use from several threads."""

    def __init__(self, head: Head, size: int = IMAGE_SIZE) -> None:
        self.head, self.size = head, size
        try:
            self.ctx = ctx = moderngl.create_standalone_context(backend="egl", require=330)
        except Exception as error:  # moderngl raises bare exceptions
            raise RuntimeError("No OpenGL through EGL; on Debian: apt-get install libegl1 libgl1-mesa-dri") from error
        self.pixels = int(size * SUPERSAMPLING)
        self.target = ctx.framebuffer([ctx.renderbuffer((self.pixels, self.pixels), 4)], ctx.depth_renderbuffer((self.pixels, self.pixels)))
        self.shadow_maps = {}
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
        self.occlusion = self._ambient_occlusion()

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
        directions, triangles = _sphere()
        self.eye_array = ctx.vertex_array(self.eye_program, [(ctx.buffer(directions.tobytes()), "3f", "direction")],
                                          ctx.buffer(triangles.tobytes()))
        self.frame_program = ctx.program(shaders.FRAME_VERTEX, shaders.FRAME_FRAGMENT)
        self.frame_vertices, triangles = glasses_mesh(sides=6)
        self.frame_buffer = ctx.buffer(self.frame_vertices.tobytes(), dynamic=True)
        self.frame_array = ctx.vertex_array(self.frame_program, [(self.frame_buffer, "3f 3f 8x", "position", "rest")],
                                            ctx.buffer(triangles.tobytes()))
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
        return self.ctx.vertex_array(program, [
            (self.dynamic, "3f 3f", "position", "normal"),
            (self.static, layout, *[name for name, _ in static if name in used]),
        ], indices)

    # ---- geometry -------------------------------------------------------------------------------------------------

    def _ambient_occlusion(self, directions: int = 40, size: int = 384) -> np.ndarray:
        """Share of the upper hemisphere that each rest vertex sees [K], by depth maps from `directions`."""
        ctx, head = self.ctx, self.head
        program = ctx.program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
        target = ctx.framebuffer([ctx.renderbuffer((size, size), 4)], ctx.depth_texture((size, size)))
        array = ctx.vertex_array(program, [(ctx.buffer(head.rest.astype("f4").tobytes()), "3f", "position")],
                                 ctx.buffer(head.triangles["skin"].tobytes()))
        normals = vertex_normals(head.rest, self.all_triangles, self.scatter)
        centre = 0.5 * (head.rest.max(0) + head.rest.min(0))
        radius = float(np.linalg.norm(head.rest - centre, axis=1).max())
        seen, total = np.zeros(len(head.rest)), np.full(len(head.rest), 1e-6)
        ctx.enable(moderngl.DEPTH_TEST)
        for i in range(directions):
            y = 1 - 2 * (i + 0.5) / directions
            phi = i * 2.399963
            d = np.array([np.cos(phi) * np.sqrt(1 - y * y), y, np.sin(phi) * np.sqrt(1 - y * y)])
            side = np.cross([0.3, 1.0, 0.2], d)
            side /= np.linalg.norm(side)
            basis = np.stack([side, np.cross(d, side), -d])
            matrix = np.eye(4)
            matrix[:3, :3] = basis / radius
            matrix[:3, 3] = -(basis / radius) @ centre
            program["matrix"].write(matrix.T.astype("f4").tobytes())
            target.use()
            target.clear(depth=1.0)
            array.render()
            depth = np.frombuffer(target.depth_attachment.read(), "f4").reshape(size, size)
            local = (head.rest - centre) @ basis.T / radius
            px = np.clip(((local[:, :2] * 0.5 + 0.5) * size).astype(int), 0, size - 1)
            weight = np.maximum(normals @ d, 0.0)
            visible = local[:, 2] * 0.5 + 0.5 <= depth[px[:, 1], px[:, 0]] + 0.35 / radius
            seen += weight * visible
            total += weight
        target.release()
        occlusion = np.clip(seen / total * 1.05, 0.0, 1.0)
        occlusion = np.where(total < 0.5, 0.5, occlusion)
        degree = np.maximum(np.asarray(self.scatter.sum(1)).ravel(), 1)
        for _ in range(2):  # smooth over neighbouring triangles
            occlusion = (self.scatter @ occlusion[self.all_triangles].mean(1)) / degree
        return occlusion.astype(np.float32)

    def _person(self, person: Person) -> tuple[np.ndarray, np.ndarray, float]:
        """`shape_person` of the last person drawn, kept: sheets draw one person many times."""
        if self._person_seed != person.seed or self._person_shape is None:
            self._person_seed, self._person_shape = person.seed, shape_person(self.head, person)
        return self._person_shape

    # ---- drawing --------------------------------------------------------------------------------------------------

    @staticmethod
    def _set(program: moderngl.Program, **values) -> None:
        for name, value in values.items():
            if name in program:
                if isinstance(value, np.ndarray):
                    program[name].write(np.ascontiguousarray(value.T if value.ndim == 2 else value, "f4").tobytes())
                else:
                    program[name].value = value

    def render(self, params: FaceParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """RGB image uint8 [size,size,3]; eye centres [2,2] (left, right) and mouth centre [2] in pixels (x, y)."""
        person = params.person
        posed = pose(self.head, params, self.size, self._person(person))
        normals = vertex_normals(posed.vertices, self.all_triangles, self.scatter)
        self.dynamic.write(np.concatenate([posed.vertices, normals], 1).astype("f4").tobytes())
        camera = (posed.focal, CAMERA_DISTANCE, float(posed.shift[0]), float(posed.shift[1]))

        shared = dict(head_rotation=posed.turn, camera=camera, pivot=tuple(PIVOT), key_direction=params.key_direction,
                      key_colour=params.key_colour, fill_colour=params.fill_colour, grain_map=0, folds=1, strand_map=3)
        ctx = self.ctx
        shared |= self._cast_shadows(params, posed.turn)
        self.target.use()
        self.target.clear(depth=1.0)
        self.grain.use(0)
        self.folds.use(1)
        self.strands.use(3)
        ctx.enable(moderngl.DEPTH_TEST)
        self._set(self.background_program, background=params.background, background_noise=params.background_noise, grain_map=0)
        ctx.disable(moderngl.DEPTH_TEST)
        self.background_array.render(moderngl.TRIANGLE_STRIP)
        ctx.enable(moderngl.DEPTH_TEST)
        self._draw_skin(params, shared)
        self._draw_eyes(params, posed, shared)
        self._draw_lashes(params, posed.vertices, shared)
        if params.attributes["glasses"] == "glasses":
            self._place_glasses(posed)
            self._set(self.frame_program, **shared, frame_colour=person.frame, thinner=person.frame_thinner)
            self.frame_array.render()
        raw = np.frombuffer(self.target.read(components=3), np.uint8).reshape(self.pixels, self.pixels, 3)[::-1]
        image = np.asarray(Image.fromarray(raw).resize((self.size, self.size), Image.Resampling.BOX))
        return image, posed.eye_pixels, posed.mouth_pixel

    def _cast_shadows(self, params: FaceParams, turn: np.ndarray) -> dict:
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
        self._set(self.shadow_program, head_rotation=turn, pivot=tuple(PIVOT), shadow_matrix=matrix)
        self.skin_shadow.render()
        texture.use(2)
        return {"shadow_map": 2, "shadow_matrix": matrix}

    def _draw_skin(self, params: FaceParams, shared: dict) -> None:
        person, au, attributes = params.person, params.au, params.attributes
        at = lambda name: float(au[COLUMN_INDEX[name]])  # noqa: E731
        pair = lambda unit: (at(f"AU{unit}L"), at(f"AU{unit}R"))  # noqa: E731
        facial = attributes["facial_hair"]
        painted = {"bald": 0.0, "buzz cut": 0.8}.get(attributes["hair_style"], 1.0)
        program, array = self.skin_programs[facial != "none", attributes["freckles"] == "freckles"]
        self._set(
            program, **shared, skin=person.skin, blush=person.blush, noise_offset=person.noise,
            brow_colour=person.brow, brow_shape=person.brow_shape, lip_colour=person.lip,
            lip_gloss=0.9 if attributes["makeup"] == "lipstick" else 0.35, hair_colour=person.hair, scalp=painted,
            beard_colour=person.brow * 0.9, beard=(float(facial == "stubble"), float(facial == "moustache"), float(facial == "beard"),
                                             0.85 * float(attributes["freckles"] == "freckles")),
            neckline=person.neckline, cloth_colour=person.cloth, crown=CROWN, age=person.aged, lash_strength=0.95 if attributes["sex"] == "feminine" else 0.72,
            mouth_open=min(1.0, 2 * max(at("AU25"), at("AU26"), at("AU27"), at("AU16L"))),
            au_mid=(at("AU17"), max(at("AU23"), at("AU24")), max(at("AU20L"), at("AU20R"))), purse=max(at("AU18"), 0.75 * at("AU23")),
            **{f"au{u}": pair(u) for u in (1, 2, 4, 6, 7, 9, 10, 12, 14, 15)},
        )
        self.ctx.enable(moderngl.CULL_FACE)
        array.render()
        self.ctx.disable(moderngl.CULL_FACE)
        self._set(self.interior_program, **shared, skin=person.skin, neckline=-100.0)
        for part, array in self.interior:
            self._set(self.interior_program, part=part)
            array.render()

    def _draw_eyes(self, params: FaceParams, posed: Posed, shared: dict) -> None:
        yaw, pitch = gaze_angles(params.au)
        gaze = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)], np.float32)
        marks, vertices, eyes = self.head.landmarks, posed.vertices, posed.eyes
        upper, lower = ((43, 44), (37, 38)), ((46, 47), (40, 41))
        for i in range(2):
            lids = (float(vertices[marks[list(upper[i])], 1].mean()), float(vertices[marks[list(lower[i])], 1].mean()))
            self._set(self.eye_program, **shared, centre=eyes[i, :3], radius=float(eyes[i, 3]), gaze=gaze,
                      iris=params.person.iris, iris_radius=params.person.iris_radius, pupil=0.36, lids=lids)
            self.eye_array.render()

    def _draw_lashes(self, params: FaceParams, vertices: np.ndarray, shared: dict) -> None:
        """A fringe that stands off each upper lid's margin, longest towards the temple; it points up from an open lid, down from a closed one."""
        feminine = params.attributes["sex"] == "feminine"
        strips = []
        for side, chain, below in LIDS:
            marks = self.head.landmarks
            root = smooth_polyline(vertices[marks[list(chain)]], LASH_STEPS, closed=False)
            gap = vertices[marks[list(chain[1:3])], 1].mean() - vertices[marks[list(below)], 1].mean()
            rise = np.interp(gap, (0.0, 0.75), (-0.9, 1.0))
            t = np.linspace(0, 1, len(root), dtype=np.float32)[:, None]  # from the outer corner in
            up = np.array([0.0, rise, 0.55]) + np.array([0.7 * side, 0, 0]) * (1 - 1.4 * t)
            length = (0.62 if feminine else 0.42) * np.sin(np.pi * np.clip(0.12 + 0.85 * (1 - t), 0, 1)) ** 0.6
            tip = root + up / np.linalg.norm(up, axis=1, keepdims=True) * length
            ends = [np.concatenate([points, t, np.full_like(t, v)], 1) for points, v in ((root, 0.0), (tip, 1.0))]
            strips.append(np.stack(ends, 1).reshape(-1, 5))
        self.lash_buffer.write(np.concatenate(strips).astype("f4").tobytes())
        self._set(self.lash_program, **shared, lash_strength=0.95 if feminine else 0.7)
        self.ctx.enable(moderngl.BLEND)
        for i, strip in enumerate(strips):
            self.lash_array.render(moderngl.TRIANGLE_STRIP, vertices=len(strip), first=i * len(strip))
        self.ctx.disable(moderngl.BLEND)

    def _place_glasses(self, posed: Posed) -> None:
        """Put the frame on this person's nose, before these eyes."""
        vertices, rest, eyes = self.frame_vertices.copy(), posed.rest, posed.eyes
        middle = self.head.eye_rest.mean(0)
        spread = float((eyes[0, 0] - eyes[1, 0]) / (self.head.eye_rest[0, 0] - self.head.eye_rest[1, 0]))
        vertices[:, 0] *= spread
        vertices[:, 1] += eyes[:, 1].mean() - middle[1]
        bridge = self.head.landmarks[28]
        vertices[:, 2] += max(float(rest[bridge, 2] - self.head.rest[bridge, 2]), float(eyes[:, 2].mean() - middle[2]))
        self.frame_buffer.write(vertices.tobytes())
