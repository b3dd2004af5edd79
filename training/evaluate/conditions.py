"""What the report asks the model for: lists of recipes (src/domain/recipe/recipe.ts), each a function of the seed alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from training.caption_words import BACKGROUND_PHRASES, LIGHT_PHRASES
from training.evaluate.metrics import unit_columns
from training.facs import ACTION_UNITS, CLASSES, COLUMN_INDEX, COLUMNS
from training.render.action_units import resolve_conflicts
from training.render.expressions import FACIAL_UNITS, sample_expression, sample_pose, sample_prototype
from training.render.people import sample_person
from training.render.scenes import sample_scene

#: The report's seed; every condition's recipes follow from it.
SEED = 90210
#: People the prompts describe: identity seeds no split uses.
PEOPLE_FROM = 900_000_000
#: Strengths of semantic guidance tried beside none and the pack's own, and their share of n: where it begins and where it stops to help.
GUIDANCE_STRENGTHS = {0.5: 1.0, 1.0: 0.2, 2.0: 0.2, 4.0: 0.2, 8.0: 0.2}


@dataclass(frozen=True)
class Request:
    """One face asked for, and what it is judged against."""

    recipe: dict
    au: np.ndarray  # [47], zeros where AUs were not said
    expression: int | None
    attributes: dict[str, str] | None


def recipe_au(au: np.ndarray) -> dict:
    """An AU vector as a recipe writes it; an empty vector is said as AU12 = 0, so that the whole face is asked to rest."""
    record: dict = {}
    for unit in ACTION_UNITS:
        if unit.lateral:
            left, right = (round(float(au[COLUMN_INDEX[f"{unit.id}{side}"]]), 4) for side in "LR")
            if left or right:
                record[unit.id] = left if left == right else {"left": left, "right": right}
        elif au[COLUMN_INDEX[unit.id]]:
            record[unit.id] = round(float(au[COLUMN_INDEX[unit.id]]), 4)
    return record or {"AU12": 0}


def describe(attributes: dict[str, str]) -> str:
    """A prompt that states the attributes the report judges, in the captions' words (training/captions.py)."""
    masculine = attributes["sex"] == "masculine"
    article = "an" if attributes["age"][0] in "aeiou" else "a"
    features = [f"{attributes['skin']} skin"]
    features.append("a bald head" if attributes["hair_style"] == "bald" else f"{attributes['hair_colour']} hair")
    if masculine:
        features.append({"none": "no beard", "stubble": "stubble", "moustache": "a moustache", "beard": "a beard"}[attributes["facial_hair"]])
    features.append("glasses" if attributes["glasses"] == "glasses" else "no glasses")
    return f"{article} {attributes['age']} {'man' if masculine else 'woman'} with {', '.join(features[:-1])} and {features[-1]}"


def base_recipe(pack: dict, seed: int, **parts: Any) -> dict:
    """A recipe with the pack's defaults, unguided, and these parts changed."""
    defaults = pack["defaults"]
    return {
        "format": "synfer-recipe", "version": 1, "pack": pack["id"], "expression": None, "prompt": "", "negativePrompt": "",
        "seed": seed, "steps": defaults["steps"], "sampler": defaults["sampler"], "textGuidance": defaults["textGuidance"],
        "auStrength": defaults["auStrength"], "semanticGuidance": {**defaults["semanticGuidance"], "strength": 0},
        "layout": None, "au": {},
    } | parts


def _seed(condition: int, i: int) -> int:
    return SEED + 1_000_000 * condition + i


def _person(condition: int, i: int) -> dict[str, str]:
    return sample_person(PEOPLE_FROM + 100_000 * condition + i).attributes


def action_units(pack: dict, n: int) -> list[Request]:
    """AU vectors drawn as the renderer draws them (without pose and gaze) and a prompt of looks; no expression is named."""
    requests = []
    for i in range(n):
        rng = np.random.default_rng((SEED, 1, i))
        au = resolve_conflicts(sample_expression(rng)[0])
        looks = _person(1, i)
        requests.append(Request(base_recipe(pack, _seed(1, i), prompt=describe(looks), au=recipe_au(au)), au, None, looks))
    return requests


def by_student(pack: dict, requests: list[Request]) -> list[Request]:
    """The same requests and seeds by the pack's student (src/domain/recipe/student.ts), which takes no semantic guidance; none
    where it has no student."""
    if "student" not in pack:
        return []
    change = {
        "sampler": "student", "steps": pack["student"]["steps"], "textGuidance": 1,
        "semanticGuidance": {**pack["defaults"]["semanticGuidance"], "strength": 0},
    }
    return [replace(r, recipe=r.recipe | change) for r in requests]


def action_units_student(pack: dict, n: int) -> list[Request]:
    """The same requests and seeds as `action_units`, by the student."""
    return by_student(pack, action_units(pack, n))


def text(pack: dict, n: int) -> list[Request]:
    """The class's words alone: an expression is requested, no prompt, no AUs."""
    return [
        Request(base_recipe(pack, _seed(2, i), expression=CLASSES[i % 8]), np.zeros(len(COLUMNS), np.float32), i % 8, None) for i in range(n)
    ]


