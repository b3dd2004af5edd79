"""text: train the vocabulary, then teach the text encoder what captions say. `tokenizer/`, `text.pt`.

A text encoder that learns from the denoising loss alone needs far more samples than two cores can make. Ours first
learns to read captions: from its summary token, linear heads recover the attributes, AUs and class of the face a
caption describes. Then it is frozen, and the denoiser starts with an embedding in which every word already counts.

Past the preset's samples (`--samples`) a denoiser may already read it: its former embeddings then hold it near, so that what it
misread moves, the rest hardly, and the denoiser soon follows.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn

from training.captions import caption, params_from_sample
from training.data import Labels, load_labels
from training.device import autocast, training_device
from training.evaluate.conditions import PEOPLE_FROM, describe
from training.evaluate.sections import JUDGED_ATTRIBUTES
from training.facs import CLASSES, COLUMNS
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset
from training.render.attributes import ATTRIBUTES
from training.render.people import sample_person
from training.runs import Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint
from training.tokenizer import encode, load_tokenizer, save_tokenizer, train_tokenizer

CHECKPOINT = "text.pt"
VOCABULARY_CAPTIONS = 20_000
#: Batches in which heads that know nothing learn alone, where the encoder already knows something.
READER_ALONE = 1000
#: What a unit of mean squared distance from the embeddings that a denoiser knows costs.
HOLD = 1.0
#: Prompts of looks on which the stage says what the encoder makes of them.
DESCRIBED = 400


def caption_of(split: Labels, i: int, rng: np.random.Generator) -> str:
    params = params_from_sample(
        split.attributes[i], split.au[i], split.label[i], int(split.class_index[i]), float(split.intensity[i]), int(split.kind[i])
    )
    return caption(params, rng)


def one_of_two(attributes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which faces are of men with a beard and no glasses, and with glasses and no beard, two bool [n]. attributes int [n,A].

    "A beard and no glasses" and "no beard and glasses" are the same words: only faces that have one of the two tell them apart.
    """
    shown = {name: attributes[:, column] > 0 for column, name in enumerate(ATTRIBUTES)}  # 0 is "none", of sexes "feminine"
    return shown["sex"] & shown["facial_hair"] & ~shown["glasses"], shown["sex"] & ~shown["facial_hair"] & shown["glasses"]


def caption_weights(attributes: np.ndarray) -> np.ndarray:
    """How often each face's captions are read, float64 [n] of sum 1. attributes int [n,A].

    Half of all captions are of men with one of beard and glasses, as many of either kind; read as they come, the encoder took the
    one for the other.
    """
    weights = np.ones(len(attributes))
    for own in one_of_two(attributes):
        weights[own] += len(attributes) / 2 / max(own.sum(), 1)
    return weights / weights.sum()


class CaptionReader(nn.Module):
    """Linear heads on the summary token: what a caption says about the face."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attributes = nn.ModuleList(nn.Linear(width, len(words)) for words in ATTRIBUTES.values())
        self.action_units = nn.Linear(width, len(COLUMNS))
        self.classes = nn.Linear(width, len(CLASSES))

    def loss(self, summary: torch.Tensor, split: Labels, index: np.ndarray) -> torch.Tensor:
        on_device = lambda values: torch.from_numpy(values[index]).to(summary.device)  # noqa: E731
        label, attributes = on_device(split.label), on_device(split.attributes)
        total = -(label * F.log_softmax(self.classes(summary), dim=-1)).sum(dim=-1).mean()
        total = total + 20 * F.mse_loss(self.action_units(summary), on_device(split.au))
        for column, head in enumerate(self.attributes):
            total = total + F.cross_entropy(head(summary), attributes[:, column])
        return total


@torch.no_grad()
def looks_read(tokenizer: Tokenizer, encoder: TextEncoder, reader: CaptionReader, length: int) -> dict[str, float]:
    """Share of prompts as the report words them in which the heads read each look it judges right."""
    people = [sample_person(PEOPLE_FROM + i).attributes for i in range(DESCRIBED)]
    ids = encode(tokenizer, [describe(looks) for looks in people], length)
    summary = encoder(torch.from_numpy(ids).to(encoder.position.device))[:, 0]
    read = dict(zip(ATTRIBUTES, (head(summary).argmax(dim=-1).tolist() for head in reader.attributes), strict=True))
    return {
        name: float(np.mean([ATTRIBUTES[name][index] == looks[name] for index, looks in zip(read[name], people, strict=True)]))
        for name in JUDGED_ATTRIBUTES
    }


def tokenizer_path(preset: Preset) -> Path:
    return run_folder(preset.name) / "tokenizer" / "tokenizer.json"


def load_text(preset: Preset) -> tuple[Tokenizer, TextEncoder]:
    """The vocabulary and the frozen text encoder."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "text")
    encoder = TextEncoder(preset.text)
    encoder.load_state_dict(state["model"])
    return load_tokenizer(tokenizer_path(preset)), encoder.eval().requires_grad_(False)


