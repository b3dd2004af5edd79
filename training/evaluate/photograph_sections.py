"""The report's sections on the photograph voter: what an outsider reads in renders and generated faces, and where it may count."""

from __future__ import annotations

import numpy as np

from training.data import Split
from training.evaluate.generate import Face
from training.evaluate.label_sections import average
from training.evaluate.pack_graphs import Pack
from training.evaluate.photograph_voter import PhotographVoter
from training.evaluate.sections import Figure, Figures, Tables
from training.evaluate.stranger import EXPRESSIONS, Gains, Renderer, gains, render_gains
from training.facs import CLASSES
from training.recognisers.calibration import clear_halves

CONTEMPT = CLASSES.index("contempt")


def _gain_section(found: Gains, figure: str, table: str) -> tuple[Figures, Tables]:
    return {figure: Figure(found.mean, sum(len(shown) for shown in found.shown.values()))}, {table: found.table()}


def gains_on_renders(voter: PhotographVoter, renderer: Renderer, people: int) -> tuple[Figures, Tables]:
    """What the voter reads in people drawn for it, as `python -m training stranger` does."""
    return _gain_section(render_gains(voter, renderer, people), "photograph_voter_gain_mean", "photograph_voter_renders")


def gains_on_generated(voter: PhotographVoter, showing: tuple[list[Face], np.ndarray], resting: tuple[list[Face], np.ndarray]) -> tuple[Figures, Tables]:
    """The same of generated faces: `showing` with words and AUs of a class, `resting` of the same seeds and looks at rest.

    Each side: the faces and their pixels uint8 [n,H,W,3]. Faces without a partner are left out.
    """
    partners = {face.request.recipe["seed"]: i for i, face in enumerate(resting[0])}
    expressive = {}
    for c in EXPRESSIONS:
        own = [i for i, face in enumerate(showing[0]) if face.request.expression == c and face.request.recipe["seed"] in partners]
        if own:
            expressive[c] = showing[1][own], np.array([partners[showing[0][i].request.recipe["seed"]] for i in own])
    return _gain_section(gains(voter, resting[1], expressive), "photograph_voter_gain_generated_mean", "photograph_voter_generated")


def _brier(label: np.ndarray, truth: np.ndarray, c: int) -> float:
    """Mean squared error of the probability of class `c`."""
    return float(((label[:, c] - (truth == c)) ** 2).mean())


def _share(hits: np.ndarray) -> float | None:
    return float(hits.mean()) if len(hits) else None


def reliability(voter: PhotographVoter, pack: Pack, held_out: Split, generated: tuple[list[Face], np.ndarray]) -> Tables:
    """Where the voter may count: per class its precision and recall, and what counting it there alone does to the label.

    A class's weight should be 1 where the label's Brier score for that class falls both on clear held-out renders of the half that
    nothing was fitted on and on generated faces, against the class requested by words and AUs; otherwise 0. `weight_now`: voter.json.
    """
    _, clear = clear_halves(held_out)
    sources = {
        "renders": (held_out.images[clear], held_out.class_index[clear]),
        "generated": (generated[1], np.array([face.request.expression for face in generated[0]])),
    }
    rows: dict[str, dict] = {CLASSES[c]: {} for c in range(len(CLASSES)) if c != CONTEMPT}
    for source, (images, truth) in sources.items():
        own = [read(images) for name, read in (("feranno", pack.feranno), ("second_opinion", pack.second_opinion)) if pack.has(name)]
        ones = [np.ones(len(CLASSES))] * len(own)
        vote = voter.probabilities(images, voter.temperature)
        first = vote.argmax(axis=1)
        before = average(own, ones)
        for c, name in enumerate(CLASSES):
            if c == CONTEMPT:
                continue
            alone = np.where(np.arange(len(CLASSES)) == c, 1.0, 0.0)
            alone[CONTEMPT] = np.nan
            after = average([*own, vote], [*ones, alone])
            rows[name] |= {
                f"precision_{source}": _share(truth[first == c] == c),
                f"recall_{source}": _share(first[truth == c] == c),
                f"brier_change_{source}": _brier(after, truth, c) - _brier(before, truth, c),
            }
    for name, row in rows.items():
        row["weight_by_rule"] = int(row["brier_change_renders"] < 0 and row["brier_change_generated"] < 0)
        row["weight_now"] = voter.class_weights[name]
    return {"photograph_voter_weights": rows}
