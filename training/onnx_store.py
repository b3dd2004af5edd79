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
        half = _half_bytes(array)
        key = hashlib.sha256(half).hexdigest()
        if key not in self._offsets:
            self._blob.extend(b"\0" * (-len(self._blob) % ALIGNMENT))
            self._offsets[key] = len(self._blob)
            self._blob.extend(half)
        return self._offsets[key], len(half)

    def find(self, array: np.ndarray) -> int | None:
        """The offset of the array's float16 form, if it is stored."""
        return self._offsets.get(hashlib.sha256(_half_bytes(array)).hexdigest())

    def write(self, folder: Path) -> Path | None:
        if not self._blob:
            return None
        path = folder / self.name
        path.write_bytes(self._blob)
        return path


def _half_bytes(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array.astype(np.float16)).tobytes()


def _stored(name: str, array: np.ndarray, weights: WeightFile) -> tuple[TensorProto, onnx.NodeProto]:
    """An initialiser in the weight file, and the Cast that gives it back in float32 as `name`."""
    offset, length = weights.add(array)
    stored = TensorProto(name=f"{name}::half", data_type=TensorProto.FLOAT16, dims=array.shape)
    stored.data_location = TensorProto.EXTERNAL
    for key, value in (("location", weights.name), ("offset", offset), ("length", length)):
        stored.external_data.add(key=key, value=str(value))
    return stored, helper.make_node("Cast", [stored.name], [name], to=TensorProto.FLOAT)


def _externalise(model: onnx.ModelProto, weights: WeightFile) -> bool:
    """Move large float32 initialisers into the weight file; returns whether any moved."""
    graph = model.graph
    kept, casts = [], []
    for initializer in graph.initializer:
        size = int(np.prod(initializer.dims)) if initializer.dims else 1
        if initializer.data_type != TensorProto.FLOAT or size < MIN_ELEMENTS:
            kept.append(initializer)
            continue
        stored, cast = _stored(initializer.name, numpy_helper.to_array(initializer), weights)
        kept.append(stored)
        casts.append(cast)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    _put_first(graph, casts)
    return bool(casts)


def _put_first(graph: onnx.GraphProto, nodes: list[onnx.NodeProto]) -> None:
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + rest)


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


def add_low_rank(source: Path, path: Path, weights: WeightFile, additions: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
    """Write the graph `source` with `up @ down` added to some of its stored weights; `additions`: (weight, up, down) each.

    The sum is left to the runtime, which folds it when it loads: the weight file grows by `up` and `down` alone. A weight is
    found by what it holds, as it is or transposed, since the exporter names and turns weights as it likes.
    """
    factors: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for weight, up, down in additions:
        found = [(at, pair) for array, pair in ((weight, (up, down)), (weight.T, (down.T, up.T))) if (at := weights.find(array)) is not None]
        if len(found) != 1 or found[0][0] in factors:
            raise ValueError(f"{source.name}: a weight of shape {weight.shape} is not stored once in {weights.name}.")
        factors.update(found)
    model = onnx.load(str(source), load_external_data=False)
    initializers, nodes = list(model.graph.initializer), []
    for initializer in initializers:
        place = {entry.key: entry.value for entry in initializer.external_data}
        pair = factors.get(int(place["offset"])) if place else None
        if pair is None:
            continue
        name = initializer.name.removesuffix("::half")
        cast = next(node for node in model.graph.node if node.output[0] == name)
        cast.output[0] = f"{name}::base"
        sides = [_stored(f"{name}::{side}", array, weights) for side, array in zip(("left", "right"), pair)]
        model.graph.initializer.extend(stored for stored, _ in sides)
        nodes += [cast, *(node for _, node in sides)]
        nodes.append(helper.make_node("MatMul", [f"{name}::left", f"{name}::right"], [f"{name}::added"]))
        nodes.append(helper.make_node("Add", [f"{name}::base", f"{name}::added"], [name]))
        model.graph.node.remove(cast)
    _put_first(model.graph, nodes)
    onnx.save(model, str(path))


def file_entry(folder: Path, name: str) -> dict:
    data = (folder / name).read_bytes()
    return {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
