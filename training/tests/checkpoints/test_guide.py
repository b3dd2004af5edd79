"""A classifier of one's own as the guide: what is read of it, that its gradient is its own, that the pack holds no weight twice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import helper, numpy_helper
from torch import Tensor

from training.checkpoints.classifier import read_classifier
from training.checkpoints.classifier_file import CLASS_WORDS, open_classifier
from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind
from training.checkpoints.gradients import trace_gradient
from training.checkpoints.guide import predicted_sample
from training.facs import CLASSES
from training.golden import tiny_checkpoints
from training.onnx_store import WeightFiles, export_graph
from training.runs import REPOSITORY
from training.tests.checkpoints.test_packs import run_command


@pytest.fixture
def script(tmp_path) -> Path:
    return tiny_checkpoints.write_classifier(tmp_path / "classifier")


def as_onnx(script: Path) -> Path:
    path = script.with_suffix(".onnx")
    torch.onnx.export(
        tiny_checkpoints.classifier_network(), (torch.zeros(1, 3, 12, 12),), str(path),
        dynamo=False, input_names=["input"], output_names=["logits"], opset_version=17,
    )  # fmt: skip
    return path


def say(folder: Path, **values) -> None:
    path = folder / "voter.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def expected(picture: Tensor) -> Tensor:
    """VOTER in plain words; in the order of CLASSES, contempt left out."""
    seen = torch.nn.functional.avg_pool2d(picture[:, :, 4:28, 4:28] / 2 + 0.5, 2)
    mean, deviation = (torch.tensor(tiny_checkpoints.VOTER["input"][name]).view(1, 3, 1, 1) for name in ("mean", "deviation"))
    logits = tiny_checkpoints.classifier_network()((seen - mean) / deviation)
    return torch.log_softmax(logits[:, [4, 3, 5, 6, 2, 1, 0]] / 0.5, dim=1)


@pytest.mark.parametrize("kind", ["a torch script", "an ONNX graph"])
def test_a_classifier_reads_the_picture_as_its_voter_json_says_and_has_its_own_gradient(kind, script):
    file = open_classifier(script if kind == "a torch script" else as_onnx(script))
    assert file.kind is FileKind(kind)
    assert file.unknown == ["contempt"]
    picture = (torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(5)) * 2 - 1).requires_grad_(True)
    read = read_classifier(file, 32, 32)(picture)
    assert torch.allclose(read[:, :7], expected(picture), atol=1e-5)
    (gradient,), (wanted,) = (torch.autograd.grad(values[0, 4], picture) for values in (read, expected(picture)))
    assert wanted.abs().max() > 1e-3
    assert torch.allclose(gradient, wanted, atol=1e-6)


@pytest.mark.parametrize(
    ("damage", "code", "said"),
    [
        (lambda path: (path.parent / "voter.json").unlink(), "incomplete", "voter.json"),
        (lambda path: say(path.parent, input={"name": "input"}), "incomplete", "input.crop"),
        (lambda path: say(path.parent, expression=tiny_checkpoints.VOTER["expression"] | {"classes": ["happy", "bored"]}), "unsupported", "bored"),
        (lambda path: say(path.parent, expression=tiny_checkpoints.VOTER["expression"] | {"classes": ["happy", "joy"]}), "unsupported", "each once"),
        (lambda path: say(path.parent, expression=tiny_checkpoints.VOTER["expression"] | {"classes": ["happy", "sad"]}), "wrong-shape", "2 classes"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "not-a-checkpoint", "classifier.pt"),
        (lambda path: torch.save({"weight": torch.ones(2)}, path), "not-a-checkpoint", "a torch archive"),
        (lambda path: path.write_text("<html>"), "not-a-checkpoint", "web page"),
    ],
)
def test_what_cannot_guide_says_why(damage, code, said, script):
    damage(script)
    with pytest.raises(CheckpointError, match=re.escape(said)) as caught:
        read_classifier(open_classifier(script), 32, 32)
    assert caught.value.code == code


def test_an_onnx_classifier_without_the_named_output_is_told_which_it_has(script):
    as_onnx(script)
    say(script.parent, expression=tiny_checkpoints.VOTER["expression"] | {"output": "scores"})
    with pytest.raises(CheckpointError, match="logits"):
        read_classifier(open_classifier(script.with_suffix(".onnx")), 32, 32)


def test_an_operator_without_a_gradient_here_is_named(script):
    path = script.with_suffix(".onnx")
    nodes = [helper.make_node("NonZero", ["input"], ["logits"])]
    tensors = [helper.make_tensor_value_info("input", 1, [1, 3, 12, 12]), helper.make_tensor_value_info("logits", 7, None)]
    onnx.save(helper.make_model(helper.make_graph(nodes, "g", tensors[:1], tensors[1:]), opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    with pytest.raises(CheckpointError, match=r"NonZero.*torch script"):
        read_classifier(open_classifier(path), 32, 32)


def test_the_words_for_classes_are_the_studios():
    source = (REPOSITORY / "src/domain/recognisers/classWords.ts").read_text()
    for name, words in CLASS_WORDS.items():
        listed = re.search(rf"\b{name}: \[(.+?)\]", source)
        assert listed is not None, name
        assert {name, *re.findall(r"'([^']+)'", listed[1])} == set(words)
    assert tuple(CLASS_WORDS) == CLASSES


@pytest.mark.parametrize("predicts", ["epsilon", "v_prediction", "sample"])
def test_x0_is_the_one_of_diffusers_for_every_kind_of_prediction(predicts):
    from diffusers import DDIMScheduler

    scheduler = DDIMScheduler(prediction_type=predicts, clip_sample=False)
    scheduler.set_timesteps(10)
    latent, prediction = torch.randn(2, 1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    clean = predicted_sample(prediction, latent, scheduler.alphas_cumprod[700:701], predicts)
    assert torch.allclose(clean, scheduler.step(prediction, 700, latent).pred_original_sample, atol=1e-5)


def test_a_gradient_through_all_that_classifiers_hold_is_autograds(tmp_path):
    """Strides that leave a rest, groups, norms, pooling, nearest upsampling: traced, exported, run by ONNX Runtime."""
    network = torch.nn.Sequential(
        torch.nn.Conv2d(3, 8, 3, stride=2, padding=1), torch.nn.GroupNorm(2, 8), torch.nn.SiLU(), torch.nn.Upsample(scale_factor=2),
        torch.nn.Conv2d(8, 8, 4, stride=3, groups=2, dilation=1), torch.nn.MaxPool2d(2), torch.nn.Flatten(), torch.nn.Linear(32, 4),
    ).eval()  # fmt: skip

    def run(picture: Tensor) -> tuple[Tensor, ...]:
        given = picture.detach().requires_grad_(True)
        return torch.autograd.grad(torch.log_softmax(network(given), dim=1)[:, 1].sum(), given)

    picture = torch.randn(1, 3, 17, 17, generator=torch.Generator().manual_seed(1))
    path = tmp_path / "gradient.onnx"
    traced = trace_gradient(run, network, (picture,))
    export_graph(traced.eval(), (picture,), ["picture"], ["gradient"], path, WeightFiles(tmp_path, "w"), False)
    (made,) = onnxruntime.InferenceSession(str(path)).run(None, {"picture": picture.numpy()})
    # What is stored is float16.
    np.testing.assert_allclose(made, run(picture)[0], atol=2e-4)
    # ONNX Runtime's WebGPU has no pooling that says where the largest was.
    assert "MaxPool" not in {node.op_type for node in onnx.load(str(path), load_external_data=False).graph.node}


OVER_THE_EDGE = {"kernel_size": 3, "stride": 2, "ceil_mode": True}


@pytest.mark.parametrize("side", [12, 13, 16])
@pytest.mark.parametrize(
    "pooling", [OVER_THE_EDGE, {**OVER_THE_EDGE, "padding": 1}, {**OVER_THE_EDGE, "stride": 4}, {"kernel_size": (2, 3), "dilation": 2}], ids=str
)
def test_what_is_pooled_of_a_picture_and_its_gradient_are_autograds(side, pooling):
    """With windows that reach over the edge, as SqueezeNet has them."""
    pool = torch.nn.MaxPool2d(**pooling)

    def run(picture: Tensor) -> tuple[Tensor, ...]:
        given = picture.detach().requires_grad_(True)
        pooled = pool(given)
        return pooled.detach(), *torch.autograd.grad((pooled**2).sum(), given)

    picture = torch.randn(1, 2, side, side, generator=torch.Generator().manual_seed(side))
    traced = trace_gradient(run, pool, (picture,))
    assert "max_pool" not in str(traced.code), "nothing is left that ONNX has no gradient of"
    for made, wanted in zip(traced(picture), run(picture), strict=True):
        assert torch.allclose(made, wanted, atol=1e-6)


def test_no_group_of_several_channels_becomes_one_channel_going_back(tmp_path):
    """ONNX Runtime's WebGPU (1.30) takes a transposed convolution of such groups for one of single channels: gradients were off by half."""
    network = torch.nn.Sequential(torch.nn.Conv2d(4, 8, 3, stride=2, groups=4), torch.nn.MaxPool2d(2), torch.nn.Flatten()).eval()

    def run(picture: Tensor) -> tuple[Tensor, ...]:
        given = picture.detach().requires_grad_(True)
        return torch.autograd.grad((network(given) ** 2).sum(), given)

    picture = torch.randn(1, 4, 12, 12, generator=torch.Generator().manual_seed(2))
    traced = trace_gradient(run, network, (picture,))
    assert torch.allclose(traced(picture)[0], run(picture)[0], atol=1e-6)
    path = tmp_path / "gradient.onnx"
    export_graph(traced.eval(), (picture,), ["picture"], ["gradient"], path, WeightFiles(tmp_path, "w"), False)
    graph = onnx.shape_inference.infer_shapes(onnx.load(str(path))).graph
    shapes = {each.name: tuple(each.dims) for each in graph.initializer}
    shapes |= {each.name: tuple(d.dim_value for d in each.type.tensor_type.shape.dim) for each in graph.value_info}
    transposed = [node for node in graph.node if node.op_type == "ConvTranspose"]
    assert len(transposed) == 2
    for node in transposed:
        groups = next(attribute.i for attribute in node.attribute if attribute.name == "group")
        inwards, outwards = shapes[node.input[1]][:2]
        assert outwards > 1 or inwards == groups or groups == 1


