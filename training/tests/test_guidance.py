"""Classifier-free guidance against diffusers'."""

from __future__ import annotations

import pytest
import torch
from diffusers.guiders.guider_utils import rescale_noise_cfg

from training.guidance import classifier_free_guidance


@pytest.mark.parametrize("rescale", (0.0, 0.7, 1.0))
def test_contrast_is_taken_back_as_diffusers_does(rescale):
    conditional, unconditional = torch.randn(2, 3, 4, 8, 8, generator=torch.Generator().manual_seed(1))
    guided = unconditional + 3 * (conditional - unconditional)
    wanted = rescale_noise_cfg(guided, conditional, guidance_rescale=rescale)
    assert torch.allclose(classifier_free_guidance(conditional, unconditional, 3, rescale), wanted, atol=1e-5)


def test_the_conditional_prediction_is_left_as_it_is_at_scale_1():
    conditional, unconditional = torch.randn(2, 3, 4, 8, 8)
    assert torch.allclose(classifier_free_guidance(conditional, unconditional, 1), conditional, atol=1e-5)
