"""The `gpu` preset, where there is no GPU: its sizes, a step of each network in bfloat16, and that nothing is left on the processor."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from training import carry, device, estimate, runs
from training.__main__ import STAGES, command_line
from training.data import to_planes
from training.networks.attention import attend, attend_fused
from training.networks.autoencoder import Autoencoder
from training.networks.denoiser import Denoiser
from training.networks.feranno import Feranno, FerannoHead
from training.networks.guide import Guide
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset
from training.recognisers import judge, second_opinion
from training.recognisers.augment import PatchBasis, degrade, mirrored, photometric, shifted
from training.schedule import alphas_cumprod
from training.stages.autoencoder import Sharpener, reconstruction_loss, region_weights
from training.stages.diffusion import denoising_loss, draw_timesteps
from training.stages.feranno import features_of, head_config
from training.stages.student import STEPS, Trajectories, distillation_loss

GPU = PRESETS["gpu"]
#: Of a pack's 64 MB, what graphs, tokenizer, golden latents, report and card take.
BESIDE_WEIGHTS = 7e6


def narrow(preset: Preset) -> Preset:
    """The preset with its pictures and tokens, but narrow networks."""
    return replace(
        preset,
        autoencoder=replace(preset.autoencoder, coarse_width=8, coarse_blocks=1, fine_width=8, fine_blocks=1),
        text=replace(preset.text, width=32, depth=1, heads=2),
        denoiser=replace(preset.denoiser, width=32, depth=2, heads=2, text_width=32),
        guide=replace(preset.guide, width=32, depth=1, heads=2),
        student_rank=2,
    )


NARROW = narrow(GPU)


@pytest.fixture
def halved(monkeypatch) -> torch.device:
    """The processor, computing in bfloat16 as a GPU would."""
    monkeypatch.setattr(device, "HALVED", {"cpu"})
    return torch.device("cpu")


@pytest.fixture
def denoiser() -> Denoiser:
    torch.manual_seed(5)
    return Denoiser(NARROW.denoiser, alphas_cumprod())


def learns(loss: Tensor, module: torch.nn.Module) -> bool:
    """Whether a loss is a number in float32 and reaches the module's parameters as such."""
    loss.backward()
    gradients = [p.grad for p in module.parameters() if p.grad is not None]
    return loss.dtype == torch.float32 and bool(loss.isfinite()) and bool(gradients) and all(g.dtype == torch.float32 for g in gradients)


