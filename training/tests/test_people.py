"""Who is drawn and with what expression: functions of seeds, in known words, with the distributions that are written down."""

from __future__ import annotations

import numpy as np
import pytest

from training.facs import CLASSES, COLUMN_INDEX, COLUMNS
from training.render import expressions, geometry
from training.render.action_units import blendshape_weights, with_rest
from training.render.attributes import ATTRIBUTES, PERSON_ATTRIBUTES, decode, encode
from training.render.expressions import KIND_SHARES, sample_alone, sample_expression, sample_neutral, soft_label
from training.render.people import sample_person
from training.render.sampling import sample_face
from training.render.scenes import PLACES
from training.render.tiny_mesh import write_tiny_mesh
from training.tests.unit_vectors import vector


@pytest.fixture(scope="module")
def head(tmp_path_factory) -> geometry.Head:
    return geometry.load_head(write_tiny_mesh(tmp_path_factory.mktemp("mesh") / "tiny.npz"), None)


def test_a_face_is_a_function_of_its_seeds():
    a, b = (sample_face(np.random.default_rng(9), 44) for _ in range(2))
    assert np.array_equal(a.au, b.au) and a.attributes == b.attributes and np.array_equal(a.person.identity, b.person.identity)
    other = sample_face(np.random.default_rng(10), 44)
    assert {n: other.attributes[n] for n in PERSON_ATTRIBUTES} == {n: a.attributes[n] for n in PERSON_ATTRIBUTES}


def test_attributes_are_in_the_vocabulary_and_consistent():
    for seed in range(300):
        attributes = sample_face(np.random.default_rng(seed), seed).attributes
        assert decode(encode(attributes)) == attributes
        assert set(attributes) == set(ATTRIBUTES)
        assert (attributes["hair_style"] == "bald") == (attributes["hair_colour"] == "none")
        if attributes["sex"] == "feminine":
            assert attributes["facial_hair"] == "none"


def test_expressions_are_balanced_and_labelled():
    rng = np.random.default_rng(1)
    drawn = [sample_expression(rng) for _ in range(4000)]
    kinds = np.bincount([d[3] for d in drawn], minlength=4) / len(drawn)
    assert np.allclose(kinds, KIND_SHARES, atol=0.03)
    labels = np.stack([d[1] for d in drawn])
    assert np.allclose(labels.sum(1), 1, atol=1e-5) and labels.min() >= 0
    prototypes = np.bincount([d[2] for d in drawn if d[3] == 1], minlength=8)
    assert prototypes[0] == 0 and prototypes[1:].min() > 0.7 * prototypes[1:].mean()
    assert max(au.max() for au, _, _, kind, _ in drawn if kind == 0) <= 0.3


def units_shown(au: np.ndarray) -> set[str]:
    """Facial units of a face [47], without the parted lips that a dropped jaw brings."""
    units = {COLUMNS[i].rstrip("LR") for i in expressions.FACIAL_COLUMNS if au[i] > 0}
    return units - {"AU25"} if units & {"AU26", "AU27"} else units


def test_a_unit_alone_stands_alone_or_beside_one_other():
    rng = np.random.default_rng(4)
    counts = []
    for _ in range(600):
        au, label, index, kind, _ = sample_alone(rng)
        assert kind == 3 and label.argmax() == index
        counts.append(len(units_shown(au)))
    assert set(counts) == {1, 2} and counts.count(1) / 600 == pytest.approx(0.75, abs=0.06)


def test_contempt_prototypes_are_one_sided():
    rng = np.random.default_rng(2)
    sides = set()
    for _ in range(600):
        au, _, index, kind, _ = sample_expression(rng)
        if kind == 1 and CLASSES[index] == "contempt":
            left, right = au[COLUMN_INDEX["AU14L"]], au[COLUMN_INDEX["AU14R"]]
            assert min(left, right) == 0 < max(left, right)
            sides.add(bool(left > right))
    assert sides == {True, False}


def test_soft_labels_of_free_vectors():
    assert CLASSES[int(soft_label(vector()).argmax())] == "neutral"
    assert CLASSES[int(soft_label(vector(AU6L=0.8, AU6R=0.8, AU12L=1, AU12R=1)).argmax())] == "happiness"
    assert CLASSES[int(soft_label(vector(AU12R=0.7, AU14R=1)).argmax())] == "contempt"


def test_resting_faces_differ_and_are_all_neutral():
    people = [sample_person(seed) for seed in range(200)]
    sagging = [p for p in people if p.rest.get("mouthFrown_L", 0) > 0.1]
    assert 15 < len(sagging) < 100
    old, young = (np.mean([np.mean(p.lines["nasolabial"]) for p in people if p.attributes["age"] == age]) for age in ("old", "young"))
    assert old > 2 * young > 0.1
    rng = np.random.default_rng(0)
    assert all(CLASSES[int(sample_neutral(rng)[1].argmax())] == "neutral" for _ in range(100))


def test_a_unit_is_a_change_from_the_persons_rest(head):
    names, rest = head.shape_names, {"browDown_L": 0.3, "mouthFrown_L": 0.4}
    at = lambda au, name: float(with_rest(blendshape_weights(au, names), rest, au, names)[names.index(name)])  # noqa: E731
    assert at(vector(), "browDown_L") == pytest.approx(0.3)
    assert at(vector(AU4L=0.5), "browDown_L") == pytest.approx(0.3 + 0.6)
    assert at(vector(AU4L=1), "browDown_L") <= 1.3501
    assert at(vector(AU12L=1), "mouthFrown_L") == pytest.approx(0.4 * 0.3)  # nobody smiles through a sagging corner unchanged


def test_places_have_words():
    assert set(PLACES) < set(ATTRIBUTES["background"])
    drawn = [sample_face(np.random.default_rng(seed), seed) for seed in range(200)]
    assert all((p.place != "") == (p.attributes["background"] in PLACES) for p in drawn)
    assert 0.45 < np.mean([p.place != "" for p in drawn]) < 0.75
