"""Other people's checkpoints as packs: each kind against its own library, on tiny random weights."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest

from training.__main__ import command_line
from training.golden import tiny_checkpoints
from training.golden.checkpoint_packs import KINDS, write, write_golden
from training.runs import REPOSITORY
from training.tests.support.pack_sampler import PackSampler

PACKS = REPOSITORY / ".cache" / "checkpoint-packs"
GUIDE = REPOSITORY / "docs" / "bring-your-own.md"


def documented_commands() -> list[str]:
    """The four commands of the guide's first block, as written."""
    block = re.search(r"```sh\n(.+?)```", GUIDE.read_text(), re.DOTALL)
    assert block is not None
    return block[1].strip().splitlines()


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
