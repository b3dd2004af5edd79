"""judge: the image-space recogniser that only reports; it never votes and never guides. `judge.pt`, `judge.json`.

A residual network with averaged (anti-aliased) downsampling and attention pooling, trained on the split `judge` alone. It reads
classes, action units, looks, identity and quality. How well it reads held-out renders caps what it can say of generated faces,
so those figures go into `judge.json` and into the report.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import runs
from training.data import Split, load_split, to_planes
from training.device import training_device
from training.evaluate.metrics import auroc, pearson, unit_correlations, verification_auc
from training.facs import CLASSES, COLUMNS
from training.recognisers import training_loop
from training.recognisers.augment import COMPRESSED, INTACT, SHUFFLED, PatchBasis, degrade, mirrored, noised, photometric, seen_at, shifted, to_tensor
from training.recognisers.calibration import clear_expressions
from training.recognisers.training_loop import Schedule, prepare, soft_cross_entropy, train
from training.render.attributes import ATTRIBUTES

CHECKPOINT = "judge.pt"
REPORT = "judge.json"
SEED = 5150
EMBEDDING = 64
#: Share of the judge's people kept from training, to measure verification on.
UNSEEN_SHARE = 0.05


@dataclass(frozen=True)
class JudgeConfig:
    image: int = 128
    patch: int = 4  # the stem sees 4×4 pixels as one cell
    stem: int = 32
    widths: tuple[int, ...] = (64, 128)  # each at half as many cells a side as the one before, the first at half the stem's
    inner: tuple[int, ...] = (48, 96)
    queries: int = 6
    tokens: int = 96
    spatial: int = 24
    features: int = 160


PRESETS = {
    "cpu": (JudgeConfig(), Schedule(128_000, 32, 2e-3)),
    "gpu": (JudgeConfig(image=256, widths=(64, 96, 160), inner=(48, 64, 112)), Schedule(192_000, 128, 2e-3)),
    "smoke": (JudgeConfig(stem=8, widths=(8, 8), inner=(4, 4), queries=2, tokens=8, spatial=2, features=16), Schedule(32, 8, 2e-3)),
}


class Reading(NamedTuple):
    """What the judge says of images. `features` are what the Fréchet distance is measured in."""

    classes: Tensor  # logits [B,8]
    units: Tensor  # logits [B,47]; their sigmoid is the intensity
    attributes: tuple[Tensor, ...]  # logits, one tensor per attribute
    identity: Tensor  # unit vectors [B,64]
    quality: Tensor  # logit [B]: a whole, sharp render
    features: Tensor  # [B,F]


class _Residual(nn.Module):
    """Pre-activation residual block through a narrower middle."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.BatchNorm2d(width, momentum=0.05), nn.BatchNorm2d(inner, momentum=0.05)
        self.conv1 = nn.Conv2d(width, inner, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(inner, width, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))


