"""Files and folders that are no checkpoint: what is refused, and what is said."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest
import torch

from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind, kind_of, read_tensors
from training.checkpoints.folder import open_folder
from training.checkpoints.load import Additions, load_checkpoint_folder


class Harmful:
    def __reduce__(self):
        return (print, ("this must not run",))


def harmful(path: Path) -> None:
    torch.save({"weight": torch.ones(2), "hook": Harmful()}, path)


def cut_safetensors(path: Path) -> None:
    from safetensors.torch import save

    path.write_bytes(save({"weight": torch.ones(400)})[:-100])


def cut_archive(path: Path) -> None:
    torch.save({"weight": torch.ones(4000)}, path)
    path.write_bytes(path.read_bytes()[:-500])


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (harmful, "unsafe-pickle", "would run code"),
        (lambda path: path.write_bytes(pickle.dumps(Harmful())), "unsafe-pickle", "would run code"),
        (cut_safetensors, "damaged", "cut short"),
        (cut_archive, "damaged", "cut short"),
        (lambda path: path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"), "not-a-checkpoint", "git lfs pull"),
        (lambda path: path.write_text("\n<!doctype html><title>Sign in</title>"), "not-a-checkpoint", "web page"),
        (lambda path: path.write_bytes(b""), "not-a-checkpoint", "empty"),
        (lambda path: path.write_bytes(b"GGUF" + bytes(100)), "not-a-checkpoint", "GGUF"),
        (lambda path: path.write_bytes(bytes(range(200, 256))), "not-a-checkpoint", "nothing known"),
        (lambda path: None, "not-found", "no file"),
    ],
)
def test_what_is_no_checkpoint_is_refused_by_its_first_bytes(make, code, said, tmp_path, capsys):
    path = tmp_path / "model.safetensors"
    make(path)
    with pytest.raises(CheckpointError, match=said) as caught:
        read_tensors(path)
    assert caught.value.code == code
    assert capsys.readouterr().out == ""


def test_a_torch_archive_is_read_whatever_it_is_called(tmp_path):
    path = tmp_path / "model.safetensors"
    torch.save({"weight": torch.arange(3)}, path)
    assert kind_of(path) is FileKind.TORCH
    assert read_tensors(path)["weight"].tolist() == [0, 1, 2]


@pytest.fixture
def folder(base, tmp_path) -> Path:
    return Path(shutil.copytree(base.base, tmp_path / "copy"))


def edit(path: Path, **values) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.mark.parametrize(
    ("damage", "code", "said"),
    [
        (lambda f: shutil.rmtree(f / "vae"), "incomplete", "lacks vae"),
        (lambda f: (f / "unet/diffusion_pytorch_model.safetensors").unlink(), "incomplete", "no weights"),
        (lambda f: (f / "unet/config.json").write_text("{"), "damaged", "no JSON"),
        (lambda f: edit(f / "model_index.json", _class_name="StableDiffusionXLPipeline"), "unsupported", "StableDiffusionXLPipeline"),
        (lambda f: edit(f / "unet/config.json", in_channels=9), "unsupported", "inpainting"),
        (lambda f: edit(f / "unet/config.json", addition_embed_type="text_time"), "unsupported", "SDXL"),
        (lambda f: edit(f / "text_encoder/config.json", hidden_size=768), "wrong-shape", "different checkpoints"),
        (lambda f: (f / "vae/diffusion_pytorch_model.safetensors").write_text("<html>"), "not-a-checkpoint", "web page"),
    ],
)
def test_a_folder_that_cannot_be_exported_says_why(damage, code, said, folder):
    damage(folder)
    with pytest.raises(CheckpointError, match=said) as caught:
        open_folder(folder)
    assert caught.value.code == code


def test_a_single_file_checkpoint_is_told_how_to_become_a_folder(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"x")
    with pytest.raises(CheckpointError, match="from_single_file"):
        open_folder(path)


def test_weights_that_do_not_fit_their_configuration_are_refused(folder):
    edit(folder / "vae/config.json", layers_per_block=2)
    with pytest.raises(CheckpointError, match="vae") as caught:
        load_checkpoint_folder(open_folder(folder), Additions())
    assert caught.value.code in ("incomplete", "wrong-shape")


def test_pickled_shards_and_old_names_load_like_the_rest(base, folder):
    """`model.safetensors` that is a torch archive, a UNet in two shards: the same networks."""
    from safetensors.torch import load, save_file

    text, whole = folder / "text_encoder/model.safetensors", folder / "unet/diffusion_pytorch_model.safetensors"
    torch.save(load(text.read_bytes()), text)
    state = load(whole.read_bytes())
    whole.unlink()
    names = sorted(state)
    shards = {"a.safetensors": names[: len(names) // 2], "b.safetensors": names[len(names) // 2 :]}
    for shard, kept in shards.items():
        save_file({name: state[name] for name in kept}, folder / "unet" / shard)
    index = {"weight_map": {name: shard for shard, kept in shards.items() for name in kept}}
    (folder / "unet/diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(index))
    one, other = (load_checkpoint_folder(open_folder(path), Additions()) for path in (base.base, folder))
    for name in ("text_encoder", "unet"):
        for a, b in zip(getattr(one, name).parameters(), getattr(other, name).parameters(), strict=True):
            assert torch.equal(a, b)


def test_clip_skip_reads_the_layer_before_the_last(base):
    opened = open_folder(base.base)
    whole, skipped = (load_checkpoint_folder(opened, Additions(clip_skip=count)).text_encoder for count in (0, 1))
    ids = torch.randint(0, 400, (1, 77))
    hidden = whole(ids, output_hidden_states=True).hidden_states[-2]
    norm = getattr(whole, "text_model", whole).final_layer_norm
    assert torch.allclose(skipped(ids).last_hidden_state, norm(hidden), atol=1e-6)
