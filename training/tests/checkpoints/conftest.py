"""The checkpoint that the tests share, and their graphs."""

from __future__ import annotations

import pytest

from training import onnx_store
from training.golden.checkpoint_packs import Made, plain
from training.tests.support.known_graphs import remembering


@pytest.fixture(scope="session")
def base(tmp_path_factory) -> Made:
    return plain(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="package", autouse=True)
def _each_network_is_exported_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnx_store, "as_onnx", remembering(onnx_store.as_onnx))
        yield
