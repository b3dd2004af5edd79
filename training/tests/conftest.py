"""What all tests need before their imports, and what is dear to make and shared."""

import shutil
from pathlib import Path

import pytest

from training.checkpoints.libraries import mend_torchvision

mend_torchvision()


@pytest.fixture
def runs_folder(tmp_path) -> Path:
    """Runs of the preset smoke with renders to train recognisers on and to report with."""
    return with_renders(tmp_path)


@pytest.fixture(scope="session")
def trained_judge(tmp_path_factory) -> Path:
    """The same runs with a judge; not to be changed."""
    from training.recognisers import judge
    from training.tests.support.renders import arguments

    folder = with_renders(tmp_path_factory.mktemp("judged"))
    judge.run(arguments(judge, folder))
    return folder


@pytest.fixture
def judged(trained_judge, tmp_path) -> Path:
    """Runs with renders and a judge, to go on from."""
    return Path(shutil.copytree(trained_judge, tmp_path, dirs_exist_ok=True))


def with_renders(folder: Path) -> Path:
    from training.tests.support.renders import write_split

    for seed, (name, views) in enumerate({"second_opinion": 1, "judge": 4, "heldout": 1}.items()):
        write_split(folder / "smoke" / "renders", name, views=views, seed=seed, n=48 if name == "judge" else 24)
    return folder


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory):
    """Small networks and the pack that they were written to; not to be changed."""
    import torch

    from training.restore import networks, weights
    from training.stages.export import write_pack
    from training.stages.tiny_pack import tiny_parts

    parts, folder = tiny_parts(), tmp_path_factory.mktemp("tiny")
    # Trained networks have no layer of zeros, as new ones have: the exporter would leave it out. Variances stay positive.
    with torch.no_grad():
        for module in networks(parts).values():
            for _, value in weights(module):
                value.add_(torch.rand(value.shape) * 0.1)
    write_pack(parts, folder, "tiny", "Tiny", "", "0")
    return parts, folder