class Judge(nn.Module):
    """image [B,3,H,W] in −1…1 → Reading."""

    def __init__(self, config: JudgeConfig, looks: tuple[int, ...]) -> None:
        """`looks`: how many words each attribute has."""
        super().__init__()
        self.config = config
        self.stem = nn.Conv2d(3 * config.patch**2, config.stem, 3, padding=1)
        self.refine = _Residual(config.stem, config.stem // 2)
        stages: list[nn.Module] = []
        inputs = config.stem
        for width, inner in zip(config.widths, config.inner, strict=True):
            stages += [nn.AvgPool2d(2), nn.Conv2d(inputs, width, 3, padding=1), _Residual(width, inner)]
            inputs = width
        self.body = nn.Sequential(*stages, nn.BatchNorm2d(inputs, momentum=0.05), nn.SiLU())
        cells = (config.image // config.patch >> len(config.widths)) ** 2
        # Attention pooling: learned questions to the cells, for what is a matter of the whole face.
        self.tokens = nn.Linear(inputs, config.tokens)
        self.position = nn.Parameter(torch.randn(cells, config.tokens) * 0.3)
        self.queries = nn.Parameter(torch.randn(config.queries, config.tokens))
        self.pooled = nn.Sequential(
            nn.LayerNorm(config.queries * config.tokens), nn.Linear(config.queries * config.tokens, config.features), nn.SiLU(),
            nn.LayerNorm(config.features),
        )
        self.classes = nn.Linear(config.features, len(CLASSES))
        self.attributes = nn.ModuleList(nn.Linear(config.features, words) for words in looks)
        self.identity = nn.Linear(config.features, EMBEDDING)
        self.quality = nn.Linear(config.features, 1)
        # Action units are a matter of where: every cell keeps its place.
        self.spatial = nn.Conv2d(inputs, config.spatial, 1)
        self.units = nn.Sequential(
            nn.LayerNorm(config.spatial * cells), nn.Dropout(0.1), nn.Linear(config.spatial * cells, config.features), nn.SiLU(),
            nn.LayerNorm(config.features), nn.Linear(config.features, len(COLUMNS)),
        )

    def forward(self, image: Tensor) -> Reading:
        cells = F.pixel_unshuffle(seen_at(image, self.config.image), self.config.patch).contiguous(memory_format=torch.channels_last)
        maps = self.body(self.refine(self.stem(cells)))
        tokens = self.tokens(maps.flatten(2).transpose(1, 2)) + self.position
        attention = torch.softmax(self.queries @ tokens.transpose(1, 2) / tokens.shape[-1] ** 0.5, dim=-1)
        features = self.pooled((attention @ tokens).flatten(1))
        return Reading(
            classes=self.classes(features),
            units=self.units(self.spatial(maps).flatten(1)),
            attributes=tuple(head(features) for head in self.attributes),
            identity=F.normalize(self.identity(features), dim=-1),
            quality=self.quality(features)[:, 0],
            features=features,
        )


def build(config: JudgeConfig | dict | None = None, looks: tuple[int, ...] = tuple(len(words) for words in ATTRIBUTES.values())) -> Judge:
    if isinstance(config, dict):
        config = JudgeConfig(**{k: tuple(v) if isinstance(v, list) else v for k, v in config.items()})
    return Judge(config or JudgeConfig(), looks).to(memory_format=torch.channels_last)


def load(path: Path) -> Judge:
    """A judge in evaluation mode, in float32 whatever it is kept in.

    It may have learned before words and attributes were added at the end of the vocabulary: it has the heads it learned.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    heads = [name for name in state["state"] if name.startswith("attributes.") and name.endswith(".weight")]
    model = build(state["config"], tuple(len(state["state"][f"attributes.{i}.weight"]) for i in range(len(heads))))
    model.load_state_dict(state["state"])
    return model.eval().requires_grad_(False)


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


@dataclass(frozen=True)
class Readings:
    """The judge's readings of n images as arrays."""

    probabilities: np.ndarray  # [n,8]
    au: np.ndarray  # [n,47] in 0…1
    attributes: np.ndarray  # int64 [n,A]
    identity: np.ndarray  # [n,64] unit vectors
    quality: np.ndarray  # [n] in 0…1
    features: np.ndarray  # [n,F]

    @property
    def verdict(self) -> np.ndarray:
        return self.probabilities.argmax(axis=1)

    def take(self, index) -> Readings:
        return Readings(**{name: getattr(self, name)[index] for name in self.__dataclass_fields__})


@torch.no_grad()
def read(model: Judge, images: np.ndarray, batch: int = 100) -> Readings:
    """Readings of uint8 images [n,H,W,3]."""
    found = [model(to_tensor(images[i : i + batch])) for i in range(0, len(images), batch)]
    return Readings(
        probabilities=torch.cat([torch.softmax(r.classes, dim=-1) for r in found]).numpy(),
        au=torch.cat([torch.sigmoid(r.units) for r in found]).numpy(),
        attributes=torch.cat([torch.stack([a.argmax(dim=-1) for a in r.attributes], dim=1) for r in found]).numpy(),
        identity=torch.cat([r.identity for r in found]).numpy(),
        quality=torch.cat([torch.sigmoid(r.quality) for r in found]).numpy(),
        features=torch.cat([r.features for r in found]).numpy(),
    )


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


def _score(values: list[float]) -> float | None:
    values = [v for v in values if np.isfinite(v)]
    return float(np.mean(values)) if values else None


def measure(model: Judge, held_out: Split, unseen: Split | None) -> dict:
    """How well the judge reads faces of people it never saw."""
    found = read(model, held_out.images)
    clear = clear_expressions(held_out)
    right = found.verdict == held_out.class_index
    per_column = {name: pearson(held_out.au[:, i], found.au[:, i]) for i, name in enumerate(COLUMNS)}
    per_unit = unit_correlations(held_out.au, found.au)
    rng = np.random.default_rng(SEED)
    damaged, _done = degrade(to_tensor(held_out.images[:300]), rng, 1.0, None)
    damaged_quality = torch.cat([torch.sigmoid(model(d).quality) for d in damaged.split(100)]).detach().numpy()
    quality = np.concatenate([found.quality[:300], damaged_quality])
    verification = {}
    if len(np.unique(held_out.identity)) < len(held_out):
        some = np.arange(min(len(held_out), 2000))
        verification["heldout"] = verification_auc(found.identity[some], held_out.identity[some])
    if unseen is not None and len(unseen):
        verification["unseen_judge_people"] = verification_auc(read(model, unseen.images).identity, unseen.identity)
    kinds = dict(enumerate(("neutral", "prototype", "blend", "free")))
    return {
        "n": len(held_out),
        "n_clear": int(clear.sum()),
        "au_pearson_r_disfa_mean": _score(list(per_unit.values())),
        "au_pearson_r_mean": _score(list(per_column.values())),
        "au_mae_0_5": float(5 * np.abs(found.au - held_out.au).mean()),
        "class_accuracy_clear": float(right[clear].mean()) if clear.any() else None,
        "class_accuracy_by_kind": {name: float(right[held_out.kind == k].mean()) for k, name in kinds.items() if (held_out.kind == k).any()},
        "class_accuracy_per_class": {
            name: float(right[clear & (held_out.class_index == i)].mean()) for i, name in enumerate(CLASSES) if (clear & (held_out.class_index == i)).any()
        },
        "attribute_accuracy": {name: float((found.attributes[:, i] == held_out.attributes[:, i]).mean()) for i, name in enumerate(ATTRIBUTES)},
        "verification_auc": verification,
        "quality_auroc": auroc(quality, np.arange(len(quality)) < len(found.quality[:300])),
        "au_pearson_r_per_unit": {f"AU{u}": r for u, r in per_unit.items()},
        "au_pearson_r_per_column": per_column,
    }


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
            "units": likelihood.item(), "squares": squares.item(), "class": classes.item(), "looks": looks.item(),
            "contrast": contrast.item(), "quality": quality.item(),
        }

    if not train("judge", model, schedule, SEED, loss_of, partial, args.stop_after):
        return
    metrics = measure(model.cpu(), held_out, subset(split, np.flatnonzero(unseen)))
    runs.save_checkpoint(path, {"state": model.state_dict(), "metrics": metrics, "config": asdict(config)})
    (folder / REPORT).write_text(json.dumps(metrics, indent=1) + "\n")
    partial.unlink(missing_ok=True)
    summary = {k: v for k, v in metrics.items() if not k.startswith("au_pearson_r_per")}
    print(f"judge: {json.dumps(summary)}")
