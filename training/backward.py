"""What a traced gradient is written out to."""

from __future__ import annotations

import torch

_aten = torch.ops.aten
#: Operators of the forward and backward pass that ONNX has no form for, or that the exporter leaves whole.
BACKWARD_OPERATORS = [
    _aten.native_layer_norm,
    _aten.native_layer_norm_backward,
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
