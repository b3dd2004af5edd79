"""ONNX graphs that share one float16 weight file.

The denoiser's weights serve three graphs. Each large float32 initialiser is stored once, by content, as float16 in a
data file the graphs name as external data; a Cast brings it back to float32, which ONNX Runtime folds when it loads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.exporter import quicken_exporter
from training.fusion import fuse

#: Smaller initialisers stay in the graph, in float32: constants, norms, schedules.
MIN_ELEMENTS = 1024
#: Data offsets are aligned, so that runtimes may map or view them.
ALIGNMENT = 64


@dataclass(frozen=True)
class Place:
    """Where an array stands."""

    file: str
    offset: int
    length: int


class WeightFiles:
    """Float16 data files under construction in a folder; equal arrays are stored once.

    The first is called `<name>.weights`; where an array would bring a file past `limit` bytes, `<name>-2.weights` begins, and so on.
    Files are written as arrays come, so that a model of gigabytes needs no second copy in memory. What one of `others` holds is left there.
    """

    def __init__(self, folder: Path, name: str, limit: int | None = None, others: tuple[WeightFiles, ...] = ()) -> None:
        self.folder, self.name, self.limit, self.others = folder, name, limit, others
        self._places: dict[str, Place] = {}
        self._parts = 0
        self._end = 0

    def add(self, array: np.ndarray) -> Place:
        """Where the array's float16 form stands. @raises ValueError where it alone is larger than the limit"""
        half = _half_bytes(array)
        key = hashlib.sha256(half).hexdigest()
        found = self._find(key)
        if found is None:
            found = self._places[key] = self._append(half)
        return found

    def find(self, array: np.ndarray) -> Place | None:
        """The place of the array's float16 form, if it is stored."""
        return self._find(hashlib.sha256(_half_bytes(array)).hexdigest())

    def _find(self, key: str) -> Place | None:
        return next((place for files in (self, *self.others) if (place := files._places.get(key)) is not None), None)

    def _append(self, half: bytes) -> Place:
        if self.limit is not None and len(half) > self.limit:
            raise ValueError(f"An array of {len(half)} bytes fits no weight file of {self.limit}.")
        offset = self._end + -self._end % ALIGNMENT
        if self._parts == 0 or (self.limit is not None and offset + len(half) > self.limit):
            self._parts, self._end, offset = self._parts + 1, 0, 0
        file = f"{self.name}.weights" if self._parts == 1 else f"{self.name}-{self._parts}.weights"
        with (self.folder / file).open("ab" if self._end else "wb") as opened:
            opened.write(b"\0" * (offset - self._end) + half)
        self._end = offset + len(half)
        return Place(file, offset, len(half))


def _half_bytes(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array.astype(np.float16)).tobytes()


def _stored(name: str, array: np.ndarray, weights: WeightFiles) -> tuple[TensorProto, list[onnx.NodeProto]]:
    """An initialiser in the weight file, and the nodes that give it back in float32 as `name`."""
    if array.ndim == 2 and weights.find(array) is None and weights.find(array.T) is not None:
        # A gradient multiplies with the same matrix, turned: the runtime turns it when it loads.
        stored, nodes = _stored(f"{name}::turned", array.T, weights)
        return stored, [*nodes, helper.make_node("Transpose", [f"{name}::turned"], [name], perm=[1, 0])]
    place = weights.add(array)
    stored = TensorProto(name=f"{name}::half", data_type=TensorProto.FLOAT16, dims=array.shape)
    stored.data_location = TensorProto.EXTERNAL
    for key, value in (("location", place.file), ("offset", place.offset), ("length", place.length)):
        stored.external_data.add(key=key, value=str(value))
    return stored, [helper.make_node("Cast", [stored.name], [name], to=TensorProto.FLOAT)]


def _externalise(model: onnx.ModelProto, weights: WeightFiles) -> None:
    """Move large float32 initialisers into the weight files."""
    graph = model.graph
    kept, casts = [], []
    for initializer in graph.initializer:
        size = int(np.prod(initializer.dims)) if initializer.dims else 1
        if initializer.data_type != TensorProto.FLOAT or size < MIN_ELEMENTS:
            kept.append(initializer)
            continue
        stored, nodes = _stored(initializer.name, numpy_helper.to_array(initializer), weights)
        kept.append(stored)
        casts += nodes
    del graph.initializer[:]
    graph.initializer.extend(kept)
    _put_first(graph, casts)


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
    names: dict[int, str] = {TensorProto.FLOAT: "float32", TensorProto.FLOAT16: "float16", TensorProto.INT64: "int64", TensorProto.INT32: "int32"}
    shape = [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]
    return {"name": value.name, "type": names[value.type.tensor_type.elem_type], "shape": shape}


