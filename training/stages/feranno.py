"""feranno: fit the pseudo-label head on frozen denoiser features, then its temperature. `feranno.pt`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import load_split
from training.device import autocast, training_device
from training.networks.denoiser import Features
from training.networks.feranno import PROBE_PROMPT, Feranno, FerannoConfig, FerannoHead
from training.presets import PRESETS, Preset
from training.recognisers.calibration import calibrate, clear_halves
from training.runs import Progress, learned_on, require_checkpoint, run_folder, save_checkpoint
from training.stages import diffusion
from training.stages.autoencoder import load_autoencoder
from training.stages.diffusion import encode_images, load_denoiser
from training.stages.text import load_text
from training.tokenizer import encode

CHECKPOINT = "feranno.pt"
#: Numbers that the head reads side by side, shared out among the tokens.
SIDE_BY_SIDE = 24 * 64


def head_config(preset: Preset) -> FerannoConfig:
    crossed, tokens = preset.denoiser.depth // 2, preset.denoiser.grid**2
    return FerannoConfig(feature_width=preset.denoiser.width, levels=crossed, text_length=preset.text.length, tokens=tokens, spatial=SIDE_BY_SIDE // tokens)


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
    """Features of all latents, kept as float16 on the processor."""
    tokens: list[list[Tensor]] = []
    maps: list[list[Tensor]] = []
    progress = Progress(name, len(latents))
    for start in range(0, len(latents), 50):
        with autocast(latents.device):
            found = feranno.features(latents[start : start + 50])
        tokens.append([t.half().cpu() for t in found.tokens])
        maps.append([m.half().cpu() for m in found.maps])
        progress.update(min(start + 50, len(latents)))
    return Features([torch.cat(level) for level in zip(*tokens, strict=True)], [torch.cat(level) for level in zip(*maps, strict=True)])


def take(features: Features, index: np.ndarray | Tensor | slice, device: torch.device) -> Features:
    return Features([t[index].to(device).float() for t in features.tokens], [m[index].to(device).float() for m in features.maps])


def features_of(preset: Preset, feranno: Feranno, latents: Tensor, name: str) -> Callable[[Tensor], Features]:
    """Features by indices [n] of latents: all computed once and kept, or anew for each batch where they would not fit."""
    if preset.keep_features:
        kept = extract(feranno, latents, name)
        return lambda index: take(kept, index, latents.device)

    @torch.no_grad()
    def computed(index: Tensor) -> Features:
        with autocast(latents.device):
            return feranno.features(latents[index.to(latents.device)])

    return computed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, renders, device = preset.train_feranno, run_folder(preset.name) / "renders", training_device()
    path, denoiser = run_folder(preset.name) / CHECKPOINT, require_checkpoint(run_folder(preset.name) / diffusion.CHECKPOINT, "diffusion")["done"]
    if learned_on(path, denoiser):
        print(f"feranno: {path} has learned from this denoiser, nothing left to do (delete it to start again)")
        return
    autoencoder = load_autoencoder(preset).to(device)
    # The denoiser's identities teach FERAnno too: neither guide, second opinion nor judge ever sees them.
    split = load_split(renders, "diffusion")
    faces = (split, split.mirrored())
    held_out = load_split(renders, "heldout")
    feranno = Feranno(load_denoiser(preset), FerannoHead(head_config(preset)), probe_text(preset)).eval().to(device)
    latents = torch.cat([encode_images(autoencoder, half) for half in faces])
    features = features_of(preset, feranno, latents, "feranno: features")
    label = torch.from_numpy(np.concatenate([half.label for half in faces])).to(device)
    au = torch.from_numpy(np.concatenate([half.au for half in faces])).to(device)
    seen = features_of(preset, feranno, encode_images(autoencoder, held_out), "feranno: held-out features")

    torch.manual_seed(preset.seed + 7)
    rng = np.random.default_rng((preset.seed, 7))
    head = FerannoHead(head_config(preset)).to(device)
    optimizer = torch.optim.AdamW(head.parameters(), lr=size.learning_rate, weight_decay=0.05)
    progress = Progress("feranno", size.samples)
    for done in range(0, size.samples, size.batch):
        index = torch.from_numpy(rng.choice(len(label), size.batch))
        for group in optimizer.param_groups:
            group["lr"] = size.rate(done)
        shown = features(index)
        with autocast(device):
            logits, units = head(shown)
        index = index.to(device)
        loss = -(label[index] * F.log_softmax(logits.float(), dim=-1)).sum(dim=-1).mean() + 10 * F.mse_loss(units.float(), au[index])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        progress.update(done + size.batch, loss=loss.item())

    head.eval()
    with torch.no_grad():
        parts = [head(seen(part)) for part in torch.arange(len(held_out)).split(100)]
    logits, truth = torch.cat([p[0] for p in parts]).cpu(), held_out.class_index
    temperature = calibrate(logits, held_out)
    _, measured = clear_halves(held_out)
    right = float((logits.argmax(dim=-1).numpy() == truth)[measured].mean())
    units = torch.cat([p[1] for p in parts]).cpu().numpy()
    r = [np.corrcoef(units[:, c], held_out.au[:, c])[0, 1] for c in range(units.shape[1]) if held_out.au[:, c].std() > 0]
    print(f"feranno: accuracy on clear held-out faces {right:.3f}, temperature {temperature:.2f}, mean AU r {np.nanmean(r):.3f}")
    save_checkpoint(path, {"model": head.state_dict(), "temperature": temperature, "denoiser": denoiser})