def text_guided(pack: dict, n: int) -> list[Request]:
    """The same requests and seeds as `text`, with the pack's semantic guidance."""
    return _guided(text(pack, n), pack["defaults"]["semanticGuidance"])


def _guided(requests: list[Request], guidance: dict) -> list[Request]:
    return [replace(r, recipe=r.recipe | {"semanticGuidance": guidance}) for r in requests]


def guided_at(strength: float) -> str:
    """The condition of `text`'s requests guided by this strength."""
    return f"text_guided_{strength:g}"


def _text_guided_at(strength: float) -> Callable[[dict, int], list[Request]]:
    return lambda pack, n: _guided(text(pack, n), {**pack["defaults"]["semanticGuidance"], "strength": strength})


def text_au(pack: dict, n: int) -> list[Request]:
    """The class's words, a prototype of it in AUs at 0.6–1, and a prompt that states looks."""
    requests = []
    for i in range(n):
        rng = np.random.default_rng((SEED, 3, i))
        index, looks = i % 8, _person(3, i)
        au = sample_prototype(rng, index, float(rng.uniform(0.6, 1.0))) if index else np.zeros(len(COLUMNS), np.float32)
        au = resolve_conflicts(au)
        recipe = base_recipe(pack, _seed(3, i), expression=CLASSES[index], prompt=describe(looks), au=recipe_au(au))
        requests.append(Request(recipe, au, index, looks))
    return requests


def text_au_rest(pack: dict, n: int) -> list[Request]:
    """The same seeds and looks as those of `text_au` that show an expression, at rest in words and AUs."""
    rest = np.zeros(len(COLUMNS), np.float32)
    return [
        Request({**r.recipe, "expression": CLASSES[0], "au": recipe_au(rest)}, rest, 0, r.attributes) for r in text_au(pack, n) if r.expression
    ]


def laterality(pack: dict, n: int) -> list[Request]:
    """AU12 or AU14 on one side at 0.9, the other side at rest; units and sides in turn."""
    requests = []
    for i in range(n):
        unit, side = (12, 14)[i % 2], "LR"[i // 2 % 2]
        au = np.zeros(len(COLUMNS), np.float32)
        au[COLUMN_INDEX[f"AU{unit}{side}"]] = 0.9
        looks = _person(4, i)
        requests.append(Request(base_recipe(pack, _seed(4, i), prompt=describe(looks), au=recipe_au(au)), au, None, looks))
    return requests


def _identity(pack: dict, n: int, intensity: float) -> list[Request]:
    requests = []
    for i in range(n):
        au = np.zeros(len(COLUMNS), np.float32)
        au[unit_columns(FACIAL_UNITS[i % len(FACIAL_UNITS)])] = intensity
        looks = _person(5, i)
        requests.append(Request(base_recipe(pack, _seed(5, i), prompt=describe(looks), au=recipe_au(au)), au, None, looks))
    return requests


def identity_rest(pack: dict, n: int) -> list[Request]:
    """Faces at rest, partners of `identity_moved`."""
    return _identity(pack, n, 0.0)


def identity_moved(pack: dict, n: int) -> list[Request]:
    """The same seeds and prompts with one of the face's units at 1 and all others at rest, units in turn."""
    return _identity(pack, n, 1.0)


def teaching(pack: dict, n: int) -> list[Request]:
    """Faces to learn from, classes in turn: the words of a class, its prototype in AUs at 0.4–1, looks, semantic guidance; heads,
    eyes, light and background as varied as the renderer draws them.

    A recogniser that saw faces from the front in one light only errs on turned heads and in side light.
    """
    requests = []
    for i in range(n):
        rng = np.random.default_rng((SEED, 6, i))
        index, looks = i % 8, _person(6, i)
        au = sample_prototype(rng, index, float(rng.uniform(0.4, 1.0)))
        sample_pose(rng, au, index)
        au, scene = resolve_conflicts(au), sample_scene(rng)
        prompt = f"{describe(looks)}, {LIGHT_PHRASES[scene['light']][0]}, {BACKGROUND_PHRASES[scene['background']][0]}"
        recipe = base_recipe(pack, _seed(6, i), expression=CLASSES[index], prompt=prompt, au=recipe_au(au))
        requests.append(Request(recipe, au, index, looks))
    return _guided(requests, pack["defaults"]["semanticGuidance"])


#: Condition → (its requests, its share of n).
CONDITIONS: dict[str, tuple[Callable[[dict, int], list[Request]], float]] = {
    "au": (action_units, 1.0),
    "au_student": (action_units_student, 1.0),
    "text": (text, 1.0),
    "text_au": (text_au, 1.0),
    "text_au_rest": (text_au_rest, 1.0),
    "text_guided": (text_guided, 1.0),
    **{guided_at(strength): (_text_guided_at(strength), share) for strength, share in GUIDANCE_STRENGTHS.items()},
    "laterality": (laterality, 0.5),
    "identity_rest": (identity_rest, 0.6),
    "identity_moved": (identity_moved, 0.6),
}


def requests_of(condition: str, pack: dict, n: int) -> list[Request]:
    make, share = CONDITIONS[condition]
    return make(pack, max(round(n * share), 1))
