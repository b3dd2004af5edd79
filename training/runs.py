"""Where stages keep their state: `training/runs/<preset>/`, atomic checkpoints, progress with time left."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from training.presets import Preset

ROOT = Path(__file__).parent / "runs"
REPOSITORY = Path(__file__).parents[1]


def run_folder(preset: str) -> Path:
    folder = ROOT / preset
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def pack_folder(preset: Preset) -> Path:
    """Where its pack goes: among those the studio serves; a pack for tests stays with its run."""
    return run_folder(preset.name) / "pack" if preset.name == "smoke" else REPOSITORY / "public" / "packs" / preset.pack


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Write atomically: a session that ends in the middle leaves the last whole checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(path.suffix + ".partial")
    torch.save(state, partial)
    partial.replace(path)


def load_checkpoint(path: Path) -> dict[str, Any] | None:
    return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def require_checkpoint(path: Path, stage: str) -> dict[str, Any]:
    state = load_checkpoint(path)
    if state is None:
        raise SystemExit(f"{path} is missing: run `python -m training {stage}` first.")
    return state


def learned_on(path: Path, denoiser: int) -> bool:
    """Whether a checkpoint of a network that reads the denoiser learned from the denoiser of so many samples."""
    return (load_checkpoint(path) or {}).get("denoiser") == denoiser


@dataclass
class Progress:
    """One line on stderr every few seconds: done, rate, time left, last figures."""

    name: str
    total: int
    done: int = 0
    every: float = 10.0
    _start: float = field(default_factory=time.monotonic)
    _last: float = field(default_factory=time.monotonic)
    _begun_at: int = -1

    def update(self, done: int, **figures: float) -> None:
        if self._begun_at < 0:
            self._begun_at = self.done
        self.done = done
        now = time.monotonic()
        if now - self._last < self.every and done < self.total:
            return
        self._last = now
        rate = (done - self._begun_at) / max(now - self._start, 1e-9)
        left = (self.total - done) / max(rate, 1e-9)
        shown = "  ".join(f"{key} {value:.4g}" for key, value in figures.items())
        print(f"{self.name}: {done}/{self.total}  {rate:.1f}/s  {left / 60:.1f} min left  {shown}", file=sys.stderr, flush=True)


class Ema:
    """Exponential moving average of a module's parameters, with the warm-up of diffusers' EMAModel."""

    def __init__(self, module: torch.nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.shadow = {k: v.detach().clone() for k, v in module.state_dict().items()}

    @torch.no_grad()
    def update(self, module: torch.nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for key, value in module.state_dict().items():
            if value.dtype.is_floating_point:
                self.shadow[key].lerp_(value, 1 - decay)
            else:
                self.shadow[key].copy_(value)

    def state(self) -> dict[str, Any]:
        return {"steps": self.steps, "shadow": self.shadow}

    def load(self, state: dict[str, Any]) -> None:
        self.steps = state["steps"]
        self.shadow = {key: value.to(self.shadow[key].device) for key, value in state["shadow"].items()}
