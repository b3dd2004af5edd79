"""keep: renders that live in the repository, so that nobody draws them twice. `training/renders/<preset>/<split>/*.npz`.

A face costs three seconds of a core, and a run's folder is lost with its machine. `python -m training keep` copies a run's finished shards
here, to be committed; the `render` stage puts what is here into a run's folder before it draws what is missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from ..runs import run_folder
from .dataset import shard_paths, splits, version_of

KEPT = Path(__file__).parents[1] / "renders"


def bring(source: Path, target: Path, preset: str) -> int:
    """Copy a preset's shards, and what describes them, between two folders of splits; returns how many shards.

    A shard that is there gives way only to one that a newer renderer drew.
    """
    brought = 0
    for split in splits(preset):
        described = source / split.name / "meta.json"
        if described.exists():
            (target / split.name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(described, target / split.name / described.name)
        for path in shard_paths(source / split.name):
            place = target / split.name / path.name
            drawn = version_of(place)
            if drawn is None or drawn < (version_of(path) or 0):
                place.parent.mkdir(parents=True, exist_ok=True)
                partial = place.with_name(f".{path.stem}.{os.getpid()}.tmp")
                shutil.copyfile(path, partial)
                os.replace(partial, place)
                brought += 1
    return brought


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--renders", type=Path, help="folder of the splits; default training/runs/<preset>/renders")


def run(args: argparse.Namespace) -> None:
    """Copy a run's finished shards into the repository."""
    folder = KEPT / args.preset
    brought = bring(args.renders or run_folder(args.preset) / "renders", folder, args.preset)
    size = sum(path.stat().st_size for path in folder.rglob("*.npz"))
    print(f"{brought} shards copied; {folder} holds {size / 2**20:.0f} MiB", file=sys.stderr)
