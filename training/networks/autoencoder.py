"""Image ↔ latent: a linear patch encoder (PCA) and a learned decoder that heals its seams.

The encoder is one 16×16 convolution of stride 16, at 256 px over the picture's halved copy: it needs no training, and the
denoiser can start at once. What halving loses the decoder draws from what it has learned of faces.
Its channels are half-whitened (each divided by the square root of its deviation), then scaled together to unit
mean variance. The decoder starts from the exact linear inverse and adds what context tells about the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class AutoencoderConfig:
    image: int = 128
    #: The linear part sees the picture averaged over pool × pool pixels.
    pool: int = 1
    patch: int = 16
    channels: int = 48
    coarse_width: int = 128
    coarse_blocks: int = 2
    fine_width: int = 64
    fine_blocks: int = 4
    #: Where the linear part sees half the picture's side: width and blocks at an eighth of its patch.
    finer_width: int = 48
    finer_blocks: int = 0

    @property
    def grid(self) -> int:
        return self.image // (self.patch * self.pool)


def _silence(layer: nn.Conv2d) -> None:
    """Weights and bias of zero: what the layer adds begins as nothing."""
    for parameter in layer.parameters():
        nn.init.zeros_(parameter)


class _ResBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        _silence(self.conv2)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.silu(self.conv1(F.silu(x))))


class Encoder(nn.Module):
    """image [B,3,H,W] in −1…1 → latent [B,C,h,w]."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.pool = config.pool
        self.project = nn.Conv2d(3, config.channels, config.patch, stride=config.patch)

    def forward(self, image: Tensor) -> Tensor:
        return self.project(F.avg_pool2d(image, self.pool) if self.pool > 1 else image)


class Decoder(nn.Module):
    """latent [B,C,h,w] → image [B,3,H,W] in −1…1."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.linear = nn.ConvTranspose2d(config.channels, 3, config.patch, stride=config.patch)
        coarse, fine = config.coarse_width, config.fine_width
        # Two resolutions: twice and four times the latent's grid.
        self.coarse_step, self.fine_step = config.patch // 2, config.patch // 4
        self.from_latent = nn.Conv2d(config.channels, coarse, 3, padding=1)
        self.from_base_coarse = nn.Conv2d(3 * self.coarse_step**2, coarse, 1)
        self.coarse = nn.Sequential(*(_ResBlock(coarse) for _ in range(config.coarse_blocks)))
        self.to_fine = nn.Conv2d(coarse, 4 * fine, 1)
        self.from_base_fine = nn.Conv2d(3 * self.fine_step**2, fine, 3, padding=1)
        self.fine = nn.Sequential(*(_ResBlock(fine) for _ in range(config.fine_blocks)))
        self.out = nn.Conv2d(fine, 3 * self.fine_step**2, 3, padding=1)
        _silence(self.out)
        self.pool = config.pool
        if config.pool > 1:
            finer = config.finer_width
            self.to_finer = nn.Conv2d(fine, 4 * finer, 1)
            self.from_half = nn.Conv2d(3 * (self.fine_step // 2) ** 2, finer, 3, padding=1)
            self.finer = nn.Sequential(*(_ResBlock(finer) for _ in range(config.finer_blocks)))
            self.finer_out = nn.Conv2d(finer, 3 * (config.pool * self.fine_step // 2) ** 2, 3, padding=1)
            _silence(self.finer_out)

    @property
    def last(self) -> nn.Conv2d:
        """The layer whose output is the picture."""
        return self.finer_out if self.pool > 1 else self.out

    def forward(self, latent: Tensor) -> Tensor:
        base = self.linear(latent)
        up = F.interpolate(self.from_latent(latent), scale_factor=2.0, mode="nearest")
        x = self.coarse(up + self.from_base_coarse(F.pixel_unshuffle(base, self.coarse_step)))
        x = F.pixel_shuffle(self.to_fine(x), 2) + self.from_base_fine(F.pixel_unshuffle(base, self.fine_step))
        x = F.silu(self.fine(x))
        picture = base + F.pixel_shuffle(self.out(x), self.fine_step)
        if self.pool > 1:
            x = F.pixel_shuffle(self.to_finer(x), 2) + self.from_half(F.pixel_unshuffle(picture, self.fine_step // 2))
            x = self.finer_out(F.silu(self.finer(x)))
            enlarged = F.interpolate(picture, scale_factor=float(self.pool), mode="bilinear", align_corners=False)
            picture = enlarged + F.pixel_shuffle(x, self.pool * self.fine_step // 2)
        return picture.clamp(-1.0, 1.0)


class Autoencoder(nn.Module):
    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)

    def fit_linear(self, images: Tensor) -> Tensor:
        """Set the encoder and the decoder's linear part from images [n,3,H,W] in −1…1; returns the explained variance of what it sees."""
        c = self.config
        images = F.avg_pool2d(images, c.pool)
        mean = images.mean(dim=(0, 2, 3))  # one colour: what a transposed convolution's bias can put back
        patches = F.unfold(images - mean[:, None, None], c.patch, stride=c.patch)
        patches = patches.transpose(1, 2).reshape(-1, 3 * c.patch**2)
        covariance = (patches.T @ patches) / len(patches)
        values, vectors = torch.linalg.eigh(covariance.double())
        order = torch.argsort(values, descending=True)[: c.channels]
        values, vectors = values[order].float(), vectors[:, order].float()
        scale = values.sqrt().sqrt()  # half-whitening: std → √std
        gain = (values / scale**2).mean().rsqrt()
        down = (vectors / scale * gain).T  # [C, 3·p²]
        up = (vectors * scale / gain).T
        shape = (c.channels, 3, c.patch, c.patch)
        project, linear = self.encoder.project, self.decoder.linear
        assert project.bias is not None and linear.bias is not None
        with torch.no_grad():
            project.weight.copy_(down.reshape(shape))
            project.bias.copy_(-(down.reshape(shape).sum(dim=(2, 3)) @ mean))
            linear.weight.copy_(up.reshape(shape))
            linear.bias.copy_(mean)
        return values.sum() / covariance.diagonal().sum().float()
