"""What every export has: checksums, marks of synthesis, a card whose code runs."""

from __future__ import annotations

import glob
import hashlib
import json
from types import SimpleNamespace

import pytest
from PIL import Image

from training.tests.exports.faces import (
    FORMATS,
    seeds_by_id,
)


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
