"""What a pack is made of, in memory: export writes it, golden samples from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from training.networks.autoencoder import Autoencoder
from training.networks.denoiser import Denoiser
from training.networks.feranno import FerannoHead
from training.networks.guide import Guide
from training.networks.student import Student
from training.networks.text_encoder import TextEncoder


@dataclass
class PackParts:
    """Everything a pack is made of, in evaluation mode."""

    autoencoder: Autoencoder
    tokenizer: Tokenizer
    text_encoder: TextEncoder
    denoiser: Denoiser
    guide: Guide
    feranno_head: FerannoHead
    probe_text: torch.Tensor
    second_opinion: nn.Module | None
    #: Its denoiser is the one above.
    student: Student | None
    #: {graph: {"temperature": float, "classWeights": [8 floats]}}
    voters: dict[str, dict[str, Any]]
    #: word → kind
    words: dict[str, str]
    defaults: dict[str, Any]
