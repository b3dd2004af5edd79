"""The recognisers: shapes, what augmentation keeps true, exact resume, what the exporter gets."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training.data import load_split
from training.evaluate import teach as teach_stage
from training.evaluate.metrics import psnr
from training.facs import CLASSES, COLUMN_INDEX, COLUMNS, MIRROR_ORDER
from training.recognisers import judge, judge_network, judge_readings, second_opinion, teach, training_loop
from training.recognisers.augment import SHUFFLED, PatchBasis, degrade, mirrored, patch_shuffled, shifted, to_tensor
from training.recognisers.judge import supervised_contrast
from training.recognisers.training_loop import Schedule
from training.render.attributes import ATTRIBUTES
from training.tests.support.renders import arguments, write_split


def test_the_second_opinion_is_small_and_gives_a_logit_per_class():
    model = second_opinion.build().eval()
    assert sum(p.numel() for p in model.parameters()) <= 600_000
    assert model(torch.rand(2, 3, 128, 128) * 2 - 1).shape == (2, len(CLASSES))


def test_folding_batch_norms_changes_nothing():
    model = second_opinion.build(second_opinion.PRESETS["smoke"][0])
    for _ in range(3):
        model.train()(torch.randn(4, 3, 128, 128))
    image = torch.rand(3, 3, 128, 128) * 2 - 1
    before = model.eval()(image)
    after = model.fold()(image)
    assert torch.allclose(before, after, atol=1e-5)
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in model.modules())


def test_the_judge_reads_classes_units_looks_identity_and_quality():
    reading = judge_network.build().eval()(torch.rand(2, 3, 128, 128) * 2 - 1)
    assert reading.classes.shape == (2, 8)
    assert reading.units.shape == (2, len(COLUMNS))
    assert [a.shape[1] for a in reading.attributes] == [len(words) for words in ATTRIBUTES.values()]
    assert torch.allclose(reading.identity.norm(dim=1), torch.ones(2), atol=1e-5)
    assert reading.quality.shape == (2,)


def test_a_mirror_swaps_the_sides_of_action_units_and_turns():
    au = np.zeros((1, len(COLUMNS)), np.float32)
    for name, value in (("AU12L", 0.9), ("AU17", 0.4), ("AU51", 0.7), ("AU63", 0.2)):
        au[0, COLUMN_INDEX[name]] = value
    swapped = au[:, MIRROR_ORDER][0]
    shown = {name: float(swapped[i]) for name, i in COLUMN_INDEX.items() if swapped[i]}
    assert shown == pytest.approx({"AU12R": 0.9, "AU17": 0.4, "AU52": 0.7, "AU63": 0.2})
    assert (np.take(MIRROR_ORDER, MIRROR_ORDER) == np.arange(len(COLUMNS))).all()


def test_pictures_are_mirrored_exactly_where_their_units_are():
    images = np.random.default_rng(0).integers(0, 256, (20, 16, 16, 3), dtype=np.uint8)
    au = np.zeros((20, len(COLUMNS)), np.float32)
    au[:, COLUMN_INDEX["AU12L"]] = 1.0
    new_images, new_au = mirrored(torch.from_numpy(images), au, np.random.default_rng(1))
    flipped = new_au[:, COLUMN_INDEX["AU12R"]] == 1.0
    assert 0 < flipped.sum() < 20
    for before, after, flip in zip(images, new_images, flipped, strict=True):
        assert np.array_equal(after.numpy(), before[:, ::-1] if flip else before)


def test_shifts_keep_size_and_degradations_say_what_they_did():
    rng = np.random.default_rng(3)
    images = rng.integers(0, 256, (30, 32, 32, 3), dtype=np.uint8)
    assert shifted(torch.from_numpy(images), rng, 4).shape == images.shape
    pixels = to_tensor(images)
    damaged, done = degrade(pixels, rng, 0.5, None)
    changed = (damaged != pixels).flatten(1).any(dim=1).numpy()
    assert np.array_equal(changed, done != 0)


def test_shuffled_patches_are_the_same_patches():
    image = torch.rand(3, 32, 32)
    shuffled = patch_shuffled(image, np.random.default_rng(0), 8)
    assert not torch.equal(image, shuffled)
    assert torch.allclose(image.flatten().sort().values, shuffled.flatten().sort().values)
    assert SHUFFLED == 3


def test_more_components_rebuild_patches_better():
    smooth = np.random.default_rng(5).integers(0, 256, (40, 8, 8, 3), dtype=np.uint8).repeat(8, 1).repeat(8, 2)
    basis = PatchBasis(smooth)
    pixels = to_tensor(smooth[:4])
    few, many = (psnr(127.5 * basis.reconstruct(pixels, k).numpy(), 127.5 * pixels.numpy()) for k in (2, 12))
    assert many > few
    assert many > 60  # four flat quarters of three colours: twelve numbers say it all


def test_the_identity_loss_is_least_when_each_person_has_one_place():
    identity = torch.tensor([0, 0, 1, 1])
    together = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    apart = together[[0, 2, 1, 3]]
    assert supervised_contrast(together, identity) < 0.1 < supervised_contrast(apart, identity)
    assert supervised_contrast(together, torch.arange(4)) == 0.0


def test_every_twentieth_person_is_kept_from_training_with_all_pictures():
    identity = np.repeat(np.arange(100), 4)
    unseen = judge.unseen_people(identity)
    assert unseen.sum() == 20
    assert all(len(set(unseen[identity == person])) == 1 for person in range(100))


@pytest.mark.parametrize("stage", [second_opinion, judge])
def test_an_interrupted_training_ends_where_an_uninterrupted_one_does(stage, runs_folder, monkeypatch):
    monkeypatch.setitem(stage.PRESETS, "smoke", (stage.PRESETS["smoke"][0], Schedule(32, 8, 2e-3)))
    path = runs_folder / "smoke" / stage.CHECKPOINT
    stage.run(arguments(stage, runs_folder))
    whole = torch.load(path, weights_only=True)
    path.unlink()
    stage.run(arguments(stage, runs_folder, "--stop-after", "2"))
    assert not path.exists()
    stage.run(arguments(stage, runs_folder))
    resumed = torch.load(path, weights_only=True)
    assert all(torch.equal(whole["state"][key], resumed["state"][key]) for key in whole["state"])


def test_the_second_opinion_checkpoint_serves_the_exporter(runs_folder):
    second_opinion.run(arguments(second_opinion, runs_folder))
    saved = torch.load(runs_folder / "smoke" / second_opinion.CHECKPOINT, weights_only=True)
    assert saved["temperature"] > 0
    assert 0 <= saved["metrics"]["accuracy_all"] <= 1
    model = second_opinion.load(runs_folder / "smoke" / second_opinion.CHECKPOINT)
    held_out = load_split(runs_folder / "smoke" / "renders", "heldout")
    logits = model(held_out.batch(np.arange(2)))
    assert logits.shape == (2, 8) and torch.isfinite(logits).all()
    assert not any("action_units" in name for name, _ in model.named_parameters())


def test_the_judge_writes_how_well_it_reads_held_out_faces(judged):
    written = json.loads((judged / "smoke" / judge.REPORT).read_text())
    assert set(written["au_pearson_r_per_column"]) == set(COLUMNS)
    assert set(written["attribute_accuracy"]) == set(ATTRIBUTES)
    held_out = load_split(judged / "smoke" / "renders", "heldout")
    found = judge_readings.read(judge_network.load(judged / "smoke" / judge.CHECKPOINT), held_out.images)
    assert found.au.min() >= 0 and found.au.max() <= 1
    assert np.allclose(found.probabilities.sum(axis=1), 1, atol=1e-5)


def test_a_published_judge_reports_in_place_of_the_runs_own(tmp_path, monkeypatch, judged):
    monkeypatch.setattr(judge, "published", lambda preset: tmp_path / "judges" / f"{preset}.pt")
    own = judged / "smoke" / judge.CHECKPOINT
    assert judge.choose(own, "smoke") == own
    judge.run(arguments(judge, judged, "--publish"))
    assert judge.choose(own, "smoke") == tmp_path / "judges" / "smoke.pt"
    assert (tmp_path / "judges" / "smoke.pt").stat().st_size < 0.7 * own.stat().st_size
    image = torch.rand(2, 3, 128, 128) * 2 - 1
    before, after = judge_network.load(own)(image), judge_network.load(judge.choose(own, "smoke"))(image)
    assert after.classes.dtype == torch.float32 and torch.allclose(before.classes, after.classes, atol=0.02)


# --- teaching --------------------------------------------------------------------------------------------------------


def write_faces(folder: Path, n: int = 16) -> None:
    """Faces as `npm run synth` leaves them: every other label rectified."""
    folder.mkdir(parents=True)
    rows = []
    for i in range(n):
        Image.fromarray(np.full((128, 128, 3), 10 * i, np.uint8)).save(folder / f"{i}.png")
        rows.append(
            {
                "file": f"{i}.png",
                "requested": CLASSES[i % 8],
                "recognised": CLASSES[i % 8],
                "rectified": i % 2 == 1,
                "probabilities": dict.fromkeys(CLASSES, 0.125),
            }
        )
    rows.append({"file": "unrequested.png", "requested": None})
    (folder / "labels.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_lessons_hold_requested_and_rectified_labels_of_the_same_faces(tmp_path):
    write_faces(tmp_path / "faces" / "part-000")
    lessons = teach.read_lessons(tmp_path / "faces", 64)
    assert lessons["requested"].labels.tolist() == np.eye(8)[[i % 8 for i in range(16)]].tolist()
    assert lessons["rectified"].labels[0].tolist() == np.eye(8)[0].tolist() and lessons["rectified"].labels[1].tolist() == [0.125] * 8
    assert lessons["rectified"].images is lessons["requested"].images and len(lessons["requested"].images) == 16


def test_a_folder_without_faces_is_said_plainly(tmp_path):
    with pytest.raises(SystemExit, match="npm run synth"):
        teach.read_lessons(tmp_path, 64)


def test_teaching_reports_three_accuracies(tmp_path, runs_folder, capsys):
    write_split(runs_folder / "smoke" / "renders", teach.RENDERS[0], seed=9)
    write_faces(tmp_path / "faces")
    teach_stage.run(arguments(teach_stage, runs_folder, "--faces", str(tmp_path / "faces")))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"teaches_accuracy_{name}" for name in ("rectified", "requested", "renders")]
    assert all("(n 24, learned from 16 faces)" in line for line in lines)


# --- pictures of any size --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [judge, second_opinion])
def test_a_larger_picture_is_read_as_its_average(module):
    model = module.build(module.PRESETS["smoke"][0]).eval()
    picture = torch.rand(1, 3, 256, 256) * 2 - 1
    large, small = model(picture), model(torch.nn.functional.avg_pool2d(picture, 2))
    large, small = (found.classes if module is judge else found for found in (large, small))
    assert torch.allclose(large, small, atol=1e-5)


def test_a_recogniser_can_begin_with_another_ones_weights(tmp_path):
    first, second = (judge_network.build(judge.PRESETS["smoke"][0]) for _ in range(2))
    torch.save({"state": {name: value.half() if value.is_floating_point() else value for name, value in first.state_dict().items()}}, tmp_path / "judge.pt")
    training_loop.start_from(tmp_path / "judge.pt", second)
    assert torch.allclose(second.classes.weight, first.classes.weight, atol=1e-3)
    with pytest.raises(SystemExit, match="another network"):
        training_loop.start_from(tmp_path / "judge.pt", second_opinion.build(second_opinion.PRESETS["smoke"][0]))
