"""The networks and the pack they make, on random weights: what the browser runs equals what PyTorch trains."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from training.facs import CLASS_PROMPTS, COLUMNS
from training.networks.autoencoder import Autoencoder
from training.networks.critic import adaptive_weight, crops
from training.networks.denoiser import Denoiser
from training.networks.feranno import Feranno, FerannoConfig, FerannoHead
from training.networks.guide import Guide
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.onnx_store import WeightFiles, export_graph, round_to_half
from training.presets import PRESETS
from training.schedule import alphas_cumprod
from training.stages.export import DEFAULTS, UNFITTED_VOTER
from training.stages.golden import GOLDEN_RECIPES, STUDENT_RECIPE, sample
from training.stages.graphs import GuidanceLoss
from training.stages.pack_parts import PackParts
from training.tokenizer import encode, train_tokenizer

SMOKE = PRESETS["smoke"]


def randomised(module: torch.nn.Module) -> torch.nn.Module:
    """Zero-started layers would hide mistakes: give every parameter something to do."""
    for parameter in module.parameters():
        if parameter.ndim > 1 and not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    return module.eval()


@pytest.fixture(scope="module")
def parts() -> PackParts:
    torch.manual_seed(1)
    autoencoder = Autoencoder(SMOKE.autoencoder)
    autoencoder.fit_linear(torch.randn(40, 3, 8, 8).repeat_interleave(16, 2).repeat_interleave(16, 3).clamp(-1, 1))
    captions = ["a happy woman with brown hair", "an angry old man", "a sad face, blue eyes", *CLASS_PROMPTS.values()]
    head = FerannoHead(FerannoConfig(feature_width=SMOKE.denoiser.width, levels=SMOKE.denoiser.depth // 2, text_length=SMOKE.text.length))
    denoiser = randomised(Denoiser(SMOKE.denoiser, alphas_cumprod()))
    return PackParts(
        autoencoder=randomised(autoencoder),
        tokenizer=train_tokenizer(captions, SMOKE.text.vocabulary),
        text_encoder=randomised(TextEncoder(SMOKE.text)),
        denoiser=denoiser,
        guide=randomised(Guide(SMOKE.guide)),
        feranno_head=randomised(head),
        probe_text=torch.randn(1, SMOKE.text.length, SMOKE.text.width),
        second_opinion=None,
        student=Student(denoiser, randomised(LowRankAddition(denoiser, SMOKE.student_rank))),
        voters={"feranno": UNFITTED_VOTER},
        words={"happy": "expression"},
        defaults=DEFAULTS,
    )


def session(graph: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])


def test_schedule_equals_diffusers():
    from diffusers import DDIMScheduler

    reference = DDIMScheduler(num_train_timesteps=1000, beta_schedule="squaredcos_cap_v2").alphas_cumprod
    assert torch.allclose(alphas_cumprod(), reference, atol=1e-7)


def test_the_linear_decoder_inverts_the_encoder_on_the_span_of_its_channels(parts):
    z = torch.randn(2, SMOKE.autoencoder.channels, 8, 8) * 0.1
    codec = parts.autoencoder
    assert torch.allclose(codec.encoder(codec.decoder.linear(z)), z, atol=1e-3)


def test_the_guidance_graph_holds_the_true_gradient(tiny_pack):
    parts, pack = tiny_pack
    config, words = parts.denoiser.config, parts.text_encoder.config
    loss_of = GuidanceLoss(parts.denoiser, parts.guide, words.length)
    feeds = {
        "latent": torch.randn(1, config.channels, config.grid, config.grid),
        "timestep": torch.tensor([400.0]),
        "text": torch.randn(1, words.length, words.width),
        "au": torch.rand(1, len(COLUMNS)),
        "au_scale": torch.tensor([0.7]),
        "alpha_bar": torch.tensor([0.5]),
        "target": torch.eye(8)[3:4],
    }
    text = feeds["text"].clone().requires_grad_(True)
    loss, probabilities, x0 = loss_of(text, feeds["latent"], feeds["timestep"], feeds["au"], feeds["au_scale"], feeds["target"])
    (gradient,) = torch.autograd.grad(loss.sum(), text)
    got = session(pack / "guidance.onnx").run(["loss", "probabilities", "gradient", "sample"], {k: v.numpy() for k, v in feeds.items()})
    assert gradient.abs().max() > 1e-6
    for value, reference in zip(got, (loss, probabilities, gradient, x0), strict=True):
        np.testing.assert_allclose(value, reference.detach().numpy(), atol=1e-5)


def test_au_scale_zero_removes_the_au_branch(parts):
    config = SMOKE.denoiser
    latent, t, text = torch.randn(1, config.channels, 8, 8), torch.tensor([300.0]), torch.randn(1, 40, config.text_width)
    off = [parts.denoiser(latent, t, text, torch.rand(1, len(COLUMNS)), torch.zeros(1)) for _ in range(2)]
    on = parts.denoiser(latent, t, text, torch.rand(1, len(COLUMNS)), torch.ones(1))
    assert torch.equal(off[0], off[1])
    assert not torch.allclose(off[0], on)


def test_feranno_graph_equals_pytorch(parts, tmp_path):
    """Of features from two depths, where the tiny pack's reads one."""
    latent = torch.randn(3, SMOKE.denoiser.channels, 8, 8)
    feranno = Feranno(parts.denoiser, parts.feranno_head, parts.probe_text).eval()
    round_to_half(feranno)
    logits, units = feranno(latent)
    path = tmp_path / "feranno.onnx"
    export_graph(feranno, (latent[:2],), ["latent"], ["logits", "au"], path, WeightFiles(tmp_path, "feranno"), batched=True)
    got = session(path).run(["logits", "au"], {"latent": latent.numpy()})
    np.testing.assert_allclose(got[0], logits.detach().numpy(), atol=1e-4)
    np.testing.assert_allclose(got[1], units.detach().numpy(), atol=1e-4)


