"""judge: the image-space recogniser that only reports; it never votes and never guides. `judge.pt`, `judge.json`.

It is trained on the split `judge` alone. How well it reads held-out renders caps what it can say of generated faces, so those
figures go into `judge.json` and into the report.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training import runs
from training.data import Split, load_split, to_planes
from training.device import training_device
from training.recognisers import training_loop
from training.recognisers.augment import COMPRESSED, INTACT, SHUFFLED, PatchBasis, degrade, mirrored, noised, photometric, shifted
from training.recognisers.judge_network import JudgeConfig, build
from training.recognisers.judge_readings import SEED, measure
from training.recognisers.training_loop import Schedule, prepare, soft_cross_entropy, train

CHECKPOINT = "judge.pt"
REPORT = "judge.json"
#: Share of the judge's people kept from training, to measure verification on.
UNSEEN_SHARE = 0.05

PRESETS = {
    "cpu": (JudgeConfig(), Schedule(128_000, 32, 2e-3)),
    "gpu": (JudgeConfig(image=256, widths=(64, 96, 160), inner=(48, 64, 112)), Schedule(192_000, 128, 2e-3)),
    "smoke": (JudgeConfig(stem=8, widths=(8, 8), inner=(4, 4), queries=2, tokens=8, spatial=2, features=16), Schedule(32, 8, 2e-3)),
}


def published(preset: str) -> Path:
    """The judge that this repository keeps for a preset: packs are held against one another by one judge alone."""
    return Path(__file__).parents[1] / "judges" / f"{preset}.pt"


def publish(path: Path, preset: str) -> None:
    """Keep a judge for the reports to come, its weights as float16."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    published(preset).parent.mkdir(exist_ok=True)
    halved = {name: value.half() if value.is_floating_point() else value for name, value in state["state"].items()}
    torch.save(state | {"state": halved}, published(preset))


def choose(own: Path, preset: str) -> Path:
    """The judge that reports: the published one, or where the preset has none, the run's own."""
    return published(preset) if published(preset).exists() else own


def supervised_contrast(embeddings: Tensor, identity: Tensor, temperature: float = 0.15) -> Tensor:
    """Supervised contrastive loss (Khosla et al. 2020) of unit vectors; samples without a partner do not count."""
    itself = torch.eye(len(embeddings), dtype=torch.bool, device=embeddings.device)
    similarity = (embeddings @ embeddings.T / temperature).masked_fill(itself, -1e9)
    partner = (identity[:, None] == identity[None]) & ~itself
    log_share = similarity - similarity.logsumexp(dim=1, keepdim=True)
    counted = partner.any(dim=1)
    per_sample = -(log_share * partner).sum(dim=1)[counted] / partner.sum(dim=1)[counted]
    return per_sample.mean() if len(per_sample) else embeddings.sum() * 0.0


def pairs(identity: np.ndarray, allowed: np.ndarray) -> list[np.ndarray]:
    """Indices of each person's pictures, for the people whose pictures are `allowed`."""
    order = allowed[np.argsort(identity[allowed], kind="stable")]
    starts = np.flatnonzero(np.diff(identity[order])) + 1
    return np.split(order, starts)


def unit_weights(au: np.ndarray) -> Tensor:
    """Weight of each AU column in the loss [47]: rarely used ones count more, within bounds."""
    deviation = au.std(axis=0)
    return torch.from_numpy(np.clip(deviation.mean() / np.maximum(deviation, 1e-6), 0.7, 2.0).astype(np.float32))


def unseen_people(identity: np.ndarray) -> np.ndarray:
    """Which pictures show people kept from training: every twentieth person by order of identity. bool [n]"""
    people = np.unique(identity)
    return np.isin(identity, people[:: round(1 / UNSEEN_SHARE)])


def subset(split: Split, index: np.ndarray) -> Split:
    arrays = {name: getattr(split, name)[index] for name in split.__dataclass_fields__ if name != "meta"}
    return Split(**arrays, meta=split.meta)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    training_loop.add_arguments(parser)
    parser.add_argument("--publish", action="store_true", help="keep the judge that is there in training/judges/, for all reports of the preset to come")


