"""carry: what a preset's stages learned, in one small file, for the way from or to a machine that is lent for minutes.

Averaged weights without the optimisers' state, large tensors as float16: a tenth of the checkpoints. A stage that was done is done
where they are restored; one that was under way goes on from its averaged weights. The student, whose trajectories are most of its
checkpoint, stays behind: its stage is short.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch

from training.presets import PRESETS
from training.runs import load_checkpoint, run_folder, save_checkpoint
from training.stages.text import tokenizer_path

CHECKPOINTS = ("autoencoder.pt", "text.pt", "diffusion.pt", "guide.pt", "feranno.pt", "second_opinion.pt", "judge.pt")
#: What only a run that goes on unbroken needs.
LEFT = {"optimizer", "sharpener"}
#: Smaller tensors, such as the noise schedule, keep their precision.
MIN_ELEMENTS = 1024


def converted(value: Any, from_type: torch.dtype, to_type: torch.dtype) -> Any:
    """A checkpoint with its large tensors of one type in another."""
    if isinstance(value, dict):
        return {key: converted(part, from_type, to_type) for key, part in value.items()}
    if isinstance(value, torch.Tensor) and value.dtype == from_type and value.numel() >= MIN_ELEMENTS:
        return value.to(to_type)
    return value


def lightened(state: dict[str, Any]) -> dict[str, Any]:
    """A stage's checkpoint as it travels."""
    left = LEFT | ({"model"} if "ema" in state else set())
    return converted({key: value for key, value in state.items() if key not in left}, torch.float32, torch.float16)


def restored(state: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint that travelled, as its stage goes on from it."""
    state = converted(state, torch.float16, torch.float32)
    return {"model": state["ema"]["shadow"], **state} if "ema" in state else state


def add_arguments(parser: argparse.ArgumentParser) -> None:
    direction = parser.add_mutually_exclusive_group(required=True)
    direction.add_argument("--out", type=Path, help="file to write")
    direction.add_argument("--restore", type=Path, help="file to put back; checkpoints that are there already stay")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    folder, words = run_folder(preset.name), tokenizer_path(preset).parent
    if args.out:
        states = {name: lightened(state) for name in CHECKPOINTS if (state := load_checkpoint(folder / name))}
        tokenizer = {path.name: path.read_text() for path in sorted(words.glob("*.json"))}
        save_checkpoint(args.out, {"states": states, "tokenizer": tokenizer})
        print(f"carry: {args.out}, {args.out.stat().st_size / 1e6:.1f} MB: {', '.join(states) or 'nothing yet'}")
        return
    brought = load_checkpoint(args.restore)
    if brought is None:
        raise SystemExit(f"{args.restore} is missing.")
    missing = {folder / name: restored(state) for name, state in brought["states"].items() if not (folder / name).exists()}
    for path, state in missing.items():
        save_checkpoint(path, state)
    words.mkdir(parents=True, exist_ok=True)
    for name, text in brought["tokenizer"].items():
        (words / name).write_text(text)
    print(f"carry: {', '.join(path.name for path in missing) or 'nothing new'} in {folder}")