def test_graphs_share_one_weight_file(tiny_pack):
    manifest = json.loads((tiny_pack[1] / "pack.json").read_text())
    named = {g: manifest["graphs"][g]["externalData"][0]["path"] for g in ("denoiser", "guidance", "feranno", "student")}
    assert set(named.values()) == {"denoiser.weights"}


def test_the_student_stores_its_addition_alone(tiny_pack):
    """Each large array of the denoiser has one place in the weight file, and the student's graph names the same one."""
    parts, pack = tiny_pack
    places = {}
    for graph in ("denoiser", "student"):
        entries = [{e.key: e.value for e in i.external_data} for i in onnx.load(pack / f"{graph}.onnx", load_external_data=False).graph.initializer]
        places[graph] = {e["offset"]: int(e["length"]) for e in entries if e}
    assert places["denoiser"].items() <= places["student"].items()
    own = sum(places["student"].values()) - sum(places["denoiser"].values())
    assert 0 < own <= 2 * sum(p.numel() for p in parts.student.addition.parameters())


def test_the_student_graph_equals_pytorch_and_is_not_the_denoiser(tiny_pack):
    parts, pack = tiny_pack
    config, words = parts.denoiser.config, parts.text_encoder.config
    feeds = {
        "latent": torch.randn(3, config.channels, config.grid, config.grid),
        "timestep": torch.tensor([999.0, 749.0, 249.0]),
        "text": torch.randn(3, words.length, words.width),
        "au": torch.rand(3, len(COLUMNS)),
        "au_scale": torch.tensor([1.0, 0.0, 0.5]),
    }
    with torch.no_grad():
        expected, teacher = parts.student(*feeds.values()), parts.denoiser(*feeds.values())
    (got,) = session(pack / "student.onnx").run(["prediction"], {k: v.numpy() for k, v in feeds.items()})
    np.testing.assert_allclose(got, expected.numpy(), atol=1e-4)
    assert not torch.allclose(expected, teacher, atol=1e-2)


def test_an_untaught_student_is_the_denoiser():
    torch.manual_seed(2)
    denoiser = randomised(Denoiser(SMOKE.denoiser, alphas_cumprod()))
    inputs = torch.randn(2, 48, 8, 8), torch.tensor([999.0, 249.0]), torch.randn(2, 40, 32), torch.rand(2, len(COLUMNS)), torch.ones(2)
    assert torch.equal(Student(denoiser, LowRankAddition(denoiser, 4))(*inputs), denoiser(*inputs))


def test_long_prompts_end_with_the_end_token(parts):
    ids = encode(parts.tokenizer, ["happy " * 100, ""], SMOKE.text.length)
    end = parts.tokenizer.token_to_id("<end>")
    assert ids[0, -1] == end
    assert ids[1, :3].tolist() == [parts.tokenizer.token_to_id("<begin>"), end, 0]


@pytest.mark.parametrize("spec", (*GOLDEN_RECIPES[:4:3], STUDENT_RECIPE))
def test_golden_recipes_sample_to_finite_latents(parts, spec):
    latents = sample(parts, spec, CLASS_PROMPTS)
    assert len(latents) == spec["steps"]
    assert all(torch.isfinite(latent).all() for latent in latents)


def test_the_critic_is_shown_the_eyes_and_the_mouth_and_stays_inside_the_picture():
    image = torch.arange(128.0).expand(1, 3, 128, 128)  # every pixel holds its x
    shown = crops(image, torch.tensor([[[64.0, 40.0], [2.0, 126.0]]]))
    assert shown.shape == (2, 3, 40, 40)
    assert shown[0, 0, 0, [0, -1]].tolist() == [44, 83]
    assert shown[1, 0, 0, [0, -1]].tolist() == [0, 39]


def test_the_critic_weighs_as_much_at_the_last_layer_as_the_reconstruction():
    last = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    reconstruction, adversarial = (3 * last).sum(), (0.5 * last).sum()
    assert adaptive_weight(reconstruction, adversarial, last).item() == pytest.approx(6.0, rel=1e-4)
