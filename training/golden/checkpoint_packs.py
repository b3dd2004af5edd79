"""Tiny packs of other people's architectures with golden values: `python -m training.golden.checkpoint_packs FOLDER [KIND …]`.

Random weights, real formats and arithmetic, made with `export-checkpoint`'s own code. golden.json of each: what diffusers makes
of some recipes, step by step; tokens and picture too. `e2e/fixtures` holds two of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch

from training.checkpoints.load import Additions
from training.checkpoints.pack import Choices, Imprint
from training.checkpoints.plan import Wishes, make_plan
from training.checkpoints.stage import export
from training.golden import reference_sampling, tiny_checkpoints
from training.golden.recipes import recipe
from training.golden.reference_sampling import Reference


@dataclass(frozen=True)
class Made:
    """A tiny checkpoint, what stands beside it, and its own library's reading of it."""

    base: Path
    additions: Additions
    reference: Callable[[], Reference]


def plain(folder: Path) -> Made:
    """Stable Diffusion 1.5."""
    base = tiny_checkpoints.write_checkpoint(folder / "base", tiny_checkpoints.SD_1_5)
    return Made(base, Additions(), lambda: Reference(reference_sampling.open_pipeline(base), None))


def fineface(folder: Path) -> Made:
    """FineFace: adapter and LoRA on Stable Diffusion 2.1."""
    base = tiny_checkpoints.write_checkpoint(folder / "base", tiny_checkpoints.SD_2_1)
    encoder, attention = tiny_checkpoints.write_fineface(folder, base)
    lora = tiny_checkpoints.write_lora(folder / "pytorch_lora_weights.safetensors", base)
    additions = Additions(adapter=(encoder, attention), lora=(lora,))
    return Made(base, additions, lambda: reference_sampling.fineface_reference(reference_sampling.open_pipeline(base, lora), encoder, attention))


def synfer_adapter(folder: Path) -> Made:
    """41 binary units in IP-Adapter's layout on Stable Diffusion 1.5, as in SynFER's reproduction; DDIM."""
    kind = tiny_checkpoints.Kind(**{**vars(tiny_checkpoints.SD_1_5), "scheduler": tiny_checkpoints.DDIM})
    base = tiny_checkpoints.write_checkpoint(folder / "base", kind)
    path = tiny_checkpoints.write_ip_adapter(folder / "au_adapter.bin", base)
    return Made(base, Additions(adapter=(path,)), lambda: reference_sampling.ip_adapter_reference(reference_sampling.open_pipeline(base), path))


def log_probability(picture: torch.Tensor, expression: str) -> torch.Tensor:
    """The tiny classifier's voter.json in plain words: the middle 24 of 32 pixels, each four of them one, over its seven classes, at temperature ½."""
    words = {"anger": 0, "disgust": 1, "fear": 2, "happiness": 3, "neutral": 4, "sadness": 5, "surprise": 6}
    seen = torch.nn.functional.avg_pool2d(picture[:, :, 4:28, 4:28] / 2 + 0.5, 2)
    mean, deviation = torch.tensor([0.5, 0.4, 0.3]).view(1, 3, 1, 1), torch.tensor([0.2, 0.25, 0.3]).view(1, 3, 1, 1)
    logits = tiny_checkpoints.classifier_network()((seen - mean) / deviation)
    return torch.log_softmax(logits[:, :7] / 0.5, dim=1)[:, words[expression]]


def guided(folder: Path) -> Made:
    """Stable Diffusion 1.5 with DDIM, and a classifier of seven classes as a torch script."""
    kind = tiny_checkpoints.Kind(**{**vars(tiny_checkpoints.SD_1_5), "scheduler": tiny_checkpoints.DDIM, "widths": (8, 16)})
    base = tiny_checkpoints.write_checkpoint(folder / "base", kind)
    additions = Additions(classifier=tiny_checkpoints.write_classifier(folder / "classifier"))
    return Made(base, additions, lambda: Reference(reference_sampling.open_pipeline(base), None, log_probability))


def guided_fineface(folder: Path) -> Made:
    """FineFace on Stable Diffusion 2.1 at 768 pixels, which predicts v, and the classifier."""
    kind = tiny_checkpoints.Kind(**{**vars(tiny_checkpoints.SD_2_1), "scheduler": tiny_checkpoints.DDIM_V, "widths": (8, 16), "text_width": 32})
    base = tiny_checkpoints.write_checkpoint(folder / "base", kind)
    encoder, attention = tiny_checkpoints.write_fineface(folder, base)
    additions = Additions(adapter=(encoder, attention), classifier=tiny_checkpoints.write_classifier(folder / "classifier"))

    def reference() -> Reference:
        return replace(reference_sampling.fineface_reference(reference_sampling.open_pipeline(base), encoder, attention), log_probability=log_probability)

    return Made(base, additions, reference)


