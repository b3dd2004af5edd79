"""A decoder for previews: a linear map from latent channels to RGB, fitted on the spot from the VAE.

The latents of Stable Diffusion's VAE hold a small picture that a linear map brings out well enough to follow the steps.
It is fitted by least squares on pictures the VAE encodes: soft colour fields, or pictures that are given.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.checkpoints.errors import CheckpointError
from training.checkpoints.graphs import EncoderGraph

#: Colour fields drawn where no pictures are given.
FIELDS = 12


class LinearPreview(nn.Module):
    """`latent` [B,C,h,w] → `image` [B,3,h,w] in −1…1."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(weight[:, :, None, None]), nn.Parameter(bias)

    def forward(self, latent: Tensor) -> Tensor:
        return F.conv2d(latent, self.weight, self.bias).clamp(-1, 1)


def colour_fields(count: int, size: int, generator: torch.Generator) -> Tensor:
    """Soft random pictures [count,3,size,size] in −1…1: sums of noise at three scales."""
    layers = [F.interpolate(torch.randn(count, 3, n, n, generator=generator), (size, size), mode="bicubic") for n in (2, 5, 11)]
    return torch.tanh(0.8 * layers[0] + 0.5 * layers[1] + 0.3 * layers[2])


def read_pictures(folder: Path, size: int, limit: int = 64) -> Tensor:
    """Pictures of a folder, middle square, [n,3,size,size] in −1…1. @raises CheckpointError `not-found`"""
    from PIL import Image, ImageOps

    paths = sorted(path for path in folder.glob("*") if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp"))[:limit]
    if not paths:
        raise CheckpointError("not-found", f"There are no pictures in {folder}.")
    arrays = [np.asarray(ImageOps.fit(Image.open(path).convert("RGB"), (size, size)), np.float32) for path in paths]
    return torch.from_numpy(np.stack(arrays)).permute(0, 3, 1, 2) / 127.5 - 1


@torch.no_grad()
def fit_preview(encoder: EncoderGraph, pictures: Tensor) -> LinearPreview:
    """Least squares from latents to the pictures at the latents' size; `pictures` [n,3,H,W] in −1…1."""
    latents = torch.cat([encoder(picture[None]) for picture in pictures])
    small = F.interpolate(pictures, latents.shape[-2:], mode="area")
    rows = latents.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])
    rows = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    # A little ridge: a VAE whose channels agree on these pictures leaves the rest of the map small.
    square = rows.T @ rows + 1e-3 * len(rows) * torch.diag(torch.tensor([1.0] * latents.shape[1] + [0.0]))
    solved = torch.linalg.solve(square, rows.T @ small.permute(0, 2, 3, 1).reshape(-1, 3))
    return LinearPreview(solved[:-1].T.contiguous(), solved[-1].contiguous()).eval()
