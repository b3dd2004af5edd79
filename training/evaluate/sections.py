"""The report's sections: from faces and renders to figures. Each returns (figures, tables)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.data import Split
from training.evaluate.generate import Face
from training.evaluate.metrics import (
    DISFA_UNITS, auroc, expected_calibration_error, face_mask, frechet_distance, mean_pairwise_distance, psnr, unit_columns,
    unit_correlations, unit_mean_absolute_errors,
)
from training.evaluate.pack_graphs import Pack
from training.facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from training.recognisers.calibration import clear_expressions
from training.recognisers.judge import Readings
from training.render.attributes import ATTRIBUTES

#: Attributes whose prompt words the report judges.
JUDGED_ATTRIBUTES = ("hair_colour", "glasses", "facial_hair", "skin", "sex", "age")

#: Head units up to here count as near-frontal (training/render/sampling.py, `sample_pose`).
NEAR_FRONTAL = 0.3


@dataclass(frozen=True)
class Figure:
    value: float | None
    n: int


Figures = dict[str, Figure]
Tables = dict[str, dict]


def _finite_mean(values) -> float | None:
    values = [v for v in values if v is not None and np.isfinite(v)]
    return float(np.mean(values)) if values else None


def action_unit_control(faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """AU vectors asked for against the judge's reading."""
    requested = np.stack([f.request.au for f in faces])
    r, error = unit_correlations(requested, found.au), unit_mean_absolute_errors(requested, found.au)
    figures = {
        "au_pearson_r_mean": Figure(_finite_mean(r.values()), len(faces)),
        "au_mae_0_5": Figure(_finite_mean(error.values()), len(faces)),
    }
    return figures, {"au": {f"AU{u}": {"pearson_r": r[u], "mae_0_5": error[u]} for u in DISFA_UNITS}}


