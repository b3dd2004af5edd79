"""The report: its figures against known values, its recipes, and a whole run on a tiny pack with a stand-in for the pipeline."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap

import numpy as np
import onnx
import pytest
import scipy.linalg
import scipy.stats
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from training.captions import BACKGROUND_PHRASES, LIGHT_PHRASES, WORDS, tokenize
from training.data import load_split
from training.evaluate import conditions, generate, stage, teach
from training.evaluate.conditions import CONDITIONS, Request, by_student, describe, recipe_au, requests_of, teaching
from training.evaluate.generate import Face
from training.evaluate.label_sections import label_errors
from training.evaluate.metrics import (
    auroc,
    calibration_gap,
    expected_calibration_error,
    face_mask,
    frechet_distance,
    mean_pairwise_distance,
    pearson,
    precision_at_coverage,
    precision_recall,
    psnr,
    reliability,
    unit_correlations,
    unit_mean_absolute_errors,
    verification_auc,
)
from training.evaluate.reliability_diagram import reliability_diagram
from training.evaluate.report import AIMS, SHORTFALLS, markdown, meets, reach_of
from training.evaluate.sections import attribute_hits, classes_by_condition, confusions, frontal, guidance_strengths, identity
from training.facs import ACTION_UNITS, CLASSES, COLUMN_INDEX
from training.recognisers import judge
from training.recognisers.teach import RENDERS
from training.render.attributes import ATTRIBUTES, encode
from training.tests.test_recognisers import arguments, runs_folder, write_split  # noqa: F401
from training.tests.unit_vectors import vector

PACK = {
    "id": "synfer-tiny", "version": "0.0.1", "student": {"steps": 4, "textGuidance": 2.0},
    "defaults": {
        "steps": 2, "sampler": "ddim", "textGuidance": 2.0, "auStrength": 1.0,
        "semanticGuidance": {"strength": 1.5, "start": 0.3, "end": 1.0, "iterations": 1},
    },
}


# --- figures ---------------------------------------------------------------------------------------------------------


def test_calibration_error_is_the_gap_between_confidence_and_accuracy():
    # Ten answers at 0.8, eight right: no gap. Then five right: a gap of 0.3.
    probabilities = np.tile([[0.8, 0.2]], (10, 1))
    assert expected_calibration_error(probabilities, np.array([0] * 8 + [1] * 2)) == pytest.approx(0.0)
    assert expected_calibration_error(probabilities, np.array([0] * 5 + [1] * 5)) == pytest.approx(0.3)


def test_calibration_error_weighs_bins_by_size():
    probabilities = np.array([[0.9, 0.1]] * 3 + [[0.55, 0.45]])
    truth = np.array([0, 0, 0, 1])
    assert expected_calibration_error(probabilities, truth) == pytest.approx(0.75 * 0.1 + 0.25 * 0.55)


def test_reliability_bins_hold_all_answers_and_their_gap_is_the_calibration_error():
    # 0.72 and 0.78 share a bin (one of two right), 1.0 lies in the last one.
    bins = reliability(np.array([0.72, 0.78, 1.0, 1.0]), np.array([True, False, True, True]), bins=4)
    assert [(b.low, b.high, b.n, b.accuracy) for b in bins] == [(0.5, 0.75, 1, 1.0), (0.75, 1.0, 3, pytest.approx(2 / 3))]
    assert calibration_gap(bins) == pytest.approx(0.25 * 0.28 + 0.75 * abs(2.78 / 3 - 2 / 3))


def test_precision_at_coverage_drops_the_least_confident_tenth():
    confidence = np.array([0.99, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.3])
    right = np.array([True] * 8 + [False, False])
    assert precision_at_coverage(confidence, right, 0.9) == (pytest.approx(8 / 9), 0.6)
    assert precision_at_coverage(confidence, right, 1.0) == (pytest.approx(0.8), 0.3)
    assert precision_at_coverage(np.full(10, 0.5), right, 0.5) == (pytest.approx(0.8), 0.5)  # ties cannot be told apart: all stay


def test_precision_and_recall_per_class():
    neutral, fear, anger = 0, 4, 6
    found = precision_recall(np.array([fear, fear, neutral, anger]), np.array([fear, neutral, neutral, fear]))
    assert found["fear"] == (0.5, 0.5) and found["neutral"] == (1.0, 0.5)
    assert found["anger"][0] == 0.0 and np.isnan(found["anger"][1])


def a_vote(name: str) -> dict:
    """A voter's line in labels.jsonl, nearly sure of a class."""
    return {"probabilities": {other: 0.93 if other == name else 0.01 for other in CLASSES}, "classWeights": dict.fromkeys(CLASSES, 1)}


