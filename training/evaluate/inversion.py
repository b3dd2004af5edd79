"""Layout initialisation at strength 0: invert a picture, denoise it again, compare."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

from training.data import Split
from training.evaluate.conditions import SEED, base_recipe
from training.evaluate.generate import REPOSITORY, command, finished_rows
from training.evaluate.metrics import psnr


def round_trips(held_out: Split, pack_folder: Path, manifest: dict, folder: Path, n: int, make: bool) -> list[float]:
    """PSNR of each of the first `n` held-out renders given back by the pipeline; empty if there is none."""
    values = []
    for i in range(min(n, len(held_out))):
        own = folder / f"{i:03d}"
        if make:
            _round_trip(held_out.images[i], pack_folder, manifest, own, i)
        rows = finished_rows(own)
        if rows:
            back = np.asarray(Image.open(own / next(iter(rows.values()))["file"]).convert("RGB"))
            values.append(psnr(held_out.images[i], back))
    return values


def _round_trip(image: np.ndarray, pack_folder: Path, manifest: dict, folder: Path, i: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / "layout.png"
    Image.fromarray(image).save(picture)
    source = {"kind": "picture", "sha256": hashlib.sha256(picture.read_bytes()).hexdigest()}
    recipe = base_recipe(manifest, SEED + 9_000_000 + i, layout={"source": source, "strength": 0}, textGuidance=1)
    wanted = json.dumps(recipe) + "\n"
    recipes = folder / "recipes.jsonl"
    if recipes.exists() and recipes.read_text() == wanted and finished_rows(folder):
        return
    recipes.write_text(wanted)
    (folder / "labels.jsonl").unlink(missing_ok=True)
    line = [*command(recipes.resolve(), folder.resolve(), pack_folder.resolve()), "--layout", str(picture.resolve())]
    done = subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"synth --layout failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
