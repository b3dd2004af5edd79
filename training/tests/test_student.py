"""The student's teaching: where a step is to land, the teacher's trajectories, and a run that goes on where it stopped."""

from __future__ import annotations

import argparse

import pytest
import torch

from training import runs
from training.networks.denoiser import Denoiser
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS
from training.runs import load_checkpoint, save_checkpoint
from training.schedule import alphas_cumprod
from training.stages import student
from training.stages.golden import scheduler
from training.stages.student import STEPS, Trajectories, distillation_loss, landing
from training.tests.support.renders import write_split
from training.tokenizer import save_tokenizer, train_tokenizer

SMOKE = PRESETS["smoke"]


def trajectories(denoiser: Denoiser, count: int) -> Trajectories:
    """Those of a denoiser that samples in four steps without guidance: a student of its weights follows them exactly."""
    c, steps = SMOKE.denoiser, scheduler("ddim", STEPS)
    text, au, au_scale = torch.randn(count, SMOKE.text.length, c.text_width), torch.rand(count, c.au_columns), torch.ones(count)
    latents = [torch.randn(count, c.channels, c.grid, c.grid)]
    for timestep in steps.timesteps:
        predicted = denoiser(latents[-1], timestep.float().expand(count), text, au, au_scale)
        latents.append(steps.step(predicted, timestep, latents[-1]).prev_sample)
    return Trajectories(text, au, au_scale, torch.stack(latents, dim=1))


@pytest.fixture
def denoiser() -> Denoiser:
    torch.manual_seed(3)
    made = Denoiser(SMOKE.denoiser, alphas_cumprod())
    for parameter in made.parameters():
        if parameter.ndim > 1 and not parameter.any():
            torch.nn.init.normal_(parameter, std=0.1)
    return made.eval().requires_grad_(False)


def test_a_step_with_the_landing_prediction_ends_at_the_goal():
    steps = scheduler("ddim", STEPS)
    levels = torch.cat([alphas_cumprod()[steps.timesteps], torch.ones(1)])
    for i, timestep in enumerate(steps.timesteps):
        latent, goal = torch.randn(2, 3, 2, 2), torch.randn(2, 3, 2, 2)
        predicted = landing(latent, goal, levels[i], levels[i + 1])
        assert torch.allclose(steps.step(predicted, timestep, latent).prev_sample, goal, atol=1e-5)


@pytest.mark.parametrize("own", (False, True))
def test_a_student_that_follows_its_teacher_has_nothing_to_learn(denoiser, own):
    batch, untaught = trajectories(denoiser, 3), Student(denoiser, LowRankAddition(denoiser, 4))
    assert distillation_loss(untaught, batch, torch.full((STEPS, 3), own)) < 1e-6


def test_the_denoiser_learns_nothing(denoiser):
    batch, pupil = trajectories(denoiser, 2), Student(denoiser, LowRankAddition(denoiser, 4))
    batch.latents[:, 1:] += 0.5
    distillation_loss(pupil, batch, torch.zeros(STEPS, 2, dtype=torch.bool)).backward()
    assert all(p.grad is None for p in denoiser.parameters())
    assert any(p.grad is not None and p.grad.any() for p in pupil.addition.parameters())


@pytest.fixture
def taught(tmp_path, monkeypatch, denoiser):
    """The stage, after one run, in a folder of its own."""
    monkeypatch.setattr(runs, "ROOT", tmp_path)
    folder = tmp_path / "smoke"
    write_split(folder / "renders", "diffusion", seed=1)
    (folder / "tokenizer").mkdir()
    save_tokenizer(train_tokenizer(["a happy woman", "an old man, frowning"], SMOKE.text.vocabulary), folder / "tokenizer", SMOKE.text.length)
    save_checkpoint(folder / "text.pt", {"model": TextEncoder(SMOKE.text).state_dict()})
    save_checkpoint(folder / "diffusion.pt", {"ema": {"shadow": denoiser.state_dict()}, "done": 128})
    stage()
    return folder


def stage() -> None:
    student.run(argparse.Namespace(preset="smoke", minutes=None))


def test_the_stage_teaches_and_then_has_nothing_left_to_do(taught, denoiser):
    before = load_checkpoint(taught / student.CHECKPOINT)
    assert before["done"] == SMOKE.train_student.samples and len(before["trajectories"]["au"]) == SMOKE.student_trajectories
    assert any(up.any() for name, up in before["addition"].items() if name.startswith("up"))
    stage()
    after = load_checkpoint(taught / student.CHECKPOINT)
    assert all(torch.equal(value, after["addition"][name]) for name, value in before["addition"].items())
    assert isinstance(student.load_student(SMOKE, denoiser), Student)


def test_a_teacher_that_learned_on_is_followed_anew(taught, denoiser):
    before = load_checkpoint(taught / student.CHECKPOINT)
    save_checkpoint(taught / "diffusion.pt", {"ema": {"shadow": denoiser.state_dict()}, "done": 256})
    with pytest.raises(SystemExit, match="earlier denoiser"):
        student.load_student(SMOKE, denoiser)
    stage()
    after = load_checkpoint(taught / student.CHECKPOINT)
    assert after["teacher"] == 256 and after["done"] == SMOKE.train_student.samples
    assert any(not torch.equal(value, after["addition"][name]) for name, value in before["addition"].items())


def test_a_pack_can_do_without_a_student(taught, denoiser):
    (taught / student.CHECKPOINT).unlink()
    assert student.load_student(SMOKE, denoiser) is None
