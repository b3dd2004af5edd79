"""The text stage: which captions it reads, and how it learns on under a denoiser."""

from __future__ import annotations

import argparse

import numpy as np
import pytest
import torch

from training import runs
from training.caption_words import SYNONYMS
from training.presets import PRESETS
from training.render.attributes import ATTRIBUTES
from training.runs import load_checkpoint, save_checkpoint
from training.stages import text
from training.tests.support.renders import write_split
from training.tokenizer import load_tokenizer, normalizer, save_tokenizer, train_tokenizer
from training.vocabulary import WORDS, tokenize

SMOKE = PRESETS["smoke"]
COLUMN = {name: i for i, name in enumerate(ATTRIBUTES)}


def looks(count: int, **indices: int) -> np.ndarray:
    """`count` faces of the first word of every attribute but these. [count,12]"""
    rows = np.zeros((count, len(ATTRIBUTES)), np.int64)
    for name, index in indices.items():
        rows[:, COLUMN[name]] = index
    return rows


def test_half_of_the_captions_are_of_men_with_a_beard_or_glasses_but_not_both():
    women, plain = looks(500, glasses=1), looks(350, sex=1)
    bearded, spectacled = looks(120, sex=1, facial_hair=3), looks(30, sex=1, glasses=1)
    weights = text.caption_weights(np.concatenate([women, plain, bearded, spectacled]))
    assert weights.sum() == pytest.approx(1)
    assert weights[850:970].sum() == pytest.approx(0.25 + 0.5 * 0.12)
    assert weights[970:].sum() == pytest.approx(0.25 + 0.5 * 0.03)
    assert weights[0] == pytest.approx(weights[849])


def test_padding_does_not_count_as_distance():
    former = torch.ones(1, 4, 3)
    former[:, 2:] = 0
    moved = former.clone()
    moved[:, 0] += 2
    assert text.distance(moved, former) == pytest.approx(2)  # one of two positions moved, by 2²


def learn(folder, samples: int) -> dict:
    text.run(argparse.Namespace(preset="smoke", samples=samples))
    return load_checkpoint(folder / text.CHECKPOINT)


def test_past_the_presets_captions_the_encoder_is_held_by_what_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "ROOT", tmp_path)
    folder = tmp_path / "smoke"
    write_split(folder / "renders", "diffusion", seed=3)
    first = learn(folder, SMOKE.train_text.samples)
    assert "former" not in first
    on = learn(folder, SMOKE.train_text.samples * 2)
    assert on["done"] == SMOKE.train_text.samples * 2
    assert all(torch.equal(on["former"][name], value) for name, value in first["model"].items())
    assert any(not torch.equal(on["model"][name], value) for name, value in first["model"].items())
    further = learn(folder, SMOKE.train_text.samples * 3)
    assert all(torch.equal(further["former"][name], value) for name, value in first["model"].items())


def test_heads_that_know_nothing_learn_alone_at_first(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "ROOT", tmp_path)
    folder = tmp_path / "smoke"
    write_split(folder / "renders", "diffusion", seed=3)
    first = learn(folder, SMOKE.train_text.samples)
    save_checkpoint(folder / text.CHECKPOINT, {"model": first["model"], "done": first["done"]})  # as `restore` leaves it
    on = learn(folder, SMOKE.train_text.samples * 2)
    assert all(torch.equal(on["model"][name], value) for name, value in first["model"].items())
    assert "reader" in on


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("A man with NO BEARD and glasses", "a man with clean shaven face and glasses"),
        ("a clean-shaven man", "a clean shaven face man"),
        ("a clean shaven face", "a clean shaven face"),
        ("an old man, clean shaven", "an old man, clean shaven face"),
        ("a blue-eyed, blond-haired woman with a big smile", "a blue eyes, blond hair woman with a big smiling"),
        ("no bearded man", "no bearded man"),
        ("an old man, frowning", "an old man, frowning"),
    ],
)
def test_what_people_say_is_read_in_the_captions_words(said, read):
    assert normalizer().normalize_str(said) == read


def test_no_synonym_is_read_twice():
    read_as = {phrase.strip() for phrases in SYNONYMS.values() for phrase in phrases}
    assert {phrase: normalizer().normalize_str(phrase) for phrase in read_as} == {phrase: phrase for phrase in read_as}


def test_words_of_synonyms_are_known_by_the_kind_of_what_they_are_read_as():
    assert (WORDS["facial"], WORDS["haired"], WORDS["smile"], WORDS["frown"]) == ("facial hair", "hair", "expression", "action")
    assert {word for phrases in SYNONYMS.values() for phrase in phrases for word in tokenize(phrase)} <= set(WORDS)


def test_a_vocabulary_learned_before_reads_todays_synonyms(tmp_path):
    tokenizer = train_tokenizer(["a clean shaven face", "no beard"], 300)
    tokenizer.normalizer = None
    save_tokenizer(tokenizer, tmp_path, 8)
    loaded = load_tokenizer(tmp_path / "tokenizer.json")
    assert loaded.encode("No beard").ids == loaded.encode("clean shaven face").ids
