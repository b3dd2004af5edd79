"""preview: the decoder's linear part as a graph of its own, for previews that cost next to nothing.

The decoder starts from the linear inverse of the encoder (training/networks/autoencoder.py) and adds what context tells. That inverse
alone draws a softer picture in the right colours, of the size the encoder sees, by one small matrix product for each place of the
latent. Its weights are stored already: the graph names the place in the decoder's file.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from training.onnx_store import external_files, tensor_specs


def write_preview(folder: Path) -> dict:
    """Write preview.onnx from the decoder.onnx of a pack's folder; returns what `export_graph` does."""
    decoder = onnx.load(str(folder / "decoder.onnx"), load_external_data=False).graph
    latent = decoder.input[0]
    linear = next((node for node in decoder.node if node.op_type == "ConvTranspose" and node.input[0] == latent.name), None)
    if linear is None:
        raise ValueError(f"{folder / 'decoder.onnx'}: the decoder has no linear part that reads the latent.")
    cast = next(node for node in decoder.node if node.output[0] == linear.input[1])
    stored = [i for i in decoder.initializer if i.name in (cast.input[0], *linear.input[2:])]
    stride = next(list(a.ints) for a in linear.attribute if a.name == "strides")
    batch, height, width = latent.type.tensor_type.shape.dim[0].dim_param, *(latent.type.tensor_type.shape.dim[i].dim_value for i in (2, 3))
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, 3, height * stride[0], width * stride[1]])
    whole = helper.make_node("ConvTranspose", linear.input, ["linear"])
    whole.attribute.extend(linear.attribute)
    bounds = [helper.make_tensor(name, TensorProto.FLOAT, [], [value]) for name, value in (("least", -1.0), ("most", 1.0))]
    clip = helper.make_node("Clip", ["linear", "least", "most"], ["image"])
    graph = helper.make_graph([cast, whole, clip], "preview", [latent], [image], [*stored, *bounds])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.save(model, str(folder / "preview.onnx"))
    return tensor_specs(model) | {"external": external_files(model)}
