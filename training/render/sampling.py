"""Draws people and pictures: `sample_person` from an identity seed, `sample_face` from a picture's generator."""

from __future__ import annotations

import numpy as np

from ..facs import ACTION_UNITS, CLASSES, COLUMN_INDEX, COLUMNS, PROTOTYPES
from .action_units import resolve_conflicts
from .attributes import ATTRIBUTES
from .face import FaceParams, Person
from .geometry import HAIR_MESHES, IDENTITY_MODES

LATERAL = {unit.number: unit.lateral for unit in ACTION_UNITS}
FACIAL_UNITS = tuple(u.number for u in ACTION_UNITS if u.group not in ("head", "gaze"))
FACIAL_COLUMNS = np.array([i for i, u in enumerate(
    unit for unit in ACTION_UNITS for _ in range(2 if unit.lateral else 1)) if u.number in FACIAL_UNITS])
#: Share of neutral, prototype, blended and free expressions (`FaceParams.kind` 0-3).
KIND_SHARES = (0.12, 0.50, 0.13, 0.25)
#: Units of a prototype that may be missing from a variant.
OPTIONAL_UNITS = {"happiness": (6,), "sadness": (4, 6, 17), "surprise": (5,), "fear": (2, 26), "disgust": (4, 15, 16, 17),
                  "anger": (5, 10, 17), "contempt": ()}

# sRGB colours 0-255; converted to linear once.
SKIN = {"very light": (228, 190, 170), "light": (212, 168, 142), "medium": (194, 146, 114), "tan": (164, 114, 82),
        "brown": (124, 82, 58), "dark": (82, 55, 43)}
HAIR = {"none": (60, 45, 38), "black": (26, 23, 23), "dark brown": (58, 41, 32), "brown": (104, 73, 50),
        "blond": (188, 148, 98), "red": (160, 74, 36), "grey": (122, 120, 119), "white": (206, 204, 200)}
IRIS = {"brown": (112, 70, 36), "dark brown": (58, 34, 20), "hazel": (134, 106, 54), "green": (92, 128, 78),
        "blue": (84, 132, 186), "grey": (136, 148, 156)}
BACKGROUND = {"grey": (128, 128, 130), "white": (232, 232, 230), "black": (26, 26, 28), "blue": (70, 106, 156),
              "green": (82, 122, 82), "brown": (112, 82, 60), "red": (150, 58, 54), "beige": (208, 188, 160)}
CLOTH = ((34, 38, 48), (60, 66, 78), (118, 118, 120), (206, 204, 198), (226, 224, 220), (52, 72, 108), (118, 44, 48), (70, 88, 70), (150, 126, 96),
         (24, 24, 26))
FRAMES = ((28, 26, 26), (22, 22, 24), (72, 46, 30), (58, 30, 24), (150, 122, 70), (120, 122, 126), (30, 40, 64))
#: Hair colours by skin: natural frequencies, flattened so that every word is learned.
HAIR_CHANCES = {
    "light": {"black": 0.14, "dark brown": 0.24, "brown": 0.24, "blond": 0.24, "red": 0.14},
    "medium": {"black": 0.35, "dark brown": 0.33, "brown": 0.18, "blond": 0.09, "red": 0.05},
    "dark": {"black": 0.62, "dark brown": 0.25, "brown": 0.07, "blond": 0.05, "red": 0.01},
}
EYE_CHANCES = {
    "light": {"brown": 0.2, "dark brown": 0.12, "hazel": 0.14, "green": 0.16, "blue": 0.24, "grey": 0.14},
    "medium": {"brown": 0.34, "dark brown": 0.36, "hazel": 0.14, "green": 0.08, "blue": 0.05, "grey": 0.03},
    "dark": {"brown": 0.34, "dark brown": 0.56, "hazel": 0.06, "green": 0.02, "blue": 0.01, "grey": 0.01},
}
SKIN_GROUP = {"very light": "light", "light": "light", "medium": "medium", "tan": "medium", "brown": "dark", "dark": "dark"}


def linear(colour) -> np.ndarray:
    """sRGB 0-255 to linear 0-1 (gamma 2.2)."""
    return (np.asarray(colour, np.float32) / 255.0) ** 2.2


def _pick(rng: np.random.Generator, chances: dict[str, float]) -> str:
    values = np.array(list(chances.values()))
    return str(list(chances)[int(rng.choice(len(values), p=values / values.sum()))])


def _uniform(rng: np.random.Generator, name: str) -> str:
    words = ATTRIBUTES[name]
    return words[int(rng.integers(len(words)))]


