"""Blender as this project uses it: one Cycles scene of centimetres with +Y up, meshes and strands replaced for every picture.

`bpy` is a GPL module that makes pictures; nothing of it is shipped. Kept render data (`use_persistent_data`) mixed up textures
between faces, so it is off.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Keep what C code prints off both streams: Cycles writes a line for every step."""
    saved, nowhere = [os.dup(1), os.dup(2)], os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        for stream, was in enumerate(saved, 1):
            os.dup2(was, stream)
            os.close(was)
        os.close(nowhere)


with silence():  # some of its add-ons want an older numpy, and say so at length
    import bpy as bpy  # for the rooms of the tracer, which import it from here: silenced
    import mathutils

# bpy has no types. What its objects are called here is for the reader; a node's sockets and settings depend on its kind.
Node: TypeAlias = bpy.types.Node
Socket: TypeAlias = bpy.types.NodeSocket
#: What an input socket takes.
Value: TypeAlias = float | Sequence[float]


def new_scene(size: int, samples: int, device: str = "CPU") -> bpy.types.Scene:
    """An empty scene that renders `size`² pixels with `samples` paths each, denoised; one thread on the processor."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    if device != "CPU":
        preferences = bpy.context.preferences.addons["cycles"].preferences
        preferences.compute_device_type = device
        preferences.get_devices()
        for found in preferences.devices:
            found.use = found.type == device
    cycles.device = "CPU" if device == "CPU" else "GPU"
    cycles.samples, cycles.use_adaptive_sampling = samples, False
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.denoising_input_passes, cycles.denoising_prefilter = "RGB_ALBEDO_NORMAL", "FAST"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 5, 2, 1, 2
    cycles.transparent_max_bounces, cycles.caustics_reflective, cycles.caustics_refractive = 8, False, False
    cycles.sample_clamp_direct, cycles.sample_clamp_indirect, cycles.blur_glossy, cycles.use_light_tree = 5.0, 4.0, 1.0, False
    scene.cycles_curves.shape, scene.cycles_curves.subdivisions = "RIBBONS", 1
    scene.render.threads_mode, scene.render.threads = "FIXED", 1
    scene.render.use_persistent_data = False
    scene.render.resolution_x = scene.render.resolution_y = size
    scene.render.resolution_percentage, scene.render.film_transparent = 100, False
    settings = scene.render.image_settings
    settings.file_format, settings.color_depth, settings.color_mode = "OPEN_EXR", "32", "RGBA"
    scene.view_settings.view_transform = "Raw"
    scene.render.use_compositing = scene.render.use_sequencer = False
    return scene


def render(scene: bpy.types.Scene) -> np.ndarray:
    """The scene's linear picture, float32 [size,size,3], first row on top."""
    size = scene.render.resolution_x
    folder = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path(bpy.app.tempdir)
    path = str(folder / f"synfer-{os.getpid()}.exr")
    scene.render.filepath = path
    with silence():
        bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(path)
    try:
        pixels = np.empty(size * size * 4, np.float32)
        image.pixels.foreach_get(pixels)
    finally:
        bpy.data.images.remove(image)
        os.remove(path)
    return np.ascontiguousarray(pixels.reshape(size, size, 4)[::-1, :, :3])


def read_picture(path: Path) -> np.ndarray:
    """An image file's linear RGB, float32 [h,w,3], first row on top."""
    image = bpy.data.images.load(str(path))
    try:
        width, height = image.size
        pixels = np.empty(width * height * image.channels, np.float32)
        image.pixels.foreach_get(pixels)
    finally:
        bpy.data.images.remove(image)
    return pixels.reshape(height, width, -1)[::-1, :, :3].copy()


class Material:
    """A material under construction: `node` adds one, `link` connects, `surface` ends it."""

    def __init__(self, name: str) -> None:
        self.data = bpy.data.materials.new(name)
        self.data.use_nodes = True
        self.tree = self.data.node_tree
        self.tree.nodes.clear()
        self.output = self.tree.nodes.new("ShaderNodeOutputMaterial")

    def node(self, kind: str, **inputs: Value) -> Node:
        """A node of type `ShaderNode<kind>`; input sockets by name, spaces as underscores."""
        node = self.tree.nodes.new(f"ShaderNode{kind}")
        for name, value in inputs.items():
            node.inputs[name.replace("_", " ")].default_value = value
        return node

    def link(self, source: Socket, target: Socket) -> None:
        self.tree.links.new(source, target)

    def surface(self, node: Node) -> None:
        self.link(node.outputs[0], self.output.inputs["Surface"])

    def glass_over(self, gloss: Node, ior: float, tint: Sequence[float] = (1, 1, 1, 1)) -> None:
        """A clear shell: seen through, except for its reflection by Fresnel's law."""
        mix, fresnel, clear = self.node("MixShader"), self.node("Fresnel", IOR=ior), self.node("BsdfTransparent", Color=tint)
        self.link(fresnel.outputs[0], mix.inputs[0])
        self.link(clear.outputs[0], mix.inputs[1])
        self.link(gloss.outputs[0], mix.inputs[2])
        self.surface(mix)


