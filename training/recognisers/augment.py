"""Batches for the image-space recognisers: shifts, light and camera, mirror with its action units, degradations.

Everything is a function of the generator given, so a resumed run sees the batches an uninterrupted one would. Pixels stay on
their device; what is drawn for a whole picture is drawn on the processor.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import to_planes
from training.device import seeded
from training.facs import MIRROR_ORDER


def shifted(images: Tensor, rng: np.random.Generator, most: int) -> Tensor:
    """Each image moved by up to `most` pixels either way, edges repeated. uint8 [n,H,W,3]."""
    height, width = images.shape[1:3]
    rows, columns = (torch.arange(-most, side + most, device=images.device).clamp(0, side - 1) for side in (height, width))
    padded = images[:, rows][:, :, columns]
    offsets = rng.integers(0, 2 * most + 1, (len(images), 2)).tolist()
    return torch.stack([image[y : y + height, x : x + width] for image, (y, x) in zip(padded, offsets, strict=True)])


def mirrored(images: Tensor, au: np.ndarray, rng: np.random.Generator) -> tuple[Tensor, np.ndarray]:
    """Half of the images mirrored, each with its AU columns' sides swapped."""
    flip = rng.random(len(images)) < 0.5
    au = au.copy()
    au[flip] = au[flip][:, MIRROR_ORDER]
    there = torch.from_numpy(flip).to(images.device)[:, None, None, None]
    return torch.where(there, images.flip(2), images), au


def to_tensor(images: np.ndarray) -> Tensor:
    """uint8 [n,H,W,3] → float32 [n,3,H,W] in −1…1, channels last in memory."""
    return to_planes(torch.from_numpy(np.ascontiguousarray(images)))


def seen_at(images: Tensor, side: int) -> Tensor:
    """[n,3,H,W] averaged down to the side at which a recogniser looks; themselves where they have it."""
    step = images.shape[-1] // side
    return F.avg_pool2d(images, step) if step > 1 else images


def photometric(images: Tensor, rng: np.random.Generator, amount: float) -> Tensor:
    """Exposure, contrast and white balance of each image changed by up to about `amount`."""
    n = len(images)
    gain = torch.from_numpy(np.exp(rng.normal(0, 0.6 * amount, (n, 1, 1, 1)) + rng.normal(0, 0.25 * amount, (n, 3, 1, 1))))
    bias = torch.from_numpy(rng.normal(0, 0.5 * amount, (n, 1, 1, 1)))
    return torch.addcmul(bias.float().to(images.device), images, gain.float().to(images.device)).clamp_(-1.0, 1.0)


def noised(images: Tensor, deviation: np.ndarray, rng: np.random.Generator) -> Tensor:
    device = images.device
    noise = torch.randn(images.shape, generator=seeded(device, int(rng.integers(2**62))), device=device)
    return (images + noise * torch.from_numpy(deviation).float().to(device).view(-1, 1, 1, 1)).clamp_(-1.0, 1.0)


def blurred(image: Tensor, factor: float) -> Tensor:
    """[n,3,H,W] shrunk by `factor` and enlarged again."""
    size = image.shape[-1]
    small = F.interpolate(image, size=max(round(size / factor), 4), mode="bilinear", antialias=True, align_corners=False)
    return F.interpolate(small, size=size, mode="bilinear", align_corners=False)


def patch_shuffled(image: Tensor, rng: np.random.Generator, patch: int) -> Tensor:
    """A third of the patches of [3,H,W] change places."""
    side = image.shape[-1] // patch
    tiles = image.unfold(1, patch, patch).unfold(2, patch, patch).reshape(3, side * side, patch, patch).clone()
    chosen = rng.choice(side * side, max(side * side // 3, 2), replace=False)
    tiles[:, chosen] = tiles[:, np.roll(chosen, 1)]
    return tiles.reshape(3, side, side, patch, patch).permute(0, 1, 3, 2, 4).reshape(3, side * patch, side * patch)


class PatchBasis:
    """Principal components of 16×16 patches: the look of images that went through a small latent."""

    def __init__(self, images: np.ndarray, device: torch.device | None = None, components: int = 160, patch: int = 16) -> None:
        self.patch = patch
        patches = self._patches(to_tensor(images)).flatten(0, 1)
        mean = patches.mean(dim=0)
        centred = patches - mean
        _, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))
        self.mean, self.components = mean.to(device), vectors.flip(1)[:, :components].contiguous().to(device)  # strongest first

    def _patches(self, images: Tensor) -> Tensor:
        return F.unfold(images.contiguous(), self.patch, stride=self.patch).transpose(1, 2)

    def reconstruct(self, images: Tensor, components: int) -> Tensor:
        """Images rebuilt from the strongest `components` numbers of each patch."""
        basis = self.components[:, :components]
        patches = (self._patches(images) - self.mean) @ basis @ basis.T + self.mean
        return F.fold(patches.transpose(1, 2), images.shape[-2:], self.patch, stride=self.patch).clamp(-1.0, 1.0)


#: What `degrade` did to an image.
INTACT, BLURRED, NOISED, SHUFFLED, COMPRESSED = range(5)


def degrade(images: Tensor, rng: np.random.Generator, share: float, basis: PatchBasis | None) -> tuple[Tensor, np.ndarray]:
    """A `share` of the images made worse. Returns images and what was done to each (int64 [n])."""
    done = np.full(len(images), INTACT, dtype=np.int64)
    images = images.clone()
    for i in np.flatnonzero(rng.random(len(images)) < share):
        done[i] = rng.choice((BLURRED, NOISED, SHUFFLED, COMPRESSED), p=(0.3, 0.15, 0.15, 0.4))
        if done[i] == COMPRESSED and basis is None:
            done[i] = BLURRED
        one = images[i : i + 1]
        if done[i] == BLURRED:
            images[i] = blurred(one, float(rng.uniform(1.5, 4.0)))[0]
        elif done[i] == NOISED:
            images[i] = noised(one, rng.uniform(0.06, 0.25, 1), rng)[0]
        elif done[i] == SHUFFLED:
            images[i] = patch_shuffled(images[i], rng, int(rng.choice((8, 16))))
        elif basis is not None:
            images[i] = basis.reconstruct(one, int(rng.integers(32, 161)))[0]
    return images, done
