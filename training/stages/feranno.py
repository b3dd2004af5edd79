"""feranno: fit the pseudo-label head on frozen denoiser features, then its temperature. `feranno.pt`."""

from __future__ import annotations

import argparse

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import load_split
from training.networks.denoiser import Features
from training.networks.feranno import PROBE_PROMPT, Feranno, FerannoConfig, FerannoHead
from training.presets import PRESETS, Preset
from training.recognisers.calibration import calibrate, clear_halves
from training.runs import Progress, require_checkpoint, run_folder, save_checkpoint
from training.stages.autoencoder import load_autoencoder
from training.stages.diffusion import encode_images, load_denoiser
from training.stages.text import load_text
from training.tokenizer import encode

CHECKPOINT = "feranno.pt"


def head_config(preset: Preset) -> FerannoConfig:
    crossed = preset.denoiser.depth // 2
    return FerannoConfig(feature_width=preset.denoiser.width, levels=crossed, text_length=preset.text.length)


def probe_text(preset: Preset) -> Tensor:
    """The probe prompt's embedding [1,T,D]."""
    tokenizer, text_encoder = load_text(preset)
    return text_encoder(torch.from_numpy(encode(tokenizer, [PROBE_PROMPT], preset.text.length)))


def load_feranno(preset: Preset) -> tuple[FerannoHead, float]:
    """Head in evaluation mode, and the temperature its logits are divided by."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "feranno")
    head = FerannoHead(head_config(preset))
    head.load_state_dict(state["model"])
    return head.eval().requires_grad_(False), state["temperature"]


@torch.no_grad()
def extract(feranno: Feranno, latents: Tensor, name: str) -> Features:
    """Features of all latents, kept as float16."""
    tokens: list[list[Tensor]] = []
    maps: list[list[Tensor]] = []
    progress = Progress(name, len(latents))
    for start in range(0, len(latents), 50):
        found = feranno.features(latents[start : start + 50])
        tokens.append([t.half() for t in found.tokens])
        maps.append([m.half() for m in found.maps])
        progress.update(min(start + 50, len(latents)))
    return Features([torch.cat(level) for level in zip(*tokens)], [torch.cat(level) for level in zip(*maps)])


def take(features: Features, index) -> Features:
    return Features([t[index].float() for t in features.tokens], [m[index].float() for m in features.maps])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, renders = preset.train_feranno, run_folder(preset.name) / "renders"
    autoencoder = load_autoencoder(preset)
    # The denoiser's identities teach FERAnno too: neither guide, second opinion nor judge ever sees them.
    split = load_split(renders, "diffusion")
    faces = (split, split.mirrored())
    held_out = load_split(renders, "heldout")
    feranno = Feranno(load_denoiser(preset), FerannoHead(head_config(preset)), probe_text(preset)).eval()
    latents = torch.cat([encode_images(autoencoder, half) for half in faces])
    features = extract(feranno, latents, "feranno: features")
    label = torch.from_numpy(np.concatenate([half.label for half in faces]))
    au = torch.from_numpy(np.concatenate([half.au for half in faces]))
    seen = extract(feranno, encode_images(autoencoder, held_out), "feranno: held-out features")

    torch.manual_seed(preset.seed + 7)
    rng = np.random.default_rng((preset.seed, 7))
    head = FerannoHead(head_config(preset))
    optimizer = torch.optim.AdamW(head.parameters(), lr=size.learning_rate, weight_decay=0.05)
    progress = Progress("feranno", size.samples)
    for done in range(0, size.samples, size.batch):
        index = rng.choice(len(label), size.batch)
        for group in optimizer.param_groups:
            group["lr"] = size.rate(done)
        logits, units = head(take(features, index))
        loss = -(label[index] * F.log_softmax(logits, dim=-1)).sum(dim=-1).mean() + 10 * F.mse_loss(units, au[index])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        progress.update(done + size.batch, loss=loss.item())

    head.eval()
    with torch.no_grad():
        parts = [head(take(seen, slice(i, i + 100))) for i in range(0, len(held_out), 100)]
    logits, truth = torch.cat([p[0] for p in parts]), held_out.class_index
    temperature = calibrate(logits, held_out)
    _, measured = clear_halves(held_out)
    right = float((logits.argmax(dim=-1).numpy() == truth)[measured].mean())
    units = torch.cat([p[1] for p in parts]).numpy()
    r = [np.corrcoef(units[:, c], held_out.au[:, c])[0, 1] for c in range(units.shape[1]) if held_out.au[:, c].std() > 0]
    print(f"feranno: accuracy on clear held-out faces {right:.3f}, temperature {temperature:.2f}, mean AU r {np.nanmean(r):.3f}")
    save_checkpoint(run_folder(preset.name) / CHECKPOINT, {"model": head.state_dict(), "temperature": temperature})