def judged(*faces: tuple[str, str, str, float], voters: str | None = None) -> tuple[list[Face], judge.Readings]:
    """Faces by (requested, seen by the judge, the pipeline's label, its confidence), and the judge's readings of them.

    `voters`: what the voters say alone, where that is not the pipeline's label.
    """
    made = [
        Face(
            Request({}, vector(), CLASSES.index(requested), None), None,
            {"recognised": label, "confidence": confidence, "votes": [a_vote(voters or label)]},
        )
        for requested, _, label, confidence in faces
    ]
    seen = np.eye(8)[[CLASSES.index(verdict) for _, verdict, _, _ in faces]]
    nothing = np.zeros((len(faces), 1))
    return made, judge.Readings(probabilities=seen, au=nothing, attributes=nothing, identity=nothing, quality=nothing, features=nothing)


def test_label_errors_count_what_the_judge_does_not_see():
    words = judged(("fear", "surprise", "surprise", 0.9), ("fear", "fear", "fear", 0.8), ("anger", "neutral", "anger", 0.4))
    units = judged(("happiness", "happiness", "happiness", 0.95))
    figures, tables = label_errors({"text": words, "text_au": units})
    assert figures["requested_label_error"].value == pytest.approx(2 / 4) and figures["rectified_label_error"].value == pytest.approx(1 / 4)
    assert tables["label_errors"]["text"] == {"requested_label_error": pytest.approx(2 / 3), "voters_label_error": pytest.approx(1 / 3), "rectified_label_error": pytest.approx(1 / 3), "n": 3}
    assert tables["label_errors"]["text_au"]["requested_label_error"] == 0
    unsure = judged(("contempt", "contempt", "contempt", 0.5), voters="neutral")
    assert label_errors({"text": unsure})[1]["label_errors"]["text"] == {"requested_label_error": 0, "voters_label_error": 1, "rectified_label_error": 0, "n": 1}
    # Nine tenths of four faces are all four.
    assert figures["feranno_precision_at_90_coverage"].value == pytest.approx(3 / 4) and tables["label"]["precision_of_the_rest"] is None


def test_confusions_are_shares_of_the_class_asked_for():
    before = judged(("fear", "surprise", "fear", 1), ("fear", "fear", "fear", 1), ("surprise", "surprise", "fear", 1))
    after = judged(("fear", "fear", "fear", 1), ("fear", "fear", "fear", 1), ("surprise", "fear", "fear", 1))
    table = confusions(before, after)["confusions"]
    assert table["fear seen as surprise"] == {"text": 0.5, "text_guided": 0.0, "n": 2}
    assert table["surprise seen as fear"] == {"text": 0.0, "text_guided": 1.0, "n": 1}
    assert table["contempt seen as neutral"] == {"text": None, "text_guided": None, "n": 0}


def test_quality_falls_where_the_same_seeds_lose_it_beyond_chance():
    def faces(strength: float, quality: list[float]) -> tuple[list[Face], judge.Readings]:
        seeds = [Request({"seed": seed}, vector(), 1, None) for seed in range(len(quality))]
        seen = np.eye(8)[[1 if strength else 0] * len(quality)]
        facing = np.tile([[1.0, 0.0]], (len(quality), 1))
        return [Face(request, None, {}) for request in seeds], judge.Readings(
            probabilities=seen, au=facing, attributes=facing, identity=facing, quality=np.array(quality), features=facing)

    unguided = faces(0, [0.9, 0.8, 0.9, 0.8])
    table = guidance_strengths(unguided, {8.0: faces(8, [0.5, 0.3, 0.4]), 1.0: faces(1, [0.8, 0.9, 0.9, 0.8])})["guidance_strength"]
    assert list(table) == ["0", "1", "8"] and [row["quality_fell"] for row in table.values()] == ["no", "no", "yes"]
    assert [row["class_accuracy"] for row in table.values()] == [0, 1, 1] and table["8"]["n"] == 3
    assert table["8"]["quality"] == pytest.approx(0.4) and table["8"]["identity_cosine"] == pytest.approx(1)


