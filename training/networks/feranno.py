"""FERAnno, the pseudo-label generator (SynFER section 3.4): labels read from the frozen denoiser's own features.

The denoiser runs once at t = 1 on the finished latent, without AUs, on one fixed probe prompt that names the eight
expressions, so that the text attention maps say where each word is seen and nothing of the request leaks into the label.
Tokens of several depths and the attention maps are fused by bidirectional cross-attention. What is seen where decides
expressions, so the heads read the fused tokens side by side, not their mean alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.networks.attention import Mlp, attend, split_last
from training.networks.denoiser import Denoiser, Features

#: One word per class, in class order: its tokens' attention maps are FERAnno's second input.
PROBE_PROMPT = "neutral, happy, sad, surprised, afraid, disgusted, angry, contemptuous face"
TIMESTEP = 1.0


@dataclass(frozen=True)
class FerannoConfig:
    feature_width: int = 192
    levels: int = 4
    text_length: int = 40
    width: int = 128
    heads: int = 4
    spatial: int = 24
    tokens: int = 64
    classes: int = 8
    au_columns: int = 47


class _Cross(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_q, self.norm_kv, self.norm_mlp = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key_value = nn.Linear(width, width), nn.Linear(width, 2 * width)
        self.out, self.mlp = nn.Linear(width, width), Mlp(width, 2)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        key, value = split_last(self.key_value(self.norm_kv(context)), 2)
        x = x + self.out(attend(self.query(self.norm_q(x)), key, value, self.heads)[0])
        return x + self.mlp(self.norm_mlp(x))


class FerannoHead(nn.Module):
    """features of the denoiser → logits [B,8], AU intensities [B,N] in 0…1."""

    def __init__(self, config: FerannoConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.level_norms = nn.ModuleList(nn.LayerNorm(config.feature_width) for _ in range(config.levels))
        self.level_in = nn.ModuleList(nn.Linear(config.feature_width, width) for _ in range(config.levels))
        self.map_in = nn.Linear(config.levels * config.text_length, width)
        self.position = nn.Parameter(torch.randn(config.tokens, width) * 0.02)
        self.to_features, self.to_maps = _Cross(width, config.heads), _Cross(width, config.heads)
        self.mix = _Cross(width, config.heads)
        self.spatial = nn.Linear(width, config.spatial)
        self.side_by_side = nn.Sequential(
            nn.LayerNorm(config.spatial * config.tokens),
            nn.Linear(config.spatial * config.tokens, 2 * width),
            nn.GELU(approximate="tanh"),
            nn.Dropout(0.2),
        )
        self.norm = nn.LayerNorm(4 * width)
        self.classes = nn.Linear(4 * width, config.classes)
        self.action_units = nn.Linear(4 * width, config.au_columns)

    def forward(self, features: Features) -> tuple[Tensor, Tensor]:
        x = self.position.expand(features.tokens[0].shape[0], -1, -1)
        for norm, level, tokens in zip(self.level_norms, self.level_in, features.tokens, strict=True):
            x = x + level(norm(tokens))
        maps = self.map_in(torch.cat(features.maps, dim=-1) * self.config.text_length) + self.position
        fused, seen = self.to_features(x, maps), self.to_maps(maps, x)
        fused = self.mix(fused, torch.cat([fused, seen], dim=1))
        placed = self.side_by_side(self.spatial(fused).flatten(1))
        read = self.norm(torch.cat([fused.mean(dim=1), seen.mean(dim=1), placed], dim=-1))
        return self.classes(read), torch.sigmoid(self.action_units(read))


class Feranno(nn.Module):
    """Denoiser and head as one graph: latent [B,C,h,w] → logits [B,8], au [B,N]."""

    def __init__(self, denoiser: Denoiser, head: FerannoHead, probe_text: Tensor) -> None:
        super().__init__()
        self.denoiser, self.head = denoiser, head
        self.probe_text: Tensor
        self.register_buffer("probe_text", probe_text)  # [1,T,D]

    def features(self, latent: Tensor) -> Features:
        batch = latent.shape[0]
        columns = self.denoiser.config.au_columns
        return self.denoiser.with_features(
            latent,
            torch.full((batch,), TIMESTEP, device=latent.device),
            self.probe_text.expand(batch, -1, -1),
            torch.zeros(batch, columns, device=latent.device),
            torch.zeros(batch, device=latent.device),
        )[1]

    def forward(self, latent: Tensor) -> tuple[Tensor, Tensor]:
        return self.head(self.features(latent))
