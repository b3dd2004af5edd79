"""A function with a gradient inside, traced into operators that ONNX has a form for: as few as can be, since a UNet has many of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch._decomp import core_aten_decompositions, get_decompositions
from torch.fx.experimental.proxy_tensor import make_fx
from torch.jit._fuser import optimized_execution
from torch.nn.attention import SDPBackend, sdpa_kernel

from training.backward import BACKWARD_OPERATORS

_aten = torch.ops.aten
#: Of classifiers, beside those of the shipped model's guide.
MORE_OPERATORS = [_aten.native_batch_norm, _aten.native_batch_norm_backward]


def _convolution(x: Tensor, weight: Tensor, bias: Tensor | None, *settings: Any) -> Tensor:
    """As torch scripts call it: behind the six settings of a convolution come those of the processor's library."""
    return _aten.convolution(x, weight, bias, *settings[:6])


def _convolution_backward(
    gradient: Tensor,
    x: Tensor,
    weight: Tensor,
    _: Any,
    stride: list[int],
    padding: list[int],
    dilation: list[int],
    transposed: bool,
    output_padding: list[int],
    groups: int,
    mask: list[bool],
) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
    """For its input alone, weights being frozen: the transposed convolution with the same weight."""
    if transposed or mask[1] or mask[2]:
        return NotImplemented
    # What a stride left over at the end got no share of the output.
    left = [
        n - ((m - 1) * s - 2 * p + d * (k - 1) + 1)
        for n, m, s, p, d, k in zip(x.shape[2:], gradient.shape[2:], stride, padding, dilation, weight.shape[2:], strict=True)
    ]
    return _aten.convolution(gradient, weight, None, stride, padding, dilation, True, left, groups), None, None


def _nearest_backward(gradient: Tensor, output_size: list[int], input_size: list[int], *_: float | None) -> Tensor:
    """Each pixel gets what its copies got, added up."""
    batch, channels, height, width = input_size
    rows, columns = output_size[0] // height, output_size[1] // width
    if (height * rows, width * columns) != tuple(output_size):
        return NotImplemented
    return gradient.view(batch, channels, height, rows, width, columns).sum(dim=(3, 5))


def _max_pool_backward(
    gradient: Tensor, x: Tensor, kernel: list[int], stride: list[int], padding: list[int], dilation: list[int], ceil: bool, indices: Tensor
) -> Tensor:
    """What was largest gets it all."""
    flat = torch.zeros_like(x).flatten(2).scatter_add(2, indices.flatten(2), gradient.flatten(2))
    return flat.view(x.shape)


def _group_norm(
    x: Tensor, weight: Tensor | None, bias: Tensor | None, batch: int, channels: int, _: int, groups: int, eps: float
) -> tuple[Tensor, Tensor, Tensor]:
    rows = x.reshape(batch, groups, -1)
    mean = rows.mean(dim=-1, keepdim=True)
    centred = rows - mean
    rstd = (centred.square().mean(dim=-1, keepdim=True) + eps).rsqrt()
    normal = (centred * rstd).reshape(x.shape)
    shape = [1, channels, *[1] * (x.dim() - 2)]
    scaled = normal if weight is None else normal * weight.view(shape)
    return scaled if bias is None else scaled + bias.view(shape), mean.squeeze(-1), rstd.squeeze(-1)


def _group_norm_backward(
    gradient: Tensor, x: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | None, batch: int, channels: int, _: int, groups: int, mask: list[bool]
) -> tuple[Tensor, None, None]:
    """For its input alone: what is left when the gradient's share along the mean and along the deviation is taken out."""
    if mask[1] or mask[2]:
        return NotImplemented
    scaled = gradient if weight is None else gradient * weight.view(1, channels, *[1] * (x.dim() - 2))
    rows, spread = scaled.reshape(batch, groups, -1), rstd.unsqueeze(-1)
    normal = (x.reshape(batch, groups, -1) - mean.unsqueeze(-1)) * spread
    along = rows.mean(dim=-1, keepdim=True) + normal * (rows * normal).mean(dim=-1, keepdim=True)
    return ((rows - along) * spread).reshape(x.shape), None, None


def _safe_softmax(x: Tensor, dim: int, dtype: torch.dtype | None = None) -> Tensor:
    """No row is masked as a whole here, which is all that it is safe against."""
    return _aten._softmax(x, dim, False)


_DECOMPOSITIONS = {
    _aten._convolution.default: _convolution,
    _aten.convolution_backward.default: _convolution_backward,
    _aten.upsample_nearest2d_backward.default: _nearest_backward,
    _aten.max_pool2d_with_indices_backward.default: _max_pool_backward,
    _aten.native_group_norm.default: _group_norm,
    _aten.native_group_norm_backward.default: _group_norm_backward,
    _aten._safe_softmax.default: _safe_softmax,
}


def trace_gradient(run: Callable[..., tuple[Tensor, ...]], module: nn.Module, example: tuple[Tensor, ...]) -> nn.Module:
    """`run`, which calls `module` and takes a gradient, as a module without autograd; weights are frozen, shapes those of `example`."""
    table = {**core_aten_decompositions(), **get_decompositions([*BACKWARD_OPERATORS, *MORE_OPERATORS]), **_DECOMPOSITIONS}
    # One by one: a torch script inside cannot be frozen as a whole.
    for parameter in module.parameters():
        parameter.requires_grad_(False)
    # A script's own optimiser would put operators together that have no decomposition.
    with sdpa_kernel(SDPBackend.MATH), optimized_execution(False):
        return make_fx(run, decomposition_table=table)(*example)
