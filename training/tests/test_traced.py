"""The path tracer on a tiny mesh, at 48 pixels and four paths each; skipped where Blender's module is not installed.

Blender lives in a child process: a crash of it fails these tests and no others.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.facs import COLUMN_INDEX, COLUMNS
from training.render.action_units import resolve_conflicts
from training.render.develop import LUMINANCE
from training.render.face import FaceParams
from training.render.painters import has_bpy
from training.render.sampling import sample_face
from training.render.tiny_mesh import write_tiny_mesh

pytestmark = pytest.mark.skipif(not has_bpy(), reason="bpy is not installed (requirements-render.txt)")
SIZE = 48


def portrait(seed: int = 5, style: str = "short", headwear: str = "none", **units: float) -> FaceParams:
    """A frontal picture of one person in soft light before a grey wall."""
    params = sample_face(np.random.default_rng(3), seed)
    au = np.zeros(len(COLUMNS), np.float32)
    for name, value in units.items():
        au[COLUMN_INDEX[name]] = value
    looks = {**params.person.attributes, "hair_style": style, "headwear": headwear, "glasses": "none", "neckwear": "none", "facial_hair": "none"}
    return replace(params, person=replace(params.person, attributes=looks), attributes={**looks, "light": "soft", "background": "grey"}, place="",
                   au=resolve_conflicts(au), zoom=1.0, shift=np.zeros(2, np.float32))


SCENES = {
    "rest": portrait(), "again": portrait(), "smile": portrait(AU12L=1.0), "tilted": portrait(AU55=1.0), "other": portrait(6),
    "dim": replace(portrait(), attributes={**portrait().attributes, "light": "dim"}),
    "long": portrait(style="long"), "curly": portrait(style="curly"), "braids": portrait(style="braids"), "bun": portrait(style="bun"),
    "afro": portrait(style="afro"), "scarf": portrait(headwear="headscarf"), "cap": portrait(headwear="cap"),
}
DRAW = """
import sys
from pathlib import Path
import numpy as np
from training.render.traced.tracer import PathTracer
from training.render.traced.surface import FACE
from training.tests.test_traced import SCENES, SIZE
folder = Path(sys.argv[1])
tracer = PathTracer(folder / "tiny.npz", None, None, folder, size=SIZE, samples=4, texels={FACE: 96})
for name, params in SCENES.items():
    traced = tracer.trace(params)
    np.savez(folder / f"{name}.npz", linear=traced.linear, eyes=traced.eyes, mouth=traced.mouth)
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("traced")
    write_tiny_mesh(folder / "tiny.npz")
    subprocess.run([sys.executable, "-c", DRAW, str(folder)], check=True, cwd=Path(__file__).parents[2])
    return folder


def linear(drawn: Path, name: str) -> np.ndarray:
    with np.load(drawn / f"{name}.npz") as stored:
        return stored["linear"]


def test_a_picture_is_scene_light_and_a_function_of_its_parameters(drawn):
    rest = linear(drawn, "rest")
    assert rest.shape == (SIZE, SIZE, 3) and rest.dtype == np.float32 and np.isfinite(rest).all() and rest.min() >= 0
    assert rest.std() > 0.02
    assert np.allclose(rest, linear(drawn, "again"), rtol=1e-3, atol=1e-3)
    assert not np.allclose(rest, linear(drawn, "other"), atol=0.02)


def test_dim_light_is_dim_in_the_scene_whatever_a_camera_makes_of_it(drawn):
    middle = lambda name: float((linear(drawn, name)[16:32, 16:32] @ LUMINANCE).mean())  # noqa: E731
    assert middle("dim") < 0.6 * middle("rest")


def test_left_units_change_the_right_half_of_the_picture(drawn):
    change = np.abs(linear(drawn, "smile") - linear(drawn, "rest")).sum((0, 2))
    assert change[SIZE // 2 + 1:].sum() > 2 * change[: SIZE // 2 - 1].sum()


def test_places_of_eyes_and_mouth_follow_the_head(drawn):
    with np.load(drawn / "rest.npz") as rest, np.load(drawn / "tilted.npz") as tilted:
        assert rest["eyes"][0, 0] > rest["eyes"][1, 0] and rest["mouth"][1] > rest["eyes"][:, 1].max()
        assert tilted["eyes"][0, 1] > rest["eyes"][0, 1] + 0.4  # tilted to the left, the left eye is lower


@pytest.mark.parametrize("name", ["long", "curly", "braids", "bun", "afro", "scarf", "cap"])
def test_what_grows_or_is_worn_on_a_head_is_seen(drawn, name):
    assert np.abs(linear(drawn, name) - linear(drawn, "rest")).max(2)[: SIZE // 2].mean() > 0.005
