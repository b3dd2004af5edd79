"""The studio's exports, opened by the libraries they are made for: every label and every pixel of 200 faces."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from training.tests.exports.faces import (
    CLASSES,
    FORMATS,
    check,
    expected_seeds,
    seeds_by_id,
)


def test_torchvision_image_folder(export, torchvision_datasets):
    folder = export("imagefolder")
    seeds = seeds_by_id(folder)
    seen = {}
    for split in ("train", "validation", "test"):
        loaded = torchvision_datasets.ImageFolder(str(folder / split))
        for index, (path, _) in enumerate(loaded.samples):
            picture, label = loaded[index]
            name = loaded.classes[label]
            seen[seeds[Path(path).stem]] = (name.split("_")[1], picture)
        if len(loaded.classes) == 8:
            assert loaded.classes == [f"{i}_{name}" for i, name in enumerate(CLASSES)]
    check(seen)


def from_rows(loaded, name_of) -> dict[int, tuple[str, Image.Image]]:
    return {row["seed"]: (name_of(row["label"]), row["image"]) for split in loaded.values() for row in split}


def test_datasets_image_folder_by_its_name(export, datasets):
    loaded = datasets("imagefolder", data_dir=str(export("imagefolder")))
    assert set(loaded) == {"train", "validation", "test"}
    check(from_rows(loaded, lambda number: CLASSES[number]))


def test_datasets_image_folder_by_its_card(export, datasets):
    loaded = datasets(str(export("imagefolder")))
    label = loaded["train"].features["label"]
    assert label.names == CLASSES
    check(from_rows(loaded, label.int2str))


def test_metadata_keeps_the_labels_apart(export, datasets):
    loaded = datasets(str(export("imagefolder")))
    rows = {row["seed"]: row for split in loaded.values() for row in split.remove_columns("image")}
    for seed, row in rows.items():
        recognised = CLASSES[seed % 8]
        rectified = seed % 5 == 0
        assert row["teacher_label"] == recognised
        assert row["intended_label"] == ("" if rectified else recognised)
        assert row["human_label"] == ("disgust" if seed % 7 == 0 else "")
        assert row["rectified"] is rectified
        assert [row[f"p_{name}"] for name in CLASSES] == pytest.approx([0.65 if name == recognised else 0.05 for name in CLASSES])
        assert row[f"soft_{recognised}"] == pytest.approx(0.65 if rectified else 1.0)
        assert row["AU12"] == (1.0 if seed % 2 == 0 else -1.0)
        assert (row["measured_AU12L"], row["measured_AU12R"], row["measured_AU12"]) == ((-1.0, -1.0, -1.0) if seed % 3 == 0 else (0.5, 1.0, 0.75))


def test_identity_groups_stay_in_one_split(export, datasets):
    loaded = datasets(str(export("imagefolder")))
    groups = {split: set(rows["group_id"]) for split, rows in loaded.items()}
    assert not groups["train"] & groups["test"] and not groups["train"] & groups["validation"] and not groups["validation"] & groups["test"]


def test_datasets_parquet(export, datasets):
    loaded = datasets(str(export("parquet")))
    assert set(loaded) == {"train", "validation", "test"}
    check(from_rows(loaded, loaded["train"].features["label"].int2str))


def test_datasets_webdataset(export, datasets):
    loaded = datasets(str(export("webdataset")))
    assert set(loaded) == {"train", "validation", "test"}
    seen = {}
    for split in loaded.values():
        for row in split:
            assert row["cls"] == row["json"]["label"]
            assert json.loads(row["json"]["recipe"])["seed"] == row["json"]["seed"]
            seen[row["json"]["seed"]] = (CLASSES[row["cls"]], row["png"])
    check(seen)


def test_webdataset(export):
    webdataset = pytest.importorskip("webdataset")
    shards = sorted(str(path) for path in export("webdataset").glob("*.tar"))
    samples = webdataset.WebDataset(shards, shardshuffle=False).decode("pil").to_tuple("png", "cls", "json")
    check({facts["seed"]: (CLASSES[number], picture) for picture, number, facts in samples})


def test_pyarrow_parquet(export):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [row for path in sorted(export("parquet").glob("data/*.parquet")) for row in parquet.read_table(path).to_pylist()]
    check({row["seed"]: (CLASSES[row["label"]], Image.open(io.BytesIO(row["image"]["bytes"]))) for row in rows})


def test_pandas_parquet(export):
    pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    table = pandas.concat([pandas.read_parquet(path) for path in export("parquet").glob("data/*.parquet")])
    assert not table.isnull().any().any()
    check({row.seed: (row.label_name, Image.open(io.BytesIO(row.image["bytes"]))) for row in table.itertuples()})


@pytest.mark.parametrize("name", FORMATS)
def test_mlcroissant(export, name):
    mlcroissant = pytest.importorskip("mlcroissant")
    folder = export(name)
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert dataset.metadata.conforms_to == ["http://mlcommons.org/croissant/1.1"]
    seeds = seeds_by_id(folder)
    text = lambda value: value.decode() if isinstance(value, bytes) else value
    seen = {seeds[text(row["faces/id"])]: (text(row["faces/label_name"]), row["faces/image"]) for row in dataset.records("faces")}
    check(seen, expected_seeds(name))
    assert [text(row["classes/name"]) for row in dataset.records("classes")] == CLASSES
