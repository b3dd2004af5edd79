"""A whole report on a tiny pack with a stand-in for the pipeline."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from training.evaluate import generate, stage, teach
from training.evaluate.report import AIMS
from training.facs import CLASSES
from training.recognisers.teach import RENDERS
from training.tests.evaluate.pack import PACK
from training.tests.support.renders import arguments, write_split

SYNTH = textwrap.dedent("""
    import json, sys
    from pathlib import Path
    import numpy as np
    from PIL import Image
    CLASSES = ("neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt")
    options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
    out = Path(options["--out"])
    with open(out.parent / "runs.log", "a") as log:
        log.write(out.name + "\\n")
    labels = out / "labels.jsonl"
    rows = [json.loads(line) for line in labels.read_text().splitlines()] if labels.exists() else []
    done = {row["seed"] for row in rows}
    for i, line in enumerate(Path(options["--recipes"]).read_text().splitlines()):
        recipe = json.loads(line)
        if recipe["seed"] in done:
            continue
        picture = np.random.default_rng(recipe["seed"]).integers(0, 256, (8, 8, 3), dtype=np.uint8).repeat(16, 0).repeat(16, 1)
        if "--layout" in options:
            picture = np.asarray(Image.open(options["--layout"]))
        Image.fromarray(picture).save(out / f"face-{i:05d}.png")
        rows.append({"id": f"face-{i:05d}", "file": f"face-{i:05d}.png", "seed": recipe["seed"], "requested": recipe["expression"],
                     "recognised": "happiness", "confidence": 0.5 + (i % 5) / 10, "rectified": False,
                     "votes": [{"probabilities": {c: float(c == "happiness") for c in CLASSES}, "classWeights": dict.fromkeys(CLASSES, 1)}]})
    labels.write_text("".join(json.dumps(row) + "\\n" for row in rows))
