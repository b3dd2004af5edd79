"""The autoencoder: the linear part is a picture's halved copy, and one of 256 px can begin with one of 128."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F

from training.networks.autoencoder import Autoencoder, AutoencoderConfig
from training.networks.critic import crops
from training.presets import PRESETS
from training.runs import save_checkpoint
from training.stages.autoencoder import grown, linear_picture

NARROW = AutoencoderConfig(coarse_width=8, coarse_blocks=1, fine_width=8, fine_blocks=1)
FINER = replace(NARROW, image=256, pool=2, finer_width=8, finer_blocks=1)


def pictures(side: int, n: int = 2) -> torch.Tensor:
    """Soft random pictures [n,3,side,side] in −1…1."""
    coarse = torch.rand(n, 3, 8, 8, generator=torch.Generator().manual_seed(5)) * 2 - 1
    return F.interpolate(coarse, size=side, mode="bicubic", align_corners=False).clamp(-1, 1)


def checkpoint_of(model: Autoencoder, path) -> None:
    save_checkpoint(path, {"model": model.state_dict(), "ema": {"steps": 1, "shadow": model.state_dict()}, "done": 1})


def test_a_finer_picture_has_the_latent_of_its_halved_copy():
    smaller, finer = Autoencoder(NARROW), Autoencoder(FINER)
    finer.load_state_dict(smaller.state_dict(), strict=False)
    picture = pictures(256)
    assert FINER.grid == NARROW.grid == 8
    assert torch.allclose(finer.encoder(picture), smaller.encoder(F.avg_pool2d(picture, 2)), atol=1e-5)


def test_before_it_has_learned_a_finer_decoder_enlarges_what_the_smaller_draws(tmp_path):
    smaller = Autoencoder(NARROW)
    for parameter in smaller.decoder.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    checkpoint_of(smaller, tmp_path / "autoencoder.pt")
    preset = replace(PRESETS["cpu"], autoencoder=FINER)
    latent = torch.randn(1, 48, 8, 8) * 0.2
    drawn = grown(preset, tmp_path / "autoencoder.pt").decoder(latent)
    assert drawn.shape == (1, 3, 256, 256)
    assert torch.allclose(drawn, F.interpolate(smaller.decoder(latent), scale_factor=2, mode="bilinear"), atol=1e-5)


def test_an_autoencoder_of_other_widths_is_no_beginning(tmp_path):
    checkpoint_of(Autoencoder(replace(NARROW, coarse_width=16)), tmp_path / "autoencoder.pt")
    with pytest.raises(SystemExit, match="another shape"):
        grown(replace(PRESETS["cpu"], autoencoder=FINER), tmp_path / "autoencoder.pt")


def test_the_linear_part_is_fitted_to_halved_copies():
    model = Autoencoder(FINER)
    picture = pictures(256, 60)
    assert model.fit_linear(picture) > 0.95
    assert linear_picture(model, model.encoder(picture)).shape == picture.shape
    assert F.mse_loss(linear_picture(model, model.encoder(picture)), picture) < 0.02


def test_the_last_layer_is_the_one_that_draws_the_picture():
    assert Autoencoder(NARROW).decoder.last.out_channels == 3 * 4**2
    assert Autoencoder(FINER).decoder.last.out_channels == 3 * 4**2
    assert Autoencoder(FINER).decoder.last is not Autoencoder(FINER).decoder.out


def test_crops_are_kept_inside_the_picture():
    images = torch.arange(2 * 3 * 128 * 128).reshape(2, 3, 128, 128).float()
    centres = torch.tensor([[[64.0, 50.0], [0.0, 0.0]], [[127.0, 127.0], [30.0, 90.0]]])
    seen = crops(images, centres)
    assert seen.shape == (4, 3, 40, 40)
    assert torch.equal(seen[0], images[0, :, 30:70, 44:84])
    assert torch.equal(seen[1], images[0, :, :40, :40])
    assert torch.equal(seen[2], images[1, :, 88:, 88:])