def test_a_slider_is_what_the_judge_reads_of_its_unit_alone():
    def faces(*readings: dict) -> tuple[list[Face], judge.Readings]:
        asked = [Request({"seed": seed}, vector(**one), None, None) for seed, one in enumerate(({"AU18": 1}, {"AU12L": 1, "AU12R": 1}))]
        au, facing = np.stack([vector(**r) for r in readings]), np.tile([[0.6, 0.8]], (2, 1))
        return [Face(r, None, {}) for r in asked], judge.Readings(
            probabilities=facing, au=au, attributes=facing, identity=facing, quality=facing, features=facing)

    figures, tables = identity(*faces({"AU18": 0.1}, {}), *faces({"AU18": 0.7}, {"AU12L": 0.9, "AU12R": 0.7, "AU18": 1}))
    assert figures["identity_cosine_mean"].value == pytest.approx(1)
    assert tables["sliders"]["AU18"] == {"at_rest": pytest.approx(0.1), "alone_at_1": pytest.approx(0.7), "n": 1}
    assert tables["sliders"]["AU12"] == {"at_rest": 0, "alone_at_1": pytest.approx(0.8), "n": 1}
    assert list(tables["identity"]) == ["AU12", "AU18", "different seeds"]


def test_classes_stand_side_by_side():
    tables = {"classes_text": {"fear": {"accuracy": 0.2}}, "classes_text_au": {"fear": {"accuracy": 0.9}}, "au": {}}
    assert classes_by_condition(tables)["classes"]["fear"] == {"text": 0.2, "text_au": 0.9}


def test_the_reliability_diagram_draws_a_dot_for_each_bin():
    rows = {"0.53–0.60": {"confidence": 0.55, "accuracy": 0.5, "n": 3}, "0.93–1.00": {"confidence": 0.99, "accuracy": 1.0, "n": 9}}
    drawn = reliability_diagram({"reliability_generated": rows, "au": {}})
    assert drawn.count("<circle") == 2 and "(n 12)" in drawn


def test_auroc_counts_ordered_pairs_and_half_the_ties():
    assert auroc([0.9, 0.8, 0.2, 0.1], [True, True, False, False]) == 1.0
    assert auroc([0.9, 0.1, 0.8, 0.2], [True, True, False, False]) == 0.5
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert np.isnan(auroc([0.5, 0.4], [True, True]))


def test_auroc_equals_the_mann_whitney_statistic():
    rng = np.random.default_rng(0)
    scores, positive = rng.integers(0, 20, 200), rng.random(200) < 0.3
    u = scipy.stats.mannwhitneyu(scores[positive], scores[~positive]).statistic
    assert auroc(scores, positive) == pytest.approx(u / (positive.sum() * (~positive).sum()))


def test_frechet_distance_equals_the_formula_with_scipys_matrix_root():
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(300, 6)) @ rng.normal(size=(6, 6)), rng.normal(0.5, 1, (200, 6))
    ca, cb = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    reference = ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(ca + cb - 2 * scipy.linalg.sqrtm(ca @ cb).real)
    assert frechet_distance(a, b) == pytest.approx(reference, rel=1e-6)
    assert frechet_distance(a, a) == pytest.approx(0.0, abs=1e-6)


def test_frechet_distance_of_shifted_features_is_the_squared_shift():
    a = np.random.default_rng(2).normal(size=(100, 3))
    assert frechet_distance(a, a + np.array([3, 4, 0])) == pytest.approx(25.0)


def test_pairwise_distance_of_a_right_triangle():
    assert mean_pairwise_distance(np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])) == pytest.approx((3 + 4 + 5) / 3)


def test_psnr_of_a_constant_error_and_of_a_masked_region():
    a = np.full((4, 4, 3), 100, np.uint8)
    b = a.copy()
    b[:2] += 5
    assert psnr(a, a + np.uint8(1)) == pytest.approx(20 * np.log10(255))
    mask = np.zeros((4, 4), bool)
    mask[0] = True
    assert psnr(a, b, mask) == pytest.approx(20 * np.log10(255 / 5))


