"""student: teach a low-rank addition to the denoiser's weights to sample in four steps. `training/runs/<preset>/student.pt`.

The teacher is the denoiser as the studio runs it: twenty DDIM steps with classifier-free guidance. The student follows the
teacher's own trajectories: each of its four steps is to land where five of the teacher's do (progressive distillation,
Salimans & Ho 2022), without the unconditional evaluation (guidance distillation, Meng et al. 2023). It learns from where it
gets to itself as well as from where the teacher is, so that a later step mends what an earlier one missed.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, fields

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.data import Labels, load_labels
from training.device import autocast, seeded, training_device
from training.guidance import classifier_free_guidance
from training.networks.denoiser import Denoiser
from training.networks.student import LowRankAddition, Student
from training.networks.text_encoder import TextEncoder
from training.presets import PRESETS, Preset
from training.runs import Progress, load_checkpoint, require_checkpoint, run_folder, save_checkpoint
from training.stages import diffusion
from training.stages.golden import scheduler
from training.stages.text import caption_of, load_text
from training.tokenizer import encode

CHECKPOINT = "student.pt"
STEPS = 4
#: What the student stands in for: the pack's defaults.
TEACHER_STEPS, GUIDANCE = 20, 3.0
#: Shares of trajectories with action units alone, and with text alone.
AU_ALONE, TEXT_ALONE = 0.10, 0.25
#: Share of trajectories whose λ_AU is not 1, and the range it is drawn from.
OTHER_STRENGTH, STRENGTHS = 0.25, (0.5, 1.5)
#: Share of `--minutes` for drawing trajectories, which then serve many times.
DRAWING = 0.35
#: Share of steps that begin where the student's last one ended, in place of where the teacher was.
OWN = 0.5


@dataclass
class Trajectories:
    """Conditions and the teacher's latents at the student's timesteps, and at the end; on the processor, whatever drew them.

    text [n,T,D], au [n,N], au_scale [n], latents [n,STEPS+1,C,h,w]; float16 where that halves the checkpoint.
    """

    text: Tensor
    au: Tensor
    au_scale: Tensor
    latents: Tensor

    def __len__(self) -> int:
        return len(self.au)

    def joined(self, other: Trajectories) -> Trajectories:
        return Trajectories(*(torch.cat([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))

    def take(self, index: Tensor, device: torch.device) -> Trajectories:
        return Trajectories(*(getattr(self, f.name)[index].to(device).float() for f in fields(self)))


@torch.no_grad()
def draw(preset: Preset, teacher: Denoiser, tokenizer: Tokenizer, text_encoder: TextEncoder, faces: Labels, first: int, count: int) -> Trajectories:
    """The trajectories number `first` to `first + count`: captions and action units of rendered faces, noise of their own."""
    rng, device = np.random.default_rng((preset.seed, 6, first)), teacher.alphas_cumprod.device
    index = rng.choice(len(faces), count)
    share = rng.random(count)
    captions = ["" if share[j] < AU_ALONE else caption_of(faces, i, rng) for j, i in enumerate(index)]
    text = text_encoder(torch.from_numpy(encode(tokenizer, captions, preset.text.length)).to(device))
    empty = text_encoder(torch.from_numpy(encode(tokenizer, [""], preset.text.length)).to(device)).expand_as(text)
    au = torch.from_numpy(faces.au[index]).to(device)
    strength = np.where(rng.random(count) < OTHER_STRENGTH, rng.uniform(*STRENGTHS, count), 1.0)
    au_scale = torch.from_numpy(np.where(share >= 1 - TEXT_ALONE, 0.0, strength)).float().to(device)

    c = preset.denoiser
    latent = torch.randn(count, c.channels, c.grid, c.grid, generator=seeded(device, int(rng.integers(2**62))), device=device)
    steps, kept = scheduler("ddim", TEACHER_STEPS), [latent]
    both_text, both_au = torch.cat([text, empty]), torch.cat([au, torch.zeros_like(au)])
    both_scale = torch.cat([au_scale, torch.zeros_like(au_scale)])
    for i, timestep in enumerate(steps.timesteps):
        at = timestep.float().to(device).expand(2 * count)
        with autocast(device):
            prediction = teacher(torch.cat([latent, latent]), at, both_text, both_au, both_scale)
        conditional, unconditional = prediction.chunk(2)
        latent = steps.step(classifier_free_guidance(conditional, unconditional, GUIDANCE), timestep, latent).prev_sample
        if (i + 1) % (TEACHER_STEPS // STEPS) == 0:
            kept.append(latent)
    return Trajectories(text.half().cpu(), au.cpu(), au_scale.cpu(), torch.stack(kept, dim=1).half().cpu())


def landing(latent: Tensor, goal: Tensor, alpha_bar: Tensor, next_alpha_bar: Tensor) -> Tensor:
    """The x̂0 [B,C,h,w] with which one DDIM step from `latent`, at noise level ᾱ, ends at `goal`, at the next ᾱ."""
    alpha, sigma = alpha_bar.sqrt(), (1 - alpha_bar).sqrt()
    next_alpha, ratio = next_alpha_bar.sqrt(), (1 - next_alpha_bar).sqrt() / sigma
    return (goal - ratio * latent) / (next_alpha - ratio * alpha)


def distillation_loss(student: Student, batch: Trajectories, own: Tensor) -> Tensor:
    """Mean squared error of x̂0 over the student's steps along a batch of trajectories, weighted as `denoising_loss`.

    `own` bool [STEPS,B]: which steps begin where the student's last one ended; the rest begin where the teacher was.
    """
    denoiser, steps, device = student.denoiser, scheduler("ddim", STEPS), batch.latents.device
    levels = torch.cat([denoiser.alphas_cumprod[steps.timesteps], torch.ones(1, device=device)])
    weights = student.addition.added_to(denoiser)
    latent, losses = batch.latents[:, 0], []
    for i, timestep in enumerate(steps.timesteps):
        latent = torch.where(own[i, :, None, None, None], latent, batch.latents[:, i])
        goal = landing(latent, batch.latents[:, i + 1], levels[i], levels[i + 1])
        at = timestep.float().to(device).expand(len(latent))
        predicted = torch.func.functional_call(denoiser, weights, (latent, at, batch.text, batch.au, batch.au_scale))
        _, _, scale_out = denoiser.preconditioning(levels[i : i + 1])
        losses.append(((predicted - goal).square() / scale_out).mean())
        latent = steps.step(predicted.detach(), timestep, latent).prev_sample
    return torch.stack(losses).mean()


def load_student(preset: Preset, denoiser: Denoiser) -> Student | None:
    """The student over this denoiser; None where the stage did not run. Ends where it was taught by an earlier denoiser."""
    folder = run_folder(preset.name)
    state = load_checkpoint(folder / CHECKPOINT)
    if state is None:
        return None
    if state["teacher"] != require_checkpoint(folder / diffusion.CHECKPOINT, "diffusion")["done"]:
        raise SystemExit(f"{folder / CHECKPOINT} was taught by an earlier denoiser: run `python -m training student`, or delete it for a pack without.")
    addition = LowRankAddition(denoiser, preset.student_rank)
    addition.load_state_dict(state["addition"])
    return Student(denoiser, addition).eval().requires_grad_(False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, help="end after so many minutes from now, the learning rate decayed (default: the preset's samples)")


def run(args: argparse.Namespace) -> None:
    preset = PRESETS[args.preset]
    size, folder = preset.train_student, run_folder(preset.name)
    started, device = time.monotonic(), training_device()
    learned, state = require_checkpoint(folder / diffusion.CHECKPOINT, "diffusion")["done"], load_checkpoint(folder / CHECKPOINT)
    if state and state["teacher"] == learned and state["done"] >= size.samples:
        print(f"student: {state['done']} trajectories followed behind this teacher, nothing left to do")
        return
    teacher = diffusion.load_denoiser(preset).to(device)
    tokenizer, text_encoder = load_text(preset)
    text_encoder.to(device)
    faces = load_labels(folder / "renders", "diffusion")
    torch.manual_seed(preset.seed + 6)
    addition = LowRankAddition(teacher, preset.student_rank).to(device)
    student = Student(teacher, addition)
    optimizer = torch.optim.AdamW(addition.parameters(), lr=size.learning_rate, betas=(0.9, 0.98), weight_decay=0.0)
    done, trajectories = 0, None
    if state:
        addition.load_state_dict(state["addition"])
        # A teacher that has learned on goes other ways: only the addition still serves, as a start.
        # Nor has a pack its trajectories.
        if state["teacher"] == learned and "trajectories" in state:
            optimizer.load_state_dict(state["optimizer"])
            done, trajectories = state["done"], Trajectories(**state["trajectories"])

    def elapsed() -> float:
        return (time.monotonic() - started) / 60

    last_save = time.monotonic()

    def save() -> None:
        nonlocal last_save
        save_checkpoint(
            folder / CHECKPOINT,
            {
                "addition": addition.state_dict(),
                "optimizer": optimizer.state_dict(),
                "done": done,
                "teacher": learned,
                "trajectories": vars(trajectories),
            },
        )
        last_save = time.monotonic()

    wanted, progress = preset.student_trajectories, Progress("student: trajectories", preset.student_trajectories)
    while trajectories is None or (len(trajectories) < wanted and not (args.minutes and elapsed() > DRAWING * args.minutes)):
        first = 0 if trajectories is None else len(trajectories)
        drawn = draw(preset, teacher, tokenizer, text_encoder, faces, first, min(size.batch * STEPS, wanted - first))
        trajectories = drawn if trajectories is None else trajectories.joined(drawn)
        progress.update(len(trajectories))
        if time.monotonic() - last_save > 150:
            save()
    del faces

    progress, begun = Progress("student", size.samples, done), elapsed()
    while done < size.samples and not (args.minutes and elapsed() >= args.minutes):
        left = (args.minutes - elapsed()) / (args.minutes - begun) if args.minutes else 1 - done / size.samples
        rng = np.random.default_rng((preset.seed, 7, done))
        rate = size.learning_rate * min(1.0, done / (50 * size.batch) + 0.02, 2 * left + 0.02)
        for group in optimizer.param_groups:
            group["lr"] = rate
        batch = trajectories.take(torch.from_numpy(rng.integers(len(trajectories), size=size.batch)), device)
        with autocast(device):
            loss = distillation_loss(student, batch, torch.from_numpy(rng.random((STEPS, size.batch)) < OWN).to(device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(addition.parameters(), 1.0)
        optimizer.step()
        done += size.batch
        progress.update(done, loss=loss.item(), rate=rate)
        if time.monotonic() - last_save > 150:
            save()
    save()
    print(f"student: {done} trajectories followed, of {len(trajectories)} drawn, behind a teacher of {learned} samples")
