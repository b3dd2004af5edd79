"""evaluate: generate faces with a pack, let the judge read them, write report.json, REPORT.md and its pictures."""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import shlex
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from training import runs
from training.data import Split, load_split
from training.evaluate import label_sections, sections
from training.evaluate.conditions import CONDITIONS, SEED, requests_of, teaching
from training.evaluate.generate import Face, collect, generate, parts, pixels
from training.evaluate.inversion import round_trips
from training.evaluate.pack_graphs import Pack
from training.evaluate.reliability_diagram import reliability_diagram
from training.evaluate.report import AIMS, DIAGRAM, contact_sheet, markdown
from training.evaluate.sections import Figure, Figures, Tables
from training.recognisers import judge
from training.recognisers.teach import teach
from training.runs import require_checkpoint

DEFAULT_N = {"cpu": 400, "smoke": 8}
AUTOENCODER_FACES = 400


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, help="pack folder (default: public/packs/synfer-faces-128 for the cpu preset)")
    parser.add_argument("--n", type=int, help="faces per condition (default: 400; smoke 8)")
    parser.add_argument("--conditions", nargs="*", choices=tuple(CONDITIONS), help="only these (default: all)")
    parser.add_argument("--generate", action=argparse.BooleanOptionalAction, default=True, help="make missing faces, or use those there")
    parser.add_argument("--processes", type=int, default=1, help="generating processes, one thread each")
    parser.add_argument("--inversions", type=int, help="pictures for the inversion round trip (default: 16; smoke 1)")
    parser.add_argument("--teach", type=int, default=0, metavar="N", help="also make N faces and train a small recogniser on them (default: 0, no)")
    parser.add_argument("--out", type=Path, help="folder of report.json, REPORT.md and its pictures (default: the pack folder)")
    parser.add_argument("--runs", type=Path, default=runs.ROOT, help="folder of the presets' runs")


class _Session:
    """What all sections share: faces and readings by condition, read once."""

    def __init__(self, model: judge.Judge, folder: Path, manifest: dict, n: int) -> None:
        self.model, self.folder, self.manifest, self.n = model, folder, manifest, n
        self._read: dict[str, tuple[list[Face], np.ndarray, judge.Readings]] = {}

    def of(self, condition: str) -> tuple[list[Face], np.ndarray, judge.Readings] | None:
        """Faces, pixels and readings of a condition; None if it has no faces."""
        if condition not in self._read:
            faces = collect(requests_of(condition, self.manifest, self.n), self.folder / condition)
            if not faces:
                return None
            images = pixels(faces)
            self._read[condition] = (faces, images, judge.read(self.model, images))
        return self._read[condition]


def _merge(readings: list[judge.Readings]) -> judge.Readings:
    return judge.Readings(**{name: np.concatenate([getattr(r, name) for r in readings]) for name in judge.Readings.__dataclass_fields__})


def _on_generated(session: _Session, pack: Pack, held_out: Split, on_renders: judge.Readings) -> tuple[Figures, Tables]:
    figures: Figures = {}
    tables: Tables = {}

    def add(found: tuple[Figures, Tables]) -> None:
        figures.update(found[0])
        tables.update(found[1])

    if (au := session.of("au")) is not None:
        add(sections.action_unit_control(au[0], au[2], held_out, on_renders))
    if (sided := session.of("laterality")) is not None:
        add(sections.laterality(sided[0], sided[2]))
    classed = {name: session.of(name) for name in ("text", "text_au", "text_guided")}
    classed = {name: found for name, found in classed.items() if found is not None}
    for name, (faces, _, found) in classed.items():
        add(sections.class_accuracy(name, faces, found))
    if classed:
        tables.update(sections.classes_by_condition(tables))
        add(label_sections.label_errors({name: (faces, found) for name, (faces, _, found) in classed.items()}))
    if "text" in classed and "text_guided" in classed:
        gain = figures["class_accuracy_text_guided"].value - figures["class_accuracy_text"].value
        figures["guidance_gain"] = Figure(gain, figures["class_accuracy_text_guided"].n)
        before, after = ((faces, found) for faces, _, found in (classed["text"], classed["text_guided"]))
        tables.update(sections.confusions(before, after))
    prompted = [found for found in (au, classed.get("text_au")) if found is not None]
    if prompted:
        faces, found = [f for p in prompted for f in p[0]], _merge([p[2] for p in prompted])
        add(sections.attributes(faces, found))
        # No request turns the head, so the renders to compare with are those that do not either.
        add(sections.distribution(found.features, on_renders.take(sections.frontal(held_out)).features))
    rest, moved = session.of("identity_rest"), session.of("identity_moved")
    if rest is not None and moved is not None:
        add(sections.identity(rest[0], rest[2], moved[0], moved[2]))
    if classed and pack.has("feranno"):
        faces = [f for found in classed.values() for f in found[0]]
        images = np.concatenate([found[1] for found in classed.values()])
        add(label_sections.feranno_on_generated(pack, faces, images, _merge([found[2] for found in classed.values()])))
    return figures, tables


