"""Teach a small recogniser on generated faces and test it on held-out renders: are the faces worth learning from?

The same network learns three times, with one seed and schedule: from the faces with the labels they were requested by, from the
same faces with the labels the pipeline rectified, and from as many renders of each class, whose labels are true.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.data import Split, load_split, shrunk, to_planes
from training.device import training_device
from training.facs import CLASSES
from training.recognisers.augment import photometric, shifted
from training.recognisers.calibration import clear_expressions
from training.recognisers.second_opinion import SecondOpinionConfig, build, predict
from training.recognisers.training_loop import Schedule, soft_cross_entropy, train

SEED = 5519
#: Splits of renders that teach for comparison, in this order as far as they are needed; their people are not the held-out ones.
RENDERS = ("guide", "diffusion")
PRESETS = {
    "cpu": (SecondOpinionConfig(image=64, widths=(16, 32, 64), blocks=(0, 1, 1)), Schedule(160_000, 32, 2e-3, ema=0.995)),
    "gpu": (SecondOpinionConfig(image=128, blocks=(0, 0, 1, 1)), Schedule(320_000, 64, 2e-3, ema=0.995)),
    "smoke": (SecondOpinionConfig(image=64, widths=(4, 4, 8), blocks=(0, 0, 1), spatial=2, head=8), Schedule(32, 8, 2e-3)),
}


@dataclass(frozen=True)
class Lesson:
    """What a recogniser learns from."""

    images: np.ndarray  # uint8 [n,H,W,3], at the side at which the recogniser looks
    labels: np.ndarray  # float32 [n,8], rows sum to 1


def training_label(row: dict) -> list[float]:
    """The label to train on that a row of labels.jsonl holds (src/domain/labels/rectify.ts, `trainingLabel`)."""
    if row["rectified"]:
        return [row["probabilities"][name] for name in CLASSES]
    return [float(name == row["recognised"]) for name in CLASSES]


def read_lessons(folder: Path, side: int) -> dict[str, Lesson]:
    """The faces of every labels.jsonl under `folder` that were requested by class: labelled as requested, and as rectified."""
    found = [
        (path.parent / row["file"], row)
        for path in sorted(folder.rglob("labels.jsonl"))
        for row in map(json.loads, path.read_text().splitlines())
        if row["requested"] is not None
    ]
    if not found:
        raise SystemExit(f"{folder} holds no labels.jsonl with requested classes: make faces with `npm run synth` first.")
    images = np.stack([shrunk(np.asarray(Image.open(file).convert("RGB"))[None], side)[0] for file, _ in found])
    requested = np.eye(len(CLASSES), dtype=np.float32)[[CLASSES.index(row["requested"]) for _, row in found]]
    return {"requested": Lesson(images, requested), "rectified": Lesson(images, np.array([training_label(row) for _, row in found], np.float32))}


def renders_alike(splits: Iterable[Split], requested: np.ndarray) -> Lesson:
    """Clear renders, as many of each class as `requested` [n,8] has (fewer where the splits have fewer), with their true labels."""
    rng, wanted = np.random.default_rng(SEED), requested.sum(axis=0).astype(int)
    images, classes = [], []
    for split in splits:
        clear = clear_expressions(split)
        chosen = np.concatenate([rng.permutation(np.flatnonzero(clear & (split.class_index == c)))[:count] for c, count in enumerate(wanted)])
        images.append(split.images[chosen])
        classes.append(split.class_index[chosen])
        wanted = wanted - np.bincount(classes[-1], minlength=len(CLASSES))
        if not wanted.any():
            break
    return Lesson(np.concatenate(images), np.eye(len(CLASSES), dtype=np.float32)[np.concatenate(classes)])


def learn(name: str, lesson: Lesson, config: SecondOpinionConfig, schedule: Schedule) -> torch.nn.Module:
    torch.manual_seed(SEED)
    device = training_device()
    model, images = build(config).to(device), torch.from_numpy(lesson.images).to(device)

    def loss_of(rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        torch.manual_seed(int(rng.integers(2**31)))  # dropout
        index = rng.choice(len(lesson.images), schedule.batch)
        pixels = photometric(to_planes(shifted(images[torch.from_numpy(index).to(device)], rng, 3 * images.shape[1] // 64)), rng, 0.3)
        flipped = torch.from_numpy(rng.random(len(index)) < 0.5).to(device)
        pixels[flipped] = pixels[flipped].flip(-1)
        loss = soft_cross_entropy(model(pixels), torch.from_numpy(lesson.labels[index]).to(device)).mean()
        return loss, {"loss": loss.item()}

    with tempfile.TemporaryDirectory() as folder:
        train(f"teach: {name}", model, schedule, SEED, loss_of, Path(folder) / "partial.pt")
    return model.cpu()


def teach(folder: Path, renders: Path, preset: str) -> dict[str, dict]:
    """Per kind of label ("rectified", "requested", "renders"): accuracy on the clear held-out renders, n of those, faces learned from."""
    config, schedule = PRESETS[preset]
    lessons, held_out = read_lessons(folder, config.image), load_split(renders, "heldout", side=config.image)
    lessons["renders"] = renders_alike((load_split(renders, name, side=config.image) for name in RENDERS), lessons["requested"].labels)
    clear = clear_expressions(held_out)
    truth, results = held_out.class_index[clear], {}
    for name in ("rectified", "requested", "renders"):
        said = predict(learn(name, lessons[name], config, schedule), held_out.images[clear]).argmax(dim=-1).numpy()
        results[name] = {"accuracy": float((said == truth).mean()), "n": len(truth), "n_faces": len(lessons[name].images)}
    return results
