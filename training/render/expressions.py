"""Draws expressions as people wear them: from a trace to the maximum, one side earlier than the other, while talking, mixed.

Everything here goes into the AU vector, so that the vector says what is drawn; what a face wears at rest is the person's (`rest.py`).

| what | drawn |
|---|---|
| kind | neutral 16 %, one class 54 %, two classes mixed 9 %, free units 21 % |
| neutral | a third with one to three traces (0.02-0.13), a fifth breathes through parted lips (AU25 0.05-0.25), a tenth is about to blink (AU43 0.1-0.3), a twelfth begins to smile (AU12 0.05-0.15) |
| intensity of a class | a trace 0.15-0.4 in 14 %, 0.4-0.75 in 36 %, 0.75-1 in 50 % |
| variant of a class | a prototype of `facs.PROTOTYPES` or, in 55 %, one of `WORN` |
| sides | a quarter clearly uneven: one side at 0.35-0.85 of the other; else within 5 % |
| talking | 18 % of classes and of blends: jaw (AU26 0.1-0.5) with lips parted, rounded (18, 22) or drawn (16, 20) at 0.1-0.5 |
| beside it | a quarter has one or two further units at 0.08-0.35; contempt none, which is one-sided |
| head and gaze | 50 % near frontal; else yaw, pitch and roll normal, 0.5 of their range; sad heads sink, contempt and anger lift or drop the chin; 65 % look at the camera whatever the head does, the others elsewhere |
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..facs import ACTION_UNITS, CLASSES, COLUMN_INDEX, COLUMNS, PROTOTYPES
from .action_units import MAX_GAZE, MAX_PITCH, MAX_YAW, resolve_conflicts

LATERAL = {unit.number: unit.lateral for unit in ACTION_UNITS}
FACIAL_UNITS = tuple(u.number for u in ACTION_UNITS if u.group not in ("head", "gaze"))
FACIAL_COLUMNS = np.array([i for i, u in enumerate(unit for unit in ACTION_UNITS for _ in range(2 if unit.lateral else 1)) if u.number in FACIAL_UNITS])
#: Share of neutral, prototype, blended and free expressions (`FaceParams.kind` 0-3).
KIND_SHARES = (0.16, 0.54, 0.09, 0.21)
#: Units of a prototype that may be missing from a variant.
OPTIONAL_UNITS = {"happiness": (6,), "sadness": (4, 6, 17), "surprise": (5,), "fear": (2, 26), "disgust": (4, 15, 16, 17), "anger": (5, 10, 17), "contempt": ()}
#: Variants that people wear beside the prototypes of the literature, which are FACS's purest: (unit, relative intensity).
WORN: dict[str, tuple[tuple[tuple[int, float], ...], ...]] = {
    "happiness": (
        ((12, 0.9), (25, 0.5)),  # for the camera, without the eyes
        ((12, 0.7), (14, 0.3)),  # lips closed
        ((6, 1.0), (7, 0.4), (12, 1.0), (25, 0.9), (26, 0.8)),  # laughing
        ((6, 0.9), (12, 1.0), (25, 1.0), (27, 0.5)),  # laughing out loud
        ((6, 0.6), (12, 0.8), (10, 0.25), (25, 0.8)),  # teeth
        ((1, 0.3), (2, 0.4), (6, 0.4), (12, 0.9), (25, 0.7), (26, 0.4)),  # delighted
    ),
    "sadness": (
        ((1, 0.9), (15, 0.7), (17, 0.4)),
        ((1, 0.7), (4, 0.8), (7, 0.4), (15, 0.5)),
        ((1, 1.0), (4, 0.8), (6, 0.6), (7, 0.5), (15, 0.8), (17, 0.9), (43, 0.25)),  # about to cry
        ((4, 0.8), (6, 0.8), (9, 0.3), (15, 0.5), (20, 0.5), (25, 0.7), (26, 0.3), (1, 0.7)),  # crying
        ((1, 0.6), (15, 0.8), (43, 0.3)),  # downcast
    ),
    "surprise": (
        ((1, 0.9), (2, 0.9), (5, 0.7)),  # brows alone
        ((1, 0.7), (2, 0.8), (26, 0.6), (25, 0.5)),
        ((1, 1.0), (2, 1.0), (5, 1.0), (27, 1.0), (25, 0.9)),
        ((1, 0.8), (2, 0.9), (5, 0.5), (25, 0.6), (26, 0.5), (12, 0.4)),  # pleased
        ((5, 0.8), (25, 0.6), (26, 0.9)),  # agape
    ),
    "fear": (
        ((1, 1.0), (2, 0.6), (4, 0.7), (5, 1.0), (7, 0.4), (20, 0.6), (25, 0.9), (26, 0.8)),
        ((1, 0.9), (2, 0.5), (4, 0.6), (5, 1.0), (25, 0.7), (27, 0.8), (16, 0.4)),  # screaming
        ((1, 0.8), (4, 0.7), (5, 0.7), (20, 0.7)),  # lips shut
        ((1, 0.9), (2, 0.4), (4, 0.8), (5, 0.8), (10, 0.4), (20, 0.8), (25, 0.9), (26, 0.3)),
    ),
    "disgust": (
        ((9, 1.0), (4, 0.5), (7, 0.5)),  # of the nose
        ((10, 1.0), (15, 0.5), (17, 0.6)),  # of the lip
        ((10, 0.9), (25, 0.7), (16, 0.5), (9, 0.5), (7, 0.4)),
        ((9, 0.8), (10, 0.7), (25, 0.9), (26, 0.8), (16, 0.6), (4, 0.4), (7, 0.5)),  # as if to be sick
        ((9, 0.9), (6, 0.6), (7, 0.7), (10, 0.6), (43, 0.4)),
        ((10, 0.7), (14, 0.4), (17, 0.8), (7, 0.3)),
    ),
    "anger": (
        ((4, 1.0), (7, 0.8), (24, 0.9)),  # pressed
        ((4, 1.0), (5, 0.5), (7, 0.6), (23, 0.7)),  # shut
        ((4, 1.0), (5, 0.6), (7, 0.7), (9, 0.5), (10, 0.6), (16, 0.6), (25, 1.0), (26, 0.9)),  # shouting
        ((4, 1.0), (5, 0.8), (10, 0.8), (16, 0.5), (25, 1.0), (27, 0.8), (20, 0.4)),  # screaming
        ((4, 1.0), (7, 0.8), (9, 0.6), (10, 0.6), (20, 0.3), (25, 0.9), (16, 0.7)),  # teeth
        ((4, 0.9), (7, 0.7)),  # the stare alone
        ((4, 0.9), (7, 0.6), (15, 0.5), (17, 0.7)),
    ),
    "contempt": (
        ((14, 1.0),),
        ((12, 0.5), (14, 0.8), (17, 0.4)),
        ((10, 0.6), (14, 0.8)),
        ((12, 0.6), (14, 0.9), (2, 0.5)),
    ),
}
WORN_SHARE = 0.55
INTENSITIES = ((0.14, (0.15, 0.4)), (0.36, (0.4, 0.75)), (0.50, (0.75, 1.0)))

Drawn = tuple[np.ndarray, np.ndarray, int, int, float]


def prototype_vectors() -> tuple[np.ndarray, np.ndarray]:
    """All prototypes and worn variants [P,47] at full relative intensity (contempt on either side) and their class indices [P]."""
    rows, classes = [], []
    for index, name in enumerate(CLASSES):
        for prototype in PROTOTYPES[name] + WORN.get(name, ()):
            for sides in (("L",), ("R",)) if name == "contempt" else (("L", "R"),):
                row = np.zeros(len(COLUMNS), np.float32)
                for unit, value in prototype:
                    set_unit(row, unit, value, sides)
                rows.append(row)
                classes.append(index)
    return np.stack(rows), np.array(classes)


def set_unit(au: np.ndarray, unit: int, value: float, sides: Iterable[str] = ("L", "R")) -> None:
    """Put `value` into the columns of `unit` in place."""
    if LATERAL[unit]:
        for side in sides:
            au[COLUMN_INDEX[f"AU{unit}{side}"]] = value
    else:
        au[COLUMN_INDEX[f"AU{unit}"]] = value


def _of_variant(rng: np.random.Generator, class_index: int, variant: tuple[tuple[int, float], ...], intensity: float) -> np.ndarray:
    name = CLASSES[class_index]
    au = np.zeros(len(COLUMNS), np.float32)
    sides = (("L",), ("R",))[int(rng.integers(2))] if name == "contempt" else ("L", "R")
    for unit, value in variant:
        if unit in OPTIONAL_UNITS.get(name, ()) and rng.random() < 0.15:
            continue
        x = value * intensity * rng.uniform(0.85, 1.12)
        if LATERAL[unit] and name != "contempt":
            tilt = rng.normal(0, 0.05)
            au[COLUMN_INDEX[f"AU{unit}L"]], au[COLUMN_INDEX[f"AU{unit}R"]] = x * (1 + tilt), x * (1 - tilt)
        else:
            set_unit(au, unit, x, sides)
    return np.clip(au, 0, 1)


def sample_prototype(rng: np.random.Generator, class_index: int, intensity: float) -> np.ndarray:
    """A variant [47] of a class: one of its prototypes, optional units dropped, jittered, scaled by `intensity`."""
    variants = PROTOTYPES[CLASSES[class_index]]
    return _of_variant(rng, class_index, variants[int(rng.integers(len(variants)))], intensity)


def sample_worn(rng: np.random.Generator, class_index: int, intensity: float) -> np.ndarray:
    """A class [47] as people wear it: prototype or worn variant, sides uneven, perhaps talking, perhaps beside other units."""
    name = CLASSES[class_index]
    if name in WORN and rng.random() < WORN_SHARE:
        au = _of_variant(rng, class_index, WORN[name][int(rng.integers(len(WORN[name])))], intensity)
    else:
        au = sample_prototype(rng, class_index, intensity)
    if name != "contempt" and rng.random() < 0.25:
        later, share = "LR"[int(rng.integers(2))], rng.uniform(0.35, 0.85)
        for column in COLUMNS:
            if column.endswith(later):
                au[COLUMN_INDEX[column]] *= share
    if rng.random() < 0.18:
        talk(rng, au)
    if name != "contempt" and rng.random() < 0.25:  # contempt is one-sided and nothing else
        for unit in rng.choice(FACIAL_UNITS, int(rng.integers(1, 3)), replace=False):
            beside = np.zeros_like(au)
            set_unit(beside, int(unit), float(rng.uniform(0.08, 0.35)))
            au = np.maximum(au, beside)
    return np.clip(au, 0, 1)


def talk(rng: np.random.Generator, au: np.ndarray) -> None:
    """A mouth caught in speech, into `au` in place."""
    open_, lips = float(rng.uniform(0.1, 0.5)), float(rng.uniform(0.1, 0.5))
    for unit, value in ((26, open_), (25, max(0.3, open_)), (int(rng.choice([18, 22, 16, 20])), lips)):
        mine = np.zeros_like(au)
        set_unit(mine, unit, value)
        np.maximum(au, mine, out=au)


def sample_intensity(rng: np.random.Generator) -> float:
    """Of a class, 0.15-1: see the table above."""
    low, high = INTENSITIES[int(rng.choice(3, p=[share for share, _ in INTENSITIES]))][1]
    return float(rng.uniform(low, high))


_PROTOTYPES, _PROTOTYPE_CLASS = prototype_vectors()


def soft_label(au: np.ndarray) -> np.ndarray:
    """Class probabilities [8] of a free unit vector: softmax of similarity to prototypes; neutral when weak."""
    x = au[FACIAL_COLUMNS]
    strength = float(np.linalg.norm(x))
    scores = np.full(len(CLASSES), -1e9)
    for row, index in zip(_PROTOTYPES[:, FACIAL_COLUMNS], _PROTOTYPE_CLASS, strict=True):
        if index == 0:
            continue
        cosine = float(x @ row) / max(strength * float(np.linalg.norm(row)), 1e-6)
        short = min(strength / float(np.linalg.norm(row)), 1.0)
        scores[index] = max(scores[index], 7.0 * cosine * (0.5 + 0.5 * short))
    scores[0] = 4.4 - 3.0 * min(strength, 1.6)  # at rest 4.4; a full free expression leaves neutral little
    scores[0] = max(scores[0], 1.2)
    e = np.exp(scores - scores.max())
    return (e / e.sum()).astype(np.float32)


def prototype_label(class_index: int, intensity: float) -> np.ndarray:
    """Class probabilities [8] of a prototype: below intensity 0.5 some of the mass is neutral's."""
    label = np.full(len(CLASSES), 0.005, np.float32)
    neutral = float(np.clip((0.55 - intensity) / 0.4, 0.0, 0.5))
    label[class_index] += 1.0 - neutral
    label[0] += neutral
    return label / label.sum()


