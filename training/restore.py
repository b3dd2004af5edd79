"""restore: a pack's weights back into the checkpoints that stages go on from, for when `training/runs` is lost and the pack is not.

The exporter names many weights anew and turns some on their side. So networks of the same sizes are filled with random numbers and
exported once more: where each of their weights ends up is where the pack's own is found. What a pack does not hold stays lost: the
judge (training/judges keeps one), optimisers, the critic, the student's trajectories and the heads that taught the text encoder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.networks.autoencoder import Autoencoder
from training.networks.denoiser import Denoiser
from training.networks.feranno import FerannoHead
from training.networks.guide import Guide
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset
from training.recognisers import second_opinion
from training.runs import pack_folder, run_folder, save_checkpoint
from training.schedule import alphas_cumprod
from training.stages import autoencoder, diffusion, feranno, guide, student, text
from training.stages.export import DEFAULTS, UNFITTED_VOTER, write_pack
from training.stages.pack_parts import PackParts

#: Buffers that follow from the schedule alone.
COMPUTED = {"alphas_cumprod"}


def networks(parts: PackParts) -> dict[str, nn.Module]:
    """The networks of a pack by name; the student's is its addition."""
    named = {
        "autoencoder": parts.autoencoder,
        "text encoder": parts.text_encoder,
        "denoiser": parts.denoiser,
        "guide": parts.guide,
        "FERAnno": parts.feranno_head,
        "second opinion": parts.second_opinion,
        "student": parts.student and parts.student.addition,
    }
    return {name: module for name, module in named.items() if module is not None}


def weights(module: nn.Module) -> Iterator[tuple[str, Tensor]]:
    """What of a network is learned: its parameters, and buffers that hold a measurement."""
    yield from module.named_parameters()
    yield from ((name, value) for name, value in module.named_buffers() if value.is_floating_point() and name.split(".")[-1] not in COMPUTED)


def unpack(folder: Path, parts: PackParts) -> None:
    """Fill the networks of `parts`, of the pack's sizes, with the weights of the pack in `folder`. Ends where they do not fit."""
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for module in networks(parts).values():
            for _, value in weights(module):
                # Positive, since some are variances; rounded, since a pack holds float16.
                value.copy_((torch.rand(value.shape, generator=generator) + 0.5).half().float())
    wanted = {}
    for network, module in networks(parts).items():
        for name, value in weights(module):
            array = value.detach().numpy().astype(np.float16)
            wanted[array.tobytes()] = (network, name, False)
            if array.ndim == 2:
                wanted[np.ascontiguousarray(array.T).tobytes()] = (network, name, True)
    places: dict[tuple[str, str], tuple[str, str, bool]] = {}
    with tempfile.TemporaryDirectory() as random_pack:
        write_pack(parts, Path(random_pack), "random", "random", "", "0")
        for path in sorted(Path(random_pack).glob("*.onnx")):
            for name, array in initializers(path).items():
                if (found := wanted.get(np.ascontiguousarray(array.astype(np.float16)).tobytes())) is not None:
                    places.setdefault(found[:2], (path.name, name, found[2]))
    graphs: dict[str, dict[str, np.ndarray]] = {}
    for network, module in networks(parts).items():
        for name, value in weights(module):
            if (network, name) not in places:
                raise SystemExit(f"restore: the {network}'s {name} is nowhere in an exported pack as it was, so it cannot be brought back.")
            graph, tensor, turned = places[network, name]
            held = graphs.setdefault(graph, initializers(folder / graph) if (folder / graph).exists() else {}).get(tensor)
            shape = tuple(reversed(value.shape)) if turned else tuple(value.shape)
            # The exporter may add dimensions of one.
            if held is None or [n for n in held.shape if n != 1] != [n for n in shape if n != 1]:
                has = "not there" if held is None else f"{list(held.shape)}"
                raise SystemExit(f"restore: {graph} does not fit this preset: its {tensor} ({network}, {name}) is {has}, not {list(shape)}.")
            with torch.no_grad():
                value.copy_(torch.from_numpy(np.ascontiguousarray(held.T if turned else held).astype(np.float32)).reshape(value.shape))


