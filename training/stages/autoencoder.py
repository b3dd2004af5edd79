"""autoencoder: fit the linear encoder, then teach the decoder. `training/runs/<preset>/autoencoder.pt`."""

from __future__ import annotations

import argparse
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import Split, load_split
from training.networks.autoencoder import Autoencoder
from training.presets import PRESETS, Preset
from training.runs import Ema, Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint

CHECKPOINT = "autoencoder.pt"
#: Images the linear encoder is fitted on.
FIT_IMAGES = 3000
#: How much more an eye or mouth pixel weighs than a cheek pixel.
REGION_WEIGHT = 4.0


def load_autoencoder(preset: Preset) -> Autoencoder:
    """The averaged weights of the last checkpoint, in evaluation mode."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "autoencoder")
    model = Autoencoder(preset.autoencoder)
    model.load_state_dict(state["ema"]["shadow"])
    return model.eval()


def region_weights(split: Split, index: np.ndarray, size: int) -> Tensor:
    """[n,1,H,W]: 1, rising to 1 + REGION_WEIGHT at the eyes and the mouth, where the renderer says they are."""
    grid = torch.arange(size, dtype=torch.float32)
    centres = torch.cat([torch.from_numpy(split.eyes[index]), torch.from_numpy(split.mouth[index])[:, None]], dim=1).float()
    radii = torch.tensor([9.0, 9.0, 14.0])[None, :, None, None] * (size / 128)
    dx = (grid[None, None, None, :] - centres[:, :, 0, None, None]) / radii
    dy = (grid[None, None, :, None] - centres[:, :, 1, None, None]) / radii
    return 1 + REGION_WEIGHT * torch.exp(-(dx.square() + dy.square())).amax(dim=1, keepdim=True)


def reconstruction_loss(output: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Weighted L1 + L2 + L1 of gradients."""
    difference = output - target
    dx = (difference[..., :, 1:] - difference[..., :, :-1]).abs() * weight[..., :, 1:]
    dy = (difference[..., 1:, :] - difference[..., :-1, :]).abs() * weight[..., 1:, :]
    return (difference.abs() * weight).mean() + 2 * (difference.square() * weight).mean() + dx.mean() + dy.mean()


@torch.no_grad()
def psnr(model: Autoencoder, split: Split, count: int = 200) -> float:
    """Mean PSNR in dB over whole images, peak 255."""
    values = []
    for start in range(0, min(count, len(split)), 20):
        images = split.batch(np.arange(start, min(start + 20, len(split))))
        error = ((model.decoder(model.encoder(images)) - images) * 127.5).square().mean(dim=(1, 2, 3))
        values.append(10 * torch.log10(255.0**2 / error))
    return float(torch.cat(values).mean())


def fit_encoder(preset: Preset) -> Autoencoder:
    """A fresh autoencoder with its linear part fitted; deterministic for a preset and data set."""
    torch.manual_seed(preset.seed)
    split = load_split(run_folder(preset.name) / "renders", "diffusion", limit=FIT_IMAGES)
    model = Autoencoder(preset.autoencoder)
    explained = model.fit_linear(split.batch(np.arange(len(split))))
    print(f"autoencoder: {preset.autoencoder.channels} channels explain {float(explained):.4f} of the variance")
    return model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fit-only", action="store_true", help="fit the linear encoder and stop (the denoiser can start)")
    parser.add_argument("--samples", type=int, help="train the decoder until so many samples were seen (default: the preset's)")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, path = preset.train_autoencoder, run_folder(preset.name) / CHECKPOINT
    total = args.samples or size.samples
    state = load_checkpoint(path)
    model = Autoencoder(preset.autoencoder) if state else fit_encoder(preset)
    ema = Ema(model, 0.998)
    decoder = [p for p in model.decoder.parameters()]
    optimizer = torch.optim.Adam(decoder, lr=size.learning_rate, betas=(0.9, 0.99))
    done = 0
    if state:
        model.load_state_dict(state["model"])
        ema.load(state["ema"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
    model.encoder.requires_grad_(False)

    def save() -> None:
        save_checkpoint(path, {"model": model.state_dict(), "ema": ema.state(), "optimizer": optimizer.state_dict(), "done": done})

    if not state:
        save()
    if args.fit_only:
        return
    split = load_split(run_folder(preset.name) / "renders", "diffusion")
    held_out = load_split(run_folder(preset.name) / "renders", "heldout", limit=200)
    progress = Progress("autoencoder", total, done)
    last_save = time.monotonic()
    while done < total:
        rng = np.random.default_rng((preset.seed, done))
        index = np.sort(rng.choice(len(split), size.batch))
        images = split.batch(index)
        rate = size.learning_rate * min(1.0, done / (50 * size.batch) + 0.02, 4 * (1.02 - done / total))
        for group in optimizer.param_groups:
            group["lr"] = rate
        latent = model.encoder(images)
        generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
        noise = torch.randn(latent.shape, generator=generator) * preset.decoder_noise
        noise = noise * torch.rand(len(images), 1, 1, 1, generator=generator)
        loss = reconstruction_loss(model.decoder(latent + noise), images, region_weights(split, index, images.shape[-1]))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder, 1.0)
        optimizer.step()
        ema.update(model)
        done += size.batch
        progress.update(done, loss=loss.item())
        if time.monotonic() - last_save > 120:
            save()
            last_save = time.monotonic()
    save()
    model.load_state_dict(ema.shadow)
    print(f"autoencoder: PSNR on held-out renders {psnr(model, held_out):.2f} dB")
