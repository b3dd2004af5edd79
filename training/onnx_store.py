"""ONNX graphs that share one float16 weight file.

The denoiser's weights serve three graphs. Each large float32 initialiser is stored once, by content, as float16 in a
data file the graphs name as external data; a Cast brings it back to float32, which ONNX Runtime folds when it loads.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

#: Smaller initialisers stay in the graph, in float32: constants, norms, schedules.
MIN_ELEMENTS = 1024
#: Data offsets are aligned, so that runtimes may map or view them.
ALIGNMENT = 64


class WeightFile:
    """A float16 data file under construction; equal arrays are stored once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._blob = bytearray()
        self._offsets: dict[str, int] = {}

    def add(self, array: np.ndarray) -> tuple[int, int]:
        """Returns offset and length in bytes of the array's float16 form."""
        half = np.ascontiguousarray(array.astype(np.float16)).tobytes()
        key = hashlib.sha256(half).hexdigest()
        if key not in self._offsets:
            self._blob.extend(b"\0" * (-len(self._blob) % ALIGNMENT))
            self._offsets[key] = len(self._blob)
            self._blob.extend(half)
        return self._offsets[key], len(half)

    def write(self, folder: Path) -> Path | None:
        if not self._blob:
            return None
        path = folder / self.name
        path.write_bytes(self._blob)
        return path


def _externalise(model: onnx.ModelProto, weights: WeightFile) -> bool:
    """Move large float32 initialisers into the weight file; returns whether any moved."""
    graph = model.graph
    kept, casts = [], []
    for initializer in graph.initializer:
        size = int(np.prod(initializer.dims)) if initializer.dims else 1
        if initializer.data_type != TensorProto.FLOAT or size < MIN_ELEMENTS:
            kept.append(initializer)
            continue
        offset, length = weights.add(numpy_helper.to_array(initializer))
        stored = TensorProto(name=f"{initializer.name}::half", data_type=TensorProto.FLOAT16, dims=initializer.dims)
        stored.data_location = TensorProto.EXTERNAL
        for key, value in (("location", weights.name), ("offset", offset), ("length", length)):
            stored.external_data.add(key=key, value=str(value))
        kept.append(stored)
        casts.append(helper.make_node("Cast", [stored.name], [initializer.name], to=TensorProto.FLOAT))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    return bool(casts)


def _strip(model: onnx.ModelProto) -> None:
    """Drop what only a debugger of the exporter reads: it is most of a small graph's bytes."""
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        del value.metadata_props[:]


def _tensor_spec(value: onnx.ValueInfoProto) -> dict:
    names = {TensorProto.FLOAT: "float32", TensorProto.FLOAT16: "float16", TensorProto.INT64: "int64", TensorProto.INT32: "int32"}
    shape = [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]
    return {"name": value.name, "type": names[value.type.tensor_type.elem_type], "shape": shape}


def export_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    path: Path,
    weights: WeightFile,
    batched: bool,
) -> dict:
    """Export one graph; returns its `inputs` and `outputs` as pack.json states them. `batched`: dimension 0 is free."""
    dynamic = None
    if batched:
        batch = torch.export.Dim("batch", min=1, max=64)
        dynamic = tuple({0: batch} for _ in example)
    program = torch.onnx.export(
        module, example, dynamo=True, input_names=inputs, output_names=outputs, dynamic_shapes=dynamic,
        optimize=True, verbose=False, opset_version=18,
    )
    model = program.model_proto
    moved = _externalise(model, weights)
    _strip(model)
    onnx.save(model, str(path))
    return {
        "inputs": [_tensor_spec(v) for v in model.graph.input],
        "outputs": [_tensor_spec(v) for v in model.graph.output],
        "external": weights.name if moved else None,
    }


def file_entry(folder: Path, name: str) -> dict:
    data = (folder / name).read_bytes()
    return {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
