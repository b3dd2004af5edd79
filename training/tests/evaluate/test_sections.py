"""Tables of the report, from faces and readings that are known."""

from __future__ import annotations

import numpy as np
import pytest

from training.data import load_split
from training.evaluate.conditions import Request
from training.evaluate.generate import Face
from training.evaluate.label_sections import label_errors
from training.evaluate.reliability_diagram import reliability_diagram
from training.evaluate.sections import attribute_hits, classes_by_condition, confusions, frontal, guidance_strengths, identity
from training.facs import CLASSES
from training.recognisers import judge_readings
from training.render.attributes import ATTRIBUTES, encode
from training.tests.unit_vectors import vector


def a_vote(name: str) -> dict:
    """A voter's line in labels.jsonl, nearly sure of a class."""
    return {"probabilities": {other: 0.93 if other == name else 0.01 for other in CLASSES}, "classWeights": dict.fromkeys(CLASSES, 1)}


def judged(*faces: tuple[str, str, str, float], voters: str | None = None) -> tuple[list[Face], judge_readings.Readings]:
    """Faces by (requested, seen by the judge, the pipeline's label, its confidence), and the judge's readings of them.

    `voters`: what the voters say alone, where that is not the pipeline's label.
    """
    made = [
        Face(
            Request({}, vector(), CLASSES.index(requested), None),
            None,
            {"recognised": label, "confidence": confidence, "votes": [a_vote(voters or label)]},
        )
        for requested, _, label, confidence in faces
    ]
    seen = np.eye(8)[[CLASSES.index(verdict) for _, verdict, _, _ in faces]]
    nothing = np.zeros((len(faces), 1))
    return made, judge_readings.Readings(probabilities=seen, au=nothing, attributes=nothing, identity=nothing, quality=nothing, features=nothing)


def test_label_errors_count_what_the_judge_does_not_see():
    words = judged(("fear", "surprise", "surprise", 0.9), ("fear", "fear", "fear", 0.8), ("anger", "neutral", "anger", 0.4))
    units = judged(("happiness", "happiness", "happiness", 0.95))
    figures, tables = label_errors({"text": words, "text_au": units})
    assert figures["requested_label_error"].value == pytest.approx(2 / 4) and figures["rectified_label_error"].value == pytest.approx(1 / 4)
    assert tables["label_errors"]["text"] == {
        "requested_label_error": pytest.approx(2 / 3),
        "voters_label_error": pytest.approx(1 / 3),
        "rectified_label_error": pytest.approx(1 / 3),
        "n": 3,
    }
    assert tables["label_errors"]["text_au"]["requested_label_error"] == 0
    unsure = judged(("contempt", "contempt", "contempt", 0.5), voters="neutral")
    assert label_errors({"text": unsure})[1]["label_errors"]["text"] == {
        "requested_label_error": 0,
        "voters_label_error": 1,
        "rectified_label_error": 0,
        "n": 1,
    }
    # Nine tenths of four faces are all four.
    assert figures["feranno_precision_at_90_coverage"].value == pytest.approx(3 / 4) and tables["label"]["precision_of_the_rest"] is None


def test_confusions_are_shares_of_the_class_asked_for():
    before = judged(("fear", "surprise", "fear", 1), ("fear", "fear", "fear", 1), ("surprise", "surprise", "fear", 1))
    after = judged(("fear", "fear", "fear", 1), ("fear", "fear", "fear", 1), ("surprise", "fear", "fear", 1))
    table = confusions(before, after)["confusions"]
    assert table["fear seen as surprise"] == {"text": 0.5, "text_guided": 0.0, "n": 2}
    assert table["surprise seen as fear"] == {"text": 0.0, "text_guided": 1.0, "n": 1}
    assert table["contempt seen as neutral"] == {"text": None, "text_guided": None, "n": 0}