def _on_renders(pack: Pack, model: judge.Judge, held_out: Split, on_renders: judge.Readings) -> tuple[Figures, Tables]:
    figures: Figures = {}
    tables: Tables = {}
    rebuilt = held_out.images[:0]
    if pack.has("encoder"):
        psnr_figures, psnr_tables, rebuilt = sections.autoencoder(pack, held_out, AUTOENCODER_FACES)
        figures.update(psnr_figures)
        tables.update(psnr_tables)
        if pack.has("feranno"):
            found = label_sections.feranno_on_renders(pack, held_out)
            figures.update(found[0])
            tables.update(found[1])
    if len(rebuilt):
        tables.update(sections.judge_reliability(held_out, on_renders, judge.read(model, rebuilt)))
    return figures, tables


def _plain(value):
    """JSON has no NaN: what could not be measured is null."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def run(args: argparse.Namespace) -> None:
    run_folder = Path(args.runs) / args.preset
    default = Path("public/packs/synfer-faces-128") if args.preset == "cpu" else run_folder / "pack"
    pack_folder = args.pack or default
    out, n = args.out or pack_folder, args.n or DEFAULT_N[args.preset]
    inversions = args.inversions if args.inversions is not None else (16 if args.preset == "cpu" else 1)
    require_checkpoint(run_folder / judge.CHECKPOINT, "judge")
    model, pack = judge.load(run_folder / judge.CHECKPOINT), Pack(pack_folder)
    held_out = load_split(run_folder / "renders", "heldout")
    # Faces belong to the very graphs that made them: pack.json holds their hashes.
    folder = run_folder / "evaluate" / f"{pack.manifest['id']}-{hashlib.sha256((pack_folder / 'pack.json').read_bytes()).hexdigest()[:12]}"
    if args.generate:
        chosen = args.conditions or list(CONDITIONS)
        work = [part for c in chosen for part in parts(requests_of(c, pack.manifest, n), folder / c)]
        generate(work + parts(teaching(pack.manifest, args.teach), folder / "teach"), pack_folder, args.processes)

    on_renders = judge.read(model, held_out.images)
    session = _Session(model, folder, pack.manifest, n)
    figures, tables = _on_renders(pack, model, held_out, on_renders)
    more_figures, more_tables = _on_generated(session, pack, held_out, on_renders)
    figures |= more_figures
    tables = more_tables | tables
    if inversions:
        values = round_trips(held_out, pack_folder, pack.manifest, folder / "inversion", inversions, args.generate)
        if values:
            figures["inversion_psnr_db"] = Figure(float(np.mean(values)), len(values))
    if args.teach:
        tables["teach"] = teach(folder / "teach", run_folder / "renders", args.preset)
        figures |= {f"teaches_accuracy_{name}": Figure(row["accuracy"], row["n"]) for name, row in tables["teach"].items()}

    line = shlex.join([
        "python", "-m", "training", "evaluate", "--preset", args.preset, "--pack", os.path.relpath(pack_folder), "--n", str(n),
        *(["--teach", str(args.teach)] if args.teach else []),
    ])
    report = _plain({
        "format": "synfer-report", "version": 1,
        "pack": {"id": pack.manifest["id"], "version": pack.manifest["version"]},
        "preset": args.preset, "seed": SEED, "command": line,
        "metrics": {
            name: {"value": figures[name].value, "n": figures[name].n, "seed": SEED, "command": line, "aim": asdict(aim)}
            for name, aim in AIMS.items()
            if name in figures
        },
        "tables": tables,
    })
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    (out / "REPORT.md").write_text(markdown(report))
    (out / DIAGRAM).write_text(reliability_diagram(report["tables"]))
    sheet = session.of("text_au")
    if sheet is not None:
        contact_sheet(sheet[0], out / "contact-sheet.jpg")
    print(f"evaluate: {out / 'REPORT.md'}", file=sys.stderr)
