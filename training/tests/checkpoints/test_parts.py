"""What is read of a checkpoint: its schedule, its adapters and LoRA; and how weights are kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from training.checkpoints import schedule
from training.checkpoints.adapter import read_adapter
from training.checkpoints.au_columns import action_units, parse_columns
from training.checkpoints.errors import CheckpointError
from training.checkpoints.folder import open_folder
from training.checkpoints.load import Additions, load_checkpoint_folder
from training.golden import tiny_checkpoints
from training.onnx_store import WeightFiles


@pytest.mark.parametrize(
    ("config", "sampler", "expected"),
    [
        (tiny_checkpoints.PNDM, "ddim", {"timestepSpacing": "leading", "stepsOffset": 1, "setAlphaToOne": False}),
        (tiny_checkpoints.DDIM_V, "ddim", {"timestepSpacing": "leading", "stepsOffset": 1}),
        (tiny_checkpoints.EULER_TRAILING, "euler", {"timestepSpacing": "trailing"}),
        (tiny_checkpoints.DPM, "dpmsolver++", {"timestepSpacing": "leading", "setAlphaToOne": True}),
    ],
)
def test_the_schedule_is_the_checkpoints_own(config, sampler, expected):
    read = schedule.read_sampling(config)
    assert read.sampler == sampler
    assert expected.items() <= read.schedule.items()
    assert read.schedule["betaSchedule"] == "scaled_linear"


def test_a_sampler_that_the_studio_lacks_is_said_to_be_replaced():
    assert "PNDMScheduler" in schedule.read_sampling(tiny_checkpoints.PNDM).remarks[0]
    assert schedule.read_sampling(tiny_checkpoints.DDIM).remarks == ()
    karras = schedule.read_sampling({**tiny_checkpoints.DPM, "use_karras_sigmas": True})
    assert "use_karras_sigmas" in karras.remarks[0]


def test_turbo_is_told_by_its_scheduler():
    assert schedule.read_sampling(tiny_checkpoints.EULER_TRAILING).distilled
    assert not schedule.read_sampling(tiny_checkpoints.PNDM).distilled


def test_v_prediction_is_read():
    assert schedule.read_sampling(tiny_checkpoints.DDIM_V).prediction == "v_prediction"


def refused(paths: list[Path], base: Path, **told) -> CheckpointError:
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint_folder(open_folder(base), Additions(adapter=tuple(paths), **told))
    return caught.value


def test_half_of_fineface_is_told_what_the_other_half_is(base, tmp_path):
    encoder, attention = tiny_checkpoints.write_fineface(tmp_path, base.base)
    assert "attn_processors.ckpt" in str(refused([encoder], base.base))
    assert "au_encoder.ckpt" in str(refused([attention], base.base))


def test_an_adapter_for_another_base_is_refused(base, tmp_path):
    other = tiny_checkpoints.write_checkpoint(tmp_path / "other", tiny_checkpoints.SD_2_1)
    for paths in (tiny_checkpoints.write_fineface(tmp_path, other), [tiny_checkpoints.write_ip_adapter(tmp_path / "adapter.bin", other)]):
        assert refused(paths, base.base).code in ("wrong-shape", "unsupported")


def test_columns_of_no_known_order_have_to_be_named(base, tmp_path):
    path = tiny_checkpoints.write_ip_adapter(tmp_path / "adapter.bin", base.base, columns=3)
    assert refused([path], base.base).code == "unanswered"
    assert refused([path], base.base, columns=("AU1",)).code == "wrong-shape"
    assert read_adapter([path], 32, parse_columns("AU1, AU12L, AU12R"), None).columns == ("AU1", "AU12L", "AU12R")


def test_what_is_no_adapter_is_told_what_it_holds(base, tmp_path):
    torch.save({"encoder.weight": torch.ones(2)}, tmp_path / "x.ckpt")
    assert "encoder.weight" in str(refused([tmp_path / "x.ckpt"], base.base))


def test_a_unit_may_have_a_column_for_both_sides_and_one_for_each():
    units = {unit["id"]: unit for unit in action_units(("AU12", "AU19", "AU12L", "AU12R"))}
    assert units["AU12"]["columns"] == {"both": 0, "left": 2, "right": 3}
    assert units["AU19"]["name"] == "Tongue show"


@pytest.mark.parametrize("text", ["AU1,AU1", "AU99", "smile", ""])
def test_columns_that_are_none_are_refused(text):
    with pytest.raises(CheckpointError):
        parse_columns(text)


def test_a_lora_that_does_not_fit_is_refused(base, tmp_path):
    other = tiny_checkpoints.write_checkpoint(tmp_path / "other", tiny_checkpoints.SD_2_1)
    lora = tiny_checkpoints.write_lora(tmp_path / "lora.safetensors", other)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint_folder(open_folder(base.base), Additions(lora=(lora,)))
    assert caught.value.code == "wrong-shape"
    with pytest.raises(CheckpointError, match="no LoRA"):
        load_checkpoint_folder(open_folder(base.base), Additions(lora=(base.base / "vae/diffusion_pytorch_model.safetensors",)))


def test_weights_go_on_in_another_file_before_one_grows_too_large(tmp_path):
    files = WeightFiles(tmp_path, "denoiser", limit=300)
    arrays = [np.full(100, i, np.float32) for i in range(4)]
    places = [files.add(array) for array in (*arrays, arrays[1])]
    assert [place.file for place in places] == ["denoiser.weights", "denoiser-2.weights", "denoiser-3.weights", "denoiser-4.weights", "denoiser-2.weights"]
    for array, place in zip(arrays, places, strict=False):
        stored = (tmp_path / place.file).read_bytes()
        assert len(stored) <= 300
        assert np.array_equal(np.frombuffer(stored, np.float16, 100, place.offset), array)
    with pytest.raises(ValueError, match="fits no weight file"):
        files.add(np.arange(1000, dtype=np.float32))
