"""What the judge reads in many images, and how well it reads: figures that cap what it can say of generated faces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from training.data import Split
from training.evaluate.metrics import auroc, pearson, unit_correlations, verification_auc
from training.facs import CLASSES, COLUMNS
from training.recognisers.augment import degrade, to_tensor
from training.recognisers.calibration import clear_expressions
from training.recognisers.judge_network import Judge
from training.render.attributes import ATTRIBUTES

SEED = 5150


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

    def take(self, index: np.ndarray) -> Readings:
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
