"""report.json, REPORT.md and the contact sheet."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from training.evaluate.conditions import SEED
from training.evaluate.generate import Face
from training.evaluate.sections import Figures, Tables
from training.facs import CLASSES


@dataclass(frozen=True)
class Aim:
    """What a figure should reach with the `cpu` preset, and the floor under which a pack is not worth shipping."""

    meaning: str
    reach: float | None = None
    floor: float | None = None
    at_most: bool = False  # smaller is better
    #: In place of a reach of its own: another figure, and how far below it this one may lie.
    below: tuple[str, float] | None = None
    percent: bool = False


AIMS: dict[str, Aim] = {
    "au_pearson_r_mean": Aim("AU control: mean Pearson r, requested vs read, 12 DISFA units", 0.80, 0.60),
    "au_mae_0_5": Aim("AU control: mean absolute error on the scale 0–5", 0.6, at_most=True),
    "student_au_pearson_r_mean": Aim("The same by the few-step student, 4 evaluations in place of 40", below=("au_pearson_r_mean", 0.05)),
    "laterality_accuracy": Aim("One-sided AU12/AU14 read on the side asked for", 0.90, percent=True),
    "class_accuracy_text": Aim("Class seen, text only", 0.65, percent=True),
    "class_accuracy_text_au": Aim("Class seen, text and AUs", 0.85, 0.70, percent=True),
    "class_accuracy_text_guided": Aim("Class seen, text only with semantic guidance", 0.80, percent=True),
    "guidance_gain": Aim("What semantic guidance adds to text only", None, 0.05, percent=True),
    "attribute_accuracy_mean": Aim("Prompted looks obeyed (hair colour, glasses, beard, skin ± 1 step, sex, age)", 0.80, percent=True),
    "identity_cosine_mean": Aim("Identity kept while one unit moves: cosine", 0.80),
    "frechet_distance": Aim("Fréchet distance to held-out renders in judge features", at_most=True),
    "diversity_ratio": Aim("Mean pairwise distance as a share of the renders'"),
    "feranno_accuracy_renders": Aim("FERAnno: accuracy on held-out renders", 0.90, 0.85, percent=True),
    "feranno_accuracy_generated": Aim("FERAnno: agreement with the judge's verdict on generated faces", 0.85, percent=True),
    "feranno_ece": Aim("FERAnno: expected calibration error on held-out renders", 0.05, 0.08, at_most=True, percent=True),
    "feranno_auroc_mismatch": Aim("FERAnno: AUROC for spotting planted wrong labels on held-out renders", 0.90),
    "feranno_precision_at_90_coverage": Aim("Final label of the 90 % of generated faces it is surest of: agreement with the judge", 0.92, percent=True),
    "requested_label_error": Aim("Generated faces whose requested label the judge does not see", at_most=True, percent=True),
    "rectified_label_error": Aim("Generated faces whose final (rectified) label the judge does not see", at_most=True, percent=True),
    "teaches_accuracy_rectified": Aim("A recogniser taught by generated faces with rectified labels: accuracy on clear held-out renders", percent=True),
    "teaches_accuracy_requested": Aim("The same faces with the labels requested", percent=True),
    "teaches_accuracy_renders": Aim("As many renders with their true labels", percent=True),
    "photograph_voter_gain_mean": Aim("Photograph voter on renders: probability that an expression at C–E gains over the same person at rest, six classes"),
    "photograph_voter_gain_generated_mean": Aim("The same on generated faces"),
    "autoencoder_psnr_db": Aim("Autoencoder: PSNR on held-out renders, face region (dB)", 31.0, 30.0),
    "inversion_psnr_db": Aim("Layout at strength 0: PSNR of the picture given back (dB)", 22.0),
}

#: The reliability diagram's file name, beside the report.
DIAGRAM = "reliability.svg"

#: Why a figure misses its reach, and what would close the gap: metric → {why, closes}.
SHORTFALLS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "shortfalls.toml").read_text())

#: What a table holds, where its name does not say it.
CAPTIONS = {
    "au": "Requested against read, for every unit of the face. `n_asked`: faces on which the unit was asked for at all; `judge_r_on_renders`: "
    "what the judge itself reaches where the truth is known.",
    "sliders": "What each unit's slider does by itself: the judge's reading of the unit, in 0…1, on faces at rest and on the same seeds with that unit at 1. "
    "`drawn_alone_at_1`: its reading of people drawn with that unit at 1. It is cautious where it is unsure: a slider does its whole work where the two are alike.",
    "student": "The requests and seeds of the table `au` by the few-step student: as `npm run synth -- --student` makes them.",
    "classes": "Share of faces in which the judge sees the class asked for, by condition.",
    "confusions": "Share of the faces of one class in which the judge sees the other, without and with semantic guidance.",
    "guidance_strength": "By strength of semantic guidance, 0 being none: class accuracy of text only, the judge's belief in a whole, sharp render and "
    "whether its mean fell by more than two standard errors, and the identity cosine with the unguided face of the same seed.",
    "label_errors": "Share of faces whose label differs from the judge's verdict: the class asked for, what the voters say alone, and "
    "the rectified label: what voters and request say together.",
    "label": "The pipeline's final label (what voters and request say together) on generated faces, against the judge.",
    "voters_renders": "Measured on the second half of the held-out renders: clear ones, and all kinds (weak, blended and free expressions too).",
    "feranno_classes_renders": "FERAnno on clear held-out renders, against the truth.",
    "feranno_classes_generated": "FERAnno on generated faces, against the judge.",
    "feranno_generated": "FERAnno on generated faces, against the judge.",
    "photograph_voter_renders": "Probabilities of the photograph voter (`@vladmandic/face-api`, learned from photographs, abstains on contempt): of each "
    "class on people drawn at rest, on the same people showing it at C–E, and the gain between; `first_choice`: how often it is the voter's own.",
    "photograph_voter_generated": "The same on generated faces: same seed and looks, at rest and with the words and AUs of the class.",
    "photograph_voter_weights": "Where the photograph voter may count. `brier_change`: what counting it for that class alone does to the label's "
    "Brier score for the class; its weight is 1 where both fall, otherwise 0 (heard, not counted).",
    "teach": "The same small network taught three times, on generated faces (by the few-step student where the command above says so); `n_faces` is what it learned from, `n` the renders it was tested on.",
    "reliability_renders": "FERAnno on clear held-out renders, by confidence.",
    "reliability_generated": "The final label on generated faces, by confidence; right is what the judge sees too.",
}


def meets(value: float | None, bound: float | None, at_most: bool) -> bool | None:
    """Whether a value keeps a bound; None where there is no bound or no value."""
    if bound is None or value is None or not math.isfinite(value):
        return None
    return value <= bound if at_most else value >= bound


def reach_of(aim: Aim, metrics: dict) -> float | None:
    """The bound a figure should keep; None where there is none, or where the figure it follows was not measured."""
    if aim.below is None:
        return aim.reach
    followed = metrics.get(aim.below[0], {}).get("value")
    return None if followed is None else followed - aim.below[1]


def entries(figures: Figures, command: str) -> dict[str, dict]:
    """The figures that the report knows, each with the command that made it."""
    return {name: {"value": figures[name].value, "n": figures[name].n, "seed": SEED, "command": command} for name in AIMS if name in figures}


def with_aims(metrics: dict[str, dict]) -> dict[str, dict]:
    """The same entries in the report's order, each with what it should reach."""
    return {name: metrics[name] | {"aim": asdict(aim) | {"reach": reach_of(aim, metrics)}} for name, aim in AIMS.items() if name in metrics}