def laterality(faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """Share of one-sided AU12 and AU14 that the judge reads stronger on the side asked for."""
    right = {"AU12": [], "AU14": []}
    for face, au in zip(faces, found.au, strict=True):
        for unit, seen in right.items():
            left_column, right_column = COLUMN_INDEX[f"{unit}L"], COLUMN_INDEX[f"{unit}R"]
            asked = face.request.au[left_column] - face.request.au[right_column]
            if asked:
                seen.append(bool(asked * (au[left_column] - au[right_column]) > 0))
    everything = [x for seen in right.values() for x in seen]
    table = {unit: {"accuracy": float(np.mean(seen)), "n": len(seen)} for unit, seen in right.items() if seen}
    return {"laterality_accuracy": Figure(_finite_mean(everything), len(everything))}, {"laterality": table}


def class_accuracy(name: str, faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """Share of faces in which the judge sees the class asked for; recall and what it saw instead, per class."""
    asked = np.array([f.request.expression for f in faces])
    right = found.verdict == asked
    table = {
        CLASSES[c]: {
            "accuracy": float(right[asked == c].mean()), "n": int((asked == c).sum()),
            "seen_as": {CLASSES[k]: int((found.verdict[asked == c] == k).sum()) for k in range(8)},
        }
        for c in range(8) if (asked == c).any()
    }
    return {f"class_accuracy_{name}": Figure(float(right.mean()), len(faces))}, {f"classes_{name}": table}


def attribute_hits(asked: dict[str, str], seen: np.ndarray) -> dict[str, bool]:
    """Per judged attribute: does the picture show what was asked? Skin may be one step off; of facial hair the beard counts."""
    hits = {}
    for name in JUDGED_ATTRIBUTES:
        words = ATTRIBUTES[name]
        value = words[int(seen[list(ATTRIBUTES).index(name)])]
        if name == "skin":
            hits[name] = abs(words.index(value) - words.index(asked[name])) <= 1
        elif name == "facial_hair":
            hits[name] = (value == "beard") == (asked[name] == "beard")
        else:
            hits[name] = value == asked[name]
    return hits


def attributes(faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """Prompted looks as the judge sees them: per attribute, the mean over its values of the share obeyed.

    The mean over values keeps an attribute that is mostly absent (glasses, beards) from looking obeyed when it never comes.
    """
    per_value: dict[str, dict[str, list[bool]]] = {name: {} for name in JUDGED_ATTRIBUTES}
    for face, seen in zip(faces, found.attributes, strict=True):
        asked = face.request.attributes
        for name, hit in attribute_hits(asked, seen).items():
            value = asked[name] if name != "facial_hair" else ("beard" if asked[name] == "beard" else "no beard")
            per_value[name].setdefault(value, []).append(hit)
    table = {
        name: {
            "accuracy": float(np.mean([np.mean(hits) for hits in values.values()])),
            "values": {value: {"accuracy": float(np.mean(hits)), "n": len(hits)} for value, hits in values.items()},
        }
        for name, values in per_value.items()
    }
    return {"attribute_accuracy_mean": Figure(float(np.mean([row["accuracy"] for row in table.values()])), len(faces))}, {"attributes": table}


def identity(rest: list[Face], at_rest: Readings, moved: list[Face], in_motion: Readings) -> tuple[Figures, Tables]:
    """Cosine of the judge's identity embedding between a face at rest and the same seed with one unit at 1."""
    seeds = {f.request.recipe["seed"]: i for i, f in enumerate(rest)}
    pairs = [(seeds[f.request.recipe["seed"]], j) for j, f in enumerate(moved) if f.request.recipe["seed"] in seeds]
    a, b = (np.array(side) for side in zip(*pairs))
    cosine = (at_rest.identity[a] * in_motion.identity[b]).sum(axis=1)
    strangers = (at_rest.identity[a] * np.roll(in_motion.identity[b], 1, axis=0)).sum(axis=1)
    units = np.array([DISFA_UNITS[np.argmax([moved[j].request.au[unit_columns(u)].max() for u in DISFA_UNITS])] for _, j in pairs])
    table = {f"AU{u}": {"cosine": float(cosine[units == u].mean()), "n": int((units == u).sum())} for u in DISFA_UNITS if (units == u).any()}
    table["different seeds"] = {"cosine": float(strangers.mean()), "n": len(pairs)}
    return {"identity_cosine_mean": Figure(float(cosine.mean()), len(pairs))}, {"identity": table}


def frontal(split: Split) -> np.ndarray:
    """Faces that look about ahead: head units within the renderer's near-frontal range. bool [n]"""
    head = [COLUMN_INDEX[unit.id] for unit in ACTION_UNITS if unit.group == "head"]
    return split.au[:, head].max(axis=1) <= NEAR_FRONTAL


def distribution(generated: np.ndarray, renders: np.ndarray) -> tuple[Figures, Tables]:
    """Fréchet distance and diversity in the judge's features; the distance of two halves of the renders says what nothing is."""
    half = len(renders) // 2
    width = generated.shape[1]
    figures = {
        "frechet_distance": Figure(frechet_distance(generated, renders), len(generated)),
        "diversity_ratio": Figure(mean_pairwise_distance(generated) / mean_pairwise_distance(renders), len(generated)),
    }
    table = {
        "features": width, "n_generated": len(generated), "n_renders": len(renders),
        "frechet_distance_between_halves_of_renders": frechet_distance(renders[:half], renders[half:]) if half > 1 else None,
    }
    return figures, {"distribution": table}


def feranno_on_renders(pack: Pack, held_out: Split) -> tuple[Figures, Tables]:
    """FERAnno on the second half of the held-out renders (its temperature was fitted on the first)."""
    half = len(held_out) // 2
    probabilities, truth = pack.feranno(held_out.images[half:]), held_out.class_index[half:]
    clear = clear_expressions(held_out)[half:]
    right = probabilities.argmax(axis=1) == truth
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
    table = {
        "all kinds": {
            "accuracy": float(right.mean()), "ece": expected_calibration_error(probabilities, truth), "auroc_mismatch": auroc(score, planted),
            "n": len(truth),
        },
        "per class": {
            CLASSES[c]: {"accuracy": float(right[clear & (truth == c)].mean()), "n": int((clear & (truth == c)).sum())}
            for c in range(8) if (clear & (truth == c)).any()
        },
    }
    if pack.has("second_opinion"):
        other = pack.second_opinion(held_out.images[half:])
        agreed = other.argmax(axis=1) == truth
        table["second opinion"] = {
            "accuracy": float(agreed[clear].mean()), "ece": expected_calibration_error(other[clear], truth[clear]), "n": n,
            "accuracy_all_kinds": float(agreed.mean()),
        }
    return figures, {"feranno_renders": table}


def feranno_on_generated(pack: Pack, faces: list[Face], images: np.ndarray, found: Readings) -> tuple[Figures, Tables]:
    """FERAnno against the judge's verdict on generated faces, and how well it spots requests the judge does not see."""
    probabilities = pack.feranno(images)
    asked = np.array([f.request.expression for f in faces])
    agreed = probabilities.argmax(axis=1) == found.verdict
    score = 1.0 - probabilities[np.arange(len(asked)), asked]
    sure = found.probabilities.max(axis=1) >= 0.6
    labels = [(f.row.get("recognised"), CLASSES[v]) for f, v in zip(faces, found.verdict, strict=True) if f.row.get("recognised")]
    table = {
        "accuracy_where_judge_is_sure": float(agreed[sure].mean()) if sure.any() else None, "n_sure": int(sure.sum()),
        "ece": expected_calibration_error(probabilities, found.verdict),
        "auroc_mismatch": auroc(score, found.verdict != asked),
        "pipeline_label_accuracy": float(np.mean([a == b for a, b in labels])) if labels else None,
    }
    return {"feranno_accuracy_generated": Figure(float(agreed.mean()), len(faces))}, {"feranno_generated": table}


def autoencoder(pack: Pack, held_out: Split, most: int) -> tuple[Figures, Tables, np.ndarray]:
    """PSNR of encode → decode over the face region of held-out renders; also returns the rebuilt images."""
    images = held_out.images[:most]
    rebuilt = pack.decode(pack.encode(images))
    masks = face_mask(held_out.eyes[:most], held_out.mouth[:most], images.shape[1])
    face = [psnr(a, b, m) for a, b, m in zip(images, rebuilt, masks, strict=True)]
    whole = [psnr(a, b) for a, b in zip(images, rebuilt, strict=True)]
    table = {"psnr_db_whole_picture": float(np.mean(whole)), "psnr_db_face_worst_tenth": float(np.quantile(face, 0.1))}
    return {"autoencoder_psnr_db": Figure(float(np.mean(face)), len(images))}, {"autoencoder": table}, rebuilt


def judge_reliability(held_out: Split, on_renders: Readings, on_rebuilt: Readings) -> Tables:
    """What the judge itself reaches on held-out renders and on their decoded latents: the ceiling of every figure above."""
    table = {}
    clear, truth = clear_expressions(held_out), held_out.class_index
    for name, found in (("renders", on_renders), ("decoded latents of renders", on_rebuilt)):
        n = len(found.au)
        r = unit_correlations(held_out.au[:n], found.au)
        seen = [attribute_hits({a: ATTRIBUTES[a][row[i]] for i, a in enumerate(ATTRIBUTES)}, s) for row, s in zip(held_out.attributes[:n], found.attributes, strict=True)]
        table[name] = {
            "n": n, "au_pearson_r_mean": _finite_mean(r.values()),
            "au_mae_0_5": _finite_mean(unit_mean_absolute_errors(held_out.au[:n], found.au).values()),
            "class_accuracy_clear": float((found.verdict == truth[:n])[clear[:n]].mean()),
            "attribute_accuracy_mean": float(np.mean([[hit for hit in row.values()] for row in seen])),
            "au_pearson_r": {f"AU{u}": v for u, v in r.items()},
        }
    return {"judge": table}
