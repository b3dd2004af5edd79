"""The guide: an expression classifier on x̂0 latents whose gradient steers the text embedding. Never a label."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.networks.attention import Mlp, SelfAttention
from training.networks.denoiser import timestep_embedding


@dataclass(frozen=True)
class GuideConfig:
    channels: int = 48
    grid: int = 8
    width: int = 128
    depth: int = 3
    heads: int = 4
    spatial: int = 16
    classes: int = 8


class Guide(nn.Module):
    """x̂0 [B,C,h,w], timestep [B] it was predicted at → logits [B,8]. No convolution: its gradient is matrix products."""

    def __init__(self, config: GuideConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.patch_in = nn.Linear(config.channels, width)
        self.position = nn.Parameter(torch.randn(config.grid**2, width) * 0.02)
        self.time = nn.Linear(width, width)
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "norm1": nn.LayerNorm(width),
                    "attention": SelfAttention(width, config.heads),
                    "norm2": nn.LayerNorm(width),
                    "mlp": Mlp(width, 3),
                }
            )
            for _ in range(config.depth)
        )
        self.norm = nn.LayerNorm(width)
        self.spatial = nn.Linear(width, config.spatial)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(config.spatial * config.grid**2, config.classes)

    def forward(self, sample: Tensor, timestep: Tensor) -> Tensor:
        x = self.patch_in(sample.flatten(2).transpose(1, 2)) + self.position
        x = x + self.time(timestep_embedding(timestep, self.config.width))[:, None, :]
        for block in self.blocks:
            assert isinstance(block, nn.ModuleDict)
            x = x + block["attention"](block["norm1"](x))
            x = x + block["mlp"](block["norm2"](x))
        # Read side by side: a mean over the face would have to learn first what a place means.
        return self.head(self.dropout(self.spatial(self.norm(x)).flatten(1)))
