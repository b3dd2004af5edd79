"""autoencoder: fit the linear encoder, teach the decoder, then sharpen it. `training/runs/<preset>/autoencoder.pt`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import Split, load_split, to_planes
from training.device import autocast, seeded, training_device
from training.networks.autoencoder import Autoencoder
from training.networks.critic import Critic, adaptive_weight, critic_loss, crops, feature_distance
from training.presets import PRESETS, Preset
from training.runs import Ema, Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint

CHECKPOINT = "autoencoder.pt"
#: Images the linear encoder is fitted on.
FIT_IMAGES = 3000
#: How much more an eye or mouth pixel weighs than a cheek pixel.
REGION_WEIGHT = 4.0
#: The squared error's say beside the absolute one's.
SQUARED = 8.0
#: The critic takes part in this last share of a run. A critic of a decoder that cannot draw yet would only learn to tell blur from
#: sharp, and without it a step costs half.
SHARPENED = 0.5
CRITIC_WIDTH = 32
CRITIC_RATE = 4e-4
#: The critic's say beside the reconstruction's, both measured as gradients at the decoder's last layer. It falls as the learning
#: rate does: what it alone wants (dots on smooth skin, seen at 0.4 and gone after 2,000 samples at 0.05) fades, edges stay.
CRITIC_WEIGHT = 0.4
FEATURE_WEIGHT = 4.0
#: Spots of a picture that the critic sees at a time, of four: either eye, the mouth, and one anywhere.
SHOWN = 2
#: Pixels of 128 by which the critic's view of an eye or the mouth wanders, so that no line of the face is always its edge.
WANDER = 8.0


def load_autoencoder(preset: Preset) -> Autoencoder:
    """The averaged weights of the last checkpoint, in evaluation mode."""
    state = require_checkpoint(run_folder(preset.name) / CHECKPOINT, "autoencoder")
    model = Autoencoder(preset.autoencoder)
    model.load_state_dict(state["ema"]["shadow"])
    return model.eval()


def eyes_and_mouth(split: Split, index: np.ndarray) -> Tensor:
    """[n,3,2]: where the renderer says they are, in pixels (x, y)."""
    return torch.cat([torch.from_numpy(split.eyes[index]), torch.from_numpy(split.mouth[index])[:, None]], dim=1).float()


def region_weights(centres: Tensor, size: int) -> Tensor:
    """[n,1,H,W]: 1, rising to 1 + REGION_WEIGHT at the eyes and the mouth."""
    grid = torch.arange(size, dtype=torch.float32, device=centres.device)
    radii = torch.tensor([9.0, 9.0, 14.0], device=centres.device)[None, :, None, None] * (size / 128)
    dx = (grid[None, None, None, :] - centres[:, :, 0, None, None]) / radii
    dy = (grid[None, None, :, None] - centres[:, :, 1, None, None]) / radii
    return 1 + REGION_WEIGHT * torch.exp(-(dx.square() + dy.square())).amax(dim=1, keepdim=True)


def reconstruction_loss(output: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    """Weighted L1 + SQUARED · L2 + L1 of gradients."""
    difference = output - target
    dx = (difference[..., :, 1:] - difference[..., :, :-1]).abs() * weight[..., :, 1:]
    dy = (difference[..., 1:, :] - difference[..., :-1, :]).abs() * weight[..., 1:, :]
    return (difference.abs() * weight).mean() + SQUARED * (difference.square() * weight).mean() + dx.mean() + dy.mean()


@torch.no_grad()
def psnr(model: Autoencoder, split: Split, count: int = 200) -> float:
    """Mean PSNR in dB over whole images, peak 255."""
    values, device = [], model.encoder.project.weight.device
    for start in range(0, min(count, len(split)), 20):
        images = split.batch(np.arange(start, min(start + 20, len(split))), device)
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


def linear_picture(model: Autoencoder, latent: Tensor) -> Tensor:
    """What the latent says linearly, [n,3,H,W] at the picture's size."""
    return F.interpolate(model.decoder.linear(latent), scale_factor=float(model.config.pool), mode="nearest")


def grown(preset: Preset, smaller: Path) -> Autoencoder:
    """An autoencoder that starts from the averaged weights of another checkpoint: all layers that both have."""
    model = Autoencoder(preset.autoencoder)
    state = require_checkpoint(smaller, "autoencoder")["ema"]["shadow"]
    own = model.state_dict()
    if any(own[name].shape != value.shape for name, value in state.items() if name in own):
        raise SystemExit(f"{smaller} is of another shape than the {preset.name} preset's autoencoder: its patch, channels and widths must be the same.")
    model.load_state_dict(state, strict=False)
    return model


