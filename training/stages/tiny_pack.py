"""tiny-pack: a pack of the real format with random weights, small enough for WebGPU's software adapter in tests.

`python -m training.stages.tiny_pack e2e/fixtures/tiny-pack`. Deterministic; its faces are noise, its arithmetic is real.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from training.facs import CLASS_PROMPTS
from training.networks.autoencoder import Autoencoder, AutoencoderConfig
from training.networks.denoiser import Denoiser, DenoiserConfig
from training.networks.feranno import FerannoConfig, FerannoHead
from training.networks.guide import Guide, GuideConfig
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextConfig, TextEncoder
from training.onnx_store import round_to_half
from training.schedule import alphas_cumprod
from training.stages.export import DEFAULTS, UNFITTED_VOTER, write_pack
from training.stages.golden import write_golden
from training.stages.pack_parts import PackParts
from training.tokenizer import train_tokenizer

CODEC = AutoencoderConfig(image=32, patch=8, channels=8, coarse_width=8, coarse_blocks=1, fine_width=8, fine_blocks=1)
TEXT = TextConfig(vocabulary=320, length=16, width=32, depth=1, heads=2)
DENOISER = DenoiserConfig(channels=8, grid=4, width=32, depth=2, heads=2, text_width=32)


class TinyOpinion(nn.Module):
    """Stands where the second opinion does: image [B,3,32,32] → logits [B,8]."""

    def __init__(self) -> None:
        super().__init__()
        self.patch, self.head = nn.Conv2d(3, 16, 8, stride=8), nn.Linear(16, 8)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.head(torch.relu(self.patch(image)).mean(dim=(2, 3)))


def tiny_parts() -> PackParts:
    torch.manual_seed(0)
    codec = Autoencoder(CODEC)
    codec.fit_linear(torch.randn(64, 3, 32, 32).cumsum(2).cumsum(3).div(16).clamp(-1, 1))
    denoiser = Denoiser(DENOISER, alphas_cumprod())
    for parameter in denoiser.parameters():
        if parameter.ndim > 1 and not parameter.any():
            nn.init.normal_(parameter, std=0.1)
    words = dict.fromkeys(("neutral", "happy", "sad", "surprised", "afraid", "disgusted", "angry", "contemptuous"), "expression")
    head = FerannoHead(FerannoConfig(feature_width=32, levels=1, text_length=16, width=32, heads=2, tokens=16))
    parts = PackParts(
        autoencoder=codec,
        tokenizer=train_tokenizer(CLASS_PROMPTS.values(), TEXT.vocabulary),
        text_encoder=TextEncoder(TEXT),
        denoiser=denoiser,
        guide=Guide(GuideConfig(channels=8, grid=4, width=32, depth=1, heads=2)),
        feranno_head=head,
        probe_text=torch.randn(1, 16, 32),
        second_opinion=TinyOpinion(),
        student=None,
        voters={"feranno": UNFITTED_VOTER, "second_opinion": UNFITTED_VOTER},
        words=words | {"a": "filler", "expression": "filler", "an": "filler"},
        defaults=DEFAULTS,
    )
    # Last, so that its random numbers move none of the others'.
    addition = LowRankAddition(denoiser, rank=4)
    for up in addition.up.values():
        nn.init.normal_(up, std=0.1)
    return replace(parts, student=Student(denoiser, addition))


if __name__ == "__main__":
    out = Path(sys.argv[1])
    parts = tiny_parts()
    write_pack(parts, out, "tiny-random", "Tiny (random weights)", "For tests: real format and arithmetic, random weights.", "0.0.0")
    assert parts.student is not None
    for module in (parts.denoiser, parts.text_encoder, parts.guide, parts.student):
        round_to_half(module)
    write_golden(parts, out, CLASS_PROMPTS, "tiny-random")
