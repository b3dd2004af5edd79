"""evaluate: generate faces with a pack, let the judge read them, write report.json, REPORT.md and its pictures."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path

import numpy as np

from training import runs
from training.data import Split, load_split
from training.evaluate import label_sections, photograph_sections, sections
from training.evaluate.conditions import CONDITIONS, GUIDANCE_STRENGTHS, SEED, guided_at, requests_of
from training.evaluate.drawn_alone import read_drawn_alone
from training.evaluate.generate import Face, collect, faces_folder, generate, parts, pixels
from training.evaluate.inversion import round_trips
from training.evaluate.pack_graphs import Pack
from training.evaluate.photograph_voter import FOLDER as VOTER_FOLDER
from training.evaluate.photograph_voter import PhotographVoter, open_photograph_voter
from training.evaluate.reliability_diagram import reliability_diagram
from training.evaluate.report import DIAGRAM, contact_sheet, entries, with_aims, write_report
from training.evaluate.sections import Figure, Figures, Tables
from training.presets import PRESETS
from training.recognisers import judge, judge_network
from training.recognisers.judge_network import Judge
from training.recognisers.judge_readings import Readings, read
from training.render.painters import Painter, add_geometry_arguments, open_renderer
from training.runs import require_checkpoint

#: Faces per condition, pictures for the inversion round trip, and generating processes, by preset. `gpu`: a glimpse, for a machine
#: that is there for minutes; a larger `--n` goes on from its faces.
DEFAULT_N = {"cpu": 400, "gpu": 24, "smoke": 8}
DEFAULT_INVERSIONS = {"cpu": 16, "gpu": 8, "smoke": 1}
DEFAULT_PROCESSES = {"cpu": 1, "gpu": 16, "smoke": 1}
AUTOENCODER_FACES = 400
#: People drawn for the photograph voter, each seven times, and how many of them at most for the sliders, once for each unit.
DEFAULT_STRANGERS = {"cpu": 48, "smoke": 1}
SLIDER_PEOPLE = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, help="pack folder (default: public/packs/<the preset's pack>; smoke: its run)")
    parser.add_argument("--n", type=int, help="faces per condition (default: 400; gpu 24, smoke 8)")
    parser.add_argument("--conditions", nargs="*", choices=tuple(CONDITIONS), help="only these (default: all)")
    parser.add_argument("--generate", action=argparse.BooleanOptionalAction, default=True, help="make missing faces, or use those there")
    parser.add_argument("--processes", type=int, help="generating processes, one thread each (default: 1; gpu 16)")
    parser.add_argument("--inversions", type=int, help="pictures for the inversion round trip (default: 16; gpu 8, smoke 1)")
    parser.add_argument("--voter", type=Path, default=VOTER_FOLDER, help="folder of the photograph voter, made by `npm run voter`")
    parser.add_argument("--strangers", type=int, help="people drawn for the photograph voter and the sliders (default: 48; smoke 1)")
    add_geometry_arguments(parser)
    parser.add_argument("--out", type=Path, help="folder of report.json, REPORT.md and its pictures (default: the pack folder)")
    parser.add_argument("--runs", type=Path, default=runs.ROOT, help="folder of the presets' runs")


class _Session:
    """What all sections share: faces and readings by condition, read once."""

    def __init__(self, model: Judge, folder: Path, manifest: dict, n: int) -> None:
        self.model, self.folder, self.manifest, self.n = model, folder, manifest, n
        self._read: dict[str, tuple[list[Face], np.ndarray, Readings]] = {}

    def of(self, condition: str) -> tuple[list[Face], np.ndarray, Readings] | None:
        """Faces, pixels and readings of a condition; None if it has no faces."""
        if condition not in self._read:
            faces = collect(requests_of(condition, self.manifest, self.n), self.folder / condition)
            if not faces:
                return None
            images = pixels(faces)
            self._read[condition] = (faces, images, read(self.model, images))
        return self._read[condition]


def _merge(readings: list[Readings]) -> Readings:
    return Readings(**{name: np.concatenate([getattr(r, name) for r in readings]) for name in Readings.__dataclass_fields__})


def _on_generated(session: _Session, pack: Pack, held_out: Split, on_renders: Readings) -> tuple[Figures, Tables]:
    figures: Figures = {}
    tables: Tables = {}

    def add(found: tuple[Figures, Tables]) -> None:
        figures.update(found[0])
        tables.update(found[1])

    if (au := session.of("au")) is not None:
        add(sections.action_unit_control(au[0], au[2], held_out, on_renders))
    if (few := session.of("au_student")) is not None:
        add(sections.student(few[0], few[2]))
    if (sided := session.of("laterality")) is not None:
        add(sections.laterality(sided[0], sided[2]))
    classed = {name: seen for name in ("text", "text_au", "text_guided") if (seen := session.of(name)) is not None}
    for name, (faces, _, found) in classed.items():
        add(sections.class_accuracy(name, faces, found))
    if classed:
        tables.update(sections.classes_by_condition(tables))
        add(label_sections.label_errors({name: (faces, found) for name, (faces, _, found) in classed.items()}))
    if "text" in classed and "text_guided" in classed:
        guided, alone = figures["class_accuracy_text_guided"], figures["class_accuracy_text"]
        if guided.value is not None and alone.value is not None:
            figures["guidance_gain"] = Figure(guided.value - alone.value, guided.n)
        before, after = ((faces, found) for faces, _, found in (classed["text"], classed["text_guided"]))
        tables.update(sections.confusions(before, after))
        tried = {session.manifest["defaults"]["semanticGuidance"]["strength"]: after}
        tried |= {s: (seen[0], seen[2]) for s in GUIDANCE_STRENGTHS if (seen := session.of(guided_at(s))) is not None}
        tables.update(sections.guidance_strengths(before, tried))
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


def _on_renders(pack: Pack, model: Judge, held_out: Split, on_renders: Readings) -> tuple[Figures, Tables]:
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
        tables.update(sections.judge_reliability(held_out, on_renders, read(model, rebuilt)))
    return figures, tables


def _on_photograph_voter(
    voter: PhotographVoter, renderer: Painter | None, people: int, session: _Session, pack: Pack, held_out: Split
) -> tuple[Figures, Tables]:
    figures: Figures = {}
    tables: Tables = {}
    found = []
    if renderer is not None:
        found.append(photograph_sections.gains_on_renders(voter, renderer, people))
    showing, resting = session.of("text_au"), session.of("text_au_rest")
    if showing is not None and resting is not None:
        found.append(photograph_sections.gains_on_generated(voter, showing[:2], resting[:2]))
    if showing is not None and pack.has("feranno"):
        found.append(({}, photograph_sections.reliability(voter, pack, held_out, showing[:2])))
    for more_figures, more_tables in found:
        figures |= more_figures
        tables |= more_tables
    return figures, tables


def _drawing(args: argparse.Namespace) -> tuple[Painter | None, list[str]]:
    """A renderer for people drawn for the report; without one, a plain sentence on what is left out."""
    try:
        return open_renderer(args), []
    except FileNotFoundError as missing:
        lacking = f"there was no {Path(missing.filename).name} to draw heads from"
    except ImportError:
        lacking = "Blender's module bpy, which draws them, was not installed"
    return None, [f"What is read in people drawn for this report (photograph voter, sliders) is left out: {lacking}."]


def run(args: argparse.Namespace) -> None:
    run_folder = Path(args.runs) / args.preset
    pack_folder = args.pack or runs.pack_folder(PRESETS[args.preset])
    out, n = args.out or pack_folder, args.n or DEFAULT_N[args.preset]
    inversions = args.inversions if args.inversions is not None else DEFAULT_INVERSIONS[args.preset]
    judge_path = judge.choose(run_folder / judge.CHECKPOINT, args.preset)
    require_checkpoint(judge_path, "judge")
    model, pack = judge_network.load(judge_path), Pack(pack_folder)
    held_out = load_split(run_folder / "renders", "heldout")
    folder = faces_folder(run_folder, pack_folder, pack.manifest)
    if args.generate:
        chosen = args.conditions or list(CONDITIONS)
        work = [part for c in chosen for part in parts(requests_of(c, pack.manifest, n), folder / c)]
        try:
            generate(work, pack_folder, args.processes or DEFAULT_PROCESSES[args.preset])
        except FileNotFoundError as missing:
            print(f"evaluate: {missing.filename} is not on this machine, so no faces are made; run this stage again where it is.", file=sys.stderr)
            args.generate = False

    on_renders = read(model, held_out.images)
    session = _Session(model, folder, pack.manifest, n)
    figures, tables = _on_renders(pack, model, held_out, on_renders)
    more_figures, more_tables = _on_generated(session, pack, held_out, on_renders)
    figures |= more_figures
    tables = more_tables | tables
    voter = open_photograph_voter(args.voter)
    people = args.strangers if args.strangers is not None else DEFAULT_STRANGERS[args.preset]
    renderer, notes = _drawing(args) if voter is not None or "sliders" in tables else (None, [])
    if renderer is not None and "sliders" in tables:
        for unit, value in read_drawn_alone(model, renderer, min(people, SLIDER_PEOPLE)).items():
            tables["sliders"].setdefault(f"AU{unit}", {})["drawn_alone_at_1"] = value
    if voter is None:
        notes.append("The photograph voter's figures are left out: its graph was not there (`npm run voter` makes it).")
    else:
        outsider_figures, outsider_tables = _on_photograph_voter(voter, renderer, people, session, pack, held_out)
        figures |= outsider_figures
        tables |= outsider_tables
    if inversions:
        values = round_trips(held_out, pack_folder, pack.manifest, folder / "inversion", inversions, args.generate)
        if values:
            figures["inversion_psnr_db"] = Figure(float(np.mean(values)), len(values))

    line = shlex.join(["python", "-m", "training", "evaluate", "--preset", args.preset, "--pack", os.path.relpath(pack_folder), "--n", str(n)])
    out.mkdir(parents=True, exist_ok=True)
    report = {
        "format": "synfer-report", "version": 1,
        "pack": {"id": pack.manifest["id"], "version": pack.manifest["version"]},
        "preset": args.preset, "seed": SEED, "command": line,
        "metrics": with_aims(entries(figures, line)),
        "tables": tables,
        "notes": notes,
    }
    written = write_report(report, out)
    (out / DIAGRAM).write_text(reliability_diagram(written["tables"]))
    sheet = session.of("text_au")
    if sheet is not None:
        contact_sheet(sheet[0], out / "contact-sheet.jpg")
    print(f"evaluate: {out / 'REPORT.md'}", file=sys.stderr)
