"""The photograph voter as a gauge: its crop, its classes, and gains against the same person's face at rest."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from training.evaluate.label_sections import average
from training.evaluate.photograph_voter import middle, open_photograph_voter
from training.evaluate.stranger import EXPRESSIONS, gains, poses
from training.facs import CLASSES

NEUTRAL, HAPPINESS, ANGER = (CLASSES.index(name) for name in ("neutral", "happiness", "anger"))


class Told:
    """A voter that reads the probability of anger from a face's first pixel, and calls the rest neutral."""

    def probabilities(self, images: np.ndarray, temperature: float = 1.0) -> np.ndarray:
        found = np.zeros((len(images), len(CLASSES)))
        found[:, ANGER] = images[:, 0, 0, 0] / 100
        found[:, NEUTRAL] = 1 - found[:, ANGER]
        return found


def faces(*anger: int) -> np.ndarray:
    return np.array(anger, np.uint8).reshape(-1, 1, 1, 1)


def test_a_gain_is_what_an_expression_adds_to_the_same_person_at_rest():
    found = gains(Told(), at_rest=faces(10, 30), expressive={ANGER: (faces(80, 40, 60), np.array([0, 1, 1]))})
    assert found.shown[ANGER] - found.rest[ANGER] == pytest.approx([0.7, 0.1, 0.3])
    assert found.table()["anger"] == {
        "at_rest": pytest.approx((0.1 + 0.3 + 0.3) / 3),
        "shown": pytest.approx(0.6),
        "gain": pytest.approx(1.1 / 3),
        "first_choice": pytest.approx(2 / 3),
        "n": 3,
    }
    assert found.table()["neutral"]["shown"] == pytest.approx(0.8)


def test_the_figure_is_the_mean_over_expressions_however_many_faces_each_has():
    one, many = (faces(50), np.array([0])), (faces(10, 10, 10), np.array([0, 0, 0]))
    found = gains(Told(), at_rest=faces(10), expressive={ANGER: one, HAPPINESS: many})
    assert found.mean == pytest.approx((0.4 + 0.0) / 2)


def test_a_person_is_drawn_at_rest_and_in_six_expressions_and_nothing_else_changes():
    drawn = poses(3)
    assert sorted(drawn) == [NEUTRAL, *EXPRESSIONS] and CLASSES.index("contempt") not in drawn
    assert not drawn[NEUTRAL].au.any()
    for c in EXPRESSIONS:
        assert drawn[c].au.max() >= 0.5
        assert drawn[c].person.seed == drawn[NEUTRAL].person.seed
        assert (drawn[c].key_direction == drawn[NEUTRAL].key_direction).all() and drawn[c].zoom == 1
        assert (poses(3)[c].au == drawn[c].au).all()


def test_it_reads_the_middle_of_a_picture():
    picture = np.arange(8 * 8 * 3, dtype=np.uint8).reshape(1, 8, 8, 3)
    assert (middle(picture, 0.75) == picture[:, 1:7, 1:7]).all()
    assert (middle(picture, 1) == picture).all()


def test_its_classes_are_put_in_our_order_and_contempt_gets_nothing(tmp_path):
    # A stand-in for the network: its three classes' logits are the mean of red, green and blue.
    graph = helper.make_graph(
        [helper.make_node("ReduceMean", ["image", "axes"], ["logits"], keepdims=0)],
        "stand-in",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, "height", "width"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 3])],
        [numpy_helper.from_array(np.array([2, 3], np.int64), "axes")],
    )
    assert open_photograph_voter(tmp_path) is None
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8), tmp_path / "voter.onnx")
    (tmp_path / "voter.json").write_text(
        json.dumps(
            {
                "graph": "voter.onnx",
                "input": {"crop": {"of": "middle", "share": 1}},
                "expression": {"classes": ["neutral", "anger", "happiness"], "temperature": 1, "reliability": {"classes": {}}},
            }
        )
    )
    green = np.zeros((1, 4, 4, 3), np.uint8)
    green[..., 1] = 255
    found = open_photograph_voter(tmp_path).probabilities(green)[0]
    assert found.sum() == pytest.approx(1) and found[CLASSES.index("contempt")] == 0
    assert found[ANGER] == pytest.approx(np.e**2 / (np.e**2 + 2), rel=1e-5)
    assert found[NEUTRAL] == found[HAPPINESS]


def test_the_average_leaves_contempt_as_likely_as_those_who_know_it_find_it():
    # As in src/domain/labels/labels.test.ts: two at contempt 0.9, an outsider that has no contempt.
    contemptuous = np.array([[0.04, 0.06, 0, 0, 0, 0, 0, 0.9]])
    outsider = np.array([[0.1, 0.9, 0, 0, 0, 0, 0, 0]])
    lacks_contempt = np.array([1.0] * 7 + [np.nan])
    label = average([contemptuous, contemptuous, outsider], [np.ones(8), np.ones(8), lacks_contempt])[0]
    assert label == pytest.approx([0.03, 0.07, 0, 0, 0, 0, 0, 0.9])


def test_a_vote_of_weight_0_changes_nothing():
    sure, other = np.eye(8)[[2]], np.eye(8)[[3]]
    assert average([sure, other], [np.ones(8), np.array([0.0] * 7 + [np.nan])]) == pytest.approx(sure)
