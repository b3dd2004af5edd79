"""The studio's exports, opened by the loaders they are made for: every label and every pixel of 200 faces.

`scripts/export-fixture.ts` writes each layout with the studio's own writers, from faces whose pixels and labels are a function of the seed;
the functions are said a second time here.
"""

from __future__ import annotations

import csv
import glob
import hashlib
import importlib
import io
import json
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
TSX = ROOT / "node_modules/tsx/dist/cli.mjs"
# Every 50th of the 204 is rejected in review, so that 200 are left.
SEEDS = [seed for seed in range(204) if seed % 50 != 49]
CLASSES = ["neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt"]
FORMATS = ["imagefolder", "webdataset", "parquet", "affectnet", "affectnet8", "rafdb", "ferplus", "labelstudio"]
SIDE = 64
# mlcroissant keeps what it unpacks under the archive's address alone: another export's `train-000000.tar`, left by an earlier run, would be
# read in place of this one's. It looks for this when it is imported.
os.environ["CROISSANT_CACHE"] = tempfile.mkdtemp(prefix="croissant-")

pytestmark = pytest.mark.skipif(not TSX.exists() or shutil.which("node") is None, reason="the exports are written by Node, whose packages are not installed")


@pytest.fixture(scope="session")
def export(tmp_path_factory):
    """Folder of a layout's set, written on first use."""
    written: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in written:
            # The folder is called as the set is, as the cards suppose.
            written[name] = tmp_path_factory.mktemp(name) / "fixture"
            subprocess.run(["node", TSX, ROOT / "scripts/export-fixture.ts", name, "204", written[name]], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return written[name]

    return folder


@pytest.fixture
def datasets(tmp_path, monkeypatch):
    """Hugging Face datasets with an empty cache, not asking the network for anything."""
    library = pytest.importorskip("datasets")
    monkeypatch.setattr(library.config, "HF_HUB_OFFLINE", True)

    def load(*arguments, **options):
        return library.load_dataset(*arguments, cache_dir=str(tmp_path / "cache"), **options)

    return load


def expected_label(seed: int) -> str:
    return "disgust" if seed % 7 == 0 else CLASSES[seed % 8]


def expected_pixels(seed: int) -> np.ndarray:
    """[SIDE, SIDE, 3] uint8"""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    return np.stack([(31 * seed + 2 * x) & 255, (17 * seed + 2 * y) & 255, (x ^ y ^ seed) & 255], axis=-1).astype(np.uint8)


def records(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "recipes.jsonl").read_text().splitlines()]


def seeds_by_id(folder: Path) -> dict[str, int]:
    return {record["id"]: record["recipe"]["seed"] for record in records(folder)}


def seeds_by_file(folder: Path) -> dict[str, int]:
    return {record["file"]: record["recipe"]["seed"] for record in records(folder)}


def check(seen: dict[int, tuple[str, Image.Image]], seeds=SEEDS) -> None:
    """seen: seed → (class, picture)"""
    assert sorted(seen) == list(seeds)
    for seed, (label, picture) in seen.items():
        assert label == expected_label(seed)
        assert np.array_equal(np.asarray(picture.convert("RGB")), expected_pixels(seed))


# --- torchvision -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def torchvision_datasets():
    """torchvision.datasets, which need nothing of what conftest.py had to mend."""
    if find_spec("torchvision") is None:
        pytest.skip("torchvision is not installed")
    return importlib.import_module("torchvision.datasets")


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


# --- Hugging Face datasets -------------------------------------------------------------------------------------------


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


# --- WebDataset, Arrow, pandas ---------------------------------------------------------------------------------------


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


# --- Croissant -------------------------------------------------------------------------------------------------------


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


def expected_seeds(name: str) -> list[int]:
    """RAF-DB has no contempt."""
    return [seed for seed in SEEDS if name != "rafdb" or expected_label(seed) != "contempt"]


# --- loaders written for the data sets whose layout is used ----------------------------------------------------------


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


# --- what every layout has -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_checksums_name_every_file(export, name):
    folder = export(name)
    listed = dict(reversed(line.split("  ")) for line in (folder / "CHECKSUMS.sha256").read_text().splitlines())
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == files - {"CHECKSUMS.sha256"}
    for path, digest in listed.items():
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest


def test_every_picture_says_that_it_is_synthetic_and_how_it_was_made(export):
    folder = export("imagefolder")
    seeds = seeds_by_id(folder)
    for path in folder.rglob("*.png"):
        text = Image.open(path).text
        assert text["synthetic"] == "Synthetic face; not a real person"
        assert json.loads(text["synfer-studio/recipe"])["seed"] == seeds[path.stem]


def test_four_workers_have_a_shard_each(export):
    shards = [path.name for path in export("webdataset").glob("*.tar")]
    assert all(sum(name.startswith(split) for name in shards) >= 4 for split in ("train", "validation", "test"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_line_of_python_in_the_card_runs_as_printed_and_no_face_passes_for_one_of_another_split(
    export, datasets, torchvision_datasets, monkeypatch, name
):
    webdataset, pandas = pytest.importorskip("webdataset"), pytest.importorskip("pandas")
    folder = export(name)
    blocks = (folder / "README.md").read_text().split("```python\n")[1:]
    monkeypatch.chdir(folder.parent)
    loaded = []

    def load_dataset(*arguments, **options):
        loaded.append(datasets(*arguments, **options))
        return loaded[-1]

    names = {
        "torchvision": SimpleNamespace(datasets=torchvision_datasets),
        "datasets": SimpleNamespace(load_dataset=load_dataset),
        "webdataset": webdataset,
        "pandas": pandas,
        "glob": glob,
    }
    for line in "".join(block.split("```")[0] for block in blocks).splitlines():
        value = run_line(line, names)
        assert not hasattr(value, "__len__") or len(value) > 0, line
    assert loaded
    for splits in loaded:
        for split, rows in splits.items() if hasattr(splits, "items") else [("faces", splits)]:
            facts = rows["json"] if name == "webdataset" else rows.remove_columns("image").to_list()
            assert {row["split"] for row in facts} == ({"train", "validation", "test"} if split == "faces" else {split})


def run_line(line: str, names: dict):
    """The value of an expression; None of an assignment."""
    try:
        return eval(line, names)
    except SyntaxError:
        exec(line, names)
        return None


@pytest.mark.parametrize("set_name", ["2026-11-29", "123", "yes", "null"])
def test_a_name_stays_a_name_in_the_card(export, set_name):
    yaml = pytest.importorskip("yaml")
    card = (export("imagefolder") / "README.md").read_text().replace('pretty_name: "fixture"', f'pretty_name: "{set_name}"')
    assert yaml.safe_load(card.split("---\n")[1])["pretty_name"] == set_name