class Picture:
    """An image that texture nodes show; a new data-block at every `put`, for render data ignores changed pixels."""

    def __init__(self, name: str, *nodes: Node, alpha: bool = True) -> None:
        self.name, self.nodes, self.alpha = name, list(nodes), alpha
        self.image: bpy.types.Image | None = None

    def put(self, pixels: np.ndarray) -> None:
        """Show pixels [h,w,3 or 4], first row at the bottom; data, not colour-managed."""
        height, width, channels = pixels.shape
        if channels == 3:
            pixels = np.dstack([pixels, np.ones((height, width), np.float32)])
        old, self.image = self.image, bpy.data.images.new(self.name, width, height, alpha=self.alpha, float_buffer=True, is_data=True)
        if self.alpha:
            self.image.alpha_mode = "CHANNEL_PACKED"
        self.image.pixels.foreach_set(np.ascontiguousarray(pixels, np.float32).ravel())
        self.image.update()
        for node in self.nodes:
            node.image = self.image
        if old is not None:
            bpy.data.images.remove(old)


def add_object(name: str, data: bpy.types.ID | None = None) -> bpy.types.Object:
    """An object in the scene, of an empty mesh where `data` is not given."""
    made = bpy.data.objects.new(name, data or bpy.data.meshes.new(name))
    bpy.context.scene.collection.objects.link(made)
    return made


def make_mesh(name: str, vertices: np.ndarray, triangles: np.ndarray, uv: np.ndarray | None = None) -> bpy.types.Mesh:
    """A smooth mesh of vertices [n,3] and triangles [m,3]; `uv` [m,3,2] by corner."""
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(vertices))
    mesh.vertices.foreach_set("co", np.ascontiguousarray(vertices, np.float32).ravel())
    mesh.loops.add(len(triangles) * 3)
    mesh.loops.foreach_set("vertex_index", np.ascontiguousarray(triangles, np.int32).ravel())
    mesh.polygons.add(len(triangles))
    mesh.polygons.foreach_set("loop_start", np.arange(0, len(triangles) * 3, 3, dtype=np.int32))
    mesh.polygons.foreach_set("use_smooth", np.ones(len(triangles), bool))
    mesh.update(calc_edges=True)
    if uv is not None:
        mesh.uv_layers.new(name="uv").data.foreach_set("uv", np.ascontiguousarray(uv, np.float32).ravel())
    return mesh


def replace_mesh(target: bpy.types.Object, vertices: np.ndarray, triangles: np.ndarray, material: Material) -> None:
    """Give an object a new mesh of one material; hidden where there are no triangles."""
    old = target.data
    target.hide_render = len(triangles) == 0
    target.data = make_mesh(target.name, vertices, triangles)
    target.data.materials.append(material.data)
    bpy.data.meshes.remove(old)


def move_vertices(target: bpy.types.Object, vertices: np.ndarray) -> None:
    """New places [n,3] of an object's vertices."""
    target.data.vertices.foreach_set("co", np.ascontiguousarray(vertices, np.float32).ravel())
    target.data.update()


def place(target: bpy.types.Object, matrix: np.ndarray) -> None:
    """Set an object's matrix [4,4]."""
    target.matrix_world = mathutils.Matrix(matrix.tolist())


def replace_strands(target: bpy.types.Object, points: np.ndarray, radius: np.ndarray, sizes: np.ndarray, material: Material) -> None:
    """Give an object strands: points [n,3] and radii [n] in cm, `sizes` [c] points each; hidden where there are none."""
    old = target.data
    target.hide_render = len(sizes) == 0
    if target.hide_render:
        return
    curves = bpy.data.hair_curves.new(target.name)
    curves.add_curves([int(s) for s in sizes])
    curves.attributes["position"].data.foreach_set("vector", np.ascontiguousarray(points, np.float32).ravel())
    widths = curves.attributes.get("radius") or curves.attributes.new("radius", "FLOAT", "POINT")
    widths.data.foreach_set("value", np.ascontiguousarray(radius, np.float32))
    curves.materials.append(material.data)
    target.data = curves
    bpy.data.hair_curves.remove(old)
