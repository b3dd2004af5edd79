"""Confidence that says how often the label is right: temperature scaling, and the faces it is fitted and reported on."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import Split


def clear_expressions(split: Split) -> np.ndarray:
    """Faces whose class a stranger could name: at rest, or a prototype of at least half intensity. bool [n]."""
    return (split.kind == 0) | ((split.kind == 1) & (split.intensity >= 0.5))


def fit_temperature(logits: Tensor, truth: Tensor) -> float:
    """What to divide logits [n,8] by so that cross-entropy to the true classes [n] is least (Guo et al. 2017).

    Fitted to the classes drawn, never to soft labels: those leave clear faces underconfident.
    """
    grid = torch.logspace(-0.7, 0.7, 200)
    return float(grid[torch.stack([F.cross_entropy(logits / t, truth) for t in grid]).argmin()])


def clear_halves(held_out: Split) -> tuple[np.ndarray, np.ndarray]:
    """The clear held-out faces that temperatures are fitted on, and those that figures are measured on. bool [n] each."""
    clear, first = clear_expressions(held_out), np.arange(len(held_out)) < len(held_out) // 2
    return clear & first, clear & ~first


def calibrate(logits: Tensor, held_out: Split) -> float:
    """The temperature for `logits` [n,8] of all held-out faces."""
    fitted, _ = clear_halves(held_out)
    return fit_temperature(logits[fitted], torch.from_numpy(held_out.class_index)[fitted])
