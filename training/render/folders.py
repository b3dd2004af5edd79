"""folders: renders as photographs in a folder for each class, for recognisers outside this project (`../shared/gauge/transfer.py`).

Faces of one class or at rest (kinds 0 and 1) of a split, each developed once. What is drawn while it runs is not read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from ..data import load_split
from ..facs import CLASSES
from ..runs import run_folder


def write_folders(renders: Path, split: str, out: Path, least: float = 0.0, limit: int | None = None) -> dict[str, int]:
    """Write PNGs of faces whose expression is at least this intense (faces at rest always); returns how many of each class."""
    faces = load_split(renders, split, limit=limit)
    chosen = (faces.kind == 0) | ((faces.kind == 1) & (faces.intensity >= least))
    counts = {}
    for index, name in enumerate(CLASSES):
        folder = out / f"{index}_{name}"
        folder.mkdir(parents=True, exist_ok=True)
        mine = np.flatnonzero(chosen & (faces.class_index == index))
        for i in mine:
            Image.fromarray(faces.images[i]).save(folder / f"{faces.identity[i]}-{i:05d}.png")
        counts[name] = len(mine)
    return counts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of the classes' folders")
    parser.add_argument("--renders", type=Path, help="folder of the splits; default training/runs/<preset>/renders")
    parser.add_argument("--split", default="diffusion")
    parser.add_argument("--least", type=float, default=0.0, help="leave out expressions weaker than this, 0-1")
    parser.add_argument("--limit", type=int, help="at most so many faces are read")


def run(args: argparse.Namespace) -> None:
    counts = write_folders(args.renders or run_folder(args.preset) / "renders", args.split, args.out, args.least, args.limit)
    print(", ".join(f"{name} {count}" for name, count in counts.items()), file=sys.stderr)