def initializers(path: Path) -> dict[str, np.ndarray]:
    """The float tensors of a graph by name, weight file included."""
    return {i.name: array for i in onnx.load(str(path)).graph.initializer if (array := numpy_helper.to_array(i)).dtype in (np.float16, np.float32)}


def empty_parts(preset: Preset, manifest: dict, tokenizer: Tokenizer) -> PackParts:
    """Networks of the preset's sizes, those that the pack has."""
    torch.manual_seed(0)
    denoiser = Denoiser(preset.denoiser, alphas_cumprod())
    graphs = manifest["graphs"]
    return PackParts(
        autoencoder=Autoencoder(preset.autoencoder),
        tokenizer=tokenizer,
        text_encoder=TextEncoder(preset.text),
        denoiser=denoiser,
        guide=Guide(preset.guide),
        feranno_head=FerannoHead(feranno.head_config(preset)),
        probe_text=torch.zeros(1, preset.text.length, preset.text.width),
        second_opinion=second_opinion.build(second_opinion.PRESETS[preset.name][0]).fold() if "second_opinion" in graphs else None,
        student=Student(denoiser, LowRankAddition(denoiser, preset.student_rank)) if "student" in graphs else None,
        voters=dict.fromkeys(("feranno", "second_opinion"), UNFITTED_VOTER),
        words={},
        defaults=DEFAULTS,
    )


def checkpoints(parts: PackParts, manifest: dict, samples: dict[str, int]) -> dict[str, dict]:
    """The stages' checkpoints by file name. `samples`: what the autoencoder, text encoder and denoiser count as having seen."""

    def averaged(module: nn.Module, done: int) -> dict:
        return {"model": module.state_dict(), "ema": {"steps": done, "shadow": module.state_dict()}, "done": done}

    temperature = {voter["graph"]: voter["temperature"] for voter in manifest["voters"]}
    learned = samples["diffusion"]
    states = {
        autoencoder.CHECKPOINT: averaged(parts.autoencoder, samples["autoencoder"]),
        text.CHECKPOINT: {"model": parts.text_encoder.state_dict(), "done": samples["text"]},
        diffusion.CHECKPOINT: averaged(parts.denoiser, learned),
        guide.CHECKPOINT: {"model": parts.guide.state_dict(), "denoiser": learned},
        feranno.CHECKPOINT: {"model": parts.feranno_head.state_dict(), "temperature": temperature["feranno"], "denoiser": learned},
    }
    if parts.student is not None:
        states[student.CHECKPOINT] = {"addition": parts.student.addition.state_dict(), "done": samples["student"], "teacher": learned}
    opinion = parts.second_opinion
    if isinstance(opinion, second_opinion.SecondOpinion):
        states[second_opinion.CHECKPOINT] = {
            "state": opinion.unfold().state_dict(),
            "config": asdict(opinion.config),
            "temperature": temperature["second_opinion"],
        }
    return states


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", type=Path, help="pack folder (default: public/packs/<the preset's pack>)")
    parser.add_argument(
        "--denoiser-samples", type=int, help="samples that the denoiser counts as having seen (default: the preset's, so that its stage is done)"
    )
    parser.add_argument("--replace", action="store_true", help="put checkpoints that are there aside for the pack's")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    source, folder = args.pack or pack_folder(preset), run_folder(preset.name)
    manifest = json.loads((source / "pack.json").read_text())
    parts = empty_parts(preset, manifest, Tokenizer.from_file(str(source / "tokenizer.json")))
    unpack(source, parts)
    samples = {
        "autoencoder": preset.train_autoencoder.samples,
        "text": preset.train_text.samples,
        "student": preset.train_student.samples,
        "diffusion": args.denoiser_samples or preset.train_diffusion.samples,
    }
    put = [name for name, state in checkpoints(parts, manifest, samples).items() if _put(folder / name, state, args.replace)]
    text.tokenizer_path(preset).parent.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(source / name, text.tokenizer_path(preset).parent / name)
    print(f"restore: {', '.join(put) or 'nothing new'} in {folder}. No pack holds a judge: `evaluate` asks the one in training/judges.")


def _put(path: Path, state: dict, replace_it: bool) -> bool:
    if path.exists():
        if not replace_it:
            return False
        path.replace(path.with_suffix(".before.pt"))
    save_checkpoint(path, state)
    return True