def test_a_weight_that_another_graph_holds_is_not_stored_again_nor_turned(tmp_path):
    weight = np.random.default_rng(0).normal(size=(40, 50)).astype(np.float32)
    denoiser = WeightFiles(tmp_path, "denoiser")
    denoiser.add(weight)

    class Products(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.turned = torch.nn.Buffer(torch.from_numpy(weight.T.copy()))

        def forward(self, x: Tensor) -> Tensor:
            return x @ self.turned

    x = torch.randn(2, 50)
    path = tmp_path / "guidance.onnx"
    spec = export_graph(Products(), (x,), ["x"], ["y"], path, WeightFiles(tmp_path, "guide", None, (denoiser,)), False)
    assert spec["external"] == ["denoiser.weights"]
    (made,) = onnxruntime.InferenceSession(str(path)).run(None, {"x": x.numpy()})
    np.testing.assert_allclose(made, x.numpy() @ weight.T, atol=1e-2)
    assert all(
        numpy_helper.to_array(kept).size < weight.size for kept in onnx.load(str(path), load_external_data=False).graph.initializer if not kept.external_data
    )


def test_the_dry_run_says_what_the_classifier_reads_and_knows(base, script, capsys):
    say(script.parent, input=tiny_checkpoints.VOTER["input"] | {"crop": {"of": "face", "margin": 0.1}})
    assert run_command(f"python -m training export-checkpoint {base.base} --classifier {script} --dry-run") == 0
    printed = capsys.readouterr().out
    assert "classifier Tiny classifier (a torch script, MIT): reads 12 × 12, names neutral, happiness" in printed
    assert "does not know contempt" in printed
    assert "the whole picture" in printed
    assert "classifier, at most" in printed
