"""export: checkpoints → a model pack (docs/pack-format.md) with golden latents for the parity tests."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import nn

from training.facs import ACTION_UNITS, CLASS_PROMPTS, CLASSES, COLUMN_INDEX, COLUMNS
from training.guidance import RESCALE
from training.networks.feranno import Feranno
from training.onnx_store import WeightFiles, add_low_rank, export_graph, file_entry, graph_entry, round_to_half
from training.presets import PRESETS
from training.preview import write_preview
from training.recognisers import second_opinion
from training.runs import pack_folder, require_checkpoint, run_folder
from training.schedule import BETA_SCHEDULE, NUM_TRAIN_TIMESTEPS
from training.stages.autoencoder import load_autoencoder
from training.stages.diffusion import load_denoiser
from training.stages.feranno import load_feranno, probe_text
from training.stages.golden import write_golden
from training.stages.graphs import GuidanceLoss, guidance_example, guidance_with_gradient
from training.stages.guide import load_guide
from training.stages.model_card import write_model_card
from training.stages.pack_parts import PackParts
from training.stages.student import GUIDANCE, STEPS, load_student
from training.stages.text import load_text
from training.tokenizer import save_tokenizer
from training.vocabulary import WORDS

#: Of pack.json (src/domain/packs/manifest.ts).
FORMAT_VERSION = 4

NOTICES = [
    {
        "name": "ICT-FaceKit",
        "licence": "MIT",
        "text": "Face geometry the training renders were made from: ICT-FaceKit, © 2020 USC Institute for Creative "
        "Technologies, MIT licence. The pack holds learned weights only, none of its files.",
    },
    {
        "name": "MakeHuman assets",
        "licence": "CC0-1.0",
        "text": "Looks the training renders were made from: the MakeHuman community's CC0 head assets.",
    },
]


def write_pack(parts: PackParts, folder: Path, identifier: str, name: str, description: str, version: str) -> Path:
    """Write graphs, weights, tokenizer and pack.json into an empty folder; returns the path of pack.json."""
    folder.mkdir(parents=True, exist_ok=True)
    config = parts.denoiser.config
    text = parts.text_encoder.config
    image = parts.autoencoder.config.image
    modules = [parts.autoencoder, parts.text_encoder, parts.denoiser, parts.guide, parts.feranno_head, parts.second_opinion, parts.student]
    for module in modules:
        if module is not None:
            round_to_half(module.eval())

    shared, codec = WeightFiles(folder, "denoiser"), WeightFiles(folder, "autoencoder")
    words, opinion = WeightFiles(folder, "text_encoder"), WeightFiles(folder, "second_opinion")
    latent = (torch.randn(2, config.channels, config.grid, config.grid),)
    conditions = (torch.full((2,), 500.0), torch.randn(2, text.length, text.width), torch.rand(2, config.au_columns), torch.ones(2))
    loss = GuidanceLoss(parts.denoiser, parts.guide, text.length)
    guidance = guidance_with_gradient(loss)
    guidance_inputs = guidance_example(config.channels, config.grid, text.length, text.width, config.au_columns)
    feranno = Feranno(parts.denoiser, parts.feranno_head, parts.probe_text).eval()

    graphs = {}

    def add(graph: str, module: nn.Module, example: tuple[torch.Tensor, ...], inputs: list[str], outputs: list[str], weights: WeightFiles, batched: bool = True) -> None:
        graphs[graph] = export_graph(module, example, inputs, outputs, folder / f"{graph}.onnx", weights, batched)

    add("text_encoder", parts.text_encoder, (torch.ones(2, text.length, dtype=torch.int64),), ["input_ids"], ["text"], words)
    add("denoiser", parts.denoiser, latent + conditions, ["latent", "timestep", "text", "au", "au_scale"], ["prediction"], shared)
    if parts.student is not None:
        matrices = dict(parts.denoiser.named_parameters())
        additions = [(matrices[name].detach().numpy(), up.detach().numpy(), down.detach().numpy()) for name, (up, down) in parts.student.addition.factors().items()]
        add_low_rank(folder / "denoiser.onnx", folder / "student.onnx", shared, additions)
        graphs["student"] = graphs["denoiser"]
    add(
        "guidance", guidance, guidance_inputs, ["latent", "timestep", "text", "au", "au_scale", "alpha_bar", "target"],
        ["loss", "probabilities", "gradient", "sample"], shared, batched=False,
    )
    add("feranno", feranno, latent, ["latent"], ["logits", "au"], shared)
    add("decoder", parts.autoencoder.decoder, latent, ["latent"], ["image"], codec)
    graphs["preview"] = write_preview(folder)
    add("encoder", parts.autoencoder.encoder, (torch.randn(2, 3, image, image),), ["image"], ["latent"], codec)
    if parts.second_opinion is not None:
        add("second_opinion", parts.second_opinion, (torch.randn(2, 3, image, image),), ["image"], ["logits"], opinion)
    save_tokenizer(parts.tokenizer, folder, text.length)

    manifest = {
        "format": "synfer-pack",
        "formatVersion": FORMAT_VERSION,
        "id": identifier,
        "name": name,
        "description": description,
        "version": version,
        "licence": {"weights": "MIT", "notices": NOTICES},
        "image": {"width": image, "height": image},
        "latent": {"channels": config.channels, "height": config.grid, "width": config.grid},
        "schedule": {
            "numTrainTimesteps": NUM_TRAIN_TIMESTEPS, "betaSchedule": BETA_SCHEDULE,
            "betaStart": 0.0001, "betaEnd": 0.02, "timestepSpacing": "trailing",
        },
        "predictionType": "sample",
        "guidanceRescale": RESCALE,
        "tokenizer": {
            "file": file_entry(folder, "tokenizer.json"), "config": file_entry(folder, "tokenizer_config.json"),
            "maxLength": text.length,
        },
        "words": parts.words,
        "classes": list(CLASSES),
        "classPrompts": CLASS_PROMPTS,
        "actionUnits": [
            {
                "id": unit.id, "name": unit.name, "group": unit.group, "range": [0, 1],
                "columns": {"left": COLUMN_INDEX[f"{unit.id}L"], "right": COLUMN_INDEX[f"{unit.id}R"]}
                if unit.lateral
                else {"both": COLUMN_INDEX[unit.id]},
            }
            for unit in ACTION_UNITS
        ],
        "auColumns": len(COLUMNS),
        "graphs": {graph: graph_entry(folder, graph, spec) for graph, spec in graphs.items()},
        **({"student": {"steps": STEPS, "textGuidance": GUIDANCE}} if parts.student is not None else {}),
        "voters": [
            {"graph": graph, "label": label, **parts.voters[graph]}
            for graph, label in (("feranno", "FERAnno"), ("second_opinion", "Second opinion"))
            if graph in graphs
        ],
        "defaults": parts.defaults,
    }
    path = folder / "pack.json"
    path.write_text(json.dumps(manifest, indent=1) + "\n")
    return path


#: At 0.25 the judge sees the class asked for as often as at 0.5 and finds the picture as whole as without (report, `guidance strength`).
#: Twelve steps of DPM-Solver++, guided in four of them, give the judge what twenty of DDIM guided in fourteen do (docs/sampling.md).
DEFAULTS = {
    "steps": 12, "sampler": "dpmsolver++", "textGuidance": GUIDANCE, "auStrength": 1.0,
    "semanticGuidance": {"strength": 0.25, "start": 0.3, "end": 0.7, "iterations": 1},
}
UNFITTED_VOTER = {"temperature": 1.0, "classWeights": [1.0] * 8}


def collect(preset_name: str) -> PackParts:
    """The parts of a preset's pack from its checkpoints."""
    preset = PRESETS[preset_name]
    tokenizer, text_encoder = load_text(preset)
    head, temperature = load_feranno(preset)
    voters = {"feranno": {"temperature": temperature, "classWeights": [1.0] * 8}}
    checkpoint = run_folder(preset.name) / "second_opinion.pt"
    opinion = None
    if checkpoint.exists():
        opinion = second_opinion.load(checkpoint)
        voters["second_opinion"] = {"temperature": require_checkpoint(checkpoint, "second-opinion")["temperature"], "classWeights": [1.0] * 8}
    denoiser = load_denoiser(preset)
    return PackParts(
        autoencoder=load_autoencoder(preset), tokenizer=tokenizer, text_encoder=text_encoder, denoiser=denoiser,
        guide=load_guide(preset), feranno_head=head, probe_text=probe_text(preset), second_opinion=opinion,
        student=load_student(preset, denoiser), voters=voters,
        words=WORDS, defaults=DEFAULTS,
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="pack folder (default: public/packs/<the preset's pack>; smoke: its run)")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--remark", help="a paragraph for the model card, where a stage was cut short")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    folder, size = args.out or pack_folder(preset), preset.image
    fresh = folder.with_name(folder.name + ".partial")
    shutil.rmtree(fresh, ignore_errors=True)
    description = (
        f"Rendered faces of people who never existed, {size} × {size}: 47 action-unit columns with left and right, "
        "prompts about looks, light and expression, eight classes."
    )
    parts = collect(args.preset)
    write_pack(parts, fresh, preset.pack, f"SynFER faces {size}", description, args.version)
    write_golden(parts, fresh, CLASS_PROMPTS, preset.pack)
    folder.mkdir(parents=True, exist_ok=True)
    for path in fresh.iterdir():
        path.replace(folder / path.name)
    fresh.rmdir()
    total = sum(p.stat().st_size for p in folder.iterdir() if p.is_file())
    write_model_card(preset, folder, total / 1e6, args.remark)
    print(f"export: {folder}, {total / 1e6:.1f} MB")
