"""Other people's checkpoints as packs: each kind against its own library, on tiny random weights, and what is refused."""

from __future__ import annotations

import json
import pickle
import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from training.__main__ import command_line
from training.checkpoints import schedule
from training.checkpoints.adapter import read_adapter
from training.checkpoints.au_columns import action_units, parse_columns
from training.checkpoints.errors import CheckpointError
from training.checkpoints.files import FileKind, kind_of, read_tensors
from training.checkpoints.folder import open_folder
from training.checkpoints.load import Additions, load_checkpoint_folder
from training.golden import tiny_checkpoints
from training.golden.checkpoint_packs import KINDS, Made, plain, write, write_golden
from training.onnx_store import WeightFiles
from training.runs import REPOSITORY
from training.tests.support.pack_sampler import PackSampler

PACKS = REPOSITORY / ".cache" / "checkpoint-packs"
GUIDE = REPOSITORY / "docs" / "bring-your-own.md"


def documented_commands() -> list[str]:
    """The four commands of the guide's first block, as written."""
    block = re.search(r"```sh\n(.+?)```", GUIDE.read_text(), re.DOTALL)
    assert block is not None
    return block[1].strip().splitlines()


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Made:
    return plain(tmp_path_factory.mktemp("plain"))


def run_command(line: str) -> int:
    """`python -m training …` as written."""
    python, module, training, *arguments = shlex.split(line)
    assert (python, module, training) == ("python", "-m", "training")
    args = command_line().parse_args(arguments)
    return args.run(args)


@pytest.fixture(scope="module")
def by_the_guide(base, tmp_path_factory):
    """What the guide's commands print and write, tried where `my-checkpoint` is."""
    place = tmp_path_factory.mktemp("guide")
    (place / "my-checkpoint").symlink_to(base.base)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        _, dry, export, _ = documented_commands()
        codes = [run_command(dry), (place / "my-faces").exists(), run_command(export)]
    assert codes == [0, False, 0]
    return place / "my-faces"


@pytest.fixture(scope="module", params=sorted(KINDS))
def pack(request, base, by_the_guide) -> Path:
    """A pack of each kind with its golden.json, kept in .cache/checkpoint-packs for the tests of TypeScript."""
    kind = request.param
    out = PACKS / kind
    if kind != "tiny-stable-diffusion":
        return write(kind, out)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(by_the_guide, out)
    write_golden(base.reference(), KINDS[kind][1], out)
    return out


def test_a_pack_computes_what_the_checkpoints_own_library_computes(pack):
    sampler = PackSampler(pack)
    for entry in json.loads((pack / "golden.json").read_text()):
        recipe = entry["recipe"]
        made = sampler.sample(recipe)
        assert made.timesteps == entry["timesteps"]
        assert sampler.tokens(recipe["negativePrompt"]).tolist() == entry["tokens"][1:]
        for latent, expected in zip(made.latents, entry["latents"], strict=True):
            np.testing.assert_allclose(latent.flatten(), expected, atol=1e-3)
        assert np.abs(made.picture.flatten() * 255 - entry["picture"]["data"]).max() < 1


def test_a_pack_names_its_files_truly_and_is_small_enough_to_keep(pack):
    manifest = PackSampler(pack).manifest
    files = [graph["file"] for graph in manifest["graphs"].values()] + [data for graph in manifest["graphs"].values() for data in graph["externalData"]]
    assert all((pack / file["path"]).stat().st_size == file["bytes"] for file in files)
    assert sum(path.stat().st_size for path in pack.iterdir()) < 1_000_000


def test_the_kept_packs_are_those_the_script_makes(pack):
    """e2e/fixtures holds what `python -m training.golden.checkpoint_packs e2e/fixtures KIND` wrote."""
    kept = REPOSITORY / "e2e" / "fixtures" / pack.name / "golden.json"
    if not kept.exists():
        pytest.skip("not kept")
    for made, stored in zip(*(json.loads(path.read_text()) for path in (pack / "golden.json", kept)), strict=True):
        assert made["recipe"] | {"pack": ""} == stored["recipe"] | {"pack": ""}
        np.testing.assert_allclose(np.array(made["latents"]), np.array(stored["latents"]), atol=1e-3)


def test_previews_show_what_the_decoder_shows_but_small(by_the_guide):
    sampler = PackSampler(by_the_guide)
    latent = sampler.run("encoder", image=np.linspace(-1, 1, 3 * 32 * 32, dtype=np.float32).reshape(1, 3, 32, 32))["latent"]
    preview = sampler.run("preview", latent=latent)["image"]
    assert preview.shape == (1, 3, 8, 8)
    assert np.abs(preview).max() <= 1


def test_long_prompts_are_cut_and_end_with_the_end_token(base, by_the_guide):
    ids = PackSampler(by_the_guide).tokens("happy face " * 100)[0].tolist()
    pipeline = base.reference().pipeline
    assert ids == pipeline.tokenizer("happy face " * 100, padding="max_length", max_length=77, truncation=True).input_ids


def test_the_guides_other_commands_are_of_this_repository():
    install, _, _, start = documented_commands()
    assert (REPOSITORY / install.split()[-1]).is_file()
    assert start.split()[1] in json.loads((REPOSITORY / "package.json").read_text())["scripts"]


def test_nothing_is_written_before_licences_are_told(base, tmp_path, capsys):
    adapter = tiny_checkpoints.write_ip_adapter(tmp_path / "adapter.bin", base.base)
    code = run_command(f"python -m training export-checkpoint {base.base} --adapter {adapter} --out {tmp_path / 'out'}")
    printed = capsys.readouterr().out
    assert code == 2
    assert "--licence" in printed and "--adapter-licence" in printed
    assert "AU12L" in printed and "41 columns" in printed
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_not_overwritten(base, tmp_path, capsys):
    (tmp_path / "thesis.tex").write_text("…")
    assert run_command(f"python -m training export-checkpoint {base.base} --out {tmp_path} --licence MIT") == 1
    assert "[unanswered]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


# Files


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


# Folders


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


# Schedulers


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


# Adapters and LoRA


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


# Weight files


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
