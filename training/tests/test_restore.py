"""What a pack holds comes back: every weight, as the float16 it was shipped in, where the stage looks for it."""

from __future__ import annotations

import torch

from training.recognisers import second_opinion
from training.restore import networks, unpack, weights
from training.stages.tiny_pack import tiny_parts


def test_every_weight_of_a_pack_comes_back(tiny_pack):
    shipped, folder = tiny_pack
    parts = tiny_parts()
    unpack(folder, parts)
    before = networks(shipped)
    for network, module in networks(parts).items():
        for (name, value), (_, expected) in zip(weights(module), weights(before[network]), strict=True):
            assert torch.allclose(value, expected, rtol=1e-3), (network, name)


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
