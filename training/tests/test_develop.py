"""The camera: what it changes, and what the words of a picture keep it from changing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from training.data import load_split
from training.facs import MIRROR_ORDER
from training.networks.autoencoder import Autoencoder, AutoencoderConfig
from training.presets import PRESETS
from training.render import dataset
from training.render.develop import LUMINANCE, Negative, develop, plain
from training.render.light import pack, unpack
from training.stages import diffusion

SIZE = 64
SKIN = np.array([0.45, 0.28, 0.20])


def scene(light: str, level: float = 1.0, cast=(1.0, 1.0, 1.0), skin=SKIN) -> Negative:
    """A face before a grey wall, lit evenly."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    face = (np.hypot((x - 32) / 16, (y - 34) / 22) < 1)[..., None]
    linear = np.where(face, skin, 0.3) * level * np.array(cast)
    return Negative(linear.astype(np.float16), np.array([[40.0, 26.0], [24.0, 26.0]]), np.array([32.0, 44.0]), light, np.asarray(skin))


def brightness(negative: Negative, n: int = 12) -> float:
    return float(np.mean([develop(negative, np.random.default_rng(i)).image[28:40, 28:36].mean() for i in range(n)]))


def warmth(negative: Negative, n: int = 12) -> float:
    faces = [develop(negative, np.random.default_rng(i)).image[28:40, 28:36].reshape(-1, 3).mean(0) for i in range(n)]
    return float(np.mean([face[0] / face[2] for face in faces]))


def test_two_photographs_of_a_scene_differ_and_one_seed_gives_one():
    first, again, other = (develop(scene("soft"), np.random.default_rng(seed)).image for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert first.shape == (SIZE, SIZE, 3) and first.dtype == np.uint8


def test_the_meter_makes_up_for_little_light_unless_it_is_called_dim():
    lit, dark, dim = brightness(scene("soft")), brightness(scene("soft", 0.3)), brightness(scene("dim", 0.3))
    assert dark > 0.85 * lit and dim < 0.85 * lit


def test_dark_skin_stays_dark():
    assert brightness(scene("soft", skin=SKIN * 0.2)) < 0.75 * brightness(scene("soft"))


def test_the_white_balance_takes_casts_out_unless_they_are_promised():
    warm = (1.35, 1.0, 0.65)
    true, balanced, kept = warmth(scene("soft")), warmth(scene("soft", cast=warm)), warmth(scene("warm", cast=warm))
    assert balanced < true * 1.35 and kept > balanced * 1.08


def test_places_move_with_the_crop():
    negative = scene("soft")
    marked = negative.linear.copy()
    marked[25:28, 39:42] = 30.0  # on the left eye
    for seed in range(6):
        photograph = develop(replace(negative, linear=marked), np.random.default_rng(seed))
        y, x = np.unravel_index(photograph.image.astype(int).sum(2).argmax(), (SIZE, SIZE))
        assert np.hypot(x + 0.5 - photograph.eyes[0, 0] - 0.5, y + 0.5 - photograph.eyes[0, 1] - 0.5) < 3.0
        assert photograph.mouth[1] > photograph.eyes[:, 1].max()


def test_a_plain_development_is_alike_for_comparisons():
    assert np.array_equal(plain(scene("soft")), plain(scene("soft")))
    assert float(plain(scene("soft")) @ LUMINANCE @ np.ones(SIZE) @ np.ones(SIZE)) > 0


def test_stored_light_develops_as_the_render_does_in_a_twentieth_of_its_room():
    y, x = np.mgrid[0:256, 0:256] / 256
    rng = np.random.default_rng(4)
    waves = sum(rng.normal(0, 0.5 / k) * np.sin(6.28 * k * (x * rng.normal() + y * rng.normal()) + rng.uniform(0, 6.28)) for k in (1, 2, 4, 8, 16, 32))
    light = np.exp(waves + rng.normal(0, 0.02, (256, 256)))[..., None] * SKIN
    render = Negative(light, np.array([[158.0, 104.0], [98.0, 104.0]]), np.array([128.0, 176.0]), "soft", SKIN)
    stored = pack(light)
    difference = plain(render).astype(float) - plain(replace(render, linear=unpack(stored)))
    assert 10 * np.log10(255**2 / (difference**2).mean()) >= 38
    assert len(stored) <= 20_000


@pytest.fixture
def shard(tmp_path):
    """A split of two path-traced samples, as the farm writes them."""
    split = dataset.Split("diffusion", 0, 2)
    rows = []
    for sample in range(2):
        negative, params = scene("soft"), split.params(sample)
        rows.append(dataset.row(sample, params, negative.eyes, negative.mouth, light=np.frombuffer(pack(negative.linear), np.uint8), skin=negative.skin))
    for name in ("diffusion", "heldout"):
        dataset.write_meta(tmp_path / name, split, "cpu", SIZE)
        dataset.write_shard(tmp_path / name / "00000.npz", rows, 1)
    return tmp_path


def test_renders_are_developed_anew_when_they_are_read_and_held_out_ones_alike(shard):
    read = lambda name: load_split(shard, name).images  # noqa: E731
    assert read("diffusion").dtype == np.uint8 and read("diffusion").shape == (2, SIZE, SIZE, 3)
    assert not np.array_equal(read("diffusion"), read("diffusion"))
    assert np.array_equal(read("heldout"), read("heldout"))
    assert load_split(shard, "diffusion", side=32).images.shape == (2, 32, 32, 3)


def test_the_denoiser_learns_several_photographs_of_a_scene_and_what_all_of_them_show(shard, monkeypatch):
    monkeypatch.setattr(diffusion, "caption_of", lambda *_: "a face")
    monkeypatch.setattr(diffusion, "encode", lambda _, captions, length: np.zeros((len(captions), length), np.int64))
    preset = replace(PRESETS["smoke"], autoencoder=AutoencoderConfig(image=SIZE), denoiser=replace(PRESETS["smoke"].denoiser, grid=4))
    rng = np.random.default_rng(0)
    first, second = (diffusion.photographed(Autoencoder(preset.autoencoder), shard, None, preset, rng) for _ in range(2))
    faces = diffusion.Faces.join([first, second])
    assert faces.latents.shape[0] == faces.cells.shape[0] == faces.captions.shape[1] == len(faces.au) == 2 * 2 * 2  # mirror images too
    assert not torch.equal(first.latents, second.latents)
    assert np.array_equal(faces.au[:4], faces.au[4:])
    assert np.array_equal(first.au[2:], first.au[:2][:, MIRROR_ORDER])
