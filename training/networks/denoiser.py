"""The denoiser: a transformer over latent tokens that predicts the clean latent x̂0.

Conditions enter twice: summed into the adaptive layer norm's embedding (timestep, text summary, AU vector), and
by decoupled cross-attention (IP-Adapter, Ye et al. 2023; SynFER section 3): text tokens and AU tokens have their
own keys and values, and the AU part is weighted by `au_scale` (λ_AU).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training.networks.attention import Mlp, SelfAttention, attend, mixed, split_last


@dataclass(frozen=True)
class DenoiserConfig:
    channels: int = 48
    grid: int = 8
    width: int = 192
    depth: int = 8
    heads: int = 6
    mlp_ratio: float = 4.0
    text_width: int = 128
    au_columns: int = 47


class Features(NamedTuple):
    """What FERAnno reads: tokens after chosen blocks [B,h·w,W] each, text attention maps [B,h·w,T] each."""

    tokens: list[Tensor]
    maps: list[Tensor]


def timestep_embedding(timestep: Tensor, width: int) -> Tensor:
    """Sinusoidal embedding of t in 0…999. timestep [B] → [B,width]."""
    half = width // 2
    frequencies = torch.exp(torch.arange(half, dtype=torch.float32, device=timestep.device) * (-math.log(10000.0) / half))
    angles = timestep[:, None] * frequencies
    return torch.cat([torch.cos(angles), torch.sin(angles)], dim=-1)


class _DecoupledCrossAttention(nn.Module):
    def __init__(self, config: DenoiserConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.query = nn.Linear(width, width)
        self.text_kv = nn.Linear(config.text_width, 2 * width)
        self.au_kv = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.out_au = nn.Linear(width, width)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out_au.weight)

    def forward(self, x: Tensor, text: Tensor, au_tokens: Tensor, au_scale: Tensor) -> tuple[Tensor, Tensor]:
        q = self.query(x)
        key, value = split_last(self.text_kv(text), 2)
        from_text, weights = attend(q, key, value, self.heads)
        key, value = split_last(self.au_kv(au_tokens), 2)
        from_au = mixed(q, key, value, self.heads)
        return self.out(from_text) + au_scale[:, None, None] * self.out_au(from_au), weights.mean(dim=1)


class _Block(nn.Module):
    def __init__(self, config: DenoiserConfig, cross: bool, skip: bool) -> None:
        super().__init__()
        width = config.width
        self.norm1 = nn.LayerNorm(width, elementwise_affine=False)
        self.norm2 = nn.LayerNorm(width, elementwise_affine=False)
        self.attention = SelfAttention(width, config.heads)
        self.mlp = Mlp(width, config.mlp_ratio)
        self.modulation = nn.Linear(width, 6 * width)
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.modulation.bias)
        self.cross = _DecoupledCrossAttention(config) if cross else None
        self.cross_norm = nn.LayerNorm(width) if cross else None
        self.skip = nn.Linear(2 * width, width) if skip else None

    def forward(self, x: Tensor, skip: Tensor | None, embedding: Tensor, text: Tensor, au_tokens: Tensor, au_scale: Tensor) -> tuple[Tensor, Tensor | None]:
        if self.skip is not None and skip is not None:
            x = self.skip(torch.cat([x, skip], dim=-1))
        shift1, scale1, gate1, shift2, scale2, gate2 = split_last(self.modulation(embedding)[:, None, :], 6)
        x = x + gate1 * self.attention(self.norm1(x) * (1 + scale1) + shift1)
        maps = None
        if self.cross is not None and self.cross_norm is not None:
            mixed, maps = self.cross(self.cross_norm(x), text, au_tokens, au_scale)
            x = x + mixed
        x = x + gate2 * self.mlp(self.norm2(x) * (1 + scale2) + shift2)
        return x, maps


class Denoiser(nn.Module):
    """latent [B,C,h,w], timestep [B], text [B,T,D], au [B,N] in 0…1, au_scale [B] → x̂0 [B,C,h,w].

    `channel_variance` [C] (of clean latents) and ᾱ_t precondition input and output per channel, as in EDM (Karras et
    al. 2022, section 5) written for the variance-preserving process: the network itself sees and predicts unit variance.
    """

    def __init__(self, config: DenoiserConfig, alphas_cumprod: Tensor) -> None:
        super().__init__()
        self.config = config
        width, tokens = config.width, config.grid**2
        self.alphas_cumprod: Tensor
        self.register_buffer("alphas_cumprod", alphas_cumprod)
        self.channel_variance: Tensor
        self.register_buffer("channel_variance", torch.ones(config.channels))
        self.patch_in = nn.Linear(config.channels, width)
        self.position = nn.Parameter(torch.randn(tokens, width) * 0.02)
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.text_summary = nn.Sequential(nn.Linear(config.text_width, width), nn.SiLU(), nn.Linear(width, width))
        self.au_summary = nn.Sequential(nn.Linear(config.au_columns, width), nn.SiLU(), nn.Linear(width, width))
        self.au_name = nn.Parameter(torch.randn(config.au_columns, width) * 0.5)
        self.au_value = nn.Parameter(torch.randn(config.au_columns, width) * 0.5)
        half = config.depth // 2
        self.blocks = nn.ModuleList(_Block(config, cross=i % 2 == 1, skip=i >= half) for i in range(config.depth))
        self.final_norm = nn.LayerNorm(width, elementwise_affine=False)
        self.final_modulation = nn.Linear(width, 2 * width)
        self.patch_out = nn.Linear(width, config.channels)
        for layer in (self.final_modulation, self.patch_out):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def preconditioning(self, alpha_bar: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ᾱ [B] → input scale, skip weight and output scale, each [B,C,1,1]."""
        alpha = alpha_bar[:, None]
        variance = self.channel_variance[None, :]
        total = alpha * variance + (1 - alpha)
        shapes = (total.rsqrt(), alpha.sqrt() * variance / total, (variance * (1 - alpha) / total).sqrt())
        return shapes[0][:, :, None, None], shapes[1][:, :, None, None], shapes[2][:, :, None, None]

    def network(self, x: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor) -> tuple[Tensor, Features]:
        """The preconditioned network F on unit-variance input x [B,C,h,w]."""
        c = self.config
        batch = x.shape[0]
        h = self.patch_in(x.reshape(batch, c.channels, -1).transpose(1, 2)) + self.position
        embedding = self.time(timestep_embedding(timestep, c.width)) + self.text_summary(text[:, 0])
        embedding = nn.functional.silu(embedding + au_scale[:, None] * self.au_summary(au))
        au_tokens = self.au_name + au[:, :, None] * self.au_value
        skips: list[Tensor] = []
        tokens: list[Tensor] = []
        maps: list[Tensor] = []
        for block in self.blocks:
            skip = skips.pop() if block.skip is not None else None
            h, attention_map = block(h, skip, embedding, text, au_tokens, au_scale)
            if block.skip is None:
                skips.append(h)
            if attention_map is not None:
                tokens.append(h)
                maps.append(attention_map)
        shift, scale = split_last(self.final_modulation(embedding)[:, None, :], 2)
        out = self.patch_out(self.final_norm(h) * (1 + scale) + shift)
        return out.transpose(1, 2).reshape(batch, c.channels, c.grid, c.grid), Features(tokens, maps)

    def with_features(self, latent: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor) -> tuple[Tensor, Features]:
        alpha_bar = self.alphas_cumprod[timestep.round().to(torch.int64)]
        scale_in, skip, scale_out = self.preconditioning(alpha_bar)
        out, features = self.network(latent * scale_in, timestep, text, au, au_scale)
        return latent * skip + out * scale_out, features

    def forward(self, latent: Tensor, timestep: Tensor, text: Tensor, au: Tensor, au_scale: Tensor) -> Tensor:
        return self.with_features(latent, timestep, text, au, au_scale)[0]
