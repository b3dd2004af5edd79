"""ONNX's operators in torch: those that recognisers of pictures are made of, in forms whose gradients are operators of the same kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

#: Version of ONNX's operators that OPERATORS follow.
OPSET = 18

Attributes = dict[str, Any]
#: An operator's inputs in order: tensors of floating point, arrays of whole numbers, None for one left out.
Inputs = list[Any]


def _integers(value: Any) -> list[int]:
    return [int(n) for n in np.asarray(value).reshape(-1)]


def _optional(inputs: Inputs, at: int) -> Any:
    return inputs[at] if at < len(inputs) else None


def _pads(attributes: Attributes, size: tuple[int, ...], kernel: list[int]) -> list[int]:
    """Before and after, of width and then of height, as F.pad has them."""
    count = len(kernel)
    strides, dilations = attributes.get("strides", [1] * count), attributes.get("dilations", [1] * count)
    pads = list(attributes.get("pads", [0] * 2 * count))
    mode = attributes.get("auto_pad", b"NOTSET").decode()
    if mode.startswith("SAME"):
        needed = [max(0, (-(-n // s) - 1) * s + (k - 1) * d + 1 - n) for n, s, k, d in zip(size, strides, kernel, dilations, strict=True)]
        less, more = [n // 2 for n in needed], [n - n // 2 for n in needed]
        pads = less + more if mode == "SAME_UPPER" else more + less
    return [n for axis in reversed(range(count)) for n in (pads[axis], pads[axis + count])]


def _conv(attributes: Attributes, inputs: Inputs) -> Tensor:
    x, weight = inputs[:2]
    pads = _pads(attributes, x.shape[2:], list(weight.shape[2:]))
    strides, dilations = attributes.get("strides", [1, 1]), attributes.get("dilations", [1, 1])
    if pads[0::2] == pads[1::2]:
        return F.conv2d(x, weight, _optional(inputs, 2), strides, [pads[2], pads[0]], dilations, attributes.get("group", 1))
    return F.conv2d(F.pad(x, pads), weight, _optional(inputs, 2), strides, 0, dilations, attributes.get("group", 1))


def _max_pool(attributes: Attributes, inputs: Inputs) -> Tensor:
    kernel = attributes["kernel_shape"]
    padded = F.pad(inputs[0], _pads(attributes, inputs[0].shape[2:], kernel), value=float("-inf"))
    ceil = bool(attributes.get("ceil_mode", 0))
    return F.max_pool2d(padded, kernel, attributes.get("strides", [1, 1]), 0, attributes.get("dilations", [1, 1]), ceil)


def _average_pool(attributes: Attributes, inputs: Inputs) -> Tensor:
    kernel = attributes["kernel_shape"]
    pads = _pads(attributes, inputs[0].shape[2:], kernel)
    counted = bool(attributes.get("count_include_pad", 0))
    strides, ceil = attributes.get("strides", [1, 1]), bool(attributes.get("ceil_mode", 0))
    return F.avg_pool2d(inputs[0], kernel, strides, [pads[2], pads[0]], ceil, counted)


def _batch_normalization(attributes: Attributes, inputs: Inputs) -> Tensor:
    x, weight, bias, mean, variance = inputs
    shape = [1, -1, *[1] * (x.dim() - 2)]
    factor = weight / torch.sqrt(variance + attributes.get("epsilon", 1e-5))
    return x * factor.view(shape) + (bias - mean * factor).view(shape)


def _layer_normalization(attributes: Attributes, inputs: Inputs) -> Tensor:
    x = inputs[0]
    return F.layer_norm(x, x.shape[attributes.get("axis", -1) % x.dim() :], inputs[1], _optional(inputs, 2), attributes.get("epsilon", 1e-5))


def _gemm(attributes: Attributes, inputs: Inputs) -> Tensor:
    a, b = (x.T if attributes.get(f"trans{name}") else x for x, name in zip(inputs, "AB", strict=False))
    product = attributes.get("alpha", 1.0) * (a @ b)
    added = _optional(inputs, 2)
    return product if added is None else product + attributes.get("beta", 1.0) * added


def _reduce(kind: Callable[..., Tensor]) -> Callable[[Attributes, Inputs], Tensor]:
    def run(attributes: Attributes, inputs: Inputs) -> Tensor:
        given = _optional(inputs, 1)
        axes = _integers(attributes.get("axes", []) if given is None else given) or list(range(inputs[0].dim()))
        return kind(inputs[0], dim=axes, keepdim=bool(attributes.get("keepdims", 1)))

    return run


def _clip(_: Attributes, inputs: Inputs) -> Tensor:
    low, high = (None if bound is None else float(bound) for bound in (_optional(inputs, 1), _optional(inputs, 2)))
    return torch.clamp(inputs[0], low, high)


def _reshape(_: Attributes, inputs: Inputs) -> Tensor:
    x, shape = inputs[0], _integers(inputs[1])
    return x.reshape([x.shape[i] if size == 0 else size for i, size in enumerate(shape)])


def _flatten(attributes: Attributes, inputs: Inputs) -> Tensor:
    axis = attributes.get("axis", 1)
    return inputs[0].reshape(int(np.prod(inputs[0].shape[:axis])), -1)


def _squeeze(_: Attributes, inputs: Inputs) -> Tensor:
    axes = [i for i, size in enumerate(inputs[0].shape) if size == 1] if _optional(inputs, 1) is None else _integers(inputs[1])
    return inputs[0].squeeze(tuple(axes))


def _unsqueeze(_: Attributes, inputs: Inputs) -> Tensor:
    x = inputs[0]
    for axis in sorted(n % (x.dim() + len(_integers(inputs[1]))) for n in _integers(inputs[1])):
        x = x.unsqueeze(axis)
    return x


def _part(x: Tensor, axis: int, start: int, end: int) -> Tensor:
    """By splitting, whose gradient is a concatenation."""
    return torch.split(x, [start, end - start, x.shape[axis] - end], dim=axis)[1]


def _slice(_: Attributes, inputs: Inputs) -> Tensor:
    x, starts, ends = inputs[0], _integers(inputs[1]), _integers(inputs[2])
    axes = list(range(len(starts))) if _optional(inputs, 3) is None else _integers(inputs[3])
    steps = [1] * len(starts) if _optional(inputs, 4) is None else _integers(inputs[4])
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        first, last, stride = slice(start, end, step).indices(x.shape[axis])
        x = _part(x, axis, first, last) if stride == 1 else x.index_select(axis, torch.arange(first, last, stride))
    return x


def _gather(attributes: Attributes, inputs: Inputs) -> Tensor:
    x, axis = inputs[0], attributes.get("axis", 0)
    if np.ndim(inputs[1]) == 0:
        at = int(inputs[1]) % x.shape[axis]
        return _part(x, axis, at, at + 1).squeeze(axis)
    return x.index_select(axis, torch.tensor(_integers(inputs[1]))).unflatten(axis, np.shape(inputs[1]))


def _split(attributes: Attributes, inputs: Inputs) -> tuple[Tensor, ...]:
    x, axis = inputs[0], attributes.get("axis", 0)
    sizes = _optional(inputs, 1)
    return torch.split(x, -(-x.shape[axis] // attributes["num_outputs"]) if sizes is None else _integers(sizes), dim=axis)


def _pad(attributes: Attributes, inputs: Inputs) -> Tensor:
    pads = _integers(inputs[1])
    count = len(pads) // 2
    axes = _integers(inputs[3]) if _optional(inputs, 3) is not None else list(range(count))
    before, after = [0] * inputs[0].dim(), [0] * inputs[0].dim()
    for i, axis in enumerate(axes):
        before[axis], after[axis] = pads[i], pads[i + count]
    value = 0.0 if _optional(inputs, 2) is None else float(inputs[2])
    mode = {"constant": "constant", "reflect": "reflect", "edge": "replicate"}[attributes.get("mode", b"constant").decode()]
    ordered = [n for axis in reversed(range(inputs[0].dim())) for n in (before[axis], after[axis])]
    if mode == "constant":
        return F.pad(inputs[0], ordered, value=value)
    return F.pad(inputs[0], ordered[:4], mode=mode)


def _gelu(attributes: Attributes, inputs: Inputs) -> Tensor:
    return F.gelu(inputs[0], approximate=attributes.get("approximate", b"none").decode())


def _plain(function: Callable[..., Tensor]) -> Callable[[Attributes, Inputs], Tensor]:
    """An operator without attributes."""
    return lambda _, inputs: function(*(torch.as_tensor(value) for value in inputs))


OPERATORS: dict[str, Callable[[Attributes, Inputs], Tensor | tuple[Tensor, ...]]] = {
    **{name: _plain(getattr(torch, name.lower())) for name in ("Abs", "Erf", "Exp", "Log", "Neg", "Pow", "Reciprocal", "Relu", "Sigmoid", "Sqrt", "Tanh")},
    "Add": _plain(torch.add),
    "Sub": _plain(torch.sub),
    "Mul": _plain(torch.mul),
    "Div": _plain(torch.div),
    "MatMul": _plain(torch.matmul),
    "Min": _plain(torch.minimum),
    "Max": _plain(torch.maximum),
    "Softplus": _plain(F.softplus),
    "HardSwish": _plain(F.hardswish),
    "Mish": _plain(F.mish),
    "PRelu": _plain(lambda x, slope: torch.clamp(x, min=0) + slope * torch.clamp(x, max=0)),
    "Identity": lambda _, inputs: inputs[0],
    "Dropout": lambda _, inputs: inputs[0],
    "Cast": lambda _, inputs: inputs[0].float(),
    "LeakyRelu": lambda attributes, inputs: F.leaky_relu(inputs[0], attributes.get("alpha", 0.01)),
    "Elu": lambda attributes, inputs: F.elu(inputs[0], attributes.get("alpha", 1.0)),
    "HardSigmoid": lambda attributes, inputs: torch.clamp(attributes.get("alpha", 0.2) * inputs[0] + attributes.get("beta", 0.5), 0, 1),
    "Softmax": lambda attributes, inputs: torch.softmax(inputs[0], attributes.get("axis", -1)),
    "LogSoftmax": lambda attributes, inputs: torch.log_softmax(inputs[0], attributes.get("axis", -1)),
    "Transpose": lambda attributes, inputs: inputs[0].permute(attributes.get("perm", list(reversed(range(inputs[0].dim()))))),
    "Concat": lambda attributes, inputs: torch.cat([torch.as_tensor(value) for value in inputs], dim=attributes["axis"]),
    "Expand": lambda _, inputs: inputs[0] * torch.ones(_integers(inputs[1])),
    "GlobalAveragePool": lambda _, inputs: inputs[0].mean(dim=list(range(2, inputs[0].dim())), keepdim=True),
    "GlobalMaxPool": lambda _, inputs: inputs[0].amax(dim=list(range(2, inputs[0].dim())), keepdim=True),
    "ReduceMean": _reduce(torch.mean),
    "ReduceSum": _reduce(torch.sum),
    "ReduceMax": _reduce(torch.amax),
    "ReduceL2": _reduce(lambda x, dim, keepdim: x.square().sum(dim=dim, keepdim=keepdim).sqrt()),
    "Conv": _conv,
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
    "BatchNormalization": _batch_normalization,
    "LayerNormalization": _layer_normalization,
    "Gemm": _gemm,
    "Clip": _clip,
    "Reshape": _reshape,
    "Flatten": _flatten,
    "Squeeze": _squeeze,
    "Unsqueeze": _unsqueeze,
    "Slice": _slice,
    "Gather": _gather,
    "Split": _split,
    "Pad": _pad,
    "Gelu": _gelu,
}
