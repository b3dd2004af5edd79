"""A loaded checkpoint as a pack: graphs, weight files, tokenizer, pack.json, model card."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.checkpoints.au_columns import action_units
from training.checkpoints.graphs import DecoderGraph, EncoderGraph, TextGraph, denoiser_graph
from training.checkpoints.guide import OUTPUTS, guidance_graph
from training.checkpoints.load import Checkpoint
from training.checkpoints.plan import LIMIT, Plan
from training.checkpoints.preview import FIELDS, colour_fields, fit_preview
from training.facs import CLASS_PROMPTS, CLASSES
from training.onnx_store import WeightFiles, export_graph, file_entry, graph_entry

#: Steps of a distilled model (Turbo) and of others; of guidance the first has none.
DISTILLED_STEPS, STEPS = 4, 25
GUIDANCE = 7.5
#: Semantic guidance as SynFER's reproduction has it (design/method.md): each of CLIP's 77 tokens moved by 0.1, together 0.1 · √77, in the last 20 of 50 steps.
GUIDED = {"strength": 0.9, "start": 0.6, "end": 1, "iterations": 1}
UNGUIDED = {"strength": 0, "start": 0.3, "end": 1, "iterations": 1}


@dataclass(frozen=True)
class Imprint:
    """What the pack says of itself and of those it comes from."""

    id: str
    name: str
    description: str
    version: str
    licence: str
    #: pack.json's `licence.notices`.
    notices: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Choices:
    """What the user decides about how the pack works."""

    steps: int | None = None
    guidance: float | None = None
    preview: bool = True
    #: Pictures [n,3,H,W] in −1…1 that the preview is fitted on; None: colour fields.
    pictures: Tensor | None = None


def write_pack(checkpoint: Checkpoint, plan: Plan, imprint: Imprint, choices: Choices, folder: Path) -> Path:
    """Write the pack into an empty folder; returns the path of pack.json."""
    graphs = _write_graphs(checkpoint, plan, choices, folder)
    _write_tokenizer(checkpoint.tokenizer, folder)
    manifest = _manifest(checkpoint, plan, imprint, choices, folder, graphs)
    path = folder / "pack.json"
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    (folder / "MODEL_CARD.md").write_text(_model_card(plan, imprint))
    return path


def _write_graphs(checkpoint: Checkpoint, plan: Plan, choices: Choices, folder: Path) -> dict[str, dict[str, Any]]:
    config = checkpoint.unet.config
    length, width = int(checkpoint.tokenizer.model_max_length), int(plan.folder.text_encoder.config["hidden_size"])
    side = plan.image // plan.folder.scale
    latent = torch.randn(2, config.in_channels, side, side)
    inputs = {"latent": latent, "timestep": torch.full((2,), 500.0), "text": torch.randn(2, length, width)}
    if checkpoint.adapter:
        inputs |= {"au": torch.rand(2, len(checkpoint.adapter.columns)), "au_scale": torch.ones(2)}
    graphs: dict[str, dict[str, Any]] = {}

    def add(name: str, module: nn.Module, example: dict[str, Tensor], output: str, weights: str) -> None:
        write(name, module, example, [output], stores.setdefault(weights, WeightFiles(folder, weights, LIMIT)), True)

    def write(name: str, module: nn.Module, example: dict[str, Tensor], outputs: list[str], files: WeightFiles, batched: bool) -> None:
        begun = time.monotonic()
        graphs[name] = export_graph(module.eval(), tuple(example.values()), list(example), outputs, folder / f"{name}.onnx", files, batched)
        print(f"export-checkpoint: {name}, {time.monotonic() - begun:.0f} s", flush=True)

    stores: dict[str, WeightFiles] = {}
    encoder = EncoderGraph(checkpoint.vae)
    image = torch.randn(2, 3, plan.image, plan.image)
    add("text_encoder", TextGraph(checkpoint.text_encoder), {"input_ids": torch.ones(2, length, dtype=torch.int64)}, "text", "text_encoder")
    add("denoiser", denoiser_graph(checkpoint), inputs, "prediction", "denoiser")
    add("decoder", DecoderGraph(checkpoint.vae), {"latent": latent}, "image", "autoencoder")
    add("encoder", encoder, {"image": image}, "latent", "autoencoder")
    if choices.preview:
        pictures = choices.pictures
        if pictures is None:
            pictures = colour_fields(FIELDS, min(plan.image, 256), torch.Generator().manual_seed(0))
        add("preview", fit_preview(encoder, pictures), {"latent": latent}, "image", "autoencoder")
    if plan.classifier:
        guidance, example = guidance_graph(checkpoint, plan.classifier, plan.sampling.prediction, plan.image, inputs)
        write("guidance", guidance, example, OUTPUTS, WeightFiles(folder, "guide", LIMIT, (stores["denoiser"], stores["autoencoder"])), False)
    return graphs


def _write_tokenizer(tokenizer: Any, folder: Path) -> None:
    (folder / "tokenizer.json").write_text(tokenizer.backend_tokenizer.to_str())
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": int(tokenizer.model_max_length),
        "clean_up_tokenization_spaces": False,
        **{f"{role}_token": str(getattr(tokenizer, f"{role}_token")) for role in ("bos", "eos", "pad", "unk")},
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1))


def _manifest(checkpoint: Checkpoint, plan: Plan, imprint: Imprint, choices: Choices, folder: Path, graphs: dict[str, dict[str, Any]]) -> dict[str, Any]:
    adapter, sampling, side = checkpoint.adapter, plan.sampling, plan.image // plan.folder.scale
    return {
        "format": "synfer-pack",
        "formatVersion": 4,
        "family": "stable-diffusion",
        "id": imprint.id,
        "name": imprint.name,
        "description": imprint.description,
        "version": imprint.version,
        "licence": {"weights": imprint.licence, "notices": list(imprint.notices)},
        "image": {"width": plan.image, "height": plan.image},
        "latent": {"channels": int(checkpoint.unet.config.in_channels), "height": side, "width": side},
        "schedule": sampling.schedule,
        "predictionType": sampling.prediction,
        "arithmetic": "float32",
        "tokenizer": {
            "kind": "clip",
            "file": file_entry(folder, "tokenizer.json"),
            "config": file_entry(folder, "tokenizer_config.json"),
            "maxLength": int(checkpoint.tokenizer.model_max_length),
        },
        "words": {},
        "classes": list(CLASSES),
        "classPrompts": CLASS_PROMPTS,
        "actionUnits": action_units(adapter.columns) if adapter else [],
        "auColumns": len(adapter.columns) if adapter else 0,
        "auMaximum": adapter.maximum if adapter else 1,
        "unconditional": "au-zeros" if adapter else "text",
        "graphs": {graph: graph_entry(folder, graph, spec) for graph, spec in graphs.items()},
        "voters": [],
        **({"guide": {"name": plan.classifier.name, "sha256": plan.classifier.sha256()}} if plan.classifier else {}),
        **({"remarks": list(plan.remarks)} if plan.remarks else {}),
        "defaults": {
            "steps": choices.steps or (DISTILLED_STEPS if sampling.distilled else STEPS),
            "sampler": sampling.sampler,
            "textGuidance": choices.guidance if choices.guidance is not None else 1 if sampling.distilled else GUIDANCE,
            "auStrength": 1,
            "semanticGuidance": GUIDED if plan.classifier else UNGUIDED,
        },
    }


def _model_card(plan: Plan, imprint: Imprint) -> str:
    notices = "\n".join(f"- {notice['name']} ({notice['licence']}): {notice['text']}" for notice in imprint.notices) or "None."
    found = "\n".join(f"- {line}" for line in plan.found)
    remarks = "\n".join(f"- {line}" for line in plan.remarks) or "None."
    return f"""# Model card: {imprint.name}

{imprint.description}

Made by `python -m training export-checkpoint` of:

{found}

The studio measured nothing of this model: what it learned from, and whom it shows well, its authors say.

## Remarks

{remarks}

## Licence

Weights: {imprint.licence}. Notices:

{notices}
"""
