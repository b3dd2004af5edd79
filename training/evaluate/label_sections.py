"""The report's sections on labels: FERAnno and the pipeline's final label, on renders and on generated faces."""

from __future__ import annotations

import numpy as np

from training.data import Split
from training.evaluate.generate import Face
from training.evaluate.metrics import (
    auroc,
    calibration_gap,
    expected_calibration_error,
    precision_at_coverage,
    precision_recall,
    reliability,
)
from training.evaluate.pack_graphs import Pack
from training.evaluate.sections import Figure, Figures, Tables
from training.facs import CLASSES
from training.recognisers.calibration import clear_expressions
from training.recognisers.judge_readings import Readings

#: Share of the generated faces that the threshold of `feranno_precision_at_90_coverage` keeps.
COVERAGE = 0.9


def _reliability_table(confidence: np.ndarray, right: np.ndarray) -> dict:
    return {f"{b.low:.2f}–{b.high:.2f}": {"confidence": b.confidence, "accuracy": b.accuracy, "n": b.n} for b in reliability(confidence, right)}


def _per_class_table(predicted: np.ndarray, truth: np.ndarray) -> dict:
    found = precision_recall(predicted, truth)
    return {
        name: {"precision": found[name][0], "recall": found[name][1], "n_labelled": int((predicted == c).sum()), "n": int((truth == c).sum())}
        for c, name in enumerate(CLASSES)
    }


def _voter_row(probabilities: np.ndarray, truth: np.ndarray, clear: np.ndarray) -> dict:
    """Accuracy and calibration on the `clear` renders, and on all kinds of them."""
    right = probabilities.argmax(axis=1) == truth
    return {
        "accuracy": float(right[clear].mean()),
        "ece": expected_calibration_error(probabilities[clear], truth[clear]),
        "n": int(clear.sum()),
        "accuracy_all_kinds": float(right.mean()),
        "ece_all_kinds": expected_calibration_error(probabilities, truth),
        "n_all_kinds": len(truth),
    }


def feranno_on_renders(pack: Pack, held_out: Split) -> tuple[Figures, Tables]:
    """FERAnno on the second half of the held-out renders (its temperature was fitted on the first)."""
    half = len(held_out) // 2
    probabilities, truth = pack.feranno(held_out.images[half:]), held_out.class_index[half:]
    clear = clear_expressions(held_out)[half:]
    predicted = probabilities.argmax(axis=1)
    right = predicted == truth
    rng = np.random.default_rng(17)
    planted = rng.random(len(truth)) < 0.5
    claimed = np.where(planted, (truth + rng.integers(1, 8, len(truth))) % 8, truth)
    score = 1.0 - probabilities[np.arange(len(truth)), claimed]
    n = int(clear.sum())
    figures = {
        "feranno_accuracy_renders": Figure(float(right[clear].mean()), n),
        "feranno_ece": Figure(expected_calibration_error(probabilities[clear], truth[clear]), n),
        "feranno_auroc_mismatch": Figure(auroc(score[clear], planted[clear]), n),
    }
    voters = {"FERAnno": _voter_row(probabilities, truth, clear)}
    if pack.has("second_opinion"):
        voters["second opinion"] = _voter_row(pack.second_opinion(held_out.images[half:]), truth, clear)
    return figures, {
        "voters_renders": voters,
        "feranno_classes_renders": _per_class_table(predicted[clear], truth[clear]),
        "reliability_renders": _reliability_table(probabilities[clear].max(axis=1), right[clear]),
    }


