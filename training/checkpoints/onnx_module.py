"""An ONNX graph as a torch module that autograd goes through: what recognisers of pictures are made of, no more.

ONNX Runtime first folds all that depends on the input's shape alone and brings normalisations into convolutions; what it leaves are
the operators in `OPERATORS`, over tensors of floating point.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper, version_converter
from torch import Tensor, nn

from training.checkpoints.errors import CheckpointError
from training.checkpoints.onnx_operators import OPERATORS, OPSET


def read_onnx(path: Path, shape: tuple[int, ...], output: str) -> nn.Module:
    """The graph in `path` for an input of this shape, giving the one output of this name.

    @raises CheckpointError `damaged`, `unsupported`, `wrong-shape`
    """
    model = _simplified(path, shape)
    strange = sorted({node.op_type for node in model.graph.node} - OPERATORS.keys())
    if strange:
        raise CheckpointError("unsupported", f"{path} has operators through which no gradient is taken here: {', '.join(strange)}. Give it as a torch script.")
    outputs = [value.name for value in model.graph.output]
    if output not in outputs:
        raise CheckpointError("wrong-shape", f'{path} has no output "{output}"; it has {", ".join(outputs)}.')
    return OnnxModule(model, output)


def _simplified(path: Path, shape: tuple[int, ...]) -> onnx.ModelProto:
    try:
        model = onnx.load(str(path))
        version = next(entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
        if version != OPSET:
            model = version_converter.convert_version(model, OPSET)
        weights = {initializer.name for initializer in model.graph.initializer}
        inputs = [value for value in model.graph.input if value.name not in weights]
        if len(inputs) != 1:
            raise CheckpointError("unsupported", f"{path} has {len(inputs)} inputs ({', '.join(value.name for value in inputs)}); a classifier has one.")
        del inputs[0].type.tensor_type.shape.dim[:]
        for size in shape:
            inputs[0].type.tensor_type.shape.dim.add().dim_value = size
        del model.graph.value_info[:]
        with TemporaryDirectory(prefix="classifier-") as folder:
            options = onnxruntime.SessionOptions()
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
            options.optimized_model_filepath = str(Path(folder) / "simplified.onnx")
            options.log_severity_level = 3
            onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
            return onnx.load(options.optimized_model_filepath)
    except CheckpointError:
        raise
    except Exception as error:  # what onnx and ONNX Runtime raise has no common kind
        reason = str(error).strip().splitlines()[0]
        raise CheckpointError("damaged", f"{path} cannot be read as a graph with an input of {shape} ({reason}).") from error


class OnnxModule(nn.Module):
    """A simplified graph, run node by node."""

    def __init__(self, model: onnx.ModelProto, output: str) -> None:
        super().__init__()
        graph = model.graph
        self.output = output
        self.weights = nn.ParameterList()
        self.places: dict[str, int] = {}
        self.whole: dict[str, np.ndarray] = {}
        for initializer in graph.initializer:
            array = numpy_helper.to_array(initializer)
            if np.issubdtype(array.dtype, np.floating):
                self.places[initializer.name] = len(self.weights)
                self.weights.append(nn.Parameter(torch.tensor(array, dtype=torch.float32), requires_grad=False))
            else:
                self.whole[initializer.name] = array
        self.nodes = [
            (OPERATORS[node.op_type], {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}, list(node.input), list(node.output))
            for node in graph.node
        ]
        self.input = next(value.name for value in graph.input if value.name not in self.places and value.name not in self.whole)

    def forward(self, given: Tensor) -> Tensor:
        values: dict[str, Any] = {"": None, self.input: given, **self.whole, **{name: self.weights[at] for name, at in self.places.items()}}
        for operator, attributes, inputs, outputs in self.nodes:
            made = operator(attributes, [values[name] for name in inputs])
            values.update(zip(outputs, made if isinstance(made, tuple) else (made,), strict=False))
        return values[self.output]
