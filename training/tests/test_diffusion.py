"""What the denoiser learns from, and in which numbers."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from training import device
from training.data import load_split
from training.facs import CLASSES, COLUMN_INDEX, COLUMNS
from training.networks.denoiser import Denoiser
from training.presets import PRESETS
from training.schedule import alphas_cumprod
from training.stages import diffusion
from training.stages.diffusion import CONTEMPT, OFTENEST
from training.tests.support.renders import write_split
from training.tests.test_text import looks


def faces(count: int, **shown: range) -> np.ndarray:
    """`count` faces at rest, but those of `shown` show the unit at 0.8. [count,47]"""
    au = np.zeros((count, len(COLUMNS)), np.float32)
    for column, those in shown.items():
        au[those, COLUMN_INDEX[column]] = 0.8
    return au


def face_weights(au: np.ndarray, attributes: np.ndarray | None = None, class_index: np.ndarray | None = None) -> np.ndarray:
    """The stage's weights; of neutral women without glasses where nothing else is said."""
    attributes = looks(len(au)) if attributes is None else attributes
    return diffusion.face_weights(au, attributes, np.zeros(len(au), int) if class_index is None else class_index)


def test_a_rare_unit_is_learned_from_as_if_it_were_less_rare():
    weights = face_weights(faces(1000, AU12L=range(500), AU18=range(500, 540)))
    assert weights.mean() == pytest.approx(1)
    assert weights[520] / weights[0] == pytest.approx(0.08 / 0.04)  # shown by 4 %, wanted in 8 %
    assert weights[0] == pytest.approx(weights[999])  # a common unit counts no more than rest


def test_no_face_is_learned_from_without_bound():
    weights = face_weights(faces(1000, AU43L=range(1), AU18=range(40)))
    assert weights[0] / weights[999] == pytest.approx(OFTENEST)


def test_traces_of_a_unit_do_not_count_as_showing_it():
    assert face_weights(faces(100, AU18=range(3)) * 0.1) == pytest.approx(np.ones(100))


def test_men_with_glasses_and_no_beard_are_learned_from_as_often_as_those_with_a_beard_and_no_glasses():
    women, bearded, spectacled = looks(500, glasses=1), looks(120, sex=1, facial_hair=3), looks(30, sex=1, glasses=1)
    weights = face_weights(faces(650), np.concatenate([women, bearded, spectacled]))
    assert weights[620:].sum() == pytest.approx(weights[500:620].sum())
    assert weights[0] == pytest.approx(weights[500])


def test_contempt_is_learned_from_oftener():
    contempt = np.arange(100) < 10
    weights = face_weights(faces(100), class_index=np.where(contempt, CLASSES.index("contempt"), CLASSES.index("anger")))
    assert weights[0] / weights[99] == pytest.approx(CONTEMPT)


def test_cells_over_eyes_and_mouth_count_more_than_the_rest(tmp_path):
    write_split(tmp_path, "diffusion", n=2)  # pictures of 128 px, eyes at (78, 50) and (50, 50), the mouth at (64, 90)
    cells = diffusion.cell_weights(load_split(tmp_path, "diffusion"), np.arange(2), 8)
    assert cells.shape == (2, 1, 8, 8)
    assert cells.mean(dim=(1, 2, 3)).tolist() == pytest.approx([1, 1])
    mouth, eye, corner = cells[0, 0, 5, 3], cells[0, 0, 3, 4], cells[0, 0, 0, 0]
    assert mouth > 2 * corner
    assert eye > 1.5 * corner


def test_an_error_costs_as_much_as_its_cell_weighs():
    model = Denoiser(PRESETS["smoke"].denoiser, alphas_cumprod())
    c = PRESETS["smoke"].denoiser
    clean, noise = torch.randn(2, 1, c.channels, c.grid, c.grid, generator=torch.Generator().manual_seed(1))
    conditions = (torch.tensor([500.0]), torch.zeros(1, 4, c.text_width), torch.zeros(1, c.au_columns), torch.ones(1))
    even = torch.ones(1, 1, c.grid, c.grid)
    left = even * (torch.arange(c.grid) < c.grid // 2)
    cost = lambda cells: diffusion.denoising_loss(model, clean, noise, *conditions, cells).detach()  # noqa: E731
    assert float(cost(left) + cost(even - left)) == pytest.approx(float(cost(even)), rel=1e-5)
    assert float(cost(2 * left)) == pytest.approx(2 * float(cost(left)), rel=1e-5)


@pytest.mark.parametrize(("instructions", "halved"), [({"avx2": True}, False), ({"avx512_bf16": True}, True), ({"amx_bf16": True, "avx2": True}, True)])
def test_a_processor_computes_in_bfloat16_where_it_has_instructions_for_it(monkeypatch, instructions, halved):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: instructions)
    assert device._multiplies_bfloat16() is halved