class Sharpener:
    """The critic with its optimiser: learns from every batch, then says how the decoder should move."""

    def __init__(self, device: torch.device) -> None:
        self.critic = Critic(CRITIC_WIDTH).to(device)
        self.optimizer = torch.optim.Adam(self.critic.parameters(), lr=CRITIC_RATE, betas=(0.5, 0.99))

    def state(self) -> dict:
        return {"critic": self.critic.state_dict(), "optimizer": self.optimizer.state_dict()}

    def load(self, state: dict) -> None:
        self.critic.load_state_dict(state["critic"])
        self.optimizer.load_state_dict(state["optimizer"])

    def loss(self, output: Tensor, target: Tensor, base: Tensor, centres: Tensor) -> Tensor:
        """Trains the critic on this batch; returns what the decoder should lessen. Images [n,3,H,W], `base` the linear decoding."""
        decoded, real, given = crops(output, centres), crops(target, centres), crops(base.detach(), centres)
        self.critic.requires_grad_(True)
        loss = critic_loss(self.critic(real, given)[-1], self.critic(decoded.detach(), given)[-1])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        self.critic.requires_grad_(False)
        features = self.critic(decoded, given)
        return FEATURE_WEIGHT * feature_distance(self.critic(real, given), features) - features[-1].mean()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fit-only", action="store_true", help="fit the linear encoder and stop (the denoiser can start)")
    parser.add_argument("--start-from", type=Path, help="checkpoint of another preset's autoencoder, of a smaller picture, to begin with")
    parser.add_argument("--samples", type=int, help="train the decoder until so many samples were seen (default: the preset's)")
    parser.add_argument("--minutes", type=float, help="plan the learning rate's decay to end after so many minutes from now")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, path = preset.train_autoencoder, run_folder(preset.name) / CHECKPOINT
    total = args.samples or size.samples
    state = load_checkpoint(path)
    if state and state["done"] >= total:
        print(f"autoencoder: {state['done']} samples seen, nothing left to do")
        return
    device = training_device()
    if state:
        model = Autoencoder(preset.autoencoder)
    else:
        torch.manual_seed(preset.seed)
        model = grown(preset, args.start_from) if args.start_from else fit_encoder(preset)
    model.to(device)
    ema = Ema(model, 0.998)
    decoder = list(model.decoder.parameters())
    optimizer = torch.optim.Adam(decoder, lr=size.learning_rate, betas=(0.9, 0.99))
    sharpener = Sharpener(device)
    done = 0
    if state:
        model.load_state_dict(state["model"])
        ema.load(state["ema"])
        if "optimizer" in state:  # not in weights that `carry` brought back
            optimizer.load_state_dict(state["optimizer"])
        done = state["done"]
        if "sharpener" in state:
            sharpener.load(state["sharpener"])
    fresh = 0 if state and "optimizer" in state else done
    model.encoder.requires_grad_(False)

    def save() -> None:
        save_checkpoint(
            path,
            {
                "model": model.state_dict(),
                "ema": ema.state(),
                "optimizer": optimizer.state_dict(),
                "done": done,
                "sharpener": sharpener.state(),
            },
        )

    if not state:
        save()
    if args.fit_only:
        return
    split = load_split(run_folder(preset.name) / "renders", "diffusion")
    held_out = load_split(run_folder(preset.name) / "renders", "heldout", limit=200)
    pixels = split.pixels(device)
    progress = Progress("autoencoder", total, done)
    started = last_save = time.monotonic()
    while done < total:
        elapsed = (time.monotonic() - started) / 60
        if args.minutes and elapsed >= args.minutes:
            break
        fraction_left = 1 - (elapsed / args.minutes if args.minutes else done / total)
        rng = np.random.default_rng((preset.seed, done))
        index = np.sort(rng.choice(len(split), size.batch))
        images = to_planes(pixels[torch.from_numpy(index).to(device)])
        sharpen = fraction_left <= SHARPENED
        rate = size.learning_rate * min(0.5 if sharpen else 1.0, (done - fresh) / (50 * size.batch) + 0.02, 0.03 + 2 * fraction_left)
        for group in optimizer.param_groups:
            group["lr"] = rate
        latent = model.encoder(images)
        generator = seeded(device, int(rng.integers(2**31)))
        noise = torch.randn(latent.shape, generator=generator, device=device) * preset.decoder_noise
        latent = latent + noise * torch.rand(len(images), 1, 1, 1, generator=generator, device=device)
        with autocast(device):
            output = model.decoder(latent).float()
        centres = eyes_and_mouth(split, index)
        loss = reconstruction_loss(output, images, region_weights(centres.to(device), images.shape[-1]))
        if sharpen:
            # One more spot anywhere: hair, beard and skin have their grain too.
            side = images.shape[-1]
            anywhere = torch.from_numpy(rng.uniform(0, side, (len(images), 1, 2))).float()
            wander = torch.from_numpy(rng.uniform(-WANDER, WANDER, centres.shape)).float() * side / 128
            shown = torch.cat([centres + wander, anywhere], dim=1)[:, rng.choice(4, SHOWN, replace=False)]
            with autocast(device):
                adversarial = sharpener.loss(output, images, linear_picture(model, latent), shown)
            weight = CRITIC_WEIGHT * min(1.0, 0.08 + 4 * fraction_left)
            loss = loss + weight * adaptive_weight(loss, adversarial, model.decoder.last.weight) * adversarial
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