def _free(au: np.ndarray) -> Drawn:
    """What `sample_expression` gives for units of no prototype [47]."""
    au = resolve_conflicts(au)
    label = soft_label(au)
    return au, label, int(label.argmax()), 3, float(au.max(initial=0.0))


def sample_neutral(rng: np.random.Generator) -> Drawn:
    """A face at rest, as `sample_expression` gives it."""
    au = np.zeros(len(COLUMNS), np.float32)
    if rng.random() < 0.33:
        for unit in rng.choice(FACIAL_UNITS, int(rng.integers(1, 4)), replace=False):
            if int(unit) not in (27, 28, 43):
                set_unit(au, int(unit), rng.uniform(0.02, 0.13))
    for unit, share, low, high in ((25, 0.2, 0.05, 0.25), (43, 0.1, 0.1, 0.3), (12, 0.08, 0.05, 0.15)):
        if rng.random() < share:
            set_unit(au, unit, rng.uniform(low, high))
    return au, prototype_label(0, 1.0), 0, 0, float(au.max(initial=0.0))


def sample_expression(rng: np.random.Generator) -> Drawn:
    """Unit values [47] (conflicts unresolved, no pose), soft label [8], class, kind 0-3, intensity 0-1."""
    kind = int(rng.choice(4, p=KIND_SHARES))
    if kind == 0:
        return sample_neutral(rng)
    if kind == 1:
        index, intensity = int(rng.integers(1, len(CLASSES))), sample_intensity(rng)
        return sample_worn(rng, index, intensity), prototype_label(index, intensity), index, kind, intensity
    if kind == 2:
        first, second = (int(i) for i in rng.choice(np.arange(1, len(CLASSES)), 2, replace=False))
        intensity, share = float(rng.uniform(0.5, 1.0)), float(rng.uniform(0.25, 0.75))
        a, b = sample_worn(rng, first, intensity), sample_worn(rng, second, intensity)
        top = max(share, 1 - share)
        au = np.clip(a * share / top + b * (1 - share) / top, 0, 1)
        label = share * prototype_label(first, intensity) + (1 - share) * prototype_label(second, intensity)
        return au, label.astype(np.float32), first if share >= 0.5 else second, kind, intensity
    au = np.zeros(len(COLUMNS), np.float32)
    for unit in rng.choice(FACIAL_UNITS, int(rng.integers(1, 6)), replace=False):
        value = float(rng.uniform(0.1, 1.0))
        if int(unit) == 43 and rng.random() < 0.5:
            continue
        one_sided = LATERAL[int(unit)] and rng.random() < 0.25
        set_unit(au, int(unit), value, (("L",), ("R",))[int(rng.integers(2))] if one_sided else ("L", "R"))
    return _free(au)