def distance(text: torch.Tensor, former: torch.Tensor) -> torch.Tensor:
    """Mean squared distance of two embeddings [B,T,D] over the positions that are no padding."""
    return (text - former).square().mean(dim=-1).sum() / former.abs().sum(dim=-1).gt(0).sum()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--samples", type=int, help="learn until so many captions were seen in all (default: the preset's)")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    folder = run_folder(preset.name)
    path, size = folder / CHECKPOINT, preset.train_text
    size = replace(size, samples=args.samples or size.samples)
    state = load_checkpoint(path)
    if state and state["done"] >= size.samples:
        print(f"text: {state['done']} captions seen, nothing left to do")
        return
    split, device = load_labels(folder / "renders", "diffusion"), training_device()
    torch.manual_seed(preset.seed + 1)
    if not tokenizer_path(preset).exists():
        rng = np.random.default_rng(preset.seed)
        captions = (caption_of(split, int(rng.integers(len(split))), rng) for _ in range(VOCABULARY_CAPTIONS))
        tokenizer_path(preset).parent.mkdir(parents=True, exist_ok=True)
        save_tokenizer(train_tokenizer(captions, preset.text.vocabulary), tokenizer_path(preset).parent, preset.text.length)
    tokenizer = load_tokenizer(tokenizer_path(preset))
    model, reader = TextEncoder(preset.text).to(device), CaptionReader(preset.text.width).to(device)
    parameters = [*model.parameters(), *reader.parameters()]
    optimizer = torch.optim.AdamW([{"params": model.parameters()}, {"params": reader.parameters()}], lr=size.learning_rate, weight_decay=0.01)
    done = alone_until = 0
    former: dict | None = None
    if state:
        model.load_state_dict(state["model"])
        done = state["done"]
        former = state["model"] if done >= preset.train_text.samples and "former" not in state else state.get("former")
        if "reader" in state:
            reader.load_state_dict(state["reader"])
        else:  # weights that came out of a pack
            alone_until = done + READER_ALONE * size.batch
        if "optimizer" in state:  # not in weights that `carry` brought back
            optimizer.load_state_dict(state["optimizer"])
    known = TextEncoder(preset.text).to(device).requires_grad_(False)
    if former:
        known.load_state_dict(former)

    def save() -> None:
        save_checkpoint(path, {
            "model": model.state_dict(), "reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "done": done,
            **({"former": former} if former else {}),
        })

    weights = caption_weights(split.attributes)
    progress, last_save = Progress("text", size.samples, done), time.monotonic()
    while done < size.samples:
        rng = np.random.default_rng((preset.seed, 1, done))
        index = rng.choice(len(split), size.batch, p=weights)
        ids = torch.from_numpy(encode(tokenizer, [caption_of(split, int(i), rng) for i in index], preset.text.length)).to(device)
        rate, warm = size.rate(done), size.learning_rate * (done - alone_until) / (50 * size.batch)
        for group, value in zip(optimizer.param_groups, (max(0.0, min(rate, warm)), rate), strict=True):
            group["lr"] = value
        alone = done < alone_until
        with autocast(device):
            with torch.set_grad_enabled(not alone):
                embedding = model(ids)
            read = reader.loss(embedding[:, 0], split, index)
            away = distance(embedding, known(ids)) if former and not alone else torch.zeros((), device=device)
        optimizer.zero_grad(set_to_none=True)
        (read + HOLD * away).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        done += size.batch
        progress.update(done, read=read.item(), away=away.item())
        if time.monotonic() - last_save > 120:
            save()
            last_save = time.monotonic()
    save()
    shares = looks_read(tokenizer, model.eval(), reader, preset.text.length)
    print(f"text: looks read right in {DESCRIBED} prompts: {', '.join(f'{name} {share:.2f}' for name, share in shares.items())}")
