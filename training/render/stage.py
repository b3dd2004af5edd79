"""render: draw the training pictures. `training/runs/<preset>/renders/<split>/*.npz`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..presets import PRESETS
from ..runs import run_folder
from .dataset import render_shards, splits

if TYPE_CHECKING:
    from .renderer import Renderer

REPOSITORY = Path(__file__).resolve().parents[2]
DEFAULT_FACEKIT = REPOSITORY.parent / "shared" / "facekit" / "facekit.npz"
DEFAULT_MAKEHUMAN = REPOSITORY.parent / "shared" / "makehuman"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The stage's options."""
    parser.add_argument("--out", type=Path, help="folder of the splits; default training/runs/<preset>/renders")
    parser.add_argument("--split", action="append", help="only this split (may be repeated)")
    parser.add_argument("--workers", type=int, help="processes; each draws with one thread (default: the preset's)")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--sheet", action="store_true", help="write contact sheets (PNG) into --out instead of splits")
    add_geometry_arguments(parser)


def add_geometry_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the head comes from."""
    parser.add_argument("--facekit", type=Path, default=DEFAULT_FACEKIT, help="facekit.npz")
    parser.add_argument("--makehuman", type=Path, default=DEFAULT_MAKEHUMAN, help="folder of head.npz and hair/")


def open_renderer(args: argparse.Namespace) -> Renderer:
    """A renderer of the preset's head: for `smoke` a tiny mesh made here, else that of `--facekit` and `--makehuman`."""
    os.environ.setdefault("LP_NUM_THREADS", "0")
    from .geometry import load_head
    from .renderer import Renderer

    if args.preset != "smoke":
        return Renderer(load_head(args.facekit, args.makehuman), PRESETS[args.preset].image)
    from .tiny_mesh import write_tiny_mesh

    with tempfile.TemporaryDirectory() as folder:
        return Renderer(load_head(write_tiny_mesh(Path(folder) / "tiny.npz"), None))


def run(args: argparse.Namespace) -> int:
    """Render all missing shards; returns an exit status."""
    if args.workers is None:
        args.workers = PRESETS[args.preset].render_workers
    if args.out is None:
        args.out = run_folder(args.preset) / "renders"
    if args.worker is None and args.workers > 1 and not args.sheet:
        return _run_workers(args)
    chosen = [s for s in splits(args.preset) if not args.split or s.name in args.split]
    unknown = set(args.split or ()) - {s.name for s in chosen}
    if unknown:
        print(f"unknown split: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    renderer = open_renderer(args)
    if args.sheet:
        from . import contact_sheet

        args.out.mkdir(parents=True, exist_ok=True)
        contact_sheet.random_faces(renderer, args.out / "faces.png")
        contact_sheet.class_rows(renderer, args.out / "classes.png", tuple(range(900_000_100, 900_000_106)))
        return 0
    render_shards(renderer, args.preset, args.out, chosen, args.worker or 0, args.workers)
    return 0


def _run_workers(args: argparse.Namespace) -> int:
    """One process a worker, each with one thread: two threaded jobs on two cores slow each other down."""
    environment = {**os.environ, "LP_NUM_THREADS": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "training.render", "--preset", args.preset, "--out", str(args.out.resolve()),
               "--workers", str(args.workers), "--facekit", str(args.facekit.resolve()), "--makehuman", str(args.makehuman.resolve())]
    for name in args.split or ():
        command += ["--split", name]
    processes = [subprocess.Popen([*command, "--worker", str(i)], env=environment, cwd=REPOSITORY) for i in range(args.workers)]
    return max(process.wait() for process in processes)


def main(argv: list[str] | None = None) -> int:
    """Run the stage on its own: `python -m training.render …`."""
    parser = argparse.ArgumentParser(prog="python -m training.render", description=__doc__)
    parser.add_argument("--preset", choices=tuple(PRESETS), default="cpu")
    add_arguments(parser)
    return run(parser.parse_args(argv))