WORDS = {"prompt": "a face, ünïcode 12", "negativePrompt": "sad", "textGuidance": 7.5}
KINDS: dict[str, tuple[Callable[[Path], Made], tuple[dict[str, Any], ...]]] = {
    "tiny-stable-diffusion": (
        plain,
        (
            recipe(**WORDS, expression="happiness", sampler="ddim", steps=5),
            recipe(expression="fear", sampler="dpmsolver++", steps=5, textGuidance=3.0),
            recipe(expression="anger", sampler="euler", steps=4, textGuidance=1.0),
        ),
    ),
    "tiny-fineface": (
        fineface,
        (
            recipe(**WORDS, sampler="dpmsolver++", steps=5, au={"AU12": 1.0, "AU6": 0.4}),
            recipe(
                expression="surprise", sampler="ddim", steps=4, seed=3, auStrength=0.6, textGuidance=2.0, au={"AU1": 0.8, "AU26": {"left": 0.5, "right": 0.5}}
            ),
        ),
    ),
    "tiny-guided": (
        guided,
        (
            recipe(**WORDS, expression="happiness", sampler="ddim", steps=5, semanticGuidance={"strength": 4.0, "start": 0.25, "end": 1.0, "iterations": 1}),
            recipe(expression="fear", sampler="dpmsolver++", steps=4, semanticGuidance={"strength": 8.0, "start": 0.3, "end": 1.0, "iterations": 1}),
        ),
    ),
    "tiny-guided-fineface": (
        guided_fineface,
        (
            recipe(
                **WORDS,
                expression="happiness",
                sampler="ddim",
                steps=5,
                auStrength=0.6,
                au={"AU12": 1.0, "AU6": 0.4},
                semanticGuidance={"strength": 4.0, "start": 0.25, "end": 1.0, "iterations": 1},
            ),
        ),
    ),
    "tiny-synfer-adapter": (
        synfer_adapter,
        (
            recipe(**WORDS, sampler="ddim", steps=5, au={"AU12": 1.0, "AU6": 1.0, "AU19": 1.0}),
            recipe(sampler="ddim", steps=4, seed=3, textGuidance=2.0, au={"AU14": {"left": 1.0, "right": 0.0}}),
        ),
    ),
}


def au_vector(manifest: dict[str, Any], au: dict[str, Any]) -> torch.Tensor | None:
    """A recipe's intensities as the adapter's columns have them (docs/pack-format.md); None without adapter. [1,N]"""
    if not manifest["actionUnits"]:
        return None
    vector = torch.zeros(1, manifest["auColumns"])
    for unit in manifest["actionUnits"]:
        value = au.get(unit["id"], 0.0)
        sides = value if isinstance(value, dict) else {"left": value, "right": value}
        for side, column in unit["columns"].items():
            vector[0, column] = manifest["auMaximum"] * share(side, unit["columns"], sides)
    return vector


def share(side: str, columns: dict[str, int], sides: dict[str, float]) -> float:
    """What a unit's column of this side is given (docs/pack-format.md): where there are all three, all are set."""
    if side != "both":
        return sides[side]
    return max(sides.values()) if len(columns) > 1 else sum(sides.values()) / 2


def write(kind: str, out: Path) -> Path:
    """The pack of this kind, and its golden.json, in `out`; returns `out`."""
    make, recipes = KINDS[kind]
    with TemporaryDirectory() as folder:
        made = make(Path(folder))
        wishes = Wishes(out=out, licence="MIT", adapter_licence="MIT", lora_licence="MIT", image=None)
        imprint = Imprint(kind, f"{kind} (random weights)", "For tests: real format and arithmetic, random weights.", "0.0.0", "MIT", ())
        export(make_plan(made.base, made.additions, wishes), imprint, Choices(), out)
        write_golden(made.reference(), recipes, out)
    (out / "MODEL_CARD.md").unlink()
    return out


def write_golden(reference: Reference, recipes: tuple[dict[str, Any], ...], out: Path) -> None:
    manifest = json.loads((out / "pack.json").read_text())
    entries = []
    for spec in recipes:
        sampled = reference_sampling.sample(reference, spec, au_vector(manifest, spec["au"]))
        entries.append(
            {
                "recipe": spec | {"pack": manifest["id"]},
                "tokens": [reference_sampling.token_ids(reference.pipeline, text) for text in (reference_sampling.prompt_of(spec), spec["negativePrompt"])],
                "timesteps": sampled.timesteps,
                "latents": [np.round(latent.flatten().numpy().astype(float), 5).tolist() for latent in sampled.latents],
                "picture": {
                    "height": sampled.picture.shape[0],
                    "width": sampled.picture.shape[1],
                    "data": (sampled.picture * 255).round().to(torch.uint8).flatten().tolist(),
                },
            }
        )
    (out / "golden.json").write_text(json.dumps(entries, separators=(",", ":")))


if __name__ == "__main__":
    folder, *kinds = sys.argv[1:]
    for each in kinds or KINDS:
        write(each, Path(folder) / each)
