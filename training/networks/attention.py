"""Attention in plain matrix products, so that its gradient traces to operators ONNX has."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, keep: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Multi-head attention. q [B,Q,W], k and v [B,K,W] → out [B,Q,W], weights [B,heads,Q,K]. `keep` [B,K]: 0 where a key is padding."""
    batch, queries, width = q.shape
    size = width // heads
    q = q.reshape(batch, queries, heads, size).transpose(1, 2)
    k = k.reshape(batch, k.shape[1], heads, size).permute(0, 2, 3, 1)
    v = v.reshape(batch, v.shape[1], heads, size).transpose(1, 2)
    scores = (q @ k) * size**-0.5
    if keep is not None:
        scores = scores + (keep[:, None, None, :] - 1.0) * 1e4
    weights = torch.softmax(scores, dim=-1)
    out = (weights @ v).transpose(1, 2).reshape(batch, queries, width)
    return out, weights


def attend_fused(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    """`attend` by one fused kernel that never writes the weights down. q [B,Q,W], k and v [B,K,W] → out [B,Q,W]."""
    q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v))
    return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)


def mixed(q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
    """What `attend` gives out, where its weights are of no use: fused on CUDA, which only trains; exports trace plain products."""
    return attend_fused(q, k, v, heads) if q.is_cuda else attend(q, k, v, heads)[0]


def split_last(x: Tensor, parts: int) -> tuple[Tensor, ...]:
    """Equal parts of the last dimension by slices: `chunk` would export as ONNX sequences, which WebGPU lacks."""
    size = x.shape[-1] // parts
    return tuple(x[..., i * size : (i + 1) * size] for i in range(parts))


class SelfAttention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = split_last(self.qkv(x), 3)
        return self.out(mixed(q, k, v, self.heads))


class Mlp(nn.Sequential):
    def __init__(self, width: int, ratio: float) -> None:
        hidden = int(width * ratio)
        super().__init__(nn.Linear(width, hidden), nn.GELU(approximate="tanh"), nn.Linear(hidden, width))