def conditions(count: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    c = NARROW.denoiser
    return torch.full((count,), 400.0), torch.randn(count, NARROW.text.length, c.text_width), torch.rand(count, c.au_columns), torch.ones(count)


def latents(count: int) -> Tensor:
    return torch.randn(count, NARROW.denoiser.channels, NARROW.denoiser.grid, NARROW.denoiser.grid)


# --- sizes -----------------------------------------------------------------------------------------------------------


def test_every_command_accepts_the_preset():
    for words in (["all"], ["estimate"], *([stage] for stage in STAGES)):
        assert command_line().parse_args([*words, "--preset", "gpu"]).preset == "gpu"


def test_its_pack_fits_into_64_megabytes():
    with torch.device("meta"):
        denoiser = Denoiser(GPU.denoiser, alphas_cumprod())
        modules = [
            denoiser, LowRankAddition(denoiser, GPU.student_rank), Autoencoder(GPU.autoencoder), TextEncoder(GPU.text), Guide(GPU.guide),
            FerannoHead(head_config(GPU)), second_opinion.build(second_opinion.PRESETS["gpu"][0]),
        ]
    assert 2 * sum(p.numel() for module in modules for p in module.parameters()) <= 64e6 - BESIDE_WEIGHTS


def test_its_parts_agree_on_pictures_and_tokens():
    grid, channels = GPU.autoencoder.grid, GPU.autoencoder.channels
    assert (GPU.denoiser.grid, GPU.denoiser.channels) == (GPU.guide.grid, GPU.guide.channels) == (grid, channels)
    assert head_config(GPU).tokens == grid**2
    assert GPU.denoiser.text_width == GPU.text.width
    assert second_opinion.PRESETS["gpu"][0].image == judge.PRESETS["gpu"][0].image == GPU.image == 256


def test_its_networks_are_estimated_to_learn_in_25_minutes_once_faces_are_drawn():
    rows = estimate.rows(GPU)
    assert [row.stage for row in rows] == list(STAGES)
    assert sum(row.seconds for row in rows if row.stage != "render") <= 25 * 60


# --- a step of each network in bfloat16 ------------------------------------------------------------------------------


def test_fused_attention_equals_the_plain_products():
    q, k, v = torch.randn(3, 2, 9, 24).unbind()
    assert torch.allclose(attend_fused(q, k, v, 3), attend(q, k, v, 3)[0], atol=1e-6)


def test_the_denoiser_learns(halved, denoiser):
    generator = device.seeded(halved, 1)
    with device.autocast(halved):
        loss = denoising_loss(denoiser, latents(2), latents(2), draw_timesteps(2, generator), *conditions(2)[1:], torch.ones(2, 1, 1, 1))
    assert learns(loss, denoiser)


def test_the_student_learns(halved, denoiser):
    student = Student(denoiser.requires_grad_(False), LowRankAddition(denoiser, NARROW.student_rank))
    _, text, au, au_scale = conditions(2)
    kept = Trajectories(text.half(), au, au_scale, torch.stack([latents(2)] * (STEPS + 1), dim=1).half())
    with device.autocast(halved):
        loss = distillation_loss(student, kept.take(torch.tensor([1, 0]), halved), torch.ones(STEPS, 2, dtype=torch.bool))
    assert learns(loss, student.addition)


def test_the_decoder_learns_from_its_critic_too(halved):
    model, sharpener = Autoencoder(NARROW.autoencoder), Sharpener(halved)
    pixels = torch.randint(0, 256, (2, 256, 256, 3), dtype=torch.uint8)
    images, centres = to_planes(pixels), torch.tensor([[[80.0, 100.0], [170.0, 100.0], [128.0, 190.0]]]).expand(2, -1, -1)
    with device.autocast(halved):
        output = model.decoder(model.encoder(images)).float()
    loss = reconstruction_loss(output, images, region_weights(centres, 256)) + sharpener.loss(output, images, images, centres)
    assert learns(loss, model.decoder)


def test_the_guide_learns(halved):
    guide = Guide(NARROW.guide)
    with device.autocast(halved):
        logits = guide(latents(2), torch.tensor([10.0, 800.0]))
    assert learns(logits.float().square().sum(), guide)


def test_the_text_encoder_learns(halved):
    encoder = TextEncoder(NARROW.text)
    with device.autocast(halved):
        text = encoder(torch.tensor([[1, 5, 2] + [0] * (NARROW.text.length - 3)]))
    assert learns(text.float().square().sum(), encoder)


@pytest.mark.parametrize("keep", (True, False))
def test_feranno_learns_from_features_kept_or_made_anew(halved, denoiser, keep):
    preset, faces = replace(NARROW, keep_features=keep), latents(3)
    head = FerannoHead(head_config(preset))
    feranno = Feranno(denoiser.eval(), head, torch.randn(1, preset.text.length, preset.text.width))
    shown = features_of(preset, feranno, faces, "features")(torch.tensor([2, 0]))
    with device.autocast(halved):
        logits, units = head(shown)
    assert learns(logits.float().square().sum() + units.float().square().sum(), head)


@pytest.mark.parametrize("module", (second_opinion, judge))
def test_recognisers_read_256_pixels(halved, module):
    config = module.PRESETS["gpu"][0]
    slim = replace(config, widths=(8,) * len(config.widths), **({"inner": (4,) * len(config.widths)} if module is judge else {}))
    model = module.build(slim)
    with device.autocast(halved):
        found = model(torch.rand(2, 3, 256, 256) * 2 - 1)
    assert learns((found.classes if module is judge else found).float().square().sum(), model)


# --- where tensors are -----------------------------------------------------------------------------------------------


def test_pictures_are_changed_where_they_are(monkeypatch):
    """Tensors of another device than the processor's: an operation between both fails."""
    meta, rng = torch.device("meta"), np.random.default_rng(2)
    monkeypatch.setattr("training.recognisers.augment.seeded", lambda *_: None)
    basis = PatchBasis(rng.integers(0, 256, (4, 32, 32, 3), dtype=np.uint8), meta, components=160)
    images, _ = mirrored(shifted(torch.empty(40, 32, 32, 3, dtype=torch.uint8, device=meta), rng, 3), np.zeros((40, 47), np.float32), rng)
    damaged, done = degrade(photometric(to_planes(images), rng, 0.3), rng, 0.9, basis)
    assert damaged.device == meta and set(done) == set(range(5))


def test_averages_are_kept_where_the_network_is():
    model = torch.nn.Linear(3, 2)
    saved = runs.Ema(model, 0.9).state()
    moved = runs.Ema(model.to("meta"), 0.9)
    moved.load(saved)
    assert {value.device.type for value in moved.shadow.values()} == {"meta"}


# --- carrying --------------------------------------------------------------------------------------------------------


@pytest.fixture
def carried(tmp_path, monkeypatch) -> Callable[[], dict]:
    """A run with a denoiser under way, carried to another folder of runs; gives the checkpoint there."""
    monkeypatch.setattr(runs, "ROOT", tmp_path / "lent")
    folder, model = runs.run_folder("gpu"), Denoiser(NARROW.denoiser, alphas_cumprod())
    state = {"model": model.state_dict(), "ema": runs.Ema(model, 0.9).state(), "optimizer": {}, "done": 512}
    runs.save_checkpoint(folder / "diffusion.pt", state)
    (folder / "tokenizer").mkdir()
    (folder / "tokenizer" / "tokenizer.json").write_text("{}")
    carry.run(argparse.Namespace(preset="gpu", out=tmp_path / "weights.pt", restore=None))
    monkeypatch.setattr(runs, "ROOT", tmp_path / "home")

    def restore() -> dict:
        carry.run(argparse.Namespace(preset="gpu", out=None, restore=tmp_path / "weights.pt"))
        return runs.require_checkpoint(tmp_path / "home" / "gpu" / "diffusion.pt", "diffusion")

    return restore


def test_a_stage_goes_on_from_its_averaged_weights(carried, denoiser, tmp_path):
    state = carried()
    assert state["done"] == 512 and "optimizer" not in state
    assert all(value.dtype == torch.float32 for value in state["ema"]["shadow"].values())
    assert torch.equal(state["model"]["alphas_cumprod"], alphas_cumprod())
    denoiser.load_state_dict(state["model"])
    assert (tmp_path / "home" / "gpu" / "tokenizer" / "tokenizer.json").read_text() == "{}"


def test_what_is_there_already_stays(carried, tmp_path):
    state = carried() | {"done": 1024}
    runs.save_checkpoint(tmp_path / "home" / "gpu" / "diffusion.pt", state)
    assert carried()["done"] == 1024
