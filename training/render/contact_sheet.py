"""Sheets to look at: a grid of random faces, and people in the eight classes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ..facs import CLASSES, COLUMNS
from .action_units import resolve_conflicts
from .expressions import sample_prototype
from .face import FaceParams
from .painters import Painter
from .sampling import sample_face


def grid(images: list[np.ndarray], columns: int, labels: list[str] | None = None) -> Image.Image:
    """Tile equally sized RGB images; optional captions are written into their top left corners."""
    height, width = images[0].shape[:2]
    rows = (len(images) + columns - 1) // columns
    sheet = Image.new("RGB", (columns * width, rows * height), (40, 40, 40))
    for i, image in enumerate(images):
        tile = Image.fromarray(image)
        if labels:
            draw = ImageDraw.Draw(tile)
            draw.text((2, 1), labels[i], fill=(255, 255, 0), stroke_width=1, stroke_fill=(0, 0, 0))
        sheet.paste(tile, ((i % columns) * width, (i // columns) * height))
    return sheet


def random_faces(renderer: Painter, path: Path, count: int = 64, columns: int = 8, seed: int = 1) -> None:
    """Write `count` unselected faces, labelled with their class."""
    rng = np.random.default_rng(seed)
    images, labels = [], []
    for i in range(count):
        params = sample_face(rng, 900_000_000 + seed * 1000 + i)
        images.append(renderer.render(params)[0])
        labels.append(f"{CLASSES[params.class_index]} {params.label.max():.1f}")
    grid(images, columns, labels).save(path)


def at_rest(seed: int, identity_seed: int) -> FaceParams:
    """A frontal, neutral picture of a person."""
    params = sample_face(np.random.default_rng(seed), identity_seed)
    return replace(params, au=np.zeros(len(COLUMNS), np.float32), zoom=1.0, shift=np.zeros(2, np.float32))


def class_rows(renderer: Painter, path: Path, identity_seeds: tuple[int, ...], intensity: float = 0.9) -> None:
    """Write each person in the eight classes."""
    images, labels = [], []
    for identity in identity_seeds:
        base = at_rest(identity, identity)
        for index, name in enumerate(CLASSES):
            au = sample_prototype(np.random.default_rng([identity, index]), index, intensity)
            images.append(renderer.render(replace(base, au=resolve_conflicts(au)))[0])
            labels.append(name)
    grid(images, len(CLASSES), labels).save(path)
