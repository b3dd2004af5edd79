"""Healing: dots at the same place of every cell are found against the truth, and taken out alone."""

from __future__ import annotations

import torch

from training.stages.heal import healed, places_that_stand_out, surroundings

CELL = 8


def smooth(seed: int = 3, n: int = 6, side: int = 64) -> torch.Tensor:
    """Gentle pictures [n,3,side,side] with a little grain, another for each seed."""
    x = torch.linspace(-1, 1, side)
    waves = torch.sin(3 * x[None, :] * torch.linspace(0.2, 1, n)[:, None])[:, None, None, :] * torch.cos(2 * x)[None, None, :, None]
    return (0.5 * waves + 0.01 * torch.randn(n, 3, side, side, generator=torch.Generator().manual_seed(seed))).clamp(-1, 1)


def dotted(image: torch.Tensor, row: int, column: int) -> torch.Tensor:
    spoiled = image.clone()
    spoiled[..., row::CELL, column::CELL] -= 0.2
    return spoiled


def test_the_place_of_the_dots_stands_out_and_no_other():
    places = places_that_stand_out(dotted(smooth(4), 4, 2), smooth(), CELL)
    assert places.nonzero().tolist() == [[4, 2]]


def test_nothing_stands_out_where_the_decoder_is_as_even_as_the_truth():
    assert not places_that_stand_out(smooth(4), smooth(), CELL).any()


def test_healing_takes_the_dots_out_and_leaves_every_other_pixel():
    truth = smooth()
    spoiled = dotted(truth, 4, 2)
    places = torch.zeros(CELL, CELL, dtype=torch.bool)
    places[4, 2] = True
    after = healed(spoiled, places)
    mask = places.repeat(8, 8)
    assert torch.equal(after[..., ~mask], spoiled[..., ~mask])
    assert (after - truth)[..., mask].abs().mean() < 0.1 * (spoiled - truth)[..., mask].abs().mean()


def test_surroundings_are_medians_of_nine_with_edges_repeated():
    image = torch.arange(9.0).reshape(1, 1, 3, 3)
    assert surroundings(image)[0, 0, 1, 1] == 4
    assert surroundings(image)[0, 0, 0, 0] == 1  # of 0 0 1, 0 0 1, 3 3 4
