"""The training loop of both recognisers: time-left line, atomic checkpoints, exact resume."""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training import runs
from training.device import autocast
from training.runs import Ema, Progress, load_checkpoint, save_checkpoint

#: Seconds between checkpoints.
CHECKPOINT_EVERY = 120.0


@dataclass(frozen=True)
class Schedule:
    samples: int
    batch: int
    learning_rate: float
    weight_decay: float = 0.03
    ema: float = 0.998

    @property
    def steps(self) -> int:
        return max(self.samples // self.batch, 1)

    def rate(self, step: int) -> float:
        """Linear warm-up, then a cosine to a hundredth."""
        warm = min(1.0, (step + 1) / max(min(150, self.steps // 10), 1))
        return self.learning_rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / self.steps)))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options both recognisers' stages have."""
    parser.add_argument("--runs", type=Path, default=runs.ROOT, help="folder of the presets' runs")
    parser.add_argument("--samples", type=int, help="samples to train on (default: the preset's)")
    parser.add_argument("--start-from", type=Path, help="checkpoint of the same network to begin with, say of a preset whose renders looked otherwise")
    parser.add_argument("--stop-after", type=int, help="stop after this many steps; a later call goes on")
    parser.add_argument("--retrain", action="store_true", help="start again although the checkpoint is there")


def prepare(name: str, checkpoint: str, schedule: Schedule, args: argparse.Namespace) -> tuple[Schedule, Path, Path] | None:
    """The schedule asked for, the checkpoint's path and its partial's; None where the checkpoint is there already."""
    if args.samples:
        schedule = replace(schedule, samples=args.samples)
    path = Path(args.runs) / args.preset / checkpoint
    partial = path.with_suffix(".partial.pt")
    if args.retrain:
        partial.unlink(missing_ok=True)
    elif path.exists():
        print(f"{name}: {path} is there already (--retrain to start again)")
        return None
    return schedule, path, partial


def start_from(path: Path | None, model: nn.Module) -> None:
    """The weights of another checkpoint of the same network, in place; those it lacks (a head that only taught) begin anew."""
    if path is None:
        return
    state = torch.load(path, map_location="cpu", weights_only=True)["state"]
    own = model.state_dict()
    if set(state) - set(own) or any(own[name].shape != value.shape for name, value in state.items()):
        raise SystemExit(f"{path} holds another network.")
    model.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in state.items()}, strict=False)


def train(
    name: str,
    model: nn.Module,
    schedule: Schedule,
    seed: int,
    loss_of: Callable[[np.random.Generator], tuple[Tensor, dict[str, float]]],
    partial: Path,
    stop_after: int | None = None,
) -> bool:
    """Train `model` in place and leave its averaged weights in it; returns whether the schedule is finished.

    The state goes to `partial` every two minutes and when stopped; a later call goes on from there. Each step draws from
    a generator of its own, so an interrupted run ends with the weights of an uninterrupted one.
    """
    parameters = [p for p in model.parameters() if p.requires_grad]
    decayed = [p for p in parameters if p.ndim > 1]
    plain = [p for p in parameters if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": schedule.weight_decay}, {"params": plain, "weight_decay": 0.0}],
        lr=schedule.learning_rate,
        betas=(0.9, 0.98),
    )
    average, first = Ema(model, schedule.ema), 0
    state = load_checkpoint(partial)
    if state is not None and state["steps"] == schedule.steps:
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.load(state["ema"])
        first = state["step"]

    def save(step: int) -> None:
        save_checkpoint(
            partial,
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "ema": average.state(),
                "step": step,
                "steps": schedule.steps,
            },
        )

    progress = Progress(name, schedule.steps * schedule.batch, done=first * schedule.batch)
    last = schedule.steps if stop_after is None else min(schedule.steps, stop_after)
    saved = time.monotonic()
    model.train()
    for step in range(first, last):
        rng = np.random.default_rng((seed, step))
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate(step)
        with autocast(parameters[0].device):
            loss, figures = loss_of(rng)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimizer.step()
        average.update(model)
        progress.update((step + 1) * schedule.batch, **figures)
        if time.monotonic() - saved > CHECKPOINT_EVERY:
            save(step + 1)
            saved = time.monotonic()
    save(last)
    model.load_state_dict(average.shadow)
    model.eval()
    return last == schedule.steps


def soft_cross_entropy(logits: Tensor, label: Tensor) -> Tensor:
    """Per sample, cross-entropy to class probabilities."""
    return -(label * torch.log_softmax(logits, dim=-1)).sum(dim=-1)
