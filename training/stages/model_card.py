"""MODEL_CARD.md of a pack: what it is, what it learned from, what it is not. Counts come from the runs themselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from training.data import load_labels
from training.presets import Preset
from training.render.attributes import ATTRIBUTES
from training.runs import load_checkpoint, run_folder
from training.stages.student import GUIDANCE, STEPS

SPLITS = {
    "diffusion": "autoencoder, text encoder, denoiser, FERAnno",
    "guide": "guide",
    "second_opinion": "second opinion",
    "judge": "judge (report only; not in the pack)",
    "heldout": "nothing: measurements, and the voters' temperatures on its first half",
}


def balance(preset: Preset) -> str:
    """Shares of each attribute among the denoiser's training faces, as a Markdown table."""
    split = load_labels(run_folder(preset.name) / "renders", "diffusion")
    rows = ["| attribute | shares |", "|---|---|"]
    for column, (name, words) in enumerate(ATTRIBUTES.items()):
        counts = Counter(split.attributes[:, column].tolist())
        shares = ", ".join(f"{word} {100 * counts[i] / len(split):.0f} %" for i, word in enumerate(words))
        rows.append(f"| {name.replace('_', ' ')} | {shares} |")
    return "\n".join(rows)


def write_model_card(preset: Preset, folder: Path, megabytes: float, remark: str | None) -> None:
    """`remark`: what the counts cannot say of this one pack, such as stages cut short."""
    runs = run_folder(preset.name)
    seen = {stage: (load_checkpoint(runs / f"{stage}.pt") or {}).get("done") for stage in ("autoencoder", "text", "diffusion")}
    splits = ["| split | faces | who learned from it |", "|---|---|---|"]
    for name, who in SPLITS.items():
        if (runs / "renders" / name).exists() and list((runs / "renders" / name).glob("[0-9]*.npz")):
            splits.append(f"| {name} | {len(load_labels(runs / 'renders', name))} | {who} |")
    parameters, size = preset.denoiser, preset.image
    student = load_checkpoint(runs / "student.pt")
    few_steps = (
        f"\nStudent: a rank-{preset.student_rank} addition to the denoiser's weights that samples in {STEPS} steps with guidance {GUIDANCE} built in, taught on "
        f"{student['done']} passes\nover {len(student['trajectories']['au'])} of the denoiser's own trajectories. It makes previews, and faces where a recipe's sampler is `student`.\n"
        if student
        else ""
    )
    text = f"""# Model card: SynFER faces {size}

A small guided diffusion model of facial expressions, with a guide, a pseudo-label generator (FERAnno) and a second opinion.
It draws {size} × {size} faces of people who never existed. {megabytes:.0f} MB. Its numbers are those of REPORT.md and report.json,
which `python -m training evaluate` writes beside this file; without them nothing is claimed.
{f"{chr(10)}{remark}{chr(10)}" if remark else ""}
## What it learned from

Renders of a morphable head, made by `python -m training render`: no photograph, no real person, no scraped data. Geometry and
expression shapes from ICT-FaceKit (MIT), looks from MakeHuman's CC0 assets. Action-unit intensities, sides and attributes are
known exactly, since they made the picture. Identities are disjoint between the splits:

{chr(10).join(splits)}

Samples seen: autoencoder {seen["autoencoder"]}, text encoder {seen["text"]}, denoiser {seen["diffusion"]}. Denoiser: width
{parameters.width}, depth {parameters.depth}, latents {parameters.channels}×{parameters.grid}×{parameters.grid}, cosine schedule, predicts x̂0.
{few_steps}
{balance(preset)}

## Use it for

Showing and exploring action-unit control, semantic guidance and pseudo-labels; trying out recogniser code on small labelled sets.

## Do not use it for

Judging people. Its labels are those of networks trained on renders: how far they hold for photographs is not established.
Faces are synthetic and every exported picture says so; do not pass them off as photographs.

## Known limits

Rendered, not photographic; {size} px; young adult to old only; two sex presentations; hair in few styles. Expressions are FACS prototypes
and their blends, as the literature describes them, not what people of every culture show. What the report calls low is low.

## Licence

Weights MIT. Notices: ICT-FaceKit © 2020 USC Institute for Creative Technologies (MIT); MakeHuman community assets (CC0 1.0).
"""
    (folder / "MODEL_CARD.md").write_text(text)
