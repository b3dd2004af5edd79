"""The judge's network: image → what it reads in it.

A residual network with averaged (anti-aliased) downsampling and attention pooling. It reads classes, action units, looks, identity
and quality.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.facs import CLASSES, COLUMNS
from training.recognisers.augment import seen_at
from training.render.attributes import ATTRIBUTES

EMBEDDING = 64


@dataclass(frozen=True)
class JudgeConfig:
    image: int = 128
    patch: int = 4  # the stem sees 4×4 pixels as one cell
    stem: int = 32
    widths: tuple[int, ...] = (64, 128)  # each at half as many cells a side as the one before, the first at half the stem's
    inner: tuple[int, ...] = (48, 96)
    queries: int = 6
    tokens: int = 96
    spatial: int = 24
    features: int = 160


class Reading(NamedTuple):
    """What the judge says of images. `features` are what the Fréchet distance is measured in."""

    classes: Tensor  # logits [B,8]
    units: Tensor  # logits [B,47]; their sigmoid is the intensity
    attributes: tuple[Tensor, ...]  # logits, one tensor per attribute
    identity: Tensor  # unit vectors [B,64]
    quality: Tensor  # logit [B]: a whole, sharp render
    features: Tensor  # [B,F]


class _Residual(nn.Module):
    """Pre-activation residual block through a narrower middle."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.BatchNorm2d(width, momentum=0.05), nn.BatchNorm2d(inner, momentum=0.05)
        self.conv1 = nn.Conv2d(width, inner, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(inner, width, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))


class Judge(nn.Module):
    """image [B,3,H,W] in −1…1 → Reading."""

    def __init__(self, config: JudgeConfig, looks: tuple[int, ...]) -> None:
        """`looks`: how many words each attribute has."""
        super().__init__()
        self.config = config
        self.stem = nn.Conv2d(3 * config.patch**2, config.stem, 3, padding=1)
        self.refine = _Residual(config.stem, config.stem // 2)
        stages: list[nn.Module] = []
        inputs = config.stem
        for width, inner in zip(config.widths, config.inner, strict=True):
            stages += [nn.AvgPool2d(2), nn.Conv2d(inputs, width, 3, padding=1), _Residual(width, inner)]
            inputs = width
        self.body = nn.Sequential(*stages, nn.BatchNorm2d(inputs, momentum=0.05), nn.SiLU())
        cells = (config.image // config.patch >> len(config.widths)) ** 2
        # Attention pooling: learned questions to the cells, for what is a matter of the whole face.
        self.tokens = nn.Linear(inputs, config.tokens)
        self.position = nn.Parameter(torch.randn(cells, config.tokens) * 0.3)
        self.queries = nn.Parameter(torch.randn(config.queries, config.tokens))
        self.pooled = nn.Sequential(
            nn.LayerNorm(config.queries * config.tokens),
            nn.Linear(config.queries * config.tokens, config.features),
            nn.SiLU(),
            nn.LayerNorm(config.features),
        )
        self.classes = nn.Linear(config.features, len(CLASSES))
        self.attributes = nn.ModuleList(nn.Linear(config.features, words) for words in looks)
        self.identity = nn.Linear(config.features, EMBEDDING)
        self.quality = nn.Linear(config.features, 1)
        # Action units are a matter of where: every cell keeps its place.
        self.spatial = nn.Conv2d(inputs, config.spatial, 1)
        self.units = nn.Sequential(
            nn.LayerNorm(config.spatial * cells),
            nn.Dropout(0.1),
            nn.Linear(config.spatial * cells, config.features),
            nn.SiLU(),
            nn.LayerNorm(config.features),
            nn.Linear(config.features, len(COLUMNS)),
        )

    def forward(self, image: Tensor) -> Reading:
        cells = F.pixel_unshuffle(seen_at(image, self.config.image), self.config.patch).contiguous(memory_format=torch.channels_last)
        maps = self.body(self.refine(self.stem(cells)))
        tokens = self.tokens(maps.flatten(2).transpose(1, 2)) + self.position
        attention = torch.softmax(self.queries @ tokens.transpose(1, 2) / tokens.shape[-1] ** 0.5, dim=-1)
        features = self.pooled((attention @ tokens).flatten(1))
        return Reading(
            classes=self.classes(features),
            units=self.units(self.spatial(maps).flatten(1)),
            attributes=tuple(head(features) for head in self.attributes),
            identity=F.normalize(self.identity(features), dim=-1),
            quality=self.quality(features)[:, 0],
            features=features,
        )


#: How many words each attribute has.
LOOKS = tuple(map(len, ATTRIBUTES.values()))


def build(config: JudgeConfig | dict[str, Any] | None = None, looks: tuple[int, ...] = LOOKS) -> Judge:
    if isinstance(config, dict):
        said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in config.items()}
        config = JudgeConfig(**said)
    # torch's types leave this form of `to` out.
    return Judge(config or JudgeConfig(), looks).to(memory_format=torch.channels_last)  # type: ignore[call-overload]


def load(path: Path) -> Judge:
    """A judge in evaluation mode, in float32 whatever it is kept in.

    It may have learned before words and attributes were added at the end of the vocabulary: it has the heads it learned.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    heads = [name for name in state["state"] if name.startswith("attributes.") and name.endswith(".weight")]
    model = build(state["config"], tuple(len(state["state"][f"attributes.{i}.weight"]) for i in range(len(heads))))
    model.load_state_dict(state["state"])
    return model.eval().requires_grad_(False)