def feranno_on_generated(pack: Pack, faces: list[Face], images: np.ndarray, found: Readings) -> tuple[Figures, Tables]:
    """FERAnno against the judge's verdict on generated faces, and how well it spots requests the judge does not see."""
    probabilities = pack.feranno(images)
    asked = np.array([f.request.expression for f in faces])
    agreed = probabilities.argmax(axis=1) == found.verdict
    score = 1.0 - probabilities[np.arange(len(asked)), asked]
    sure = found.probabilities.max(axis=1) >= 0.6
    table = {
        "accuracy_where_judge_is_sure": float(agreed[sure].mean()) if sure.any() else None,
        "n_sure": int(sure.sum()),
        "ece": expected_calibration_error(probabilities, found.verdict),
        "auroc_mismatch": auroc(score, found.verdict != asked),
    }
    return {"feranno_accuracy_generated": Figure(float(agreed.mean()), len(faces))}, {
        "feranno_generated": table,
        "feranno_classes_generated": _per_class_table(probabilities.argmax(axis=1), found.verdict),
    }


def average(votes: list[np.ndarray], weights: list[np.ndarray]) -> np.ndarray:
    """What votes [n,8] by weights [8] say together, [n,8]; a weight is NaN for a class that a voter lacks (src/domain/labels/ensemble.ts)."""
    counted = [np.nan_to_num(w) for w in weights]
    total = np.maximum(sum(counted), 1e-12)
    heard = sum(w * v for w, v in zip(counted, votes, strict=True)) / total
    scales = [1 - heard[:, np.isnan(w)].sum(axis=1, keepdims=True) for w in weights]
    label = sum(w * s * v for w, s, v in zip(counted, scales, votes, strict=True)) / total
    return label / label.sum(axis=1, keepdims=True)


def _voters_alone(row: dict) -> str:
    """The class that the voters of a row of labels.jsonl would give without the request."""
    votes = [np.array([[vote["probabilities"][name] for name in CLASSES]]) for vote in row["votes"]]
    weights = [np.array([vote["classWeights"][name] for name in CLASSES], float) for vote in row["votes"]]  # null becomes NaN
    return CLASSES[int(average(votes, weights).argmax())]


def label_errors(classed: dict[str, tuple[list[Face], Readings]]) -> tuple[Figures, Tables]:
    """Labels that a data set of these faces would carry, against the judge's verdict: as requested, and as the pipeline rectified them.

    `classed`: faces with a requested class and their readings, by condition. The pipeline's label is what voters and request say
    together (src/domain/labels), whose first choice and confidence each row of labels.jsonl holds; the table also has what the
    voters would have said alone.
    """
    rows = [(name, f, CLASSES[v]) for name, (faces, found) in classed.items() for f, v in zip(faces, found.verdict, strict=True)]
    condition = np.array([name for name, _, _ in rows])
    confidence = np.array([f.row["confidence"] for _, f, _ in rows])
    requested_wrong = np.array([f.request.expression is None or CLASSES[f.request.expression] != seen for _, f, seen in rows])
    rectified_wrong = np.array([f.row["recognised"] != seen for _, f, seen in rows])
    voters_wrong = np.array([_voters_alone(f.row) != seen for _, f, seen in rows])
    precision, threshold = precision_at_coverage(confidence, ~rectified_wrong, COVERAGE)
    kept = confidence >= threshold
    figures = {
        "feranno_precision_at_90_coverage": Figure(precision, int(kept.sum())),
        "requested_label_error": Figure(float(requested_wrong.mean()), len(rows)),
        "rectified_label_error": Figure(float(rectified_wrong.mean()), len(rows)),
    }
    return figures, {
        "label_errors": {
            name: {
                "requested_label_error": float(requested_wrong[condition == name].mean()),
                "voters_label_error": float(voters_wrong[condition == name].mean()),
                "rectified_label_error": float(rectified_wrong[condition == name].mean()),
                "n": int((condition == name).sum()),
            }
            for name in classed
        },
        "label": {
            "threshold_at_90_coverage": threshold,
            "n_kept": int(kept.sum()),
            "precision_of_the_rest": None if kept.all() else float(1 - rectified_wrong[~kept].mean()),
            "ece": calibration_gap(reliability(confidence, ~rectified_wrong)),
        },
        "reliability_generated": _reliability_table(confidence, ~rectified_wrong),
    }
