"""Builds the renderer's geometry files from checkouts of the public originals.

`python -m training.render.prepare facekit <ICT-FaceKit>/FaceXModel facekit.npz`
`python -m training.render.prepare makehuman <makehuman>/makehuman/data head.npz`

- ICT-FaceKit (MIT, github.com/ICT-VGL/ICT-FaceKit): `generic_neutral_mesh.obj`, `identityNNN.obj`, one OBJ per
  expression, and the landmark list `idx_to_landmark_verts` of `vertex_indices.json`.
- MakeHuman (CC0 data, github.com/makehumancommunity/makehuman): `3dobjs/base.obj` and `targets/**/*.target`.
  Hair, as the renderer reads it, lies next to `head.npz`: `hair/<name>/<name>.obj` and `.mhclo`, copied from the
  community's asset repository.

Tested on tiny synthetic files only: the files the project was trained from were packed before by the same recipe, and
nobody has compared the two byte for byte.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class Mesh:
    """An OBJ file: vertices [n,3], texture coordinates [t,2], and per polygon its corners and the tag above it."""

    vertices: np.ndarray
    uv: np.ndarray
    polygons: list[list[int]]
    polygons_uv: list[list[int]]
    tags: list[str]


def read_tagged_obj(path: Path, tag: str) -> Mesh:
    """Read an OBJ; `tag` is the statement that groups polygons: "usemtl" or "g"."""
    vertices, uv, polygons, polygons_uv, tags = [], [], [], [], []
    current = ""
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            part = line.split()
            if not part:
                continue
            if part[0] == "v":
                vertices.append([float(x) for x in part[1:4]])
            elif part[0] == "vt":
                uv.append([float(x) for x in part[1:3]])
            elif part[0] == tag:
                current = part[1] if len(part) > 1 else ""
            elif part[0] == "f":
                corners = [c.split("/") for c in part[1:]]
                polygons.append([int(c[0]) - 1 for c in corners])
                polygons_uv.append([int(c[1]) - 1 if len(c) > 1 and c[1] else 0 for c in corners])
                tags.append(current)
    return Mesh(np.asarray(vertices, np.float32), np.asarray(uv or [[0, 0]], np.float32), polygons, polygons_uv, tags)


def read_vertices(path: Path) -> np.ndarray:
    """Only the vertices [n,3] of an OBJ file."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return np.asarray([line.split()[1:4] for line in file if line.startswith("v ")], np.float32)


def build_facekit(model: Path, out: Path) -> None:
    """Pack a `FaceXModel` folder into `out` (layout: shared/facekit/README.md)."""
    mesh = read_tagged_obj(model / "generic_neutral_mesh.obj", "usemtl")
    tri, tri_uv, material = [], [], []
    names = list(dict.fromkeys(mesh.tags))
    for polygon, polygon_uv, tag in zip(mesh.polygons, mesh.polygons_uv, mesh.tags, strict=True):
        for k in range(1, len(polygon) - 1):
            tri.append((polygon[0], polygon[k], polygon[k + 1]))
            tri_uv.append((polygon_uv[0], polygon_uv[k], polygon_uv[k + 1]))
            material.append(names.index(tag))
    shapes = {p.stem: p for p in model.glob("*.obj") if p.stem != "generic_neutral_mesh"}
    identities = sorted(n for n in shapes if n.startswith("identity"))
    expressions = sorted(n for n in shapes if not n.startswith("identity"))

    def deltas(stems: list[str]) -> np.ndarray:
        return np.stack([read_vertices(shapes[n]) - mesh.vertices for n in stems]).astype(np.float16)

    indices = json.loads((model / "vertex_indices.json").read_text(encoding="utf-8"))
    np.savez_compressed(
        out,
        neutral=mesh.vertices,
        uv=mesh.uv,
        tri=np.asarray(tri, np.int32),
        tri_uv=np.asarray(tri_uv, np.int32),
        tri_material=np.asarray(material, np.uint8),
        material_names=np.array(names),
        expression_names=np.array(expressions),
        expression_delta=deltas(expressions),
        identity_delta=deltas(identities),
        landmarks68=np.asarray(indices["idx_to_landmark_verts"], np.int32),
    )


def build_makehuman(data: Path, out: Path) -> None:
    """Pack MakeHuman's base mesh and the targets' head part into `out` (layout: shared/makehuman/README.md)."""
    mesh = read_tagged_obj(data / "3dobjs" / "base.obj", "g")
    groups = list(dict.fromkeys(mesh.tags))

    def joint(name: str) -> np.ndarray:
        corners = {i for polygon, tag in zip(mesh.polygons, mesh.tags, strict=True) if tag == name for i in polygon}
        return mesh.vertices[sorted(corners)].mean(0) if corners else np.zeros(3, np.float32)

    neck = joint("joint-neck")
    names, offsets, index, delta = [], [0], [], []
    folder = data / "targets"
    for path in sorted(folder.rglob("*.target")):
        rows = [line.split() for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip() and not line.startswith("#")]
        rows = [r for r in rows if mesh.vertices[int(r[0]), 1] > neck[1]]
        if not rows:
            continue
        names.append(path.relative_to(folder).with_suffix("").as_posix())
        index += [int(r[0]) for r in rows]
        delta += [[float(x) for x in r[1:4]] for r in rows]
        offsets.append(len(index))
    quad = lambda p: (p + p[-1:])[:4]  # noqa: E731  (a triangle repeats its last corner)
    np.savez_compressed(
        out,
        vertices=mesh.vertices,
        uv=mesh.uv,
        quads=np.asarray([quad(p) for p in mesh.polygons], np.int32),
        quads_uv=np.asarray([quad(p) for p in mesh.polygons_uv], np.int32),
        quad_group=np.asarray([groups.index(t) for t in mesh.tags], np.int32),
        group_names=np.array(groups),
        joint_head=joint("joint-head"),
        joint_neck=neck,
        target_names=np.array(names),
        target_offset=np.asarray(offsets, np.int64),
        target_index=np.asarray(index, np.int32),
        target_delta=np.asarray(delta, np.float32).reshape(-1, 3),
    )


def main(argv: list[str]) -> int:
    """See the module's docstring."""
    builders = {"facekit": build_facekit, "makehuman": build_makehuman}
    if len(argv) != 3 or argv[0] not in builders:
        print(__doc__, file=sys.stderr)
        return 2
    builders[argv[0]](Path(argv[1]), Path(argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