def run(args: argparse.Namespace) -> None:
    if args.publish:
        publish(Path(args.runs) / args.preset / CHECKPOINT, args.preset)
        print(f"judge: {published(args.preset)}")
        return
    config, schedule = PRESETS[args.preset]
    prepared = prepare("judge", CHECKPOINT, schedule, args)
    if prepared is None:
        return
    schedule, path, partial = prepared
    folder = path.parent
    split, held_out = (load_split(folder / "renders", name, side=config.image) for name in ("judge", "heldout"))
    unseen = unseen_people(split.identity)
    people = pairs(split.identity, np.flatnonzero(~unseen))
    torch.manual_seed(SEED)
    device = training_device()
    model, pixels_of = build(config), split.pixels(device)
    training_loop.start_from(args.start_from, model)
    model.to(device)
    basis = PatchBasis(split.images[:: max(len(split) // 400, 1)], device)
    parameters = sum(p.numel() for p in model.parameters())
    weights, side = unit_weights(split.au).to(device), split.images.shape[1]
    print(f"judge: {len(split)} faces of {len(people)} people, {parameters / 1e3:.0f} k parameters")

    def loss_of(rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        torch.manual_seed(int(rng.integers(2**31)))  # dropout
        # Two pictures each of half a batch of people: every batch has partners for the identity loss.
        chosen = [people[i] for i in rng.choice(len(people), schedule.batch // 2, replace=len(people) < schedule.batch // 2)]
        index = np.concatenate([rng.choice(own, 2, replace=len(own) < 2) for own in chosen])
        images, au = mirrored(shifted(pixels_of[torch.from_numpy(index).to(device)], rng, 4 * side // 128), split.au[index], rng)
        pixels = photometric(to_planes(images), rng, 0.08)
        pixels, done = degrade(pixels, rng, 0.3, basis)
        pixels = noised(pixels, rng.uniform(0, 0.03, len(index)), rng)
        whole = torch.from_numpy(np.flatnonzero(done != SHUFFLED)).to(device)
        found, label, units = model(pixels), torch.from_numpy(split.label[index]).to(device), torch.from_numpy(au).to(device)
        classes = soft_cross_entropy(found.classes, label)[whole].mean()
        likelihood = F.binary_cross_entropy_with_logits(found.units[whole], units[whole], weight=weights)
        squares = (weights * (torch.sigmoid(found.units[whole]) - units[whole]) ** 2).mean()
        truth = torch.from_numpy(split.attributes[index]).to(device)
        looks = torch.stack([F.cross_entropy(logits[whole], truth[whole, i]) for i, logits in enumerate(found.attributes)]).mean()
        contrast = supervised_contrast(found.identity, torch.from_numpy(split.identity[index]).to(device))
        # Images through a small latent are neither: they are what generated faces look like at best.
        sure = torch.from_numpy(np.flatnonzero(done != COMPRESSED)).to(device)
        good = torch.from_numpy(done == INTACT).float().to(device)
        quality = F.binary_cross_entropy_with_logits(found.quality[sure], good[sure])
        loss = 6.0 * likelihood + 30.0 * squares + 0.5 * classes + 0.5 * looks + 0.15 * contrast + 0.2 * quality
        return loss, {
            "units": likelihood.item(),
            "squares": squares.item(),
            "class": classes.item(),
            "looks": looks.item(),
            "contrast": contrast.item(),
            "quality": quality.item(),
        }

    if not train("judge", model, schedule, SEED, loss_of, partial, args.stop_after):
        return
    metrics = measure(model.cpu(), held_out, subset(split, np.flatnonzero(unseen)))
    runs.save_checkpoint(path, {"state": model.state_dict(), "metrics": metrics, "config": asdict(config)})
    (folder / REPORT).write_text(json.dumps(metrics, indent=1) + "\n")
    partial.unlink(missing_ok=True)
    summary = {k: v for k, v in metrics.items() if not k.startswith("au_pearson_r_per")}
    print(f"judge: {json.dumps(summary)}")
