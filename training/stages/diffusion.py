"""diffusion: train the denoiser on latents, captions and AU vectors. `training/runs/<preset>/diffusion.pt`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.data import Split, load_split
from training.device import autocast, seeded, training_device
from training.facs import CLASSES
from training.networks.autoencoder import Autoencoder
from training.networks.denoiser import Denoiser
from training.presets import PRESETS, Preset
from training.runs import Ema, Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint
from training.schedule import NUM_TRAIN_TIMESTEPS, alphas_cumprod
from training.stages.autoencoder import eyes_and_mouth, load_autoencoder, region_weights
from training.stages.text import caption_of, load_text, one_of_two
from training.tokenizer import encode

CHECKPOINT = "diffusion.pt"
#: Shares of samples that learn without text, without AUs, and without either.
DROP_TEXT, DROP_AU, DROP_BOTH = 0.10, 0.30, 0.05
#: Units that fewer faces show are learned from oftener: as if this share did, but no face more than so many times as often as others.
SHOWN_AT_LEAST, OFTENEST, SHOWN = 0.08, 4.0, 0.15
#: Contempt is on one side of the mouth and faint: it is learned from so many times as often as it comes.
CONTEMPT = 2.0
#: Batches over which the rate rises from nothing where training begins, or goes on without its optimiser.
WARM_UP = 200
#: A fresh caption is drawn for a face every so many epochs; encoded captions are kept in between.
CAPTIONS_A_FACE = 3
#: Points along a latent cell's side at which its weight is measured.
POINTS = 8


@torch.no_grad()
def encode_images(model: Autoencoder, split: Split) -> Tensor:
    """All latents of a split, float32 [n,C,h,w], on the model's device."""
    device = model.encoder.project.weight.device
    parts = [np.arange(i, min(i + 100, len(split))) for i in range(0, len(split), 100)]
    return torch.cat([model.encoder(split.batch(part, device)) for part in parts])


