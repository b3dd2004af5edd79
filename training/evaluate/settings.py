"""settings: what cheaper settings cost, by the judge: the same requests and seeds made by each (docs/sampling.md)."""

from __future__ import annotations

import argparse
import os
import shlex
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from training import runs
from training.evaluate.conditions import Request, action_units, by_student, text
from training.evaluate.generate import Face, collect, faces_folder, generate, parts, pixels
from training.evaluate.metrics import DISFA_UNITS, unit_correlations
from training.evaluate.pack_graphs import Pack
from training.evaluate.sections import attributes
from training.presets import PRESETS
from training.recognisers import judge, judge_network
from training.recognisers.judge_readings import Readings, read
from training.runs import require_checkpoint

#: What a recipe is made with where nothing cheaper is tried: the first of SETTINGS, which the others are held against.
REFERENCE = {"sampler": "ddim", "steps": 20, "guidance": (0.3, 1.0)}
#: Name → sampler, steps and the guided part of the schedule; None: no semantic guidance.
SETTINGS: dict[str, dict] = {
    "ddim 20": REFERENCE,
    "ddim 12": REFERENCE | {"steps": 12},
    "dpm 12": REFERENCE | {"sampler": "dpmsolver++", "steps": 12},
    "dpm 10": REFERENCE | {"sampler": "dpmsolver++", "steps": 10},
    "dpm 8": REFERENCE | {"sampler": "dpmsolver++", "steps": 8},
    "dpm 12, guided 0.3–0.7": REFERENCE | {"sampler": "dpmsolver++", "steps": 12, "guidance": (0.3, 0.7)},
    "dpm 12, guided 0.2–0.5": REFERENCE | {"sampler": "dpmsolver++", "steps": 12, "guidance": (0.2, 0.5)},
    "dpm 12, unguided": REFERENCE | {"sampler": "dpmsolver++", "steps": 12, "guidance": None},
    "student": {"student": True},
}


@dataclass(frozen=True)
class Outcome:
    """What the judge reads in the faces of one setting."""

    class_accuracy: float
    au_r: float
    looks: float
    quality: float
    quality_fell: bool
    #: Between the two faces of a seed, this setting's and the reference's.
    identity: float


def changed(requests: list[Request], pack: dict, setting: dict) -> list[Request]:
    """The same requests and seeds made with a setting."""
    if setting.get("student"):
        return by_student(pack, requests)
    guided = setting["guidance"]
    guidance = pack["defaults"]["semanticGuidance"]
    guidance = guidance | ({"strength": 0} if guided is None else {"start": guided[0], "end": guided[1]})
    change = {"sampler": setting["sampler"], "steps": setting["steps"], "semanticGuidance": guidance}
    return [replace(r, recipe=r.recipe | change) for r in requests]


def work_of(pack: dict, n: int, names: list[str], folder: Path) -> dict[str, dict[str, tuple[list[Request], Path]]]:
    """Setting → what it is asked for ("text": a class by words alone, "au": AU vectors and looks) → requests and their faces' folder."""
    asked = {"text": text(pack, n), "au": action_units(pack, n)}
    slug = lambda name: name.replace(",", "").replace("–", "-").replace(" ", "_")  # noqa: E731
    return {
        name: {kind: (changed(requests, pack, SETTINGS[name]), folder / f"settings-{slug(name)}-{kind}") for kind, requests in asked.items()} for name in names
    }


def evaluations(setting: dict, student_steps: int) -> str:
    """What a face of the setting asks of the networks: steps with both sides of text guidance, and evaluations of the guide."""
    if setting.get("student"):
        return f"{student_steps} of the student"
    steps, guided = setting["steps"], setting["guidance"]
    inside = [i for i in range(steps) if guided is not None and guided[0] <= i / max(steps - 1, 1) <= guided[1]]
    return f"{steps} + {len(inside)}"