def test_the_face_region_holds_eyes_and_mouth_but_no_corner():
    eyes, mouth = np.array([[[78.0, 50.0], [50.0, 50.0]]]), np.array([[64.0, 84.0]])
    mask = face_mask(eyes, mouth, 128)[0]
    assert all(mask[int(y), int(x)] for x, y in [*eyes[0], mouth[0], (64, 95)])
    assert not mask[::127, ::127].any()


def test_unit_figures_average_the_two_sides():
    requested = np.stack([vector(AU12L=x, AU12R=x, AU26=x) for x in (0.0, 0.5, 1.0)])
    realised = np.stack([vector(AU12L=2 * x / 2 + 0.1, AU12R=x - 0.1, AU26=1 - x) for x in (0.0, 0.5, 1.0)])
    r, error = unit_correlations(requested, realised), unit_mean_absolute_errors(requested, realised)
    assert r[12] == pytest.approx(1.0) and error[12] == pytest.approx(0.0, abs=1e-6)
    assert r[26] == pytest.approx(-1.0) and error[26] == pytest.approx(5 * 2 / 3)
    assert np.isnan(r[1])


def test_pearson_equals_numpy():
    a, b = np.random.default_rng(4).normal(size=(2, 50))
    assert pearson(a, b) == pytest.approx(np.corrcoef(a, b)[0, 1])


def test_verification_is_perfect_when_people_lie_apart():
    embeddings = np.array([[1.0, 0.0], [0.99, 0.14], [0.0, 1.0], [0.14, 0.99]])
    assert verification_auc(embeddings, np.array([0, 0, 1, 1])) == 1.0
    assert verification_auc(embeddings, np.array([0, 1, 0, 1])) < 0.5


# --- requests --------------------------------------------------------------------------------------------------------


def test_a_recipe_says_one_number_for_equal_sides_and_both_for_different():
    assert recipe_au(vector(AU12L=0.5, AU12R=0.5, AU14L=0.9, AU26=0.25)) == {"AU12": 0.5, "AU14": {"left": 0.9, "right": 0.0}, "AU26": 0.25}


def test_a_face_at_rest_is_said_not_left_open():
    assert recipe_au(vector()) == {"AU12": 0}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_requests_are_a_function_of_the_seed_and_valid_recipes(condition):
    requests, again = requests_of(condition, PACK, 16), requests_of(condition, PACK, 16)
    assert [r.recipe for r in requests] == [r.recipe for r in again]
    assert len({r.recipe["seed"] for r in requests}) == len(requests)
    units = {unit.id: unit for unit in ACTION_UNITS}
    for r in requests:
        assert 0 <= r.recipe["seed"] <= 0xFFFFFFFF and len(r.recipe["prompt"]) <= 2000
        for unit, value in r.recipe["au"].items():
            sides = value.values() if isinstance(value, dict) else [value]
            assert unit in units and all(0 <= side <= 1 for side in sides)
            assert not isinstance(value, dict) or units[unit].lateral


def test_more_faces_begin_with_the_same_faces():
    few, many = requests_of("text_au", PACK, 8), requests_of("text_au", PACK, 16)
    assert [r.recipe for r in few] == [r.recipe for r in many[:8]]


def test_conditions_say_what_they_are_named_for():
    by_name = {name: requests_of(name, PACK, 16) for name in CONDITIONS}
    assert all(r.recipe["expression"] is None and r.recipe["au"] for r in by_name["au"])
    assert all(r.recipe["au"] == {} and r.recipe["semanticGuidance"]["strength"] == 0 for r in by_name["text"])
    assert all(r.recipe["semanticGuidance"] == PACK["defaults"]["semanticGuidance"] for r in by_name["text_guided"])
    assert [r.recipe for r in by_name["au_student"]] == [r.recipe | {"sampler": "student", "steps": 4, "textGuidance": 1} for r in by_name["au"]]
    assert [r.recipe["seed"] for r in by_name["text"]] == [r.recipe["seed"] for r in by_name["text_guided"]]
    stronger = [r.recipe | {"semanticGuidance": {**PACK["defaults"]["semanticGuidance"], "strength": 8.0}} for r in by_name["text"]]
    assert [r.recipe for r in by_name["text_guided_8"]] == stronger[: len(by_name["text_guided_8"])]
    assert [r.expression for r in by_name["text_au"]] == [i % 8 for i in range(16)]
    assert all(len(r.recipe["au"]) == 1 and isinstance(next(iter(r.recipe["au"].values())), dict) for r in by_name["laterality"])
    shown = [r for r in by_name["text_au"] if r.expression]
    for rest, moved in zip(by_name["text_au_rest"], shown, strict=True):
        assert rest.recipe == {**moved.recipe, "expression": "neutral", "au": {"AU12": 0}} and rest.au.max() == 0
    for rest, moved in zip(by_name["identity_rest"], by_name["identity_moved"], strict=True):
        assert rest.recipe["seed"] == moved.recipe["seed"] and rest.recipe["prompt"] == moved.recipe["prompt"]
        assert rest.au.max() == 0 and moved.au.max() == 1
    assert all(len(r.recipe["au"]) == 1 for r in by_name["identity_moved"])


