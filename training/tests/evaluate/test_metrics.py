"""Figures of the report against known values."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

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
from training.tests.unit_vectors import vector


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
