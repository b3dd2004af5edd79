"""guide: an expression classifier on the denoiser's own x̂0 predictions. `training/runs/<preset>/guide.pt`.

Trained on identities no other network sees. It learns from what it will be shown: x̂0 predicted at every noise level, with the
text dropped or present, so that its gradient means something early in the denoising too.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch
import torch.nn.functional as F

from training.data import load_split
from training.device import autocast, seeded, training_device
from training.networks.guide import Guide
from training.presets import PRESETS, Preset
from training.runs import Progress, learned_on, require_checkpoint, run_folder, save_checkpoint
from training.stages import diffusion
from training.stages.autoencoder import load_autoencoder
from training.stages.diffusion import draw_timesteps, encode_images, load_denoiser
from training.stages.text import caption_of, load_text
from training.tokenizer import encode

CHECKPOINT = "guide.pt"
#: Noise levels predicted for each face, once, before training; every other one sees the face in a mirror.
LEVELS_A_FACE = 4


def load_guide(preset: Preset) -> Guide:
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "guide")
    model = Guide(preset.guide)
    model.load_state_dict(state["model"])
    return model.eval().requires_grad_(False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


@torch.no_grad()
def predicted_samples(preset: Preset, device: torch.device) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """x̂0 [n,C,h,w], the timestep it was predicted at [n], and the face's soft label [n,8], on a device."""
    split = load_split(run_folder(preset.name) / "renders", "guide")
    denoiser = load_denoiser(preset).to(device)
    tokenizer, text_encoder = load_text(preset)
    text_encoder.to(device)
    autoencoder, label = load_autoencoder(preset).to(device), torch.from_numpy(split.label).to(device)
    views = [(half, encode_images(autoencoder, half)) for half in (split, split.mirrored())]
    samples, timesteps, labels = [], [], []
    progress = Progress("guide: x̂0 predictions", LEVELS_A_FACE * len(split))
    for level in range(LEVELS_A_FACE):
        faces, latents = views[level % 2]
        for start in range(0, len(split), 50):
            index = np.arange(start, min(start + 50, len(split)))
            rng = np.random.default_rng((preset.seed, 5, level, start))
            generator = seeded(device, int(rng.integers(2**62)))
            timestep = draw_timesteps(len(index), generator)
            alpha_bar = denoiser.alphas_cumprod[timestep.long()][:, None, None, None]
            noise = torch.randn(latents[index].shape, generator=generator, device=device)
            noisy = alpha_bar.sqrt() * latents[index] + (1 - alpha_bar).sqrt() * noise
            # The text is that of the face half of the time: then x̂0 shows the expression early; else it is empty.
            captions = [caption_of(faces, int(i), rng) if rng.random() < 0.5 else "" for i in index]
            text = text_encoder(torch.from_numpy(encode(tokenizer, captions, preset.text.length)).to(device))
            rest = torch.zeros(len(index), preset.denoiser.au_columns, device=device)
            with autocast(device):
                samples.append(denoiser(noisy, timestep, text, rest, rest[:, 0]))
            timesteps.append(timestep)
            labels.append(label[index])
            progress.update(level * len(split) + int(index[-1]) + 1)
    return torch.cat(samples), torch.cat(timesteps), torch.cat(labels)


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, device = preset.train_guide, training_device()
    path, denoiser = run_folder(preset.name) / CHECKPOINT, require_checkpoint(run_folder(preset.name) / diffusion.CHECKPOINT, "diffusion")["done"]
    if learned_on(path, denoiser):
        print(f"guide: {path} has learned from this denoiser, nothing left to do (delete it to start again)")
        return
    samples, timesteps, labels = predicted_samples(preset, device)
    torch.manual_seed(preset.seed + 6)
    rng = np.random.default_rng((preset.seed, 6))
    held = torch.from_numpy(rng.random(len(samples) // LEVELS_A_FACE) < 0.1).repeat(LEVELS_A_FACE)
    train = torch.nonzero(~held)[:, 0].numpy()
    held = held.to(device)
    model = Guide(preset.guide).to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=size.learning_rate, weight_decay=0.05)
    progress = Progress("guide", size.samples)
    for done in range(0, size.samples, size.batch):
        index = torch.from_numpy(rng.choice(train, size.batch)).to(device)
        for group in optimizer.param_groups:
            group["lr"] = size.rate(done)
        x = samples[index] + 0.05 * torch.randn_like(samples[index])
        with autocast(device):
            logits = model(x, timesteps[index])
        loss = -(labels[index] * F.log_softmax(logits.float(), dim=-1)).sum(dim=-1).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        progress.update(done + size.batch, loss=loss.item())
    model.eval()
    with torch.no_grad():
        late = held & (timesteps < 500)
        right = model(samples[late], timesteps[late]).argmax(dim=-1) == labels[late].argmax(dim=-1)
    print(f"guide: {right.float().mean():.3f} of held-out x̂0 (t < 500) classified as labelled, n {int(late.sum())}")
    save_checkpoint(path, {"model": model.state_dict(), "denoiser": denoiser})
