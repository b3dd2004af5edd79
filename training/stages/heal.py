"""heal: teach the decoder its own pictures without the dots that its grid leaves in them. `training/runs/<preset>/autoencoder.pt`.

A decoder that draws cells of several pixels can set the same pixel of every cell wrong where the picture is smooth, and the critic does
not mind: dots at even distances on skin. Which places in a cell stand out is measured against the renders; the decoder then learns, from
itself, the same pictures with those pixels replaced by the median of their surroundings. Nothing else of them changes.
"""

from __future__ import annotations

import argparse
import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import load_split
from training.networks.autoencoder import Autoencoder
from training.presets import PRESETS
from training.runs import Ema, Progress, require_checkpoint, run_folder, save_checkpoint
from training.stages.autoencoder import CHECKPOINT, psnr

LEARNING_RATE = 3e-4
SAMPLES, BATCH = 6000, 8
#: Renders that the places are measured on.
MEASURED = 400
#: A place stands out where its pixels differ from their surroundings by this much more than the renders' own, in units of the spread over places.
STANDS_OUT = 10.0


def surroundings(image: Tensor) -> Tensor:
    """The median of the 3×3 pixels around each pixel of [n,C,H,W], edges repeated."""
    patches = F.pad(image, (1, 1, 1, 1), mode="replicate").unfold(2, 3, 1).unfold(3, 3, 1)
    return patches.flatten(-2).median(dim=-1).values


def unevenness(image: Tensor, cell: int) -> Tensor:
    """[cell,cell]: for each place in a cell, how far its pixels lie from their surroundings on average."""
    n, channels, height, width = image.shape
    off = (image - surroundings(image)).abs()
    return off.reshape(n, channels, height // cell, cell, width // cell, cell).mean(dim=(0, 1, 2, 4))


def places_that_stand_out(decoded: Tensor, truth: Tensor, cell: int) -> Tensor:
    """bool [cell,cell]: places whose pixels differ from their surroundings more than the truth's do."""
    excess = unevenness(decoded, cell) - unevenness(truth, cell)
    middle = excess.median()
    spread = (excess - middle).abs().median().clamp_min(1e-6)
    return excess > middle + STANDS_OUT * spread


def healed(image: Tensor, places: Tensor) -> Tensor:
    """[n,C,H,W] with the pixels at those places of every cell replaced by the median of their surroundings."""
    cell = len(places)
    mask = places.repeat(image.shape[2] // cell, image.shape[3] // cell)
    return torch.where(mask, surroundings(image), image)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--samples", type=int, default=SAMPLES, help=f"pictures to learn from (default: {SAMPLES})")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    path = run_folder(preset.name) / CHECKPOINT
    state = require_checkpoint(path, "autoencoder")
    model = Autoencoder(preset.autoencoder)
    model.load_state_dict(state["ema"]["shadow"])
    model.encoder.requires_grad_(False)
    teacher = copy.deepcopy(model).eval().requires_grad_(False)
    split = load_split(run_folder(preset.name) / "renders", "diffusion")
    held_out = load_split(run_folder(preset.name) / "renders", "heldout", limit=MEASURED)
    # Cells of the finer and of the coarser of the decoder's two resolutions.
    cell = preset.autoencoder.patch * preset.autoencoder.pool // 2

    with torch.no_grad():
        truth = held_out.batch(np.arange(len(held_out)))
        decoded = torch.cat([teacher.decoder(teacher.encoder(part)) for part in truth.split(20)])
    places = places_that_stand_out(decoded, truth, cell)
    print(f"heal: of {cell * cell} places in a cell {int(places.sum())} stand out: {[tuple(p) for p in places.nonzero().tolist()]}")
    before = psnr(teacher, held_out)

    ema = Ema(model, 0.99)
    optimizer = torch.optim.Adam(model.decoder.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.99))
    progress = Progress("heal", args.samples)
    for done in range(0, args.samples, BATCH):
        rng = np.random.default_rng((preset.seed, 7, done))
        generator = torch.Generator().manual_seed(int(rng.integers(2**31)))
        latent = teacher.encoder(split.batch(np.sort(rng.choice(len(split), BATCH))))
        latent = latent + preset.decoder_noise * torch.randn(latent.shape, generator=generator) * torch.rand(BATCH, 1, 1, 1, generator=generator)
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1.0, done / (20 * BATCH) + 0.05, 0.05 + 3 * (1 - done / args.samples))
        with torch.no_grad():
            wanted = healed(teacher.decoder(latent), places)
        output = model.decoder(latent)
        # The healed places are few, and what is asked of them is the point of it all.
        mask = places.repeat(output.shape[2] // cell, output.shape[3] // cell)
        difference = (output - wanted).abs()
        loss = difference.mean() + difference[..., mask].mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        ema.update(model)
        progress.update(done + BATCH, loss=loss.item())
    save_checkpoint(path, {"model": ema.shadow, "ema": ema.state(), "done": state["done"]})
    model.load_state_dict(ema.shadow)
    print(f"heal: PSNR on held-out renders {before:.2f} → {psnr(model, held_out):.2f} dB")
