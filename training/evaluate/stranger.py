"""stranger: what the photograph voter reads in renders: six expressions, each against the same person's face at rest.

It never saw a render: an expression it cannot read is not yet drawn as photographs show it. A gauge, never a teacher.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from training.evaluate.photograph_voter import FOLDER, PhotographVoter, open_photograph_voter
from training.facs import CLASSES
from training.render.action_units import resolve_conflicts
from training.render.expressions import sample_prototype
from training.render.face import FaceParams
from training.render.painters import add_geometry_arguments, open_renderer

#: Expressions with a gain; neutral is what they are compared with, contempt the voter does not know.
EXPRESSIONS = tuple(c for c, name in enumerate(CLASSES) if name not in ("neutral", "contempt"))
#: FACS C to E.
INTENSITIES = (0.6, 1.0)
SEED = 71077
PEOPLE_FROM = 910_000_000  # identity seeds no split uses


@dataclass(frozen=True)
class Gains:
    """Per expression, probabilities of that expression: `shown` on faces that show it, `rest` on the same people at rest."""

    rest: dict[int, np.ndarray]
    shown: dict[int, np.ndarray]
    named: dict[int, float]  # share of the faces that show it in which it is the first choice
    neutral: np.ndarray  # probability of neutral on the faces at rest

    @property
    def mean(self) -> float:
        """Mean over the expressions of the mean gain: the figure `photograph_voter_gain_mean`."""
        return float(np.mean([(self.shown[c] - self.rest[c]).mean() for c in self.shown]))

    def table(self) -> dict[str, dict]:
        """A row for each class; at rest, neutral's own probability stands under `shown`, since it is what is shown."""
        rows: dict[str, dict] = {"neutral": {"at_rest": None, "shown": float(self.neutral.mean()), "gain": None, "first_choice": None, "n": len(self.neutral)}}
        for c, shown in self.shown.items():
            rows[CLASSES[c]] = {
                "at_rest": float(self.rest[c].mean()), "shown": float(shown.mean()), "gain": float((shown - self.rest[c]).mean()),
                "first_choice": self.named[c], "n": len(shown),
            }
        return rows


def gains(voter: PhotographVoter, at_rest: np.ndarray, expressive: dict[int, tuple[np.ndarray, np.ndarray]]) -> Gains:
    """`at_rest`: faces uint8 [n,H,W,3]; `expressive`: class → (faces that show it [m,H,W,3], each one's partner in `at_rest` [m])."""
    resting = voter.probabilities(at_rest)
    seen = {c: voter.probabilities(faces) for c, (faces, _) in expressive.items()}
    return Gains(
        rest={c: resting[partners, c] for c, (_, partners) in expressive.items()},
        shown={c: p[:, c] for c, p in seen.items()},
        named={c: float((p.argmax(axis=1) == c).mean()) for c, p in seen.items()},
        neutral=resting[:, 0],
    )


def poses(person: int) -> dict[int, FaceParams]:
    """One person at rest (0) and in each expression at C to E, by class; light, background and crop stay."""
    from training.render.contact_sheet import at_rest

    resting = at_rest(SEED + person, PEOPLE_FROM + person)
    found = {0: resting}
    for c in EXPRESSIONS:
        rng = np.random.default_rng((SEED, person, c))
        found[c] = replace(resting, au=resolve_conflicts(sample_prototype(rng, c, float(rng.uniform(*INTENSITIES)))))
    return found


class Renderer(Protocol):
    """Draws a person: the picture uint8 [H,W,3], and what else it knows of it."""

    def render(self, params: FaceParams) -> tuple[np.ndarray, np.ndarray, np.ndarray]: ...


def render_gains(voter: PhotographVoter, renderer: Renderer, n: int) -> Gains:
    """Draw `n` people at rest and in six expressions (7 n pictures; a person's pictures in a row, which spares shaping heads)."""
    drawn = [{c: renderer.render(params)[0] for c, params in poses(person).items()} for person in range(n)]
    pictures = {c: np.stack([faces[c] for faces in drawn]) for c in (0, *EXPRESSIONS)}
    return gains(voter, pictures[0], {c: (pictures[c], np.arange(n)) for c in EXPRESSIONS})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--n", type=int, default=24, help="people; each is drawn seven times (default: 24)")
    add_geometry_arguments(parser)


def run(args: argparse.Namespace) -> None:
    voter = open_photograph_voter()
    if voter is None:
        raise SystemExit(f"There is no {FOLDER / 'voter.onnx'}: run `npm run voter` first.")
    found = render_gains(voter, open_renderer(args), args.n)
    shown = lambda value: f"{value:9.3f}" if value is not None else f"{'':>9}"  # noqa: E731
    print(f"{'':10}{'at rest':>9}{'shown':>9}{'gain':>9}{'1st':>9}{'n':>5}")
    for name, row in found.table().items():
        print(f"{name:10}{shown(row['at_rest'])}{shown(row['shown'])}{shown(row['gain'])}{shown(row['first_choice'])}{row['n']:5}")
    print(f"photograph_voter_gain_mean {found.mean:.3f}")
