"""What a pack holds comes back: every weight, as the float16 it was shipped in, where the stage looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from training.recognisers import second_opinion
from training.restore import networks, unpack, weights
from training.stages.export import write_pack
from training.stages.tiny_pack import tiny_parts


@pytest.fixture(scope="module")
def pack(tmp_path_factory) -> tuple[Path, dict[str, torch.Tensor]]:
    """A pack of small networks, and the weights that went into it."""
    parts, folder = tiny_parts(), tmp_path_factory.mktemp("pack")
    # Trained networks have no layer of zeros, as new ones have: the exporter would leave it out.
    with torch.no_grad():
        for module in networks(parts).values():
            for _, value in weights(module):
                value.uniform_(0.1, 0.2)
    write_pack(parts, folder, "tiny", "Tiny", "", "0")
    shipped = {f"{network}.{name}": value.clone() for network, module in networks(parts).items() for name, value in weights(module)}
    return folder, shipped


def test_every_weight_of_a_pack_comes_back(pack):
    folder, shipped = pack
    parts = tiny_parts()
    unpack(folder, parts)
    for network, module in networks(parts).items():
        for name, value in weights(module):
            assert torch.allclose(value, shipped[f"{network}.{name}"], rtol=1e-3), (network, name)


def test_a_folded_second_opinion_unfolds_into_one_that_folds_to_the_same():
    torch.manual_seed(1)
    model = second_opinion.build(second_opinion.PRESETS["smoke"][0])
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
    image = torch.rand(2, 3, 128, 128) * 2 - 1
    before = model.fold()(image)
    again = second_opinion.build(second_opinion.PRESETS["smoke"][0])
    again.load_state_dict(model.unfold().state_dict())
    assert torch.allclose(again.fold()(image), before, atol=1e-4)