def outcome(faces: tuple[list[Face], list[Face]], found: tuple[Readings, Readings], reference: tuple[Readings, Readings]) -> Outcome:
    """Quality has fallen where its mean over the same seeds lies more than two standard errors below the reference's."""
    text_faces, au_faces = faces
    lost = np.concatenate([r.quality - f.quality for f, r in zip(found, reference, strict=True)])
    error = lost.std(ddof=1) / np.sqrt(len(lost)) if len(lost) > 1 else np.inf
    r = unit_correlations(np.stack([f.request.au for f in au_faces]), found[1].au, DISFA_UNITS)
    return Outcome(
        class_accuracy=float((found[0].verdict == np.array([f.request.expression for f in text_faces])).mean()),
        au_r=float(np.nanmean(list(r.values()))),
        looks=float(attributes(au_faces, found[1])[0]["attribute_accuracy_mean"].value or 0.0),
        quality=float(np.concatenate([f.quality for f in found]).mean()),
        quality_fell=bool(lost.mean() > 2 * error),
        identity=float(np.concatenate([(f.identity * r.identity).sum(axis=1) for f, r in zip(found, reference, strict=True)]).mean()),
    )


def markdown(outcomes: dict[str, Outcome], costs: dict[str, str], n: int, command: str) -> str:
    lines = [
        "# What cheaper settings cost",
        "",
        f"The same {n} requests of a class in words (with semantic guidance) and {n} of action units and looks, the same seeds, made with each",
        "setting and read by the judge. Identity: the cosine between the judge's embeddings of a seed's two faces, this setting's and",
        f"the first one's. `{command}`",
        "",
        "| setting | steps + guided | class seen | AU r | looks obeyed | quality | fell | identity kept |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, o in outcomes.items():
        lines.append(
            f"| {name} | {costs[name]} | {100 * o.class_accuracy:.1f} % | {o.au_r:.3f} | {100 * o.looks:.1f} % | {o.quality:.3f} | {'yes' if o.quality_fell else 'no'} | {o.identity:.3f} |"
        )
    return "\n".join(lines) + "\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, help="pack folder (default: public/packs/<the preset's pack>)")
    parser.add_argument("--n", type=int, default=96, help="faces per setting and kind of request")
    parser.add_argument("--settings", nargs="*", choices=tuple(SETTINGS), help="only these, beside the reference")
    parser.add_argument("--out", type=Path, help="Markdown file to write (default: to the terminal alone)")


def run(args: argparse.Namespace) -> None:
    pack_folder = args.pack or runs.pack_folder(PRESETS[args.preset])
    judge_path = judge.choose(runs.run_folder(args.preset) / judge.CHECKPOINT, args.preset)
    require_checkpoint(judge_path, "judge")
    model, pack = judge_network.load(judge_path), Pack(pack_folder)
    reference = next(iter(SETTINGS))
    names = [reference, *(name for name in args.settings or SETTINGS if name != reference)]
    work = work_of(pack.manifest, args.n, names, faces_folder(runs.run_folder(args.preset), pack_folder, pack.manifest))
    generate([part for kinds in work.values() for requests, folder in kinds.values() for part in parts(requests, folder)], pack_folder, 1)
    faces = {name: (collect(*kinds["text"]), collect(*kinds["au"])) for name, kinds in work.items()}
    found = {name: (read(model, pixels(text)), read(model, pixels(au))) for name, (text, au) in faces.items()}
    outcomes = {name: outcome(faces[name], found[name], found[reference]) for name in names}
    line = shlex.join(["python", "-m", "training", "settings", "--preset", args.preset, "--pack", os.path.relpath(pack_folder), "--n", str(args.n)])
    costs = {name: evaluations(SETTINGS[name], pack.manifest.get("student", {}).get("steps", 0)) for name in names}
    told = markdown(outcomes, costs, args.n, line)
    if args.out:
        args.out.write_text(told)
    print(told)
