"""What the tests of exports share: sets in every layout, and the loaders that can be had."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TSX = ROOT / "node_modules/tsx/dist/cli.mjs"
# mlcroissant keeps what it unpacks under the archive's address alone: another export's `train-000000.tar`, left by an earlier run, would be
# read in place of this one's. It looks for this when it is imported.
os.environ["CROISSANT_CACHE"] = tempfile.mkdtemp(prefix="croissant-")


@pytest.fixture(scope="session")
def export(tmp_path_factory):
    """Folder of a layout's set, written on first use."""
    if not TSX.exists() or shutil.which("node") is None:
        pytest.skip("the exports are written by Node, whose packages are not installed")
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


@pytest.fixture(scope="session")
def torchvision_datasets():
    """torchvision.datasets, which need nothing of what conftest.py had to mend."""
    if find_spec("torchvision") is None:
        pytest.skip("torchvision is not installed")
    return importlib.import_module("torchvision.datasets")