def load_denoiser(preset: Preset) -> Denoiser:
    """The averaged weights of the last checkpoint, frozen."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "diffusion")
    model = Denoiser(preset.denoiser, alphas_cumprod())
    model.load_state_dict(state["ema"]["shadow"])
    return model.eval().requires_grad_(False)


def draw_timesteps(count: int, generator: torch.Generator) -> Tensor:
    """Logit-normal timesteps with one tenth uniform, float32 [count] in 0…999: faces are decided in the middle."""
    device = generator.device
    normal = torch.sigmoid(torch.randn(count, generator=generator, device=device) * 1.2 + 0.2)
    uniform = torch.rand(count, generator=generator, device=device)
    fraction = torch.where(torch.rand(count, generator=generator, device=device) < 0.1, uniform, normal)
    return (fraction * NUM_TRAIN_TIMESTEPS).floor().clamp(0, NUM_TRAIN_TIMESTEPS - 1)


def face_weights(au: np.ndarray, attributes: np.ndarray, class_index: np.ndarray) -> np.ndarray:
    """How often each face is learned from, float64 [n] of mean 1: as the rarest of its units, its looks and its class ask.

    A pucker or closed eyes are on one face in fifty; learned from as they come, their sliders did nothing. Men with glasses and
    no beard came out as the three times as many with a beard and no glasses; contempt by words alone came out neutral.
    au [n,N] in 0…1, attributes int [n,A], class_index int [n].
    """
    shown = au > SHOWN
    needed = np.clip(SHOWN_AT_LEAST / np.maximum(shown.mean(axis=0), 1e-6), 1.0, OFTENEST)
    weights = np.where(shown, needed, 1.0).max(axis=1)
    bearded, with_glasses = one_of_two(attributes)
    weights[with_glasses] *= max(1.0, bearded.sum() / max(with_glasses.sum(), 1))
    weights[class_index == CLASSES.index("contempt")] *= CONTEMPT
    return weights / weights.mean()


def cell_weights(split: Split, index: np.ndarray, grid: int) -> Tensor:
    """How much more the latent's cells over eyes and mouth count, float32 [n,1,grid,grid] of mean 1 for every face.

    Chin, lips and lids move few of the cells, and little: with all cells alike, a tightened lip costs less than a wrong collar.
    """
    side = grid * POINTS
    centres = eyes_and_mouth(split, index) * (side / split.images.shape[1])
    cells = torch.cat([F.avg_pool2d(region_weights(part, side), POINTS) for part in centres.split(1000)])
    return cells / cells.mean(dim=(2, 3), keepdim=True)


@dataclass(frozen=True)
class Faces:
    """What the denoiser learns from, in memory: no pictures."""

    latents: Tensor  # float32 [n,C,h,w], on the device
    cells: Tensor  # float32 [n,1,h,w], see `cell_weights`
    captions: np.ndarray  # int64 [CAPTIONS_A_FACE,n,T]
    au: np.ndarray  # float32 [n,N]
    attributes: np.ndarray  # int64 [n,A]
    class_index: np.ndarray  # int64 [n]

    @staticmethod
    def join(parts: Sequence[Faces]) -> Faces:
        """All of them, in order."""
        labels = (np.concatenate([getattr(part, name) for part in parts]) for name in ("au", "attributes", "class_index"))
        captions = np.concatenate([part.captions for part in parts], axis=1)
        return Faces(torch.cat([part.latents for part in parts]), torch.cat([part.cells for part in parts]), captions, *labels)


def photographed(autoencoder: Autoencoder, renders: Path, tokenizer: Tokenizer, preset: Preset, rng: np.random.Generator) -> Faces:
    """The faces of split `diffusion` by a camera that sees each another way every time it is asked, and their mirror images.

    Mirrors double the people seen at no cost in renders.
    """
    split = load_split(renders, "diffusion")
    parts = []
    for half in (split, split.mirrored()):
        captions = [encode(tokenizer, [caption_of(half, i, rng) for i in range(len(half))], preset.text.length) for _ in range(CAPTIONS_A_FACE)]
        cells = cell_weights(half, np.arange(len(half)), preset.denoiser.grid)
        parts.append(Faces(encode_images(autoencoder, half), cells, np.stack(captions), half.au, half.attributes, half.class_index))
    return Faces.join(parts)


def denoising_loss(model: Denoiser, clean: Tensor, noise: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor, cells: Tensor) -> Tensor:
    """Mean squared error of x̂0, each channel weighted by 1 / its output scale, each cell by `cells` [B,1,h,w].

    The former stands between the latent's own units, where faint channels (teeth, lids) hardly count, and whitened units, where
    they drown the face (both measured worse in design/method.md, section 3).
    """
    alpha_bar = model.alphas_cumprod[timestep.long()]
    root, rest = alpha_bar.sqrt()[:, None, None, None], (1 - alpha_bar).sqrt()[:, None, None, None]
    noisy = root * clean + rest * noise
    scale_in, skip, scale_out = model.preconditioning(alpha_bar)
    predicted, _ = model.network(noisy * scale_in, timestep, text, au, au_scale)
    error = predicted - (clean - skip * noisy) / scale_out
    return (error.square() * scale_out * cells).mean()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--samples", type=int, help="train until so many samples were seen in all (default: the preset's)")
    parser.add_argument("--minutes", type=float, help="plan the learning rate's decay to end after so many minutes from now")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, folder = preset.train_diffusion, run_folder(preset.name)
    total = args.samples or size.samples
    state = load_checkpoint(folder / CHECKPOINT)
    if state and state["done"] >= total:
        print(f"diffusion: {state['done']} samples seen, nothing left to do")
        return
    device = training_device()
    tokenizer, text_encoder = load_text(preset)
    text_encoder.to(device)
    rng = np.random.default_rng((preset.seed, 3))
    autoencoder = load_autoencoder(preset).to(device)
    faces = Faces.join([photographed(autoencoder, folder / "renders", tokenizer, preset, rng) for _ in range(preset.developments)])
    latents, cells, au_vectors = faces.latents, faces.cells.to(device), torch.from_numpy(faces.au).to(device)
    torch.manual_seed(preset.seed + 2)
    model = Denoiser(preset.denoiser, alphas_cumprod()).to(device)
    model.channel_variance.copy_(latents.var(dim=(0, 2, 3)))
    ema = Ema(model, preset.denoiser_ema)
    decay = [p for p in model.parameters() if p.ndim > 1]
    rest = [p for p in model.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.0}],
        lr=size.learning_rate,
        betas=(0.9, 0.98),
    )
    done = fresh = 0  # `fresh`: samples seen when the optimiser knew nothing
    if state:
        model.load_state_dict(state["model"])
        ema.load(state["ema"])
        done = state["done"]
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
            fresh = state.get("fresh", 0)
        else:  # weights that `carry` or `restore` brought back
            fresh = done

    def save() -> None:
        save_checkpoint(
            folder / CHECKPOINT,
            {"model": model.state_dict(), "ema": ema.state(), "optimizer": optimizer.state_dict(), "done": done, "fresh": fresh},
        )

    empty = text_encoder(torch.from_numpy(encode(tokenizer, [""], preset.text.length)).to(device))
    chances = face_weights(faces.au, faces.attributes, faces.class_index) / len(latents)
    progress, started, last_save = Progress("diffusion", total, done), time.monotonic(), time.monotonic()
    first = done
    while done < total:
        if args.minutes:
            # Time is what is short: the end of the run is where the rate so far says it will be.
            elapsed = (time.monotonic() - started) / 60
            if elapsed >= args.minutes:
                break
            fraction_left = 1 - elapsed / args.minutes
        else:
            fraction_left = 1 - done / total
        rng = np.random.default_rng((preset.seed, 4, done))
        generator = seeded(device, int(rng.integers(2**62)))
        index = rng.choice(len(latents), size.batch, p=chances)
        chosen = torch.from_numpy(index).to(device)
        clean = latents[chosen]
        with torch.no_grad():
            text = text_encoder(torch.from_numpy(faces.captions[rng.integers(CAPTIONS_A_FACE), index]).to(device))
        draw = torch.from_numpy(rng.random(size.batch)).float().to(device)
        no_text = (draw < DROP_TEXT) | (draw >= 1 - DROP_BOTH)
        no_au = ((draw >= DROP_TEXT) & (draw < DROP_TEXT + DROP_AU)) | (draw >= 1 - DROP_BOTH)
        text = torch.where(no_text[:, None, None], empty, text)
        au_scale = (~no_au).float()
        rate = size.learning_rate * min(1.0, (done - fresh) / (WARM_UP * size.batch) + 0.01, 0.03 + fraction_left / 0.35)
        for group in optimizer.param_groups:
            group["lr"] = rate
        noise = torch.randn(clean.shape, generator=generator, device=device)
        with autocast(device):
            timestep = draw_timesteps(size.batch, generator)
            loss = denoising_loss(model, clean, noise, timestep, text, au_vectors[chosen], au_scale, cells[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        ema.update(model)
        done += size.batch
        progress.update(done, loss=loss.item(), rate=rate)
        if time.monotonic() - last_save > 150:
            save()
            last_save = time.monotonic()
    save()
    print(f"diffusion: {done - first} samples in this run, {done} in all")
