"""Fused graphs compute what the exporter's did, and the preview is the decoder's linear part."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import onnx
import pytest
import torch
from onnx import helper

from training import onnx_store, optimise
from training.fusion import fuse
from training.networks.attention import Mlp, SelfAttention


def exported(module, example, tmp_path, monkeypatch, fused: bool):
    if not fused:
        monkeypatch.setattr(onnx_store, "fuse", lambda model: {})
    path = tmp_path / f"{'fused' if fused else 'plain'}.onnx"
    onnx_store.export_graph(module, (example,), ["x"], ["y"], path, onnx_store.WeightFiles(tmp_path, "none"), batched=True)
    return path


def operators(path) -> Counter:
    return Counter(node.op_type for node in onnx.load(str(path), load_external_data=False).graph.node)


@pytest.mark.parametrize(
    ("module", "fused", "gone"),
    [
        (SelfAttention(16, 2), "MultiHeadAttention", "Softmax"),
        (Mlp(16, 2.0), "FastGelu", "Tanh"),
    ],
)
def test_a_fused_graph_computes_the_same(module, fused, gone, tmp_path, monkeypatch):
    example = torch.randn(2, 5, 16)
    after = exported(module.eval(), example, tmp_path, monkeypatch, fused=True)
    before = exported(module, example, tmp_path, monkeypatch, fused=False)
    assert operators(after)[fused] == 1 and operators(after)[gone] == 0
    assert operators(before)[fused] == 0
    given = {"x": np.random.default_rng(0).standard_normal((3, 5, 16)).astype(np.float32)}
    np.testing.assert_allclose(optimise.run_graph(after, given)[0], optimise.run_graph(before, given)[0], atol=1e-5)


def test_attention_whose_weights_are_read_stays_as_it_is(tiny_pack):
    """FERAnno reads the attention over the text at chosen blocks; its other attentions are fused."""
    _, folder = tiny_pack
    found = operators(folder / "feranno.onnx")
    assert found["Softmax"] >= 1 and found["MultiHeadAttention"] >= 1


def test_a_graph_with_nothing_to_fuse_is_untouched():
    node = helper.make_node("Relu", ["x"], ["y"])
    value = lambda name: helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1])  # noqa: E731
    model = helper.make_model(helper.make_graph([node], "g", [value("x")], [value("y")]))
    before = model.SerializeToString()
    assert not any(fuse(model).values())
    assert model.SerializeToString() == before


def test_the_preview_is_the_decoders_linear_part_in_the_decoders_weights(tiny_pack):
    parts, folder = tiny_pack
    manifest = json.loads((folder / "pack.json").read_text())
    preview = manifest["graphs"]["preview"]
    assert preview["externalData"] == manifest["graphs"]["decoder"]["externalData"]
    latent = torch.randn(3, *preview["inputs"][0]["shape"][1:])
    (image,) = optimise.run_graph(folder / "preview.onnx", {"latent": latent.numpy()})
    with torch.no_grad():
        expected = parts.autoencoder.decoder.linear(latent).clamp(-1, 1)
    np.testing.assert_allclose(image, expected.numpy(), atol=1e-5)


def test_optimising_a_pack_that_is_optimised_changes_nothing(tiny_pack):
    _, folder = tiny_pack
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    optimise.optimise(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_fusion_that_changed_the_outcome_would_be_left_out(tiny_pack, monkeypatch):
    _, folder = tiny_pack
    monkeypatch.setattr(optimise, "fuse", lambda model: {"Wrong": 1} if model.graph.name else {})
    monkeypatch.setattr(optimise, "difference", lambda before, after: 0.5)
    before = (folder / "denoiser.onnx").read_bytes()
    assert any("left as it was" in line for line in optimise.optimise(folder))
    assert (folder / "denoiser.onnx").read_bytes() == before
