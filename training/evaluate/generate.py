"""Faces of a condition through the shipped pipeline: `npm run synth`, in parts, resumed where it stopped."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.evaluate.conditions import Request

REPOSITORY = Path(__file__).resolve().parents[2]
#: Faces a run of the command line makes; what is lost when it is interrupted.
PART = 50


@dataclass(frozen=True)
class Face:
    """A generated face: its request, its pixels' file, the row of labels.jsonl."""

    request: Request
    file: Path
    row: dict


def command(recipes: Path, out: Path, pack: Path) -> list[str]:
    return ["npm", "run", "--silent", "synth", "--", "--recipes", str(recipes), "--out", str(out), "--pack", str(pack), "--threads", "1"]


def finished_rows(folder: Path) -> dict[int, dict]:
    """Rows of a part by seed, of faces whose file is there."""
    path = folder / "labels.jsonl"
    if not path.exists():
        return {}
    lines = path.read_text().splitlines(keepends=True)
    rows = [json.loads(line) for line in lines if line.strip() and line.endswith("\n")]  # a broken-off run may end in half a line
    return {int(row["seed"]): row for row in rows if (folder / row["file"]).exists()}


def faces_folder(run_folder: Path, pack_folder: Path, manifest: dict) -> Path:
    """Where a pack's faces are kept: they belong to the very graphs that made them, whose hashes pack.json holds."""
    return run_folder / "evaluate" / f"{manifest['id']}-{hashlib.sha256((pack_folder / 'pack.json').read_bytes()).hexdigest()[:12]}"


def parts(requests: list[Request], folder: Path) -> list[tuple[Path, list[Request]]]:
    return [(folder / f"part-{i // PART:03d}", requests[i : i + PART]) for i in range(0, len(requests), PART)]


def make_part(folder: Path, requests: list[Request], pack: Path) -> None:
    """Generate what is missing of one part; faces made from other recipes are thrown away first."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = "".join(json.dumps(r.recipe) + "\n" for r in requests)
    recipes, labels = folder / "recipes.jsonl", folder / "labels.jsonl"
    if not recipes.exists() or recipes.read_text() != wanted:
        for stale in [*folder.glob("*.png"), labels]:
            stale.unlink(missing_ok=True)
        recipes.write_text(wanted)
    rows = finished_rows(folder)
    if all(r.recipe["seed"] in rows for r in requests):
        return
    # The command line goes on after the last row: a row whose picture is gone must not stand.
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows.values()))
    done = subprocess.run(command(recipes.resolve(), folder.resolve(), pack.resolve()), cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"synth failed on {recipes}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


def generate(work: list[tuple[Path, list[Request]]], pack: Path, processes: int) -> None:
    """Make all parts, `processes` at a time, telling the time left."""
    start, total = time.monotonic(), sum(len(requests) for _, requests in work)
    made = 0
    with ThreadPoolExecutor(processes) as pool:
        for requests, _ in zip((r for _, r in work), pool.map(lambda part: make_part(part[0], part[1], pack), work), strict=True):
            made += len(requests)
            rate = made / max(time.monotonic() - start, 1e-9)
            print(f"evaluate: {made}/{total} faces, {(total - made) / rate / 60:.1f} min left", file=sys.stderr, flush=True)


def collect(requests: list[Request], folder: Path) -> list[Face]:
    """The faces that exist of a condition, in the order of its requests."""
    faces = []
    for part, own in parts(requests, folder):
        rows = finished_rows(part)
        faces += [Face(r, part / rows[r.recipe["seed"]]["file"], rows[r.recipe["seed"]]) for r in own if r.recipe["seed"] in rows]
    return faces


def pixels(faces: list[Face]) -> np.ndarray:
    """uint8 [n,H,W,3]."""
    return np.stack([np.asarray(Image.open(face.file).convert("RGB")) for face in faces])
