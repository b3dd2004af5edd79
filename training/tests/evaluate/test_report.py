"""What the report says of its figures."""

from __future__ import annotations

import pytest

from training.evaluate.report import AIMS, SHORTFALLS, markdown, meets, reach_of


def test_a_report_says_whether_reach_and_floor_are_kept():
    assert meets(0.7, 0.6, at_most=False) and not meets(0.5, 0.6, at_most=False)
    assert meets(0.05, 0.08, at_most=True) and not meets(0.1, 0.08, at_most=True)
    assert meets(None, 0.5, at_most=False) is None and meets(0.5, None, at_most=False) is None
    metrics = {"au_pearson_r_mean": {"value": 0.7, "n": 400, "seed": 1, "command": "c"}}
    row = next(
        line
        for line in markdown({"pack": {"id": "p", "version": "1"}, "preset": "cpu", "seed": 1, "command": "c", "metrics": metrics, "tables": {}}).splitlines()
        if "au_pearson_r_mean" in line
    )
    assert row.endswith("| 0.700 | 400 | ≥ 0.800 | **no** | ≥ 0.600 | yes |")


def test_the_student_is_held_against_its_teacher():
    aim = AIMS["student_au_pearson_r_mean"]
    assert reach_of(aim, {"au_pearson_r_mean": {"value": 0.8}}) == pytest.approx(0.75)
    assert reach_of(aim, {}) is None


def test_a_report_says_why_a_figure_misses_its_reach():
    assert set(SHORTFALLS) == {name for name, aim in AIMS.items() if aim.reach is not None or aim.below is not None}
    assert all(set(said) == {"why", "closes"} for said in SHORTFALLS.values())
    metrics = {
        "au_pearson_r_mean": {"value": 0.7, "n": 1, "seed": 1, "command": "c"},
        "identity_cosine_mean": {"value": 0.9, "n": 1, "seed": 1, "command": "c"},
    }
    written = markdown({"pack": {"id": "p", "version": "1"}, "preset": "cpu", "seed": 1, "command": "c", "metrics": metrics, "tables": {}})
    assert SHORTFALLS["au_pearson_r_mean"]["why"] in written and SHORTFALLS["identity_cosine_mean"]["why"] not in written