def sample_person(identity_seed: int) -> Person:
    """The person of a seed: looks and form."""
    rng = np.random.default_rng([identity_seed, 0x5F])
    sex, skin = _uniform(rng, "sex"), _uniform(rng, "skin")
    age = _pick(rng, {"young": 0.36, "middle-aged": 0.38, "old": 0.26})
    group = SKIN_GROUP[skin]
    feminine = sex == "feminine"
    style = _pick(rng, {"bald": 0.02, "buzz cut": 0.04, "short": 0.18, "bob": 0.25, "long": 0.27, "afro": 0.10, "ponytail": 0.14} if feminine
                  else {"bald": 0.18, "buzz cut": 0.20, "short": 0.42, "bob": 0.03, "long": 0.06, "afro": 0.09, "ponytail": 0.02})
    natural = _pick(rng, HAIR_CHANCES[group])
    if age == "old":
        natural = _pick(rng, {"grey": 0.5, "white": 0.32, natural: 0.18})
    elif age == "middle-aged" and rng.random() < 0.15:
        natural = "grey"
    colour = "none" if style == "bald" else natural
    facial = "none" if feminine else _pick(rng, {"none": 0.42, "stubble": 0.18, "moustache": 0.13, "beard": 0.27})
    attributes = {
        "sex": sex, "age": age, "skin": skin, "hair_style": style, "hair_colour": colour, "facial_hair": facial,
        "glasses": "glasses" if rng.random() < (0.36 if age == "old" else 0.27) else "none",
        "eye_colour": _pick(rng, EYE_CHANCES[group]),
        "makeup": "lipstick" if feminine and rng.random() < 0.38 else "none",
        "freckles": "freckles" if rng.random() < {"light": 0.22, "medium": 0.10, "dark": 0.03}[group] else "none",
    }
    tone = linear(SKIN[skin]) * np.exp(rng.normal(0, 0.05)) * np.exp(rng.normal(0, 0.025, 3))
    hair = linear(HAIR[natural]) * np.exp(rng.normal(0, 0.10)) * np.exp(rng.normal(0, 0.03, 3))
    brow = hair * (0.55 if natural in ("blond", "red") else 0.8)
    if natural == "white":
        brow = linear((150, 146, 142))
    brow = np.minimum(brow, tone * (0.62 if natural != "white" else 1.6))
    brow_shape = np.array([rng.uniform(0.5, 0.85) if feminine else rng.uniform(0.8, 1.3), rng.normal(0.06 if feminine else -0.08, 0.10),
                           rng.normal(-0.07 if feminine else -0.18, 0.07), rng.uniform(0.8, 1.05)], np.float32)
    if attributes["makeup"] == "lipstick":
        lip = linear([(176, 24, 42), (196, 56, 84), (140, 22, 50), (206, 82, 90)][int(rng.integers(4))]) * (0.75 if group == "dark" else 1.0)
    else:
        lip = tone * np.array([0.86, 0.52, 0.50]) if group != "dark" else tone * np.array([1.02, 0.66, 0.66])
        lip = lip * (1.0 if feminine else 0.96)
    meshes = HAIR_MESHES.get(style, ("",))
    worn = np.random.default_rng([identity_seed, 0xC10])
    return Person(
        seed=int(identity_seed), attributes=attributes,
        identity=np.clip(rng.normal(0, 0.7, IDENTITY_MODES), -1.6, 1.6).astype(np.float32),
        masculine=float(np.clip(rng.normal(-0.75 if feminine else 0.75, 0.25), -1.2, 1.2)),
        aged={"young": rng.uniform(0, 0.08), "middle-aged": rng.uniform(0.42, 0.62), "old": rng.uniform(0.85, 1.1)}[age],
        skin=tone.astype(np.float32), blush=float(rng.uniform(0.5, 1.1)) * (0.7 if group == "dark" else 1.0),
        hair=hair.astype(np.float32), hair_asset=str(meshes[int(rng.integers(len(meshes)))]),
        brow=brow.astype(np.float32), brow_shape=brow_shape,
        iris=(linear(IRIS[attributes["eye_colour"]]) * np.exp(rng.normal(0, 0.10))).astype(np.float32),
        iris_radius=float(rng.normal(0.42, 0.012)), lip=lip.astype(np.float32),
        noise=rng.uniform(0, 32, 3).astype(np.float32),
        parting=float(worn.choice([-2.6, 0.0, 2.6])) if style in ("bob", "long", "short") else 0.0,
        grey=float(worn.uniform(0.10, 0.35)) if age == "middle-aged" and natural not in ("grey", "white", "blond") else 0.0,
        cloth=(linear(CLOTH[int(worn.integers(len(CLOTH)))]) * np.exp(worn.normal(0, 0.15))).astype(np.float32),
        neckline=float(worn.choice([-10.6, -12.4, -13.6, -15.0], p=[0.12, 0.38, 0.35, 0.15])),
        frame=linear(FRAMES[int(worn.integers(len(FRAMES)))]).astype(np.float32), frame_thinner=float(worn.uniform(-0.02, 0.06)),
    )


