"""A function with a gradient inside, traced into operators that ONNX has a form for: as few as can be, since a UNet has many of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
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
    if groups > 1 and weight.shape[1] == 1 and weight.shape[0] > groups:
        # Several channels into one of each group: ONNX Runtime takes that for a channel to a channel on WebGPU. Two of each, one empty, it does right.
        widened = _aten.convolution(gradient, _aten.constant_pad_nd(weight, [0, 0, 0, 0, 0, 1]), None, stride, padding, dilation, True, left, groups)
        return widened.unflatten(1, (groups, 2)).select(2, 0), None, None
    return _aten.convolution(gradient, weight, None, stride, padding, dilation, True, left, groups), None, None


def _nearest_backward(gradient: Tensor, output_size: list[int], input_size: list[int], *_: float | None) -> Tensor:
    """Each pixel gets what its copies got, added up."""
    batch, channels, height, width = input_size
    rows, columns = output_size[0] // height, output_size[1] // width
    if (height * rows, width * columns) != tuple(output_size):
        return NotImplemented
    return gradient.view(batch, channels, height, rows, width, columns).sum(dim=(3, 5))


#: Around a picture that is pooled: below all that is in it, and finite, since it is multiplied by zeros.
_BELOW_ALL = -1e30


def _each_place(kernel: list[int], channels: int) -> Tensor:
    """[C·K,1,kh,kw]: for each channel and each of the kernel's K places a one there."""
    places = math.prod(kernel)
    # Not torch.eye, which would be traced.
    return torch.from_numpy(np.tile(np.eye(places, dtype=np.float32).reshape(places, 1, *kernel), (channels, 1, 1, 1)))


@dataclass(frozen=True)
class _Pooling:
    """Where a kernel stands on a picture, along height and width; arguments as of torch's max_pool2d."""

    kernel: list[int]
    stride: list[int]
    dilation: list[int]
    before: list[int]
    after: list[int]

    @staticmethod
    def of(x: Tensor, kernel: Sequence[int], stride: Sequence[int], padding: Sequence[int], dilation: Sequence[int], ceil: bool) -> _Pooling:
        given = [_both(each) for each in (kernel, stride or kernel, padding, dilation)]
        after = []
        for size, wide, step, around, apart in zip(x.shape[2:], *given, strict=True):
            reach = apart * (wide - 1) + 1
            last = (size + 2 * around - reach + (step - 1 if ceil else 0)) // step
            if ceil and last * step >= size + around:  # none begins behind the picture
                last -= 1
            after.append(max(around, last * step + reach - size - around))
        return _Pooling(given[0], given[1], given[3], given[2], after)

    def seen(self, x: Tensor) -> Tensor:
        """What the kernel sees at each step. [B,C,K,h,w]"""
        channels = x.shape[1]
        (top, left), (bottom, right) = self.before, self.after
        padded = _aten.constant_pad_nd(x, [left, right, top, bottom], _BELOW_ALL)
        seen = _aten.convolution(padded, _each_place(self.kernel, channels), None, self.stride, [0, 0], self.dilation, False, [0, 0], channels)
        return seen.unflatten(1, (channels, -1))

    def put_back(self, shares: Tensor, x: Tensor) -> Tensor:
        """The sum of what each place of the picture `x` has of `shares` [B,C,K,h,w]."""
        batch, channels, height, width = x.shape
        padded = [size + before + after for size, before, after in zip(x.shape[2:], self.before, self.after, strict=True)]
        rest = [
            size - ((steps - 1) * step + apart * (wide - 1) + 1)
            for size, steps, step, apart, wide in zip(padded, shares.shape[3:], self.stride, self.dilation, self.kernel, strict=True)
        ]
        # Channels as pictures of their own, not as groups: see `_convolution_backward`.
        back = _aten.convolution(shares.flatten(0, 1), _each_place(self.kernel, 1), None, self.stride, [0, 0], self.dilation, True, rest, 1)
        top, left = self.before
        return back.unflatten(0, (batch, channels)).squeeze(2)[:, :, top : top + height, left : left + width]


def _both(sizes: Sequence[int]) -> list[int]:
    return list(sizes) if len(sizes) == 2 else [*sizes, *sizes]


def _max_pool(
    x: Tensor, kernel: Sequence[int], stride: Sequence[int] = (), padding: Sequence[int] = (0, 0), dilation: Sequence[int] = (1, 1), ceil: bool = False
) -> tuple[Tensor, Tensor]:
    """Without the places of the largest, which ONNX Runtime does not give on WebGPU: backward finds them again."""
    largest = _Pooling.of(x, kernel, stride, padding, dilation, ceil).seen(x).amax(dim=2)
    return largest, torch.zeros_like(largest, dtype=torch.int64)


def _max_pool_backward(
    gradient: Tensor, x: Tensor, kernel: Sequence[int], stride: Sequence[int], padding: Sequence[int], dilation: Sequence[int], ceil: bool, _: Tensor
) -> Tensor:
    """What was largest gets it all; of equals the first."""
    pooling = _Pooling.of(x, kernel, stride, padding, dilation, ceil)
    seen = pooling.seen(x)
    largest = (seen == seen.amax(dim=2, keepdim=True)).to(x.dtype)
    before = torch.from_numpy(np.triu(np.ones((seen.shape[2],) * 2, np.float32), 1))
    earlier = (largest.movedim(2, -1) @ before).movedim(-1, 2)
    return pooling.put_back(largest * (earlier < 0.5).to(x.dtype) * gradient.unsqueeze(2), x)


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
    _aten.max_pool2d_with_indices.default: _max_pool,
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
