"""What folds and hollows of a head at rest keep of the light from all around, measured once with the graphics card's own depth maps."""

from __future__ import annotations

import moderngl
import numpy as np
from scipy import sparse

from . import sketch_shaders as shaders
from .geometry import Head, vertex_normals
from .sketch_uniforms import set_uniforms


def ambient_occlusion(
    ctx: moderngl.Context, head: Head, triangles: np.ndarray, scatter: sparse.csr_matrix, directions: int = 40, size: int = 384
) -> np.ndarray:
    """Share of the upper hemisphere that each rest vertex sees [K], by depth maps from `directions`; `triangles` [m,3] are all of the head's."""
    program = ctx.program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
    depths = ctx.depth_texture((size, size))
    target = ctx.framebuffer([ctx.renderbuffer((size, size), 4)], depths)
    array = ctx.vertex_array(program, [(ctx.buffer(head.rest.astype("f4").tobytes()), "3f", "position")], ctx.buffer(head.triangles["skin"].tobytes()))
    normals = vertex_normals(head.rest, triangles, scatter)
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
        set_uniforms(program, matrix=matrix)
        target.use()
        target.clear(depth=1.0)
        array.render()
        depth = np.frombuffer(depths.read(), "f4").reshape(size, size)
        local = (head.rest - centre) @ basis.T / radius
        px = np.clip(((local[:, :2] * 0.5 + 0.5) * size).astype(int), 0, size - 1)
        weight = np.maximum(normals @ d, 0.0)
        visible = local[:, 2] * 0.5 + 0.5 <= depth[px[:, 1], px[:, 0]] + 0.35 / radius
        seen += weight * visible
        total += weight
    target.release()
    occlusion = np.clip(seen / total * 1.05, 0.0, 1.0)
    occlusion = np.where(total < 0.5, 0.5, occlusion)
    degree = np.maximum(np.asarray(scatter.sum(1)).ravel(), 1)
    for _ in range(2):  # smooth over neighbouring triangles
        occlusion = (scatter @ occlusion[triangles].mean(1)) / degree
    return occlusion.astype(np.float32)
