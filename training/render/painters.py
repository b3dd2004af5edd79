"""What draws single pictures, and where it finds its head and places: the path tracer of Blender, or the sketch."""

from __future__ import annotations

import argparse
import importlib.util
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..presets import PRESETS
from ..runs import ROOT

if TYPE_CHECKING:
    from .face import FaceParams
    from .sketch import Sketch
    from .traced.tracer import PathTracer

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"


def add_geometry_arguments(parser: argparse.ArgumentParser) -> None:
    """Where head and places come from."""
    parser.add_argument("--facekit", type=Path, default=SHARED / "facekit" / "facekit.npz", help="facekit.npz")
    parser.add_argument("--makehuman", type=Path, default=SHARED / "makehuman", help="folder of head.npz and skins/")
    parser.add_argument("--hdri", type=Path, default=SHARED / "hdri", help="folder of environment maps (.exr)")
    parser.add_argument("--samples", type=int, help="paths a pixel (default: what the data set is drawn with); fewer for a glimpse")
    parser.add_argument("--device", default="CPU", help="of Cycles: CPU, CUDA or OPTIX")


def has_bpy() -> bool:
    """Whether Blender's module is installed."""
    return importlib.util.find_spec("bpy") is not None


def open_tracer(args: argparse.Namespace) -> PathTracer:
    """The path tracer of `--facekit`, `--makehuman` and `--hdri`. Raises ImportError where bpy is missing, OSError where files are."""
    if not has_bpy():
        raise ImportError("the module bpy is missing: pip install --no-deps -r training/requirements-render.txt")
    from .traced.tracer import SAMPLES, PathTracer

    return PathTracer(args.facekit, args.makehuman, args.hdri, ROOT / "tables", PRESETS[args.preset].image, args.samples or SAMPLES, device=args.device)


def open_sketch() -> Sketch:
    """The sketch of a tiny mesh made here."""
    from .geometry import load_head
    from .sketch import Sketch
    from .tiny_mesh import write_tiny_mesh

    os.environ.setdefault("LP_NUM_THREADS", "0")
    with tempfile.TemporaryDirectory() as folder:
        return Sketch(load_head(write_tiny_mesh(Path(folder) / "tiny.npz"), None))


class Painter(Protocol):
    """What draws single pictures: the path tracer's `Portraitist`, or the sketch."""

    size: int

    def render(self, params: FaceParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """RGB image uint8 [size,size,3]; eye centres [2,2] (left, right) and mouth centre [2] in pixels (x, y)."""


class Portraitist:
    """Path-traced pictures developed alike: for sheets and tests that compare them."""

    def __init__(self, tracer: PathTracer) -> None:
        self.tracer, self.size = tracer, tracer.size

    def render(self, params: FaceParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """RGB image uint8 [size,size,3]; eye centres [2,2] (left, right) and mouth centre [2] in pixels (x, y)."""
        from .develop import Negative, plain

        traced = self.tracer.trace(params)
        image = plain(Negative(traced.linear, traced.eyes, traced.mouth, params.attributes["light"], params.person.skin))
        return image, traced.eyes, traced.mouth


def open_renderer(args: argparse.Namespace) -> Painter:
    """What draws single pictures: for `smoke` the sketch of a tiny mesh, else the path tracer."""
    return open_sketch() if args.preset == "smoke" else Portraitist(open_tracer(args))
