"""Heads kept within what people measure: breadth of face and jaw, the neck, and how far eyes open at rest.

Sums of a hundred modes and of forms go beyond anybody; single measures are drawn in softly, the rest of a face's own shape stays.
"""

from __future__ import annotations

import numpy as np

from ..facs import COLUMN_INDEX
from .action_units import RESTING_LID
from .face import Person
from .folds import smoothstep
from .geometry import Head

#: Breadth of the face at the ears over its height from the nose's root to the chin: middle and reach.
BREADTH = {True: (1.30, 0.07), False: (1.27, 0.07)}
#: Breadth of the jaw's angles over that of the face.
JAW = {True: (0.74, 0.05), False: (0.80, 0.05)}
#: Breadth and depth of the neck as a share of the mean head's, which is a strong man's.
NECK = {True: 0.80, False: 0.90}
#: Landmarks of an eye: outer and inner corner, two of the upper lid's margin, the lower lid's below them.
EYES = {"L": ((45, 42), (43, 44), (47, 46)), "R": ((36, 39), (37, 38), (41, 40))}


def _within(value: float, middle: float, reach: float) -> float:
    """A value drawn softly into middle ± reach."""
    return middle + reach * float(np.tanh((value - middle) / reach))


def within_people(head: Head, vertices: np.ndarray, eyes: np.ndarray, feminine: bool) -> tuple[np.ndarray, np.ndarray]:
    """A person's vertices [K,3] and eyeballs [2,4] with face, jaw and neck of human breadth."""
    vertices, eyes, marks = vertices.copy(), eyes.copy(), head.landmarks
    height = float(vertices[marks[27], 1] - vertices[marks[8], 1])
    breadth = float(np.ptp(vertices[marks[:17], 0]))
    stretch = (breadth / height / _within(breadth / height, *BREADTH[feminine])) ** 0.5
    for places in (vertices, eyes):
        places[:, 0] /= stretch
        places[:, 1] = 3.6 + (places[:, 1] - 3.6) * stretch
    jaw = float(abs(vertices[marks[4], 0] - vertices[marks[12], 0]) / np.ptp(vertices[marks[:17], 0]))
    y = head.rest[:, 1]
    vertices[:, 0] *= 1 - (1 - _within(jaw, *JAW[feminine]) / jaw) * np.exp(-(((y + 4.5) / 3.2) ** 2))
    # The neck below the jaw; its foot keeps the breadth that shoulders and clothes are fitted to.
    neck = smoothstep(-4.5, -9.5, y - 0.35 * head.rest[:, 2] + 1.5) * (1 - 0.75 * smoothstep(-11.5, -16.0, y))
    vertices[:, 0] *= 1 - (1 - NECK[feminine]) * neck
    return vertices, eyes


def resting_lids(head: Head, weights: np.ndarray, vertices: np.ndarray, person: Person, au: np.ndarray) -> np.ndarray:
    """Weights of shapes whose eyeBlink opens this person's eyes to `Person.lids` at rest, and closes them whole at AU43 of 1.

    `vertices` [K,3] are the person's without expression. FaceKit's lids are shaped for its mean head: of others, eyes were half shut, or did not shut.
    """
    out, names, marks = weights.copy(), head.shape_names, head.landmarks
    worn = [(names.index(name), weight) for name, weight in person.rest.items() if name in names]
    for side, (corners, upper, lower) in EYES.items():
        if f"eyeBlink_{side}" not in names:
            continue
        blink, above, below = names.index(f"eyeBlink_{side}"), marks[list(upper)], marks[list(lower)]
        rise = lambda k, a=above, b=below: float((head.shape_delta[k].reshape(-1, 3)[a, 1] - head.shape_delta[k].reshape(-1, 3)[b, 1]).mean())  # noqa: E731
        drop = -rise(blink)
        if drop < 0.3:
            continue
        bare = float((vertices[above, 1] - vertices[below, 1]).mean())
        left = float((head.rest[above, 1] - head.rest[below, 1]).mean()) - drop  # between the landmarks of shut lids
        rest = bare + sum(weight * rise(k) for k, weight in worn)
        wanted = person.lids * float(np.linalg.norm(vertices[marks[corners[0]]] - vertices[marks[corners[1]]]))
        opened = float(np.clip((rest - wanted) / drop, -0.6, 0.5))
        shut = float(np.clip((bare - left) / drop, 0.6, 1.4))
        closed = float(au[COLUMN_INDEX[f"AU43{side}"]])
        out[blink] += (opened - RESTING_LID) * (1 - closed) + (shut - 1) * closed
    return out