""")


def graph(path, nodes, inputs, outputs, constants=()):
    spec = [[helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in side.items()] for side in (inputs, outputs)]
    made = helper.make_graph(nodes, path.stem, *spec, initializer=[numpy_helper.from_array(v, n) for n, v in constants])
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", 18)], ir_version=10), str(path))


@pytest.fixture
def pack(tmp_path):
    """Latents are the means of 16×16 patches; FERAnno is a random linear map of them."""
    folder = tmp_path / "pack"
    folder.mkdir()
    rng = np.random.default_rng(0)
    image, latent = ["B", 3, 128, 128], ["B", 3, 8, 8]
    graph(
        folder / "encoder.onnx",
        [helper.make_node("AveragePool", ["image"], ["latent"], kernel_shape=[16, 16], strides=[16, 16])],
        {"image": image},
        {"latent": latent},
    )
    graph(
        folder / "decoder.onnx",
        [helper.make_node("Resize", ["latent", "", "scales"], ["image"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")],
        {"latent": latent},
        {"image": image},
        [("scales", np.array([1, 1, 16, 16], np.float32))],
    )
    graph(
        folder / "feranno.onnx",
        [helper.make_node("Flatten", ["latent"], ["flat"]), helper.make_node("Gemm", ["flat", "w"], ["logits"])],
        {"latent": latent},
        {"logits": ["B", 8]},
        [("w", rng.normal(size=(192, 8)).astype(np.float32))],
    )
    manifest = PACK | {
        "graphs": {name: {"file": {"path": f"{name}.onnx"}} for name in ("encoder", "decoder", "feranno")},
        "voters": [{"graph": "feranno", "temperature": 2.0}],
    }
    (folder / "pack.json").write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def pipeline(tmp_path, monkeypatch):
    """A stand-in for `npm run synth` that draws blobs."""
    script = tmp_path / "synth.py"
    script.write_text(SYNTH)
    monkeypatch.setattr(
        generate, "command", lambda recipes, out, pack: [sys.executable, str(script), "--recipes", str(recipes), "--out", str(out), "--pack", str(pack)]
    )
    monkeypatch.setattr("training.evaluate.inversion.command", generate.command)


@pytest.fixture
def voter(tmp_path, monkeypatch):
    """A stand-in for the photograph voter, whose seven classes' logits are a random map of a picture's mean colour, and for the renderer."""
    folder = tmp_path / "voter"
    folder.mkdir()
    graph(
        folder / "voter.onnx",
        [helper.make_node("ReduceMean", ["image", "axes"], ["colour"], keepdims=0), helper.make_node("Gemm", ["colour", "w"], ["logits"])],
        {"image": ["n", 3, "height", "width"]},
        {"logits": ["n", 7]},
        [("axes", np.array([2, 3], np.int64)), ("w", np.random.default_rng(1).normal(size=(3, 7)).astype(np.float32))],
    )
    (folder / "voter.json").write_text(
        json.dumps(
            {
                "graph": "voter.onnx",
                "input": {"crop": {"of": "middle", "share": 0.75}},
                "expression": {"temperature": 2, "classes": CLASSES[:7], "reliability": {"classes": dict.fromkeys(CLASSES[:7], 0)}},
            }
        )
    )

    class Painter:
        def render(self, params):
            return np.full((128, 128, 3), int(200 * params.au.max()), np.uint8), None, None

    monkeypatch.setattr(stage, "open_renderer", lambda args: Painter())


def options(runs_folder, pack, *words) -> argparse.Namespace:
    return arguments(stage, runs_folder, "--pack", str(pack), "--n", "8", "--voter", str(pack.parent / "voter"), *words)


def test_a_whole_report(judged, pack, pipeline, voter):
    stage.run(options(judged, pack, "--processes", "2"))
    report = json.loads((pack / "report.json").read_text())
    assert set(report["metrics"]) == {name for name in AIMS if not name.startswith("teaches_")}
    for entry in report["metrics"].values():
        assert set(entry) == {"value", "n", "seed", "command", "aim"} and entry["n"] > 0
    # Blobs are flat 16×16 patches: this encoder loses nothing of them, and the stand-in gives layouts back whole.
    assert report["metrics"]["autoencoder_psnr_db"]["value"] > 45
    assert report["metrics"]["inversion_psnr_db"]["value"] > 45
    assert {
        "au",
        "classes",
        "confusions",
        "label_errors",
        "attributes",
        "identity",
        "judge",
        "voters_renders",
        "guidance_strength",
        "feranno_classes_renders",
        "feranno_classes_generated",
        "reliability_renders",
        "reliability_generated",
    } <= set(report["tables"])
    assert report["tables"]["photograph_voter_renders"]["fear"]["n"] == report["tables"]["photograph_voter_generated"]["fear"]["n"] == 1
    assert all(row["weight_by_rule"] in (0, 1) and row["weight_now"] == 0 for row in report["tables"]["photograph_voter_weights"].values())
    assert all(0 <= row["drawn_alone_at_1"] <= 1 for row in report["tables"]["sliders"].values())
    assert report["notes"] == []
    assert "<svg" in (pack / "reliability.svg").read_text()
    written = (pack / "REPORT.md").read_text()
    assert all(f"`{name}`" in written for name in AIMS)
    assert Image.open(pack / "contact-sheet.jpg").size[1] == 8 * 128


def test_what_the_faces_teach_is_added_to_the_report(judged, pack, pipeline):
    write_split(judged / "smoke" / "renders", RENDERS[0], seed=9)
    words = ("--pack", str(pack), "--n", "8", "--by-student")
    with pytest.raises(SystemExit, match="evaluate"):
        teach.run(arguments(teach, judged, *words))
    stage.run(options(judged, pack, "--conditions", "text"))
    before = json.loads((pack / "report.json").read_text())
    teach.run(arguments(teach, judged, *words))
    report = json.loads((pack / "report.json").read_text())
    added = {f"teaches_accuracy_{name}" for name in ("rectified", "requested", "renders")}
    assert set(report["metrics"]) == set(before["metrics"]) | added
    assert all(report["metrics"][name]["command"].startswith("python -m training teach") for name in added)
    assert {name: entry for name, entry in report["metrics"].items() if name not in added} == before["metrics"]
    assert report["tables"]["teach"]["rectified"]["n_faces"] == 8
    assert report["metrics"]["teaches_accuracy_renders"]["command"] in (pack / "REPORT.md").read_text()


def test_faces_that_are_there_are_not_made_again(judged, pack, pipeline):
    stage.run(options(judged, pack, "--conditions", "text"))
    (folder,) = (judged / "smoke" / "evaluate").glob("synfer-tiny-*/text")
    before = (pack / "report.json").read_bytes()
    stage.run(options(judged, pack, "--conditions", "text"))
    assert (folder / "runs.log").read_text().splitlines() == ["part-000"]
    assert (pack / "report.json").read_bytes() == before
    next((folder / "part-000").glob("*.png")).unlink()
    stage.run(options(judged, pack, "--conditions", "text"))
    assert (folder / "runs.log").read_text().splitlines() == ["part-000", "part-000"]
    assert len(list((folder / "part-000").glob("*.png"))) == 8


def test_without_faces_only_what_renders_can_say_is_reported(judged, pack):
    stage.run(options(judged, pack, "--no-generate"))
    metrics = json.loads((pack / "report.json").read_text())["metrics"]
    assert set(metrics) == {"autoencoder_psnr_db", "feranno_accuracy_renders", "feranno_ece", "feranno_auroc_mismatch"}
    written = (pack / "REPORT.md").read_text()
    assert "not measured" in written and "The photograph voter's figures are left out" in written


def test_a_missing_judge_is_said_plainly(runs_folder, pack):
    with pytest.raises(SystemExit, match="judge"):
        stage.run(options(runs_folder, pack))
