"""atlas: every action unit as the renderer draws it, and 100 random renders. `docs/images/au-atlas-*.jpg`, `renders-100.jpg`."""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ..facs import ACTION_UNITS, COLUMNS, ActionUnit
from .action_units import resolve_conflicts
from .colours import BACKGROUND, linear
from .contact_sheet import random_faces
from .expressions import set_unit
from .face import FaceParams, Person
from .painters import REPOSITORY, Painter, add_geometry_arguments, open_renderer
from .people import sample_person
from .scenes import sample_light

#: FACS's letters and the intensities this project draws them at.
LETTERS = {"A": 0.2, "B": 0.4, "C": 0.6, "D": 0.8, "E": 1.0}
#: A row's pictures: label, intensity, sides, person. Those of one side alone are left out of sheets whose units have none.
BOTH_SIDES = (("rest", 0.0, "LR", 0), *((letter, value, "LR", 0) for letter, value in LETTERS.items()), ("E, another", 1.0, "LR", 1))
ONE_SIDE = (("E, left", 1.0, "L", 0), ("E, right", 1.0, "R", 0))
#: Looks of the two people: nothing covers brows, eyes or mouth.
PEOPLE = (
    {
        "sex": "feminine",
        "age": "young",
        "skin": "light",
        "hair_style": "long",
        "glasses": "none",
        "makeup": "none",
        "freckles": "none",
        "headwear": "none",
        "neckwear": "none",
    },
    {
        "sex": "masculine",
        "age": "middle-aged",
        "skin": "brown",
        "hair_style": "short",
        "glasses": "none",
        "facial_hair": "none",
        "headwear": "none",
        "neckwear": "none",
    },
)
PEOPLE_FROM = 900_000_000  # identity seeds no split uses
NAME_WIDTH, HEAD_HEIGHT = 132, 20
INK, PAPER = (235, 235, 235), (24, 24, 26)


def person_with(looks: dict[str, str]) -> Person:
    """The first person, by identity seed, who has all of these looks."""
    people = (sample_person(seed) for seed in itertools.count(PEOPLE_FROM))
    return next(person for person in people if looks.items() <= person.attributes.items())


def portrait(person: Person, unit: ActionUnit, intensity: float, sides: str) -> FaceParams:
    """One unit on an otherwise resting face, looking ahead, in soft light before a grey wall."""
    au = np.zeros(len(COLUMNS), np.float32)
    set_unit(au, unit.number, intensity, sides)
    direction, key, fill = sample_light(np.random.default_rng(1), "soft")
    return FaceParams(
        person=person,
        attributes={**person.attributes, "light": "soft", "background": "grey"},
        au=resolve_conflicts(au),
        label=np.zeros(8, np.float32),
        class_index=0,
        kind=3,
        intensity=intensity,
        key_direction=direction,
        key_colour=key,
        fill_colour=fill,
        background=linear(BACKGROUND["grey"]).astype(np.float32),
    )


def unit_sheet(renderer: Painter, units: list[ActionUnit]) -> Image.Image:
    """A row for each unit: at rest, A to E, at E on another person, and at E on one side alone where the unit has sides."""
    people, size = [person_with(looks) for looks in PEOPLE], renderer.size
    cells = BOTH_SIDES + (ONE_SIDE if any(unit.lateral for unit in units) else ())
    sheet = Image.new("RGB", (NAME_WIDTH + len(cells) * size, HEAD_HEIGHT + len(units) * size), PAPER)
    draw = ImageDraw.Draw(sheet)
    for column, (label, *_) in enumerate(cells):
        draw.text((NAME_WIDTH + column * size + 6, 4), label, fill=INK)
    # By person, so that the renderer shapes each head once.
    for column, (_, intensity, sides, who) in sorted(enumerate(cells), key=lambda cell: cell[1][3]):
        for row, unit in enumerate(units):
            if unit.lateral or sides == "LR":
                picture = Image.fromarray(renderer.render(portrait(people[who], unit, intensity, sides))[0])
                sheet.paste(picture, (NAME_WIDTH + column * size, HEAD_HEIGHT + row * size))
    for row, unit in enumerate(units):
        top = HEAD_HEIGHT + row * size + size // 2
        draw.text((8, top - 14), unit.id, fill=INK)
        draw.text((8, top), unit.name, fill=INK)
    return sheet


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=REPOSITORY / "docs" / "images", help="folder of the JPEGs (default: docs/images)")
    parser.add_argument("--unit", action="append", help="only this unit, such as AU23 (may be repeated), in one sheet `units.jpg`")
    parser.add_argument("--faces", type=int, default=100, help="random renders in `renders-<N>.jpg`; 0 for none")
    add_geometry_arguments(parser)


def run(args: argparse.Namespace) -> None:
    args.out.mkdir(parents=True, exist_ok=True)
    renderer = open_renderer(args)
    if args.unit:
        unit_sheet(renderer, [unit for unit in ACTION_UNITS if unit.id in args.unit]).save(args.out / "units.jpg", quality=85)
        return
    for group in dict.fromkeys(unit.group for unit in ACTION_UNITS):
        sheet = unit_sheet(renderer, [unit for unit in ACTION_UNITS if unit.group == group])
        sheet.save(args.out / f"au-atlas-{group.replace(' ', '-')}.jpg", quality=80)
    if args.faces:
        random_faces(renderer, args.out / f"renders-{args.faces}.jpg", count=args.faces, columns=10)
