"""Renders as the stages read them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from training.data import load_labels, load_split, to_planes
from training.facs import COLUMN_INDEX, COLUMNS
from training.render.attributes import ATTRIBUTES


def write_shard(folder: Path, number: int, values: list[int]) -> None:
    """Faces of 4×4 pixels whose pictures, AUs and identities all say the same value."""
    n = len(values)
    ones = np.array(values)
    np.savez(
        folder / f"{number:05d}.npz",
        images=np.broadcast_to(ones[:, None, None, None], (n, 4, 4, 3)).astype(np.uint8),
        au=np.zeros((n, len(COLUMNS)), np.float32), label=np.full((n, 8), 1 / 8, np.float32), class_index=np.zeros(n, np.int64), identity=ones,
        eyes=np.full((n, 2, 2), 2, np.float32), mouth=np.full((n, 2), 2, np.float32),
        attributes=np.zeros((n, len(ATTRIBUTES)), np.int64), kind=np.zeros(n, np.int64), intensity=np.zeros(n, np.float32),
    )
    (folder / "meta.json").write_text("{}")


@pytest.fixture
def renders(tmp_path: Path) -> Path:
    folder = tmp_path / "diffusion"
    folder.mkdir()
    for number, values in enumerate(([0, 1, 2], [3, 4], [5])):
        write_shard(folder, number, values)
    return tmp_path


@pytest.mark.parametrize(("limit", "read"), [(None, 6), (4, 4), (100, 6)])
def test_shards_are_read_in_order_up_to_the_limit(renders, limit, read):
    split = load_split(renders, "diffusion", limit=limit)
    assert split.identity.tolist() == list(range(read))
    assert split.images[:, 0, 0, 0].tolist() == list(range(read))


def test_a_smaller_side_shrinks_pictures_and_places_alike(renders):
    split = load_split(renders, "diffusion", side=2)
    assert split.images.shape == (6, 2, 2, 3) and (split.images[5] == 5).all()
    assert (split.eyes == 1).all() and (split.mouth == 1).all()


def test_a_mirrored_split_swaps_sides_and_its_batches_can_be_learned_from(renders):
    split = load_split(renders, "diffusion")
    split.images[1, :, 0] = 200
    split.au[1, COLUMN_INDEX["AU12L"]] = 0.5
    mirrored = split.mirrored()
    assert torch.equal(mirrored.batch(np.array([1])), to_planes(torch.from_numpy(split.images[[1], :, ::-1].copy())))
    assert mirrored.au[1, COLUMN_INDEX["AU12R"]] == 0.5 and mirrored.au[1, COLUMN_INDEX["AU12L"]] == 0
    assert mirrored.eyes[1, 0, 0] == 1  # of four pixels, the third is the second from the other end


@pytest.mark.parametrize("load", [load_split, load_labels])
def test_where_nothing_was_rendered_that_is_said(tmp_path, load):
    with pytest.raises(SystemExit, match="training render"):
        load(tmp_path, "diffusion")


def test_labels_are_read_without_pictures(renders):
    labels, split = load_labels(renders, "diffusion"), load_split(renders, "diffusion")
    assert len(labels) == len(split) == 6
    assert labels.identity.tolist() == [0, 1, 2, 3, 4, 5]
    assert not hasattr(labels, "images")


def test_units_of_an_older_path_tracer_are_read_as_what_they_mean_today(tmp_path):
    folder = tmp_path / "diffusion"
    folder.mkdir()
    write_shard(folder, 0, [0])
    with np.load(folder / "00000.npz") as stored:
        sketched = dict(stored)
    sketched["au"] = np.ones((1, len(COLUMNS)), np.float32)
    traced = {key: values for key, values in sketched.items() if key != "images"} | {"light": np.zeros(0, np.uint8), "light_end": np.zeros(1, np.int64), "skin": np.ones((1, 3))}

    def read(**shard: np.ndarray) -> dict[str, float]:
        np.savez(folder / "00000.npz", **shard)
        return dict(zip(COLUMNS, load_labels(tmp_path, "diffusion").au[0].tolist(), strict=True))

    older = read(**traced, renderer=np.asarray(4))
    assert older["AU12L"] == older["AU12R"] == pytest.approx(1 / 1.6)  # its widest smile was a D of today's
    assert (older["AU51"], older["AU53"], older["AU55"]) == pytest.approx((17 / 25, 10 / 14, 8 / 14))  # degrees
    assert older["AU6L"] == older["AU61"] == 1
    assert set(read(**traced, renderer=np.asarray(5)).values()) == {1.0}
    assert set(read(**sketched, renderer=np.asarray(1)).values()) == {1.0}  # the sketch draws units as today's renderer does
