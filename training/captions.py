"""Captions of renders: what a picture's parameters say in words, partly and in varied order.

`caption(params, rng)` needs only what the data set stores: see `params_from_sample`. The words are those of `caption_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from .caption_words import (
    ADJECTIVES,
    AGE_WORDS,
    AHEAD_PHRASES,
    ALREADY_STRONG,
    ALREADY_WEAK,
    BACKGROUND_PHRASES,
    EYE_PHRASES,
    FACIAL_HAIR_PHRASES,
    FRECKLE_PHRASES,
    FRONTAL_PHRASES,
    GAZE_PHRASES,
    GLASSES_PHRASES,
    HAIR_COLOURS,
    HEADWEAR_PHRASES,
    LIGHT_PHRASES,
    MAKEUP_PHRASES,
    NECKWEAR_PHRASES,
    NOUN_PHRASE_CLASSES,
    NOUNS,
    OPENINGS,
    PEOPLE,
    POSE_PHRASES,
    PREDICATIVE,
    SEX_WORDS,
    SIDED_PHRASES,
    SKIN_PHRASES,
    STRONG,
    STRONG_NOUN,
    STYLE_PHRASES,
    UNIT_PHRASES,
    UNNAMED,
    WEAK,
    WEAK_NOUN,
)
from .facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from .render.attributes import decode

#: Chance that an attribute that could be named is named, and that the expression is.
ATTRIBUTE_CHANCE, EXPRESSION_CHANCE = 0.35, 0.75
#: Chance that a caption is thorough: it names nearly every feature, and often what is absent ("no beard and no glasses").
THOROUGH_CHANCE = 0.35

#: Headwear under which no hair shows.
HIDES_HAIR = ("headscarf", "hood")
#: Feature -> its phrases, and the chances that it is named where it is there and where it is not; each in a passing and in a
#: thorough caption. Men without a beard are named so often that "no beard and glasses" is met with, and not taken for "a beard and no glasses".
FEATURES = {
    "facial_hair": (FACIAL_HAIR_PHRASES, (0.55, 0.9), (0.2, 0.75)),
    "glasses": (GLASSES_PHRASES, (0.55, 0.9), (0.12, 0.6)),
    "eye_colour": (EYE_PHRASES, (ATTRIBUTE_CHANCE, ATTRIBUTE_CHANCE), (0.0, 0.0)),
    "makeup": (MAKEUP_PHRASES, (0.55, 0.9), (0.04, 0.1)),
    "freckles": (FRECKLE_PHRASES, (0.55, 0.9), (0.05, 0.1)),
    "headwear": (HEADWEAR_PHRASES, (0.6, 0.9), (0.0, 0.05)),
    "neckwear": (NECKWEAR_PHRASES, (0.4, 0.7), (0.0, 0.0)),
}


def _one(rng: np.random.Generator, options: Iterable[str]) -> str:
    options = tuple(options)
    return options[int(rng.integers(len(options)))]


def _article(phrase: str) -> str:
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def params_from_sample(attributes: np.ndarray, au: np.ndarray, label: np.ndarray, class_index: int, intensity: float, kind: int) -> dict:
    """Caption parameters of one row of a shard: `attributes` [12] indices, `au` [47], `label` [8], and its scalars."""
    return {
        "attributes": decode(attributes),
        "au": np.asarray(au, np.float32),
        "label": np.asarray(label, np.float32),
        "class": CLASSES[int(class_index)],
        "intensity": float(intensity),
        "kind": int(kind),
    }


def _degree(intensity: float) -> int:
    """-1 weak, 0 middling, 1 strong."""
    return -1 if intensity < 0.52 else 1 if intensity > 0.82 else 0


def _suits(word: str, degree: int) -> bool:
    return not (word in ALREADY_STRONG and degree < 1) and not (word in ALREADY_WEAK and degree > 0)


def _adjective(name: str, intensity: float, rng: np.random.Generator) -> str:
    """ "happy", "slightly happy", "very happy": the degree word only where the intensity is far from the middle."""
    degree = 0 if name == "neutral" else _degree(intensity)
    word = _one(rng, [w for w in ADJECTIVES[name] if _suits(w, degree)])
    if degree and word not in ALREADY_STRONG | ALREADY_WEAK and rng.random() < 0.7:
        return f"{_one(rng, WEAK if degree < 0 else STRONG)} {word}"
    return word


def _noun(name: str, intensity: float, rng: np.random.Generator) -> str:
    degree = 0 if name == "neutral" else _degree(intensity)
    word = _one(rng, [w for w in NOUNS[name] if _suits(w, degree)])
    if degree and word not in ALREADY_STRONG and rng.random() < 0.5:
        return f"{_one(rng, WEAK_NOUN if degree < 0 else STRONG_NOUN)} {word}"
    return word


def _unit_phrases(au: np.ndarray, rng: np.random.Generator, threshold: float = 0.3) -> list[str]:
    """One phrase for each facial unit above `threshold`, with its side if only one side moves, in random order."""
    phrases = []
    for unit in ACTION_UNITS:
        if unit.group in ("head", "gaze"):
            continue
        if not unit.lateral:
            if au[COLUMN_INDEX[unit.id]] > threshold and not (unit.number == 25 and max(au[COLUMN_INDEX["AU26"]], au[COLUMN_INDEX["AU27"]]) > 0.2):
                phrases.append(_one(rng, UNIT_PHRASES[unit.number]))
            continue
        left, right = float(au[COLUMN_INDEX[f"{unit.id}L"]]), float(au[COLUMN_INDEX[f"{unit.id}R"]])
        if min(left, right) > threshold:
            phrases.append(_one(rng, UNIT_PHRASES[unit.number]))
        elif max(left, right) > threshold and min(left, right) < 0.15:
            phrases.append(_one(rng, SIDED_PHRASES[unit.number]).format("left" if left > right else "right"))
    order = rng.permutation(len(phrases))
    return [phrases[i] for i in order]


def _direction_phrases(au: np.ndarray, rng: np.random.Generator) -> list[str]:
    """Head pose and gaze."""
    phrases = []
    for table, still, chance in ((POSE_PHRASES, FRONTAL_PHRASES, 0.6), (GAZE_PHRASES, AHEAD_PHRASES, 0.5)):
        strong = [name for name in table if au[COLUMN_INDEX[name]] > 0.4]
        if strong:
            phrases += [_one(rng, table[name]) for name in strong if rng.random() < chance]
        elif max(au[COLUMN_INDEX[name]] for name in table) < 0.2 and rng.random() < 0.15:
            phrases.append(_one(rng, still))
    return phrases


def _feature_phrases(attributes: Mapping[str, str], rng: np.random.Generator) -> list[str]:
    """Phrases of the person's features that happen to be named, for use after "with".

    Prompts that list a person's looks say "no" of some and name others; where captions hardly ever do both, the text encoder
    takes any "no" for "no hair".
    """
    out = []
    thorough = rng.random() < THOROUGH_CHANCE

    def named(chance: float, in_thorough: float) -> bool:
        return rng.random() < (in_thorough if thorough else chance)

    if named(ATTRIBUTE_CHANCE, 0.9):
        out.append(_one(rng, SKIN_PHRASES[attributes["skin"]]))
    if attributes["headwear"] not in HIDES_HAIR and named(0.5, 0.95):
        style = attributes["hair_style"]
        if style == "bald":
            out.append(_one(rng, STYLE_PHRASES["bald"]))
        else:
            colour = _one(rng, HAIR_COLOURS[attributes["hair_colour"]])
            form = rng.random()
            if form < 0.45:
                out.append(_one(rng, STYLE_PHRASES[style]).format(colour))
            elif form < 0.9:
                out.append(f"{colour} hair")
            else:
                out.append(re.sub(r"\s+", " ", _one(rng, STYLE_PHRASES[style]).format("")).strip())
    for key, (phrases, present, absent) in FEATURES.items():
        if named(*(absent if attributes[key] == "none" else present)):
            if key == "facial_hair" and attributes["sex"] == "feminine":
                continue
            out.append(_one(rng, phrases[attributes[key]]))
    order = rng.permutation(len(out))
    return [out[i] for i in order]


def _subject(attributes: Mapping[str, str], rng: np.random.Generator) -> tuple[str, list[str]]:
    """The noun and the adjectives of person that go before it."""
    if rng.random() < 0.7:
        return _one(rng, PEOPLE[attributes["sex"], attributes["age"]]), []
    adjectives = []
    if rng.random() < ATTRIBUTE_CHANCE:
        adjectives.append(_one(rng, AGE_WORDS[attributes["age"]]))
    if rng.random() < ATTRIBUTE_CHANCE:
        adjectives.append(_one(rng, SEX_WORDS[attributes["sex"]]))
    return _one(rng, UNNAMED), adjectives


def _expression(params: Mapping, rng: np.random.Generator) -> tuple[str, str, list[str]]:
    """Adjective before the noun, phrase after it, and unit phrases; any may be empty."""
    if rng.random() >= EXPRESSION_CHANCE:
        return "", "", _unit_phrases(params["au"], rng)[: int(rng.integers(0, 2))]
    units = _unit_phrases(params["au"], rng)
    label = np.asarray(params["label"])
    ranked = np.argsort(-label)
    name, intensity = CLASSES[int(ranked[0])], float(params["intensity"])
    if params["kind"] == 3 and (label[ranked[0]] < 0.5 or rng.random() < 0.5) and units:
        return "", "", units[: int(rng.integers(1, 4))]
    extra = units[: int(rng.integers(1, 3))] if units and rng.random() < 0.3 else []
    if params["kind"] in (1, 2):
        name = params["class"]
    if params["kind"] == 2:
        second = CLASSES[int(next(i for i in ranked if CLASSES[int(i)] not in (name, "neutral")))]
        words = [_one(rng, ADJECTIVES[n]) for n in (name, second)] if rng.random() < 0.5 else [_one(rng, NOUNS[n]) for n in (name, second)]
        if words[0] in ADJECTIVES[name] and words[0] not in NOUNS[name]:
            return "", f"looking {words[0]} and {words[1]}", extra
        return "", f"with a mixture of {words[0]} and {words[1]}", extra
    form = rng.random()
    if form < 0.45:
        adjective = _adjective(name, intensity, rng)
        if adjective.split()[-1] in PREDICATIVE:
            return "", f"looking {adjective}", extra
        return adjective, "", extra
    if form < 0.7:
        return "", f"{_one(rng, ('looking', 'who looks', 'feeling'))} {_adjective(name, intensity, rng)}", extra
    if name == "neutral":
        return "", "with a neutral expression", extra
    return "", f"{_one(rng, NOUN_PHRASE_CLASSES)} {_noun(name, intensity, rng)}", extra


def _join(parts: list[str], last: str = " and ") -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + last + parts[-1]


def caption(params: Mapping, rng: np.random.Generator) -> str:
    """One lower-case caption of a picture; see `params_from_sample` for `params`. Deterministic for a given `rng`."""
    attributes = params["attributes"]
    noun, adjectives = _subject(attributes, rng)
    before, after, units = _expression(params, rng)
    features = _feature_phrases(attributes, rng)
    directions = _direction_phrases(params["au"], rng)
    scene = []
    if rng.random() < ATTRIBUTE_CHANCE:
        scene.append(_one(rng, LIGHT_PHRASES[attributes["light"]]))
    if rng.random() < ATTRIBUTE_CHANCE:
        scene.append(_one(rng, BACKGROUND_PHRASES[attributes["background"]]))

    if rng.random() < 0.2:  # a list of keywords in any order
        words = [" ".join([*adjectives, noun])]
        words += [w for w in (before, after) if w] + features + units + directions + scene
        order = rng.permutation(len(words))
        return ", ".join(words[i] for i in order)
    subject = " ".join([before, *adjectives, noun] if rng.random() < 0.7 or not before else [*adjectives, before, noun]).strip()
    text = _one(rng, OPENINGS) + (subject if noun == "somebody" else _article(subject))
    tail = []
    if features:
        bare = [f for f in features if f.startswith(("wearing", "without", "unshaven"))]
        rest = [f for f in features if f not in bare]
        if rest:
            tail.append("with " + _join(rest))
        tail += bare
    if after:
        tail.insert(0 if rng.random() < 0.6 else len(tail), after)
    if tail:
        text += " " + ", ".join(tail)
    for phrase in ([_join(units, ", ")] if units else []) + directions:
        text += f", {phrase}"
    if scene:
        order = rng.permutation(len(scene))
        text += ", " + ", ".join(scene[i] for i in order)
    return text
