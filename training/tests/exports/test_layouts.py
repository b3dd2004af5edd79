"""The studio's exports, opened by loaders written for the data sets whose layout is used."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.tests.exports.faces import (
    CLASSES,
    SIDE,
    check,
    expected_seeds,
    seeds_by_file,
    seeds_by_id,
)


def test_affectnet_loader(export):
    folder = export("affectnet")
    seeds = seeds_by_id(folder)
    seen = {}
    for split in ("train", "val", "test"):
        with open(folder / split / "labels.csv", newline="") as file:
            for row in csv.DictReader(file):
                picture = Image.open(folder / split / row["subDirectory_filePath"])
                x, y, width, height = (int(row[key]) for key in ("face_x", "face_y", "face_width", "face_height"))
                face = picture.crop((x, y, x + width, y + height))
                assert float(row["valence"]) == float(row["arousal"]) == -2
                landmarks = np.array([float(length) for length in row["facial_landmarks"].split(";")]).reshape(68, 2)
                assert landmarks.min() >= 0 and landmarks.max() <= SIDE
                assert row["subDirectory_filePath"].split("/")[0] == row["expression"]
                seen[seeds[Path(row["subDirectory_filePath"]).stem]] = (CLASSES[int(row["expression"])], face)
    check(seen)


def test_rafdb_loader(export):
    order = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"]
    folder = export("rafdb")
    seeds = seeds_by_file(folder)
    seen = {}
    for line in (folder / "basic/EmoLabel/list_patition_label.txt").read_text().splitlines():
        name, label = line.split(" ")
        assert name.startswith(("train", "test"))
        path = f"basic/Image/aligned/{name.split('.')[0]}_aligned.jpg"
        seen[seeds[path]] = (order[int(label) - 1], Image.open(folder / path))
    check(seen, expected_seeds("rafdb"))
    assert "left out: of a class that this layout's labels do not have (contempt)" in (folder / "README.md").read_text()


def test_affectnet8_loader(export):
    """As DAN and EmotiEffLib look for their faces: by the annotations."""
    folder = export("affectnet8")
    seeds = seeds_by_id(folder)
    seen = {}
    for annotation in folder.glob("*_set/annotations/*_exp.npy"):
        number = annotation.name.split("_")[0]
        value = lambda name: np.load(annotation.with_name(f"{number}_{name}.npy"))
        assert float(value("val")) == float(value("aro")) == -2
        assert value("lnd").shape == (136,)
        seen[seeds[number]] = (CLASSES[int(np.load(annotation))], Image.open(annotation.parents[1] / "images" / f"{number}.jpg"))
    check(seen)


def grey_48(picture: Image.Image) -> np.ndarray:
    """Means over areas, [48, 48]: 64 and 48 both divide 192."""
    fine = np.asarray(picture.convert("L"), np.float32).repeat(3, axis=0).repeat(3, axis=1)
    return fine.reshape(48, 4, 48, 4).mean(axis=(1, 3))


def test_ferplus_loader(export):
    order = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
    fer2013 = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"]
    folders = {"Training": "FER2013Train", "PublicTest": "FER2013Valid", "PrivateTest": "FER2013Test"}
    folder = export("ferplus")
    seeds = seeds_by_file(folder)
    seen = {}
    with open(folder / "fer2013.csv", newline="") as pixels, open(folder / "fer2013new.csv", newline="") as votes:
        for grey, row in zip(csv.DictReader(pixels), csv.DictReader(votes), strict=True):
            assert grey["Usage"] == row["Usage"]
            counts = [int(row[name]) for name in [*order, "unknown", "NF"]]
            assert sum(counts) == 10
            path = f"images/{folders[row['Usage']]}/{row['Image name']}"
            picture = Image.open(folder / path)
            small = np.array(grey["pixels"].split(), np.float32).reshape(48, 48)
            assert np.abs(small - grey_48(picture)).max() <= 1
            label = order[int(np.argmax(counts))]
            assert label == "contempt" or fer2013[int(grey["emotion"])] == label
            seen[seeds[path]] = (label, picture)
    check(seen)


def test_ferplus_reader_by_folder(export):
    """The reader of microsoft/FERPlus: label.csv in each folder, a box in brackets, then ten votes."""
    order = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
    folder = export("ferplus")
    seeds = seeds_by_file(folder)
    seen = {}
    for name in ("FER2013Train", "FER2013Valid", "FER2013Test"):
        with open(folder / "images" / name / "label.csv", newline="") as file:
            for picture_name, box, *votes in csv.reader(file):
                path = f"images/{name}/{picture_name}"
                picture = Image.open(folder / path)
                assert tuple(int(length) for length in box[1:-1].split(",")) == (0, 0, *picture.size)
                counts = [float(vote) for vote in votes]
                assert len(counts) == 10
                seen[seeds[path]] = (order[int(np.argmax(counts[:-2]))], picture)
    check(seen)


def test_label_studio_tasks(export):
    folder = export("labelstudio")
    seeds = seeds_by_id(folder)
    seen = {}
    for task in json.loads((folder / "tasks.json").read_text()):
        # The photograph voter votes where it was made (`npm run voter`).
        voters = {prediction["model_version"] for prediction in task["predictions"]} - {"photograph"}
        assert voters == {"ensemble", "feranno", "second_opinion"}
        # Label Studio begins with the answer of the last.
        assert task["predictions"][-1]["model_version"] == "ensemble"
        assert all(annotation["ground_truth"] is False for annotation in task["annotations"])
        best = [*task["annotations"], task["predictions"][-1]][0]["result"][0]["value"]["choices"][0]
        seen[seeds[task["data"]["id"]]] = (best, Image.open(folder.parent / task["data"]["image"].removeprefix("/data/local-files/?d=")))
    check(seen)


def test_label_studio_takes_tasks_by_its_own_rules(export):
    interface = pytest.importorskip("label_studio_sdk.label_interface").LabelInterface
    folder = export("labelstudio")
    labelling = interface((folder / "labeling-interface.xml").read_text())
    for task in json.loads((folder / "tasks.json").read_text()):
        # `validate_task` of the SDK cannot be called on a task with annotations: they are looked at one by one.
        assert labelling.validate_task({"data": task["data"]})
        assert all(labelling.validate_prediction(prediction) for prediction in task["predictions"])
        assert all(labelling.validate_annotation(annotation) for annotation in task["annotations"])