def test_quality_falls_where_the_same_seeds_lose_it_beyond_chance():
    def faces(strength: float, quality: list[float]) -> tuple[list[Face], judge_readings.Readings]:
        seeds = [Request({"seed": seed}, vector(), 1, None) for seed in range(len(quality))]
        seen = np.eye(8)[[1 if strength else 0] * len(quality)]
        facing = np.tile([[1.0, 0.0]], (len(quality), 1))
        return [Face(request, None, {}) for request in seeds], judge_readings.Readings(
            probabilities=seen, au=facing, attributes=facing, identity=facing, quality=np.array(quality), features=facing
        )

    unguided = faces(0, [0.9, 0.8, 0.9, 0.8])
    table = guidance_strengths(unguided, {8.0: faces(8, [0.5, 0.3, 0.4]), 1.0: faces(1, [0.8, 0.9, 0.9, 0.8])})["guidance_strength"]
    assert list(table) == ["0", "1", "8"] and [row["quality_fell"] for row in table.values()] == ["no", "no", "yes"]
    assert [row["class_accuracy"] for row in table.values()] == [0, 1, 1] and table["8"]["n"] == 3
    assert table["8"]["quality"] == pytest.approx(0.4) and table["8"]["identity_cosine"] == pytest.approx(1)


def test_a_slider_is_what_the_judge_reads_of_its_unit_alone():
    def faces(*readings: dict) -> tuple[list[Face], judge_readings.Readings]:
        asked = [Request({"seed": seed}, vector(**one), None, None) for seed, one in enumerate(({"AU18": 1}, {"AU12L": 1, "AU12R": 1}))]
        au, facing = np.stack([vector(**r) for r in readings]), np.tile([[0.6, 0.8]], (2, 1))
        return [Face(r, None, {}) for r in asked], judge_readings.Readings(
            probabilities=facing, au=au, attributes=facing, identity=facing, quality=facing, features=facing
        )

    figures, tables = identity(*faces({"AU18": 0.1}, {}), *faces({"AU18": 0.7}, {"AU12L": 0.9, "AU12R": 0.7, "AU18": 1}))
    assert figures["identity_cosine_mean"].value == pytest.approx(1)
    assert tables["sliders"]["AU18"] == {"at_rest": pytest.approx(0.1), "alone_at_1": pytest.approx(0.7), "n": 1}
    assert tables["sliders"]["AU12"] == {"at_rest": 0, "alone_at_1": pytest.approx(0.8), "n": 1}
    assert list(tables["identity"]) == ["AU12", "AU18", "different seeds"]


def test_classes_stand_side_by_side():
    tables = {"classes_text": {"fear": {"accuracy": 0.2}}, "classes_text_au": {"fear": {"accuracy": 0.9}}, "au": {}}
    assert classes_by_condition(tables)["classes"]["fear"] == {"text": 0.2, "text_au": 0.9}


def test_the_reliability_diagram_draws_a_dot_for_each_bin():
    rows = {"0.53–0.60": {"confidence": 0.55, "accuracy": 0.5, "n": 3}, "0.93–1.00": {"confidence": 0.99, "accuracy": 1.0, "n": 9}}
    drawn = reliability_diagram({"reliability_generated": rows, "au": {}})
    assert drawn.count("<circle") == 2 and "(n 12)" in drawn


def test_attributes_forgive_one_step_of_skin_and_count_beards():
    asked = {name: words[0] for name, words in ATTRIBUTES.items()} | {"skin": "medium", "facial_hair": "beard", "glasses": "glasses"}
    seen = np.array(encode(asked | {"skin": "tan", "facial_hair": "moustache"}))
    assert attribute_hits(asked, seen) == {"hair_colour": True, "glasses": True, "facial_hair": False, "skin": True, "sex": True, "age": True}
    assert not attribute_hits(asked, np.array(encode(asked | {"skin": "dark"})))["skin"]


def test_turned_heads_are_not_what_frontal_faces_are_compared_with(runs_folder):
    held_out = load_split(runs_folder / "smoke" / "renders", "heldout")
    assert frontal(held_out).tolist() == [True] * 12 + [False] * 12
