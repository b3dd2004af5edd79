"""What one picture shows: the parameters a sampler draws and a renderer draws from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Person:
    """Everything that stays when one person changes expression: a function of the identity seed."""

    seed: int
    attributes: dict[str, str]
    identity: np.ndarray  # [I] weights of the identity modes, about N(0, 0.8)
    uneven: np.ndarray  # [<I] what the left half of the face adds to them
    forms: dict[str, float]  # weights of `forms.FORM_NAMES`
    rest: dict[str, float]  # weights of expression shapes this face wears at rest; action units are changes from them
    lines: dict[str, tuple[float, float]]  # depth at rest, 0-1, of maps of `folds.py`: left, right
    masculine: float  # -1 feminine .. 1 masculine form
    aged: float  # 0-1
    skin: np.ndarray  # [3] linear RGB albedo
    blush: float
    hair: np.ndarray  # [3] linear RGB
    parting: float  # cm that the crown lies to the person's left
    grey: float  # share of grey strands, 0-1
    brow: np.ndarray  # [3] linear RGB
    brow_shape: np.ndarray  # thickness, arch, height, density; 1, 0, 0, 1 are usual
    lids: float  # height over width of the open eye at rest, about 0.33
    iris: np.ndarray  # [3] linear RGB
    iris_radius: float  # radians of the iris' edge on the eyeball
    lip: np.ndarray  # [3] linear RGB
    noise: np.ndarray  # [3] offset of the skin noise
    cloth: np.ndarray  # [3] linear RGB
    neckline: float  # height of the collar at the middle of the neck, cm
    frame: np.ndarray  # [3] linear RGB of the glasses' rim
    frame_thinner: float  # cm taken off that rim
    worn: np.ndarray  # [3] linear RGB of what is worn on the head or round the neck


@dataclass
class FaceParams:
    """One picture."""

    person: Person
    attributes: dict[str, str]  # all of `attributes.ATTRIBUTES`
    au: np.ndarray  # [47] what the picture shows, conflicts resolved
    label: np.ndarray  # [8] soft class label, sums to 1
    class_index: int
    kind: int  # 0 neutral, 1 prototype, 2 blend, 3 free
    intensity: float
    key_direction: np.ndarray = field(default_factory=lambda: np.array([0.4, 0.5, 0.9], np.float32))
    key_colour: np.ndarray = field(default_factory=lambda: np.array([2.0, 1.95, 1.9], np.float32))
    fill_colour: np.ndarray = field(default_factory=lambda: np.array([0.45, 0.47, 0.5], np.float32))
    background: np.ndarray = field(default_factory=lambda: np.array([0.3, 0.3, 0.3], np.float32))
    background_noise: np.ndarray = field(default_factory=lambda: np.array([0.0, 0.0, 0.3], np.float32))
    place: str = ""  # environment map the picture is taken in (`places.PLACES`), "" for a studio's or a room's plain wall
    seed: int = 0  # of what the picture leaves to chance: the place's turn, wisps of light, depth of focus
    shift: np.ndarray = field(default_factory=lambda: np.zeros(2, np.float32))  # of the crop, share of the image
    zoom: float = 1.0
