"""render: draw the training pictures. `training/runs/<preset>/renders/<split>/*.npz`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from ..presets import PRESETS
from ..runs import run_folder
from . import contact_sheet, farm, kept
from .dataset import Shard, plan, row, splits, write_meta, write_shard
from .painters import REPOSITORY, add_geometry_arguments, has_bpy, open_renderer, open_sketch

#: The sketch's version: it draws the smoke preset only.
SKETCH_VERSION = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The stage's options."""
    parser.add_argument("--out", type=Path, help="folder of the splits; default training/runs/<preset>/renders")
    parser.add_argument("--split", action="append", help="only this split (may be repeated)")
    parser.add_argument("--workers", type=int, help="processes; each draws with one thread (default: the preset's)")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--sheet", action="store_true", help="write contact sheets (PNG) into --out instead of splits")
    add_geometry_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Draw all missing shards; returns an exit status."""
    workers = args.workers or PRESETS[args.preset].render_workers
    out = (args.out or run_folder(args.preset) / "renders").resolve()
    unknown = set(args.split or ()) - {s.name for s in splits(args.preset)}
    if unknown:
        print(f"unknown split: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    if args.sheet:
        return _sheets(args, out)
    for split in splits(args.preset):
        if not args.split or split.name in args.split:
            write_meta(out / split.name, split, args.preset, 128 if args.preset == "smoke" else PRESETS[args.preset].image)
    if args.preset == "smoke":
        return _sketched(args, out)
    if args.worker is None and (found := kept.bring(kept.KEPT / args.preset, out, args.preset)):
        print(f"render: {found} shards need no drawing, they are in training/renders", file=sys.stderr)
    if not has_bpy():
        print("render: the module bpy is missing. It path-traces the faces: pip install --no-deps -r training/requirements-render.txt", file=sys.stderr)
        return farm.CANNOT_DRAW
    if args.worker is None and workers > 1:
        return _run_workers(args, out, workers)
    from .traced.version import VERSION

    todo = plan(args.preset, out, VERSION, args.split)[args.worker or 0 :: workers]
    geometry = ["--facekit", args.facekit, "--makehuman", args.makehuman, "--hdri", args.hdri, *(["--samples", str(args.samples)] if args.samples else [])]

    def command(shard: Shard, into: Path) -> list[str]:
        return [
            sys.executable,
            "-m",
            "training.render.worker",
            "--preset",
            args.preset,
            "--split",
            shard.split.name,
            "--index",
            str(shard.index),
            "--into",
            str(into),
            "--device",
            args.device,
            *(str(g.resolve()) if isinstance(g, Path) else g for g in geometry),
        ]

    os.chdir(REPOSITORY)
    farm.draw(todo, VERSION, command)
    return 0


def _sketched(args: argparse.Namespace, out: Path) -> int:
    """The smoke preset: every missing shard here and now."""
    sketch = open_sketch()
    for shard in plan(args.preset, out, SKETCH_VERSION, args.split):
        rows = []
        for sample in shard.samples:
            params = shard.split.params(sample)
            image, eyes, mouth = sketch.render(params)
            rows.append(row(sample, params, eyes, mouth, images=image))
        write_shard(shard.path, rows, SKETCH_VERSION)
    return 0


def _sheets(args: argparse.Namespace, out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    renderer = open_renderer(args)
    contact_sheet.random_faces(renderer, out / "faces.png")
    contact_sheet.class_rows(renderer, out / "classes.png", tuple(range(900_000_100, 900_000_106)))
    return 0


def _run_workers(args: argparse.Namespace, out: Path, workers: int) -> int:
    """One process a worker, each with one thread: two threaded jobs on two cores slow each other down."""
    command = [
        sys.executable,
        "-m",
        "training.render",
        "--preset",
        args.preset,
        "--out",
        str(out),
        "--workers",
        str(workers),
        "--device",
        args.device,
        "--facekit",
        str(args.facekit.resolve()),
        "--makehuman",
        str(args.makehuman.resolve()),
        "--hdri",
        str(args.hdri.resolve()),
    ]
    if args.samples:
        command += ["--samples", str(args.samples)]
    for name in args.split or ():
        command += ["--split", name]
    processes = [subprocess.Popen([*command, "--worker", str(i)], cwd=REPOSITORY) for i in range(workers)]
    return max(process.wait() for process in processes)


def main(argv: list[str] | None = None) -> int:
    """Run the stage on its own: `python -m training.render …`."""
    parser = argparse.ArgumentParser(prog="python -m training.render", description=__doc__)
    parser.add_argument("--preset", choices=tuple(PRESETS), default="cpu")
    add_arguments(parser)
    return run(parser.parse_args(argv))