def sample_alone(rng: np.random.Generator) -> Drawn:
    """As `sample_expression`, but one facial unit that stands alone, or in every fourth face beside one other: what a slider asks for.

    Free expressions have a given unit alone in about one face of four hundred, too few to learn what it does by itself.
    """
    au = np.zeros(len(COLUMNS), np.float32)
    for unit in rng.choice(FACIAL_UNITS, 2 if rng.random() < 0.25 else 1, replace=False):
        one_sided = LATERAL[int(unit)] and rng.random() < 0.25
        set_unit(au, int(unit), float(rng.uniform(0.2, 1.0)), (("L",), ("R",))[int(rng.integers(2))] if one_sided else ("L", "R"))
    return _free(au)


#: Class -> mean of the head's pitch, share of its range: sad heads sink.
LEANING = {"sadness": -0.35, "contempt": 0.25, "anger": -0.15, "fear": 0.05, "surprise": 0.1}


def sample_pose(rng: np.random.Generator, au: np.ndarray, class_index: int = 0) -> None:
    """Head pose and gaze into `au` in place; eyes mostly hold the camera while the head turns."""
    frontal = rng.random() < 0.5
    lean = LEANING.get(CLASSES[class_index], 0.0)
    head = {}
    for plus, minus in (("AU51", "AU52"), ("AU53", "AU54"), ("AU55", "AU56")):
        x = rng.normal(0, 0.12) if frontal else rng.normal(lean if plus == "AU53" else 0.0, 0.5)
        x = float(np.clip(x, -0.3, 0.3) if frontal else np.clip(x, -1, 1))
        head[plus] = x
        au[COLUMN_INDEX[plus]], au[COLUMN_INDEX[minus]] = max(x, 0), max(-x, 0)
    at_camera = rng.random() < 0.65
    for plus, minus, towards in (("AU61", "AU62", -head["AU51"] * MAX_YAW / MAX_GAZE), ("AU63", "AU64", -head["AU53"] * MAX_PITCH / MAX_GAZE)):
        x = float(np.clip(towards + rng.normal(0, 0.05) if at_camera else rng.normal(0, 0.5), -1, 1))
        au[COLUMN_INDEX[plus]], au[COLUMN_INDEX[minus]] = max(x, 0), max(-x, 0)
