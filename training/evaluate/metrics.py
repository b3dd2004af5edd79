"""The report's figures as plain functions of arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from training.facs import CLASSES, COLUMN_INDEX

#: The twelve units DISFA scores: the ones AU control is reported on.
DISFA_UNITS = (1, 2, 4, 5, 6, 9, 12, 15, 17, 20, 25, 26)


def unit_columns(unit: int) -> list[int]:
    """Columns of a unit: left and right, or its one column."""
    names = (f"AU{unit}", f"AU{unit}L", f"AU{unit}R")
    return [COLUMN_INDEX[name] for name in names if name in COLUMN_INDEX]


def unit_values(au: np.ndarray, unit: int) -> np.ndarray:
    """A unit's intensity: the mean of its sides. [n]"""
    return au[:, unit_columns(unit)].mean(axis=1)


def pearson(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's r; not a number where either does not vary."""
    a, b = np.asarray(a, float) - np.mean(a), np.asarray(b, float) - np.mean(b)
    norm = np.sqrt((a * a).sum() * (b * b).sum())
    return float((a * b).sum() / norm) if norm > 1e-12 else float("nan")


def unit_correlations(requested: np.ndarray, realised: np.ndarray, units: tuple[int, ...] = DISFA_UNITS) -> dict[int, float]:
    """r per unit between AU vectors [n,47] asked for and read."""
    return {u: pearson(unit_values(requested, u), unit_values(realised, u)) for u in units}


def unit_mean_absolute_errors(requested: np.ndarray, realised: np.ndarray, units: tuple[int, ...] = DISFA_UNITS) -> dict[int, float]:
    """Mean absolute error per unit on the scale 0–5."""
    return {u: float(5 * np.abs(unit_values(requested, u) - unit_values(realised, u)).mean()) for u in units}


@dataclass(frozen=True)
class ReliabilityBin:
    """The answers whose confidence lies in `low`…`high`: how many, how confident and how often right on average."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = 15) -> list[ReliabilityBin]:
    """Confidence [n] in 0…1 against being right [n], in those of `bins` equal bins that hold answers (Guo et al. 2017)."""
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return [
        ReliabilityBin(b / bins, (b + 1) / bins, int((which == b).sum()), float(confidence[which == b].mean()), float(right[which == b].mean()))
        for b in range(bins)
        if (which == b).any()
    ]


def calibration_gap(bins: list[ReliabilityBin]) -> float:
    """Expected calibration error: mean gap between confidence and accuracy, bins weighted by their size."""
    return sum(b.n * abs(b.accuracy - b.confidence) for b in bins) / sum(b.n for b in bins)


def expected_calibration_error(probabilities: np.ndarray, truth: np.ndarray) -> float:
    """Expected calibration error of class probabilities [n,K] against true classes [n]."""
    return calibration_gap(reliability(probabilities.max(axis=1), probabilities.argmax(axis=1) == truth))


def precision_at_coverage(confidence: np.ndarray, right: np.ndarray, coverage: float) -> tuple[float, float]:
    """Share right [n] among the answers that a confidence threshold keeps, and that threshold.

    The threshold is the highest that keeps at least the share `coverage`; answers tied with it are kept.
    """
    kept = max(math.ceil(round(coverage * len(confidence), 6)), 1)
    threshold = np.sort(confidence)[-kept]
    return float(right[confidence >= threshold].mean()), float(threshold)


def precision_recall(predicted: np.ndarray, truth: np.ndarray) -> dict[str, tuple[float, float]]:
    """Precision and recall per class of class indices [n]; not a number where nothing was predicted, or nothing is true."""
    hit = predicted == truth
    share = lambda of: float(hit[of].mean()) if of.any() else float("nan")  # noqa: E731
    return {name: (share(predicted == c), share(truth == c)) for c, name in enumerate(CLASSES)}


def auroc(scores: np.ndarray, positive: np.ndarray) -> float:
    """Chance that a positive scores above a negative; ties count half. Not a number if either is missing."""
    scores, positive = np.asarray(scores, float), np.asarray(positive, bool)
    up, down = int(positive.sum()), int((~positive).sum())
    if not up or not down:
        return float("nan")
    _values, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return float((ranks[inverse][positive].sum() - up * (up + 1) / 2) / (up * down))


def frechet_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Fréchet distance between Gaussians fitted to features [n,d] and [m,d] (the FID formula)."""
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    values, vectors = np.linalg.eigh(cov_a)
    root = (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
    # trace((ΣaΣb)^½) = trace((Σa^½ Σb Σa^½)^½), whose argument is symmetric
    cross = np.sqrt(np.clip(np.linalg.eigvalsh(root @ cov_b @ root), 0, None)).sum()
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(cov_a) + np.trace(cov_b) - 2 * cross)


def mean_pairwise_distance(features: np.ndarray) -> float:
    """Mean Euclidean distance between different rows of [n,d]."""
    x = np.asarray(features, np.float64)
    squares = (x * x).sum(axis=1)
    distances = np.sqrt(np.clip(squares[:, None] + squares[None] - 2 * x @ x.T, 0, None))
    return float(distances[np.triu_indices(len(x), 1)].mean())


def psnr(a: np.ndarray, b: np.ndarray, mask: np.ndarray | None = None) -> float:
    """Peak signal-to-noise ratio in dB of images in 0–255 [...,H,W,3]; `mask` [...,H,W] picks pixels."""
    difference = (a.astype(np.float64) - b.astype(np.float64)) ** 2
    error = difference[mask].mean() if mask is not None else difference.mean()
    return float(10 * np.log10(255.0**2 / max(error, 1e-12)))


def face_mask(eyes: np.ndarray, mouth: np.ndarray, size: int) -> np.ndarray:
    """The face region: an ellipse over brows, eyes, cheeks, mouth and chin. eyes [n,2,2], mouth [n,2] → bool [n,size,size]."""
    middle = eyes.mean(axis=1)
    apart = np.linalg.norm(eyes[:, 0] - eyes[:, 1], axis=1)
    drop = np.linalg.norm(mouth - middle, axis=1)
    centre = middle + 0.5 * (mouth - middle)
    half_width, half_height = 1.05 * np.maximum(apart, 0.7 * drop), 1.25 * drop
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return (((x - centre[:, 0, None, None]) / half_width[:, None, None]) ** 2 + ((y - centre[:, 1, None, None]) / half_height[:, None, None]) ** 2) <= 1.0


def verification_auc(embeddings: np.ndarray, identity: np.ndarray) -> float:
    """AUROC of cosine similarity for telling pairs of one person from pairs of two. Embeddings are unit vectors [n,d]."""
    cosine = embeddings @ embeddings.T
    upper = np.triu_indices(len(embeddings), 1)
    return auroc(cosine[upper], (identity[:, None] == identity[None])[upper])