def test_faces_to_learn_from_are_balanced_guided_and_new():
    requests = teaching(PACK, 16)
    assert [r.expression for r in requests] == [i % 8 for i in range(16)]
    assert all(r.recipe["semanticGuidance"] == PACK["defaults"]["semanticGuidance"] and r.recipe["au"] for r in requests)
    others = {r.recipe["seed"] for name in CONDITIONS for r in requests_of(name, PACK, 400)}
    assert not others & {r.recipe["seed"] for r in requests}
    assert all(r.recipe["sampler"] == "student" and r.recipe["semanticGuidance"]["strength"] == 0 for r in by_student(PACK, requests))


def test_faces_to_learn_from_turn_their_heads_in_every_light():
    requests = teaching(PACK, 200)
    turned = np.array([max(r.au[COLUMN_INDEX[f"AU{unit}"]] for unit in range(51, 57)) > 0.3 for r in requests])
    assert 0.35 < turned.mean() < 0.65
    assert all((r.recipe["au"].keys() & {"AU51", "AU52", "AU53", "AU54", "AU55", "AU56"}) != set() for r in requests)
    for table in (LIGHT_PHRASES, BACKGROUND_PHRASES):
        assert all(any(f", {phrases[0]}" in r.recipe["prompt"] for r in requests) for phrases in table.values())
    assert {word for r in requests for word in tokenize(r.recipe["prompt"])} <= set(WORDS)


def test_attributes_forgive_one_step_of_skin_and_count_beards():
    asked = {name: words[0] for name, words in ATTRIBUTES.items()} | {"skin": "medium", "facial_hair": "beard", "glasses": "glasses"}
    seen = np.array(encode(asked | {"skin": "tan", "facial_hair": "moustache"}))
    assert attribute_hits(asked, seen) == {"hair_colour": True, "glasses": True, "facial_hair": False, "skin": True, "sex": True, "age": True}
    assert not attribute_hits(asked, np.array(encode(asked | {"skin": "dark"})))["skin"]


def test_prompts_state_what_is_judged():
    person = {name: words[0] for name, words in ATTRIBUTES.items()} | {
        "sex": "masculine", "age": "old", "skin": "dark", "hair_style": "short", "hair_colour": "white", "facial_hair": "beard", "glasses": "glasses"}
    prompt = describe(person)
    assert prompt == "an old man with dark skin, white hair, a beard and glasses"


def test_prompts_use_only_words_the_text_encoder_learned():
    prompts = [r.recipe["prompt"] for name in CONDITIONS for r in requests_of(name, PACK, 200)]
    assert {word for prompt in prompts for word in tokenize(prompt)} <= set(WORDS)


def test_turned_heads_are_not_what_frontal_faces_are_compared_with(runs_folder):  # noqa: F811
    held_out = load_split(runs_folder / "smoke" / "renders", "heldout")
    assert frontal(held_out).tolist() == [True] * 12 + [False] * 12


