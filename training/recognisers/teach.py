"""teach: train a small recogniser on generated faces and test it on held-out renders: are the faces worth learning from?

The same network learns three times, with one seed and schedule: from the faces with the labels they were requested by, from the
same faces with the labels the pipeline rectified, and from as many renders of each class, whose labels are true.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training import runs
from training.data import Split, load_split
from training.facs import CLASSES
from training.recognisers.augment import photometric, shifted, to_tensor
from training.recognisers.calibration import clear_expressions
from training.recognisers.second_opinion import SecondOpinionConfig, build, predict
from training.recognisers.training_loop import Schedule, soft_cross_entropy, train

SEED = 5519
#: Renders that teach for comparison; no voter and not the judge learns from them.
RENDERS = "guide"
PRESETS = {
    "cpu": (SecondOpinionConfig(image=64, widths=(16, 32, 64), blocks=(0, 1, 1)), Schedule(16_000, 32, 2e-3, ema=0.98)),
    "smoke": (SecondOpinionConfig(image=64, widths=(4, 4, 8), blocks=(0, 0, 1), spatial=2, head=8), Schedule(32, 8, 2e-3)),
}


@dataclass(frozen=True)
class Lesson:
    """What a recogniser learns from."""

    images: np.ndarray  # uint8 [n,64,64,3]
    labels: np.ndarray  # float32 [n,8], rows sum to 1


def halved(images: np.ndarray) -> np.ndarray:
    """uint8 [n,H,W,3] at half the size: a quarter of the time, and expressions still show."""
    n, height, width, channels = images.shape
    return images.reshape(n, height // 2, 2, width // 2, 2, channels).mean(axis=(2, 4)).round().astype(np.uint8)


def training_label(row: dict) -> list[float]:
    """The label to train on that a row of labels.jsonl holds (src/domain/labels/rectify.ts, `trainingLabel`)."""
    if row["rectified"]:
        return [row["probabilities"][name] for name in CLASSES]
    return [float(name == row["recognised"]) for name in CLASSES]


def read_lessons(folder: Path) -> dict[str, Lesson]:
    """The faces of every labels.jsonl under `folder` that were requested by class: labelled as requested, and as rectified."""
    found = [
        (path.parent / row["file"], row)
        for path in sorted(folder.rglob("labels.jsonl"))
        for row in map(json.loads, path.read_text().splitlines()) if row["requested"] is not None
    ]
    if not found:
        raise SystemExit(f"{folder} holds no labels.jsonl with requested classes: make faces with `npm run synth` first.")
    images = halved(np.stack([np.asarray(Image.open(file).convert("RGB")) for file, _ in found]))
    requested = np.eye(len(CLASSES), dtype=np.float32)[[CLASSES.index(row["requested"]) for _, row in found]]
    return {"requested": Lesson(images, requested), "rectified": Lesson(images, np.array([training_label(row) for _, row in found], np.float32))}


def renders_alike(split: Split, requested: np.ndarray) -> Lesson:
    """Clear renders, as many of each class as `requested` [n,8] has (fewer where the split has fewer), with their true labels."""
    rng, clear = np.random.default_rng(SEED), clear_expressions(split)
    chosen = np.concatenate([
        rng.permutation(np.flatnonzero(clear & (split.class_index == c)))[: int(count)] for c, count in enumerate(requested.sum(axis=0))
    ])
    return Lesson(halved(split.images[chosen]), np.eye(len(CLASSES), dtype=np.float32)[split.class_index[chosen]])


def learn(name: str, lesson: Lesson, config: SecondOpinionConfig, schedule: Schedule) -> torch.nn.Module:
    torch.manual_seed(SEED)
    model = build(config)

    def loss_of(rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        torch.manual_seed(int(rng.integers(2**31)))  # dropout
        index = rng.choice(len(lesson.images), schedule.batch)
        pixels = photometric(to_tensor(shifted(lesson.images[index], rng, 3)), rng, 0.3)
        flipped = torch.from_numpy(rng.random(len(index)) < 0.5)
        pixels[flipped] = pixels[flipped].flip(-1)
        loss = soft_cross_entropy(model(pixels), torch.from_numpy(lesson.labels[index])).mean()
        return loss, {"loss": loss.item()}

    with tempfile.TemporaryDirectory() as folder:
        train(f"teach: {name}", model, schedule, SEED, loss_of, Path(folder) / "partial.pt")
    return model


def teach(folder: Path, renders: Path, preset: str) -> dict[str, dict]:
    """Per kind of label ("rectified", "requested", "renders"): accuracy on the clear held-out renders, n of those, faces learned from."""
    config, schedule = PRESETS[preset]
    lessons, held_out = read_lessons(folder), load_split(renders, "heldout")
    lessons["renders"] = renders_alike(load_split(renders, RENDERS), lessons["requested"].labels)
    clear = clear_expressions(held_out)
    truth, results = held_out.class_index[clear], {}
    for name in ("rectified", "requested", "renders"):
        said = predict(learn(name, lessons[name], config, schedule), halved(held_out.images[clear])).argmax(dim=-1).numpy()
        results[name] = {"accuracy": float((said == truth).mean()), "n": len(truth), "n_faces": len(lessons[name].images)}
    return results


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--faces", type=Path, required=True, help="folder of faces made by `npm run synth`, searched for labels.jsonl")
    parser.add_argument("--runs", type=Path, default=runs.ROOT, help="folder of the presets' runs")


def run(args: argparse.Namespace) -> None:
    for name, result in teach(args.faces, Path(args.runs) / args.preset / "renders", args.preset).items():
        print(f"teaches_accuracy_{name}: {result['accuracy']:.3f} (n {result['n']}, learned from {result['n_faces']} faces)")