def prototype_vectors() -> tuple[np.ndarray, np.ndarray]:
    """All prototypes [P,47] at full relative intensity (contempt on either side) and their class indices [P]."""
    rows, classes = [], []
    for index, name in enumerate(CLASSES):
        for prototype in PROTOTYPES[name]:
            for sides in (("L",), ("R",)) if name == "contempt" else (("L", "R"),):
                row = np.zeros(len(COLUMNS), np.float32)
                for unit, value in prototype:
                    set_unit(row, unit, value, sides)
                rows.append(row)
                classes.append(index)
    return np.stack(rows), np.array(classes)


def set_unit(au: np.ndarray, unit: int, value: float, sides=("L", "R")) -> None:
    """Put `value` into the columns of `unit` in place."""
    if LATERAL[unit]:
        for side in sides:
            au[COLUMN_INDEX[f"AU{unit}{side}"]] = value
    else:
        au[COLUMN_INDEX[f"AU{unit}"]] = value


def sample_prototype(rng: np.random.Generator, class_index: int, intensity: float) -> np.ndarray:
    """A variant [47] of a class: one of its prototypes, optional units dropped, jittered, scaled by `intensity`."""
    name = CLASSES[class_index]
    au = np.zeros(len(COLUMNS), np.float32)
    variants = PROTOTYPES[name]
    sides = (("L",), ("R",))[int(rng.integers(2))] if name == "contempt" else ("L", "R")
    for unit, value in variants[int(rng.integers(len(variants)))]:
        if unit in OPTIONAL_UNITS.get(name, ()) and rng.random() < 0.15:
            continue
        x = value * intensity * rng.uniform(0.85, 1.12)
        if LATERAL[unit] and name != "contempt":
            tilt = rng.normal(0, 0.05)
            au[COLUMN_INDEX[f"AU{unit}L"]], au[COLUMN_INDEX[f"AU{unit}R"]] = x * (1 + tilt), x * (1 - tilt)
        else:
            set_unit(au, unit, x, sides)
    return np.clip(au, 0, 1)


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


def _free(au: np.ndarray) -> tuple[np.ndarray, np.ndarray, int, int, float]:
    """What `sample_expression` gives for units of no prototype [47]."""
    au = resolve_conflicts(au)
    label = soft_label(au)
    return au, label, int(label.argmax()), 3, float(au.max(initial=0.0))


def sample_expression(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, int, int, float]:
    """Unit values [47] (conflicts unresolved, no pose), soft label [8], class, kind 0-3, intensity 0-1."""
    kind = int(rng.choice(4, p=KIND_SHARES))
    au = np.zeros(len(COLUMNS), np.float32)
    if kind == 0:
        for unit in rng.choice(FACIAL_UNITS, int(rng.integers(0, 4)), replace=False):
            if int(unit) not in (27, 28, 43):
                set_unit(au, int(unit), rng.uniform(0.02, 0.13))
        return au, prototype_label(0, 1.0), 0, kind, float(au.max(initial=0.0))
    if kind == 1:
        index = int(rng.integers(1, len(CLASSES)))
        intensity = float(rng.uniform(0.35, 1.0))
        return sample_prototype(rng, index, intensity), prototype_label(index, intensity), index, kind, intensity
    if kind == 2:
        first, second = (int(i) for i in rng.choice(np.arange(1, len(CLASSES)), 2, replace=False))
        intensity, share = float(rng.uniform(0.5, 1.0)), float(rng.uniform(0.25, 0.75))
        a, b = sample_prototype(rng, first, intensity), sample_prototype(rng, second, intensity)
        top = max(share, 1 - share)
        au = np.clip(a * share / top + b * (1 - share) / top, 0, 1)
        label = share * prototype_label(first, intensity) + (1 - share) * prototype_label(second, intensity)
        return au, label.astype(np.float32), first if share >= 0.5 else second, kind, intensity
    units = rng.choice(FACIAL_UNITS, int(rng.integers(1, 6)), replace=False)
    for unit in units:
        value = float(rng.uniform(0.1, 1.0))
        if int(unit) == 43 and rng.random() < 0.5:
            continue
        one_sided = LATERAL[int(unit)] and rng.random() < 0.25
        set_unit(au, int(unit), value, (("L",), ("R",))[int(rng.integers(2))] if one_sided else ("L", "R"))
    return _free(au)


