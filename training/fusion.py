"""Operators an engine has whole, put in place of the many the exporter writes them as: fewer passes over memory, less to plan at load.

A fused operator computes the same function in another order, so outputs agree to rounding, not to the bit. The names are those of
ONNX Runtime's `com.microsoft` domain, which its builds for WebAssembly, WebGPU and the processor have. A pattern that does not
match is left as it is: a graph may hold none. No stored weight is touched.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

DOMAIN = "com.microsoft"


class _Index:
    """Who makes a value, who reads it, and what is constant, of a graph as it is now."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph = graph
        self.maker = {name: node for node in graph.node for name in node.output}
        self.readers: dict[str, list[onnx.NodeProto]] = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self.readers[name].append(node)
        self.constants = {i.name: i for i in graph.initializer if not i.external_data}
        self.results = {value.name for value in graph.output}

    def made_by(self, name: str, operator: str) -> onnx.NodeProto | None:
        node = self.maker.get(name)
        return node if node is not None and node.op_type == operator else None

    def read_once(self, name: str) -> bool:
        return name not in self.results and len(self.readers[name]) == 1

    def scalar(self, name: str) -> float | None:
        constant = self.constants.get(name)
        if constant is None or int(np.prod(constant.dims)) != 1:
            return None
        return float(numpy_helper.to_array(constant).reshape(-1)[0])

    def integers(self, name: str) -> list[int] | None:
        constant = self.constants.get(name)
        return None if constant is None else [int(v) for v in numpy_helper.to_array(constant).reshape(-1)]

    def split(self, node: onnx.NodeProto, value: float) -> str | None:
        """The other operand of a product or sum with this constant."""
        for mine, other in ((0, 1), (1, 0)):
            found = self.scalar(node.input[mine])
            if found is not None and abs(found - value) < 1e-5:
                return node.input[other]
        return None


def fuse(model: onnx.ModelProto) -> dict[str, int]:
    """Fuse what can be fused, in place; returns how many of each were."""
    graph = model.graph
    counts = {"FastGelu": _fuse_gelu(graph), "MultiHeadAttention": _fuse_attention(graph)}
    _drop_unread(graph)
    if any(node.domain == DOMAIN for node in graph.node) and all(entry.domain != DOMAIN for entry in model.opset_import):
        model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
    return counts


def _replace(graph: onnx.GraphProto, last: onnx.NodeProto, node: onnx.NodeProto) -> None:
    """`node` at the place of `last`, whose output it gives. What led to `last` goes when nobody reads it."""
    at = next(i for i, other in enumerate(graph.node) if other is last)
    graph.node.remove(last)
    graph.node.insert(at, node)


def _drop_unread(graph: onnx.GraphProto) -> None:
    read = {value.name for value in graph.output}
    kept = []
    for node in reversed(graph.node):
        if any(name in read for name in node.output):
            kept.append(node)
            read.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    initializers = [i for i in graph.initializer if i.name in read]
    del graph.initializer[:]
    graph.initializer.extend(initializers)


def _fuse_gelu(graph: onnx.GraphProto) -> int:
    """½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) → FastGelu, with the bias that x was given where it was given one."""
    index, found = _Index(graph), 0
    for tanh in [node for node in graph.node if node.op_type == "Tanh"]:
        if not index.read_once(tanh.output[0]):
            continue  # its gradient reads it too
        scaled = index.made_by(tanh.input[0], "Mul")
        inner = index.made_by(index.split(scaled, 0.7978845608) or "", "Add") if scaled else None
        plus_one = index.readers[tanh.output[0]][0]
        if inner is None or plus_one.op_type != "Add" or index.split(plus_one, 1.0) is None or not index.read_once(plus_one.output[0]):
            continue
        halved = index.readers[plus_one.output[0]][0]
        if halved.op_type != "Mul" or index.split(halved, 0.5) is None or not index.read_once(halved.output[0]):
            continue
        product = index.readers[halved.output[0]][0]
        x = next((name for name in product.input if name != halved.output[0]), None)
        if product.op_type != "Mul" or x is None or x not in inner.input:
            continue
        biased = index.made_by(x, "Add")
        inputs = [x]
        if biased is not None:
            bias = next((name for name in biased.input if name in index.constants and len(index.constants[name].dims) == 1), None)
            if bias is not None:
                inputs = [next(name for name in biased.input if name != bias), bias]
        _replace(graph, product, helper.make_node("FastGelu", inputs, [product.output[0]], domain=DOMAIN))
        found += 1
    return found


def _permutation(node: onnx.NodeProto | None) -> list[int]:
    return [] if node is None else next(list(a.ints) for a in node.attribute if a.name == "perm")


def _fuse_attention(graph: onnx.GraphProto) -> int:
    """Heads split off, softmax(q·kᵀ·scale)·v, heads joined → MultiHeadAttention; left alone where the weights are read elsewhere."""
    index, found = _Index(graph), 0

    def heads_of(name: str, order: list[int]) -> tuple[str, int] | None:
        """The value [B,S,W] that `name` is, split into heads, and how many."""
        turned = index.made_by(name, "Transpose")
        split = index.made_by(turned.input[0], "Reshape") if turned is not None and _permutation(turned) == order else None
        shape = index.integers(split.input[1]) if split is not None else None
        return (split.input[0], shape[2]) if split is not None and shape is not None and len(shape) == 4 else None

    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        weights = softmax.output[0]
        scaled = index.made_by(softmax.input[0], "Mul")
        if not index.read_once(weights) or scaled is None:
            continue
        factor = next((s for s in (index.scalar(name) for name in scaled.input) if s is not None), None)
        scores = next((n for n in (index.made_by(name, "MatMul") for name in scaled.input) if n is not None), None)
        mixed = index.readers[weights][0]
        if factor is None or scores is None or mixed.op_type != "MatMul" or mixed.input[0] != weights or not index.read_once(mixed.output[0]):
            continue
        turned = index.readers[mixed.output[0]][0]
        if turned.op_type != "Transpose" or _permutation(turned) != [0, 2, 1, 3] or not index.read_once(turned.output[0]):
            continue
        joined = index.readers[turned.output[0]][0]
        query, key, value = heads_of(scores.input[0], [0, 2, 1, 3]), heads_of(scores.input[1], [0, 2, 3, 1]), heads_of(mixed.input[1], [0, 2, 1, 3])
        if joined.op_type != "Reshape" or query is None or key is None or value is None or not query[1] == key[1] == value[1]:
            continue
        attributes: dict[str, Any] = {"num_heads": query[1], "scale": factor}
        _replace(graph, joined, helper.make_node("MultiHeadAttention", [query[0], key[0], value[0]], [joined.output[0]], domain=DOMAIN, **attributes))
        found += 1
    return found
