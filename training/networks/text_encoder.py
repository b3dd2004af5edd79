"""Prompt tokens → text embedding: a small transformer trained from scratch on our captions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.networks.attention import Mlp, attend, split_last

PAD_ID = 0


@dataclass(frozen=True)
class TextConfig:
    vocabulary: int = 1024
    length: int = 40
    width: int = 128
    depth: int = 4
    heads: int = 4


class _Block(nn.Module):
    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.norm1, self.norm2 = nn.LayerNorm(config.width), nn.LayerNorm(config.width)
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.mlp = Mlp(config.width, 4)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        q, k, v = split_last(self.qkv(self.norm1(x)), 3)
        x = x + self.out(attend(q, k, v, self.heads, keep)[0])
        return x + self.mlp(self.norm2(x))


class TextEncoder(nn.Module):
    """input_ids int64 [B,T] → text [B,T,D]; padded positions are zero, position 0 (begin) sums the prompt up."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        self.token = nn.Embedding(config.vocabulary, config.width)
        self.position = nn.Parameter(torch.randn(config.length, config.width) * 0.02)
        self.blocks = nn.ModuleList(_Block(config) for _ in range(config.depth))
        self.norm = nn.LayerNorm(config.width)

    def forward(self, input_ids: Tensor) -> Tensor:
        keep = (input_ids != PAD_ID).to(self.position.dtype)
        x = self.token(input_ids) + self.position
        for block in self.blocks:
            x = block(x, keep)
        return self.norm(x) * keep[:, :, None]
