"""A function with a gradient inside, traced into operators that ONNX has a form for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch._decomp import core_aten_decompositions, get_decompositions
from torch.fx.experimental.proxy_tensor import make_fx
from torch.nn.attention import SDPBackend, sdpa_kernel

_aten = torch.ops.aten
#: Operators of the forward and backward pass that ONNX has no form for, or that the exporter leaves whole.
BACKWARD_OPERATORS = [
    _aten.native_layer_norm,
    _aten.native_layer_norm_backward,
    _aten.native_group_norm_backward,
    _aten.native_batch_norm,
    _aten.native_batch_norm_backward,
    _aten._softmax,
    _aten._softmax_backward_data,
    _aten._log_softmax,
    _aten._log_softmax_backward_data,
    _aten.gelu,
    _aten.gelu_backward,
    _aten.silu,
    _aten.silu_backward,
    _aten.addmm,
]


def _convolution(
    x: Tensor, weight: Tensor, bias: Tensor | None, stride: list[int], padding: list[int], dilation: list[int], transposed: bool, output_padding: list[int],
    groups: int, *_: bool,
) -> Tensor:
    """As torch scripts call it, with their settings of the processor's library."""
    return _aten.convolution(x, weight, bias, stride, padding, dilation, transposed, output_padding, groups)


def _convolution_backward(
    gradient: Tensor, x: Tensor, weight: Tensor, _: Any, stride: list[int], padding: list[int], dilation: list[int], transposed: bool, output_padding: list[int],
    groups: int, mask: list[bool],
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


_DECOMPOSITIONS = {
    _aten._convolution.default: _convolution,
    _aten.convolution_backward.default: _convolution_backward,
    _aten.upsample_nearest2d_backward.default: _nearest_backward,
    _aten.max_pool2d_with_indices_backward.default: _max_pool_backward,
}


def trace_gradient(run: Callable[..., tuple[Tensor, ...]], module: nn.Module, example: tuple[Tensor, ...]) -> nn.Module:
    """`run`, which calls `module` and takes a gradient, as a module without autograd; weights are frozen, shapes those of `example`."""
    table = {**core_aten_decompositions(), **get_decompositions(BACKWARD_OPERATORS), **_DECOMPOSITIONS}
    for parameter in module.parameters():
        parameter.requires_grad_(False)
    with sdpa_kernel(SDPBackend.MATH):
        return make_fx(run, decomposition_table=table)(*example)
