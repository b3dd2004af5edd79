"""Splits and their shards: who is in them, what a file holds, what is drawn again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from training.facs import CLASSES, COLUMNS
from training.render import dataset, expressions, geometry, stage
from training.render.attributes import ATTRIBUTES
from training.render.folders import write_folders
from training.render.sketch import Sketch
from training.render.tiny_mesh import write_tiny_mesh


@pytest.fixture(scope="module")
def renderer(tmp_path_factory) -> Sketch:
    try:
        return Sketch(geometry.load_head(write_tiny_mesh(tmp_path_factory.mktemp("mesh") / "tiny.npz"), None))
    except RuntimeError as error:
        pytest.skip(f"no OpenGL here: {error}")


def units_shown(au: np.ndarray) -> set[str]:
    """Facial units of a face [47], without the parted lips that a dropped jaw brings."""
    units = {COLUMNS[i].rstrip("LR") for i in expressions.FACIAL_COLUMNS if au[i] > 0}
    return units - {"AU25"} if units & {"AU26", "AU27"} else units


def test_splits_have_disjoint_identities_and_judge_sees_each_four_times():
    for preset in ("cpu", "smoke"):
        chosen = dataset.splits(preset)
        seen: set[int] = set()
        for split in chosen:
            own = {split.identity(i) for i in range(split.count)}
            assert not own & seen and len(own) == split.count // split.views
            seen |= own
        # FERAnno has no split of its own: it learns from the identities of `diffusion`, which no voter or judge sees.
        assert {s.name for s in chosen} == {"diffusion", "heldout", "judge", "second_opinion", "guide"}
        assert len({s.number for s in chosen}) == len(chosen)
        assert next(s for s in chosen if s.name == "judge").views == 4


def test_every_fifth_face_of_the_denoisers_split_shows_a_unit_alone():
    split = next(s for s in dataset.splits("smoke") if s.name == "diffusion")
    for sample in range(split.count):
        units = len(units_shown(split.params(sample).au))
        assert not split.alone(sample) or 1 <= units <= 2
    assert sum(split.alone(sample) for sample in range(split.count)) == split.count // 5


def sketched(renderer: Sketch, split: dataset.Split, samples: range) -> list[dict[str, np.ndarray]]:
    rows = []
    for sample in samples:
        params = split.params(sample)
        image, eyes, mouth = renderer.render(params)
        rows.append(dataset.row(sample, params, eyes, mouth, images=image))
    return rows


def test_a_shard_holds_what_the_table_says_and_its_samples_are_functions_of_their_numbers(renderer, tmp_path: Path):
    split = dataset.Split("diffusion", 0, 8)
    path = tmp_path / "00000.npz"
    dataset.write_shard(path, sketched(renderer, split, range(8)), version=3)
    assert dataset.shard_paths(tmp_path) == [path]
    data = next(dataset.read_shards(tmp_path))
    shapes = {
        "images": (8, 128, 128, 3),
        "au": (8, 47),
        "label": (8, 8),
        "class_index": (8,),
        "identity": (8,),
        "eyes": (8, 2, 2),
        "mouth": (8, 2),
        "attributes": (8, len(ATTRIBUTES)),
        "kind": (8,),
        "intensity": (8,),
        "sample": (8,),
        "renderer": (),
    }
    assert {k: v.shape for k, v in data.items()} == shapes
    assert data["images"].dtype == np.uint8 and data["identity"].dtype == np.int64 and data["au"].dtype == np.float32
    (again,) = sketched(renderer, split, range(5, 6))
    assert all(np.array_equal(data[k][5], again[k]) for k in again)
    assert not list(tmp_path.glob(".*"))


def test_shards_that_are_there_are_left_alone_until_the_renderer_is_newer(renderer, tmp_path: Path):
    todo = dataset.plan("smoke", tmp_path, version=1)
    assert len(todo) == 5 and {shard.split.name for shard in todo} == {s.name for s in dataset.splits("smoke")}
    dataset.write_shard(todo[0].path, sketched(renderer, todo[0].split, range(1)), version=1)
    assert todo[0].path not in [shard.path for shard in dataset.plan("smoke", tmp_path, version=1)]
    anew = [shard.path for shard in dataset.plan("smoke", tmp_path, version=2)]
    assert len(anew) == 5 and anew[-1] == todo[0].path  # what is missing comes before what is old


def test_splits_grow_together(tmp_path: Path):
    first = dataset.plan("cpu", tmp_path, version=1)[:60]
    drawn = {split.name: sum(len(s.samples) for s in first if s.split.name == split.name) / split.count for split in dataset.splits("cpu")}
    assert max(drawn.values()) - min(drawn.values()) < 0.08


def test_the_stage_renders_a_smoke_split(renderer, tmp_path: Path):
    assert stage.main(["--preset", "smoke", "--out", str(tmp_path), "--split", "heldout", "--workers", "1"]) == 0
    assert sum(len(s["images"]) for s in dataset.read_shards(tmp_path / "heldout")) == 48
    meta = json.loads((tmp_path / "heldout" / "meta.json").read_text())
    assert meta["columns"] == list(COLUMNS) and meta["attributes"]["sex"] == ["feminine", "masculine"]
    assert stage.main(["--preset", "smoke", "--out", str(tmp_path), "--split", "nothing", "--workers", "1"]) == 2


def test_renders_are_written_into_a_folder_for_each_class(renderer, tmp_path: Path):
    split = dataset.Split("heldout", 1, 16)
    rows = sketched(renderer, split, range(16))
    dataset.write_meta(tmp_path / "heldout", split, "smoke", 128)
    dataset.write_shard(tmp_path / "heldout" / "00000.npz", rows, version=1)
    counts = write_folders(tmp_path, "heldout", tmp_path / "out", least=0.5)
    written = {folder.name: len(list(folder.glob("*.png"))) for folder in (tmp_path / "out").iterdir()}
    assert written == {f"{i}_{name}": counts[name] for i, name in enumerate(CLASSES)}
    assert sum(counts.values()) == sum(int(r["kind"]) == 0 or (int(r["kind"]) == 1 and r["intensity"] >= 0.5) for r in rows)
