"""The checkpoint that the tests share."""

from __future__ import annotations

import pytest

from training.golden.checkpoint_packs import Made, plain


@pytest.fixture(scope="session")
def base(tmp_path_factory) -> Made:
    return plain(tmp_path_factory.mktemp("plain"))
