"""Captions say what a picture's parameters say, in known words."""

from __future__ import annotations

import numpy as np

from training.captions import HIDES_HAIR, caption, params_from_sample
from training.facs import CLASSES
from training.render.attributes import encode
from training.render.sampling import sample_face
from training.tests.unit_vectors import vector
from training.vocabulary import WORDS, tokenize


def params_of(seed: int) -> dict:
    face = sample_face(np.random.default_rng(seed), seed)
    return params_from_sample(encode(face.attributes), face.au, face.label, face.class_index, face.intensity, face.kind)


def test_captions_use_known_words_and_vary():
    captions = [caption(params_of(seed), np.random.default_rng(seed)) for seed in range(1500)]
    assert all(c == c.lower() and "{" not in c and "  " not in c for c in captions)
    unknown = {w for c in captions for w in tokenize(c)} - set(WORDS)
    assert not unknown
    assert len(set(captions)) > 1300
    assert set(CLASSES) <= set(WORDS) and 200 <= len(WORDS) <= 400


def test_a_caption_is_a_function_of_its_generator():
    assert caption(params_of(7), np.random.default_rng(1)) == caption(params_of(7), np.random.default_rng(1))


def test_one_sided_units_name_the_side():
    params = {**params_of(1), "au": vector(AU12L=0.9), "kind": 3, "class": "happiness", "label": np.eye(8, dtype=np.float32)[1]}
    said = [caption(params, np.random.default_rng(i)) for i in range(300)]
    assert any("left mouth corner raised" in c for c in said)
    assert not any("right" in c for c in said)


def test_hair_that_a_headscarf_hides_is_not_spoken_of():
    for worn in HIDES_HAIR:
        params = params_of(3)
        params["attributes"] = {**params["attributes"], "headwear": worn, "hair_style": "braids", "hair_colour": "red", "facial_hair": "none"}
        said = [caption(params, np.random.default_rng(i)) for i in range(200)]
        assert any(worn in c for c in said) and not any("hair" in c.replace("facial hair", "") or "braids" in c for c in said)
