"""What faces the report asks for."""

from __future__ import annotations

import numpy as np
import pytest

from training.caption_words import BACKGROUND_PHRASES, LIGHT_PHRASES
from training.evaluate import conditions
from training.evaluate.conditions import CONDITIONS, by_student, describe, recipe_au, requests_of, teaching
from training.facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from training.render.attributes import ATTRIBUTES
from training.tests.evaluate.pack import PACK
from training.tests.unit_vectors import vector
from training.vocabulary import WORDS, tokenize


def test_a_recipe_says_one_number_for_equal_sides_and_both_for_different():
    assert recipe_au(vector(AU12L=0.5, AU12R=0.5, AU14L=0.9, AU26=0.25)) == {"AU12": 0.5, "AU14": {"left": 0.9, "right": 0.0}, "AU26": 0.25}


def test_a_face_at_rest_is_said_not_left_open():
    assert recipe_au(vector()) == {"AU12": 0}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_requests_are_a_function_of_the_seed_and_valid_recipes(condition):
    requests, again = requests_of(condition, PACK, 16), requests_of(condition, PACK, 16)
    assert [r.recipe for r in requests] == [r.recipe for r in again]
    assert len({r.recipe["seed"] for r in requests}) == len(requests)
    units = {unit.id: unit for unit in ACTION_UNITS}
    for r in requests:
        assert 0 <= r.recipe["seed"] <= 0xFFFFFFFF and len(r.recipe["prompt"]) <= 2000
        for unit, value in r.recipe["au"].items():
            sides = value.values() if isinstance(value, dict) else [value]
            assert unit in units and all(0 <= side <= 1 for side in sides)
            assert not isinstance(value, dict) or units[unit].lateral


def test_more_faces_begin_with_the_same_faces():
    few, many = requests_of("text_au", PACK, 8), requests_of("text_au", PACK, 16)
    assert [r.recipe for r in few] == [r.recipe for r in many[:8]]


def test_conditions_say_what_they_are_named_for():
    by_name = {name: requests_of(name, PACK, 16) for name in CONDITIONS}
    assert all(r.recipe["expression"] is None and r.recipe["au"] for r in by_name["au"])
    assert all(r.recipe["au"] == {} and r.recipe["semanticGuidance"]["strength"] == 0 for r in by_name["text"])
    assert all(r.recipe["semanticGuidance"] == PACK["defaults"]["semanticGuidance"] for r in by_name["text_guided"])
    assert [r.recipe for r in by_name["au_student"]] == [r.recipe | {"sampler": "student", "steps": 4, "textGuidance": 1} for r in by_name["au"]]
    assert [r.recipe["seed"] for r in by_name["text"]] == [r.recipe["seed"] for r in by_name["text_guided"]]
    stronger = [r.recipe | {"semanticGuidance": {**PACK["defaults"]["semanticGuidance"], "strength": 8.0}} for r in by_name["text"]]
    assert [r.recipe for r in by_name["text_guided_8"]] == stronger[: len(by_name["text_guided_8"])]
    assert [r.expression for r in by_name["text_au"]] == [i % 8 for i in range(16)]
    assert all(len(r.recipe["au"]) == 1 and isinstance(next(iter(r.recipe["au"].values())), dict) for r in by_name["laterality"])
    shown = [r for r in by_name["text_au"] if r.expression]
    for rest, moved in zip(by_name["text_au_rest"], shown, strict=True):
        assert rest.recipe == {**moved.recipe, "expression": "neutral", "au": {"AU12": 0}} and rest.au.max() == 0
    for rest, moved in zip(by_name["identity_rest"], by_name["identity_moved"], strict=True):
        assert rest.recipe["seed"] == moved.recipe["seed"] and rest.recipe["prompt"] == moved.recipe["prompt"]
        assert rest.au.max() == 0 and moved.au.max() == 1
    assert all(len(r.recipe["au"]) == 1 for r in by_name["identity_moved"])


def test_faces_to_learn_from_are_balanced_guided_and_new():
    requests = teaching(PACK, 16)
    assert [r.expression for r in requests] == [i % 8 for i in range(16)]
    assert all(r.recipe["semanticGuidance"] == PACK["defaults"]["semanticGuidance"] and r.recipe["au"] for r in requests)
    others = {r.recipe["seed"] for name in CONDITIONS for r in requests_of(name, PACK, 400)}
    assert not others & {r.recipe["seed"] for r in requests}
    assert all(r.recipe["sampler"] == "student" and r.recipe["semanticGuidance"]["strength"] == 0 for r in by_student(PACK, requests))


def test_faces_to_learn_from_turn_their_heads_in_every_light():
    requests = teaching(PACK, 200)
    turned = np.array([max(r.au[COLUMN_INDEX[f"AU{unit}"]] for unit in range(51, 57)) > 0.3 for r in requests])
    assert 0.35 < turned.mean() < 0.65
    assert all((r.recipe["au"].keys() & {"AU51", "AU52", "AU53", "AU54", "AU55", "AU56"}) != set() for r in requests)
    for table in (LIGHT_PHRASES, BACKGROUND_PHRASES):
        assert all(any(f", {phrases[0]}" in r.recipe["prompt"] for r in requests) for phrases in table.values())
    assert {word for r in requests for word in tokenize(r.recipe["prompt"])} <= set(WORDS)


def test_prompts_state_what_is_judged():
    person = {name: words[0] for name, words in ATTRIBUTES.items()} | {
        "sex": "masculine",
        "age": "old",
        "skin": "dark",
        "hair_style": "short",
        "hair_colour": "white",
        "facial_hair": "beard",
        "glasses": "glasses",
    }
    prompt = describe(person)
    assert prompt == "an old man with dark skin, white hair, a beard and glasses"


def test_prompts_use_only_words_the_text_encoder_learned():
    prompts = [r.recipe["prompt"] for name in CONDITIONS for r in requests_of(name, PACK, 200)]
    assert {word for prompt in prompts for word in tokenize(prompt)} <= set(WORDS)


def test_a_pack_without_a_student_is_not_asked_for_one():
    assert requests_of("au_student", {name: value for name, value in PACK.items() if name != "student"}, 16) == []


def test_the_classes_of_the_report_are_the_projects():
    assert len(CLASSES) == 8 and conditions.SEED < 2**32