def sample_alone(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, int, int, float]:
    """As `sample_expression`, but one facial unit that stands alone, or in every fourth face beside one other: what a slider asks for.

    Free expressions have a given unit alone in about one face of four hundred, too few to learn what it does by itself.
    """
    au = np.zeros(len(COLUMNS), np.float32)
    for unit in rng.choice(FACIAL_UNITS, 2 if rng.random() < 0.25 else 1, replace=False):
        one_sided = LATERAL[int(unit)] and rng.random() < 0.25
        set_unit(au, int(unit), float(rng.uniform(0.2, 1.0)), (("L",), ("R",))[int(rng.integers(2))] if one_sided else ("L", "R"))
    return _free(au)


def sample_pose(rng: np.random.Generator, au: np.ndarray) -> None:
    """Head pose and gaze into `au` in place: 60 % near frontal, 70 % looking nearly ahead."""
    frontal = rng.random() < 0.6
    for plus, minus in (("AU51", "AU52"), ("AU53", "AU54"), ("AU55", "AU56")):
        x = float(np.clip(rng.normal(0, 0.12), -0.3, 0.3) if frontal else rng.uniform(-1, 1))
        au[COLUMN_INDEX[plus]], au[COLUMN_INDEX[minus]] = max(x, 0), max(-x, 0)
    ahead = rng.random() < 0.7
    for plus, minus in (("AU61", "AU62"), ("AU63", "AU64")):
        x = float(np.clip(rng.normal(0, 0.07), -0.2, 0.2) if ahead else rng.uniform(-1, 1))
        au[COLUMN_INDEX[plus]], au[COLUMN_INDEX[minus]] = max(x, 0), max(-x, 0)


def sample_scene(rng: np.random.Generator) -> dict[str, str]:
    """The attributes of a picture rather than of its person: the light's name and the background's."""
    return {"light": _pick(rng, {"soft": 0.36, "warm": 0.18, "cool": 0.16, "dim": 0.14, "side": 0.16}), "background": _uniform(rng, "background")}


def sample_light(rng: np.random.Generator, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Key direction [3], key and fill colour [3] (linear) of a named light."""
    sign = 1.0 if rng.random() < 0.5 else -1.0
    azimuth = sign * rng.uniform(0.15, 0.6)
    elevation = rng.uniform(0.25, 0.7)
    key, fill = np.array([1.22, 1.18, 1.14]), np.array([0.54, 0.55, 0.57])
    if name == "warm":
        key, fill = np.array([1.5, 1.12, 0.76]), np.array([0.56, 0.46, 0.37])
    elif name == "cool":
        key, fill = np.array([0.92, 1.14, 1.45]), np.array([0.42, 0.52, 0.66])
    elif name == "dim":
        key, fill = np.array([0.52, 0.48, 0.44]), np.array([0.22, 0.22, 0.24])
    elif name == "side":
        azimuth, elevation = sign * rng.uniform(1.1, 1.35), rng.uniform(0.1, 0.4)
        key, fill = np.array([1.7, 1.62, 1.54]), np.array([0.27, 0.28, 0.31])
    key, fill = key * np.exp(rng.normal(0, 0.06)), fill * np.exp(rng.normal(0, 0.08))
    direction = np.array([np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)])
    return direction.astype(np.float32), key.astype(np.float32), fill.astype(np.float32)


def sample_face(rng: np.random.Generator, identity_seed: int, expression=sample_expression) -> FaceParams:
    """One picture of the person `identity_seed`: expression, pose, light, background, crop jitter from `rng`."""
    person = sample_person(identity_seed)
    au, label, index, kind, intensity = expression(rng)
    sample_pose(rng, au)
    scene = sample_scene(rng)
    direction, key, fill = sample_light(rng, scene["light"])
    return FaceParams(
        person=person, attributes={**person.attributes, **scene},
        au=resolve_conflicts(au), label=label, class_index=index, kind=kind, intensity=intensity,
        key_direction=direction, key_colour=key, fill_colour=fill,
        background=(linear(BACKGROUND[scene["background"]]) * np.exp(rng.normal(0, 0.08)) * np.exp(rng.normal(0, 0.04, 3))).astype(np.float32),
        background_noise=np.array([*rng.uniform(0, 1, 2), rng.uniform(0.05, 0.4)], np.float32),
        shift=np.clip(rng.normal(0, 0.008, 2), -0.02, 0.02).astype(np.float32), zoom=float(np.exp(rng.normal(0, 0.025))),
    )
