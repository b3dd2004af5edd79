"""The report's sections: from faces and renders to figures. Each returns (figures, tables)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from training.data import Split
from training.evaluate.generate import Face
from training.evaluate.metrics import (
    DISFA_UNITS,
    face_mask,
    frechet_distance,
    mean_pairwise_distance,
    psnr,
    unit_columns,
    unit_correlations,
    unit_mean_absolute_errors,
    unit_values,
)
from training.evaluate.pack_graphs import Pack
from training.facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from training.recognisers.calibration import clear_expressions
from training.recognisers.judge_readings import Readings
from training.render.attributes import ATTRIBUTES
from training.render.expressions import FACIAL_UNITS

#: Attributes whose prompt words the report judges.
JUDGED_ATTRIBUTES = ("hair_colour", "glasses", "facial_hair", "skin", "sex", "age")

#: Pairs of classes that people and recognisers take for one another.
CONFUSABLE = (("fear", "surprise"), ("disgust", "anger"), ("contempt", "neutral"))

#: Head units up to here count as near-frontal (training/render/sampling.py, `sample_pose`).
NEAR_FRONTAL = 0.3


@dataclass(frozen=True)
class Figure:
    value: float | None
    n: int


Figures = dict[str, Figure]
Tables = dict[str, dict]


def _finite_mean(values: Iterable[float | None]) -> float | None:
    finite = [v for v in values if v is not None and np.isfinite(v)]
    return float(np.mean(finite)) if finite else None


def action_unit_control(faces: list[Face], found: Readings, held_out: Split, on_renders: Readings) -> tuple[Figures, Tables]:
    """AU vectors asked for against the judge's reading: the figures over DISFA's units, the table over all of the face.

    Beside each unit stands the judge's own r on held-out renders, where the truth is known.
    """
    requested = np.stack([f.request.au for f in faces])
    r = unit_correlations(requested, found.au, FACIAL_UNITS)
    error = unit_mean_absolute_errors(requested, found.au, FACIAL_UNITS)
    own = unit_correlations(held_out.au, on_renders.au, FACIAL_UNITS)
    figures = {
        "au_pearson_r_mean": Figure(_finite_mean(r[u] for u in DISFA_UNITS), len(faces)),
        "au_mae_0_5": Figure(_finite_mean(error[u] for u in DISFA_UNITS), len(faces)),
    }
    table = {
        unit.id: {
            "name": unit.name, "disfa": "yes" if unit.number in DISFA_UNITS else "no", "pearson_r": r[unit.number],
            "mae_0_5": error[unit.number], "n_asked": int((unit_values(requested, unit.number) > 0).sum()),
            "judge_r_on_renders": own[unit.number],
        }
        for unit in ACTION_UNITS if unit.number in FACIAL_UNITS
    }
    return figures, {"au": table}


def student(faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """What the few-step student makes of the requests of `action_unit_control`."""
    requested = np.stack([f.request.au for f in faces])
    r, error = unit_correlations(requested, found.au), unit_mean_absolute_errors(requested, found.au)
    table = {f"AU{u}": {"pearson_r": r[u], "mae_0_5": error[u]} for u in DISFA_UNITS}
    return {"student_au_pearson_r_mean": Figure(_finite_mean(r.values()), len(faces))}, {"student": table}


def laterality(faces: list[Face], found: Readings) -> tuple[Figures, Tables]:
    """Share of one-sided AU12 and AU14 that the judge reads stronger on the side asked for."""
    right: dict[str, list[bool]] = {"AU12": [], "AU14": []}
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


def classes_by_condition(tables: Tables) -> Tables:
    """Per class, the accuracies of `class_accuracy`'s tables side by side."""
    conditions = [name for name in tables if name.startswith("classes_")]
    return {"classes": {
        name: {condition.removeprefix("classes_"): tables[condition].get(name, {}).get("accuracy") for condition in conditions}
        for name in CLASSES
    }}


