"""A person's head in one picture: shaped, moved by action units, turned, and seen by the camera. Both renderers draw from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .action_units import blendshape_weights, head_angles, with_rest
from .face import FaceParams, Person
from .folds import smoothstep
from .geometry import EYE_RADIUS, Head, close_lips
from .numerics import lerp
from .proportions import resting_lids, within_people

CAMERA_DISTANCE = 78.0  # cm from the head's origin
EYE_ROW = 0.395  # of the image, from the top
EYE_TO_CHIN = 0.515  # of the image, at rest
PIVOT = np.array([0.0, -3.0, 0.0], np.float32)
#: Across the middle of the face, cm: over this width one side's form passes into the other's.
MIDDLE = 1.5


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Head rotation [3,3] for angles in radians: yaw to +X, pitch up, roll to the person's left shoulder."""
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    turn = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    nod = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
    tilt = np.array([[cr, sr, 0], [-sr, cr, 0], [0, 0, 1]])
    return (tilt @ turn @ nod).astype(np.float32)


def shape_person(head: Head, person: Person) -> tuple[np.ndarray, np.ndarray, float]:
    """Vertices of the person [K,3] without any expression, eyeballs [2,4] (centre, radius), eye-to-chin distance; cm."""
    modes = min(len(head.identity_delta), len(person.identity))
    flat = head.rest.ravel() + person.identity[:modes] @ head.identity_delta[:modes]
    left = smoothstep(-MIDDLE, MIDDLE, head.rest[:, 0])[:, None]
    uneven = min(modes, len(person.uneven))
    flat = flat + (left * (person.uneven[:uneven] @ head.identity_delta[:uneven]).reshape(-1, 3)).ravel()
    for name, weight in (("masculine", person.masculine), ("aged", person.aged)):
        if name in head.shape_names:
            flat = flat + np.float32(weight) * head.shape_delta[head.shape_names.index(name)]
    change = np.tensordot(person.identity[:modes], head.eye_identity[:modes], 1)
    for name, weight in person.forms.items():
        if name in head.form_names:
            k = head.form_names.index(name)
            flat = flat + np.float32(weight) * head.form_delta[k]
            change[:, :3] += weight * head.form_eyes[k]
    flat = _behind_the_lips(head, flat)
    vertices = close_lips(flat.reshape(-1, 3).astype(np.float32), head.rest, head.landmarks)
    eyes = np.concatenate([head.eye_rest + change[:, :3], EYE_RADIUS * (1 + change[:, 3:])], 1).astype(np.float32)
    vertices, eyes = within_people(head, vertices, eyes, person.attributes["sex"] == "feminine")
    return vertices, eyes, float(eyes[:, 1].mean() - vertices[head.landmarks[8], 1])


def _behind_the_lips(head: Head, flat: np.ndarray) -> np.ndarray:
    """Vertices [K*3] whose gums and teeth stand as far behind lips and chin as the neutral head's, the upper row by the lips, the lower by the chin too.

    Left where they are they come through the skin of a small jaw, and behind full lips they lie in the dark and are never seen.
    """
    change = (flat.reshape(-1, 3) - head.rest)[:, 2]
    inside = np.arange(len(head.rest)) >= head.ranges[0]
    inside &= (head.rest[:, 1] < 0.5) & (head.rest[:, 2] < 12)
    if not inside.any():
        return flat

    def least(rows: tuple[float, ...]) -> float:
        near = (np.flatnonzero((np.hypot(head.rest[:, 0], head.rest[:, 1] - y) < 0.7) & (head.rest[:, 2] > 9) & ~inside) for y in rows)
        return min((float(change[n].mean()) for n in near if len(n)), default=0.0)

    upper = smoothstep(-4.2, -3.0, head.rest[inside, 1])
    wanted = lerp(least((-3.4, -5.2, -6.2)), least((-1.9, -3.4)), upper)
    out = flat.reshape(-1, 3).copy()
    out[inside, 2] += wanted - float(change[inside].mean())
    return out.ravel()


@dataclass
class Posed:
    """One picture's geometry, cm. `vertices` are before the head's turn; `posed` turns."""

    rest: np.ndarray  # [K,3] the person without expression
    vertices: np.ndarray  # [K,3]
    eyes: np.ndarray  # [2,4]
    turn: np.ndarray  # [3,3]
    focal: float  # of a picture from -1 to 1
    shift: np.ndarray  # [2] of the picture's middle, in the same units
    size: int
    mouth_marks: np.ndarray

    def posed(self, points: np.ndarray) -> np.ndarray:
        """Points [...,3] turned with the head."""
        return (points - PIVOT) @ self.turn.T + PIVOT

    def unposed(self, points: np.ndarray) -> np.ndarray:
        """The inverse of `posed`."""
        return (points - PIVOT) @ self.turn + PIVOT

    def pixel(self, points: np.ndarray) -> np.ndarray:
        """Where turned points [...,3] are seen, pixels (x, y)."""
        ndc = points[..., :2] * self.focal / (CAMERA_DISTANCE - points[..., 2:]) + self.shift
        return (np.stack([ndc[..., 0] * 0.5 + 0.5, 0.5 - 0.5 * ndc[..., 1]], -1) * self.size).astype(np.float32)

    @property
    def eye_pixels(self) -> np.ndarray:
        """Pupils' places at rest gaze [2,2], the person's left first."""
        return self.pixel(self.posed(self.eyes[:, :3] + np.array([0, 0, EYE_RADIUS], np.float32)))

    @property
    def mouth_pixel(self) -> np.ndarray:
        return self.pixel(self.posed(self.vertices[self.mouth_marks].mean(0)))


def pose(head: Head, params: FaceParams, size: int, person_shape: tuple[np.ndarray, np.ndarray, float] | None = None) -> Posed:
    """The head of one picture of `size` pixels; `person_shape` is `shape_person`'s, if already known."""
    rest, eyes, length = person_shape or shape_person(head, params.person)
    weights = with_rest(blendshape_weights(params.au, head.shape_names), params.person.rest, params.au, head.shape_names)
    weights = resting_lids(head, weights, rest, params.person, params.au)
    active = np.flatnonzero(np.abs(weights) > 1e-4)
    vertices = (rest.ravel() + weights[active] @ head.shape_delta[active]).reshape(-1, 3)
    turn = rotation(*head_angles(params.au))
    posed = lambda p: (p - PIVOT) @ turn.T + PIVOT  # noqa: E731
    eye_middle = posed(eyes[:, :3].mean(0))
    face_middle = 0.5 * (eye_middle + posed(rest[head.landmarks[[48, 54]]].mean(0)))
    focal = 2.0 * EYE_TO_CHIN * params.zoom / length * (CAMERA_DISTANCE - 9.5)
    row = 1.0 - 2.0 * (EYE_ROW + params.shift[1])
    shift = np.array(
        [2.0 * params.shift[0] - focal * face_middle[0] / (CAMERA_DISTANCE - face_middle[2]), row - focal * eye_middle[1] / (CAMERA_DISTANCE - eye_middle[2])]
    )
    return Posed(rest, vertices.astype(np.float32), eyes, turn, float(focal), shift, size, head.landmarks[[48, 54, 51, 57]])