def write_report(report: dict, folder: Path) -> dict:
    """Writes report.json and REPORT.md. Gives the report as it stands in the file."""
    report = _plain(report)
    (folder / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    (folder / "REPORT.md").write_text(markdown(report))
    return report


def add_to_report(path: Path, figures: Figures, tables: Tables, command: str) -> None:
    """Puts figures that another command made into the report.json at `path`, and writes the REPORT.md beside it anew."""
    report = json.loads(path.read_text())
    metrics = with_aims(report["metrics"] | entries(figures, command))
    write_report(report | {"metrics": metrics, "tables": report["tables"] | tables}, path.parent)


def _plain(value: Any) -> Any:
    """JSON has no NaN: what could not be measured is null."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def _shown(value: float | None, aim: Aim) -> str:
    if value is None or not math.isfinite(value):
        return "not measured"
    return f"{100 * value:.1f} %" if aim.percent else f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _bound(bound: float | None, aim: Aim) -> str:
    return "—" if bound is None else f"{'≤' if aim.at_most else '≥'} {_shown(bound, aim)}"


_MARK = {True: "yes", False: "**no**", None: "—"}


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in body])


def _number(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {_number(v)}" for k, v in value.items() if v)
    if isinstance(value, float):
        return "—" if not math.isfinite(value) else f"{value:.3f}"
    return "—" if value is None else str(value)


def _details(name: str, table: dict) -> str:
    if all(isinstance(row, dict) for row in table.values()):
        columns = list(dict.fromkeys(key for row in table.values() for key in row))
        rows = [[name, *columns], *([key, *(_number(row.get(c)) for c in columns)] for key, row in table.items())]
    else:
        rows = [[name, "value"], *([key, _number(value)] for key, value in table.items())]
    caption = f"{CAPTIONS[name]}\n\n" if name in CAPTIONS else ""
    return f"### {name.replace('_', ' ')}\n\n{caption}{_table(rows)}\n"


def _shortfalls(metrics: dict) -> str:
    """A paragraph for each figure that misses its reach: why, and what would close the gap."""
    paragraphs = []
    for name, aim in AIMS.items():
        value = metrics[name]["value"] if name in metrics else None
        reach = reach_of(aim, metrics)
        if meets(value, reach, aim.at_most) is False:
            said = SHORTFALLS[name]
            paragraphs.append(f"**{aim.meaning}** ({_shown(value, aim)}, reach {_bound(reach, aim)}). {said['why']} *To close it:* {said['closes']}")
    return "\n\n".join(paragraphs) or "Nothing: every figure that has a reach keeps it."


def _commands(report: dict) -> str:
    """The command of the report, and those that added to it."""
    added = {entry["command"] for entry in report["metrics"].values()} - {report["command"]}
    return ", ".join(f"`{line}`" for line in [report["command"], *sorted(added)])


def _notes(report: dict) -> str:
    return "".join(f"{note}\n\n" for note in report.get("notes", ()))


def markdown(report: dict) -> str:
    """REPORT.md of a report.json."""
    rows = [["figure", "value", "n", "reach (cpu)", "reached", "floor", "above floor"]]
    for name, aim in AIMS.items():
        entry = report["metrics"].get(name)
        value, reach = entry["value"] if entry else None, reach_of(aim, report["metrics"])
        rows.append(
            [
                f"{aim.meaning}<br>`{name}`",
                _shown(value, aim),
                str(entry["n"]) if entry else "0",
                _bound(reach, aim),
                _MARK[meets(value, reach, aim.at_most)],
                _bound(aim.floor, aim),
                _MARK[meets(value, aim.floor, aim.at_most)],
            ]
        )
    details = "\n".join(_details(name, table) for name, table in report["tables"].items())
    return f"""# What this model does, measured

Pack `{report["pack"]["id"]}` {report["pack"]["version"]}, preset `{report["preset"]}`. All faces generated by the shipped pipeline
(`npm run synth`) with fixed seeds. Classes, action units, looks and identity of generated faces are the **judge's** reading: a
network with identities of its own that neither guides nor votes. It reads rendered faces imperfectly; the table `judge` says how
well, and no figure on generated faces can be trusted beyond that. FERAnno on generated faces is measured against the judge's
verdict, on renders against the truth.

{_table(rows)}

{_notes(report)}Made by {_commands(report)}, seed {report["seed"]}. 64 faces as they came: `contact-sheet.jpg`.

## Where it falls short, and why

{_shortfalls(report["metrics"])}

What this very pack's training lacked stands in [MODEL_CARD.md](MODEL_CARD.md).

## Confidence against accuracy

![Reliability diagram: confidence against the share of right answers]({DIAGRAM})

One dot for each confidence bin, its area the share of faces in it; on the diagonal, confidence is the share of right answers.
Numbers: `reliability renders`, `reliability generated` below.

## Details

{details}"""


def contact_sheet(faces: list[Face], path: Path) -> None:
    """Eight classes × the first eight seeds at their own size, nothing chosen, rows labelled."""
    label, size = 88, Image.open(faces[0].file).width
    sheet = Image.new("RGB", (label + 8 * size, 8 * size), (24, 24, 26))
    draw = ImageDraw.Draw(sheet)
    for row, name in enumerate(CLASSES):
        draw.text((8, row * size + size // 2 - 6), name, fill=(230, 230, 230))
        own = [f for f in faces if f.request.expression == row][:8]
        for column, face in enumerate(own):
            sheet.paste(Image.open(face.file).convert("RGB"), (label + column * size, row * size))
    sheet.save(path, quality=88)