def tensor_specs(model: onnx.ModelProto) -> dict:
    """A graph's `inputs` and `outputs` as pack.json states them."""
    return {"inputs": [_tensor_spec(v) for v in model.graph.input], "outputs": [_tensor_spec(v) for v in model.graph.output]}


def export_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    path: Path,
    weights: WeightFiles,
    batched: bool,
) -> dict:
    """Export one graph; returns its `inputs` and `outputs` as pack.json states them. `batched`: dimension 0 is free."""
    model = as_onnx(module, example, inputs, outputs, batched)
    fuse(model)
    _externalise(model, weights)
    _strip(model)
    onnx.save(model, str(path))
    return tensor_specs(model) | {"external": external_files(model)}


def as_onnx(module: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], batched: bool) -> onnx.ModelProto:
    """The graph as the exporter makes it, with its weights inside."""
    dynamic = None
    if batched:
        # Below 64, which is the number of places in an 8 × 8 latent: the tracer would take the two for one.
        batch = torch.export.Dim("batch", min=1, max=32)
        dynamic = tuple({0: batch} for _ in example)
    quicken_exporter()
    program = torch.onnx.export(
        module, example, dynamo=True, input_names=inputs, output_names=outputs, dynamic_shapes=dynamic,
        optimize=True, verbose=False, opset_version=18,
    )
    assert program is not None, "only the legacy exporter returns nothing"
    return program.model_proto


def external_files(model: onnx.ModelProto) -> list[str]:
    """The data files that a graph names, in order of their names."""
    return sorted({entry.value for initializer in model.graph.initializer for entry in initializer.external_data if entry.key == "location"})


def add_low_rank(source: Path, path: Path, weights: WeightFiles, additions: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
    """Write the graph `source` with `up @ down` added to some of its stored weights; `additions`: (weight, up, down) each.

    The sum is left to the runtime, which folds it when it loads: the weight file grows by `up` and `down` alone. A weight is
    found by what it holds, as it is or transposed, since the exporter names and turns weights as it likes.
    """
    factors: dict[tuple[str, int], tuple[np.ndarray, np.ndarray]] = {}
    for weight, up, down in additions:
        found = [((at.file, at.offset), pair) for array, pair in ((weight, (up, down)), (weight.T, (down.T, up.T))) if (at := weights.find(array)) is not None]
        if len(found) != 1 or found[0][0] in factors:
            raise ValueError(f"{source.name}: a weight of shape {weight.shape} is not stored once in {weights.name}.weights.")
        factors.update(found)
    model = onnx.load(str(source), load_external_data=False)
    initializers, nodes = list(model.graph.initializer), []
    for initializer in initializers:
        place = {entry.key: entry.value for entry in initializer.external_data}
        pair = factors.get((place["location"], int(place["offset"]))) if place else None
        if pair is None:
            continue
        name = initializer.name.removesuffix("::half")
        cast = next(node for node in model.graph.node if node.output[0] == name)
        cast.output[0] = f"{name}::base"
        sides = [_stored(f"{name}::{side}", array, weights) for side, array in zip(("left", "right"), pair, strict=True)]
        model.graph.initializer.extend(stored for stored, _ in sides)
        nodes += [cast, *(node for _, made in sides for node in made)]
        nodes.append(helper.make_node("MatMul", [f"{name}::left", f"{name}::right"], [f"{name}::added"]))
        nodes.append(helper.make_node("Add", [f"{name}::base", f"{name}::added"], [name]))
        model.graph.node.remove(cast)
    _put_first(model.graph, nodes)
    onnx.save(model, str(path))


def file_entry(folder: Path, name: str) -> dict:
    """A file as pack.json names it; read in pieces, since weights may be large."""
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return {"path": name, "bytes": (folder / name).stat().st_size, "sha256": digest.hexdigest()}


def graph_entry(folder: Path, graph: str, spec: dict) -> dict:
    """A graph as pack.json names it; `spec` as `export_graph` returns it."""
    return {
        "file": file_entry(folder, f"{graph}.onnx"), "externalData": [file_entry(folder, name) for name in spec["external"]],
        "inputs": spec["inputs"], "outputs": spec["outputs"],
    }


def round_to_half(module: nn.Module) -> None:
    """What is shipped is float16: round first, so that PyTorch's golden values and the graphs use the same numbers."""
    for parameter in module.parameters():
        parameter.data = parameter.data.half().float()