def confusions(before: tuple[list[Face], Readings], after: tuple[list[Face], Readings]) -> Tables:
    """How often one class of a confusable pair is asked for and the other seen, without and with semantic guidance."""

    def share(of: tuple[list[Face], Readings], asked: int, seen: int) -> tuple[float | None, int]:
        verdicts = of[1].verdict[[f.request.expression == asked for f in of[0]]]
        return (float((verdicts == seen).mean()) if len(verdicts) else None), len(verdicts)

    table = {}
    for first, second in CONFUSABLE:
        for asked, seen in ((first, second), (second, first)):
            index = CLASSES.index(asked), CLASSES.index(seen)
            (unguided, n), (guided, _) = share(before, *index), share(after, *index)
            table[f"{asked} seen as {seen}"] = {"text": unguided, "text_guided": guided, "n": n}
    return {"confusions": table}


def guidance_strengths(unguided: tuple[list[Face], Readings], guided: dict[float, tuple[list[Face], Readings]]) -> Tables:
    """By strength of semantic guidance: class accuracy, and what it costs beside the same seeds unguided.

    Quality is the judge's belief in a whole, sharp render; it has fallen where its mean over the same seeds lies more than two
    standard errors below the unguided faces'. `identity_cosine` is between the two faces of a seed.
    """
    at = {face.request.recipe["seed"]: i for i, face in enumerate(unguided[0])}

    def row(faces: list[Face], found: Readings) -> dict:
        same = np.array([at[f.request.recipe["seed"]] for f in faces])
        lost = unguided[1].quality[same] - found.quality
        error = lost.std(ddof=1) / np.sqrt(len(lost)) if len(lost) > 1 else np.inf
        return {
            "class_accuracy": float((found.verdict == np.array([f.request.expression for f in faces])).mean()),
            "quality": float(found.quality.mean()), "quality_fell": "yes" if lost.mean() > 2 * error else "no",
            "identity_cosine": float((unguided[1].identity[same] * found.identity).sum(axis=1).mean()), "n": len(faces),
        }

    return {"guidance_strength": {f"{strength:g}": row(*of) for strength, of in sorted({0.0: unguided, **guided}.items())}}


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
        assert asked is not None  # whoever is judged by looks was asked for some
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
    """A face at rest and the same seed with one unit at 1: the cosine of the judge's identity embeddings, and what it reads of the unit."""
    seeds = {f.request.recipe["seed"]: i for i, f in enumerate(rest)}
    pairs = [(seeds[f.request.recipe["seed"]], j) for j, f in enumerate(moved) if f.request.recipe["seed"] in seeds]
    a, b = (np.array(side) for side in zip(*pairs, strict=True))
    cosine = (at_rest.identity[a] * in_motion.identity[b]).sum(axis=1)
    strangers = (at_rest.identity[a] * np.roll(in_motion.identity[b], 1, axis=0)).sum(axis=1)
    units = np.array([FACIAL_UNITS[np.argmax([moved[j].request.au[unit_columns(u)].max() for u in FACIAL_UNITS])] for j in b])
    identities, sliders = {}, {}
    for unit in (u for u in FACIAL_UNITS if (units == u).any()):
        own, n = units == unit, int((units == unit).sum())
        identities[f"AU{unit}"] = {"cosine": float(cosine[own].mean()), "n": n}
        before, after = (float(unit_values(read, unit).mean()) for read in (at_rest.au[a[own]], in_motion.au[b[own]]))
        sliders[f"AU{unit}"] = {"at_rest": before, "alone_at_1": after, "n": n}
    identities["different seeds"] = {"cosine": float(strangers.mean()), "n": len(pairs)}
    return {"identity_cosine_mean": Figure(float(cosine.mean()), len(pairs))}, {"identity": identities, "sliders": sliders}


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
            "attribute_accuracy_mean": float(np.mean([list(row.values()) for row in seen])),
            "au_pearson_r": {f"AU{u}": v for u, v in r.items()},
        }
    return {"judge": table}
