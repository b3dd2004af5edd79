"""What is drawn and how it is kept: units, people, expressions, captions, shards, and the sketch, on a tiny mesh made in code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.facs import ACTION_UNITS, COLUMN_INDEX, COLUMNS
from training.render import atlas, geometry, prepare
from training.render.action_units import blendshape_weights, head_angles, resolve_conflicts
from training.render.people import sample_person
from training.render.sampling import sample_face
from training.render.sketch import IMAGE_SIZE, Sketch
from training.render.tiny_mesh import write_tiny_mesh
from training.tests.unit_vectors import vector


@pytest.fixture(scope="module")
def head(tmp_path_factory) -> geometry.Head:
    return geometry.load_head(write_tiny_mesh(tmp_path_factory.mktemp("mesh") / "tiny.npz"), None)


@pytest.fixture(scope="module")
def renderer(head) -> Sketch:
    try:
        return Sketch(head)
    except RuntimeError as error:
        pytest.skip(f"no OpenGL here: {error}")


@pytest.fixture
def plain():
    """A frontal neutral picture of one person."""
    params = sample_face(np.random.default_rng(3), 5)
    return replace(params, au=vector(), zoom=1.0, shift=np.zeros(2, np.float32))


# ---- action units ---------------------------------------------------------------------------------------------------

def test_every_column_moves_a_shape_or_turns_head_or_eyes(head):
    rest = blendshape_weights(vector(), head.shape_names)
    for name in COLUMNS:
        au = vector(**{name: 1.0})
        turned = any(head_angles(au))
        assert turned or not np.allclose(blendshape_weights(au, head.shape_names), rest), name


def test_left_units_move_left_shapes(head):
    change = blendshape_weights(vector(AU12L=1), head.shape_names) - blendshape_weights(vector(), head.shape_names)
    moved = [n for n, w in zip(head.shape_names, change, strict=True) if abs(w) > 1e-6]
    assert "mouthSmile_L" in moved and all(n.endswith("_L") for n in moved)


@pytest.mark.parametrize(
    ("requested", "expected"),
    [
        ({"AU24": 1, "AU25": 0.8}, {"AU25": 0}),
        ({"AU43L": 1, "AU5L": 0.9}, {"AU5L": 0}),
        ({"AU27": 0.8, "AU26": 0.6}, {"AU26": 0, "AU27": 0.8}),
        ({"AU28": 1, "AU26": 0.5}, {"AU26": 0, "AU28": 1}),
        ({"AU51": 0.7, "AU52": 0.2}, {"AU51": 0.5, "AU52": 0}),
        ({"AU63": 0.1, "AU64": 0.4}, {"AU63": 0, "AU64": 0.3}),
    ],
)
def test_conflicts(requested, expected):
    out = resolve_conflicts(vector(**requested))
    for name, value in expected.items():
        assert out[COLUMN_INDEX[name]] == pytest.approx(value, abs=1e-5), name


def test_resolving_leaves_single_units_alone_and_stays_in_range():
    rng = np.random.default_rng(0)
    for _ in range(200):
        out = resolve_conflicts(rng.random(len(COLUMNS)))
        assert out.min() >= 0 and out.max() <= 1
    for name in COLUMNS:
        assert resolve_conflicts(vector(**{name: 0.7}))[COLUMN_INDEX[name]] == pytest.approx(0.7), name


# ---- shapes ---------------------------------------------------------------------------------------------------------

def moved_by(head, **units: float) -> np.ndarray:
    """How far each rest vertex moves [K,3], cm."""
    change = blendshape_weights(vector(**units), head.shape_names) - blendshape_weights(vector(), head.shape_names)
    return (change @ head.shape_delta).reshape(-1, 3)


def around(head, x: float, y: float, radius: float = 0.8) -> np.ndarray:
    """Vertices of the face within `radius` of a place seen from the front."""
    return (np.hypot(head.rest[:, 0] - x, head.rest[:, 1] - y) < radius) & (head.rest[:, 2] > 6)


@pytest.mark.parametrize("unit", ["AU6", "AU9"])
def test_cheek_raiser_and_nose_wrinkler_leave_the_lips_to_their_own_units(head, unit):
    moved = np.abs(moved_by(head, **{f"{unit}L": 1, f"{unit}R": 1})[:, 1])
    assert moved[around(head, 0.0, -3.4)].max() < 0.15 * moved.max()


def test_brow_lowerer_brings_the_inner_ends_down_furthest(head):
    down = -moved_by(head, AU4L=1, AU4R=1)[:, 1]
    assert down[around(head, 1.5, 5.9)].mean() > down[around(head, 4.6, 6.2)].mean()


def test_inner_brow_raiser_slants_the_brow(head):
    up = moved_by(head, AU1L=1, AU1R=1)[:, 1]
    assert up[around(head, 1.5, 5.9)].mean() > up[around(head, 4.8, 6.0)].mean() + 0.3


def test_dimpler_presses_the_corner_in_without_raising_it(head):
    corner = moved_by(head, AU14L=1)[around(head, 2.6, -3.5, 0.5)].mean(axis=0)
    assert corner[2] < -0.2 and corner[1] <= 0


def test_lips_that_identity_modes_part_are_closed_and_closed_lips_stay():
    rest = np.array([[x, y, 11.0] for y in (-3.35, -3.37) for x in (-1.0, 0.0, 1.0)], np.float32)
    landmarks = np.zeros(68, np.int64)
    landmarks[61:64], landmarks[[67, 66, 65]] = (0, 1, 2), (3, 4, 5)
    gap = lambda vertices: float((vertices[:3, 1] - vertices[3:, 1]).mean())  # noqa: E731
    parted = rest + np.array([0, 0.2, 0]) * np.where(rest[:, 1:2] > -3.36, 1, -1)
    assert gap(geometry.close_lips(parted, rest, landmarks)) < 0.3 * gap(parted)
    assert np.array_equal(geometry.close_lips(rest, rest, landmarks), rest)


# ---- rendering ------------------------------------------------------------------------------------------------------

def test_render_is_deterministic_and_in_place(renderer, plain):
    image, eyes, mouth = renderer.render(plain)
    assert image.shape == (IMAGE_SIZE, IMAGE_SIZE, 3) and image.dtype == np.uint8 and image.std() > 10
    assert np.array_equal(image, renderer.render(plain)[0])
    assert eyes[0, 0] > eyes[1, 0]  # the person's left eye is on the picture's right
    assert mouth[1] > eyes[:, 1].max()


def changed_columns(renderer: Sketch, plain, **units: float) -> np.ndarray:
    """Sum over rows of the absolute picture change [IMAGE_SIZE] that units make."""
    before = renderer.render(plain)[0].astype(int)
    after = renderer.render(replace(plain, au=resolve_conflicts(vector(**units))))[0].astype(int)
    return np.abs(after - before).sum((0, 2))


def test_left_units_change_the_right_half_of_the_picture(renderer, plain):
    change = changed_columns(renderer, plain, AU12L=1.0)
    assert change[IMAGE_SIZE // 2 + 2:].sum() > 5 * change[: IMAGE_SIZE // 2 - 2].sum()


def test_gaze_and_pose_move_the_picture(renderer, plain):
    assert changed_columns(renderer, plain, AU61=1.0).sum() > 0
    _, straight, _ = renderer.render(plain)
    _, tilted, _ = renderer.render(replace(plain, au=vector(AU55=1.0)))
    assert tilted[0, 1] > straight[0, 1] + 1  # tilted to the left, the left eye is lower


def test_people_differ(renderer, plain):
    other = replace(plain, person=sample_person(6))
    assert not np.array_equal(renderer.render(plain)[0], renderer.render(other)[0])


# ---- geometry from originals ----------------------------------------------------------------------------------------

def test_prepare_facekit(tmp_path: Path):
    square = "v 0 0 0\nv 1 0 0\nv 1 1 {z}\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl M_Face\nf 1/1 2/2 3/3 4/4\n"
    for name, z in (("generic_neutral_mesh", 0), ("browDown_L", 2), ("identity000", 3)):
        (tmp_path / f"{name}.obj").write_text(square.format(z=z))
    (tmp_path / "vertex_indices.json").write_text(json.dumps({"idx_to_landmark_verts": [0, 1]}))
    prepare.build_facekit(tmp_path, tmp_path / "out.npz")
    with np.load(tmp_path / "out.npz") as z:
        assert z["tri"].tolist() == [[0, 1, 2], [0, 2, 3]] and list(z["material_names"]) == ["M_Face"]
        assert list(z["expression_names"]) == ["browDown_L"]
        assert z["expression_delta"][0, 2].tolist() == [0, 0, 2] and z["identity_delta"][0, 2].tolist() == [0, 0, 3]


def test_prepare_makehuman(tmp_path: Path):
    (tmp_path / "3dobjs").mkdir()
    (tmp_path / "targets" / "chin").mkdir(parents=True)
    (tmp_path / "3dobjs" / "base.obj").write_text(
        "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\ng body\nf 1 2 3 4\ng joint-neck\nf 1 2 3 4\n")
    (tmp_path / "targets" / "chin" / "wide.target").write_text("# a comment\n0 9 9 9\n2 0.5 0 0\n")
    prepare.build_makehuman(tmp_path, tmp_path / "out.npz")
    with np.load(tmp_path / "out.npz") as z:
        assert list(z["target_names"]) == ["chin/wide"] and z["target_offset"].tolist() == [0, 1]
        assert z["target_index"].tolist() == [2] and z["target_delta"].tolist() == [[0.5, 0, 0]]
        assert z["joint_neck"].tolist() == [0.5, 0.5, 0]


# ---- atlas -----------------------------------------------------------------------------------------------------------

def test_an_atlas_row_shows_one_unit_alone():
    brow = next(unit for unit in ACTION_UNITS if unit.id == "AU4")
    params = atlas.portrait(atlas.person_with(atlas.PEOPLE[0]), brow, 0.6, "L")
    assert params.au[COLUMN_INDEX["AU4L"]] == pytest.approx(0.6) and params.au.sum() == pytest.approx(0.6)
    assert atlas.PEOPLE[0].items() <= params.attributes.items()


def test_an_atlas_sheet_leaves_the_sides_of_central_units_blank(renderer):
    sheet = np.asarray(atlas.unit_sheet(renderer, [u for u in ACTION_UNITS if u.id in ("AU15", "AU17")]))
    cell = lambda row, column: sheet[atlas.HEAD_HEIGHT + row * IMAGE_SIZE :, atlas.NAME_WIDTH + column * IMAGE_SIZE :][:IMAGE_SIZE, :IMAGE_SIZE]  # noqa: E731
    assert (cell(1, 7) == atlas.PAPER).all() and not (cell(0, 7) == atlas.PAPER).all()
    assert np.array_equal(cell(0, 0), cell(1, 0)) and not np.array_equal(cell(0, 0), cell(0, 5))


def test_the_atlas_describes_every_unit():
    described = (Path(__file__).resolve().parents[2] / "docs" / "au-atlas.md").read_text()
    assert all(f"**{unit.id} {unit.name}**" in described for unit in ACTION_UNITS)