# --- the whole stage --------------------------------------------------------------------------------------------------


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
    graph(folder / "encoder.onnx", [helper.make_node("AveragePool", ["image"], ["latent"], kernel_shape=[16, 16], strides=[16, 16])],
          {"image": image}, {"latent": latent})
    graph(folder / "decoder.onnx", [helper.make_node("Resize", ["latent", "", "scales"], ["image"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")],
          {"latent": latent}, {"image": image}, [("scales", np.array([1, 1, 16, 16], np.float32))])
    graph(folder / "feranno.onnx", [helper.make_node("Flatten", ["latent"], ["flat"]), helper.make_node("Gemm", ["flat", "w"], ["logits"])],
          {"latent": latent}, {"logits": ["B", 8]}, [("w", rng.normal(size=(192, 8)).astype(np.float32))])
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
    monkeypatch.setattr(generate, "command", lambda recipes, out, pack: [sys.executable, str(script), "--recipes", str(recipes), "--out", str(out), "--pack", str(pack)])
    monkeypatch.setattr("training.evaluate.inversion.command", generate.command)


@pytest.fixture
def voter(tmp_path, monkeypatch):
    """A stand-in for the photograph voter, whose seven classes' logits are a random map of a picture's mean colour, and for the renderer."""
    folder = tmp_path / "voter"
    folder.mkdir()
    graph(folder / "voter.onnx", [helper.make_node("ReduceMean", ["image", "axes"], ["colour"], keepdims=0), helper.make_node("Gemm", ["colour", "w"], ["logits"])],
          {"image": ["n", 3, "height", "width"]}, {"logits": ["n", 7]},
          [("axes", np.array([2, 3], np.int64)), ("w", np.random.default_rng(1).normal(size=(3, 7)).astype(np.float32))])
    (folder / "voter.json").write_text(json.dumps(
        {"graph": "voter.onnx", "crop": 0.75, "temperature": 2, "classes": CLASSES[:7], "classWeights": dict.fromkeys(CLASSES[:7], 0)}))

    class Painter:
        def render(self, params):
            return np.full((128, 128, 3), int(200 * params.au.max()), np.uint8), None, None

    monkeypatch.setattr(stage, "open_renderer", lambda args: Painter())


def options(runs_folder, pack, *words) -> argparse.Namespace:  # noqa: F811
    return arguments(stage, runs_folder, "--pack", str(pack), "--n", "8", "--voter", str(pack.parent / "voter"), *words)


def test_a_whole_report(runs_folder, pack, pipeline, voter):  # noqa: F811
    judge.run(arguments(judge, runs_folder))
    stage.run(options(runs_folder, pack, "--processes", "2"))
    report = json.loads((pack / "report.json").read_text())
    assert set(report["metrics"]) == {name for name in AIMS if not name.startswith("teaches_")}
    for entry in report["metrics"].values():
        assert set(entry) == {"value", "n", "seed", "command", "aim"} and entry["n"] > 0
    # Blobs are flat 16×16 patches: this encoder loses nothing of them, and the stand-in gives layouts back whole.
    assert report["metrics"]["autoencoder_psnr_db"]["value"] > 45
    assert report["metrics"]["inversion_psnr_db"]["value"] > 45
    assert {"au", "classes", "confusions", "label_errors", "attributes", "identity", "judge", "voters_renders", "guidance_strength",
            "feranno_classes_renders", "feranno_classes_generated", "reliability_renders", "reliability_generated"} <= set(report["tables"])
    assert report["tables"]["photograph_voter_renders"]["fear"]["n"] == report["tables"]["photograph_voter_generated"]["fear"]["n"] == 1
    assert all(row["weight_by_rule"] in (0, 1) and row["weight_now"] == 0 for row in report["tables"]["photograph_voter_weights"].values())
    assert all(0 <= row["drawn_alone_at_1"] <= 1 for row in report["tables"]["sliders"].values())
    assert report["notes"] == []
    assert "<svg" in (pack / "reliability.svg").read_text()
    written = (pack / "REPORT.md").read_text()
    assert all(f"`{name}`" in written for name in AIMS)
    assert Image.open(pack / "contact-sheet.jpg").size[1] == 8 * 128


def test_what_the_faces_teach_is_added_to_the_report(runs_folder, pack, pipeline):  # noqa: F811
    write_split(runs_folder / "smoke" / "renders", RENDERS[0], seed=9)
    words = ("--pack", str(pack), "--n", "8", "--by-student")
    with pytest.raises(SystemExit, match="evaluate"):
        teach.run(arguments(teach, runs_folder, *words))
    judge.run(arguments(judge, runs_folder))
    stage.run(options(runs_folder, pack, "--conditions", "text"))
    before = json.loads((pack / "report.json").read_text())
    teach.run(arguments(teach, runs_folder, *words))
    report = json.loads((pack / "report.json").read_text())
    added = {f"teaches_accuracy_{name}" for name in ("rectified", "requested", "renders")}
    assert set(report["metrics"]) == set(before["metrics"]) | added
    assert all(report["metrics"][name]["command"].startswith("python -m training teach") for name in added)
    assert {name: entry for name, entry in report["metrics"].items() if name not in added} == before["metrics"]
    assert report["tables"]["teach"]["rectified"]["n_faces"] == 8
    assert report["metrics"]["teaches_accuracy_renders"]["command"] in (pack / "REPORT.md").read_text()


def test_faces_that_are_there_are_not_made_again(runs_folder, pack, pipeline):  # noqa: F811
    judge.run(arguments(judge, runs_folder))
    stage.run(options(runs_folder, pack, "--conditions", "text"))
    (folder,) = (runs_folder / "smoke" / "evaluate").glob("synfer-tiny-*/text")
    before = (pack / "report.json").read_bytes()
    stage.run(options(runs_folder, pack, "--conditions", "text"))
    assert (folder / "runs.log").read_text().splitlines() == ["part-000"]
    assert (pack / "report.json").read_bytes() == before
    next((folder / "part-000").glob("*.png")).unlink()
    stage.run(options(runs_folder, pack, "--conditions", "text"))
    assert (folder / "runs.log").read_text().splitlines() == ["part-000", "part-000"]
    assert len(list((folder / "part-000").glob("*.png"))) == 8


def test_without_faces_only_what_renders_can_say_is_reported(runs_folder, pack):  # noqa: F811
    judge.run(arguments(judge, runs_folder))
    stage.run(options(runs_folder, pack, "--no-generate"))
    metrics = json.loads((pack / "report.json").read_text())["metrics"]
    assert set(metrics) == {"autoencoder_psnr_db", "feranno_accuracy_renders", "feranno_ece", "feranno_auroc_mismatch"}
    written = (pack / "REPORT.md").read_text()
    assert "not measured" in written and "The photograph voter's figures are left out" in written


def test_a_report_says_whether_reach_and_floor_are_kept():
    assert meets(0.7, 0.6, at_most=False) and not meets(0.5, 0.6, at_most=False)
    assert meets(0.05, 0.08, at_most=True) and not meets(0.1, 0.08, at_most=True)
    assert meets(None, 0.5, at_most=False) is None and meets(0.5, None, at_most=False) is None
    metrics = {"au_pearson_r_mean": {"value": 0.7, "n": 400, "seed": 1, "command": "c"}}
    row = next(line for line in markdown({"pack": {"id": "p", "version": "1"}, "preset": "cpu", "seed": 1, "command": "c", "metrics": metrics, "tables": {}}).splitlines() if "au_pearson_r_mean" in line)
    assert row.endswith("| 0.700 | 400 | ≥ 0.800 | **no** | ≥ 0.600 | yes |")


def test_the_student_is_held_against_its_teacher():
    aim = AIMS["student_au_pearson_r_mean"]
    assert reach_of(aim, {"au_pearson_r_mean": {"value": 0.8}}) == pytest.approx(0.75)
    assert reach_of(aim, {}) is None


def test_a_pack_without_a_student_is_not_asked_for_one():
    assert requests_of("au_student", {name: value for name, value in PACK.items() if name != "student"}, 16) == []


def test_a_report_says_why_a_figure_misses_its_reach():
    assert set(SHORTFALLS) == {name for name, aim in AIMS.items() if aim.reach is not None or aim.below is not None}
    assert all(set(said) == {"why", "closes"} for said in SHORTFALLS.values())
    metrics = {"au_pearson_r_mean": {"value": 0.7, "n": 1, "seed": 1, "command": "c"}, "identity_cosine_mean": {"value": 0.9, "n": 1, "seed": 1, "command": "c"}}
    written = markdown({"pack": {"id": "p", "version": "1"}, "preset": "cpu", "seed": 1, "command": "c", "metrics": metrics, "tables": {}})
    assert SHORTFALLS["au_pearson_r_mean"]["why"] in written and SHORTFALLS["identity_cosine_mean"]["why"] not in written


def test_a_missing_judge_is_said_plainly(runs_folder, pack):  # noqa: F811
    with pytest.raises(SystemExit, match="judge"):
        stage.run(options(runs_folder, pack))


def test_the_classes_of_the_report_are_the_projects():
    assert len(CLASSES) == 8 and conditions.SEED < 2**32
