"""text: train the vocabulary, then teach the text encoder what captions say. `tokenizer/`, `text.pt`.

A text encoder that learns from the denoising loss alone needs far more samples than two cores can make. Ours first
learns to read captions: from its summary token, linear heads recover the attributes, AUs and class of the face a
caption describes. Then it is frozen, and the denoiser starts with an embedding in which every word already counts.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn

from training.captions import caption, params_from_sample
from training.data import Split, load_split
from training.facs import CLASSES, COLUMNS
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset
from training.render.attributes import ATTRIBUTES
from training.runs import Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint
from training.tokenizer import encode, save_tokenizer, train_tokenizer

CHECKPOINT = "text.pt"
VOCABULARY_CAPTIONS = 20_000


def caption_of(split: Split, i: int, rng: np.random.Generator) -> str:
    params = params_from_sample(
        split.attributes[i], split.au[i], split.label[i], int(split.class_index[i]), float(split.intensity[i]), int(split.kind[i])
    )
    return caption(params, rng)


class CaptionReader(nn.Module):
    """Linear heads on the summary token: what a caption says about the face."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attributes = nn.ModuleList(nn.Linear(width, len(words)) for words in ATTRIBUTES.values())
        self.action_units = nn.Linear(width, len(COLUMNS))
        self.classes = nn.Linear(width, len(CLASSES))

    def loss(self, summary: torch.Tensor, split: Split, index: np.ndarray) -> torch.Tensor:
        label = torch.from_numpy(split.label[index])
        total = -(label * F.log_softmax(self.classes(summary), dim=-1)).sum(dim=-1).mean()
        total = total + 20 * F.mse_loss(self.action_units(summary), torch.from_numpy(split.au[index]))
        for column, head in enumerate(self.attributes):
            total = total + F.cross_entropy(head(summary), torch.from_numpy(split.attributes[index, column])) / 4
        return total


def tokenizer_path(preset: Preset) -> Path:
    return run_folder(preset.name) / "tokenizer" / "tokenizer.json"


def load_text(preset: Preset) -> tuple[Tokenizer, TextEncoder]:
    """The vocabulary and the frozen text encoder."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "text")
    encoder = TextEncoder(preset.text)
    encoder.load_state_dict(state["model"])
    return Tokenizer.from_file(str(tokenizer_path(preset))), encoder.eval().requires_grad_(False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, path = preset.train_text, run_folder(preset.name) / CHECKPOINT
    split = load_split(run_folder(preset.name) / "renders", "diffusion")
    torch.manual_seed(preset.seed + 1)
    if not tokenizer_path(preset).exists():
        rng = np.random.default_rng(preset.seed)
        captions = (caption_of(split, int(rng.integers(len(split))), rng) for _ in range(VOCABULARY_CAPTIONS))
        tokenizer_path(preset).parent.mkdir(parents=True, exist_ok=True)
        save_tokenizer(train_tokenizer(captions, preset.text.vocabulary), tokenizer_path(preset).parent, preset.text.length)
    tokenizer = Tokenizer.from_file(str(tokenizer_path(preset)))
    model, reader = TextEncoder(preset.text), CaptionReader(preset.text.width)
    parameters = [*model.parameters(), *reader.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=size.learning_rate, weight_decay=0.01)
    done = 0
    if state := load_checkpoint(path):
        model.load_state_dict(state["model"])
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]

    def save() -> None:
        save_checkpoint(
            path, {"model": model.state_dict(), "reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "done": done}
        )

    progress, last_save = Progress("text", size.samples, done), time.monotonic()
    while done < size.samples:
        rng = np.random.default_rng((preset.seed, 1, done))
        index = rng.choice(len(split), size.batch)
        ids = encode(tokenizer, [caption_of(split, int(i), rng) for i in index], preset.text.length)
        for group in optimizer.param_groups:
            group["lr"] = size.rate(done)
        loss = reader.loss(model(torch.from_numpy(ids))[:, 0], split, index)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        done += size.batch
        progress.update(done, loss=loss.item())
        if time.monotonic() - last_save > 120:
            save()
            last_save = time.monotonic()
    save()
