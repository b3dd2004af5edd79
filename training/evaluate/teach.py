"""teach: make faces, train a small recogniser on them, test it on held-out renders, and put what comes out into the pack's report.

It needs neither the judge nor any other checkpoint: the pack, and renders.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from pathlib import Path

from training import runs
from training.evaluate.conditions import by_student, teaching
from training.evaluate.generate import faces_folder, generate, parts
from training.evaluate.pack_graphs import Pack
from training.evaluate.report import add_to_report
from training.evaluate.sections import Figure
from training.presets import PRESETS
from training.recognisers.teach import teach


def lessons_of(manifest: dict, n: int, student: bool) -> list:
    """The requests of `n` faces to learn from, by the pack's student where it shall make them."""
    requests = teaching(manifest, n)
    return by_student(manifest, requests) if student else requests


def lessons_folder(faces: Path, student: bool) -> Path:
    """Where those faces lie under a pack's folder of faces."""
    return faces / ("teach_student" if student else "teach")


def figures_of(table: dict[str, dict]) -> dict[str, Figure]:
    """The report's figures from what `teach` gives."""
    return {f"teaches_accuracy_{name}": Figure(row["accuracy"], row["n"]) for name, row in table.items()}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--faces", type=Path, help="learn from these faces of `npm run synth` (searched for labels.jsonl) and only print")
    parser.add_argument("--n", type=int, default=8000, help="faces to make, as many of each class (default: 8000)")
    parser.add_argument("--by-student", action="store_true", help="make them by the pack's student: a tenth of the time, unguided")
    parser.add_argument("--processes", type=int, default=1, help="generating processes, one thread each (default: 1)")
    parser.add_argument("--pack", type=Path, help="pack folder, with its report (default: public/packs/<the preset's pack>)")
    parser.add_argument("--runs", type=Path, default=runs.ROOT, help="folder of the presets' runs")


def run(args: argparse.Namespace) -> None:
    run_folder = Path(args.runs) / args.preset
    if args.faces:
        _print(teach(args.faces, run_folder / "renders", args.preset))
        return
    pack_folder = args.pack or runs.pack_folder(PRESETS[args.preset])
    manifest = Pack(pack_folder).manifest
    report = pack_folder / "report.json"
    if not report.exists() or json.loads(report.read_text())["pack"] != {"id": manifest["id"], "version": manifest["version"]}:
        raise SystemExit(f"{report} is not this pack's report: run `python -m training evaluate` first, which can teach as well.")
    faces = lessons_folder(faces_folder(run_folder, pack_folder, manifest), args.by_student)
    generate(parts(lessons_of(manifest, args.n, args.by_student), faces), pack_folder, args.processes)
    table = teach(faces, run_folder / "renders", args.preset)
    _print(table)
    line = shlex.join(
        [
            "python",
            "-m",
            "training",
            "teach",
            "--preset",
            args.preset,
            "--pack",
            os.path.relpath(pack_folder),
            "--n",
            str(args.n),
            *(["--by-student"] if args.by_student else []),
        ]
    )
    add_to_report(report, figures_of(table), {"teach": table}, line)
    print(f"teach: {report}", file=sys.stderr)


def _print(table: dict[str, dict]) -> None:
    for name, row in table.items():
        print(f"teaches_accuracy_{name}: {row['accuracy']:.3f} (n {row['n']}, learned from {row['n_faces']} faces)")
